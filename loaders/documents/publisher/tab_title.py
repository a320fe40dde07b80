"""The title that a file states apart from the page: that of the browser's tab, with the outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents.publisher.signs import is_press_name, outlet_of_name
from loaders.documents.titles import MIN_TITLE_WORDS, as_words

PART = re.compile(r"\s+[|–—*•·-]\s+|\s+::\s+|\s:\s|(?<=[a-z]):(?=[A-Z])")
"""What parts a tab's title from the outlet and the sections."""
_MOST_TAIL_WORDS = 5
"""Words of the outlet or section that a tab's title ends in, at most."""
_MOST_WORDS = 45
"""A title of more words is none."""
_OWN_WORDS = 0.6
"""Share of a stated title's words that stand on the page, at least: some programs state the name
of a template or a file. Chosen by hand."""
_ALIKE = 0.3
"""Share of the words, of the shorter, that a headline has in common with the tab's title at least:
outlets word the two differently. Chosen by hand on prints."""


def split_tab(stated: str) -> tuple[str, str]:
    """Return a tab's title without the outlet and sections at its end, and the outlet, or ""."""
    marks = [match.span() for match in PART.finditer(stated)]
    outlet = ""
    for start, end in reversed(marks):
        tail = stated[end:].strip()
        short = len(tail.split()) <= _MOST_TAIL_WORDS and not (
            tail[:1].islower() and len(marks) < 2
        )
        if not short or len(stated[:start].split()) < MIN_TITLE_WORDS:
            break
        if known := outlet_of_name(tail):
            outlet = known.name
        elif not outlet and is_press_name(tail):
            outlet = tail
        stated = stated[:start]
    return stated.strip(), outlet


def stated_title(titles: Sequence[str], text: str) -> tuple[str, str]:
    """Return the title of a print and the outlet that its tab names, each "" where none is sure.

    Parameters
    ----------
    titles
        What the file states, then the words in its largest letters, the largest first.
    text
        The text of its pages.
    """
    if not titles:
        return "", ""
    stated, outlet = split_tab(titles[0])
    words = as_words(stated).split()
    on_page = set(as_words(text).split())
    if len(words) < MIN_TITLE_WORDS or sum(w in on_page for w in words) < _OWN_WORDS * len(words):
        stated, outlet, words = "", "", []
    for large in titles[1:]:
        written = as_words(large).split()
        if not MIN_TITLE_WORDS <= len(written) <= _MOST_WORDS:
            continue
        if not words or alike(written, words):
            return _once(large), outlet
    return stated, outlet


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two titles are so alike in their words that they are one story's."""
    common = set(one) & set(other)
    return len(common) >= _ALIKE * min(len(set(one)), len(set(other)))


def _once(words: str) -> str:
    """Return words without their repetition: some prints draw a title twice."""
    parts = words.split()
    half = len(parts) // 2
    return " ".join(parts[:half]) if half and parts[:half] == parts[half:] else words
