"""Months, seasons, quarters, years, decades and centuries.

“last November”, “spring 2021”, “Q3 2020”, “the 1990s”. Each function reads the match of one rule
in ``loaders.dates.rules`` and returns its value, or None where the words name no such time.
"""

from __future__ import annotations

import re

from loaders.dates.frame import Frame, TimeValue
from loaders.dates.timex import SEASONS, month_of, season_of, unit_of
from loaders.dates.words import (
    CENTURIES,
    NAMED_DECADES,
    ORDINALS,
    STEPS,
    group,
    month_number,
    year_of,
    year_of_range,
)
from loaders.lexicon.tables import pattern_of

_MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|during|throughout|of|early|late|mid|last|next|from|through"
    r"|to|between|and|before|after|for|around)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before a word that is a month, where it could be something else (“Mar”, “June”)."""
_MAY_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|during|throughout|early|late|mid"
    r"|(?:end|start|beginning|middle|month|half|weeks?|days?|\d(?:st|nd|rd|th)) of)[\s-]+$",
    re.IGNORECASE,
)
"""The same for “May”, with fewer words: “and may”, “to May” are often the verb or a person."""
_NAME_BEFORE = re.compile(r"\b(?:Black|Red|Bloody|Miss|Mr\.?|Mrs\.?|Ms\.?)\s+$")
_MARCH_FOR = re.compile(r"\s+(?:of|for|on|against)\b")
_NUMBER, _IN = re.compile(r"\s+\d{1,2}(?!\d)"), re.compile(r"\bin\s+$", re.IGNORECASE)
_SURNAME = re.compile(r"\s+[A-Z][a-z]+")
_FISCAL_WINDOW = 160
"""A quarter without a year is a business quarter only where a fiscal word stands within this
many characters. Further off it may belong to another sentence; much nearer it would miss the
subject of a long one. Chosen by hand."""
_QUARTER_LEAD = re.compile(
    r"\b(?:during|in|for|by|since|until|of|from|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|of|until|till|by|from|to|through|after|before|during|between|and|or|year"
    r"|early|late|mid|end|for|on|pre|post|fiscal|financial)[\s-]+(?:the\s+(?:year\s+)?)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"/\d"
    r"|\s*(?:km|m|meters?|metres?|feet|ft|miles|mi|kg|percent|%|hours|hrs|gmt|utc|,\d|[°º]"
    r"|(?!(?:was|is|has|as|its|this|us|elections|ends?|starts?)\b)[a-z]+s\b)",
    re.IGNORECASE,
)
"""A unit or a plural after four figures: they count something (“2000 soldiers”)."""
_ENTRY = re.compile(r"\s*[-–—:]\s+[A-Z“\"]")
"""What stands after the year that an entry of a chronicle begins with: “1789 - The governor …”."""
_NUMBERED = re.compile(
    r"(?:\b(?:at|no\.?|number|page|room|route|highway|flight|unit|order|law|resolution"
    r"|some|about|over|than|nearly|almost|only)|[#№$/])\s*$",
    re.IGNORECASE,
)
"""A word or mark before four figures: they number something (“resolution 1828”)."""


