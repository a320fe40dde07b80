"""The subject of a reporting verb: before it, after it, or that of an earlier verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.attribution.cues import Cue, Tagged, is_past
from loaders.attribution.main_subject import main_subject
from loaders.attribution.noun_phrases import is_past_verb, subject_before
from loaders.attribution.speaker_phrases import (
    DETERMINER,
    LEAD,
    PRONOUN,
    TITLE,
    Phrase,
    head_of,
    speaker_like,
)
from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.text.tokens import MARK, QUOTE, TIMES, WORD

_BEFORE_GERUND = words_of("before_gerund")
_SUBORDINATOR = words_of("subordinator")
_SPLIT_WITHIN = 9
"""Words between “has” and its verb, at most: “has over the past few months repeatedly warned”.
Chosen by hand."""
_NAME_WORDS = 4
"""Words of a person's name, at most."""
_RELATIVE_WITHIN = 12
"""Words of a relative clause without commas, at most. Chosen by hand."""
_RELATIVE_REACH = 25
"""Words from a verb after “and” back to the “who” of its clause, at most. Chosen by hand."""
_NUMBER = frozenset({"one", "two", "another", "others", "more", "most", "those"})


def subject_of(
    tokens: Tagged, cue: Cue, earlier: Sequence[tuple[Cue, Phrase]] = ()
) -> Phrase | None:
    """Return the subject of a verb, or None.

    It stands before the verb, after it (inverted), or is that of an earlier verb of the sentence;
    ``earlier`` are these verbs with their subjects.
    """
    earlier = _of_main_clause(tokens, cue, earlier)
    previous = earlier[-1][1] if earlier else None
    index = cue.index
    before = tokens.kind[cue.group - 1] if cue.group else ""
    if cue.mood == "participle":
        return _participle_subject(tokens, cue, previous)
    if (
        before == QUOTE or (before == MARK and tokens.text[cue.group - 1] in {",", "—", "–", "--"})
    ) and _may_invert(tokens, cue):
        subject = None if _names_before(tokens, cue) else _subject_after(tokens, index)
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
        if _is_absolute(tokens, cue, subject):
            return None
        return _with_list(tokens, _named_before(tokens, _without_participle(tokens, subject)))
    if before == WORD and tokens.lower[cue.group - 1] not in {"and", "but", "then", "or"}:
        return None
    return _shared(tokens, cue, earlier)


def _of_main_clause(
    tokens: Tagged, cue: Cue, earlier: Sequence[tuple[Cue, Phrase]]
) -> Sequence[tuple[Cue, Phrase]]:
    """Return the earlier verbs without that of a clause before the main one.

    “When a farmer complained, Smith laughed and said C”: the farmer says nothing more.
    """
    if not earlier:
        return earlier
    last, subject = earlier[-1]
    opens = subject.front - 1
    while opens > 0 and tokens.lower[opens] in words_of("determiner"):
        opens -= 1
    aside = opens >= 0 and tokens.lower[opens] in words_of("opens_clause")
    first = opens == 0 or (opens > 0 and tokens.kind[opens - 1] == MARK)
    if aside and first and "," in tokens.text[last.index : cue.group - 1]:
        return earlier[:-1]
    return earlier


def _relative_before(tokens: Tagged, cue: Cue) -> int | None:
    """Return where “who” stands in “X, who has toured the camp and plans C, said”; or None."""
    for index in range(cue.group - 2, max(0, cue.group - _RELATIVE_REACH), -1):
        if tokens.kind[index] != WORD:
            return None
        if tokens.lower[index] in {"who", "which"}:
            # “, which she was doing”: its own subject follows
            own = tokens.lower[index + 1] in PRONOUN | DETERMINER or tokens.capital(index + 1)
            return None if own or tokens.text[index - 1] != "," else index
    return None


