"""An HTML page as the text that a reader sees, and as blocks with the elements around them.

The page is parsed once. trafilatura judges which blocks are the article; its words are found again
among the blocks. Nothing of the page is run or fetched.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from loaders.documents.blocks import Block, block_of, with_items
from loaders.documents.publisher.page_facts import FAULTS, page_facts
from loaders.documents.source import INVISIBLE, MAX_CHARACTERS, Facts
from loaders.lexicon.tables import read_table, split_list
from loaders.model.errors import ArticleError
from loaders.model.records import Span


def _elements(element_class: str) -> frozenset[str]:
    """Return the HTML elements that ``html_elements.csv`` lists under a class."""
    rows = {row["class"]: row["elements"] for row in read_table("html_elements")}
    return frozenset(split_list(rows[element_class]))


_HIDDEN = _elements("hidden")
_INLINE = _elements("inline")
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
_NO_LETTER = re.compile(r"[\W_]+")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Holder:
    """What the elements around a block say of it.

    Attributes
    ----------
    reason
        Why the innermost one leaves it out, or "".
    heading
        Whether one of them is a heading.
    """

    reason: str = ""
    heading: bool = False

    def inside(self, tag: str) -> Holder:
        """Return the holder of a block in an element within this one."""
        reason, heading = _REASONS.get(tag, self.reason), self.heading or tag in _HEADINGS
        same = (reason, heading) == (self.reason, self.heading)
        return self if same else Holder(reason, heading)


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as it is read.

    Attributes
    ----------
    text
        What a reader sees.
    blocks
        Its blocks, each with what the elements around it say.
    whole
        Whether all of the text was read.
    tree
        Its elements; None for a page without any.
    """

    text: str
    blocks: tuple[tuple[Span, Holder], ...]
    whole: bool
    tree: Any


class _Reader:
    """Collects the words that a reader sees, block by block."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[tuple[Span, Holder]] = []
        self.words: list[str] = []
        self.around: list[Holder] = [Holder()]
        self.bullet = ""
        self.whole = True

    def read(self, tree: Any) -> None:
        """Read a page's elements in their order, until the text is as long as any is read."""
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self.start(tag)
                if not tag or tag in _HIDDEN or _is_note(tag, element):
                    walk.skip_subtree()
                elif element.text:
                    self.words.append(element.text)
                continue
            self.end(tag)
            if element.tail:
                self.words.append(element.tail)
            if not self.whole:
                return
        self.close_block()

    def start(self, tag: str) -> None:
        if tag not in _INLINE:
            self.close_block()
        self.around.append(self.around[-1].inside(tag))
        if tag == "li":
            self.bullet = BULLET

    def end(self, tag: str) -> None:
        if tag not in _INLINE:
            self.close_block()
        self.around.pop()
        if tag == "li":
            self.bullet = ""

    def close_block(self) -> None:
        """End the paragraph that is being read; a blank line follows it in the text."""
        if not self.words:
            return
        words = _SPACE.sub(" ", INVISIBLE.sub("", "".join(self.words))).strip()
        self.words = []
        room = MAX_CHARACTERS - self.length
        if not words or room <= 0:
            self.whole = self.whole and not words
            return
        self.whole = len(words) <= room
        words = words[:room].rstrip()
        start = self.length + len(self.bullet)
        self.blocks.append((Span(start, start + len(words)), self.around[-1]))
        self.parts += [self.bullet, words, "\n\n"]
        self.length = start + len(words) + 2
        self.bullet = ""


def _is_note(tag: str, element: Any) -> bool:
    """Whether an element is the mark of a note, which no reader says."""
    return tag == "sup" and any(_NOTE_CLASS.search(str(value)) for value in element.attrib.values())


def read_markup(raw: str) -> Markup:
    """Return the text and the blocks of a page; of a long text only the beginning.

    Raises
    ------
    ArticleError
        The page has more elements or characters than a page with an article on it, or the package
        that reads pages is not installed.
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
    tree = _tree(raw)
    reader = _Reader()
    if tree is not None:
        reader.read(tree)
    return Markup("".join(reader.parts), tuple(reader.blocks), reader.whole, tree)


def _tree(raw: str) -> Any:
    """Return a page's elements, or None."""
    try:
        from lxml.etree import LxmlError
        from lxml.html import document_fromstring
        from trafilatura import load_html
    except ImportError as error:
        raise ArticleError(
            "HTML pages need the package trafilatura",
            "pip install trafilatura lxml_html_clean, or save the text",
        ) from error

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree: Any = load_html(raw)
        if tree is None:  # a part of a page, which trafilatura refuses
            tree = document_fromstring(raw.encode("utf-8", "surrogatepass"))
    except (LxmlError, *FAULTS):
        return None
    return tree


def page_blocks(markup: Markup, raw: str) -> tuple[list[Block], Facts]:
    """Return the blocks of a page with their kinds, and what the page states about itself.

    Blocks outside the article have the reason as their kind.
    """
    facts = Facts() if markup.tree is None else page_facts(markup.tree, raw)
    inside = _inside(markup, _article_words(markup.tree))
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
    return _NO_LETTER.sub("", text.lower())


def _article_words(tree: Any) -> str:
    """Return the words that trafilatura takes for the article."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True)
    except FAULTS:
        return ""
    if found is None:
        return ""
    stated = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    return stated.get("text") or stated.get("raw_text") or ""