def month_year(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a month with its year: “May 2021”, “in May last year”."""
    year = year_of(match, frame)
    return TimeValue(month_of(year, month_number(match)), "month and year stated") if year else None


def month_alone(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a month without a year: “in May”, “last November”, “the November ceasefire”.

    The verbs “may” and “march” and people named like a month are no times.
    """
    now, name = frame.now, match["m"].lower()
    lead = group(match, "lead")
    before = frame.text[max(frame.paragraph.start, frame.start - 24) : frame.start]
    if now is None or _NAME_BEFORE.search(before):
        return None
    if (name == "march" and _MARCH_FOR.match(frame.text, frame.end)) or (
        _NUMBER.match(frame.text, frame.end) and not _IN.search(before)
    ):
        return None
    if not lead:
        guard = _MAY_LEAD if name == "may" else _MONTH_LEAD
        doubtful = (
            name in {"march", "may", "june", "august"}
            or len(name) <= 3
            or name == "sept"
            or _SURNAME.match(frame.text, frame.end)
        )
        if doubtful and not guard.search(before):
            return None
    month = month_number(match)
    if not lead and (stated := year_of_range(month, frame)):
        return TimeValue(month_of(stated, month), "the year stands at the end of the range")
    year = now.year
    tense = frame.tense
    if lead in {"next", "this coming"} or (not lead and tense == "future"):
        year += month < now.month or (lead == "next" and month == now.month)
        which = "coming"
    elif lead == "last":
        year -= month >= now.month
        which = "latest"
    else:
        # without a verb in the past, a month up to three ahead is this year's: an article of March
        # that names “June” means the coming one, one that names “November” the last. By hand
        ahead = 0 if tense == "past" else 3
        year -= month > now.month + ahead
        which = "latest"
    return TimeValue(month_of(year, month), f"the {which} such month, counted from {frame.origin}")


def season(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a season: “spring 2021”, “last winter”, “in the autumn”.

    Without a year it is the latest such season, or the next where the clause looks ahead.
    """
    code, lead, now = SEASONS[match["s"].lower()], group(match, "lead"), frame.now
    year = year_of(match, frame)
    if year:
        return TimeValue(f"{year:04d}-{code}", "season and year stated")
    tense = frame.tense
    if now is None or (not lead and tense is None):
        return None
    order = ("SP", "SU", "FA", "WI")
    current = season_of(now)
    here = int(current[:4]) * 4 + order.index(current[5:])
    step = (order.index(code) - here) % 4  # seasons ahead
    if lead == "next":
        step = step or 4
    elif lead == "last" or (
        step and tense != "future" and not (lead == "this" and step < 3 and tense is None)
    ):
        step -= 4
    chosen = here + step
    return TimeValue(f"{chosen // 4:04d}-{order[chosen % 4]}", f"counted from {frame.origin}")


def quarter(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a quarter or a half: “the third quarter of last year”, “Q3 2020”, “the last quarter”."""
    word, now = group(match, "o"), frame.now
    half = "half" in match.group().lower()
    ordinal = ORDINALS.get(word) or (int(word) if word.isdigit() else 0)
    count = (2 if half else 4) if word in {"last", "final"} else ordinal
    year = year_of(match, frame)
    if year:
        return (
            TimeValue(f"{year:04d}-{'H' if half else 'Q'}{count}", "part and year stated")
            if 1 <= count <= (2 if half else 4)
            else None
        )
    near = frame.text[
        max(frame.paragraph.start, frame.start - _FISCAL_WINDOW) : min(
            frame.paragraph.end, frame.end + _FISCAL_WINDOW
        )
    ]
    led = _QUARTER_LEAD.search(frame.before) and not pattern_of("sport_noun").search(near)
    if now is None or half or not (led or pattern_of("fiscal_noun").search(near)):
        return None
    if word in {"last", "this", "next", "previous", "current"}:
        return TimeValue(unit_of(now, "quarter", STEPS[word]), f"counted from {frame.origin}")
    # without a verb in the past, the running quarter and the next are this year's
    reached = (now.month - 1) // 3 + 1 + (2 if frame.tense is None else 0)
    chosen = now.year - (frame.tense != "future" and count >= reached)
    return TimeValue(
        f"{chosen:04d}-Q{count}",
        f"the {'coming' if frame.tense == 'future' else 'latest'} such quarter, "
        f"counted from {frame.origin}",
    )


def year(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a year: “2020”, “in 1828”.

    Four figures that count or number something are none. Without a word such as “in” before it, a
    number is a year only from 1900 to thirty years after publication, and not where it ends in 00.
    """
    stated = int(match["y"])
    before = frame.text[max(frame.paragraph.start, frame.start - 24) : frame.start]
    if _NUMBERED.search(before):
        return None
    led = _YEAR_LEAD.search(before) is not None
    counted = _COUNTED.match(frame.text, frame.end, frame.paragraph.end)
    likely = (
        1900 <= stated <= (frame.published.year if frame.published else 2050) + 30 and stated % 100
    )
    if not led and not before.strip() and _ENTRY.match(frame.text, frame.end):
        led = True
    if (counted and (not led or not likely)) or (not led and not likely):
        return None
    return TimeValue(match["y"], "the year is stated")


def year_range(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read two years as an interval: “1992–1994”, “2014-16”.

    An interval of 200 years or more is refused: such figures are scores or counts.
    """
    first = match["y"]
    last = match["y2"] if len(match["y2"]) == 4 else first[:2] + match["y2"]
    return (
        TimeValue(f"{first}/{last}", "both years stated")
        if first < last and int(last) - int(first) < 200
        else None
    )


def short_year(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a year or decade of two figures: “since ’94”, “the ’90s”, “the 70s”.

    It is of the latest century in which it is not after publication.
    """
    stated = f"{_century(int(match['y']), frame)}{match['y']}"
    return TimeValue(
        stated[:3] if match.group().endswith("s") else stated, "the century is the latest that fits"
    )


def named_decade(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a decade in words: “the nineties”."""
    years = NAMED_DECADES[group(match, "tens")]
    return TimeValue(
        f"{_century(years, frame)}{years // 10}", "the century is the latest that fits"
    )


def _century(year: int, frame: Frame) -> int:
    """Return the first two figures of the latest year that ends in ``year`` and is not ahead.

    Without a day of publication, 1999 stands for it: two figures are then of the 20th century.
    """
    now = frame.now.year if frame.now else 1999
    return now // 100 - (year > now % 100)


def decade(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a decade: “the 1990s”. “the 1800s” is read as a century."""
    stated = match["y"]
    return TimeValue(
        stated[:2] if stated.endswith("00") and stated < "2000" else stated[:3], "stated in full"
    )


def century(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a century: “the 19th century”. The 2nd to the 21st are read."""
    words = group(match, "o")
    number = CENTURIES[words] if words else int(match["d"])
    return TimeValue(f"{number - 1:02d}", "the century is stated") if 1 < number <= 21 else None
