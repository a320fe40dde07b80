"""Which blocks of a page are title, subtitle and body, and which are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.dates.entries import is_day_line
from loaders.documents.blocks import HEADER, Block, block_of, find_blocks
from loaders.documents.lines import TERMINAL
from loaders.documents.page_head import (
    date_lines,
    drop_bylines,
    find_run_in_title,
    find_subtitle,
    first_paragraph_as_subtitle,
    goes_on,
)
from loaders.documents.parts.article_end import PULL_QUOTE_WORDS, find_end, pull_quotes, said_before
from loaders.documents.titles import (
    MIN_TITLE_WORDS,
    as_words,
    find_title,
    first_title,
    title_lines,
)
from loaders.model.records import Excluded, Span

_BLOCKS_AHEAD = 8
"""Blocks, the paragraph itself among them, in which prose is counted for ``_ENOUGH_PROSE``."""
_ENOUGH_PROSE = 250
"""The article begins with the first paragraph that has this many characters of prose in it and
the blocks after it. A smaller value begins with a teaser; a larger one skips short articles."""
_COMMENTS = re.compile(r"\d+ comments?\s*\Z", re.IGNORECASE)
_LONG_LINE = 140
"""Characters of a line that no program has wrapped. Chosen by hand."""
_EXCLAIMED_WORDS = 20
"""Words of a title with an exclamation mark, at most. Chosen by hand."""
_HEADLINE = 5
"""Words of a line that stands more than once above which it is rather the title than a menu's."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page.

    Attributes
    ----------
    title, subtitle
        Where they stand, or None.
    body
        The blocks of the article.
    excluded
        What is left out, with the reasons.
    links
        Its blocks of links.
    dates
        Its date lines, nearest to the title first.
    """

    title: Span | None
    subtitle: Span | None
    body: tuple[Block, ...]
    excluded: tuple[Excluded, ...]
    links: tuple[Block, ...]
    dates: tuple[Block, ...]


def read_page(text: str, blocks: Sequence[Block] | None = None, known_title: str = "") -> Page:
    """Return the parts of a page from the form and order of its blocks.

    Parameters
    ----------
    text
        The page's text.
    blocks
        Its blocks, where they are known from its markup.
    known_title
        The title, where the file states it apart from the page.
    """
    marked = blocks is not None
    blocks = list(find_blocks(text) if blocks is None else blocks)
    first = _first_prose(text, blocks)
    if known_title and not marked:
        first = _below_title(text, blocks, first, known_title)
    head, rest = blocks[:first], blocks[first:]
    above = _above_comments(text, head)
    wrapped = not any(b.kind == "prose" and _one_line(text, b) for b in blocks)
    lines = [
        line
        for group in _neighbours(text, above)
        for line in title_lines(text, group, wrapped=wrapped)
    ]
    lines += [
        Span(b.start, b.end)
        for b in above
        if b.kind == "prose" and _ends_like_title(text[b.start : b.end])
    ]
    captions = [as_words(text[b.start : b.end]) for b in head if b.kind == "caption"]
    lines = [
        line
        for line in lines
        if not any(as_words(text[line.start : line.end]) in caption for caption in captions)
    ]
    title = first_title(
        text,
        sorted(lines, key=lambda line: line.start),
        known_title,
        [b for b in blocks[: first + 3] if b.kind in {"date", "byline"}],
    )
    subtitle: Span | None = None
    if not known_title and (
        title is None or len(text[title.start : title.end].split()) < MIN_TITLE_WORDS
    ):
        front, remainder = find_run_in_title(text, rest)
        if front is not None:
            title, rest = front, remainder
    elif title:
        subtitle = find_subtitle(text, title, head)
    if subtitle is None:
        subtitle, rest = first_paragraph_as_subtitle(text, rest)
        if title is None and not known_title:
            title, subtitle = subtitle, None
    taken = [span for span in (title, subtitle) if span]
    excluded = [
        Excluded(b.start, b.end, _reason(b))
        for b in head
        if not any(span.overlaps(b) for span in taken)
    ]
    rest, bylines = drop_bylines(text, rest)
    body, left_out = _body(text, rest, title, marked=marked)
    return Page(
        title,
        subtitle,
        tuple(body),
        tuple(sorted((*excluded, *bylines, *left_out), key=lambda e: e.start)),
        tuple(b for b in blocks if b.kind == "links"),
        tuple(date_lines(text, blocks, title, body)),
    )


def _one_line(text: str, block: Span) -> bool:
    """Whether a paragraph is a line longer than any that a program wraps."""
    return block.end - block.start > _LONG_LINE and "\n" not in text[block.start : block.end]


def _ends_like_title(body: str) -> bool:
    """Whether a line ends without a full stop; a title may end in an exclamation mark."""
    return not TERMINAL.search(body) or (body[-1] == "!" and len(body.split()) <= _EXCLAIMED_WORDS)


def _above_comments(text: str, head: Sequence[Block]) -> Sequence[Block]:
    """Return what stands above the readers' comments; below a title, they end its article."""
    titled = dated = False
    for index, block in enumerate(head):
        words = text[block.start : block.end]
        if titled and dated and _COMMENTS.match(words):
            return head[:index]
        titled = titled or (block.kind == "heading" and len(words.split()) > _HEADLINE)
        dated = titled and (dated or block.kind == "date")
    return head


