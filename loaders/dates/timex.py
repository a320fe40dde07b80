"""TIMEX values of calendar times: the days they cover, their EDTF form, and counting between them.

A value is a day ``2021-05-13``, week ``2021-W19``, weekend ``2021-W19-WE``, month ``2021-05``,
quarter ``2021-Q2``, half ``2021-H1``, season ``2021-SP`` (a winter by the year it begins in), year
``2021``, decade ``202``, century ``20``, or two of them as an interval ``2021-05-12/2021-05-14``.
What recurs (``XXXX-WXX-5``, on Fridays), lengths (``P3D``), ``PRESENT_REF``, ``PAST_REF`` and
``FUTURE_REF`` cover no days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_LONG = {2: 100, 3: 10, 4: 1}
"""Years that a value of this many figures covers."""


def bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day a value covers, or None where it is no calendar value."""
    first, slash, last = value.partition("/")
    if slash:
        begin, end = bounds(first), bounds(last)
        return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None
    try:
        return _single_bounds(value)
    except (ValueError, OverflowError):
        return None


def names_no_day(value: str) -> bool:
    """Whether a value is a length (``P3D``), recurs, or is the present, past or future as such."""
    return value.startswith(("P", "XXXX")) or value == "FUTURE_REF"


def _single_bounds(value: str) -> tuple[date, date] | None:
    if value.isdigit() and len(value) in _LONG:
        years = _LONG[len(value)]
        return date(int(value) * years, 1, 1), date((int(value) + 1) * years - 1, 12, 31)
    year, _, part = value.partition("-")
    if re.fullmatch(r"\d\d-\d\d", part):
        day = date.fromisoformat(value)
        return day, day
    if match := re.fullmatch(r"W(\d\d)(-WE)?", part):
        monday = date.fromisocalendar(int(year), int(match[1]), 1)
        return monday + timedelta(days=5 if match[2] else 0), monday + timedelta(days=6)
    if part in _SEASON_MONTH:
        return _months(int(year), _SEASON_MONTH[part], 3)
    if match := re.fullmatch(r"([QH])([1-4])", part):
        length = 3 if match[1] == "Q" else 6
        return _months(int(year), (int(match[2]) - 1) * length + 1, length)
    return _months(int(year), int(part), 1) if re.fullmatch(r"\d\d", part) else None


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + length
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def edtf(value: str, approximate: bool = False) -> str:
    """Return a value in EDTF, level 1.

    That level has no weeks, quarters and halves: they become intervals. ``approximate`` adds “~”.
    """
    mark = "~" if approximate else ""
    if "/" in value:
        first, _, last = value.partition("/")
        return f"{edtf(first)}{mark}/{edtf(last)}{mark}"
    year, _, part = value.partition("-")
    if part in _SEASON_EDTF:
        return f"{year}-{_SEASON_EDTF[part]}{mark}"
    if part[:1] in {"W", "Q", "H"}:
        first, last = (
            day.isoformat()[: 10 if part[0] == "W" else 7] for day in bounds(value) or ()
        )
        return f"{first}{mark}/{last}{mark}"
    return f"{value.ljust(4, 'X') if len(value) < 4 else value}{mark}"


def week_of(day: date) -> str:
    """Return the ISO week of a day, as ``2021-W19``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_of(year: int, month: int) -> str:
    """Return a month as ``2021-05``.

    Months are counted from January of the year: 13 is January of the next.
    """
    months = year * 12 + month - 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def season_of(day: date) -> str:
    """Return the meteorological season a day is in, as ``2021-SP``."""
    number = (day.year * 12 + day.month) // 3 - 1  # seasons since the spring of year 0
    return f"{number // 4:04d}-{('SP', 'SU', 'FA', 'WI')[number % 4]}"


def unit_of(day: date, unit: str, count: int = 0) -> str:
    """Return the unit that lies ``count`` units after the one a day is in.

    Parameters
    ----------
    day
        The day to count from.
    unit
        ``day``, ``week``, ``weekend``, ``month``, ``quarter``, ``year``, ``decade`` or ``century``.
    count
        How many units further; negative counts back.
    """
    if unit == "day":
        return (day + timedelta(days=count)).isoformat()
    if unit in {"week", "weekend"}:
        return week_of(day + timedelta(weeks=count)) + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_of(day.year, day.month + count)
    if unit == "quarter":
        quarters = day.year * 4 + (day.month - 1) // 3 + count
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return f"{day.year // years + count:0{5 - len(str(years))}d}"


def shift_year(value: str, count: int) -> str:
    """Return the same part of the year ``count`` years later: “2021-05” and -1 give “2020-05”."""
    return f"{int(value[:4]) + count:04d}{value[4:]}"
