"""The columns of a timeline: days where they fit, else weeks, months or years.

The detailed timeline has every column from the first day to the last (``columns``); the strip below
the map only those that hold something, with the gaps folded (``folded``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.export.captions import MONTHS

_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)
"""Days outside these are left out: a column before or after them would leave the range of ``date``
(years 1 to 9999), and no article is about them."""
MOST = 40
"""Columns at most: the unit grows until they fit, so that a column stays wide enough to click."""
_MONTHS = [name[:3] for name in MONTHS]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Their names in English."""
_WEEKDAYS = [name[:3] for name in WEEKDAYS]
_LONGEST_GAP = 10
"""Days without anything that the strip still draws; more are folded."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
"""How many years a column may hold."""
MOST_CHOICES = 200
"""So many days at most are offered in a list: of more, the ends of months, or of years."""


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
    known = _in_reach(days)
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
    return [_day(start + timedelta(days=number)) for number in range(count)]


def _before_first_week(first: date) -> date:
    return first - timedelta(days=first.weekday() + 7)


def _count_weeks(first: date, last: date) -> int:
    return (last - _before_first_week(first)).days // 7 + 2


def _weeks(first: date, last: date) -> list[Column]:
    start, count = _before_first_week(first), _count_weeks(first, last)
    return [_week(start + timedelta(days=7 * number)) for number in range(count)]


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


def folded(days: Iterable[str], most: int) -> list[Column]:
    """Return the columns of a strip: those that hold some ISO days, in order, ``most`` of them.

    Single days where they fit, with the empty days between them if no gap is longer than ten days;
    else weeks, months or years. Where one column does not follow the one before, days are left out.
    """
    known = _in_reach(days)
    if not known:
        return []
    filled = _filled(known)
    for parts in (filled, known):
        if len(parts) <= most:
            return [_day(day) for day in parts]
    units: list[Callable[[date], Column]] = [_week, _month, *map(_span_of, _STEPS)]
    for unit in units:
        held = {column.first: column for column in map(unit, known)}
        if len(held) <= most:
            break
    return list(held.values())


def follows(column: Column, before: Column) -> bool:
    """Whether a column begins on the day after the other one ends."""
    after = date.fromisoformat(before.last) + timedelta(days=1)
    return date.fromisoformat(column.first) == after


def ends_to_choose(days: Iterable[str], *, last: bool) -> list[str]:
    """Return the days that a list offers as the first day of a filter, or as its ``last``.

    They are the days given; of many, the first or last days of their months, or of their years.
    """
    known = _in_reach(days)
    units: tuple[Callable[[date], Column], ...] = (_day, _month, _span_of(1))
    for unit in units:
        ends = sorted({(c.last if last else c.first) for c in map(unit, known)})
        if len(ends) <= MOST_CHOICES:
            break
    return ends if known else []


def _in_reach(days: Iterable[str]) -> list[date]:
    return sorted(day for text in set(days) if _FIRST <= (day := date.fromisoformat(text)) <= _LAST)


def _filled(known: Sequence[date]) -> list[date]:
    """Return the days with those between them, where not too many lie between two."""
    found = [known[0]]
    for day in known[1:]:
        gap = (day - found[-1]).days
        if gap <= _LONGEST_GAP + 1:
            found += [found[-1] + timedelta(days=number) for number in range(1, gap)]
        found.append(day)
    return found


def _day(day: date) -> Column:
    return Column(
        day.isoformat(),
        day.isoformat(),
        f"{day.day} {_MONTHS[day.month - 1]}",
        _WEEKDAYS[day.weekday()],
    )


def _week(day: date) -> Column:
    start = day - timedelta(days=day.weekday())
    return Column(
        start.isoformat(),
        (start + timedelta(days=6)).isoformat(),
        f"{start.day} {_MONTHS[start.month - 1]}",
        f"{start.year} week",
    )


def _month(day: date) -> Column:
    start = day.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Column(start.isoformat(), end.isoformat(), _MONTHS[day.month - 1], str(day.year))


def _span_of(step: int) -> Callable[[date], Column]:
    """Return what gives the column of so many years that holds a day."""

    def years(day: date) -> Column:
        start = max(day.year - day.year % step, 1)
        end = min(day.year - day.year % step + step - 1, 9999)
        label = str(start) if step == 1 else f"{start}–{end}"
        return Column(f"{start:04}-01-01", f"{end:04}-12-31", label, "")

    return years
