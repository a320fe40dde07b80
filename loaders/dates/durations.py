"""Lengths of time, what recurs, and “now”, “recently”, “soon”: times that name no day.

Their values are those of TIMEX3: ``P3D``, ``PT24H``, ``PXY`` (several years), ``P1DE`` (a decade);
``P1Y`` also for what recurs each year; ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``. None of them
is a day, and nothing is counted from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import MONTH, MONTHS, WEEKDAYS
from loaders.dates.timex import SEASONS
from loaders.dates.words import NUMBER_WORDS, group, number_of
from loaders.lexicon.tables import words_of
from loaders.model.day_parts import day_part_code

Resolver = Callable[[re.Match[str], Frame], TimeValue | None]

_CODES = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_HALVES = {
    "hour": "PT30M",
    "day": "PT12H",
    "year": "P6M",
    "decade": "P5Y",
    "century": "P50Y",
    "month": "P0.5M",
}
_SMALLER = {
    "year": "month",
    "month": "day",
    "week": "day",
    "day": "hour",
    "hour": "minute",
    "minute": "second",
}
"""The unit that goes on after each in one length: “two hours and 30 minutes”."""
_LONGER_WORDS = {"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000}
_VAGUE = (
    r"several|many|numerous|multiple|(?:(?:a|the|these|those|its|his|her|their) )?few|some|recent"
    r"|countless|dozens of|hundreds of|thousands of|a (?:number|matter|handful) of"
)
_NO_LENGTH = re.compile(r"\s+(?:younger|older|ago|from now|hence)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s+of\s+(?!(?:fighting|war|peace|work|talks|rule|silence)\b)")
_IN_A_ROW = re.compile(r"\b(?:consecutive|straight|successive|full)\b", re.IGNORECASE)
_NOUN_NEXT = re.compile(
    r"\s+(?!(?:and|or|but|to|of|in|is|was|are|has|have|had|will|would|when|as|for|on|by|that|with"
    r"|from|at|than|he|she|it|they|we|i|you|there|the|if|while|where|because|can|could|may|all|most"
    r"|many|some|no|its|his|her|their|our|this|over|about|into|after|before|between|during|against"
    r"|under|through|without|who|which|did|does|do|not)\b)[a-z]"
)
_RATE = re.compile(r"\b(?:miles|kilomet\w+|km|met\w+|knots)\s+$", re.IGNORECASE)
_BEFORE_NOUN = re.compile(rf"{_NOUN_NEXT.pattern}|\s+[A-Z]")
_AS_SOON = re.compile(r"\bas\s+$", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"s?\s+(?:of\s+)?(?:1[5-9]|20)\d\d\b")
_NAMED_AFTER = re.compile(r"\s+(?:[A-Z][a-z]+|Times)\b")


def length_value(count: str, unit: str) -> str:
    """Return the TIMEX3 value of a length: ``3`` and ``hour`` give ``PT3H``."""
    code = _CODES[unit]
    if unit == "fortnight" and count.isdigit():
        count = str(int(count) * 2)
    return f"PT{count}{code[1:]}" if code[0] == "T" else f"P{count}{code}"


def _unit(match: re.Match[str]) -> str:
    unit = group(match, "unit")
    return "century" if unit == "centurie" else unit


def _count(words: str) -> str | None:
    """Return the number that words state in figures, or None: “two”, “2.5”, “1,200”."""
    plain = words.replace(",", "")
    if plain.endswith(" 1/2"):
        plain = f"{plain[:-4]}.5"
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return plain
    first, _, last = words.rpartition(" ")
    if last in _LONGER_WORDS:
        many = number_of(first)
        return str((many or 1) * _LONGER_WORDS[last])
    found = number_of(words)
    return None if found is None else str(found)


def length(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a length of time: “five years”, “a 24-hour”, “two and a half weeks”."""
    words, unit = group(match, "n"), _unit(match)
    count = _count(words)
    if count is None or _NO_LENGTH.match(frame.text, frame.end):
        return None
    if unit == "second" and words in {"a", "an", "one", "the"}:
        return None  # “for a second time”
    if unit == "quarter" and (
        words in {"a", "an", "one"}
        or (_PART_OF.match(frame.text, frame.end) and not _IN_A_ROW.search(match.group()))
    ):
        return None  # “three quarters of the town”
    if unit in {"hour", "second"} and _RATE.search(frame.before):
        return None
    if words in {"a", "an"} and frame.text.startswith("s", match.end("unit")):
        return None  # “a decades-long feud” is read from “decades-long”
    if unit == "day" and words in {"a", "an"} and _PART_OF.match(frame.text, frame.end):
        return None  # “a day of mourning”
    half = group(match, "half") or group(match, "halves")
    return TimeValue(length_value(f"{count}.5" if half else count, unit), "a length of time")


