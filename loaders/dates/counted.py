"""Times counted from another time.

“the next day”, “two weeks ago”, “last year”, “the past three days”. Each function reads the match
of one rule in ``loaders.dates.rules`` and returns its value, or None where it names no time.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from loaders.dates.durations import length_value
from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import MONTH
from loaders.dates.timex import bounds, shift_year, unit_of
from loaders.dates.words import STEPS, group, number_of, year_of

_LENGTH = {
    "day": 1,
    "week": 7,
    "weekend": 7,
    "month": 31,
    "quarter": 92,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
"""Days in the longest such unit. A time named before is counted from only if it is no longer
than the unit: “the next day” cannot be counted from “May”."""
_THAN = re.compile(r"\s+than\b(?!\s+(?:originally\s+)?(?:planned|scheduled|expected)\b)")
_SINCE_LONG = re.compile(
    r"\b(?:first|only|worst|best|level|levels|low|lows|high|highs|time|\w{2,}est)"
    r"(?:\s+\w+){0,3}\s+$",
    re.IGNORECASE,
)
"""What makes “in six years” a length: “the first vote in six years”, “the lowest level in”."""
_TRADING = re.compile(
    r"\b(?:end|ended|ending|ends|finish|finished|finishing|close|closed|closing"
    r"|start|started|begin|began|open|opened)\s+$"
)


def anaphoric(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a time counted from the one named last: “the next day”, “two weeks later”."""
    words = match.group().lower()
    if _THAN.match(frame.text, frame.end):
        return None  # “a month earlier than usual” is a length
    unit = _unit(match)
    count = number_of(group(match, "n")) or 1
    count = 0 if re.search(r"\b(?:same|that)\b", words) else count
    backward = re.search(r"before|earlier|previous|prior", words)
    anchor, origin = _anchor(frame, unit)
    if count == 0 and unit == "day" and frame.that_day:
        anchor, origin = frame.that_day, f"the day named before ({frame.that_day})"
    if anchor is None:
        return None
    return TimeValue(unit_of(anchor, unit, -count if backward else count), f"counted from {origin}")


