"""Words before a time that narrow or blur it.

“the evening of”, “around”, “late”, “the first week of”, “every”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from loaders.dates.frame import Frame, Reading
from loaders.dates.full_dates import WEEKDAYS, make_date
from loaders.dates.timex import bounds, unit_of, week_of
from loaders.dates.words import ORDINALS

_REACH = 64
"""The words before a time are read back so far."""
_ORDINAL = r"(?P<o>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th)"
_PART_NAMES = {
    "start": "beginning",
    "close": "end",
    "mid": "middle",
    "early": "early part",
    "late": "late part",
}

_Change = Callable[[re.Match[str], Reading, Frame], Reading | None]


def _as_it_is(match: re.Match[str], reading: Reading, frame: Frame) -> Reading:
    return reading


def _time_of_day(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    return reading if _is_day(reading.value.partition("/")[0]) else None


def _none(match: re.Match[str], reading: Reading, frame: Frame) -> None:
    """Say that the words name no one time: “every Friday”, “Black Monday”."""


def _around(match: re.Match[str], reading: Reading, frame: Frame) -> Reading:
    return Reading(reading.value, f"about then: {reading.basis}", approximate=True)


def _part(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    """“Late 2020”, “mid-May”: the value stays, the basis says which part."""
    if _is_day(reading.value):
        return reading
    word = match["part"].lower().split()[0]
    part = _PART_NAMES.get(word, " ".join(match["part"].lower().split()))
    return Reading(
        reading.value,
        f"the {part} of it: {reading.basis}",
        approximate=reading.approximate or part == "middle",
    )


def _week_of_month(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    """“The last week of March”: a week belongs to the month, or year, that its Thursday is in."""
    covered = bounds(reading.value)
    if covered is None or len(reading.value) > 7 or "/" in reading.value:
        return None
    week = unit_of(_nth(covered, WEEKDAYS["thursday"], ORDINALS[match["o"].lower()]), "week")
    return Reading(
        week + ("-WE" if match["unit"].lower() == "weekend" else ""),
        f"the {match['o'].lower()} {match['unit'].lower()} of it: {reading.basis}",
    )


def _weekday_of_month(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    covered = bounds(reading.value)
    if covered is None or len(reading.value) != 7:
        return None
    day = _nth(covered, WEEKDAYS[match["w"].lower()], ORDINALS[match["o"].lower()])
    return Reading(
        day.isoformat(), f"the {match['o'].lower()} {match['w'].title()} of it: {reading.basis}"
    )


def _nth(covered: tuple[date, date], weekday: int, ordinal: int) -> date:
    """Return the first, second ... or last such weekday of the days covered."""
    first, last = covered
    if ordinal < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))


def _week_with(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    """“The week of May 10”: the week that holds the day."""
    if not _is_day(reading.value):
        return None
    week = week_of(date.fromisoformat(reading.value))
    return Reading(
        week + ("-WE" if match["unit"].lower() == "weekend" else ""),
        f"the {match['unit'].lower()} with that day: {reading.basis}",
    )


def _eve(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    if not _is_day(reading.value):
        return None
    return Reading(
        unit_of(date.fromisoformat(reading.value), "day", -1), f"the day before it: {reading.basis}"
    )


def _numbered_day(match: re.Match[str], reading: Reading, frame: Frame) -> Reading | None:
    """“The 12th of” a month."""
    if not re.fullmatch(r"\d{4}-\d\d", reading.value):
        return None
    day = make_date(int(reading.value[:4]), int(reading.value[5:]), int(match["d"]))
    return Reading(day.isoformat(), reading.basis) if day else None


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _before(form: str, change: _Change) -> tuple[re.Pattern[str], _Change]:
    spaced = form.replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-]){spaced}\Z", re.IGNORECASE), change


_MODIFIERS: tuple[tuple[re.Pattern[str], _Change], ...] = (
    _before(
        r"(?:every|each|most|some|per|any|black|bloody|good|ash|palm|holy|easter|maundy|super|cyber|fat|clean|giving) ",
        _none,
    ),
    _before(r"(?:the |on the )?eve of ", _eve),
    _before(
        r"(?:(?:on|in|during|by|at|since|until|from) )?(?:the )?(?:very )?(?:early |late )?"
        r"(?:early hours"
        r" of|(?:morning|afternoon|evening|night|dawn|dusk|noon|midnight|overnight)(?: hours)?(?:"
        r" of| on| from| between)?) (?:the )?",
        _time_of_day,
    ),
    _before(r"(?:early|late)(?: on)? ", _time_of_day),
    _before(r"(?:earlier|later)(?: on)? ", _as_it_is),
    _before(r"(?:around|about|circa|approximately|roughly)(?: the)? ", _around),
    _before(
        r"(?:the )?(?P<unit>week|weekend) (?:of|beginning|starting|commencing|ending)(?: on)?"
        r" (?:the )?",
        _week_with,
    ),
    _before(
        rf"(?:the )?{_ORDINAL} (?:full )?(?P<unit>week|weekend) (?:of|in) (?:the )?", _week_of_month
    ),
    _before(
        rf"(?:the )?{_ORDINAL} (?P<w>{'|'.join(WEEKDAYS)}) (?:of|in) (?:the )?", _weekday_of_month
    ),
    _before(r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th) (?:day )?of ", _numbered_day),
    _before(
        r"(?:the )?(?:very )?(?P<part>early|late|mid|(?:beginning|start|end|middle|close|first"
        r" half|second half|early part|later part|"
        r"first days|last days|final days|first weeks|last weeks|final weeks|opening days|closing"
        r" days)(?= of ))"
        r"(?:\s*-\s*| (?:(?:of|in|to) )?)(?:the )?",
        _part,
    ),
    _before(r"(?:the )?(?:month of|year(?: of)?) ", _as_it_is),
)


def modify(reading: Reading, frame: Frame, floor: int) -> tuple[Reading | None, int]:
    """Return the reading as the words before it change it, and where the expression with them begins.

    Parameters
    ----------
    reading, frame
        What the expression means by itself, and where it stands.
    floor
        Where the expression before it ends.
    """
    start = frame.start
    changed: Reading | None = reading
    for _ in range(2):  # “around the end of May”
        window = frame.text[max(floor, frame.paragraph.start, start - _REACH) : start]
        for pattern, change in _MODIFIERS:
            match = pattern.search(window)
            if match and changed:
                new = change(match, changed, frame)
                if new is None and change is not _none:
                    continue
                changed, start = new, start - len(window) + match.start()
                break
        else:
            break
    return changed, start
