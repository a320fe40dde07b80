"""The noun phrases around a verb: who may be speaking.

The rules know word lists and punctuation, and no further grammar.
"""

from __future__ import annotations

from loaders.attribution.cues import Tagged
from loaders.attribution.speaker_phrases import (
    ARTICLES,
    DETERMINER,
    INSIDE,
    PRONOUN,
    SUBORDINATOR,
    TITLE,
    Phrase,
    head_of,
    speaker_like,
)
from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.text.said_when import before_time
from loaders.text.tokens import ASIDE, QUOTE, WORD

_PHRASE_WORDS = 40
"""No subject or aside has more words. The limit keeps reading linear in the length of a
sentence."""
_AGENT = ("er", "or", "ist", "ian", "man", "woman")
_HOME = frozenset({"of", "from"})
"""Prepositions before the town of somebody."""
_NAME_ASIDE = range(3, 9)
"""Tokens from a comma to the next with a name between them: up to six words, office included."""
_RELATIVE_WORDS = 10
"""Words between “who” and the object of its clause, at most. Chosen by hand."""
_RELATIVE = frozenset({"who", "which", "that"})
_BEFORE_ARTICLE = INSIDE | {"and", "or", "all", "both", "half", "such", "many", "of"}


def subject_before(tokens: Tagged, end: int, *, anyone: bool) -> Phrase | None:
    """Return the subject that ends before a verb's group, or None.

    An apposition or relative clause between commas is stepped over.

    Parameters
    ----------
    tokens
        The sentence.
    end
        Where the verb, its auxiliaries included, begins.
    anyone
        Whether any subject of the verb is a speaker (“said”), so that its head need not be a noun
        that can speak.
    """
    end = before_time(tokens, end)
    if end and tokens.lower[end - 1] in _RELATIVE:
        return _relative(tokens, end - 1, anyone=anyone)
    start = _phrase_start(tokens, end)
    if start < end and start > 1 and tokens.lower[start - 1] == "by":
        quoted = is_past_verb(tokens, start - 2) or tokens.lower[start - 2] in {"quoted", "cited"}
        if quoted:
            # “officials quoted by Radio Seven say”: the phrase is within the subject
            return subject_before(tokens, start - 2, anyone=anyone)
    who = _who_before(tokens, start) if start < end else None
    if who is not None:
        # “a driver who lives near the lake said”: what stands after “who” is no name
        return subject_before(tokens, who, anyone=anyone)
    if start < end:
        if _is_object(tokens, start) or _is_place(tokens, start):
            return None
        return speaker_like(tokens, start, end, anyone=anyone)
    return _before_aside(tokens, end, anyone=anyone)


def _is_place(tokens: Tagged, start: int) -> bool:
    """Whether a phrase follows a preposition of place: “the fire across | the river showed”."""
    return (
        start > 0
        and tokens.lower[start] in ARTICLES
        and tokens.lower[start - 1] in words_of("static_preposition")
    )


def _is_object(tokens: Tagged, start: int) -> bool:
    """Whether a phrase follows a finite verb whose object it is: “rejects | Peru’s claims”.

    After a verb that takes a clause (“said Peru claims that …”) it may be a subject.
    """
    if start == 0 or tokens.kind[start - 1] != WORD:
        return False
    cue = tokens.cue[start - 1]
    if cue is not None:
        return cue.mood == "active" and cue.verb.frames.isdisjoint({"that", "tell"})
    return is_past_verb(tokens, start - 1)


def is_past_verb(tokens: Tagged, index: int) -> bool:
    """Whether a word is a verb in the past after its subject: “the mayor sent”, “Smith poured”.

    After an article it is an adjective: “the retired general”.
    """
    lower = tokens.lower[index]
    verbal = lower in words_of("past_verb") or (
        lower.endswith("ed") and lower not in words_of("not_past")
    )
    if not verbal or index == 0 or tokens.capital(index) or tokens.kind[index - 1] != WORD:
        return False
    before = index - 1
    return (tokens.capital(before) and not tokens.possessive(before)) or tokens.speaking[before]


def _who_before(tokens: Tagged, start: int) -> int | None:
    """Return where the “who” of a relative clause stands that runs up to a phrase, or None.

    “the officer who made | the arrest”: the phrase is that clause's object.
    """
    for index in range(start - 1, max(0, start - _RELATIVE_WORDS), -1):
        if tokens.kind[index] != WORD:
            return None
        if tokens.lower[index] == "who" and tokens.kind[index - 1] == WORD:
            return index
    return None


