"""The columns of a timeline: days where they fit, else weeks, months or years.

Pure; knows no claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.export.captions import MONTHS

_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)
MOST = 40
"""No more columns than this: the unit grows until they fit."""
_MONTHS = [name[:3] for name in MONTHS]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of days ``[first, last]`` (ISO) and its label, above and below."""

    first: str
    last: str
    label: str
    over: str


def columns(days: Iterable[str]) -> list[Column]:
    """Return the columns that hold all of some ISO days, in order, with one empty one on either side; none for no days.

    Days outside the years 1000 to 9000 are left out: no article is about them.
    """
    known = sorted(
        day for text in set(days) if _FIRST <= (day := date.fromisoformat(text)) <= _LAST
    )
    if not known:
        return []
    first, last = known[0], known[-1]
    # counted before any is built: two centuries have thousands of months
    if _count_days(first, last) <= MOST:
        return _days(first, last)
    if _count_weeks(first, last) <= MOST:
        return _weeks(first, last)
    if _count_months(first, last) <= MOST:
        return _months(first, last)
    return _years(first, last)


def _count_days(first: date, last: date) -> int:
    return (last - first).days + 3


def _days(first: date, last: date) -> list[Column]:
    start, count = first - timedelta(days=1), _count_days(first, last)
    days = [start + timedelta(days=number) for number in range(count)]
    return [
        Column(
            d.isoformat(), d.isoformat(), f"{d.day} {_MONTHS[d.month - 1]}", _WEEKDAYS[d.weekday()]
        )
        for d in days
    ]


def _before_first_week(first: date) -> date:
    return first - timedelta(days=first.weekday() + 7)


def _count_weeks(first: date, last: date) -> int:
    return (last - _before_first_week(first)).days // 7 + 2


def _weeks(first: date, last: date) -> list[Column]:
    start, count = _before_first_week(first), _count_weeks(first, last)
    weeks = [start + timedelta(days=7 * number) for number in range(count)]
    return [
        Column(
            w.isoformat(),
            (w + timedelta(days=6)).isoformat(),
            f"{w.day} {_MONTHS[w.month - 1]}",
            f"{w.year} week",
        )
        for w in weeks
    ]


def _count_months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 3


def _months(first: date, last: date) -> list[Column]:
    start = first.year * 12 + first.month - 2
    found = []
    for number in range(start, start + _count_months(first, last)):
        year, month = divmod(number, 12)
        end = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
        found.append(
            Column(date(year, month + 1, 1).isoformat(), end.isoformat(), _MONTHS[month], str(year))
        )
    return found


def _years(first: date, last: date) -> list[Column]:
    step = (last.year - first.year) // (MOST - 2) + 1
    found = []
    for year in range(first.year - step, last.year + step + 1, step):
        end = year + step - 1
        found.append(
            Column(
                f"{year:04}-01-01",
                f"{end:04}-12-31",
                str(year) if step == 1 else f"{year}–{end}",
                "",
            )
        )
    return found
