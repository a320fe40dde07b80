"""The subject of a sentence's main verb: who a sentence without a reporting verb speaks of."""

from __future__ import annotations

from loaders.attribution.cues import Tagged, can_speak
from loaders.attribution.speaker_phrases import (
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
from loaders.text.tokens import MARK, QUOTE, TIMES, WORD

_SHORTEST_VERB = 3
"""Letters of a verb in the present (“holds”) are more than these (“his”, “was”)."""
_TIME_WITHIN = 3
"""First words of a sentence among which a word of time makes its first phrase one of time."""
_SUBJECT_WORDS = 14
"""Words of a subject before its verb at most; a longer one is a clause. Chosen by hand."""


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


def sentence_subject(tokens: Tagged) -> Phrase | None:
    """Return who or what a sentence is about, or None where the rules do not tell.

    It is the noun phrase before the first verb, after words of time, place or circumstance and
    their comma (“On Monday, the ministry …”). Unlike in `main_subject`, it need not be able to
    speak: a sentence about a thing is not about the person it mentions.
    """
    start = 0
    while start < len(tokens) and (
        tokens.kind[start] != WORD
        or tokens.lower[start] in COORDINATORS
        or tokens.lower[start] in LEAD
    ):
        if tokens.kind[start] == QUOTE:
            return None
        start += 1
    if start < len(tokens) and tokens.lower[start] in words_of("nobody"):
        # “None of them could be reached, but X issued a statement”: it is about X
        but = next((i for i in range(start, len(tokens)) if tokens.lower[i] == "but"), None)
        return None if but is None else _phrase_at(tokens, but + 1)
    if start < len(tokens) and _leads_in(tokens, start):
        if _is_bare_day(tokens, start):
            # “On Monday the ministry said …”, without a comma
            return _phrase_at(tokens, start + 2)
        comma = next((i for i in range(start, len(tokens)) if tokens.text[i] == ","), None)
        if comma is None:
            pronoun = _pronoun_after(tokens, start, len(tokens))
            return None if pronoun is None else Phrase(pronoun, pronoun + 1)
        start = comma + 1
    return _phrase_at(tokens, start)


def _is_bare_day(tokens: Tagged, start: int) -> bool:
    """Whether “on Monday” goes on with the subject: neither a comma nor more of the time."""
    after = start + 2
    return (
        after < len(tokens)
        and tokens.lower[start] == "on"
        and tokens.lower[start + 1] in words_of("weekday")
        and tokens.kind[after] == WORD
        and tokens.lower[after] not in TIMES
        and (tokens.capital(after) or tokens.lower[after] in DETERMINER)
    )


def _phrase_at(tokens: Tagged, start: int) -> Phrase | None:
    """Return the noun phrase that begins at ``start`` and goes on to a verb, or None."""
    end = start
    while end < min(len(tokens), start + _SUBJECT_WORDS) and tokens.kind[end] == WORD:
        if end > start and _begins_verb(tokens, end):
            break
        end += 1
    if end == start or end >= len(tokens) or tokens.kind[end] == QUOTE:
        return None
    if tokens.lower[start].replace("’", "'").partition("'")[0] in PRONOUN:
        return Phrase(start, start + 1)
    return _name_beside(tokens, end) or Phrase(start, end)


def _name_beside(tokens: Tagged, end: int) -> Phrase | None:
    """Return the name between commas after a noun: “the girl's uncle, Ruben Marek, went home”."""
    if tokens.text[end] != "," or tokens.capital(end - 1):
        return None
    last = end + 1
    while last < min(len(tokens), end + _SUBJECT_WORDS) and tokens.capital(last):
        last += 1
    named = last > end + 2 and last < len(tokens) and tokens.text[last] == ","
    return Phrase(end + 1, last) if named else None


def _leads_in(tokens: Tagged, start: int) -> bool:
    """Whether a sentence begins with words of time, place or circumstance."""
    lower = tokens.lower[start]
    verbal = lower.endswith(("ed", "ing")) and not (
        start + 1 < len(tokens) and tokens.capital(start + 1)
    )
    # “A day after the talks, …”, “Two weeks later, …”
    timed = not TIMES.isdisjoint(tokens.lower[start : start + _TIME_WITHIN])
    return (
        lower in words_of("leads_out") or lower in words_of("opens_clause") or verbal or timed
    ) and tokens.kind[start] == WORD


def _begins_verb(tokens: Tagged, index: int) -> bool:
    """Whether a word ends the noun phrase before it: a verb, or what leads into one."""
    lower = tokens.lower[index]
    if tokens.capital(index):
        return False
    return (
        tokens.helper[index]
        or tokens.cue[index] is not None
        or lower in words_of("past_verb")
        or (lower.endswith("ed") and lower not in words_of("not_past"))
        or lower in {"who", "which", "that", "to", "whose", "where"}
        or (
            tokens.capital(index - 1)
            and tokens.lower[index - 1] not in DETERMINER
            and not any(tokens.possessive(i) for i in range(max(0, index - 3), index))
            and lower.endswith("s")
            and not can_speak(lower)
            and len(lower) > _SHORTEST_VERB
        )
    )


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
        found = _speaker_of(tokens, start, end, before) if end > start else None
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


def _speaker_of(tokens: Tagged, start: int, end: int, before: int) -> Phrase | None:
    """Return the speaker in a phrase, which goes on after an owner: “Smith’s | family”.

    Where what is owned is a speech, its owner speaks.
    """
    if _ends_in_name(tokens, end, before):
        return speaker_like(tokens, start, before, anyone=False)
    last = end
    if tokens.possessive(end - 1) or _is_cut(tokens, start, end, before):
        while last < before and tokens.kind[last] == WORD and not _begins_verb(tokens, last):
            last += 1
    said = last == before or tokens.lower[last - 1] in words_of("statement_noun")
    return speaker_like(tokens, start, end if said else last, anyone=False)


def _ends_in_name(tokens: Tagged, end: int, before: int) -> bool:
    """Whether an office goes on to a name before a colon: “EU foreign | policy chief Ana Ruiz:”."""
    rest = range(end, before)
    return (
        before < len(tokens)
        and tokens.text[before] == ":"
        and end < before - 1
        and tokens.capital(before - 1)
        and tokens.capital(before - 2)
        and all(
            tokens.kind[i] == WORD
            and not _begins_verb(tokens, i)
            and tokens.lower[i] not in words_of("phrase_preposition")
            for i in rest
        )
    )


def _is_cut(tokens: Tagged, start: int, end: int, before: int) -> bool:
    """Whether a first word with a capital only leads into a noun: “Partial | records”."""
    return (
        start == 0
        and end == 1
        and end < before
        and tokens.kind[1] == WORD
        and tokens.lower[0] not in PRONOUN
        and not tokens.capital(1)
        and tokens.lower[1] in words_of("evidence_noun") | words_of("statement_noun")
        and not _begins_verb(tokens, 1)
    )


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
