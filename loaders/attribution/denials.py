"""Denials that are told in passing: “…, a claim Kyiv denied”, “…, which the ministry rejects”."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.attribution.content import Content
from loaders.attribution.cues import Cue, Tagged
from loaders.attribution.noun_phrases import subject_before
from loaders.attribution.speaker_phrases import ARTICLES, Phrase, speaker_like
from loaders.attribution.statement import Attribution, make_attribution
from loaders.lexicon.tables import words_of
from loaders.text.tokens import MARK, WORD

_WITHIN = 12
"""Words between what is denied and the verb, at most: “which X's defence ministry has denied”."""


def denials(tokens: Tagged) -> Iterator[Attribution]:
    """Yield who denies what was said before, with the words that say so.

    The verb ends its clause: what follows is a mark, or the sentence's end.
    """
    for index, cue in enumerate(tokens.cue):
        if cue is None or cue.verb.stance != "denies" or cue.negated or tokens.kind[index] != WORD:
            continue
        if _ends(tokens, index + 1) and cue.mood == "active":
            yield from _denied_by(tokens, cue, _subject(tokens, cue), index + 1)
        elif tokens.lower[index + 1] == "that" and _ends(tokens, index + 2):
            # “Kyiv denied that.”
            who = subject_before(tokens, cue.group, anyone=True)
            if who and cue.mood == "active":
                words = Content(tokens.start[index], tokens.end[index + 1], direct=False)
                yield make_attribution(tokens, cue, who, words)
        elif tokens.lower[index + 1 : index + 2] == ["by"]:
            yield from _by_somebody(tokens, cue)


def _ends(tokens: Tagged, index: int) -> bool:
    return index >= len(tokens) or tokens.kind[index] == MARK


def _subject(tokens: Tagged, cue: Cue) -> Phrase | None:
    """Return who denies, between what is denied and the verb."""
    opening = _opening(tokens, cue.group)
    if opening is None or opening + 1 >= cue.group:
        return None
    first = opening + 1 + (tokens.lower[opening + 1] in {"that", "which"})
    found = subject_before(tokens, cue.group, anyone=False)
    if found and found.first >= first and not found.antecedent:
        return found
    return speaker_like(tokens, first, cue.group, anyone=False)


def _denied_by(tokens: Tagged, cue: Cue, who: Phrase | None, end: int) -> Iterator[Attribution]:
    opening = _opening(tokens, cue.group)
    if who is None or opening is None:
        return
    first = opening - (tokens.lower[opening - 1] in ARTICLES)
    content = Content(tokens.start[first], tokens.end[end - 1], direct=False)
    yield make_attribution(tokens, cue, who, content)


def _by_somebody(tokens: Tagged, cue: Cue) -> Iterator[Attribution]:
    """Read “…, an accusation dismissed by X”."""
    start = cue.index + 2
    end = start
    while end < len(tokens) and tokens.kind[end] == WORD and tokens.cue[end] is None:
        end += 1
    who = speaker_like(tokens, start, end, anyone=False) if end > start else None
    yield from _denied_by(tokens, cue, who, end)


def _opening(tokens: Tagged, before: int) -> int | None:
    """Return where “claim” or “which” stands after a mark, nearest before a verb; or None."""
    for index in range(before - 1, max(1, before - _WITHIN), -1):
        if tokens.kind[index] != WORD:
            return None
        lead = index - 1 - (tokens.lower[index - 1] in ARTICLES)
        apart = tokens.kind[lead] == MARK and tokens.text[lead] in {",", "-", "–", "—", "--"}
        if apart and tokens.lower[index] in words_of("denied_thing") | {"which", "something"}:
            return index
    return None
