"""The noun phrases around a verb: who may be speaking.

The rules know word lists and punctuation, and no further grammar.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.attribution.cues import Tagged, after_time, before_time
from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.text.tokens import ASIDE, QUOTE, TIMES, WORD

_PHRASE_WORDS = 40
"""No subject or aside has more words. The limit keeps reading linear in the length of a
sentence."""
_NAME_ASIDE = range(3, 9)
"""Tokens from a comma to the next with a name between them: up to six words, office included."""
_RELATIVE_WORDS = 10
"""Words between “who” and the object of its clause, at most. Chosen by hand."""
COORDINATORS = frozenset({"and", "but", "or", "nor", "yet", "so"})
_INSIDE = words_of("phrase_preposition")
"""Prepositions that may stand inside a subject, after its head."""
_RELATIVE = frozenset({"who", "which", "that"})
_ARTICLES = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "this", "these", "those", "our", "my", "your"}
)
_BEFORE_ARTICLE = _INSIDE | {"and", "or", "all", "both", "half", "such", "many", "of"}
AUXILIARY = words_of("auxiliary")
DETERMINER = words_of("determiner")
PRONOUN = words_of("pronoun")
_SUBORDINATOR = words_of("subordinator")
TITLE = words_of("person_title")
LEAD = words_of("sentence_lead")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, last)`` that name a speaker.

    Attributes
    ----------
    first, last
        The first token, and the one after the last.
    antecedent
        The phrase that a relative pronoun stands for.
    begins
        Where the office before a name begins, if there is one.
    """

    first: int
    last: int
    antecedent: tuple[int, int] | None = None
    begins: int | None = None

    @property
    def front(self) -> int:
        """The first token that speaks of the speaker, by office or by name."""
        return self.first if self.begins is None else self.begins


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
        and tokens.lower[start] in _ARTICLES
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
    named = (
        speaker_like(tokens, start, end, anyone=anyone or tokens.lower[pronoun] == "who")
        if start < end
        else None
    )
    return Phrase(pronoun, pronoun + 1, (named.first, named.last)) if named else None


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
            and tokens.lower[start] in _ARTICLES
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
    if lower in _INSIDE:
        # a preposition belongs to the phrase only when a noun stands before it
        before = index - 1
        return index == 0 or tokens.kind[before] not in {WORD, ASIDE} or _no_noun(tokens, before)
    if lower in {"and", "or"}:
        return not _joins_names(tokens, index)
    if lower in _SUBORDINATOR:
        return True
    verb = reporting_verbs().get(lower)
    return verb is not None and not tokens.capital(index) and tokens.cue[index] is not None


def _no_noun(tokens: Tagged, index: int) -> bool:
    """Whether a word before a preposition is a verb or particle.

    The two then begin no phrase about a speaker.
    """
    lower = tokens.lower[index]
    if lower in _SUBORDINATOR or tokens.helper[index]:
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
    if tokens.lower[index + 1] in PRONOUN or tokens.cue[index + 1] or tokens.helper[index + 1]:
        return False
    if tokens.lower[index + 1] in _INSIDE:
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
        or tokens.lower[start - 1] in _SUBORDINATOR | {"both"}
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
        # “…, the mayor, her deputy, said”: the phrase before is itself an apposition
        another = (
            start > 0
            and tokens.text[start - 1] == ","
            and (tokens.lower[start] in DETERMINER or not tokens.capital(start))
        )
        if start < opening and not another:
            if _is_aside(tokens, opening + 1, end - 1):
                return speaker_like(tokens, start, opening, anyone=anyone)
            return None
        end = opening + 1
    return None


def _is_named(tokens: Tagged, end: int) -> bool:
    """Whether the head of the phrase that ends before a comma is a name.

    What follows then is no name of the same: “Judith Low of Oxford, North Carolina, said”.
    """
    start = _phrase_start(tokens, end)
    if start >= end:
        return False
    head = head_of(tokens, start, end)
    return tokens.capital(head) and not tokens.speaking[head] and tokens.lower[head] not in TITLE


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
    )


def speaker_like(tokens: Tagged, start: int, end: int, *, anyone: bool) -> Phrase | None:
    """Return the phrase, without what leads into it, where its head may speak; else None.

    Such a head is a name, a pronoun or an office. ``anyone`` allows any head.
    """
    start = after_time(tokens, start, end)
    while start < end and (
        tokens.lower[start] in COORDINATORS
        or tokens.lower[start] in LEAD
        or tokens.lower[start] in _INSIDE
    ):
        start += 1
    while end > start and tokens.kind[end - 1] == ASIDE:
        end -= 1
    if start >= end:
        return None
    for index in range(start, end - 1):
        # “…, a claim Baku rejects”: the name after the noun speaks
        if (
            tokens.lower[index] in words_of("denied_thing")
            and tokens.capital(index + 1)
            and not tokens.possessive(index)
        ):
            start = index + 1
    head = head_of(tokens, start, end)
    lower = tokens.lower[head]
    if tokens.lower[end - 1] in PRONOUN:
        head, lower = end - 1, tokens.lower[end - 1]
        return Phrase(head, head + 1) if lower not in {"i", "we", "you"} else None
    surname = head > start and tokens.capital(head) and tokens.capital(head - 1)  # “Theresa May”
    if (
        (lower in TIMES and not (surname and lower in words_of("month")))
        or lower in DETERMINER - {"some", "many", "several", "both", "each", "all", "others"}
        or lower in _SUBORDINATOR
    ):
        return None
    if tokens.capital(head) and (head > 0 or len(tokens.text[head]) > 2):
        return Phrase(start, end)
    if (
        anyone
        or tokens.speaking[head]
        or lower in TITLE
        or lower in words_of("local_noun")
        or lower in words_of("analyst_noun")
    ):
        return Phrase(start, end)
    return None


def head_of(tokens: Tagged, start: int, end: int) -> int:
    """Return the index of a noun phrase's head: its last word before its first preposition."""
    for index in range(start + 1, end):
        if tokens.lower[index] in _INSIDE:
            return index - 1
    return end - 1
