"""Days: “May 12”, “on Friday”, “the 12th”, “yesterday”, “at 18:20”, “Christmas Eve”.

Each function reads the match of one rule in ``loaders.dates.rules`` and returns its value, or None
where the words name no day.
"""

from __future__ import annotations

import re
from datetime import timedelta

from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import MONTH, WEEKDAYS, make_date
from loaders.dates.words import (
    ORDINALS,
    STEPS,
    group,
    in_years,
    month_number,
    nearest,
    nearest_basis,
    year_of,
    year_of_range,
)

_OF_PERIOD = re.compile(rf"\s+(?:of|in)\s+(?:{MONTH}|the|last|this|next|previous)\b", re.IGNORECASE)
_ORDINAL_BEFORE = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\s+$", re.IGNORECASE)
_TIME_OF = re.compile(
    r"\b(?:morning|afternoon|evening|night|day|hours|week|weekend)\s+of\s+$", re.IGNORECASE
)
_IN, _THINGS = re.compile(r"\bin\s+$", re.IGNORECASE), re.compile(r"\s+[a-z]+(?:s|men|people)\b")
_NEWSPAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post|Independent|Star|Observer|Tribune"
    r"|News|Sun|Night\s+Live)\b"
)
"""What makes a weekday part of a title: “Sunday Times”, “Saturday Night Live”."""
_DAY_OFFSETS = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
_SLIP = 7
"""A day within this many days of publication stands where its weekday does not fit: the weekday is
then a slip of the pen, not a hint at another year. Chosen by hand."""
_IN_BRACKETS = re.compile(rf"\s+\((?P<w>{'|'.join(WEEKDAYS)})\)", re.IGNORECASE)
_CLOCK_WINDOW = 400
"""A time of the clock belongs to the day named last only within this many characters of it,
about three sentences. Further on, the article may have moved to another day unsaid. Chosen by
hand."""


