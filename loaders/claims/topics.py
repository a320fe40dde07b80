"""What a claim is about: the topic of ``data/topics.csv`` whose words weigh most in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.lexicon.tables import negation, read_table

GROUND = frozenset({"advance", "withdrawal", "border", "position", "violence"})
"""Topics about what happens on the ground."""
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_REACH = 40
"""How far before a word, in characters, a “no” speaks of it."""
_MOST = 4
"""Hits of one topic that count, at most: a long quotation is not about what it repeats."""


@cache
def _topics() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (row["topic"], int(row["weight"]), _pattern(row["pattern"])) for row in read_table("topics")
    )


def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for words in lower case.

    Telling capitals apart, or looking inside words, would take several times as long.
    """
    lower = _CAPITAL.sub(lambda match: match.group().lower(), written)
    return re.compile(rf"\b(?:{lower})".replace(" ", r"\s+"))


@lru_cache(maxsize=4096)
def topic_scores(words: str) -> dict[str, int]:
    """Return the weight of each topic in words."""
    lower = words.lower()
    return {
        topic: weight * min(_MOST, len(pattern.findall(lower)))
        for topic, weight, pattern in _topics()
    }


def is_negated(before: str) -> bool:
    """Whether words just before a thing say that there is none of it: “not”, “no”, “without”."""
    return bool(negation().search(before[-_REACH:]) or _WITHOUT.search(before[-_REACH:]))


def says_not(words: str, topic: str) -> bool:
    """Whether words speak of a topic only to say no.

    Each of its words stands after a “not”, “no” or “without”.
    """
    lower = words.lower()
    found = [
        match.start()
        for name, _, pattern in _topics()
        if name == topic
        for match in pattern.finditer(lower)
    ]
    return bool(found) and all(is_negated(words[:start]) for start in found)


def topic_of(words: str, stance: str) -> str:
    """Return the topic whose words weigh most; the table's order breaks ties."""
    scores = topic_scores(words)
    best = max(scores, key=lambda topic: scores[topic])
    if scores[best]:
        return best
    return "demand" if stance == "demands" else "talks" if stance == "reports" else "motive"
