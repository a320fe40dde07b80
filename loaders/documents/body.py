"""Which blocks of a page are title, subtitle and body, and which are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.documents.blocks import Block, find_blocks
from loaders.documents.lines import TERMINAL
from loaders.documents.titles import WHOLE_TITLE, as_words, first_title, run_in_title, title_lines
from loaders.model.records import Excluded, Span
from loaders.text.segment import fold_space

_NAME = re.compile(r"^(?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'.-]+(?:\s+in\s+[A-Z]\w+)?$")
_RUN = 4
"""So many blocks in a row that are no prose end an article, when little prose follows."""
_LITTLE = 0.25
_AHEAD = 8
_ENOUGH = 250
"""The article begins with the first paragraph that has so many letters of prose in it and the
blocks after it."""
_PULLED = 45
"""A paragraph of at most so many words that stands again inside another is a pull quote."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page.

    Title, subtitle and body, what is left out, its link blocks and its date lines.

    ``dates`` come nearest to the title first.
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
    blocks = list(find_blocks(text) if blocks is None else blocks)
    first = _first_prose(text, blocks)
    head, rest = blocks[:first], blocks[first:]
    lines = [line for group in _neighbours(text, head) for line in title_lines(text, group)]
    lines += [
        Span(b.start, b.end)
        for b in head
        if b.kind == "prose" and not TERMINAL.search(text[b.start : b.end])
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
        title is None or len(text[title.start : title.end].split()) < WHOLE_TITLE
    ):
        front, remainder = _run_in_title(text, rest)
        if front is not None:
            title, rest = front, remainder
    elif title:
        subtitle = _subtitle(text, title, head)
    if subtitle is None:
        subtitle, rest = _first_paragraph_as_subtitle(text, rest)
    taken = [span for span in (title, subtitle) if span]
    excluded = [
        Excluded(b.start, b.end, _reason(b))
        for b in head
        if not any(span.overlaps(b) for span in taken)
    ]
    rest, bylines = _drop_bylines(text, rest)
    body, left_out = _body(text, rest, title)
    return Page(
        title,
        subtitle,
        tuple(body),
        tuple(sorted((*excluded, *bylines, *left_out), key=lambda e: e.start)),
        tuple(b for b in blocks if b.kind == "links"),
        tuple(_dates(blocks, title, body)),
    )


def _neighbours(text: str, head: Sequence[Block]) -> list[Span]:
    """Return the headings of the head, those on lines that follow one another as one span: a title may run over two lines."""
    groups: list[Span] = []
    for block in head:
        if block.kind not in {"heading", "label"}:
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
        if len(prose) > 1 and _unfinished(text, blocks, index):
            continue
        ahead = sum(b.end - b.start for b in blocks[index : index + _AHEAD] if b.kind == "prose")
        if ahead >= _ENOUGH:
            return index
    return prose[0] if prose else len(blocks)


