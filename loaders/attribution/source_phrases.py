"""Phrases that name a source: “according to X”, “in the words of X”, and whom X cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.attribution.content import worthwhile
from loaders.attribution.content_end import content_end
from loaders.attribution.cues import Cue, Tagged
from loaders.attribution.noun_phrases import (
    Phrase,
)
from loaders.attribution.statement import SAY, Attribution, make_attribution
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.tokens import MARK, QUOTE

SOURCE_PHRASE = "according to"
"""The lemma of every phrase that names a source."""
_ACCORDING = replace(SAY, lemma=SOURCE_PHRASE)


def cited_source(tokens: Tagged, index: int) -> Span | None:
    """Return who is cited in “X reported, citing Y”, or None.

    “citing” must stand within three words of the verb; later it cites something else.
    """
    start = next(
        (
            i + 1
            for i in range(index + 1, min(len(tokens), index + 4))
            if tokens.lower[i] == "citing" and tokens.lower[i - 1] != "without"
        ),
        None,
    )
    if start is None or start >= len(tokens):
        return None
    end = next(
        (i for i in range(start, len(tokens)) if tokens.kind[i] in {MARK, QUOTE}), len(tokens)
    )
    return tokens.span(start, end) if end > start else None


def source_phrases(tokens: Tagged) -> Iterator[Attribution]:
    """Read “According to X, C”, “C, according to X”, “Per X, C”, “In the words of X, C”."""
    index, name = _source_phrase(tokens)
    stop = next(
        (i for i in range(name, len(tokens)) if tokens.kind[i] in {MARK, QUOTE}), len(tokens)
    )
    if stop <= name:
        return
    cue = Cue(index, index, _ACCORDING, "active")
    if index <= 1:
        if stop + 1 >= len(tokens):
            return
        content = worthwhile(
            tokens, stop + 1, content_end(tokens, stop + 1, _ACCORDING, "clause"), _ACCORDING
        )
    else:
        content = worthwhile(tokens, 0, index - (tokens.text[index - 1] == ","), _ACCORDING)
    if content:
        made = make_attribution(tokens, cue, Phrase(name, stop), content)
        cited = cited_source(tokens, stop - 1)
        yield replace(made, speaker=cited, via=made.speaker) if cited else made


def _source_phrase(tokens: Tagged) -> tuple[int, int]:
    """Return where the first phrase that names a source begins, and where the name after it begins.

    Both are the number of tokens where there is none.
    """
    phrases = phrases_by_word()
    if _rarest_words().isdisjoint(tokens.lower):
        return len(tokens), len(tokens)
    for index, word in enumerate(tokens.lower):
        for phrase in phrases.get(word, ()):
            name = index + len(phrase)
            if (
                name < len(tokens)
                and tuple(tokens.lower[index:name]) == phrase
                and (len(phrase) > 1 or _apart(tokens, index))
            ):
                return index, name
    return len(tokens), len(tokens)


def _apart(tokens: Tagged, index: int) -> bool:
    """Whether a lone word opens a source phrase: “Per the ministry, …”, but not “per hour”."""
    name = index + 1
    return (index == 0 or tokens.kind[index - 1] == MARK) and (
        tokens.capital(name) or tokens.lower[name] in words_of("determiner")
    )


@cache
def _rarest_words() -> frozenset[str]:
    """Return the longest word of each source phrase.

    No phrase stands in a sentence without it, which makes a quick test.
    """
    return frozenset(max(phrase.split(), key=len) for phrase in words_of("source_phrase"))


@cache
def phrases_by_word() -> dict[str, list[tuple[str, ...]]]:
    """Return the source phrases as words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words_of("source_phrase")):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found
