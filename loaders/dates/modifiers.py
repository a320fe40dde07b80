"""Words before a time that narrow it or make it approximate.

“the evening of”, “around”, “late”, “the first week of”, “every”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import WEEKDAYS, make_date
from loaders.dates.timex import bounds, unit_of, week_of
from loaders.dates.words import ORDINALS

_LOOKBACK = 64
"""Characters before a time in which such words are looked for: the longest of them fit."""
_ORDINAL = r"(?P<o>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th)"
_PART_NAMES = {
    "start": "beginning",
    "close": "end",
    "mid": "middle",
    "early": "early part",
    "late": "late part",
}

_Change = Callable[[re.Match[str], TimeValue, Frame], TimeValue | None]


def _as_it_is(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue:
    return time


def _time_of_day(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    return time if _is_day(time.value.partition("/")[0]) else None


def _none(match: re.Match[str], time: TimeValue, frame: Frame) -> None:
    """Say that the words name no one time: “every Friday”, “Black Monday”."""


def _around(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue:
    return TimeValue(time.value, f"about then: {time.basis}", approximate=True)


def _part(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    """Read “late 2020”, “mid-May”: the value stays, and the basis says which part is meant."""
    if _is_day(time.value):
        return time
    word = match["part"].lower().split()[0]
    part = _PART_NAMES.get(word, " ".join(match["part"].lower().split()))
    return TimeValue(
        time.value,
        f"the {part} of it: {time.basis}",
        approximate=time.approximate or part == "middle",
    )


def _week_of_month(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    """Read “the last week of March”.

    A week is of the month or year that its Thursday is in (ISO 8601).
    """
    covered = bounds(time.value)
    if covered is None or len(time.value) > 7 or "/" in time.value:
        return None
    week = unit_of(_nth(covered, WEEKDAYS["thursday"], ORDINALS[match["o"].lower()]), "week")
    return TimeValue(
        week + ("-WE" if match["unit"].lower() == "weekend" else ""),
        f"the {match['o'].lower()} {match['unit'].lower()} of it: {time.basis}",
    )


def _weekday_of_month(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    covered = bounds(time.value)
    if covered is None or len(time.value) != 7:
        return None
    day = _nth(covered, WEEKDAYS[match["w"].lower()], ORDINALS[match["o"].lower()])
    return TimeValue(
        day.isoformat(), f"the {match['o'].lower()} {match['w'].title()} of it: {time.basis}"
    )


def _nth(covered: tuple[date, date], weekday: int, ordinal: int) -> date:
    """Return the first, second … or last day of the interval that falls on a weekday."""
    first, last = covered
    if ordinal < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))


def _week_with(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    """Read “the week of May 10”: the week that holds the day."""
    if not _is_day(time.value):
        return None
    week = week_of(date.fromisoformat(time.value))
    return TimeValue(
        week + ("-WE" if match["unit"].lower() == "weekend" else ""),
        f"the {match['unit'].lower()} with that day: {time.basis}",
    )


def _eve(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    if not _is_day(time.value):
        return None
    return TimeValue(
        unit_of(date.fromisoformat(time.value), "day", -1), f"the day before it: {time.basis}"
    )


def _numbered_day(match: re.Match[str], time: TimeValue, frame: Frame) -> TimeValue | None:
    """Read “the 12th of” before a month."""
    if not re.fullmatch(r"\d{4}-\d\d", time.value):
        return None
    day = make_date(int(time.value[:4]), int(time.value[5:]), int(match["d"]))
    return TimeValue(day.isoformat(), time.basis) if day else None


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _before(form: str, change: _Change) -> tuple[re.Pattern[str], _Change]:
    spaced = form.replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-]){spaced}\Z", re.IGNORECASE), change


_MODIFIERS: tuple[tuple[re.Pattern[str], _Change], ...] = (
    _before(
        r"(?:every|each|most|some|per|any"
        r"|black|bloody|good|ash|palm|holy|easter|maundy|super|cyber|fat|clean|giving) ",
        _none,
    ),
    _before(r"(?:the |on the )?eve of ", _eve),
    _before(
        r"(?:(?:on|in|during|by|at|since|until|from) )?(?:the )?(?:very )?(?:early |late )?"
        r"(?:early hours of"
        r"|(?:morning|afternoon|evening|night|dawn|dusk|noon|midnight|overnight)(?: hours)?"
        r"(?: of| on| from| between)?) (?:the )?",
        _time_of_day,
    ),
    _before(r"(?:early|late)(?: on)? ", _time_of_day),
    _before(r"(?:earlier|later)(?: on)? ", _as_it_is),
    _before(r"(?:around|about|circa|approximately|roughly)(?: the)? ", _around),
    _before(
        r"(?:the )?(?P<unit>week|weekend) "
        r"(?:of|beginning|starting|commencing|ending)(?: on)? (?:the )?",
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
        r"(?:the )?(?:very )?(?P<part>early|late|mid|"
        r"(?:beginning|start|end|middle|close|first half|second half|early part|later part"
        r"|first days|last days|final days|first weeks|last weeks|final weeks"
        r"|opening days|closing days)(?= of ))"
        r"(?:\s*-\s*| (?:(?:of|in|to) )?)(?:the )?",
        _part,
    ),
    _before(r"(?:the )?(?:month of|year(?: of)?) ", _as_it_is),
)


def modify(time: TimeValue, frame: Frame, floor: int) -> tuple[TimeValue | None, int]:
    """Return a time as the words before it change it, and where the expression begins with them.

    Parameters
    ----------
    time, frame
        What the expression means by itself, and where it stands.
    floor
        Where the expression before it ends: words before that are not read.

    Returns
    -------
    tuple
        The time, or None where no one time is meant; and the first character of the whole
        expression.
    """
    start = frame.start
    changed: TimeValue | None = time
    for _ in range(2):  # “around the end of May”
        window = frame.text[max(floor, frame.paragraph.start, start - _LOOKBACK) : start]
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