def _unit(match: re.Match[str]) -> str:
    unit = group(match, "unit") or "day"
    return (
        unit
        if unit in {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
        else "day"
    )


def _anchor(frame: Frame, unit: str) -> tuple[date | None, str]:
    """Return the day to count from, and in words which it is.

    It is the time named last where that is no longer than ``unit``, else the day named last, else
    publication.
    """
    covered = bounds(frame.context.last) if frame.context.last else None
    to_come = covered and frame.published and covered[0] > frame.published and frame.tense == "past"
    if covered and not to_come and (covered[1] - covered[0]).days < _LENGTH[unit]:
        kind = "day" if covered[0] == covered[1] else "time"
        return covered[0], f"the {kind} last named ({frame.context.last})"
    if frame.anchor:
        return frame.anchor, f"the day last named ({frame.anchor})"
    return frame.published, f"publication ({frame.published})"


def ago(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a time counted back from now: “two weeks ago”, “a year and a half ago”."""
    count, now, unit = number_of(group(match, "n")), frame.now, group(match, "unit")
    if count is None or now is None:
        return None
    if group(match, "half") or group(match, "halves"):
        months = {"year": 12, "decade": 120}.get(unit)
        if months is None:
            return None
        count, unit = (
            (count * months + months // 2 if group(match, "halves") else months // 2),
            "month",
        )
    unit = "day" if unit in {"hour", "minute"} else unit
    count = 0 if group(match, "unit") in {"hour", "minute"} else count
    return TimeValue(
        unit_of(now, unit, -count),
        f"counted back from {frame.origin}",
        approximate=group(match, "n") == "a couple of",
    )


def ahead(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a time counted on from now: “two weeks from now”.

    “in two weeks” counts only where the clause looks ahead: it may say how long something took.
    """
    count, now = number_of(group(match, "n")), frame.now
    if (
        count is None
        or now is None
        or (
            match.group().lower().startswith("in")
            and (frame.tense != "future" or _SINCE_LONG.search(frame.before))
        )
    ):
        return None
    return TimeValue(unit_of(now, group(match, "unit"), count), f"counted on from {frame.origin}")


_THROUGH_THE = re.compile(r"\b(?:in|over|during|within|throughout) the\s+$", re.IGNORECASE)
_OF_PERIOD = re.compile(rf"\s+(?:of|in)\s+(?:{MONTH}|(?:19|20)\d\d)\b", re.IGNORECASE)


def period(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a period beside the present one: “last year”, “this week”, “the following week”."""
    lead, unit = group(match, "lead"), _unit(match)
    anchor, origin = frame.now, frame.origin
    if lead in {"the previous", "the following", "the next"} and frame.context.last:
        anchor, origin = _anchor(frame, unit)
    if anchor is None:
        return None
    if _OF_PERIOD.match(frame.text, frame.end):
        return None  # “the last week of March” is read from the month
    stretch = lead == "past" or (lead == "last" and _THROUGH_THE.search(frame.before))
    if stretch and unit in {"week", "month", "year", "decade", "century"}:
        here, there = unit_of(anchor, unit), unit_of(anchor, unit, -1)
        return TimeValue(
            length_value("1", unit), f"counted back from {origin}", covers=f"{there}/{here}"
        )
    step = STEPS[lead.split()[-1]] + (" after " in match.group().lower())
    if unit == "weekend" and step == 0:
        step = _weekend_step(anchor, frame)
    return TimeValue(unit_of(anchor, unit, step), f"counted from {origin}")


def _weekend_step(now: date, frame: Frame) -> int:
    """Return which weekend “the weekend” is: 0 for that of this week, -1 for the one before.

    From Monday to Friday, what has happened “at the weekend” happened at the one before.
    """
    return -1 if frame.tense == "past" and now.weekday() < 5 else 0


def running_period(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a period without a number: “later in the day”, “the end of the year”.

    It is that of the time named last where the article is at it, else that of publication.
    """
    unit = _unit(match)
    ends = "end of" in match.group().lower()
    if unit == "day" and ends and re.search(r"\bat\s+$", frame.before, re.IGNORECASE):
        return None  # “at the end of the day” is seldom a time
    if unit == "weekend":
        return (
            TimeValue(
                unit_of(frame.now, unit, _weekend_step(frame.now, frame)),
                f"the weekend nearest to {frame.origin}",
            )
            if frame.now
            else None
        )
    if unit == "day" and frame.anchor:
        return TimeValue(frame.anchor.isoformat(), f"the day last named ({frame.anchor})")
    if group(match, "whole"):
        anchor, origin = _anchor(frame, unit)
        return TimeValue(unit_of(anchor, unit), f"the {unit} of {origin}") if anchor else None
    return (
        TimeValue(unit_of(frame.now, unit), f"the {unit} of {frame.origin}") if frame.now else None
    )


_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|last|final|most|best|worst|\w{2,}est|months?|weeks?|quarters?"
    r"|half|parts?|days?|time)\s+(?:[\w-]+\s+){0,3}of\s+$",
    re.IGNORECASE,
)


def of_the_period(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read “the largest flood of the year”, but not a title such as “player of the year”."""
    return running_period(match, frame) if _RANKED.search(frame.before) else None


def trading_day(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read “ended the day” and the like: the day the article is at."""
    return running_period(match, frame) if _TRADING.search(frame.before) else None


def span_of_units(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read an interval of several units: “the past three days”, “the next two weeks”.

    It reaches from that day to the present one, or from the present one on.
    """
    count, now, unit = number_of(group(match, "n")), frame.now, group(match, "unit")
    if count is None or now is None:
        return None
    back = STEPS[group(match, "lead")] < 0
    length = length_value(str(count), unit)
    if unit in {"day", "week"}:
        reach = timedelta(days=count * (7 if unit == "week" else 1))
        value = f"{now - reach}/{now}" if back else f"{now}/{now + reach}"
    else:
        years = count * 10 if unit == "decade" else count
        unit = "year" if unit == "decade" else unit
        here, there = unit_of(now, unit), unit_of(now, unit, -years if back else years)
        value = f"{there}/{here}" if back else f"{here}/{there}"
    basis = f"counted {'back' if back else 'on'} from {frame.origin}"
    return TimeValue(length, basis, covers=value)


def same_period(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read “the same period last year”: the part of the year named last, a year or more earlier."""
    last, year = frame.context.last, year_of(match, frame)
    if last is None or "/" in last or len(last) < 7:
        return TimeValue(f"{year:04d}", f"counted from {frame.origin}") if year else None
    return TimeValue(
        f"{year:04d}{last[4:]}" if year else shift_year(last, -1),
        f"the same part of the year as the time last named ({last})",
    )