def _without_participle(tokens: Tagged, subject: Phrase) -> Phrase:
    """Return “a poll” of “a poll released (in May) found”."""
    head = subject.last - 1
    if head <= subject.first or not is_past(tokens.lower[head]) or tokens.capital(head):
        return subject
    noun = tokens.lower[head - 1]
    classes = ("evidence_noun", "document_noun", "statement_noun", "person_noun")
    named = any(noun in words_of(name) for name in classes)
    return replace(subject, last=head) if named else subject


def _is_absolute(tokens: Tagged, cue: Cue, subject: Phrase) -> bool:
    """Whether a verb is a participle: “With | leaders increasingly worried about C, …”."""
    if subject.front != 1 or tokens.lower[0] != "with":
        return False
    bare = all(tokens.adverb[i] for i in range(cue.group, cue.index))
    return bare and is_past(tokens.lower[cue.index])


def _shared(tokens: Tagged, cue: Cue, earlier: Sequence[tuple[Cue, Phrase]]) -> Phrase | None:
    """Return the subject that a verb after “and” has from a verb before it, or None.

    It is that of the nearest verb that it may go on after: in “police say he ran and refused”,
    “refused” goes with “ran”, which reports nothing.
    """
    relative = _relative_before(tokens, cue)
    if relative is not None:
        return subject_before(tokens, relative + 1, anyone=cue.verb.anyone)
    since = earlier[-1][0].index if earlier else 0
    for index in range(cue.group - 2, since, -1):
        pronoun = tokens.lower[index] in PRONOUN and tokens.kind[index] == WORD
        if not pronoun or tokens.cue[index + 1] or not _is_verb(tokens, index + 1):
            continue
        if tokens.lower[index] in {"i", "we"}:
            # “when Smith asked, I laughed and said”: the writer's own words
            return None
        if tokens.text[index - 1] == ",":
            return Phrase(index, index + 1)
    if not earlier:
        return main_subject(tokens, cue.index)
    past = _tense(tokens, cue) == "past"
    for one, subject in reversed(earlier):
        if not past or _tense(tokens, one) not in {"present", "modal"}:
            return subject
    one, subject = earlier[-1]
    # “says it is wrong and declared” has one subject
    inner = any(is_past(tokens.lower[i]) for i in range(one.index + 1, cue.group))
    return None if inner or _tense(tokens, one) == "modal" else subject


def _is_verb(tokens: Tagged, index: int) -> bool:
    while index < len(tokens) - 1 and tokens.adverb[index]:
        index += 1
    return tokens.helper[index] or is_past(tokens.lower[index])


def _tense(tokens: Tagged, cue: Cue) -> str:
    """Return “past”, “present”, “modal”, or “” where a verb goes with any other."""
    if cue.mood != "active":
        return ""
    first = next((i for i in range(cue.group, cue.index) if not tokens.adverb[i]), cue.index)
    lower = tokens.lower[first]
    if first < cue.index and tokens.helper[first]:
        return "modal" if lower in words_of("modal") else ""
    if lower == cue.verb.lemma:
        return "present" if not is_past(lower) else ""
    return "past" if is_past(lower) else "present"


def _may_invert(tokens: Tagged, cue: Cue) -> bool:
    """Whether a verb's subject may follow it: “…,” said X.

    What follows “told” is who was told, where a subject stands before the verb at all.
    """
    if cue.group != cue.index:
        return False
    return cue.verb.lemma != "tell" or tokens.kind[cue.group - 1] == QUOTE


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
            if tokens.lower[i] in words_of("evidence_noun")
        ]
        return subject if nouns else None
    return subject if tokens.lower[head] in words_of("evidence_noun") else None


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
            return subject_before(tokens, index, anyone=anyone) if has_verb else None
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
        if tokens.lower[start] in LEAD:
            # “Also, the parks and roads office said”
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
            or is_past_verb(tokens, end)
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
        # “said veteran strategist Anna Smith”
        or (tokens.capital(end - 1) and tokens.capital(end - 2) and end - start > 2)
    ):
        return None
    return speaker_like(tokens, start, end, anyone=tokens.capital(start))
