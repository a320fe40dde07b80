"""The subject of a reporting verb: before it, after it, or that of an earlier verb."""

from __future__ import annotations

from loaders.attribution.cues import Cue, Tagged
from loaders.attribution.main_subject import main_subject
from loaders.attribution.noun_phrases import (
    DETERMINER,
    PRONOUN,
    TITLE,
    Phrase,
    speaker_like,
    subject_before,
)
from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.text.tokens import MARK, QUOTE, TIMES, WORD

_BEFORE_GERUND = words_of("before_gerund")
_SUBORDINATOR = words_of("subordinator")
_NUMBER = frozenset({"one", "two", "another", "others", "more", "most", "those"})


def subject_of(tokens: Tagged, cue: Cue, previous: Phrase | None) -> Phrase | None:
    """Return the subject of a verb, or None.

    It stands before the verb, after it (inverted), or is that of an earlier verb of the sentence.
    """
    index = cue.index
    before = tokens.kind[cue.group - 1] if cue.group else ""
    if cue.mood == "participle":
        return _participle_subject(tokens, cue, previous)
    if (
        before == QUOTE or (before == MARK and tokens.text[cue.group - 1] in {",", "—", "–", "--"})
    ) and _may_invert(tokens, cue):
        subject = _subject_after(tokens, index)
        if subject and not cue.verb.frames.isdisjoint({"that", "quote", "tell"}):
            return subject
    subject = subject_before(tokens, cue.group, anyone=cue.verb.anyone)
    if subject:
        return subject
    if before == WORD and tokens.lower[cue.group - 1] not in {"and", "but", "then", "or"}:
        return None
    return previous or main_subject(tokens, index)


def _may_invert(tokens: Tagged, cue: Cue) -> bool:
    """Whether a verb's subject may follow it: “…,” said X.

    What follows “told” is who was told, where a subject stands before the verb at all.
    """
    if cue.group != cue.index:
        return False
    return cue.verb.frames != {"tell"} or tokens.kind[cue.group - 1] == QUOTE


def _participle_subject(tokens: Tagged, cue: Cue, previous: Phrase | None) -> Phrase | None:
    """Return who is “saying …”, or None.

    It is the noun before, or the subject of the main clause, which may follow.
    """
    front = cue.group - 1
    if (
        front >= 0
        and tokens.kind[front] == WORD
        and tokens.lower[front] not in _BEFORE_GERUND
        and tokens.lower[front] not in {"and", "but", "or"}
    ):
        if tokens.lower[front] in words_of("statement_noun") and not {"a", "an"}.isdisjoint(
            tokens.lower[max(0, front - 3) : front]
        ):
            # “X issued a short statement saying”: X is the speaker
            return main_subject(tokens, front)
        return subject_before(tokens, cue.group, anyone=False)
    if front <= 0:
        comma = next((i for i in range(cue.index, len(tokens) - 1) if tokens.text[i] == ","), None)
        if comma is None:
            return None
        end = comma + 1
        while (
            end < len(tokens)
            and tokens.kind[end] == WORD
            and not tokens.helper[end]
            and tokens.cue[end] is None
            and end < comma + 8
        ):
            end += 1
        return subject_before(tokens, end, anyone=False)
    return previous or main_subject(tokens, cue.index)


def _subject_after(tokens: Tagged, verb: int) -> Phrase | None:
    """Return an inverted subject (“…,” said X), or None."""
    start = verb + 1
    end = start
    while end < len(tokens) and tokens.kind[end] == WORD:
        lower = tokens.lower[end]
        if lower in _SUBORDINATOR and lower not in {"of", "for", "and", "from", "with", "in", "at"}:
            break
        if lower in {"for", "and", "from", "with", "in", "at"} and (
            end == start or (lower in {"in", "at", "for"} and not tokens.capital(end - 1))
        ):
            break
        if lower in TIMES and end > start:
            break
        if end > start and (
            tokens.helper[end]
            or (lower in reporting_verbs() and not tokens.capital(end) and tokens.cue[end])
        ):
            # a clause with a verb of its own is content, and names no speaker
            return None
        end += 1
    if start >= end or tokens.helper[start]:
        return None
    first = tokens.lower[start]
    if not (
        tokens.capital(start)
        or first in DETERMINER
        or tokens.speaking[start]
        or first in TITLE
        or first in PRONOUN
        or first[0].isdigit()
        or first in _NUMBER
    ):
        return None
    return speaker_like(tokens, start, end, anyone=tokens.capital(start))
