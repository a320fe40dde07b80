"""The part of a day that words name, as TIMEX3 writes it: ``T08:30``, ``TMO``, ``TNI``."""

from __future__ import annotations

import re

from loaders.model.records import DateMention

_CLOCK = re.compile(
    r"(?<![\d./-])(?:(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? ?(?P<half>[ap])\.?m\b"
    r"|(?P<h2>\d{1,2})[:.](?P<m2>\d\d)(?![\d.]?\d)"
    r"|(?P<h4>[01]\d|2[0-4])(?P<m4>[0-5]\d)(?= (?:utc|gmt|hours|hrs|local)))",
    re.IGNORECASE,
)
_UNIVERSAL = re.compile(r"\b(?:utc|gmt)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?P<word>noon|midday|midnight|morning|dawn|early hours|small hours|afternoon|evening|dusk"
    r"|(?:to|over|mid)?night)\b",
    re.IGNORECASE,
)
_CODES = {
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
    "morning": "TMO",
    "dawn": "TMO",
    "early hours": "TMO",
    "small hours": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
}


def day_part_code(words: str) -> str:
    """Return the part of a day that words name, or "": “10 p.m. Tuesday” gives ``T22:00``."""
    if clock := _CLOCK.search(words):
        hour = int(clock["h"] or clock["h2"] or clock["h4"])
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
        minute = clock["m"] or clock["m2"] or clock["m4"] or "00"
        return f"T{hour:02d}:{minute}{'Z' if _UNIVERSAL.search(words) else ''}"
    named = _WORDS.search(words)
    return _CODES.get(named["word"].lower(), "TNI") if named else ""


def timex_of(date: DateMention) -> str:
    """Return a time's value with the part of a day that its words name: ``2021-05-12T08:30``."""
    return date.value + (day_part_code(date.surface) if date.day == date.value else "")