def _unfinished(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph ends without a full stop, as headlines and captions do.

    A long one, or one that goes on, does not.
    """
    body = text[blocks[index].start : blocks[index].end]
    return (
        not TERMINAL.search(body)
        and body[-1] != ","
        and len(body.split()) < _PULLED
        and not _goes_on(text, blocks, index)
    )


def _goes_on(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block that ends within a sentence goes on in the next prose.

    A page break or a header parted the two.
    """
    following = next((b for b in blocks[index + 1 : index + 5] if b.kind == "prose"), None)
    return following is not None and text[following.start].islower()


def _subtitle(text: str, title: Span, head: Sequence[Block]) -> Span | None:
    """Return the line of more than a few words that follows the title, dates and bylines aside."""
    for block in head:
        if block.start < title.end:
            continue
        if block.kind == "heading" or (
            block.kind == "prose" and len(text[block.start : block.end].split()) < 45
        ):
            words = len(text[block.start : block.end].split())
            same = as_words(text[block.start : block.end]) == as_words(
                text[title.start : title.end]
            )
            return Span(block.start, block.end) if words > WHOLE_TITLE and not same else None
        if block.kind not in {"date", "byline", "links"}:
            return None
    return None


def _dates(blocks: Sequence[Block], title: Span | None, body: Sequence[Block]) -> list[Block]:
    """Return the date lines beside the title, nearest first.

    Those of a sidebar or a list stand further off.
    """
    dates = _own_dates(blocks, title)
    own = frozenset(dates)
    if not body:
        return dates
    first = next(i for i, b in enumerate(blocks) if b.end >= body[0].start)
    if title is None:
        return [b for b in dates if b.start < body[0].end]
    at = next(i for i, b in enumerate(blocks) if b.end >= title.start)
    near = [
        (abs(i - at) + (i < at), b)
        for i, b in enumerate(blocks)
        if b in own
        and at - 4 <= i <= max(first, at + 8)
        and not any(other.kind == "heading" for other in blocks[i + 1 : at])
    ]
    return [b for _, b in sorted(near, key=lambda pair: pair[0])]


def _own_dates(blocks: Sequence[Block], title: Span | None) -> list[Block]:
    """Return the date lines that stand under no label of other stories.

    Such a label's part ends with the next prose.
    """
    foreign = False
    own = []
    for block in blocks:
        foreign = block.kind in {"next", "tail"} or (
            foreign and block.kind != "prose" and not (title and block.overlaps(title))
        )
        if block.kind == "date" and not foreign:
            own.append(block)
    return own


class _Reading:
    """The body as it is read, block by block."""

    def __init__(self, text: str, title: Span | None) -> None:
        self.text = text
        self.kept: list[Block] = []
        self.left_out: list[Excluded] = []
        self.waiting: list[Block] = []
        self.foreign = ""
        """Why headlines here are not the article's; empty in the article."""
        self.title = as_words(text[title.start : title.end]) if title else ""

    def drop(self, block: Span, reason: str) -> None:
        self.left_out.append(Excluded(block.start, block.end, reason))

    def settle(self, *, before_prose: bool) -> None:
        """Decide on the headings that wait.

        One before a paragraph is the article's, several are other headlines.
        """
        last = self.text[self.kept[-1].start : self.kept[-1].end] if self.kept else ""
        alone = len(self.waiting) == 1 and before_prose and self.kept
        for block in self.waiting:
            if (alone or last.endswith(":")) and as_words(
                self.text[block.start : block.end]
            ) != self.title:
                self.kept.append(block)
            else:
                self.drop(block, "section label" if block.kind == "label" else "other headline")
        self.waiting = []

    def prose(self, block: Block, *, unfinished: bool) -> None:
        if unfinished and (self.foreign or not self.kept):
            self.drop(block, self.foreign or "other headline")
            return
        if unfinished:
            self.waiting.append(block)
            return
        self.foreign = ""
        self.settle(before_prose=True)
        self.kept.append(block)

    def other(self, block: Block) -> None:
        """Read what is no prose."""
        if block.kind in {"next", "tail"}:
            self.settle(before_prose=False)
            self.drop(block, block.reason)
            self.foreign = block.reason
        elif block.kind == "after":
            self.drop(block, block.reason)
        elif block.kind in {"heading", "label"}:
            if self.foreign:
                self.drop(block, self.foreign)
            else:
                self.waiting.append(block)
        elif block.kind != "links":
            self.drop(block, _reason(block))

    def finish(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Excluded]]:
        """Return the article's blocks of all, and what is left out."""
        self.settle(before_prose=False)
        if self.kept:
            return self.kept, self.left_out
        # a text without one finished sentence is still somebody's text
        body = [block for block in blocks if block.kind == "prose"] or [
            block for block in blocks if block.kind == "heading"
        ]
        return body, [e for e in self.left_out if not any(e.overlaps(block) for block in body)]


