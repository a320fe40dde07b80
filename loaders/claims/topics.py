"""The topic of a claim: the one of ``data/topics.csv`` whose words weigh most in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.lexicon.tables import negation, read_table

GROUND = frozenset({"advance", "withdrawal", "border", "position", "violence"})
"""Topics about what happens on the ground."""
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_REACH = 40
"""Characters before a word in which a “no” negates it: about six words."""
_MOST = 4
"""Words of one topic that count at most: a long quotation is not about what it repeats."""
_CACHED_SCORES = 4096
"""Claims whose scores are cached: those of one article, whose rules ask for them several times."""


@cache
def _topics() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (row["topic"], int(row["weight"]), _pattern(row["pattern"])) for row in read_table("topics")
    )


def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for words in lower case.

    Ignoring case in the pattern, or searching within words, would take several times as long.
    """
    lower = _CAPITAL.sub(lambda match: match.group().lower(), written)
    return re.compile(rf"\b(?:{lower})".replace(" ", r"\s+"))


@lru_cache(maxsize=_CACHED_SCORES)
def topic_scores(words: str) -> dict[str, int]:
    """Return the weight of each topic in some words."""
    lower = words.lower()
    return {
        topic: weight * min(_MOST, len(pattern.findall(lower)))
        for topic, weight, pattern in _topics()
    }


def is_negated(before: str) -> bool:
    """Whether the words before something negate it: “not”, “no”, “without”."""
    return bool(negation().search(before[-_REACH:]) or _WITHOUT.search(before[-_REACH:]))


def says_not(words: str, topic: str) -> bool:
    """Whether some words name a topic only to deny it: each after “not”, “no” or “without”."""
    starts = [match.start() for match in topic_words(words, topic)]
    return bool(starts) and all(is_negated(words[:start]) for start in starts)


def topic_words(words: str, topic: str) -> list[re.Match[str]]:
    """Return where some words name a topic."""
    lower = words.lower()
    return [
        match
        for name, _, pattern in _topics()
        if name == topic
        for match in pattern.finditer(lower)
    ]


def topic_of(words: str, stance: str) -> str:
    """Return the topic whose words weigh most; the table's order breaks ties."""
    scores = topic_scores(words)
    best = max(scores, key=lambda topic: scores[topic])
    if scores[best]:
        return best
    return "demand" if stance == "demands" else "talks" if stance == "reports" else "motive"
