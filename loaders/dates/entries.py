"""The days of a page of several entries, such as a live blog: each is read from its own day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from sys import maxsize

from loaders.dates.full_dates import MONTH, MONTHS, WEEKDAYS, find_full_dates
from loaders.dates.words import in_years

_TIME = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?"
_LINE = re.compile(
    rf"(?:{_TIME}[,|\s–—-]+)?(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?"
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{MONTH})\.?"
    rf"|(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?P<y>\d{{4}}))?"
    rf"(?:[,|\s–—-]+(?:at\s+)?{_TIME})?",
    re.IGNORECASE,
)
_LONGEST = 48
"""Characters of such a line, at most: a weekday, a day with its year, and a time fit."""
_REACH = 62
"""Days from publication within which entries lie: a live blog runs for weeks at most."""
_FEWEST = 2
"""Entries that a page of entries has, at least: a lone line is the day of publication."""


def entry_days(
    lines: Iterable[tuple[int, str]], prose: Sequence[int], published: str | None
) -> list[tuple[int, date]]:
    """Return where entries begin and their days, or nothing for a page of one day.

    Parameters
    ----------
    lines
        The page's lines outside its prose, in order: where each ends, and its words.
    prose
        Where the paragraphs of prose begin, in order: an entry has one before the next line. A list
        of dated headlines has none.
    published
        ISO day of publication: the year of a line without one is the nearest to it.
    """
    around = date.fromisoformat(published) if published else None
    found = [(end, day) for end, words in lines if (day := _day_of(words.strip(), around))]
    if len(found) < _FEWEST:
        return []
    ends = [end for end, _ in found[1:]] + [maxsize]
    found = [
        (start, day)
        for (start, day), end in zip(found, ends, strict=True)
        if bisect_left(prose, start) < bisect_left(prose, end)
        and not (around and abs((day - around).days) > _REACH)
    ]
    return found if len(found) >= _FEWEST and len({day for _, day in found}) > 1 else []


def is_day_line(line: str) -> bool:
    """Whether a line is a day, with or without a time, and nothing more: “3 August 09:30”."""
    return len(line) <= _LONGEST and _LINE.fullmatch(line.strip()) is not None


def _day_of(line: str, around: date | None) -> date | None:
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    if match["y"]:
        full = find_full_dates(line)
        return date.fromisoformat(full[0][0]) if len(full) == 1 else None
    if around is None:
        return None
    month, day = MONTHS[(match["m"] or match["m2"]).lower()], int(match["d"] or match["d2"])
    days = in_years(month, day, around)
    return min(days, key=lambda one: abs((one - around).days), default=None)
