"""The lengths an article states: value, unit, qualifier, what is measured, and from where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.lexicon.tables import read_table, words_of
from loaders.model.records import Distance, Span
from loaders.text.segment import trim

NOT_STATED = "not stated"
"""The starting point of a distance whose sentence gives none."""
METRES = {"km": 1000.0, "m": 1.0, "nmi": 1852.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}
"""Metres in each unit; mile, yard and foot are the international ones (exact by definition,
1959)."""

_UNITS = {
    "km": "kilometers|kilometres|kilometer|kilometre|kms|km",
    "m": "meters|metres|meter|metre|m",
    "nmi": "nautical miles|nautical mile|nmi",
    "mi": "miles|mile|mi",
    "yd": "yards|yard|yds|yd",
    "ft": "feet|foot|ft",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split("|")}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_UP_TO_NINETEEN = _SMALL.split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: float(number) for number, word in enumerate(_UP_TO_NINETEEN)}
_WORDS |= {word: 10.0 * number for number, word in enumerate(_TENS, start=2)}
_WORDS |= {
    "hundred": 100.0,
    "half a": 0.5,
    "half": 0.5,
    "one-half": 0.5,
    "one half": 0.5,
    "a quarter of a": 0.25,
    "a third of a": 1 / 3,
    "two thirds of a": 2 / 3,
    "two-thirds of a": 2 / 3,
    "three-quarters of a": 0.75,
    "three quarters of a": 0.75,
    "a": 1.0,
}
_COMPOUND = rf"(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_UP_TO_NINETEEN[1:10])})\b"
_SCALE = {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_GROUPS = r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+"
"""A figure whose thousands are set apart by a space of any width."""
_FIGURE = (
    r"(?:\d{1,4}\s+)?[1-9]/[1-9]\d?(?![/\d])|\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    rf"(?:\d{{1,3}}\s?)?[{''.join(_FRACTIONS)}]|{_GROUPS}(?![\d.,])|"
    r"[1-9]\d?\.\d{3}(?=[\s-]*(?:m|met(?:re|er)s?)\b)|"
    r"\d+(?:[.,]\d{1,2})?(?!\d)|\d+"
)
_NUMBER = (
    rf"(?:{_FIGURE}|{_COMPOUND}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    rf"(?:[\s-]+(?:{'|'.join(_SCALE)}))?(?:[\s-]+and[\s-]+a[\s-]+half)?"
)
_VAGUE = (
    r"(?:several|many|a few|some)\s+(?:tens|hundreds|thousands|dozens|scores)\s+of|"
    r"(?:tens|hundreds|thousands|dozens|scores)\s+of|"
    r"(?:several|a few|a couple of)(?:\s+(?:hundred|thousand|dozen))?"
)
"""Words for a length that state no number."""
_FIRST_LETTERS = "".join(sorted({word[0] for word in _WORDS} | set("smathd") | set(_FRACTIONS)))
"""What a length may begin with, beside digits."""
_PATTERN = re.compile(
    rf"\b(?=[\d{_FIRST_LETTERS}])"
    rf"(?<![.,$€£/])(?<![A-Za-z]-)(?:(?!{_COMPOUND})(?P<low>{_NUMBER})\s*(?:-|–|to|or|and)\s*)?"
    rf"(?P<value>(?P<vague>{_VAGUE})|{_NUMBER})"
    rf"[\s-]*(?P<unit>{'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})(?![\w’'²³^])"
    rf"(?!\s*(?:/\s*(?:h|hr|s|sec)|per\s|an?\s+(?:hour|minute|second)|squared|cubed))"
    rf"(?P<half>\s+and\s+a\s+half\b(?!-|\s+(?:hours?|days?|weeks?|months?|years?|times|dozen)))?",
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

_COMPASS = r"(?:(?:north|south)(?:-?(?:east|west))?|east|west)(?:ern)?(?:wards?)?"
_NAMED = "named"
"""The cell of ``datums.csv`` for a line that ``named_lines.csv`` names."""
_LONGEST_CODE = 4
"""Letters of a line's abbreviation, at most: LAC, LoC, DMZ."""

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
        for first in _PATTERN.finditer(text, sentence.start, sentence.end):
            match = _without_label(text, first, sentence.end)
            unit = _UNIT_OF[" ".join(match["unit"].lower().split())]
            spelled = match["value"][-1:].isalpha()
            if spelled and (match["unit"] == "m" or match.end("value") == match.start("unit")):
                continue
            if match["unit"] in {"M", "MI", "FT"} or (
                match["unit"] == "m" and text[match.end() : match.end() + 1] == "."
            ):
                continue
            value = None if match["vague"] else read_number(match["value"])
            if value is None and not match["vague"]:
                continue
            if value is not None and match["half"]:
                value += 0.5
            distances.append(_distance(text, sentence, match, value, unit, distances))
    return distances