def _relative(tokens: Tagged, pronoun: int, *, anyone: bool) -> Phrase | None:
    """Return the relative pronoun as the subject, with the phrase it stands for."""
    end = pronoun - (pronoun > 0 and tokens.text[pronoun - 1] == ",")
    while end and tokens.kind[end - 1] == ASIDE:
        end -= 1
    start = _phrase_start(tokens, end)
    if tokens.lower[pronoun] == "who" or _is_no_source(tokens, start, end):
        start = _who_start(tokens, start, end)
    named = (
        speaker_like(tokens, start, end, anyone=anyone or tokens.lower[pronoun] == "who")
        if start < end
        else None
    )
    return Phrase(pronoun, pronoun + 1, (named.first, named.last)) if named else None


def _is_no_source(tokens: Tagged, start: int, end: int) -> bool:
    """Whether a phrase's head says nothing itself: “a target for | the party, which says”."""
    head = tokens.lower[head_of(tokens, start, end)] if start < end else ""
    classes = ("evidence_noun", "statement_noun", "document_noun", "local_noun", "analyst_noun")
    return not any(head in words_of(name) for name in classes)


def _who_start(tokens: Tagged, start: int, end: int) -> int:
    """Return where the people begin that “who” stands for: “an answer to | the rebels, who”."""
    head = head_of(tokens, start, end) if start < end else end
    if head >= end - 1 or tokens.speaking[head] or tokens.capital(head):
        return start
    noun = tokens.lower[head]
    last = max((i for i in range(head + 2, end) if tokens.speaking[i]), default=end - 1)
    people = noun in TITLE or noun in words_of("people_noun") or noun in words_of("several")
    body = noun in words_of("body_noun") or noun in words_of("institution_noun")
    if people or body or noun.endswith(_AGENT) or tokens.lower[head + 1] in {"at", "in", "near"}:
        return start
    return head + 2 if tokens.capital(last) or tokens.speaking[last] else start


def _phrase_start(tokens: Tagged, end: int) -> int:
    """Return where the noun phrase that ends before ``end`` begins."""
    start = end
    while start > max(0, end - _PHRASE_WORDS):
        index = start - 1
        if (
            tokens.kind[index] == ASIDE
            and start < end
            and not (index and tokens.capital(index - 1))
        ):
            break
        if tokens.kind[index] not in {WORD, ASIDE} or _is_boundary(tokens, index):
            break
        if start < end and is_past_verb(tokens, index):
            break
        if (
            start < end
            and tokens.lower[start] in ARTICLES
            and tokens.lower[index] not in _BEFORE_ARTICLE
        ):
            # an article within the words follows a verb: “the mayor sent | a letter”
            break
        start -= 1
    return start


def _is_boundary(tokens: Tagged, index: int) -> bool:
    """Whether a word cannot stand inside a subject.

    It is a conjunction, a subordinator or a verb, and joins no parts of a name.
    """
    lower = tokens.lower[index]
    if lower in INSIDE:
        # a preposition belongs to the phrase only when a noun stands before it
        before = index - 1
        return index == 0 or tokens.kind[before] not in {WORD, ASIDE} or _no_noun(tokens, before)
    if lower in {"and", "or"}:
        return not _joins_names(tokens, index)
    if lower in SUBORDINATOR:
        return True
    verb = reporting_verbs().get(lower)
    return verb is not None and not tokens.capital(index) and tokens.cue[index] is not None


def _no_noun(tokens: Tagged, index: int) -> bool:
    """Whether a word before a preposition is a verb or particle.

    The two then begin no phrase about a speaker.
    """
    lower = tokens.lower[index]
    if lower in SUBORDINATOR or tokens.helper[index]:
        return True
    return not tokens.capital(index) and (
        lower.endswith("ed") or (lower in reporting_verbs() and tokens.cue[index] is not None)
    )


