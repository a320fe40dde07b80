"""The lengths an article states: value, unit, qualifier, what is measured, and from where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.lexicon.tables import read_table
from loaders.model.records import Distance, Span
from loaders.text.segment import trim

NOT_STATED = "not stated"
"""The starting point of a distance whose sentence gives none."""
METRES = {"km": 1000.0, "m": 1.0, "mi": 1609.344, "ft": 0.3048}
"""Metres in each unit; the mile and the foot are the international ones (exact by definition,
1959)."""

_UNITS = {
    "km": "kilometers|kilometres|kilometer|kilometre|kms|km",
    "m": "meters|metres|meter|metre|m",
    "mi": "miles|mile|mi",
    "ft": "feet|foot|ft",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split("|")}
_UP_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve"
_WORDS = {word: float(number) for number, word in enumerate(_UP_TO_TWELVE.split())}
_WORDS |= {
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "hundred": 100.0,
    "half a": 0.5,
    "one-half": 0.5,
    "one half": 0.5,
    "a quarter of a": 0.25,
    "three-quarters of a": 0.75,
    "three quarters of a": 0.75,
    "a": 1.0,
}
_SCALE = {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}
_FIGURE = (
    r"(?:\d{1,4}\s+)?[1-9]/[1-9]\d?(?![/\d])|\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"\d+(?:[.,]\d{1,2})?(?!\d)|\d+"
)
_NUMBER = (
    rf"(?:{_FIGURE}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    rf"(?:[\s-]+(?:{'|'.join(_SCALE)}))?(?:\s+and\s+a\s+half)?"
)
_PATTERN = re.compile(
    rf"(?<![\w.,$€£/])(?<![A-Za-z]-)(?:(?P<low>{_NUMBER})\s*(?:-|–|to|or|and)\s*)?"
    rf"(?P<value>{_NUMBER}|(?:several|a few)(?:\s+(?:hundred|thousand|dozen))?)"
    rf"[\s-]*(?P<unit>{'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})(?![\w’'²³^])"
    rf"(?!\s*(?:/\s*(?:h|hr|s|sec)|per\s|an?\s+(?:hour|minute|second)|squared|cubed))",
    re.IGNORECASE,
)
_UP_TO = (
    r"up to|as far as|as much as|as deep as|as close as|at most|no more than|not more than|"
    r"a maximum of|to a depth of|maximum"
)
_ABOUT = (
    r"about|around|approximately|some|roughly|an estimated|nearly|almost|circa|or so|~|close to"
)
_QUALIFIERS = (
    ("up_to", _UP_TO),
    ("more_than", r"more than|over|at least|exceeding|in excess of|no less than|upwards of"),
    ("less_than", r"less than|under|fewer than|within"),
    ("about", _ABOUT),
)
_ELEVATION_AFTER = re.compile(
    r"^[\s-]*(?:\(.{0,20}?\)\s*)?"
    r"(?:height|peak|mountain|summit|high|tall|altitude|elevation|pass|hill|above sea|heights)\b",
    re.IGNORECASE,
)
_ELEVATION_BEFORE = re.compile(
    r"(?:altitude|height|elevation)s?\s+(?:of|at)\s*\S*\s*$|\brises?\s+to\s*(?:about\s*)?$|\bat\s+$",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"^[\s-]*(?:long|wide|length|stretch|section|road|-long|"
    r"deep(?!\s+(?:into|inside|in|within))|line)\b",
    re.IGNORECASE,
)
_ADVANCE = re.compile(
    r"advanc|infiltrat|invad|penetrat|cross(?:ed|ing)\b|encroach|incursion|"
    r"move[ds]?\s+(?:in|forward|deep)|push(?:ed)?\s|intru|entered|wedg",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:away|from|off|(?:north|south|east|west)[\w-]*)\b", re.IGNORECASE
)

_BESIDE = 240
"""Characters before and after a length that may say what it measures: about forty words."""
_QUALIFIED = 40
"""Characters just before a length that may qualify it, or say that it is a distance between."""
_ADVANCE_BEFORE, _ADVANCE_AFTER = 160, 60
"""Characters of the clause before and after a length in which a verb of moving makes it an
advance."""
_LONGEST_NUMBER = 40
"""Characters of a number at most: no length is written with more, and hundreds of digits would not
be a finite number."""


def find_distances(text: str, sentences: Sequence[Span]) -> list[Distance]:
    """Return the lengths stated in the sentences, in order; the ids are ``d1``, ``d2``, …."""
    distances: list[Distance] = []
    for sentence in sentences:
        for match in _PATTERN.finditer(text, sentence.start, sentence.end):
            unit = _UNIT_OF[match["unit"].lower()]
            spelled = match["value"][-1:].isalpha()
            if spelled and (match["unit"] == "m" or match.end("value") == match.start("unit")):
                continue
            if match["unit"] in {"M", "MI", "FT"} or (
                match["unit"] == "m" and text[match.end() : match.end() + 1] == "."
            ):
                continue
            value = read_number(match["value"])
            if value is None and not match["value"].lower().startswith(("several", "a few")):
                continue
            distances.append(_distance(text, sentence, match, value, unit, distances))
    return distances


def _distance(
    text: str,
    sentence: Span,
    match: re.Match[str],
    value: float | None,
    unit: str,
    earlier: list[Distance],
) -> Distance:
    before = text[max(sentence.start, match.start() - _BESIDE) : match.start()]
    after = text[match.end() : min(sentence.end, match.end() + _BESIDE)]
    original = _converted(text, match, earlier)
    if match["low"]:
        qualifier = "range"
    elif value is None:
        qualifier = "vague"
    else:
        qualifier = original.qualifier if original else _qualifier(before)
    return Distance(
        match.start(),
        match.end(),
        id=f"d{len(earlier) + 1}",
        value=value,
        unit=unit,
        metres=round(value * METRES[unit], 1) if value is not None else None,
        qualifier=qualifier,
        role=original.role if original else _role(before, after, unit),
        datum=original.datum if original else _datum(before, after),
        converts=original.id if original else None,
        low=read_number(match["low"]) if match["low"] else None,
    )


def read_number(words: str) -> float | None:
    """Return the number a text states in figures or words, or None.

    Examples are ``3,500``, ``3.5``, ``3,5`` and ``two hundred``.
    """
    if len(words) > _LONGEST_NUMBER:
        return None
    whole, half = re.subn(r"(?<!\s)\s+and\s+a\s+half$", "", words.lower().strip())
    if half:
        number = read_number(whole)
        return None if number is None else number + 0.5
    if whole in _WORDS:
        return _WORDS[whole]
    if fraction := re.fullmatch(r"(?:(\d+)\s+)?(\d)/(\d{1,2})", whole):
        return float(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
    parts = re.split(r"[\s-]+", whole)
    scale = _SCALE[parts.pop()] if len(parts) > 1 and parts[-1] in _SCALE else 1.0
    body = " ".join(parts)
    if body in _WORDS:
        return _WORDS[body] * scale
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", body):
        return float(body.replace(",", "")) * scale
    try:
        return float(body.replace(",", ".")) * scale
    except ValueError:
        return None


def _converted(text: str, match: re.Match[str], earlier: list[Distance]) -> Distance | None:
    """Return the distance that one in brackets repeats: ``3 kilometers (2 miles)``."""
    if not earlier:
        return None
    between = text[earlier[-1].end : match.start()]
    bracket = re.fullmatch(r"\s*\(\s*(?:about|roughly|some)?\s*", between)
    return earlier[-1] if bracket else None


def _qualifier(before: str) -> str:
    tail = re.sub(r"\s+", " ", before[-_QUALIFIED:]).lower()
    for name, pattern in _QUALIFIERS:
        if re.search(rf"(?:^|\W)(?:{pattern})\s*$", tail):
            return name
    return "exact"


def _role(before: str, after: str, unit: str) -> str:
    if unit in {"m", "ft"} and (_ELEVATION_AFTER.search(after) or _ELEVATION_BEFORE.search(before)):
        return "elevation"
    if _LENGTH.search(after):
        return "length"
    if re.search(
        r"\b(?:distance|range)\s+(?:of\s+)?(?:\w+\s+){0,2}$|\bis\s+only\s+$",
        before[-_QUALIFIED:],
        re.IGNORECASE,
    ):
        return "separation"
    if re.match(r"\W*(?:deep\s+)?(?:into|inside)\b", after):
        return "advance"
    clause = re.split(r"[;:]\s", before)[-1]
    if _ADVANCE.search(clause[-_ADVANCE_BEFORE:]) or _ADVANCE.search(after[:_ADVANCE_AFTER]):
        return "advance"
    return "separation" if _AWAY.search(after) else "other"


@cache
def _datum_rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["datum"], row["side"], re.compile(row["pattern"].replace(" ", r"\s+"), re.IGNORECASE))
        for row in read_table("datums")
    )


def _datum(before: str, after: str) -> str:
    """Return what a distance is measured from, by the words beside it, or ``not stated``."""
    clause = re.split(r"\band\b|[;,]", after)[0]
    for datum, side, pattern in _datum_rules():
        if pattern.search(clause if side == "after" else before):
            return datum
    return NOT_STATED


def qualified(text: str, distance: Distance) -> Span:
    """Return a distance with the words that qualify it: “more than three kilometers”."""
    before = text[max(0, distance.start - _QUALIFIED) : distance.start]
    for name, pattern in _QUALIFIERS:
        words = pattern.replace(" ", r"\s+")
        found = re.search(rf"(?<!\w)(?:{words})\s*$", before, re.IGNORECASE)
        if found and name == distance.qualifier:
            return Span(distance.start - len(before) + found.start(), distance.end)
    return Span(distance.start, distance.end)


def datum_words(text: str, sentence: Span, distance: Distance) -> Span | None:
    """Return the words beside a distance that say what it is measured from, or None."""
    first = max(sentence.start, distance.start - _BESIDE)
    before = text[first : distance.start]
    after = text[distance.end : min(sentence.end, distance.end + _BESIDE)]
    clause = re.split(r"\band\b|[;,]", after)[0]
    for datum, side, pattern in _datum_rules():
        found = pattern.search(clause if side == "after" else before)
        if found and datum == distance.datum:
            start, end = found.span()
            offset = distance.end if side == "after" else first
            # the words up to the distance are part of the rule, but not of the starting point
            line = re.search(r"\b(?:border|frontier|boundary)\b", found[0], re.IGNORECASE)
            end = start + line.end() if line else end
            return trim(text, offset + start, offset + end)
    return None
