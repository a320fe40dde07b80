"""What the words of a match state: numbers, months, years, and which of several years is meant."""

from __future__ import annotations

import re
from datetime import date, timedelta

from loaders.dates.frame import Frame
from loaders.dates.full_dates import MONTH, MONTHS, make_date

_PAST_HORIZON = 14
"""Days after publication at which a day without a year may still lie where the verb is in the
past. It allows for a time that the tense rules misread; beyond it the day is of an earlier year.
By hand."""
_OPEN_HORIZON = 145
"""The same where no verb says whether the day is past: a day more than 220 days back is the
coming one, which is nearer. Measured on 143 such days: 139 right, 127 with the latest."""
_ALMOST_A_YEAR = 320
"""Nobody names a day this many days ahead without its year: it is then the one just past."""
STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_TEENS = {
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
CENTURIES = {
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
"""Names of centuries; the first four are left out, which are seldom those of our era."""
NAMED_DECADES = {f"{word[:-1]}ies": number for word, number in _TENS.items()}
NUMBER_WORDS = _ONES | _TEENS | _TENS | {"a": 1, "an": 1, "the": 1, "a couple of": 2}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "final": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


def number_of(words: str | None) -> int | None:
    """Return the whole number that words or figures state, or None."""
    if not words:
        return None
    plain = " ".join(words.lower().replace("-", " ").split())
    if plain.isdigit():
        return int(plain)
    if plain in NUMBER_WORDS:
        return NUMBER_WORDS[plain]
    tens, _, ones = plain.partition(" ")
    return _TENS[tens] + _ONES[ones] if tens in _TENS and ones in _ONES else None


def group(match: re.Match[str], name: str) -> str:
    """Return a named group in lower case with single spaces, or "" where the pattern lacks it."""
    return " ".join((match.groupdict().get(name) or "").lower().split())


def month_number(match: re.Match[str], name: str = "m") -> int:
    """Return the number of the month a match names."""
    return MONTHS[match[name].lower()]


def year_of(match: re.Match[str], frame: Frame) -> int | None:
    """Return the year that a match states in figures or as “last year”, or None."""
    if year := group(match, "y"):
        return int(year)
    relation = group(match, "rel")
    if relation in {"that", "the same"}:
        return (
            int(frame.context.last[:4])
            if frame.context.last and len(frame.context.last.partition("/")[0]) >= 4
            else None
        )
    return frame.now.year + STEPS[relation.split()[-1]] if relation and frame.now else None


_RANGE_YEAR = re.compile(
    r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and)\s+)"
    rf"(?:\d{{1,2}}\s+)?(?P<m>{MONTH})\.?(?:\s+\d{{1,2}})?,?\s+(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def year_of_range(month: int, frame: Frame) -> int | None:
    """Return the year of a range's first month where it stands only at the end, or None.

    “from May 30 to June 2, 2020” gives 2020.
    """
    rest = _RANGE_YEAR.match(frame.text, frame.end, frame.paragraph.end)
    return int(rest["y"]) - (month > month_number(rest)) if rest else None


def nearest(options: list[date], frame: Frame) -> date | None:
    """Return which of the days in several years the clause means, or None.

    It is the next one where the clause looks ahead, else the latest that is not too far ahead.
    """
    now, tense = frame.published, frame.tense
    if now is None or not options:
        return None
    past = max((day for day in options if day <= now), default=None)
    coming = min((day for day in options if day >= now), default=None)
    if tense == "future":
        return coming if coming and (past is None or (coming - now).days < _ALMOST_A_YEAR) else past
    horizon = now + timedelta(days=_PAST_HORIZON if tense == "past" else _OPEN_HORIZON)
    return max((day for day in options if day <= horizon), default=None)


def in_years(month: int, day: int, around: date, weekday: str = "") -> list[date]:
    """Return the day in the year before, the year of, and the year after ``around``.

    With a weekday (“Saturday, May 9”) only the days that fall on it, if any does.
    """
    days = [
        found
        for year in range(around.year - 1, around.year + 2)
        if (found := make_date(year, month, day))
    ]
    return [
        found for found in days if weekday and found.strftime("%A").lower().startswith(weekday[:3])
    ] or days


def nearest_basis(chosen: date, frame: Frame) -> str:
    """Return in words how the year of a day was found."""
    ahead = frame.published is not None and chosen > frame.published
    return (
        f"the {'next such day after' if ahead else 'latest such day up to'} "
        f"publication ({frame.published})"
    )
