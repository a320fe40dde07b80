"""What stands on either side of a name, in the terms of ``data/name_evidence.csv``.

“left in”, “right surname” and the like.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geodata.gazetteer import ambiguous_names
from geodata.place import Place
from loaders.lexicon.tables import reporting_verbs, role_words, words_of
from loaders.toponyms.name_records import Candidates, Name, Sentence

_CONTAINERS = frozenset({"country", "territory", "province", "region", "district"})
_PREPOSITIONS = {
    "in": "in",
    "near": "near",
    "at": "at",
    "from": "from or to",
    "to": "from or to",
    "of": "of",
    "the": "the",
    "and": "and",
    "by": "by",
}
_MARKS = ((",", "comma"), ("-–—/", "dash"), ('“"‘([', "quote"))
_MARKS_AFTER = (("([", "bracket"), (".;:!?", "stop"))
_CAPITAL_LEFT = (
    ("courtesy_title", "title"),
    ("person_title", "office"),
    ("given", "given name"),
    ("direction", "capital compass"),
    ("org_follow", "organisation"),
)
_FIRST_LEFT = (("given", "given name"), ("person_title", "title"), ("static_preposition", "in"))
_SMALL_LEFT = (
    ("ground_noun", "type word"),
    ("object_ground_verb", "motion verb"),
    ("static_preposition", "in"),
    ("direction", "compass"),
    ("person_title", "office"),
    ("person_noun", "office"),
    ("reporting_verb", "reporting verb"),
    ("determiner", "determiner"),
)
_CAPITAL_RIGHT = (
    ("local_body", "local body"),
    ("org_follow", "organisation"),
    ("type_tail", "type word"),
    ("ground_noun", "type word"),
    ("person_title", "office"),
    ("weekday", "date"),
    ("month", "date"),
)
_SMALL_RIGHT = (
    ("reporting_verb", "reporting verb"),
    ("auxiliary", "auxiliary"),
    ("ground_noun", "small type word"),
    ("speaker_noun", "people word"),
    ("person_noun", "people word"),
)
_OF_ROLES = frozenset({"ground_noun", "object_ground_verb"})
Classes = Sequence[tuple[str, str]]


@cache
def given_names() -> frozenset[str]:
    """Return the given names, folded."""
    return frozenset(name for name, row in ambiguous_names().items() if row.given) | words_of(
        "given_name"
    )


def word_left(name: Name, candidates: Candidates) -> str:
    """Return the kind of what stands before a name."""
    sentence, index = name.sentence, name.first - 1
    if index < 0:
        return "sentence start"
    gap, word, folded = sentence.gap(index).strip(), sentence.words[index], sentence.folded[index]
    if gap == ".":
        return (
            "title"
            if folded in words_of("courtesy_title")
            else "initial"
            if len(word.text) == 1 and word.capital
            else "abbreviation"
        )
    if gap:
        if gap == "," and word.capital and _ends_a_name(sentence, index, candidates):
            return "place and comma"
        return _mark(gap[0], _MARKS)
    if word.possessive:
        return "possessive"
    if word.capital and index > 0:
        return _labelled(folded, _CAPITAL_LEFT) or "capital"
    if folded in _PREPOSITIONS:
        return _PREPOSITIONS[folded]
    if word.capital:
        return _labelled(folded, _FIRST_LEFT) or "sentence start word"
    return _labelled(folded, _SMALL_LEFT) or ("digit" if folded[0].isdigit() else "other")


def word_right(name: Name, candidates: Candidates) -> str:
    """Return the kind of what stands after a name."""
    sentence, index = name.sentence, name.last
    if sentence.words[index - 1].possessive:
        return "possessive"
    if index >= len(sentence.words):
        return "sentence end"
    gap, word, folded = (
        sentence.gap(index - 1).strip(),
        sentence.words[index],
        sentence.folded[index],
    )
    if gap == ",":
        return (
            "container"
            if word.capital and container_after(sentence, index, candidates)[1]
            else "comma"
        )
    if gap and gap[0] in "-–":
        return "based" if folded in {"based", "area", "born"} else "dash"
    if gap:
        return _mark(gap[0], _MARKS_AFTER)
    if not word.capital:
        return _labelled(folded, _SMALL_RIGHT) or ("digit" if folded[0].isdigit() else "other")
    label = _labelled(folded, _CAPITAL_RIGHT)
    if label:
        return label
    if container_after(sentence, index, candidates, capitals=True)[1]:
        return "container"
    known = ambiguous_names().get(folded)
    return "surname" if known and known.surname else "capital"


def _mark(char: str, marks: Classes) -> str:
    return next((label for chars, label in marks if char in chars), "mark")


def _labelled(word: str, classes: Classes) -> str:
    """Return the label of the first class a word is of, or nothing."""
    return next((label for word_class, label in classes if word in _class(word_class)), "")


@cache
def _class(word_class: str) -> frozenset[str]:
    """Return the words of a class of ``lexicon.csv`` or ``role_words.csv``.

    Two more classes are ``given`` (given names) and ``reporting_verb``.
    """
    if word_class == "given":
        return given_names()
    if word_class == "reporting_verb":
        return frozenset(reporting_verbs())
    return role_words(word_class) if word_class in _OF_ROLES else words_of(word_class)


def _ends_a_name(sentence: Sentence, index: int, candidates: Candidates) -> bool:
    return any(
        tuple(sentence.folded[first : index + 1]) in candidates
        for first in range(max(0, index - 2), index + 1)
    )


def container_after(
    sentence: Sentence, index: int, candidates: Candidates, *, capitals: bool = False
) -> tuple[int, Sequence[Place]]:
    """Return where a province or country that begins at ``index`` ends, and its rows.

    The result is ``(0, ())`` where there is none. With ``capitals``, only an abbreviation in
    capitals counts (“Lexington KY”).
    """
    for last in range(min(len(sentence.words), index + 3), index, -1):
        options = candidates.get(tuple(sentence.folded[index:last]), ())
        areas = [place for place in options if place.kind in _CONTAINERS]
        wide = any(place.kind != "district" for place in areas)
        closed = last >= len(sentence.words) or sentence.gap(last - 1).strip()
        if (
            areas
            and (wide or closed)  # “Ada, Kent and Ada's father” are people
            and sentence.joined(index, last)
            and (not capitals or sentence.words[index].text.isupper())
        ):
            return last, areas
    return 0, ()
