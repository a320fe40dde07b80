"""The subject of a sentence's main verb: who a sentence without a reporting verb speaks of."""

from __future__ import annotations

from loaders.attribution.cues import Tagged
from loaders.attribution.noun_phrases import (
    AUXILIARY,
    COORDINATORS,
    DETERMINER,
    LEAD,
    PRONOUN,
    TITLE,
    Phrase,
    speaker_like,
)
from loaders.lexicon.tables import words_of
from loaders.text.tokens import MARK, WORD


def main_subject(tokens: Tagged, before: int) -> Phrase | None:
    """Return the subject at the front of the clause that ends at ``before``, or None.

    A coordinated verb or a participle in that clause shares it.
    """
    start = next((i + 1 for i in range(before - 1, -1, -1) if tokens.text[i] in {";", ":"}), 0)
    if start < before and tokens.lower[start] in words_of("leads_out"):
        pronoun = _pronoun_after(tokens, start, before)
        if pronoun is not None:
            return Phrase(pronoun, pronoun + 1)
        start = next((i + 1 for i in range(start, before) if tokens.text[i] == ","), start)
    return _first_subject(tokens, start, before)


def _pronoun_after(tokens: Tagged, start: int, before: int) -> int | None:
    """Return where a pronoun stands that may be the subject after words of time or place."""
    index = start + 1
    while (
        index < min(before, start + 9)
        and tokens.kind[index] == WORD
        and tokens.lower[index] not in PRONOUN
    ):
        index += 1
    found = index < before and tokens.lower[index] in {"he", "she", "they", "it"}
    return index if found else None


def _first_subject(tokens: Tagged, start: int, before: int) -> Phrase | None:
    """Return the first phrase from ``start`` on that can speak; a comma begins a new one."""
    while start < before:
        if (
            tokens.kind[start] != WORD
            or tokens.lower[start] in COORDINATORS
            or tokens.lower[start] in LEAD
        ):
            start += 1
            continue
        end = start
        while end < before and tokens.kind[end] == WORD and _in_front_phrase(tokens, end):
            end += 1
        if _opens_sentence(tokens, start, end):
            end = start
        found = speaker_like(tokens, start, end, anyone=False) if end > start else None
        if found:
            return found
        comma = next(
            (
                i
                for i in range(start, before)
                if tokens.text[i] == "," or (i == end and tokens.kind[i] == MARK)
            ),
            None,
        )
        if comma is None:
            return None
        start = comma + 1
    return None


def _opens_sentence(tokens: Tagged, start: int, end: int) -> bool:
    """Whether a phrase has its capital only as the first word of a sentence, or is a dateline."""
    if start > 0 or end == 0:
        return False
    dateline = (
        end < len(tokens)
        and tokens.kind[end] == MARK
        and tokens.text[end] not in {",", "."}
        and tokens.text[0].isupper()
    )
    lower = tokens.lower[0]
    verbal = end == 1 and (
        lower.endswith(("ed", "ing"))
        or lower in words_of("leads_out")
        or "’" in lower
        or "'" in lower
    )
    return (dateline and len(tokens.text[0]) > 1) or verbal


def _in_front_phrase(tokens: Tagged, index: int) -> bool:
    lower = tokens.lower[index]
    if tokens.capital(index):
        return not (index and lower in words_of("weekday"))
    if lower in AUXILIARY:
        return False
    named = lower in DETERMINER or tokens.speaking[index] or lower in TITLE or lower in PRONOUN
    return named or (lower == "of" and index > 0 and tokens.kind[index - 1] == WORD)
