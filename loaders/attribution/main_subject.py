"""The subject of a verb, and of a sentence's main verb: who speaks, or is spoken of."""

from __future__ import annotations

from dataclasses import replace

from loaders.attribution.cues import Cue, Tagged, is_past
from loaders.attribution.noun_phrases import (
    AUXILIARY,
    COORDINATORS,
    DETERMINER,
    LEAD,
    PRONOUN,
    TITLE,
    Phrase,
    head_of,
    speaker_like,
    subject_after,
    subject_before,
)
from loaders.lexicon.tables import words_of
from loaders.text.tokens import MARK, QUOTE, WORD

_BEFORE_GERUND = words_of("before_gerund")
_SPLIT_WITHIN = 9
"""Words between “has” and its verb, at most: “has over the past few months repeatedly warned”.
Chosen by hand."""
_NAME_WORDS = 4
"""Words of a person's name, at most."""
_RELATIVE_WITHIN = 12
"""Words of a relative clause without commas, at most. Chosen by hand."""


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
    ) and cue.group == index:
        subject = None if _names_before(tokens, cue) else subject_after(tokens, index)
        if subject and not cue.verb.frames.isdisjoint({"that", "quote", "tell"}):
            return subject
    # “C,” user17 posted: whoever stands between a quotation and its verb speaks
    anyone = cue.verb.anyone or (cue.group > 1 and tokens.kind[cue.group - 2] == QUOTE)
    subject = (
        (_before_relative(tokens, cue, anyone=True) if anyone else None)
        or subject_before(tokens, cue.group, anyone=anyone)
        or _before_relative(tokens, cue, anyone=anyone)
        or _document(tokens, cue)
        or _split_verb(tokens, cue)
    )
    if subject:
        return _with_list(tokens, _named_before(tokens, subject))
    if before == WORD and tokens.lower[cue.group - 1] not in {"and", "but", "then", "or"}:
        return None
    return previous or main_subject(tokens, index)


def _names_before(tokens: Tagged, cue: Cue) -> bool:
    """Whether “A, the head of B, says C “…”” has its subject before the verb.

    No verb stands before it, so that the words before are no content; a quotation that goes on
    with a verb follows.
    """
    comma = cue.group - 1
    if tokens.kind[0] != WORD or not tokens.capital(0) or "," not in tokens.text[:comma]:
        return False
    if any(
        tokens.kind[i] == QUOTE
        or tokens.cue[i]
        or (tokens.helper[i] and not tokens.adverb[i])
        or is_past(tokens.lower[i])
        for i in range(comma)
    ):
        return False
    return subject_before(tokens, cue.group, anyone=False) is not None


def _with_subject(tokens: Tagged, cue: Cue) -> Phrase | None:
    """Return X in “… with X saying that C”."""
    for index in range(cue.group - 1, max(-1, cue.group - _SPLIT_WITHIN), -1):
        if tokens.kind[index] != WORD:
            return None
        if tokens.lower[index] == "with":
            return speaker_like(tokens, index + 1, cue.group, anyone=False)
    return None


def _named_before(tokens: Tagged, subject: Phrase) -> Phrase:
    """Return the name in “C,” NAME, a member of X said, where the second comma is missing."""
    comma = subject.first - 1
    if comma < 3 or tokens.text[comma] != "," or tokens.lower[subject.first] not in {"a", "an"}:
        return subject
    first = comma
    while first > 0 and tokens.capital(first - 1):
        first -= 1
    if not 2 <= comma - first <= _NAME_WORDS or tokens.kind[first - 1] != QUOTE:
        return subject
    return Phrase(first, comma)


def _document(tokens: Tagged, cue: Cue) -> Phrase | None:
    """Return what speaks for itself: “satellite images show that C”, “court documents say C”."""
    if cue.verb.frames.isdisjoint({"that"}) or not (cue.verb.anyone or cue.verb.named_only):
        return None
    subject = subject_before(tokens, cue.group, anyone=True)
    if subject is None:
        return None
    head = head_of(tokens, subject.first, subject.last)
    if is_past(tokens.lower[head]) or tokens.lower[head] in words_of("static_preposition"):
        # “a poll published on Friday”, “records seen”: the head stands before
        nouns = [
            i
            for i in range(subject.first, subject.last)
            if tokens.lower[i] in words_of("document_noun")
        ]
        return subject if nouns else None
    return subject if tokens.lower[head] in words_of("document_noun") else None


def _split_verb(tokens: Tagged, cue: Cue) -> Phrase | None:
    """Return X in “X has over the past months repeatedly warned that C”."""
    for index in range(cue.group - 1, max(0, cue.group - _SPLIT_WITHIN), -1):
        if tokens.kind[index] != WORD or tokens.cue[index]:
            return None
        if tokens.lower[index] in {"has", "have", "had"}:
            lead = tokens.lower[index + 1] if index + 1 < cue.group else ""
            if lead in words_of("leads_out") and is_past(tokens.lower[cue.index]):
                return subject_before(tokens, index, anyone=cue.verb.anyone)
            return None
    return None


def _before_relative(tokens: Tagged, cue: Cue, *, anyone: bool) -> Phrase | None:
    """Return the subject that a relative clause without commas parts from its verb, or None.

    “officials who asked not to be named | said”.
    """
    for index in range(cue.group - 1, max(0, cue.group - _RELATIVE_WITHIN), -1):
        if tokens.kind[index] != WORD:
            return None
        opens = tokens.lower[index] == "who" or (not anyone and tokens.lower[index] == "where")
        if opens and tokens.kind[index - 1] == WORD:
            # “the man who said”: the verb is the relative clause's own
            has_verb = any(
                tokens.cue[i] or tokens.helper[i] or is_past(tokens.lower[i])
                for i in range(index + 1, cue.group)
            )
            subject = subject_before(tokens, index, anyone=anyone) if has_verb else None
            if subject and tokens.lower[subject.first] == "the" and not tokens.capital(index - 1):
                # “the officer who made the arrest” is no officer named before
                return replace(subject, last=cue.group)
            return subject
    return None


def _with_list(tokens: Tagged, subject: Phrase) -> Phrase:
    """Return “A, B and C” where only “B and C” was read as the subject."""
    words = tokens.lower[subject.first : subject.last]
    if "and" not in words or not tokens.capital(subject.last - 1):
        return subject
    first = subject.first
    while first > 1 and tokens.text[first - 1] == ",":
        start = first - 1
        while start > 0 and (
            tokens.capital(start - 1) or tokens.lower[start - 1] in words_of("determiner")
        ):
            start -= 1
        if start == first - 1 or not (start == 0 or tokens.kind[start - 1] == MARK):
            break
        first = start
    return replace(subject, first=first) if first == 0 else subject


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
        stated = not words_of("statement_noun").isdisjoint(
            tokens.lower[max(0, front - _SPLIT_WITHIN) : front + 1]
        )
        return (
            subject_before(tokens, cue.group, anyone=False)
            or _with_subject(tokens, cue)
            # “X sent a letter to the board saying that C”
            or (main_subject(tokens, front) if stated else None)
        )
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