def _neighbours(text: str, head: Sequence[Block]) -> list[Span]:
    """Return the headings above the article, those on consecutive lines as one span.

    A title may run over two lines, and may stand so often that it looks like a running head.
    """
    groups: list[Span] = []
    for block in head:
        repeated = (
            block.kind == HEADER
            and len(text[block.start : block.end].split()) > _HEADLINE
            and block_of(text, block).kind in {"heading", "prose"}
            and not TERMINAL.search(text[block.start : block.end])
        )
        if block.kind not in {"heading", "label"} and not repeated:
            continue
        if groups and text[groups[-1].end : block.start].strip("\r ") == "\n":
            groups[-1] = Span(groups[-1].start, block.end)
        else:
            groups.append(Span(block.start, block.end))
    return groups


def _reason(block: Block) -> str:
    """Return why a block that is not the article's is left out."""
    if block.kind in {"heading", "label", "prose"}:
        return "section label"
    return block.reason or {"date": "publication date", "links": "link"}.get(block.kind, block.kind)


def _first_prose(text: str, blocks: Sequence[Block]) -> int:
    """Return the index of the paragraph the article begins with."""
    prose = [i for i, b in enumerate(blocks) if b.kind == "prose"]
    for index in prose:
        if len(prose) > 1 and (
            _unfinished(text, blocks, index) or _is_exclaimed_title(text, blocks, index)
        ):
            continue
        ahead = sum(
            b.end - b.start
            for at, b in enumerate(blocks[index : index + _BLOCKS_AHEAD], index)
            if b.kind == "prose" and not (at > index and _unfinished(text, blocks, at))
        )
        if ahead >= _ENOUGH_PROSE:
            return index
    return prose[0] if prose else len(blocks)