def _body(
    text: str, blocks: Sequence[Block], title: Span | None
) -> tuple[list[Block], list[Excluded]]:
    """Return the blocks of the article, and what is left out with its reason."""
    reading = _Reading(text, title)
    end, why = _end(text, blocks)
    pulled = _pull_quotes(text, blocks)
    skip = ""
    for index, block in enumerate(blocks):
        if index >= end:
            reading.settle(before_prose=False)
            stop = max(b.end for b in blocks)
            reading.drop(Span(block.start, stop), why)
            break
        if skip and (block.kind != "prose" or len(text[block.start : block.end].split()) < _PULLED):
            reading.drop(block, skip)
            skip = ""
            continue
        skip = ""
        if index in pulled:
            reading.drop(block, "pull quote")
            skip = (
                "pull quote"
                if index + 1 < len(blocks) and blocks[index + 1].kind in {"heading", "label"}
                else ""
            )
        elif block.kind == "prose":
            reading.prose(block, unfinished=_unfinished(text, blocks, index))
        else:
            reading.other(block)
            skip = block.reason if block.kind == "after" else ""
    return reading.finish(blocks)


def _end(text: str, blocks: Sequence[Block]) -> tuple[int, str]:
    """Return the index of the block the article ends before, and why.

    A label of other stories, or a long run of no prose.
    """
    letters = [block.end - block.start if block.kind == "prose" else 0 for block in blocks]
    total = sum(letters)
    read, run, began = 0, 0, 0
    for index, block in enumerate(blocks):
        if block.kind == "tail" and total - read <= _LITTLE * total and read:
            return index, "more stories"
        if block.kind == "prose":
            if (
                run >= _RUN
                and read
                and total - read <= _LITTLE * read
                and not text[block.start].islower()
            ):
                return began, "after the article"
            read += letters[index]
            run = 0
        else:
            began = began if run else index
            run += block.kind not in {"links", "page header or footer"}
    return len(blocks), ""


def _pull_quotes(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of short blocks whose words stand again inside a longer paragraph."""
    words = [
        as_words(text[b.start : b.end]) if b.kind in {"prose", "heading"} else "" for b in blocks
    ]
    long = {
        w: None
        for w, b in zip(words, blocks, strict=True)
        if b.kind == "prose" and len(w.split()) > 12
    }
    # paragraphs by each three words in a row, so that a block is held against the few that share
    # its rarest three
    holders: dict[tuple[str, ...], list[str]] = {}
    for other in long:
        for three in set(_threes(other.split())):
            holders.setdefault(three, []).append(other)
    found = set()
    for index, said in enumerate(words):
        parts = said.split()
        if not 4 < len(parts) <= _PULLED:
            continue
        # the first and last word may be the end and the front of longer ones
        likely = min((holders.get(three, []) for three in _threes(parts[1:-1])), key=len)
        if any(len(other) > 1.3 * len(said) and said in other for other in likely):
            found.add(index)
    return frozenset(found)


def _threes(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each three words in a row."""
    return zip(words, words[1:], words[2:], strict=False)


def _run_in_title(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take a title off the front of the first paragraph.

    A page may run the two together over hard-wrapped lines.
    """
    if not rest:
        return None, rest
    found = run_in_title(text, rest[0])
    if found is None:
        return None, rest
    title, remainder = found
    kept = (
        [Block(remainder.start, remainder.end, "prose")] if remainder.start < remainder.end else []
    )
    return title, [*kept, *rest[1:]]


def _first_paragraph_as_subtitle(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take off a first paragraph that is followed by a caption, byline or date, or that ends without a full stop."""
    if len(rest) < 2:
        return None, rest
    first, following = rest[0], rest[1]
    words = len(text[first.start : first.end].split())
    unfinished = (
        text[first.end - 1] not in ".!?”’\"':…)" and words < 45 and not _goes_on(text, rest, 0)
    )
    if (
        first.kind == "prose"
        and words < 60
        and (
            following.kind in {"caption", "byline", "date"}
            or (unfinished and any(b.kind == "prose" for b in rest[1:]))
        )
    ):
        return Span(first.start, first.end), rest[1:]
    return None, rest


def _drop_bylines(text: str, rest: list[Block]) -> tuple[list[Block], list[Excluded]]:
    """Take names of authors off the front of the body, before its first paragraph."""
    kept = list(rest)
    dropped: list[Excluded] = []
    for block in rest:
        if block.kind == "prose":
            break
        if block.kind in {"heading", "label"} and _NAME.match(
            fold_space(text[block.start : block.end])
        ):
            dropped.append(Excluded(block.start, block.end, "byline"))
            kept.remove(block)
    return kept, dropped
