"""The names an article gives its people and bodies: every run of capitalised words, found once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from geodata.gazetteer import Gazetteer
from loaders.attribution.cues import can_speak
from loaders.lexicon.tables import parties, reporting_verbs, words_of
from loaders.model.records import Span
from loaders.speakers.genders import gender_of, given_names
from loaders.text.segment import CAPITALS_LINE, fold_space, strip_possessive

_SPACES = r"(?:[^\S\n]+|[^\S\n]*\n(?![^\S\n]*\n)[^\S\n]*)"
"""White space within a paragraph: a name does not go on after an empty line."""
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov)\."
"""Titles whose full stop ends no name."""
_ARTICLE = r"(?:(?:al|el|as|ad|ash|an|ar|at|az|ul|ud)-(?=[A-Z]))?"
"""“al-Sharif”: a name that begins with an Arabic article."""
_PART = rf"(?:{_TITLED}|{_ARTICLE}[A-ZÀ-Ý](?:[\w’'-]+|\.))"
_RUN = re.compile(rf"{_PART}(?:{_SPACES}(?:(?:de|van|von|der|al|bin|ibn){_SPACES})?{_PART})*")
_WORD = re.compile(r"\S+")
_CONTRACTED = ("’ve", "'ve", "’re", "'re", "’ll", "'ll", "’m", "'m", "n’t", "n't")
"""Ends of “I’ve” and “Don’t”, which are no names."""
_NAME = re.compile(rf"{_ARTICLE}[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ][\w’'-]*|[A-Z]{{2,}}")
_PARTICLES = frozenset({"de", "van", "von", "der", "al", "bin", "ibn"})
_TRADE = (
    "er",
    "or",
    "ers",
    "ors",
    "ist",
    "ian",
    "man",
    "woman",
    "person",
    "ies",
    "ions",
    "ices",
    "ing",
    "nel",
)
"""Endings of what somebody is or heads: “Coroner”, “Alderwoman”, “Elections”."""
_SMALL_WORDS = frozenset(
    {"with", "on", "in", "for", "at", "to", "from", "over", "is", "are", "and"}
)
_MOST_NAMES = 4
"""Words of a personal name at most: more are the name of a body or of two people."""
_FULL_NAME = 2
"""Words of a first name and a surname."""
_MOST_WORDS = 5
"""Words of a run read back from its last word, at most. A full name with its office has no more;
a limit keeps runs of a headline in capitals from costing the square of their length."""


class Naming(NamedTuple):
    """A capitalised word with the capitalised words right before it.

    ``start`` and ``end`` are the characters of all of them.
    """

    start: int
    end: int
    words: tuple[str, ...]


class Names:
    """The capitalised words of an article, looked up by word.

    Parameters
    ----------
    text
        The article's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_word: dict[str, list[Naming]] = {}
        self._by_first: dict[str, list[Naming]] = {}
        self._runs: list[Naming] = []
        by_word = self._by_word
        for run in _RUN.finditer(text):
            start, end = run.span()
            capitals = CAPITALS_LINE.match(text, start, end)
            start = capitals.end() if capitals else start
            words = text[start:end].split()
            if len(words) == 1:
                by_word.setdefault(strip_possessive(words[0]), []).append(
                    Naming(start, end, (words[0],))
                )
                continue
            spans = [match.span() for match in _WORD.finditer(text, start, end)]
            for last, word in enumerate(words):
                first = max(0, last + 1 - _MOST_WORDS)
                naming = Naming(spans[first][0], spans[last][1], tuple(words[first : last + 1]))
                by_word.setdefault(strip_possessive(word), []).append(naming)
            whole = Naming(start, end, tuple(words))
            self._runs.append(whole)
            for word in words[:-1]:
                self._by_first.setdefault(word, []).append(whole)
        self._ends = [run.end for run in self._runs]

    def ending_in(self, word: str) -> list[Naming]:
        """Return each occurrence of a capitalised word, in text order."""
        return self._by_word.get(word, [])

    def with_first(self, word: str) -> list[Naming]:
        """Return each run in which a word is followed by another."""
        return self._by_first.get(word, [])

    def runs_before(self, position: int) -> Iterator[Naming]:
        """Yield the runs of several words that end before a position, nearest first."""
        for index in range(bisect_left(self._ends, position + 1) - 1, -1, -1):
            yield self._runs[index]

    def occurrences(self, name: str) -> Iterator[Span]:
        """Yield where a name of one or more words stands."""
        words = tuple(name.split())
        for naming in self.ending_in(words[-1]):
            written = naming.words[-len(words) :]
            if (*written[:-1], strip_possessive(written[-1])) == words:
                start = naming.start + fold_space(self._text[naming.start : naming.end]).rfind(
                    " ".join(written)
                )
                yield Span(start, naming.end - (len(written[-1]) - len(words[-1])))


@lru_cache(maxsize=8192)
def person_name(surface: str, gazetteer: Gazetteer) -> str | None:
    """Return the personal name that a noun phrase is about, or None where it is about no person.

    Titles, offices and adjectives are left out: “Kremlin spokesman Dmitry Peskov” gives “Dmitry
    Peskov”; “the Russian MFA” gives None, and so does “the letter to Anna Smith”: a name after a
    preposition is its head's only where that is an office (“the head of the mission Anna Smith”).
    """
    for part in surface.split(","):
        words = part.split()
        at = next((i for i, word in enumerate(words) if i and _links(words, i)), len(words))
        name = _name_in(words[:at], gazetteer)
        if name is None and at < len(words) and _is_office(words[at - 1]):
            # a lone name after the preposition is that of a place or body
            name = _after_link(words[at:], gazetteer)
        if name:
            return name
        if not _is_office(words[at - 1] if words else ""):
            return None
    return None


