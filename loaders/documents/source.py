"""A file's bytes as the text that is read, with the way back to the file.

What no reader reads is left out of the text: soft hyphens, zero-width and direction marks, the
hyphen of a word broken at a line's end, the marks of notes and of a mail that is quoted, Markdown's
marks (those of list items stay). :class:`Origin` carries offsets into the text back to the file.
Of every other kind (HTML, PDF, …) the extracted text is the text, and offsets are into it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from loaders.documents.formats.encoding import by_declaration, by_mark, repaired
from loaders.documents.formats.mail import is_mail, read_mail
from loaders.documents.formats.office import is_office, read_office
from loaders.documents.formats.unpacked import Unpacked
from loaders.documents.pdf import read_pdf
from loaders.model.errors import ArticleError
from loaders.model.offsets import Origin, cut
from loaders.model.records import Span
from loaders.text.segment import cut_long

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".rtf"}
    | {".eml", ".mht", ".mhtml"}
)
MAX_BYTES = 50_000_000
"""A larger file is refused before it is decoded: it bounds the memory, and no article comes near
it."""
MAX_CHARACTERS = 50_000
"""So much of a file's text is read, some 8,000 words. Whatever it holds, that takes two seconds
at most; a larger value takes proportionally longer."""
_MOST_REPAIRED = 400_000
"""Characters of a file in which broken letters are repaired."""
_PACKED = frozenset({"office", "mail"})
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)
_BROKEN_WORD = re.compile(r"(?<=[^\W_])[-‐][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_NOTE_MARK = re.compile(
    r"(?<=[.!?,;:”»’)\]\w])(?:\[(?:\d{1,3}|[a-z]|(?:note|nb|n)\s?\d{1,3}|citation needed)\])+"
    r"(?=[\s.,;:!?)”»]|$)"
    r"|(?<=[.!?”»])[¹²³⁰⁴-⁹]{1,4}(?=\s|$)"
)
"""The marks of an encyclopedia's notes, after a word or a full stop: no reader says them."""
_MAIL_QUOTE = re.compile(r"^[ \t]{0,3}>(?:[ \t]?>)*[ \t]?", re.MULTILINE)
_FEWEST_QUOTED = 2
"""Lines with a mail's quoting mark from which they are one: a single one may be anything."""
_MANY_LINES, _FEW_BREAKS = 40, 0.03
"""Of so many lines, where fewer than this share end in a hyphen, no program has broken words: the
hyphens are the words' own. Chosen by hand."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐](?=[^\W\d_])")
_WORD_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]+|\d+)$")
_WORD_AFTER = re.compile(r"[ \t]*[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text.

    Attributes
    ----------
    text
        What is read; empty for HTML, whose text is extracted from its markup later.
    origin
        The way back to the file.
    kind
        ``text``, ``markdown``, ``html`` or ``pdf``; of an unpacked file that of what it holds.
    raw
        The decoded file; for a PDF the text of its pages, separated by form feeds.
    sha256
        The hash of the file's bytes, in hexadecimal digits.
    whole
        Whether the text is all of the file's. Of a file longer than an article only the beginning
        is read.
    titles
        What may be the title of a print: what the file states, then its largest letters.
    extracted
        Whether the text is not the file's own characters, so that offsets are into the text.
    stated
        What an unpacked file states about itself.
    repaired
        Whether letters that had been decoded once too often were repaired.
    pictures
        The pages of a print, from 1, that hold only a picture.
    """

    text: str
    origin: Origin
    kind: str
    raw: str
    sha256: str
    whole: bool = True
    titles: tuple[str, ...] = ()
    extracted: bool = False
    stated: Facts | None = None
    repaired: bool = False
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file states about itself apart from the article's text.

    It stands in a page's metadata or a Markdown file's front matter.

    Attributes
    ----------
    title
        The title.
    published
        ISO day of publication.
    url
        The address.
    site
        The site's name.
    guessed
        An ISO day that something in the page's source suggests; a date line beside the title
        outranks it.
    tab
        The title of the browser's tab, with the outlet and the sections in it.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    site: str = ""
    guessed: str = ""
    tab: str = ""


def read_source(file: str, data: bytes) -> Source:
    """Return a file's text; its kind is taken from its first bytes, or from its name.

    Raises
    ------
    ArticleError
        The file is empty, too large, binary or not UTF-8, or a PDF without text.
    """
    if not data.strip():
        raise ArticleError("the file is empty", "Put the article's text in it, or remove it")
    if len(data) > MAX_BYTES:
        raise ArticleError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB",
            "Save the article alone, as text",
        )
    kind = _kind(file, data)
    sha = hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        read = read_pdf(data, MAX_CHARACTERS)
        titles = (read.stated, *read.large)
        source = _of_text(Unpacked(read.text), sha, whole=read.whole)
        return replace(
            source,
            kind=kind,
            titles=titles if any(titles) else (),
            extracted=True,
            pictures=read.pictures,
        )
    if kind in _PACKED:
        held = read_office(data) if kind == "office" else read_mail(data)
        return replace(_of_text(held, sha, whole=True), extracted=True, stated=_facts(held))
    decoded, plain = decode_as(data, kind)
    text = repaired(decoded[:_MOST_REPAIRED]) + decoded[_MOST_REPAIRED:]
    source = _of_text(Unpacked(text, kind), sha, whole=True)
    extracted = source.extracted or not plain or text != decoded
    return replace(source, extracted=extracted, repaired=text != decoded)


def _of_text(held: Unpacked, sha: str, *, whole: bool) -> Source:
    """Return a text, or a page's source, as it is read."""
    if held.kind == "html":
        return Source("", Origin(), held.kind, held.text, sha, extracted=True)
    raw = beginning(held.text)
    text, origin = _visible(raw)
    if held.kind == "markdown":
        text, outer = _markdown(text)
        origin = outer.through(origin)
    return Source(text, origin, held.kind, raw, sha, whole and len(raw) == len(held.text))