def length_of_two(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a length in two units: “five years and eight months”."""
    first, second = _count(group(match, "n")), _count(group(match, "n2"))
    unit, smaller = _unit(match), group(match, "unit2")
    if not first or not second or _SMALLER.get(unit) != smaller:
        return None
    whole, part = length_value(first, unit), length_value(second, smaller)
    # hours after days keep their “T”, minutes after hours share it
    part = part[1:] if part[1] != "T" or whole[1] != "T" else part[2:]
    return TimeValue(f"{whole}{part}", "a length of time")


def age(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read an age: “a 44-year-old”, “20 years old”, “years-old”."""
    words = group(match, "n")
    vague = not words or (words in {"a", "an"} and frame.text.startswith("s", match.end("unit")))
    count = "X" if vague else _count(words)  # “a years-old feud”
    return TimeValue(length_value(count, _unit(match)), "an age") if count else None


def half_length(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read half of a unit: “half an hour”, “half a century”, “a quarter of a century”."""
    unit = _unit(match)
    if "quarter" in match.group().lower():
        return TimeValue("P25Y", "a length of time") if unit == "century" else None
    value = _HALVES.get(unit)
    return TimeValue(value, "a length of time") if value else None


def vague_length(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read a length without a number: “several years”, “for weeks”, “decades-long”."""
    if _NUMBERED.search(frame.text, max(0, frame.start - _NUMBER_REACH), frame.start):
        return None
    if _OF_A_YEAR.match(frame.text, frame.end):
        return None  # “for the years of 2010 and 2011”
    return TimeValue(length_value("X", _unit(match)), "a length of time; how long is not said")


def unit_long(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read “day-long”, “yearlong”: one such unit."""
    return TimeValue(length_value("1", _unit(match)), "a length of time")


_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
}
_RECURS = "it recurs; no one day is meant"


def recurring(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read what recurs: “daily”, “each year”, “every two weeks”, “per month”."""
    if word := group(match, "adverb"):
        inside = frame.before and not frame.before.isspace()
        if match["adverb"][0].isupper() and (inside or _NAMED_AFTER.match(frame.text, frame.end)):
            return None  # a newspaper
        return TimeValue(_ADVERBS[word], _RECURS)
    count = _count(group(match, "n") or "one")
    return TimeValue(length_value(count, _unit(match)), _RECURS) if count else None


def recurring_part(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read what recurs on a part of the calendar: “every Friday”, “each spring”, “on weekends”."""
    if _NAMED_AFTER.match(frame.text, frame.end):
        return None
    words = {name: group(match, name) for name in ("w", "m", "s", "part")}
    if words["w"]:
        value = f"XXXX-WXX-{WEEKDAYS[words['w']] + 1}"
    elif words["m"]:
        value = f"XXXX-{MONTHS[words['m']]:02d}"
    elif words["s"]:
        value = f"XXXX-{SEASONS[words['s']]}"
    else:
        value = "XXXX-XX-XX" if words["part"] else "XXXX-WXX-WE"
    return TimeValue(f"{value}{day_part_code(words['part'])}", _RECURS)


def reference(match: re.Match[str], frame: Frame) -> TimeValue | None:
    """Read “now”, “recently”, “soon”: the present, the past, or the future as such."""
    word = group(match, "ref")
    if word == "future" and _BEFORE_NOUN.match(frame.text, frame.end):
        return None  # “future models” are some to come; no time is meant
    if word == "soon" and _AS_SOON.search(frame.before):
        return None  # “as soon as they left”
    if word.startswith("the ") and word != "the future" and _NOUN_NEXT.match(frame.text, frame.end):
        return None  # “the past leaders”, “the present government”
    for value, word_class in (
        ("PRESENT_REF", "present_word"),
        ("PAST_REF", "past_word"),
        ("FUTURE_REF", "future_word"),
    ):
        if word in words_of(word_class):
            kind = value.partition("_")[0].lower()
            return TimeValue(value, f"the {kind} as such; no day is meant")
    return None


def _any(words: set[str] | frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"(?:{_TENS})[- ](?:{_ONES})"
    rf"|(?:(?:a|{_ONES}) )?(?:hundred|dozen|thousand)"
    rf"|(?<!/)\d{{1,3}}(?:,\d{{3}})*(?:\.\d+| 1/2)?|{_any(set(NUMBER_WORDS) - {'the'})}"
)
_WEEKDAY, _SMALL = "|".join(WEEKDAYS), "|".join(sorted(set(_SMALLER.values())))
PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight)"
_UNITS = "second|minute|hour|day|week|fortnight|month|quarter|year|decade|centurie|century"
_UNIT = rf"(?P<unit>{_UNITS})s?"
_BARE = r"(?P<unit>second|minute|hour|day|week|month|year|decade|centurie)s"
_MORE = (
    r"(?: (?:consecutive|straight|successive|full|whole|long|short|more|further|additional|extra"
    r"|business|working|trading|calendar|solid|or so|or more|other))?"
)
_NUMBER_REACH = 16
"""Characters before a unit in which its number ends: the longest number word fits."""
_NUMBERED = re.compile(rf"(?:\d|\b(?!an?\s)(?:{_NUMBER}))[\s-]+\Z", re.IGNORECASE)
_REACH = (
    r"(?:(?:the|these|its|his|her|their|our) )?"
    r"(?:last|past|previous|next|coming|first|final|opening|following) "
)
_SOME = r"(?:(?:the|these) )?(?:(?:last|past|previous|next|coming|first|final|following) )?"
_SIDE = r"(?:past|coming|last|next|final|early|intervening)"
_BEFORE_BARE = (
    r"(?:(?<=\bfor\s)|(?<=\bin\s)|(?<=\bover\s)|(?<=\bafter\s)|(?<=\bwithin\s)|(?<=\bof\s)"
    r"|(?<=\bwait\s)|(?<=\bwaited\s)|(?<=\bwaiting\s)|(?<=\btakes\s)|(?<=\bspend\s)"
    r"|(?<=\btook\s)|(?<=\btake\s)|(?<=\bspent\s)|(?<=\blast\s)|(?<=\blasted\s)|(?<=\bmore\s)"
    r"|(?<=\bjust\s)|(?<=\bonly\s)|(?<=\bover\s)the |(?<=\bthrough\s)the )"
)
_REFERENCES = words_of("present_word") | words_of("past_word") | words_of("future_word")

FORMS: tuple[tuple[str, str, Resolver], ...] = (
    (
        "length",
        (
            rf"(?:{_REACH})?(?P<n>{_NUMBER})(?P<half> and a half)?{_MORE}[ -]{_UNIT}"
            r"(?:-long|(?P<halves> and a half))?"
        ),
        length,
    ),
    (
        "length",
        rf"(?P<n>{_NUMBER}) {_UNIT},? (?:and )?(?P<n2>{_NUMBER}) (?P<unit2>{_SMALL})s?",
        length_of_two,
    ),
    ("old", rf"(?P<n>{_NUMBER})[ -]{_UNIT}(?:[ -]olds?| of age)", age),
    ("old", r"(?P<unit>year|month|week|day|decade|centurie)s-old", age),
    (
        "weekday",
        rf"(?:every|each) (?P<w>{_WEEKDAY})(?: (?P<part>{PART}))?",
        recurring_part,
    ),
    ("weekdays", rf"(?P<w>{_WEEKDAY})s", recurring_part),
    ("month", rf"(?:every|each) (?P<m>{MONTH})", recurring_part),
    ("season", rf"(?:every|each) (?P<s>{_any(frozenset(SEASONS))})", recurring_part),
    ("unit", rf"(?:every|each) (?:(?P<part>{PART})|weekend)", recurring_part),
    ("weekends", r"(?<=\bon\s)weekends", recurring_part),
    (
        "length",
        r"(?:an? )?half[ -](?:an? )?(?P<unit>hour|day|month|year|decade|century)",
        half_length,
    ),
    ("length", r"(?:a )?quarter[ -](?:of a )?(?P<unit>century)", half_length),
    (
        "length",
        rf"{_SOME}(?:{_VAGUE}) (?P<unit>{_UNITS})s",
        vague_length,
    ),
    (
        "length",
        rf"(?:(?:the|these) )?{_SIDE} (?P<unit>{_UNITS})s",
        vague_length,
    ),
    (
        "length",
        rf"{_BEFORE_BARE}{_BARE}",
        vague_length,
    ),
    ("length", rf"{_BARE}(?= (?:ago|later|earlier|before|after|of))", vague_length),
    ("length", rf"(?P<unit>{_UNITS})s-long", vague_length),
    ("length", r"(?P<unit>hour|day|week|month|year|decade|century)-?long", unit_long),
    ("long", r"(?P<unit>day|week|month|year|decade)long", unit_long),
    ("set", rf"(?P<adverb>{_any(set(_ADVERBS))})", recurring),
    (
        "length",
        rf"(?:every|each|per)(?: single)?(?: (?P<n>{_NUMBER}|other|few))? (?P<unit>{_UNITS})s?",
        recurring,
    ),
    ("ref", rf"(?P<ref>{_any(_REFERENCES)})", reference),
)
"""The cue class, the form and the reader of each kind; ``loaders.dates.rules`` looks for them."""
WEEKDAY_PLURALS = frozenset(f"{day}s" for day in WEEKDAYS)
UNIT_WORDS = frozenset(_UNITS.split("|")) | {"centuries", "seconds", "fortnights"}
SET_WORDS = frozenset(_ADVERBS)
LONG_WORDS = frozenset(["daylong", "weeklong", "monthlong", "yearlong", "decadelong"])
REFERENCE_CUES = frozenset(word.split()[-1] for word in _REFERENCES)
