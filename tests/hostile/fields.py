"""Scripts and formulas in every field of an article and its sidecar, and hostile sidecars."""

from __future__ import annotations

from tests.hostile.input import FILE, OWNED, STORY, WEB, Input, words

SCRIPTS = {
    "script": f"<script id={OWNED}>owned()</script>",
    "image": f'"><img id={OWNED} src=x onerror="owned()">',
    "closed script": f"</script></style></textarea><svg id={OWNED} onload=owned()>",
    "template": "{{ 7*7 }}${7*7}<%= 7*7 %>{% include '/etc/passwd' %}{% if %}{# {{{%",
    "address": "javascript:owned()//[x](javascript:owned())",
    "formula": "=cmd|'/C calc'!A0",
    "control": "\x1b]0;owned\x07\x1b[2J\x00\x08".replace("\x00", "\x01"),
    "CDATA": f"]]><![CDATA[<img id={OWNED}>&owned;<!ENTITY owned SYSTEM 'file:///etc/passwd'>",
}


def quoted(text: str) -> str:
    """Return a TOML string."""
    return '"' + "".join(f"\\u{ord(c):04x}" if not c.isalnum() else c for c in text) + '"'


def in_field(field: str, attack: str) -> tuple[str, str]:
    """Return an article and its sidecar with an attack in a field."""
    text = {
        "title": f"{attack}\n\n{STORY} {STORY}",
        "body": f"Title\n\n{STORY} They {attack} near Goris, Armenia said.",
        "speaker": (
            f"Title\n\n“We crossed the border near Goris,” said Aram {attack} Petrosyan, "
            "the mayor of Goris."
        ),
        "place name": (
            "Title\n\nArmenia said that troops had crossed the border "
            f"near {attack} village in Syunik."
        ),
        "outlet": f"Title\n\nBy A. B., {attack}\n\n{STORY}",
        "address": f"Title\n\nhttps://example.org/{attack}\n\n{STORY}",
    }.get(field, f"Title\n\n{STORY}")
    placed = f'[[mentions]]\nstart = {text.find("Goris")}\nwords = "Goris"\n'
    at = quoted(attack)
    toml = {
        "stated title": f"title = {at}",
        "stated outlet": f"publisher = {at}",
        "stated address": f"url = {quoted('https://example.org/' + attack)}",
        "stated host": f"url = {quoted('https://' + attack)}",
        "stated day": f"published = {at}",
        "stated place": f"{placed}place = {at}",
        "given place": f"{placed}name = {at}\nlat = 39.5\nlon = 46.3\nkind = {at}\nsource = {at}",
        "corrected words": f"[[mentions]]\nstart = 0\nwords = {at}\nplace = {at}",
    }.get(field, "")
    return text, toml


FIELDS = ("title", "body", "speaker", "place name", "outlet", "address")
STATED = (
    "stated title",
    "stated outlet",
    "stated address",
    "stated host",
    "stated day",
    "stated place",
    "given place",
    "corrected words",
)
FIELD_INPUTS = [
    Input(
        "script",
        f"{name} in {field}",
        "x.txt",
        words(in_field(field, attack)[0]),
        in_field(field, attack)[1],
    )
    for field in (*FIELDS, *STATED)
    for name, attack in SCRIPTS.items()
]
GORIS = '[[mentions]]\nstart = 65\nwords = "Goris"\n'
SIDECARS = {
    "arrays 100,000 deep": "a = " + "[" * 100_000,
    "tables 100,000 deep": "a = " + "{a=" * 100_000,
    "dots 100,000 deep": "a" + ".a" * 90_000 + " = 1",
    "many dotted keys": "".join(f"{'a.' * 90}b{n} = 1\n" for n in range(1000)),
    "number of 100,000 digits": "title = " + "9" * 100_000,
    "hexadecimal of 100,000 digits": "title = 0x" + "f" * 100_000,
    "day of 100,000 digits": "published = 0x" + "f" * 100_000,
    "start of 100,000 digits": GORIS.replace("65", "0x" + "f" * 100_000),
    "start below zero": GORIS.replace("65", "-1"),
    "latitude of 400 digits": f'{GORIS}name = "x"\nlat = {"9" * 400}\nlon = 1',
    "latitude 1e400": f'{GORIS}name = "x"\nlat = 1e400\nlon = 1',
    "latitude nan": f'{GORIS}name = "x"\nlat = nan\nlon = inf',
    "latitude a text": f'{GORIS}name = "x"\nlat = "1"\nlon = true',
    "precision inf": f'{GORIS}name = "x"\nlat = 1\nlon = 1\nprecision_m = inf',
    "name a table": f"{GORIS}name = {{a = 1}}\nlat = 1\nlon = 1",
    "name of white space": f'{GORIS}name = "\\u200b "\nlat = 1\nlon = 1',
    "path as a place": f'{GORIS}place = "../../../etc/passwd"',
    "Windows path as a place": f'{GORIS}place = "..\\\\..\\\\windows\\\\win.ini"',
    "file as a place": f'{GORIS}place = "file://{FILE}"',
    "NUL in a place": f'{GORIS}place = "goris\\u0000"',
    "long place": f'{GORIS}place = "{"x" * 100_000}"',
    "10,000 corrections": GORIS * 4000,
    "file as address": f'url = "file://{FILE}"',
    "canary as address": f'url = "{WEB}"',
    "address of no host": 'url = "https:///x"',
    "address of a broken host": 'url = "https://[::1"',
    "address with a port of 10 digits": 'url = "https://a:9999999999/"',
    "address of 100,000 characters": f'url = "https://a/{"x" * 100_000}"',
    "address with a user": 'url = "https://dw.com@evil.example/"',
    "address with line ends": 'url = "https://a/\\r\\nSet-Cookie: a=b"',
    "year 0": "published = 0000-01-01",
    "year 0 as a text": 'published = "0000-01-01"',
    "year 9999": "published = 9999-12-31",
    "year 1": "published = 0001-01-01",
    "year 1,000,000,000": 'published = "1000000000-01-01"',
    "day as a list": "published = [1, [2]]",
    "title of 100,000 characters": f'title = "{"x" * 100_000}"',
    "title of marks": 'title = "\\u202e\\u2066\\u0301\\u200b"',
    "fields of prototypes": "__proto__ = 1\n__class__ = 2",
    "mentions a text": 'mentions = "all"',
    "mentions of texts": 'mentions = ["a"]',
    "a key of 100,000 characters": f'"{"x" * 100_000}" = 1',
    "open text": 'title = "' + "\\" * 1001,
    "100,000 open quotes": 'title = """' + '"' * 1000 + "x",
    "four megabytes": "# x\n" * 1_000_000,
    "comments of controls": "# \x07\x1b",
    "surrogates": 'title = "\\ud800"',
    "code point out of reach": 'title = "\\UFFFFFFFF"',
}
SIDECAR_INPUTS = [
    Input("sidecar", name, "x.txt", words(STORY), toml) for name, toml in SIDECARS.items()
]