def month_day(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a day of a month without a year in figures: “May 12”, “12 May last year”."""
    month, day = month_number(match), int(match["d"])
    if _IN.search(frame.before) and _THINGS.match(frame.text, frame.end):
        return None  # “in May 12 soldiers died”
    year = year_of(match, frame) or year_of_range(month, frame)
    if year:
        found = make_date(year, month, day)
        return (
            TimeValue(
                found.isoformat(), f"day and month stated; the year is {year}, as said beside them"
            )
            if found
            else None
        )
    if frame.published is None:
        return None
    chosen = nearest(in_years(month, day, frame.published, group(match, "w")), frame)
    plain = nearest(in_years(month, day, frame.published), frame)
    if plain and chosen != plain and abs((plain - frame.published).days) <= _SLIP:
        chosen = plain
    return TimeValue(chosen.isoformat(), nearest_basis(chosen, frame)) if chosen else None


def day_range(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read an interval of days in one month: “May 12-14”, “from 12 to 14 May 2021”.

    “May 12 and 14” is two days, not an interval, and is left to other rules.
    """
    month, first, last = month_number(match), int(match["d"]), int(match["d2"])
    if not 0 < first < last:
        return None
    if group(match, "sep") == "and" and last != first + 1 and not group(match, "between"):
        return None
    year = year_of(match, frame)
    if year:
        end, basis = make_date(year, month, last), "stated in full"
    else:
        end = nearest(in_years(month, last, frame.published), frame) if frame.published else None
        basis = nearest_basis(end, frame) if end else ""
    return (
        TimeValue(f"{end.replace(day=first)}/{end}", f"from the first day to the last: {basis}")
        if end
        else None
    )


def weekday(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a weekday: “on Friday”, “last Monday”, “Tuesday of last week”."""
    now, number = frame.now, WEEKDAYS[match["w"].lower()]
    lead, week, name = group(match, "lead"), group(match, "week"), match["w"].title()
    anchor = frame.anchor
    if (lead == "last" or _ORDINAL_BEFORE.search(frame.before)) and _OF_PERIOD.match(
        frame.text, frame.end
    ):
        return None  # “the last Sunday of March” is read from the month
    if _NEWSPAPER.match(frame.text, frame.end):
        return None
    if lead.startswith("the ") and anchor:
        step = (number - anchor.weekday()) % 7 or 7
        day = (
            anchor + timedelta(days=step)
            if lead != "the previous"
            else anchor - timedelta(days=(anchor.weekday() - number) % 7 or 7)
        )
        return TimeValue(
            day.isoformat(),
            f"the {name} {'before' if lead == 'the previous' else 'after'} "
            f"the day last named ({anchor})",
        )
    if now is None:
        return None
    monday = now - timedelta(days=now.weekday())
    if week or lead == "next":
        step = STEPS[week or lead]
        day = monday + timedelta(days=7 * step + number)
        return TimeValue(
            day.isoformat(),
            f"{name} of the {('week before', 'same week', 'week after')[step + 1]}, "
            f"counted from {frame.origin}",
        )
    ahead = timedelta(days=(number - now.weekday()) % 7)
    back = timedelta(days=(now.weekday() - number) % 7)
    tense = frame.tense
    if lead in {"coming", "upcoming", "this coming", "the coming"}:
        day, how = now + (ahead or timedelta(days=7)), "the next"
    elif lead == "this":
        day, how = monday + timedelta(days=number), "this week's"
        day += timedelta(days=7 * (tense == "future" and day < now))
    elif tense == "future" and not lead:
        # on a Friday, “will meet on Friday” is that day: another would be “next Friday”
        day, how = now + ahead, "the next"
    else:
        day, how = now - (back or timedelta(days=7 if lead else 0)), "the latest"
    return TimeValue(day.isoformat(), f"{how} {name} counted from {frame.origin}")


def weekday_number(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a weekday with a number: “Friday the 14th”.

    It is the nearest day within six months on which the two agree.
    """
    now = frame.now
    if now is None:
        return None
    number, day = WEEKDAYS[match["w"].lower()], int(match["d"])
    months = [divmod(now.year * 12 + now.month - 1 + step, 12) for step in range(-6, 7)]
    fitting = [
        found
        for year, month in months
        if (found := make_date(year, month + 1, day)) and found.weekday() == number
    ]
    nearest = min(fitting, key=lambda found: abs((found - now).days), default=None)
    return (
        TimeValue(
            nearest.isoformat(),
            f"the {match['w'].title()} nearest to {frame.origin} that is day {day} of its month",
        )
        if nearest
        else None
    )


def day_number(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a numbered day without a month: “on the 12th”, “the 12th of last month”.

    It is of the month named last, else the nearest one before publication, or after it where the
    clause looks ahead.
    """
    day, now = int(match["d"]), frame.now
    relation = group(match, "rel")
    if re.search(r"\bof\s+$", frame.before) and not _TIME_OF.search(frame.before):
        return None  # “soldiers of the 12th”
    if relation and now:
        year, month = divmod(now.year * 12 + now.month - 1 + STEPS[relation.split()[-1]], 12)
        found = make_date(year, month + 1, day)
        return (
            TimeValue(found.isoformat(), f"of {relation} month, counted from {frame.origin}")
            if found
            else None
        )
    if frame.context.last and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", frame.context.last):
        found = make_date(int(frame.context.last[:4]), int(frame.context.last[5:7]), day)
        return (
            TimeValue(found.isoformat(), f"of the month last named ({frame.context.last[:7]})")
            if found
            else None
        )
    if now is None:
        return None
    months = [divmod(now.year * 12 + now.month - 1 + step, 12) for step in (-2, -1, 0, 1)]
    options = [found for year, month in months if (found := make_date(year, month + 1, day))]
    future = frame.tense == "future"
    chosen = (
        min((d for d in options if d >= now), default=None)
        if future
        else max((d for d in options if d <= now), default=None)
    )
    return (
        TimeValue(
            chosen.isoformat(),
            f"the {'next' if future else 'latest'} such day, counted from {frame.origin}",
        )
        if chosen
        else None
    )


def deictic_day(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a day counted from the present one: “yesterday”, “tonight”, “the day after tomorrow”."""
    if frame.now is None:
        return None
    word = (
        re.sub(r"^the | (?:morning|afternoon|evening|night)$", "", group(match, "word"))
        if "last" not in match.group().lower()
        else "last night"
    )
    day = frame.now + timedelta(days=_DAY_OFFSETS.get(word, 0))
    named = _IN_BRACKETS.match(frame.text, frame.end)
    if named and (shift := (WEEKDAYS[named["w"].lower()] - day.weekday() + 3) % 7 - 3):
        return TimeValue(
            (day + timedelta(days=shift)).isoformat(),
            f"the {named['w'].title()} nearest to {frame.origin}, as said beside it",
        )
    return TimeValue(day.isoformat(), f"“{group(match, 'word')}” counted from {frame.origin}")


def day_part(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a part of a day without its day: “late in the evening”. It is of the day named last."""
    anchor = frame.that_day if "that" in match.group().lower() else frame.anchor
    return (
        TimeValue(anchor.isoformat(), f"a time of the day last named ({anchor})")
        if anchor
        else None
    )


def clock(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a time of the clock: “at 18:20”. It is of the day named just before."""
    return day_part(match, frame) if frame.start - frame.context.named_at < _CLOCK_WINDOW else None
