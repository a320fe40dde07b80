"""Full dates as newspapers write them, in the languages of ``months.csv``.

Where figures leave a choice, the day is read before the month, unless the text shows the other
order. A year of the 14th century (1400) with a month of the Solar Hijri calendar is of that
calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from loaders.lexicon.tables import read_table, split_list, words_of

WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}


@cache
def month_names(language: str | None = None) -> dict[str, int]:
    """Return the names of the months in lower case, with their numbers.

    They are those of one language (ISO 639-1 code), or of all languages.
    """
    rows = [row for row in read_table("months") if language in {None, row["language"]}]
    return {name: int(row["month"]) for row in rows for name in split_list(row["names"])}


MONTHS = month_names("en")
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

_START = r"(?<![^\W_])"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
# any word: whether it is a month is looked up later, which is quicker than an alternation of two
# hundred names
_NAME = r"(?P<m>[^\W\d_]{3,12})"
_OF = r"(?:of\s+|de\s+)?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|-?ին|\.)?"
_YEAR = r"(?P<y>\d{4})(?!\d)(?:[ \u00a0]?(?:года\b|г\.|թվական\w*|թ\.|-?c[iıuü]\s+il\w*))?"
_NAMED = tuple(
    re.compile(_START + form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_NAME}\.?\s+(?:the\s+)?{_DAY}(?:\s+of)?,?\s+{_YEAR}",
        rf"{_WEEKDAY}(?:the\s+(?=\d+[a-z]))?{_DAY}\s+{_OF}{_NAME}\.?,?\s+{_OF}{_YEAR}",
        rf"{_YEAR},?\s+{_NAME}\.?\s+{_DAY}(?!\d)",
        rf"{_DAY}-{_NAME}-{_YEAR}",
    )
)
_FIGURES = re.compile(
    r"(?<![\w$€£.:-])(?<!\d/)"
    r"(?:(?P<y>\d{4})(?P<sep0>[./-])(?P<m>\d{1,2})(?P=sep0)(?P<d>\d{1,2})(?:T[\d:.]+Z?)?"
    r"|(?P<d2>\d{1,2})(?P<sep>[./-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>\d{2})"
    r"|(?P<d4>\d\d)\.(?P<m4>\d\d)\.(?P<y4>\d{2}))"
    r"(?![\w-]|[./:]\d)"
)
_YEAR_FIGURES = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BEFORE_YEAR, _AFTER_YEAR = 48, 28
"""A date in words stands within this many characters before and after its year. The longest form
of the tables fits (a weekday, a long month, “of”); the patterns are tried only there, which
keeps a long text quick."""


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _solar_months() -> dict[str, int]:
    return {
        name: int(row["month"])
        for row in read_table("solar_months")
        for name in split_list(row["names"])
    }


def solar_date(year: int, month: int, day: int) -> date | None:
    """Return the day that a date of the Solar Hijri calendar (Iran) is, or None.

    Its leap years come in cycles of 33 years; right for 1244 to 1500 (1865 to 2121).
    """
    if not (0 < month < 13 and 0 < day < (32 if month < 7 else 31)):
        return None
    cycles, rest = divmod(year + 1595, 33)
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    days = 365 * (year + 1595) + cycles * 8 + (rest + 3) // 4 + before + day
    return date.fromordinal(days + _SOLAR_START)


_SOLAR_START = -356033
"""So that 1 Farvardin 1400 is 21 March 2021."""
_SOLAR_YEARS = range(1244, 1501)


def match_date(match: re.Match[str], *, month_first: bool = False) -> date | None:
    """Return the day a match states, or None where there is no such day.

    Figures are read as day and month, and as month and day where that is no day; the other way
    round with ``month_first``, but never with dots. A year of two figures is of 1970 to 2069.
    """
    groups = {
        name[0]: value
        for name, value in match.groupdict().items()
        if value and not name.startswith("sep")
    }
    year, day, month = int(groups["y"]), int(groups["d"]), groups["m"]
    if len(groups["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if month.isdigit():
        if year in _SOLAR_YEARS:
            return solar_date(year, int(month), day)
        if month_first and not match["y"] and match["sep"] != ".":
            return make_date(year, day, int(month)) or make_date(year, int(month), day)
        return make_date(year, int(month), day) or make_date(year, day, int(month))
    # “İ” in lower case leaves a combining dot behind
    name = month.lower().replace("\u0307", "")
    if year in _SOLAR_YEARS and (solar := _solar_months().get(name)):
        return solar_date(year, solar, day)
    number = month_names().get(name)
    return make_date(year, number, day) if number else None


def other_order(match: re.Match[str], day: date) -> date | None:
    """Return the day that figures are in the other order of day and month, or None."""
    if match.re is not _FIGURES or match["y"]:
        return None
    swapped = make_date(day.year, day.day, day.month) if day.day <= _MONTHS_IN_YEAR else None
    return swapped if swapped != day else None


_MONTHS_IN_YEAR = 12


def month_comes_first(text: str, published: date | None = None, country: str = "") -> bool:
    """Return whether the figures of a text's dates have the month before the day.

    Its own dates show it where one figure is above twelve. Else the order is the one by which no
    date is after publication, if it is the only one. Else it is the one that people write in the
    country of the text's outlet (an ISO code, or "").
    """
    first, second, late, early = 0, 0, 0, 0
    for match in _FIGURES.finditer(text):
        separator = match["sep"] or ("/" if match["d3"] else "")
        if separator not in {"/", "-"}:
            continue
        one, two = (int(match["d2"] or match["d3"]), int(match["m2"] or match["m3"]))
        first += two > 12 >= one
        second += one > 12 >= two
        day, other = match_date(match), match_date(match, month_first=True)
        if published and day and other:
            late += day > published >= other
            early += other > published >= day
    if first or second:
        return first > second
    if late or early:
        return not early
    return country.lower() in words_of("month_first_country")


def full_date_matches(
    text: str, start: int = 0, end: int | None = None, *, month_first: bool = False
) -> Iterator[tuple[re.Match[str], date]]:
    """Yield every match that is a full date, with its day.

    They come in no order, and one may lie inside another. ``month_first`` is how figures that
    leave a choice are read.
    """
    end = len(text) if end is None else end
    for match in _FIGURES.finditer(text, start, end):
        if day := match_date(match, month_first=month_first):
            yield match, day
    for year in _YEAR_FIGURES.finditer(text, start, end):
        window = max(start, year.start() - _BEFORE_YEAR), min(end, year.end() + _AFTER_YEAR)
        for form in _NAMED:
            for match in form.finditer(text, *window):
                if match.start("y") == year.start() and (day := match_date(match)):
                    yield match, day


def full_date(text: str) -> str | None:
    """Return the ISO day of a text that is a full date and nothing else, or None."""
    stripped = text.strip()
    return next(
        (
            day.isoformat()
            for match, day in full_date_matches(stripped)
            if match.group() == stripped
        ),
        None,
    )


def find_full_dates(text: str, *, month_first: bool = False) -> list[tuple[str, str]]:
    """Return every full date in a text as (ISO day, words as written).

    The leftmost comes first, and none lies inside another.
    """
    found: list[tuple[str, str]] = []
    taken = 0
    for match, day in sorted(
        full_date_matches(text, month_first=month_first),
        key=lambda pair: (pair[0].start(), -pair[0].end()),
    ):
        if match.start() >= taken:
            found.append((day.isoformat(), match.group()))
            taken = match.end()
    return found
