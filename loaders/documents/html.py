"""An HTML page as the text that a reader sees, and as blocks with the elements around them.

Every character keeps its place in the source. trafilatura judges which blocks are the article; its
words are found again in the page, so that the body has offsets into the source. Nothing of the page
is run or fetched.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

from loaders.dates.full_dates import full_date
from loaders.documents.blocks import Block, block_of, with_items
from loaders.documents.source import INVISIBLE, MAX_CHARACTERS, Facts
from loaders.documents.urls import split_address
from loaders.lexicon.tables import read_table, split_list
from loaders.model.errors import ArticleError
from loaders.model.offsets import Origin
from loaders.model.records import Span
from loaders.text.segment import trim


def _elements(element_class: str) -> frozenset[str]:
    """Return the HTML elements that ``html_elements.csv`` lists under a class."""
    rows = {row["class"]: row["elements"] for row in read_table("html_elements")}
    return frozenset(split_list(rows[element_class]))


_HIDDEN = _elements("hidden")
_INLINE = _elements("inline")
_VOID = _elements("void")
_REASONS = {
    "nav": "navigation",
    "header": "navigation",
    "footer": "page header or footer",
    "aside": "related link",
    "figcaption": "caption",
    "form": "navigation",
    "button": "navigation",
    "dialog": "navigation",
}
_NOTE_CLASS = re.compile(r"\b(?:reference|footnote(?:-ref)?|noteref|fn)\b")
"""What the class of a raised number says where it is the mark of a note."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_TAGS, _MOST_REFERENCES, _MOST_CHARACTERS = 15_000, 100_000, 5_000_000
"""A page with more tags, references (“&amp;”) or characters, scripts and pictures included, is
refused: each is looked at many times. Chosen by hand, far above the page of an article."""
BULLET = "• "
"""What stands in the text before an item of a list, as a browser shows it."""
OUTSIDE = "outside the article"
"""The reason of what trafilatura does not take for the article."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as it is read.

    Attributes
    ----------
    text
        What a reader sees.
    origin
        The way back from the text to the source.
    blocks
        Its blocks, each with the elements around it.
    whole
        Whether all of the text was read.
    """

    text: str
    origin: Origin
    blocks: tuple[tuple[Span, _Holder], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Holder:
    """What the elements around a block say of it.

    Attributes
    ----------
    reason
        Why the innermost one leaves it out, or "".
    heading
        Whether one of them is a heading.
    hidden
        Whether one of them is not shown.
    """

    reason: str = ""
    heading: bool = False
    hidden: bool = False

    def inside(self, tag: str) -> _Holder:
        """Return the holder of a block in an element within this one."""
        reason, heading, hidden = (
            _REASONS.get(tag, self.reason),
            self.heading or tag in _HEADINGS,
            self.hidden or tag in _HIDDEN,
        )
        same = (reason, heading, hidden) == (self.reason, self.heading, self.hidden)
        return self if same else _Holder(reason, heading, hidden)


class _Reader(HTMLParser):
    """Collects the characters that a reader sees, each with its place in the source."""

    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self.raw = raw
        self.lines = _line_starts(raw)
        self.chars: list[str] = []
        self.starts = array("L")
        self.ends: dict[int, int] = {}
        self.open: list[tuple[str, _Holder]] = []
        self.count: Counter[str] = Counter()
        self.holder = _Holder()
        self.blocks: list[tuple[Span, _Holder]] = []
        self.begun = 0
        self.whole = True

    def place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def room(self, wanted: int) -> int:
        """Return how many of the ``wanted`` characters are still read."""
        left = max(0, MAX_CHARACTERS - len(self.starts))
        self.whole = self.whole and wanted <= left
        return min(wanted, left)

    def add(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        if end - start > 1:
            self.ends[len(self.starts)] = end
        self.starts.append(start)

    def close_block(self, at: int) -> None:
        """End the paragraph that is being read; a blank line follows it in the text."""
        words = "".join(self.chars[self.begun :]).strip()
        if words == BULLET.strip():
            return  # the item's words stand in an element of their own
        if words:
            self.blocks.append((Span(self.begun, len(self.chars)), self.holder))
            for _ in range(2):
                self.add("\n", at, at)
        self.begun = len(self.chars)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read ``<![…>`` as a browser does: as a comment.

        html.parser of Python 3.11 raises an AssertionError for a section it does not know.
        """
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.close_block(self.place())
        if tag == "li" and not self.holder.hidden and self.begun == len(self.chars):
            for char in BULLET:
                self.add(char, self.place(), self.place())
        if tag not in _VOID:
            # the holder around it is remembered, so that an element's end need not search all that
            # are open
            self.open.append((tag, self.holder))
            self.count[tag] += 1
            self.holder = self.holder.inside(tag)
            if tag == "sup" and any(_NOTE_CLASS.search(value or "") for _, value in attrs):
                self.holder = replace(self.holder, hidden=True)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.close_block(self.place())
        ended = "" if self.count[tag] else tag
        while ended != tag:
            ended, self.holder = self.open.pop()
            self.count[ended] -= 1

    def handle_data(self, data: str) -> None:
        if self.holder.hidden:
            return
        start, room = self.place(), self.room(len(data))
        for index, char in enumerate(data[:room]):
            # white space of the source is one space to a reader
            if not INVISIBLE.match(char):
                self.add(" " if char in "\r\n\t" else char, start + index, start + index + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if self.holder.hidden or not self.room(1):
            return
        start = self.place()
        end = (
            start
            + len(written)
            - (self.raw[start + len(written) - 1 : start + len(written)] != ";")
        )
        for char in unescape(written):
            if not INVISIBLE.match(char):
                self.add(char, start, end)


def _line_starts(raw: str) -> list[int]:
    """Return where each line begins, as html.parser counts lines: by line feeds only."""
    return [0, *(match.end() for match in re.finditer("\n", raw))]


_MARK = re.compile("<[a-zA-Z/!?]")


def _closed(raw: str) -> str:
    """Return a page without a comment or tag at its end that nothing closes.

    No reader sees it, and html.parser of Python 3.11 looks for its end again and again.
    """
    comment = raw.find("<!--", raw.rfind("-->") + 1)
    page = raw[:comment] if comment >= 0 else raw
    tag = _MARK.search(page, page.rfind(">") + 1)
    return page[: tag.start()] if tag else page


def read_markup(raw: str) -> Markup:
    """Return the text, the way back and the blocks of a page; of a long text only the beginning.

    Raises
    ------
    ArticleError
        The page has more elements or characters than a page with an article on it, or writes a
        character as a number of thousands of digits.
    """
    if (
        raw.count("<") > _MOST_TAGS
        or raw.count("&") > _MOST_REFERENCES
        or len(raw) > _MOST_CHARACTERS
    ):
        raise ArticleError(
            "the page holds far more than an article",
            "Save the article alone: its reader view, or its text",
        )
    reader = _Reader(raw)
    try:
        reader.feed(_closed(raw))
        reader.close()
    except ValueError as error:
        raise ArticleError(
            "the page writes a character as a number of thousands of digits",
            "Save the article as text instead",
        ) from error
    reader.close_block(len(raw))
    text = "".join(reader.chars)
    blocks = [(_words(text, span), holder) for span, holder in reader.blocks]
    reader.starts.append(len(raw))
    return Markup(
        text,
        Origin(reader.starts, reader.ends),
        tuple((s, h) for s, h in blocks if s.start < s.end),
        reader.whole,
    )


def _words(text: str, block: Span) -> Span:
    """Return a block without white space at its ends, and without an item's bullet."""
    span = trim(text, block.start, block.end)
    bullet = len(BULLET) if text.startswith(BULLET, span.start) else 0
    return trim(text, span.start + bullet, span.end)


def page_blocks(markup: Markup, raw: str) -> tuple[list[Block], Facts]:
    """Return the blocks of a page with their kinds, and what the page states about itself.

    Blocks outside the article have the reason as their kind.
    """
    words, facts = _extract(raw)
    inside = _inside(markup, words)
    if any(inside):
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    else:
        first = last = 0
    blocks = []
    for index, ((span, holder), inside_article) in enumerate(
        zip(markup.blocks, inside, strict=True)
    ):
        block = block_of(markup.text, span)
        if holder.reason == "caption" or (
            block.kind == "date" and holder.reason == _REASONS["aside"]
        ):
            block = Block(span.start, span.end, holder.reason)
        elif holder.heading and block.kind == "prose":
            block = Block(span.start, span.end, "heading")
        elif (
            not inside_article
            and not holder.reason
            and block.kind == "prose"
            and first <= index < last
        ):
            pass  # trafilatura lost a paragraph in the middle of the article
        elif (
            not inside_article
            and not holder.heading
            and block.kind in {"prose", "heading", "label"}
        ):
            block = Block(span.start, span.end, holder.reason or OUTSIDE)
        blocks.append(block)
    listed = {b.start for b in blocks if markup.text.endswith(BULLET, 0, b.start)}
    return with_items(markup.text, blocks, listed) if listed else blocks, facts


def _inside(markup: Markup, words: str) -> list[bool]:
    """Return for each block whether its letters stand in the extracted article, in its order."""
    # no block has more words than are read, so none is looked for in more
    letters = _letters(words[: 2 * MAX_CHARACTERS])
    position = 0
    inside_article = []
    for span, _ in markup.blocks:
        wanted = _letters(markup.text[span.start : span.end])
        at = letters.find(wanted, max(0, position - 2 * len(wanted))) if wanted else -1
        inside_article.append(at >= 0)
        # a short block may stand in the article more than once, so only a longer one moves on
        if at >= 0 and len(wanted) > 40:
            position = at + len(wanted)
    return inside_article


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


_STATED = re.compile(
    r"(?:article:published_time|datePublished|date\.issued|DC\.date\.issued|parsely-pub-date"
    r"|pubdate|publish[-_]?date)[\"']?\s*"
    r"(?:content=|datetime=|:)?\s*(?:[\"']|\w+=[\"'])*(?P<day>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)


def _stated(raw: str) -> str:
    """Return the ISO day that the page's own metadata gives as that of publication, or ""."""
    match = _STATED.search(raw)
    return (full_date(match["day"]) or "") if match else ""


def _extract(raw: str) -> tuple[str, Facts]:
    """Return the words that trafilatura takes for the article, and the page's metadata."""
    import logging

    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ArticleError(
            "HTML pages need the package trafilatura",
            "pip install trafilatura lxml_html_clean, or save the text",
        ) from error

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    options = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
    try:
        found = bare_extraction(
            raw,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=options,
        )
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ):
        # trafilatura 2.3 raises some of these for a page without a body, or of one element
        found = None
    if found is None:
        return "", Facts()
    stated = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    address = stated.get("url") or ""
    return stated.get("text") or stated.get("raw_text") or "", Facts(
        title=stated.get("title") or "",
        published=_stated(raw),
        guessed=stated.get("date") or "",
        url=address if split_address(address).scheme in {"http", "https"} else "",
        site=stated.get("sitename") or "",
    )
