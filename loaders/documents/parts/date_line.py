"""Lines that hold nothing but a day, with its hours, labels and names."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.dates.full_dates import find_full_dates
from loaders.documents.lines import TERMINAL
from loaders.lexicon.tables import words_of

_CHANGED = re.compile(
    r"\b(?:updated?|modified|edited|changed)\s*(?:on|at)?\s*:?\s*(?:[\w:]+,?\s+)?$", re.IGNORECASE
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?\b", re.IGNORECASE
)
_NOON = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}:\d{2}|[A-Z])|(?<=[a-z])(?=20\d\d-\d\d-\d\d\b)"
    r"|(?<=[a-z])(?=(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Published|Updated|Posted)\b)"
)
"""Where a copied page has two of its parts without a space between them."""
_BY_USER = re.compile(r"(?<=\d{4}) by [a-z][\w.-]{1,20}$", re.IGNORECASE)
"""The name of an account, in small letters, behind a date."""
_PICTURE = re.compile(r"\b(?:photo|picture|photograph|image)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def line_date(line: str, *, month_first: bool = False) -> str | None:
    """Return the ISO day of a line of one full date and times, labels or names only, else None.

    ``month_first`` is how figures that leave a choice are read.
    """
    # a longer line is a sentence that names a day
    if (
        len(line) > 110
        or len(line.split()) > 16
        or (TERMINAL.search(line) and not _NOON.search(line))
        or _PICTURE.search(line)
    ):
        return None
    line = _BY_USER.sub("", _GLUED.sub(" ", line))
    found = find_full_dates(line, month_first=month_first)
    published = [day for day, written in found if not _CHANGED.search(line[: line.index(written)])]
    days = dict.fromkeys(published or [day for day, _ in found])
    if len(days) != 1:
        return None
    rest = line
    for _, written in found:
        rest = rest.replace(written, " ")
    words = re.findall(r"[^\W\d_]+", _TIME.sub(" ", rest))
    plain = all(word[0].isupper() or word.lower() in words_of("date_label") for word in words)
    return next(iter(days)) if plain else None
