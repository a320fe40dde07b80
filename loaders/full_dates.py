"""Full dates as newspapers write them, day first where figures alone leave a choice."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {name: number for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\.?,?\s+)?"
_FORMS = (
    re.compile(rf"{_WEEKDAY}(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{MONTH})\.?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:T[\d:.]+Z?)?"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d{2})(?![:.\d])"),
    re.compile(rf"(?P<y>(?:19|20)\d\d)\s+(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})\b", re.IGNORECASE),
)


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def match_date(match: re.Match[str]) -> date | None:
    """Return the day a match with groups ``y``, ``m`` and ``d`` states; figures are day first, then month first."""
    year, day = int(match["y"]), int(match["d"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    named = MONTHS.get(match["m"].lower())
    if named:
        return make_date(year, named, day)
    return make_date(year, int(match["m"]), day) or make_date(year, day, int(match["m"]))


def full_date(text: str) -> str | None:
    """Return the ISO day of a text that is a full date and nothing else, or None."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            found = match_date(match)
            return found.isoformat() if found else None
    return None


def find_full_dates(text: str) -> list[tuple[str, str]]:
    """Return every full date in a text as (ISO day, the words as written), leftmost first, none inside another."""
    found: list[tuple[int, int, str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = match_date(match)
            before = text[match.start() - 1 : match.start()]
            if day and not before.isalnum() and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), day.isoformat()))
    return [(day, text[start:end]) for start, end, day in sorted(found)]
