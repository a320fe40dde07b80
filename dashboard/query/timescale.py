"""The columns of a timeline: days where they fit, else weeks, months or years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.export.captions import MONTHS

_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)
"""Days outside these are left out: a column before or after them would leave the range of ``date``
(years 1 to 9999), and no article is about them."""
MOST = 40
"""Columns at most: the unit grows until they fit, so that a column stays wide enough to click."""
_MONTHS = [name[:3] for name in MONTHS]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of days.

    Attributes
    ----------
    first, last
        ISO days; both belong to it.
    label, over
        The words below the column, and those above it.
    """

    first: str
    last: str
    label: str
    over: str


def columns(days: Iterable[str]) -> list[Column]:
    """Return the columns that hold some ISO days, in order, and an empty one at either end.

    There are none for no days. Days outside the years 1000 to 9000 are left out.
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
    months = []
    for number in range(start, start + _count_months(first, last)):
        year, month = divmod(number, 12)
        end = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
        first_day = date(year, month + 1, 1)
        months.append(Column(first_day.isoformat(), end.isoformat(), _MONTHS[month], str(year)))
    return months


def _years(first: date, last: date) -> list[Column]:
    step = (last.year - first.year) // (MOST - 2) + 1
    years = []
    for year in range(first.year - step, last.year + step + 1, step):
        end = year + step - 1
        label = str(year) if step == 1 else f"{year}–{end}"
        years.append(Column(f"{year:04}-01-01", f"{end:04}-12-31", label, ""))
    return years
