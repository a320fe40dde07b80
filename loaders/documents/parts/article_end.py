"""Where an article ends on its page, and what in it is said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.documents.blocks import HEADER, Block
from loaders.documents.dateline import find_dateline
from loaders.documents.lines import TERMINAL
from loaders.documents.titles import as_words

_END_RUN = 4
"""Blocks in a row that are not prose end an article from this number on, where little prose
follows. Fewer would cut articles at a list; more would take in other stories."""
_LITTLE_LEFT = 0.25
"""Share of the prose that may follow the article's end. A larger one would cut articles short."""
_WHOLE, _IN_A_ROW = 100, 3
"""Characters of a whole paragraph, and how many of them in a row below what seems to be the end
mean that the article goes on. Chosen by hand."""
_ENOUGH_BEFORE = 500
"""Characters of prose above the names of who reported an article, at least."""
_TEASERS, _PARAGRAPHS_ABOVE = 3, 5
"""Headlines with one paragraph each that are a list of other stories at least, and the paragraphs
above it: an article of parts has headings from its beginning. Chosen by hand."""
_AGAIN_WORDS, _AGAIN = 6, 4
"""Words from which on a paragraph that stands on the page twice is the article's once only; and how
often a shorter line stands there that is the page's own. Chosen by hand."""
_RESUMES = re.compile(
    r"\W*(?:after newsletter promotion|(?:the )?(?:article|story) continues|continue reading"
    r"|end of (?:list|advertisement|newsletter))\b",
    re.IGNORECASE,
)
"""What says that the article goes on below a box."""
_SIGN_OFF = re.compile(
    r"\W*(?:additional )?(?:reporting|writing|editing|compiled|report)(?: and (?:writing|editing))?"
    r" by\b|our standards\s*:",
    re.IGNORECASE,
)
PULL_QUOTE_WORDS = 45
"""A paragraph of at most this many words that stands again inside another is a pull quote."""


def find_end(text: str, blocks: Sequence[Block], *, marked: bool = False) -> tuple[int, str]:
    """Return the index of the block before which the article ends, and why.

    It ends at a label of other stories, at a long run of blocks that are not prose, below the names
    of who reported and edited it, or at a list of headlines with a sentence each. Of ``marked``
    blocks those outside the article are known: then a long run ends nothing.
    """
    letters = [block.end - block.start if block.kind == "prose" else 0 for block in blocks]
    total = sum(letters)
    read, run, began = 0, 0, 0
    teasers = _teasers(blocks)
    for index, block in enumerate(blocks):
        if read and index == teasers:
            return index, "more stories"
        if block.kind == "tail" and read:
            little = total - read <= _LITTLE_LEFT * total
            if not _goes_on_below(text, blocks, index, _IN_A_ROW if little else 2):
                return index, "more stories"
        if read >= _ENOUGH_BEFORE and _signs_off(text, blocks, index):
            return index, "after the article"
        if block.kind == "prose":
            if (
                run >= _END_RUN
                and not marked
                and read
                and total - read <= _LITTLE_LEFT * read
                and not text[block.start].islower()
                and not _goes_on_below(text, blocks, index, _IN_A_ROW)
            ):
                return began, "after the article"
            read += letters[index]
            run = 0
        elif _RESUMES.match(text, block.start, block.end):
            run = 0
        else:
            began = began if run else index
            run += block.kind not in {"links", HEADER}
    return len(blocks), ""


def _goes_on_below(text: str, blocks: Sequence[Block], index: int, least: int) -> bool:
    """Whether whole paragraphs follow one another below: teasers of other stories are short."""
    row = 0
    for block in blocks[index:]:
        if block.kind == "prose":
            whole = block.end - block.start >= _WHOLE and TERMINAL.search(
                text[block.start : block.end]
            )
            row = row + 1 if whole else 0
            if row >= least:
                return True
        elif block.kind not in {"links", "caption", HEADER, "navigation"}:
            row = 0
    return False


def _signs_off(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block names who reported and edited an agency's story, and no other story follows.

    Another one begins with its dateline.
    """
    block = blocks[index]
    if block.kind != "credit" or not _SIGN_OFF.match(text, block.start, block.end):
        return False
    return not any(
        find_dateline(text, b, first=False) for b in blocks[index + 1 :] if b.kind == "prose"
    )


def _teasers(blocks: Sequence[Block]) -> int:
    """Return where a list of headlines with one paragraph each begins that ends a page, or -1.

    Above it, whole paragraphs follow one another without headlines.
    """
    shown = [
        (index, block.kind)
        for index, block in enumerate(blocks)
        if block.kind in {"prose", "heading"} and not block.item
    ]
    while shown and shown[-1][1] == "heading":
        shown.pop()
    first = len(shown)
    while first >= 2 and [kind for _, kind in shown[first - 2 : first]] == ["heading", "prose"]:
        first -= 2
    above = [kind for _, kind in shown[:first]]
    if (
        (len(shown) - first) // 2 >= _TEASERS
        and above.count("prose") >= _PARAGRAPHS_ABOVE
        and above.count("heading") <= 1
    ):
        return shown[first][0]
    return -1


def said_before(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """Return the blocks that are no words of the article's own, with the reason of each.

    They stand on the page before, again and again, or have no letters.
    """
    words = [as_words(text[block.start : block.end]) for block in blocks]
    counts = Counter(words)
    found: dict[int, str] = {}
    seen: set[str] = set()
    for index, (block, said) in enumerate(zip(blocks, words, strict=True)):
        length = len(said.split())
        if block.kind not in {"prose", "heading", "label"}:
            continue
        if not any(map(str.isalpha, said)) or (
            length < _AGAIN_WORDS and counts[said] >= _AGAIN and block.kind != "prose"
        ):
            found[index] = "navigation"
        elif length >= _AGAIN_WORDS and said in seen:
            found[index] = "said before"
        if block.kind == "prose" and TERMINAL.search(text, block.start, block.end):
            seen.add(said)
    return found


def pull_quotes(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of short blocks whose words stand again inside a longer paragraph."""
    words = [
        as_words(text[b.start : b.end]) if b.kind in {"prose", "heading"} else "" for b in blocks
    ]
    # a pull quote is out of a paragraph longer than a heading. Chosen by hand
    long = {
        w: None
        for w, b in zip(words, blocks, strict=True)
        if b.kind == "prose" and len(w.split()) > 12
    }
    # paragraphs by each three words in a row, so that a block is compared only with the few that
    # share its rarest three: comparing all with all would take the square of their number
    holders: dict[tuple[str, ...], list[str]] = {}
    for other in long:
        for three in set(_threes(other.split())):
            holders.setdefault(three, []).append(other)
    found = set()
    for index, said in enumerate(words):
        parts = said.split()
        # four words and fewer stand twice by chance
        if not 4 < len(parts) <= PULL_QUOTE_WORDS:
            continue
        # the first and last word are left out: they may be cut off longer words
        likely = min((holders.get(three, []) for three in _threes(parts[1:-1])), key=len)
        # a paragraph hardly longer than the block is the same paragraph printed twice
        if any(len(other) > 1.3 * len(said) and said in other for other in likely):
            found.add(index)
    return frozenset(found)


def _threes(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each three words in a row."""
    return zip(words, words[1:], words[2:], strict=False)
