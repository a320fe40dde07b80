"""A file's bytes as the text that is read, with the way back from each of its characters to the file's own.

What no reader sees is left out of the text: soft hyphens, zero-width and direction marks, the hyphen of a word broken at
a line's end, Markdown's marks, HTML's tags. Offsets into the text are carried back to the file by :class:`Origin`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from loaders.errors import ArticleError

MAX_BYTES = 50_000_000
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-zà-ÿ])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[ \t]*[^\W\d_]+")


class Origin:
    """Where each character of a text stands in its file.

    Parameters
    ----------
    starts
        The file's index of each character of the text, one more for the end; None where the two are the same.
    """

    def __init__(self, starts: array[int] | None = None) -> None:
        self._starts = starts

    @property
    def same(self) -> bool:
        """Whether the text is the file, character for character."""
        return self._starts is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the file's ``[start, end)`` of a span of the text."""
        if self._starts is None:
            return start, end
        first = self._starts[start]
        return first, max(first, self._starts[end - 1] + 1) if end > start else first

    def through(self, inner: Origin) -> Origin:
        """Return the way back through two steps: this one's file is the text of ``inner``."""
        if self._starts is None:
            return inner
        if inner._starts is None:  # noqa: SLF001  # of its own kind
            return self
        return Origin(array("L", (inner._starts[index] for index in self._starts)))  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text.

    Attributes
    ----------
    text
        What is read.
    origin
        The way back to the file.
    kind
        ``text``, ``markdown``, ``html`` or ``pdf``.
    raw
        The file decoded; for a PDF the text its pages hold, pages parted by form feeds.
    """

    text: str
    origin: Origin
    kind: str
    raw: str


def read_source(file: str, data: bytes) -> Source:
    """Return a file's text; its kind is taken from its name, or from its first bytes.

    Raises
    ------
    ArticleError
        The file is empty, too large, binary, or not UTF-8; or it is a PDF without text.
    """
    if not data.strip():
        raise ArticleError("the file is empty", "Put the article's text in it, or remove it")
    if len(data) > MAX_BYTES:
        raise ArticleError(f"the file is larger than {MAX_BYTES // 1_000_000} MB", "Save the article alone, as text")
    kind = _kind(file, data)
    if kind == "pdf":
        from loaders.pdf import pdf_text

        raw = pdf_text(data)
        return _source(raw, kind, _reading)
    raw = decode(data)
    if kind == "html":
        from loaders.markup import visible_text

        text, origin = visible_text(raw)
        return _source(raw, kind, lambda _: (text, origin))
    return _source(raw, kind, _markdown if kind == "markdown" else _reading)


def decode(data: bytes) -> str:
    """Return a file's text with its newlines kept.

    Raises
    ------
    ArticleError
        The file is binary, or not UTF-8.
    """
    if b"\0" in data[:4096]:
        raise ArticleError("the file is not text (it holds NUL bytes)", "Save the article as plain UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 text (byte {error.start} cannot be read)"
        raise ArticleError(problem, "Save it again with the encoding UTF-8") from error


def _kind(file: str, data: bytes) -> str:
    suffix = PurePath(file).suffix.lower()
    if data.startswith(b"%PDF-"):
        return "pdf"
    front = data[:2000].lstrip().lower()
    if suffix in {".html", ".htm", ".xhtml"} or front.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if suffix in {".md", ".markdown"} else "text"


def _source(raw: str, kind: str, read: Callable[[str], tuple[str, Origin]]) -> Source:
    text, origin = read(raw)
    if kind in {"html", "markdown"}:
        text, inner = _reading(text)
        origin = inner.through(origin)
    return Source(text, origin, kind, raw)


def _reading(raw: str) -> tuple[str, Origin]:
    """Return a text without what no reader sees, and the way back."""
    cuts = [match.span() for match in _INVISIBLE.finditer(raw)]
    if "-\n" in raw or "-\r" in raw or "- " in raw:
        cuts += _broken_words(raw)
    return cut(raw, cuts)


def _broken_words(raw: str) -> list[tuple[int, int]]:
    """Return the hyphens and line ends inside broken words; a hyphen that belongs to the word stays, its line end goes."""
    found = []
    lower = ""
    for match in _BROKEN_WORD.finditer(raw):
        before = _WORD_BEFORE.search(raw, max(0, match.start() - 40), match.start())
        after = _WORD_AFTER.match(raw, match.end(), match.end() + 40)
        if not before or not after:
            continue
        lower = lower or raw.lower()
        hyphened = f"{before.group()}-{after.group().strip()}".lower()
        found.append((match.start() + (hyphened in lower), match.end()))
    return found


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKS = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,400})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"|(?P<open>\[)(?=[^\[\]\n]{1,400}\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<close>(?<!\s)\]\([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<bold>\*{1,3}|(?<![\w])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\w]))"
    r"|(?P<line>^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S)))",
    re.MULTILINE,
)


def _markdown(raw: str) -> tuple[str, Origin]:
    """Return Markdown without its marks: the words of links stay, images go, front matter is kept as lines."""
    front = _FRONT_MATTER.match(raw)
    begin = front.end() if front else 0
    return cut(raw, [match.span() for match in _MARKS.finditer(raw, begin)])


def front_matter(raw: str) -> dict[str, str]:
    """Return the plain ``key: value`` lines between the two rules a Markdown file may open with; keys in lower case."""
    front = _FRONT_MATTER.match(raw.lstrip("\ufeff"))
    if not front:
        return {}
    pairs = (re.match(r"([A-Za-z_-]+)\s*:\s*[\"']?(.*?)[\"']?\s*$", line) for line in front.group().splitlines())
    return {pair[1].lower(): pair[2] for pair in pairs if pair and pair[2]}


def cut(raw: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Origin]:
    """Return a text without some of its spans, and the way back."""
    if not spans:
        return raw, Origin()
    kept: list[str] = []
    starts = array("L")
    position = 0
    for start, end in sorted(spans):
        if start > position:
            kept.append(raw[position:start])
            starts.extend(range(position, start))
        position = max(position, end)
    kept.append(raw[position:])
    starts.extend(range(position, len(raw) + 1))
    return "".join(kept), Origin(starts)


@cache
def suffixes() -> frozenset[str]:
    """Return the endings of the files that are read."""
    return frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"})
