"""What stands above an article's body: subtitle, dates, bylines, and a title run into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents.blocks import Block
from loaders.documents.titles import (
    MIN_TITLE_WORDS,
    as_words,
    run_in_title,
)
from loaders.model.records import Excluded, Span
from loaders.text.segment import fold_space

_NAME = re.compile(r"^(?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'.-]+(?:\s+in\s+[A-Z]\w+)?$")


_ABOVE = 3
"""How much nearer a date above the title must be than one below it, in blocks: above stand the days
of other stories."""
_STAMP = re.compile(r"publish|updated|posted|\b\d{1,2}:\d{2}\b", re.IGNORECASE)


def find_subtitle(text: str, title: Span, head: Sequence[Block]) -> Span | None:
    """Return the line of more than a few words that follows the title, dates and bylines aside."""
    for block in head:
        if block.start < title.end:
            continue
        # longer prose is the article's first paragraph, not a subtitle
        if block.kind == "heading" or (
            block.kind == "prose" and len(text[block.start : block.end].split()) < 45
        ):
            words = len(text[block.start : block.end].split())
            same = as_words(text[block.start : block.end]) == as_words(
                text[title.start : title.end]
            )
            return Span(block.start, block.end) if words > MIN_TITLE_WORDS and not same else None
        if block.kind not in {"date", "byline", "links"}:
            return None
    return None


def date_lines(
    text: str, blocks: Sequence[Block], title: Span | None, body: Sequence[Block]
) -> list[Block]:
    """Return the date lines beside the title, nearest first.

    Date lines of a sidebar or a list stand further off: more than four blocks above the title, or
    more than eight below it and inside the body.
    """
    dates = _own_dates(text, blocks, title, body)
    own = frozenset(dates)
    if not body:
        return dates
    first = next(i for i, b in enumerate(blocks) if b.end >= body[0].start)
    if title is None:
        return [b for b in dates if b.start < body[0].end]
    at = next(i for i, b in enumerate(blocks) if b.end >= title.start)
    near = [
        (abs(i - at) + _ABOVE * (i < at), b)
        for i, b in enumerate(blocks)
        if b in own
        and at - 4 <= i <= max(first, at + 8)
        # below the article are the days of others, unless the line says that it was published
        and (b.start < body[-1].end or _STAMP.search(text, b.start, b.end))
        and not any(other.kind == "heading" for other in blocks[i + 1 : at])
    ]
    return [b for _, b in sorted(near, key=lambda pair: pair[0])]


def _own_dates(
    text: str, blocks: Sequence[Block], title: Span | None, body: Sequence[Block]
) -> list[Block]:
    """Return the date lines that are not under a label of other stories.

    The part under such a label ends with the next prose.
    """
    foreign = False
    own = []
    at = next((i for i, b in enumerate(blocks) if title and b.end >= title.start), -9)
    for index, block in enumerate(blocks):
        foreign = block.kind in {"next", "tail"} or (
            foreign and block.kind != "prose" and not (title and block.overlaps(title))
        )
        # a menu holds such labels too: what stands right at the title is the article's, and so is
        # a line between title and article that gives the hour
        head = title and body and title.end <= block.start < body[0].start
        stamp = head and _STAMP.search(text, block.start, block.end)
        if block.kind == "date" and (not foreign or stamp or abs(index - at) == 1):
            own.append(block)
    return own


def find_run_in_title(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take a title off the front of the first paragraph.

    A page with hard-wrapped lines may run the two together.
    """
    if not rest:
        return None, rest
    found = run_in_title(text, rest[0])
    if found is None:
        return None, rest
    title, remainder = found
    remainder_blocks = (
        [Block(remainder.start, remainder.end, "prose")] if remainder.start < remainder.end else []
    )
    return title, [*remainder_blocks, *rest[1:]]


def first_paragraph_as_subtitle(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take off a first paragraph that is a subtitle.

    A caption, byline or date follows it, or it ends without a full stop.
    """
    if len(rest) < 2:
        return None, rest
    first, following = rest[0], rest[1]
    words = len(text[first.start : first.end].split())
    # a subtitle of two sentences has up to about 45 words, or 60 where a caption or byline sets it
    # apart; longer paragraphs begin the article. Chosen by hand
    unfinished = (
        text[first.end - 1] not in ".!?”’\"':…)" and words < 45 and not goes_on(text, rest, 0)
    )
    if (
        first.kind == "prose"
        and not first.item
        and words < 60
        and (
            following.kind in {"caption", "byline", "date"}
            or (unfinished and any(b.kind == "prose" for b in rest[1:]))
        )
    ):
        return Span(first.start, first.end), rest[1:]
    return None, rest


def drop_bylines(text: str, rest: list[Block]) -> tuple[list[Block], list[Excluded]]:
    """Take authors' names off the front of the body, before its first paragraph."""
    remaining = list(rest)
    dropped: list[Excluded] = []
    for block in rest:
        if block.kind == "prose":
            break
        if block.kind in {"heading", "label"} and _NAME.match(
            fold_space(text[block.start : block.end])
        ):
            dropped.append(Excluded(block.start, block.end, "byline"))
            remaining.remove(block)
    return remaining, dropped


def goes_on(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block that ends within a sentence goes on in the next prose.

    A page break or a header stands between the two.
    """
    following = next((b for b in blocks[index + 1 : index + 5] if b.kind == "prose"), None)
    return following is not None and text[following.start].islower()
