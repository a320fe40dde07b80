"""The signs by which a page shows who published it, in one line of it.

What may stand for the outlet is a name with capitals, the known outlet it is where the tables have
one, and a sign's points as ``outlet_signs.csv`` states them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.documents.publisher.section_words import section_words
from loaders.lexicon.tables import Outlet, publishers, read_table, split_list, words_of

_WORD = r"[A-Z0-9À-Ý][\w’'&+/.-]*"
_NAME = (
    rf"(?P<name>(?:[Tt]he )?(?:{_WORD}|[a-z]+\.[a-z]+)"
    rf"(?:(?: (?:of|and|de|la|el|du|for|in|&)(?: the)?)? {_WORD}){{0,6}})"
)
HOST = re.compile(
    r"(?<![\w.@/-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w.-]*[\w-]@)", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]+@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)
_COMPANY = re.compile(
    r"[\s,]+(?:newspapers?|news and media|news & media|media|media group|group|holdings?"
    r"|publishing|publications?|publishers?|press|company|& co|and co|co|inc|llc|llp|ltd|limited"
    r"|cooperative|foundation|trust|\(?pvt\)?|\[p\]|\(\d{4}\)|plc|gmbh|ag"
    r"|s\.?a|corp|corporation|pty|lda|pvt|fze?|e\.?v"
    r"|(?:and|or) its affiliated companies|and affiliated companies)\.?$",
    re.IGNORECASE,
)
_COMPANY_FRONT = re.compile(r"(?:PT|CV|OOO|ZAO|OAO|LLC|JSC|SIA|UAB|TOO|DOO)\b")
_AFTER_NAME = re.compile(
    r"\s*[|]|\s[–—-]\s|"
    r"[.,]?\s+(?:All|Any|No) +(?:[Cc]ontents?|[Mm]aterials?|[Rr]ights?|RIGHTS|[Pp]art)\b"
    r"|[.,]\s+(?:All|Any|Registration|Privacy|Terms|Reg|Created|Use|For|Unauthori[sz]ed"
    r"|Designed|Powered|Reproduction|Site|Contact|ISSN|Part|By)\b"
)
_YEAR = re.compile(r",?\s+(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])")
"""Where a sentence ends within what looks like a name; shorter words may be cut short (“St.”)."""
_OF_SECTIONS = frozenset({"news", "today", "online", "insider", "live"})
"""Words of outlets' names that those of sections have as well."""
_NUMBER_FIRST = re.compile(r"\d+\s")
_AFFILIATED = re.compile(
    r"\s*(?:(?:and|or|&) (?:its )?(?:affiliate|subsidiar|partner|licensor)"
    r"|(?:and|&) [A-Z]\w+ (?:Ltd|Inc|Co)\b"
    r"|\bcompan(?:y|ies)\b|\bgroup\b)",
    re.IGNORECASE,
)
"""What follows the name of a company that owns several outlets."""
_LONGEST_LINE = 400
"""Characters of a line in which a sign is looked for; longer ones are an article's prose."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a line says of the outlet.

    Attributes
    ----------
    kind
        What it is, as ``outlet_signs.csv`` calls it; ``host`` for an address, ``alone`` for a
        line that holds nothing but the name.
    name
        The outlet's name: that of the table, or as written.
    outlet
        The known outlet, or None.
    points
        How much it counts.
    bare
        Whether it may be any word or company: it counts only where the same name stands alone in a
        line of the page.
    """

    kind: str
    name: str
    outlet: Outlet | None
    points: float
    bare: bool = False


def name_key(name: str) -> str:
    """Return a name's letters in lower case without “the”: names alike are one outlet's."""
    key = re.sub(r"[\W_]", "", name.casefold())
    return key[3:] if re.match(r"the\s", name, re.IGNORECASE) and len(key) > 5 else key


@cache
def _known() -> dict[str, Outlet]:
    """Return every outlet by the keys of its names; where two share one, the first of the table."""
    known: dict[str, Outlet] = {}
    for outlet in publishers():
        for alias in outlet.aliases:
            known.setdefault(name_key(alias), outlet)
    for row in read_table("media"):
        for name in split_list(row["names"]):
            known.setdefault(name_key(name), Outlet(slug_of(name), name, "site", (name,), ()))
    return known