def _links(words: Sequence[str], index: int) -> bool:
    """Whether a word is a preposition that a phrase goes on with."""
    return words[index] in words_of("phrase_preposition") or words[index] in {"to", "who", "that"}


def _after_link(words: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """Return the name of several words that follows an office and its preposition, or None.

    “(head) of the mission Anna Smith”. What follows the preposition itself is a place or body (“a
    farmer from Novo Selo”), before a known given name too: “director of Marketing Anna Smith”.
    """
    name = _name_in(words[1:], gazetteer) or ""
    first, *others = name.split() or [""]
    at = next((i for i, word in enumerate(words) if i and word.startswith(first)), 0)
    if others and not _links(words, at - 1):
        return name
    return " ".join(others[-2:]) if others[1:] and gender_of(others[-2]) else None


def _is_office(word: str) -> bool:
    """Whether a word is an office or what somebody is, so that a name may follow it."""
    lower = strip_possessive(word.strip('“”"().')).lower()
    return lower in _offices() or ("-" in lower and lower.split("-")[0] in _offices())


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return words_of("person_title") | words_of("person_noun")


def _name_in(words: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """Return the personal name at the end of some words, or None."""
    runs: list[list[str]] = [[]]
    for word in words:
        plain = word.strip('“”"().')
        if _is_part(plain) or (plain in _PARTICLES and runs[-1]):
            runs[-1].append(plain)
        elif runs[-1]:
            runs.append([])
    run = next((r for r in reversed(runs) if r), [])
    if (words[:1] == ["the"] and words[1:2] == run[:1]) or run[:1] == ["The"]:
        # “the Harbour Guild”: a name with an article is no person's
        return None
    # what stands before the last office of a run is of the office: “Energy Minister Anna Smith”
    office = max((i for i, word in enumerate(run[:-1]) if _is_office(word)), default=-1)
    run = _without_trade(run[office + 1 :])
    while len(run) > 1 and run[-1].lower() in words_of("person_follow"):
        run.pop()
    short = max((i for i, word in enumerate(run[:-_FULL_NAME]) if word.isupper()), default=-1)
    run = run[short + 1 :] if short >= 0 and len(run[short]) > 1 else run
    while run and (
        run[0].lower() in _not_names() or gazetteer.adjective(run[0]) or gazetteer.named(run[0])
    ):
        run = run[1:]
    if not run or len(run) > _MOST_NAMES or run[-1].isupper() or _is_headline(run):
        return None
    whole = " ".join(run)
    lower = whole.lower()
    named = len(run) > 1 and run[0].lower() in given_names()
    plural = can_speak(lower) or lower[:-1] in words_of("person_noun")
    if lower.endswith("s") and plural and not named:
        # “Demonstrators at the gate”: a plural with the capital of its sentence
        return None
    if run[-1].lower() in _bodies() or gazetteer.named(whole) or whole in _institutions():
        return None
    # “Anna Smith’s lawyer”, “the Liberals’ letter”: the head is a common noun
    return None if words[-1].islower() and words[-1] not in _PARTICLES else whole


def _is_part(word: str) -> bool:
    """Whether a word with a capital may be part of a name."""
    whole = word == strip_possessive(word).rstrip("’'") and not word.endswith(_CONTRACTED)
    return whole and _NAME.fullmatch(word) is not None


def _without_trade(run: list[str]) -> list[str]:
    """Return a run without the trade before its first name: “Coordinator Ann Smith”."""
    for index in range(1, len(run) - 1):
        first = run[index - 1].lower()
        if first in given_names():
            break
        if run[index].lower() in given_names() and first.endswith(_TRADE):
            return run[index:]
    return run


def _is_headline(run: Sequence[str]) -> bool:
    """Whether a run is no whole name.

    It is of a headline (“Mayor Condemns Raid”, “Breaks With Smith”), or ends in a particle.
    """
    verbs = reporting_verbs()
    return run[-1] in _PARTICLES or any(
        word.lower() in _SMALL_WORDS or (word.endswith("s") and word.lower() in verbs)
        for word in run[:-1]
    )


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    """Return the words that may stand capitalised before a name and are not part of it."""
    classes = (
        "person_title",
        "determiner",
        "speaker_noun",
        "subordinator",
        "leads_out",
        "opens_clause",
        "sentence_lead",
        "several",
        "analyst_noun",
        "local_noun",
    )
    return frozenset().union(*(words_of(name) for name in classes)) | {"and", "but", "or"}


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    """Return the names of parties and institutions.

    Some of them look like a person's (“White House”).
    """
    return frozenset(parties()).union(*(party.institutions for party in parties().values()))


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """Return the words that end the name of a body, or a date."""
    classes = (
        "org_follow",
        "institution_head",
        "speaker_noun",
        "body_head",
        "body_noun",
        "weekday",
        "month",
    )
    return frozenset().union(*(words_of(name) for name in classes))