def _facts(held: Unpacked) -> Facts:
    return Facts(title=held.title, url=held.url, guessed=held.day)


def decode_as(data: bytes, kind: str) -> tuple[str, bool]:
    """Return a file's text, and whether it is plain UTF-8.

    Raises
    ------
    ArticleError
        The file is binary, or written in no way that it states.
    """
    marked = by_mark(data)
    if marked is not None:
        return marked, False
    if kind == "html" and b"\0" not in data:
        try:
            return data.decode("utf-8"), True
        except UnicodeDecodeError:
            declared = by_declaration(data)
            if declared is not None:
                return declared, False
    return decode(data), True


def beginning(text: str) -> str:
    """Return the part of a text that is read: all of it, or its first ``MAX_CHARACTERS``.

    It is cut between sentences or words.
    """
    return text[: next(cut_long(text, Span(0, len(text)), MAX_CHARACTERS)).end]


def decode(data: bytes) -> str:
    """Return a file's text with its line ends as they are.

    Raises
    ------
    ArticleError
        The file is binary, or not UTF-8.
    """
    if b"\0" in data:
        raise ArticleError(
            "the file is not text (it holds NUL bytes)", "Save the article as plain UTF-8 text"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 text (byte {error.start} cannot be read)"
        raise ArticleError(problem, "Save it again with the encoding UTF-8") from error


def _kind(file: str, data: bytes) -> str:
    suffix = PurePath(file).suffix.lower()
    if data.startswith(b"%PDF-"):
        return "pdf"
    if is_office(data):
        return "office"
    if is_mail(suffix, data):
        return "mail"
    front = data[:2000].lstrip().lower()
    if suffix in {".html", ".htm", ".xhtml"} or front.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if suffix in {".md", ".markdown"} else "text"


def _visible(raw: str) -> tuple[str, Origin]:
    """Return a text without what no reader sees, and the way back."""
    cuts = [match.span() for match in INVISIBLE.finditer(raw)]
    cuts += _broken_words(raw)
    cuts += [match.span() for match in _NOTE_MARK.finditer(raw)]
    quoted = [match.span() for match in _MAIL_QUOTE.finditer(raw)]
    return cut(raw, [*cuts, *(quoted if len(quoted) >= _FEWEST_QUOTED else ())])


def _broken_words(raw: str) -> list[tuple[int, int]]:
    """Return the spans of hyphens and line ends inside broken words.

    Of a hyphen that belongs to the word, only the line end is returned.
    """
    found = []
    breaks = [(match, *_halves(raw, match)) for match in _BROKEN_WORD.finditer(raw)]
    whole = {_joined(*_halves(raw, match)) for match in _HYPHEN.finditer(raw)} if breaks else set()
    lines = raw.count("\n")
    rare = lines >= _MANY_LINES and len(breaks) < _FEW_BREAKS * lines
    for match, before, after in breaks:
        if not before or not after:
            continue
        if raw[match.end()].isupper() and raw[before.start() - 1 : before.start()] == "-":
            continue  # a sign-off between hyphens
        belongs = (
            rare
            or raw[match.end()].isupper()
            or before.group()[-1].isdigit()
            or _joined(before, after) in whole
        )
        found.append((match.start() + belongs, match.end()))
    return found


def _halves(raw: str, hyphen: re.Match[str]) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return the words on the two sides of a hyphen."""
    # no word is longer than forty letters; the limit keeps an endless one from being read again
    before = _WORD_BEFORE.search(raw, max(0, hyphen.start() - 40), hyphen.start())
    return before, _WORD_AFTER.match(raw, hyphen.end(), hyphen.end() + 40)


def _joined(before: re.Match[str] | None, after: re.Match[str] | None) -> str:
    return f"{before.group()}-{after.group().strip()}".lower() if before and after else ""


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKS = re.compile(
    r"\[!\[[^\]\n]{0,400}\]\([^()\s]{0,2000}\)\]\([^()\s]{0,2000}\)"
    r"|!\[([^\]\n]{0,400})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"|(?P<open>\[)(?=[^\[\]\n]{1,400}\]"
    r"\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<close>(?<!\s)\]"
    r"\([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<item>^[ \t]*[-*+][ \t]+(?=\S))"
    r"|(?P<bold>\*{1,3}|(?<![\w])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\w]))"
    r"|(?P<line>^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?))",
    re.MULTILINE,
)


def _markdown(raw: str) -> tuple[str, Origin]:
    """Return Markdown without its marks and front matter, and the way back.

    The words of links stay; images go.
    """
    front = _FRONT_MATTER.match(raw)
    begin = front.end() if front else 0
    marks = (match.span() for match in _MARKS.finditer(raw, begin) if match.lastgroup != "item")
    return cut(raw, [(0, begin), *marks])


def first_heading(raw: str) -> str:
    """Return the words of a Markdown file's first heading of the first level, or ""."""
    heading = re.search(r"^# +(.+?)[ #]*$", raw, re.MULTILINE)
    return _markdown(heading[1])[0] if heading else ""


def front_matter(raw: str) -> dict[str, str]:
    """Return the plain ``key: value`` lines of a Markdown file's front matter, keys in lower case.

    It stands between the two rules that such a file may open with.
    """
    front = _FRONT_MATTER.match(raw.lstrip("\ufeff"))
    if not front:
        return {}
    pairs = (
        re.match(r"([A-Za-z_-]+)\s*:\s*[\"']?(.*?)[\"']?\s*$", line)
        for line in front.group().splitlines()
    )
    return {pair[1].lower(): pair[2] for pair in pairs if pair and pair[2]}
