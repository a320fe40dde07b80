"""The topic of a claim: the one of ``data/topics.csv`` whose words weigh most in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from geodata.gazetteer import load
from loaders.lexicon.tables import negation, read_table

GROUND = frozenset({"advance", "withdrawal", "border", "position", "violence"})
"""Topics about what happens on the ground."""
OTHER = "other"
"""The topic of a claim that no topic's words fit."""
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_REACH = 40
"""Characters before a word in which a “no” negates it: about six words."""
_MOST = 4
"""Words of one row that count at most: a long quotation is not about what it repeats."""
_COUNTRY, _PEOPLE = "{country}", "{people}"
"""What stands in a pattern for any country's name and adjective: “the island is {people}”."""
_PIECES = re.compile(r"\\.|\[[^\]]*\]|.")
"""The pieces of a pattern: an escaped character, a class of characters, a character."""
_KEY = 3
"""Letters of a word by which the patterns are looked up that may begin with it."""
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z]{3}(?![?*{])|[a-z]{1,2}(?=[ -](?![?*{])|\\b|$)")
_CACHED_COUNTS = 4096
"""Claims whose counts are cached: those of one article, whose rules ask for them several times."""


@cache
def _rows() -> tuple[tuple[str, int], ...]:
    """Return the topic and the weight of a word of each row of the table.

    A word of weight 0 decides only where no other word does: “soldiers”, “the line”.
    """
    return tuple((row["topic"], int(row["weight"])) for row in read_table("topics"))


@cache
def _by_first_letters() -> dict[str, tuple[tuple[int, re.Pattern[str]], ...]]:
    """Return the rows' patterns for words in lower case by the letters that they begin with.

    A text's words are looked up here. Searching it for each pattern, or ignoring case in them,
    would take several times as long.
    """
    countries = [place for place in load().places.values() if place.kind == "country"]
    names = "|".join(re.escape(place.name.lower()) for place in countries)
    peoples = "|".join(re.escape(word.lower()) for c in countries for word in c.adjectives)
    found: dict[str, dict[int, list[str]]] = {}
    for number, row in enumerate(read_table("topics")):
        written = _CAPITAL.sub(lambda match: match.group().lower(), row["pattern"])
        written = written.replace(_COUNTRY, f"(?:{names})").replace(_PEOPLE, f"(?:{peoples})")
        for words in _alternatives(written):
            for letters in {_first_letters(first) for first in _first_words(words)}:
                found.setdefault(letters, {}).setdefault(number, []).append(words)
    return {
        letters: tuple(
            (number, re.compile("|".join(words).replace(" ", r"\s+")))
            for number, words in rows.items()
        )
        for letters, rows in found.items()
    }


def _first_letters(words: str) -> str:
    """Return the first three letters of a pattern’s first word, or all of a shorter word."""
    letters = _LETTERS.match(words)
    if letters is None:
        raise ValueError(f"topics.csv: “{words}” does not begin with three letters or a word")
    return letters[0]


def _first_words(pattern: str) -> list[str]:
    """Return a pattern in as many forms as it has first words: “(?:take|took) off” has two."""
    if not pattern.startswith("(?:"):
        return [pattern]
    end = _group_end(pattern)
    return [
        form
        for first in _alternatives(pattern[3 : end - 1])
        for form in _first_words(first + pattern[end:])
    ]


def _alternatives(pattern: str) -> list[str]:
    """Return the parts of a pattern between the bars that are in no brackets."""
    depth, parts = 0, [""]
    for piece in _PIECES.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _group_end(pattern: str) -> int:
    """Return where the brackets close that a pattern opens with."""
    depth, end = 0, 0
    for piece in _PIECES.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        end += len(piece)
        if not depth:
            break
    return end


def _found(words: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where some words match a row of the table, with the row’s number."""
    lower = words.lower()
    index = _by_first_letters()
    ends = [0] * len(_rows())
    for word in _WORD.finditer(lower):
        start = word.start()
        for number, pattern in index.get(word[0][:_KEY], ()):
            match = pattern.match(lower, start) if start >= ends[number] else None
            if match:
                ends[number] = match.end()
                yield number, match


@lru_cache(maxsize=_CACHED_COUNTS)
def _counts(words: str) -> Counter[int]:
    """Return how often some words match each row of the table, by its number."""
    return Counter(number for number, _ in _found(words))


def topic_scores(words: str) -> dict[str, int]:
    """Return the weight of each topic in some words."""
    counts = _counts(words)
    scores: dict[str, int] = {}
    for number, (topic, weight) in enumerate(_rows()):
        scores[topic] = scores.get(topic, 0) + weight * min(_MOST, counts[number])
    return scores


def is_negated(before: str) -> bool:
    """Whether the words before something negate it: “not”, “no”, “without”."""
    return _negating().search(before[-_REACH:]) is not None


def negated_start(before: str) -> int:
    """Return where the negation in the words before something begins; their end without one."""
    found = _negating().search(before, max(0, len(before) - _REACH))
    return found.start() if found else len(before)


@cache
def _negating() -> re.Pattern[str]:
    return re.compile(rf"{negation().pattern}|\bwithout\b", re.IGNORECASE)


def says_not(words: str, topic: str) -> bool:
    """Whether some words name a topic only to deny it: each after “not”, “no” or “without”."""
    starts = [match.start() for match in topic_words(words, topic)]
    return bool(starts) and all(is_negated(words[:start]) for start in starts)


def topic_words(words: str, topic: str) -> list[re.Match[str]]:
    """Return where some words name a topic."""
    return [match for number, match in _found(words) if _rows()[number][0] == topic]


def topic_of(words: str, stance: str) -> str:
    """Return the topic whose words weigh most; the table's order breaks ties.

    Words that fit none have the topic ``other``, or ``demand`` if they demand something.
    """
    scores = topic_scores(words)
    best = max(scores, key=lambda topic: scores[topic])
    if scores[best]:
        return best
    if stance == "demands":
        return "demand"
    counts = _counts(words)
    return next((topic for number, (topic, _) in enumerate(_rows()) if counts[number]), OTHER)