def _joins_names(tokens: Tagged, index: int) -> bool:
    """Whether “and” joins two names or two offices rather than two clauses.

    “Baku and Yerevan”, “the mayor and other officials”.
    """
    if (
        not 0 < index < len(tokens) - 1
        or tokens.kind[index - 1] != WORD
        or tokens.kind[index + 1] != WORD
    ):
        return False
    if index > 1 and tokens.lower[index - 2] == "of":
        # “the coast guards of Peru and Chile”
        both = tokens.capital(index - 1) and tokens.capital(index + 1)
        goes_on = index + 2 < len(tokens) and tokens.capital(index + 2)
        if both and not goes_on and not tokens.possessive(index + 1):
            return True
    if tokens.lower[index + 1] in PRONOUN or tokens.cue[index + 1] or tokens.helper[index + 1]:
        return False
    if tokens.lower[index + 1] in INSIDE:
        # “observers in the capital and around the country”
        return True
    # a name with its office has at most eight words; longer runs are of a clause. Chosen by hand
    start = index
    while (
        start > max(0, index - 8) and tokens.kind[start - 1] == WORD and _names(tokens, start - 1)
    ):
        start -= 1
    front = (
        start == 0
        or tokens.kind[start - 1] != WORD
        or tokens.text[start - 1].isdigit()
        or tokens.lower[start - 1] in SUBORDINATOR | {"both"}
    )
    return start < index and front


def _names(tokens: Tagged, index: int) -> bool:
    lower = tokens.lower[index]
    return (
        tokens.capital(index)
        or lower in DETERMINER
        or tokens.speaking[index]
        or lower in TITLE
        or lower in {"of", "former", "current", "senior"}
    )


def _before_aside(tokens: Tagged, end: int, *, anyone: bool) -> Phrase | None:
    """Return the phrase before “, the director of X,” or “, which …,”; or None."""
    # up to three asides in a row: “Smith, 40, the mayor, who …, said”. More are a list
    for _ in range(3):
        if end < 1 or tokens.text[end - 1] != ",":
            return None
        opening = end - 2
        while (
            opening >= 0
            and tokens.text[opening] not in {",", ";", ":"}
            and tokens.kind[opening] != QUOTE
        ):
            opening -= 1
        if opening < 0 or tokens.text[opening] != ",":
            return None
        if (
            end - opening in _NAME_ASIDE
            and all(
                tokens.capital(i) and not tokens.possessive(i) for i in range(opening + 1, end - 1)
            )
            and not _is_named(tokens, opening)
        ):
            # “the former chief of staff, John Smith, said”: the aside is the name
            return Phrase(opening + 1, end - 1, begins=_phrase_start(tokens, opening))
        start = _phrase_start(tokens, opening)
        if start > 1 and tokens.lower[start - 1] in _HOME and tokens.text[start - 2] == ",":
            # “Smith, 40, of Hill, Ohio, said”: the town is an aside of its own
            first = _phrase_start(tokens, start - 2)
            if first < start - 2 and not tokens.text[first][0].isdigit():
                return speaker_like(tokens, first, start - 2, anyone=anyone)
            end = start - 1
            continue
        # “…, the mayor, her deputy, said”: the phrase before is itself an apposition
        another = (
            start > 0
            and tokens.text[start - 1] == ","
            and (
                tokens.lower[start] in DETERMINER
                or not tokens.capital(start)
                or _is_state(tokens, start)
            )
        )
        if start < opening and not another:
            if _is_aside(tokens, opening + 1, end - 1):
                return speaker_like(tokens, start, opening, anyone=anyone)
            return None
        end = opening + 1
    return None


def _is_state(tokens: Tagged, start: int) -> bool:
    """Whether the state of a town in an aside begins: “Smith, of Hill, | Ohio, who …, said”."""
    first = _phrase_start(tokens, start - 1)
    return first > 1 and tokens.lower[first - 1] in _HOME and tokens.text[first - 2] == ","


def _is_named(tokens: Tagged, end: int) -> bool:
    """Whether the head of the phrase that ends before a comma is a name.

    What follows then is no name of the same: “Judith Low of Oxford, North Carolina, said”.
    """
    start = _phrase_start(tokens, end)
    if start >= end:
        return False
    head = head_of(tokens, start, end)
    counts = tokens.lower[head] in words_of("several") | {"one", "another"}  # “One of them, NAME,”
    return (
        tokens.capital(head)
        and not counts
        and not tokens.speaking[head]
        and tokens.lower[head] not in TITLE
    )


def _is_aside(tokens: Tagged, first: int, last: int) -> bool:
    """Whether the words between two commas may stand beside a subject.

    They are an apposition, a relative clause or an age.
    """
    lower = tokens.lower[first]
    return tokens.kind[first] == WORD and (
        lower in words_of("relative_lead")
        or tokens.possessive(first)
        or tokens.capital(first)
        or tokens.speaking[first]
        or lower[0].isdigit()
        or lower.endswith("ing")
        or lower in TITLE
        or first == last
        # “X, accused by Y of C, denied”
        or (lower.endswith("ed") and tokens.lower[first + 1] in words_of("phrase_preposition"))
    )
