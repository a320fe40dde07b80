"""Times counted from another.

“the next day”, “two weeks ago”, “last year”, “the past three days”.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from loaders.dates.frame import Frame, Reading
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
_TRADING = re.compile(
    r"\b(?:end|ended|ending|ends|finish|finished|finishing|close|closed|closing|start|started|begin|began|open|opened)\s+$"
)


def anaphoric(match: re.Match[str], frame: Frame) -> Reading | None:
    """“The next day”, “two weeks later”, “the year before”: counted from the time last named."""
    words = match.group().lower()
    unit = _unit(match)
    count = number_of(group(match, "n")) or 1
    count = 0 if re.search(r"\b(?:same|that)\b", words) else count
    backward = re.search(r"before|earlier|previous|prior", words)
    anchor, origin = _anchor(frame, unit)
    if anchor is None:
        return None
    return Reading(unit_of(anchor, unit, -count if backward else count), f"counted from {origin}")


def _unit(match: re.Match[str]) -> str:
    unit = group(match, "unit") or "day"
    return (
        unit
        if unit in {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
        else "day"
    )


def _anchor(frame: Frame, unit: str) -> tuple[date | None, str]:
    """Return the time last named that is no longer than the unit counted in, else publication, and which it is in words."""
    covered = bounds(frame.story.last) if frame.story.last else None
    to_come = covered and frame.published and covered[0] > frame.published and frame.tense == "past"
    if covered and not to_come and (covered[1] - covered[0]).days < _LENGTH[unit]:
        return (
            covered[0],
            f"the {'day' if covered[0] == covered[1] else 'time'} last named ({frame.story.last})",
        )
    if frame.anchor:
        return frame.anchor, f"the day last named ({frame.anchor})"
    return frame.published, f"publication ({frame.published})"


def ago(match: re.Match[str], frame: Frame) -> Reading | None:
    """“Two weeks ago”, “a year and a half ago”, “three hours ago”."""
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
    return Reading(
        unit_of(now, unit, -count),
        f"counted back from {frame.origin}",
        approximate=group(match, "n") == "a couple of",
    )


def ahead(match: re.Match[str], frame: Frame) -> Reading | None:
    """“Two weeks from now”, and “in two weeks” where the clause looks ahead."""
    count, now = number_of(group(match, "n")), frame.now
    if (
        count is None
        or now is None
        or (match.group().lower().startswith("in") and frame.tense != "future")
    ):
        return None
    return Reading(unit_of(now, group(match, "unit"), count), f"counted on from {frame.origin}")


_OF_PERIOD = re.compile(rf"\s+(?:of|in)\s+(?:{MONTH}|(?:19|20)\d\d)\b", re.IGNORECASE)


def period(match: re.Match[str], frame: Frame) -> Reading | None:
    """“Last year”, “this week”, “next month”, “the following week”."""
    lead, unit = group(match, "lead"), _unit(match)
    anchor, origin = frame.now, frame.origin
    if lead in {"the previous", "the following", "the next"} and frame.story.last:
        anchor, origin = _anchor(frame, unit)
    if anchor is None:
        return None
    if _OF_PERIOD.match(frame.text, frame.end):
        return None  # “the last week of March” is read from the month
    step = STEPS[lead.split()[-1]] + (" after " in match.group().lower())
    if unit == "weekend" and step == 0:
        step = _weekend_step(anchor, frame)
    return Reading(unit_of(anchor, unit, step), f"counted from {origin}")


def _weekend_step(now: date, frame: Frame) -> int:
    """Return 0 for the weekend of the week, -1 for the one before.

    What has happened was the latter until Saturday.
    """
    return -1 if frame.tense == "past" and now.weekday() < 5 else 0


def running_period(match: re.Match[str], frame: Frame) -> Reading | None:
    """“Later in the day”, “the end of the year”: of the time being told, else of publication."""
    unit = _unit(match)
    if unit == "day" and re.search(r"\bat\s+$", frame.before, re.IGNORECASE):
        return None  # “at the end of the day” is seldom a time
    if unit == "weekend":
        return (
            Reading(
                unit_of(frame.now, unit, _weekend_step(frame.now, frame)),
                f"the weekend nearest to {frame.origin}",
            )
            if frame.now
            else None
        )
    if unit == "day" and frame.anchor:
        return Reading(frame.anchor.isoformat(), f"the day last named ({frame.anchor})")
    if group(match, "whole"):
        anchor, origin = _anchor(frame, unit)
        return Reading(unit_of(anchor, unit), f"the {unit} of {origin}") if anchor else None
    return Reading(unit_of(frame.now, unit), f"the {unit} of {frame.origin}") if frame.now else None


def trading_day(match: re.Match[str], frame: Frame) -> Reading | None:
    """“Ended the day”: the day being told."""
    return running_period(match, frame) if _TRADING.search(frame.before) else None


def span_of_units(match: re.Match[str], frame: Frame) -> Reading | None:
    """“The past three days”, “the next two weeks”: from that day to this, or on."""
    count, now, unit = number_of(group(match, "n")), frame.now, group(match, "unit")
    if count is None or now is None:
        return None
    back = STEPS[group(match, "lead")] < 0
    if unit in {"day", "week"}:
        reach = timedelta(days=count * (7 if unit == "week" else 1))
        value = f"{now - reach}/{now}" if back else f"{now}/{now + reach}"
    else:
        years = count * 10 if unit == "decade" else count
        unit = "year" if unit == "decade" else unit
        here, there = unit_of(now, unit), unit_of(now, unit, -years if back else years)
        value = f"{there}/{here}" if back else f"{here}/{there}"
    return Reading(value, f"counted {'back' if back else 'on'} from {frame.origin}")


def same_period(match: re.Match[str], frame: Frame) -> Reading | None:
    """“The same period last year”: the part of the year last named, a year or more before."""
    last, year = frame.story.last, year_of(match, frame)
    if last is None or "/" in last or len(last) < 7:
        return Reading(f"{year:04d}", f"counted from {frame.origin}") if year else None
    return Reading(
        f"{year:04d}{last[4:]}" if year else shift_year(last, -1),
        f"the same part of the year as the time last named ({last})",
    )