def _without_label(text: str, match: re.Match[str], end: int) -> re.Match[str]:
    """Return a match without a number that labels the word before it.

    In “on 12 May 3 500 metres” the figure has two groups, in “on May 12 500 metres” it has one.
    """
    groups = match["low"] is None and re.fullmatch(_GROUPS, match["value"])
    if not groups or " " not in match["value"]:
        return match
    before = text[max(0, match.start() - _QUALIFIED) : match.start()].split()
    if not (before and before[-1][:1].isupper() and before[-1].lower() in words_of("month")):
        return match
    last = match.start("value") + match["value"].index(" ") + 1
    return _PATTERN.match(text, last, end) or match


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
    datum = original.datum if original else _datum(before, after)
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
        datum=datum,
        line_kind=named_lines().get(datum, ""),
        converts=original.id if original else None,
        low=read_number(match["low"]) if match["low"] else None,
    )


def read_number(words: str) -> float | None:
    """Return the number a text states in figures or words, or None.

    Examples are ``3,500``, ``3 500``, ``3.5``, ``3,5``, ``3½`` and ``two hundred``.
    """
    if len(words) > _LONGEST_NUMBER:
        return None
    whole, half = re.subn(r"(?<![\s-])[\s-]+and[\s-]+a[\s-]+half$", "", words.lower().strip())
    if half:
        number = read_number(whole)
        return None if number is None else number + 0.5
    if whole in _WORDS:
        return _WORDS[whole]
    written = _written(whole)
    if written is not None:
        return written
    parts = re.split(r"[\s-]+", whole)
    if len(parts) > 1 and parts[0] in _TENS and parts[1] in _WORDS:
        parts[:2] = [str(_WORDS[parts[0]] + _WORDS[parts[1]])]
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


def _written(figures: str) -> float | None:
    """Return a number with a fraction (``2 1/2``, ``3½``) or grouped by spaces or a full stop."""
    if fraction := re.fullmatch(r"(?:(\d+)\s+)?(\d)/(\d{1,2})", figures):
        return float(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
    if figures[-1:] in _FRACTIONS:
        return float(figures[:-1].strip() or 0) + _FRACTIONS[figures[-1]]
    if re.fullmatch(_GROUPS, figures) or re.fullmatch(r"[1-9]\d?\.\d{3}", figures):
        return float(re.sub(r"\D", "", figures))
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
def named_lines() -> dict[str, str]:
    """Return the kind of starting point that each named line is, by the line's name."""
    return {row["name"]: row["datum"] for row in read_table("named_lines")}


@cache
def _line_names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # an abbreviation is a line's only in capitals: “LoC”, not “loc”
    return tuple(
        (row["name"], re.compile(rf"(?:{_spaced(_words_of_line(row['words']))})\Z"))
        for row in read_table("named_lines")
    )


def _words_of_line(words: str) -> str:
    """Return a pattern's forms; any but an abbreviation is found in any case."""
    forms = (
        form
        if form.isalpha() and form != form.title() and len(form) <= _LONGEST_CODE
        else f"(?i:{form})"
        for form in words.split("|")
    )
    return "|".join(forms)


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


@cache
def _datum_rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    lines = "|".join(_words_of_line(row["words"]) for row in read_table("named_lines"))
    slots = {"{named}": rf"(?P<line>\b(?-i:{lines})\b)", "{compass}": _COMPASS}
    rules = []
    for row in read_table("datums"):
        pattern = row["pattern"]
        for slot, value in slots.items():
            pattern = pattern.replace(slot, value)
        rules.append((row["datum"], row["side"], re.compile(_spaced(pattern), re.IGNORECASE)))
    return tuple(rules)


def _found(before: str, after: str) -> tuple[str, str, re.Match[str]] | None:
    """Return the starting point that the words beside a distance state, their side and match."""
    clause = re.split(r"\band\b|[;,]", after)[0]
    for datum, side, pattern in _datum_rules():
        found = pattern.search(clause if side == "after" else before)
        if not found:
            continue
        if datum != _NAMED:
            return datum, side, found
        name = next(name for name, words in _line_names() if words.match(found["line"]))
        return name, side, found
    return None


def _datum(before: str, after: str) -> str:
    """Return what a distance is measured from, by the words beside it, or ``not stated``."""
    found = _found(before, after)
    return found[0] if found else NOT_STATED


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
    stated = _found(before, after)
    if not stated or stated[0] != distance.datum:
        return None
    _, side, found = stated
    start, end = found.span()
    if bracket := re.match(r"\s*\([^)]*\)\s*", found[0]):
        start += bracket.end()
    offset = distance.end if side == "after" else first
    # the words up to the distance are part of the rule, but not of the starting point
    line = re.search(r"\b(?:border|frontier|boundary)\b", found[0], re.IGNORECASE)
    if "line" in found.re.groupindex:
        end = found.end("line")
    elif line:
        end = found.start() + line.end()
    return trim(text, offset + start, offset + end)