def _is_exclaimed_title(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is a title with an exclamation mark: date or byline stand below it."""
    body = text[blocks[index].start : blocks[index].end]
    signed = any(b.kind in {"date", "byline"} for b in blocks[index + 1 : index + 4])
    return signed and _ends_like_title(body) and body[-1] == "!"


def _below_title(text: str, blocks: Sequence[Block], first: int, title: str) -> int:
    """Return the index of the paragraph the article begins with, where its title is known.

    A page may have other stories' teasers above the title.
    """
    start = blocks[first].start if first < len(blocks) else len(text)
    if find_title(text, title, 0, start):
        return first
    at = find_title(text, title, start, len(text))
    if at is None or len(title.split()) < MIN_TITLE_WORDS:
        return first
    below = next((i for i, b in enumerate(blocks) if b.start >= at.end), len(blocks))
    found = below + _first_prose(text, blocks[below:])
    return found if found < len(blocks) else first


def _unfinished(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph ends without a full stop, as headlines and captions do.

    A long paragraph, or one that goes on in the next, does not count.
    """
    body = text[blocks[index].start : blocks[index].end]
    return (
        not blocks[index].item
        and not TERMINAL.search(body)
        and body[-1] != ","
        and len(body.split()) < PULL_QUOTE_WORDS
        and not goes_on(text, blocks, index)
    )


class _BodyReader:
    """The body while it is read, block by block.

    Attributes
    ----------
    body
        The blocks that are the article's so far.
    left_out
        What is left out so far, with the reasons.
    waiting
        Headings of which it is not yet decided whose they are.
    foreign_reason
        Why headlines here are not the article's; empty within the article.
    title
        The title's words.
    """

    def __init__(self, text: str, title: Span | None) -> None:
        self.text = text
        self.body: list[Block] = []
        self.left_out: list[Excluded] = []
        self.waiting: list[Block] = []
        self.foreign_reason = ""
        self.title = as_words(text[title.start : title.end]) if title else ""

    def drop(self, block: Span, reason: str) -> None:
        self.left_out.append(Excluded(block.start, block.end, reason))

    def settle(self, *, before_prose: bool) -> None:
        """Decide on the headings that wait.

        A single one before a paragraph is the article's; several are headlines of other stories.
        """
        last = self.text[self.body[-1].start : self.body[-1].end] if self.body else ""
        alone = [b for b in self.waiting if b.kind != "label"][-1:] if before_prose else []
        short = sum(block.kind != "label" for block in self.waiting) == 1
        for block in self.waiting:
            if is_day_line(self.text[block.start : block.end]):
                self.drop(block, "day of an entry")
            elif ((short and self.body and block in alone) or last.endswith(":")) and as_words(
                self.text[block.start : block.end]
            ) != self.title:
                self.body.append(block)
            else:
                self.drop(block, "section label" if block.kind == "label" else "other headline")
        self.waiting = []

    def prose(self, block: Block, *, unfinished: bool) -> None:
        loose = block.item and not TERMINAL.search(self.text[block.start : block.end])
        if ((unfinished or loose) and self.foreign_reason) or (unfinished and not self.body):
            self.drop(block, self.foreign_reason or "other headline")
            return
        if unfinished:
            self.waiting.append(block)
            return
        self.foreign_reason = ""
        self.settle(before_prose=True)
        self.body.append(block)

    def other(self, block: Block) -> None:
        """Read a block that is not prose."""
        if block.kind in {"next", "tail"}:
            self.settle(before_prose=False)
            self.drop(block, block.reason)
            self.foreign_reason = block.reason
        elif block.kind == "after":
            self.drop(block, block.reason)
        elif block.kind in {"heading", "label"}:
            if self.foreign_reason:
                self.drop(block, self.foreign_reason)
            else:
                self.waiting.append(block)
        elif block.kind != "links":
            self.drop(block, _reason(block))

    def finish(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Excluded]]:
        """Return which of the blocks are the article's, and what is left out."""
        self.settle(before_prose=False)
        if self.body:
            return self.body, self.left_out
        # a text without one finished sentence is still somebody's text
        body = [block for block in blocks if block.kind == "prose"] or [
            block for block in blocks if block.kind == "heading"
        ]
        return body, [e for e in self.left_out if not any(e.overlaps(block) for block in body)]


def _body(
    text: str, blocks: Sequence[Block], title: Span | None, *, marked: bool
) -> tuple[list[Block], list[Excluded]]:
    """Return the blocks of the article, and what is left out with its reason."""
    reader = _BodyReader(text, title)
    end, why = find_end(text, blocks, marked=marked)
    pulled = pull_quotes(text, blocks)
    again = said_before(text, blocks)
    skip = ""
    for index, block in enumerate(blocks):
        if index >= end:
            reader.settle(before_prose=False)
            stop = max(b.end for b in blocks)
            reader.drop(Span(block.start, stop), why)
            break
        if skip and (
            block.kind != "prose" or len(text[block.start : block.end].split()) < PULL_QUOTE_WORDS
        ):
            reader.drop(block, skip)
            skip = ""
            continue
        skip = ""
        if index in again:
            reader.drop(block, again[index])
        elif index in pulled:
            reader.drop(block, "pull quote")
            skip = (
                "pull quote"
                if index + 1 < len(blocks) and blocks[index + 1].kind in {"heading", "label"}
                else ""
            )
        elif block.kind == "prose":
            reader.prose(block, unfinished=_unfinished(text, blocks, index))
        else:
            reader.other(block)
            skip = block.reason if block.kind == "after" else ""
    return reader.finish(blocks)
