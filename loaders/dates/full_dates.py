"""Full dates as newspapers write them, in the languages of ``months.csv``.

Where figures leave a choice, the day is read before the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from loaders.lexicon.tables import read_table, split_list

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
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:T[\d:.]+Z?)?"
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


def match_date(match: re.Match[str]) -> date | None:
    """Return the day a match states, or None where there is no such day.

    Figures are read as day and month, and as month and day where that is no day. A year of two
    figures is of 1970 to 2069.
    """
    groups = {
        name[0]: value for name, value in match.groupdict().items() if value and name != "sep"
    }
    year, day, month = int(groups["y"]), int(groups["d"]), groups["m"]
    if len(groups["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if month.isdigit():
        return make_date(year, int(month), day) or make_date(year, day, int(month))
    # “İ” in lower case leaves a combining dot behind
    number = month_names().get(month.lower().replace("\u0307", ""))
    return make_date(year, number, day) if number else None


def full_date_matches(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[re.Match[str], date]]:
    """Yield every match that is a full date, with its day.

    They come in no order, and one may lie inside another.
    """
    end = len(text) if end is None else end
    for match in _FIGURES.finditer(text, start, end):
        if day := match_date(match):
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


def find_full_dates(text: str) -> list[tuple[str, str]]:
    """Return every full date in a text as (ISO day, words as written).

    The leftmost comes first, and none lies inside another.
    """
    found: list[tuple[str, str]] = []
    taken = 0
    for match, day in sorted(
        full_date_matches(text), key=lambda pair: (pair[0].start(), -pair[0].end())
    ):
        if match.start() >= taken:
            found.append((day.isoformat(), match.group()))
            taken = match.end()
    return found