def slug_of(name: str) -> str:
    """Return a name as a part of an id: its letters and figures, hyphens between the words."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _hosts() -> dict[str, Outlet]:
    return {host: outlet for outlet in reversed(publishers()) for host in outlet.hosts}


@cache
def _owners() -> dict[str, Outlet]:
    return {name_key(owner): outlet for outlet in publishers() for owner in outlet.owners}


@cache
def _groups() -> frozenset[str]:
    """Return the keys of the names of companies that publish several outlets."""
    return frozenset(name_key(name) for name in words_of("publishing_group"))


def outlet_of_name(name: str) -> Outlet | None:
    """Return the known outlet of a name, in any case, with “the” or without."""
    return _known().get(name_key(name))


def outlet_of_host(host: str) -> Outlet | None:
    """Return the known outlet of an address's host, that of its longest known part."""
    parts = host.lower().removeprefix("www.").split(".")
    hosts = (".".join(parts[index:]) for index in range(len(parts) - 1))
    return next((found for part in hosts if (found := _hosts().get(part))), None)


def is_press_name(name: str) -> bool:
    """Whether a name is made like a newspaper's: two words or more, one of which says so.

    A name of nothing but the words of sections (“World News”, “Your Money Today”) is none.
    """
    words = re.findall(r"[^\W\d_]+", name.casefold())
    press = bool(set(words) & words_of("press_word"))
    common = section_words() | words_of("determiner") | _OF_SECTIONS
    return 1 < len(words) < 7 and press and not common.issuperset(words)


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    flexible = [
        (row["sign"], float(row["points"]), row["pattern"]) for row in read_table("outlet_signs")
    ]
    # what is around a name may be written in any case; the name has its capitals
    return tuple(
        (kind, points, re.compile(f"(?i:{pattern})".replace("{name}", f"(?-i:{_NAME})")))
        for kind, points, pattern in flexible
    )


def signs_in(line: str) -> Iterator[Sign]:
    """Yield what one line says of the outlet."""
    if len(line) > _LONGEST_LINE:
        return
    if "." in line:
        yield from _addresses(line)
    alone = outlet_of_name(line) if len(line) <= 40 else None
    if alone and alone.role != "agency" and not is_section(line):
        yield Sign("alone", alone.name, alone, 1.0)
        return
    for kind, points, pattern in _patterns():
        for match in pattern.finditer(line):
            found = _named(match["name"], kind, line[match.end("name") :])
            if found:
                name, outlet, bare = found
                yield Sign(kind, name, outlet, points, bare)
                break


def is_section(line: str) -> bool:
    """Whether a line is nothing but the words of sections and subjects, an outlet's name or not."""
    words = re.findall(r"[^\W\d_]+", line.casefold().removeprefix("the "))
    return all(word in section_words() | words_of("section_or_outlet") for word in words)


def _addresses(line: str) -> Iterator[Sign]:
    """Yield the known outlets whose hosts stand in a line, in mail addresses too."""
    for pattern, points in ((_MAIL, 2.0), (HOST, 1.5)):
        for match in pattern.finditer(line):
            outlet = outlet_of_host(match[1])
            if outlet:
                bare = match.group().strip().casefold() == line.strip().casefold().removeprefix(
                    "www."
                )
                yield Sign("host", outlet.name, outlet, 3.0 if bare and pattern is HOST else points)


def _named(written: str, kind: str, after: str) -> tuple[str, Outlet | None, bool] | None:
    """Return the outlet that a captured name names, and whether it is no more than a word.

    It is a known one, or a name like an outlet's.
    """
    name = _SENTENCE.split(_AFTER_NAME.split(written, maxsplit=1)[0])[0]
    name = _YEAR.split(name)[0].strip(" .,-–—/’'")
    company = bool(_AFFILIATED.match(after) or _COMPANY_FRONT.match(name))
    while True:
        if owned := _owners().get(name_key(name)):
            return owned.name, owned, False
        if (known := outlet_of_name(name)) and (
            kind != "rights" or len(name) > 3 or name.isupper()
        ):
            return known.name, known, False
        if name_key(name) in _groups():
            return None
        shorter = _COMPANY.sub("", name)
        if shorter == name:
            break
        name, company = shorter, True
    first = _known_front(name) if kind != "rights" else None
    if first:
        return first.name, first, False
    words = set(re.findall(r"\w+", name.casefold()))
    if not words or words & words_of("no_outlet_word") or _NUMBER_FIRST.match(name):
        return None
    hosted = HOST.fullmatch(name) is not None
    bare = company or (len(name.split()) < 2 and not hosted)
    return None if bare and words <= section_words() else (name, None, bare)


def _known_front(name: str) -> Outlet | None:
    """Return the known outlet of two words or more that a longer name begins with, or None."""
    words = name.split()
    fronts = (" ".join(words[:count]) for count in range(len(words) - 1, 1, -1))
    return next((known for front in fronts if (known := outlet_of_name(front))), None)
