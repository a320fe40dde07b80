"""Days that have a name: “Christmas Eve”, “Good Friday”, “Thanksgiving”."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta

from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import WEEKDAYS, make_date
from loaders.dates.words import group, nearest, nearest_basis
from loaders.lexicon.tables import read_table, words_of
from loaders.text.segment import fold_space

_ROWS: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
for _row in read_table("holidays"):
    _ROWS[_row["name"]].append(_row)
HOLIDAYS = tuple(_ROWS)
"""Names of days as ``holidays.csv`` writes them."""
_NEXT_WORD = re.compile(r"(?:\s+and(?=\s+[A-Z]))?\s+(?P<word>[^\W\d_]+)")
_NO_OCCASION = frozenset(
    ["he", "she", "it", "they", "we", "you", "i", "all", "some", "this", "last", "too"]
)
"""Words after the name of a day, beside the words of grammar, with which the sentence goes on: “at
Christmas he left”. Any other makes it an occasion: “the Christmas tree”."""
_OCCASION = re.compile(
    r"\s+(?:[A-Z]|(?:holiday|parade|weekend|celebration|festivit|part(?:y|ies)|season|dinner|event"
    r"|concert|service|march|rally|tradition)[a-z]*\b)"
)
"""What stands after the name of a day that only names an occasion: “the May Day parade”."""


def holiday(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a day that has a name: “Christmas Eve”, “next Easter”, but not “the Christmas tree”."""
    name = fold_space(match["h"]).replace("’", "'")
    row = _row_of(name, frame.context.country)
    now, year = frame.published, group(match, "y")
    if row is None or _is_occasion(name, frame) or (now is None and not year):
        return None
    if year:
        chosen = _in_year(row, int(year))
    else:
        chosen = _nearest(row, group(match, "lead") or group(match, "rel"), frame)
    basis = f"the day so named: {nearest_basis(chosen, frame)}" if chosen else ""
    return TimeValue(chosen.isoformat(), basis) if chosen else None


def _is_occasion(name: str, frame: Frame) -> bool:
    """Whether a name is only that of an occasion: “the Christmas tree”, “the May Day parade”."""
    if " " in name:
        return _OCCASION.match(frame.text, frame.end) is not None
    after = _NEXT_WORD.match(frame.text, frame.end)
    return (
        after is not None and after["word"].lower() not in words_of("function_word") | _NO_OCCASION
    )


def _nearest(row: dict[str, str], which: str, frame: Frame) -> date | None:
    """Return the day of the year that the clause means, or that “last” or “next” says."""
    now = frame.published
    if now is None:
        return None
    days = [day for year in range(now.year - 1, now.year + 2) if (day := _in_year(row, year))]
    if which == "next":
        return min((day for day in days if day > now), default=None)
    if which in {"last", "the previous"}:
        return max((day for day in days if day < now), default=None)
    return next((d for d in days if which == "this" and d.year == now.year), nearest(days, frame))


def _row_of(name: str, country: str) -> dict[str, str] | None:
    """Return the row of a name: that of the outlet's country, else that of all countries.

    Where the country is not known, the first one is read.
    """
    rows = _ROWS[name]
    fitting = [row for row in rows if row["country"] == country or not row["country"]]
    return next(iter(fitting if country else fitting or rows), None)


def _in_year(row: dict[str, str], year: int) -> date | None:
    """Return a named day in a year: a fixed one, the fourth Thursday, or counted from Easter."""
    rule = row["rule"].split()
    if not rule:
        return make_date(year, int(row["month"]), int(row["day"]))
    if rule[0] == "easter":
        return _easter(year) + timedelta(days=int(rule[1]))
    first = date(year, int(row["month"]), 1)
    ahead = (WEEKDAYS[rule[1]] - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (int(rule[0]) - 1))


def _easter(year: int) -> date:
    """Return Easter Sunday of the western churches, by the anonymous Gregorian algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lag = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lag) // 451
    month, day = divmod(h + lag - 7 * m + 114, 31)
    return date(year, month, day + 1)
