"""Which of a name's places come into question: not a hamlet of a country's name.

Where the name stands in a list (“Niger, Chad and Benin”), it is a country or state as the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geodata.gazetteer import ambiguous_names
from geodata.place import STATES, Place, name_key
from loaders.toponyms.name_records import Candidates, Key, Name, Sentence
from loaders.toponyms.resolution.article_context import (
    KNOWN_TOWN,
    LEAST_PROVINCE_RANK,
    Context,
    rank,
)

_MOST_WORDS = 5
"""Words of a country's name, at most (“Democratic Republic of the Congo”)."""
_MOST_NAMES = 4
"""Names of a list read to either side. It keeps reading linear."""
_STATE = 500_000
"""Inhabitants from which on a province is one that lists of states name."""
_DISTRICT = re.compile(r",?\s*D\.?\s?C\b")
_WELL_KNOWN = STATES | {"capital", "province"}
_KNOWN_IN_LIST = 50_000
"""Inhabitants from which on a town of a list shows that the other names are of towns too."""
_LEAST_KNOWN = 2
"""Known places beside a name in its list from which on it is one too."""
_JOINERS = frozenset({"and", "or", "&"})
_VAST_M = 1_000_000
"""Metres that a region of many countries reaches (“the Sahel”)."""
_SAME_LETTERS = 3
"""First letters that two spellings of one name share."""
_LARGE_STATE = 3_000_000
"""Inhabitants from which on a state that has a country's name is one that readers know by it alone.
Chosen by hand."""
HAMLET = 10_000
"""Inhabitants below which a town does not compete with a country or state of its name. Chosen on
LGL and TR-News."""


def without_hamlets(name: Name, context: Context) -> list[Place]:
    """Return the places of a name, without hamlets where a country, state or region has it.

    “Travellers from Norway” came from no village. A village that shares a state's name is named
    with what it lies in, which is read before this.
    """
    named = _without_aliases(name)
    area = any(_is_known_area(place, name.key) for place in named)
    if not area and not any(place.kind == "capital" for place in name.options):
        return named
    state = any(place.kind == "country" or (context.is_wide and _is_vast(place)) for place in named)
    least = HAMLET if area else 0  # small towns named after a capital are in their own papers
    least = KNOWN_TOWN if context.is_wide else least
    return [
        place
        for place in named
        if (place.kind != "settlement" and not (state and _is_lesser_area(place)))
        or place == context.contained.get(name.key)
        or (
            place.kind == "settlement"
            and not (state and context.is_wide)
            and place.population >= (least if own_name(place, name.key) else KNOWN_TOWN)
        )
    ]


def _without_aliases(name: Name) -> list[Place]:
    """Return the places of a name, without towns of a province where only that has it for its own.

    “Bahia” is the state, although lists have it as another name of its capital too.
    """
    own = {
        place.country
        for place in name.options
        if place.kind == "province" and own_name(place, name.key)
    }
    return [
        place
        for place in name.options
        if place.kind != "settlement"
        or place.country not in own
        or own_name(place, name.key)
        or own_name(place, (*name.key, "city"))  # “New York”
        or _spelt_like(place, name.key)
    ]


def _spelt_like(place: Place, key: Key) -> bool:
    """Whether a name is the place's own in another spelling: “Odessa”, “Odesa”."""
    own = name_key(place.name)
    return len(own) == len(key) == 1 and own[0][:_SAME_LETTERS] == key[0][:_SAME_LETTERS]


def _is_lesser_area(place: Place) -> bool:
    """Whether an area is none that the press names like a country: “Niger State”, but “Georgia”."""
    return place.kind == "district" or (
        place.kind == "province" and place.population < _LARGE_STATE
    )


def _is_vast(place: Place) -> bool:
    return place.kind == "region" and place.precision_m > _VAST_M


def _is_known_area(place: Place, key: Key) -> bool:
    """Whether a place is a country, a region, or a province of half a million."""
    if place.kind in STATES | {"region"}:
        return True
    return place.kind == "province" and rank(place, key) > LEAST_PROVINCE_RANK


def own_name(place: Place, key: Key) -> bool:
    """Whether a place has a name for its own, not only as another name."""
    return key in {name_key(place.name), name_key(place.label)}


def meant_in_list(
    name: Name, options: list[Place], candidates: Candidates
) -> tuple[list[Place], str]:
    """Return the country or state that a name means in a list of such, with why; else all places.

    The reason is "" where the list says nothing.
    """
    wide = [p for p in options if p.kind == "country" or _is_state(p)]
    if len(options) == 1 or not wide or _is_capital(name):
        return options, ""
    kinds = {_kind(beside) for beside in _beside(name, candidates)} - {""}
    if len(kinds) == 1:
        kind = kinds.pop()
        for place in wide:
            if place.kind == kind == "country":
                return [place], "the country of that name, in a list of countries"
            if place.kind == "province" and place.country == kind:
                return [place], "the state of that name, in a list of states"
    return options, ""


def listed_with_towns(name: Name, candidates: Candidates) -> bool:
    """Whether two other names of its list are known places: “Tripoli, Sidon and X”.

    A place whose name is also a person's does not count, nor one that few readers know.
    """
    known = 0
    for beside in _beside(name, candidates):
        word = name_key(beside[0].name)[0]
        person = ambiguous_names().get(word)
        if person and (person.given or person.surname or person.word):
            return False
        known += any(p.kind in _WELL_KNOWN or p.population > _KNOWN_IN_LIST for p in beside)
    return known >= _LEAST_KNOWN


def _is_state(place: Place) -> bool:
    return place.kind == "province" and place.population > _STATE


def _is_capital(name: Name) -> bool:
    """Whether “D.C.” follows: the list goes on with a city."""
    sentence = name.sentence
    after = sentence.text[sentence.words[name.last - 1].end :][:8]
    return bool(_DISTRICT.match(after))


def _kind(options: Sequence[Place]) -> str:
    """Return "country", the code of the country whose state it is, or "" where it may be either."""
    country = any(place.kind in STATES for place in options)
    states = {place.country for place in options if _is_state(place)}
    if country:
        return "" if states else "country"
    known = max((p.population for p in options if p.kind in {"settlement", "capital"}), default=0)
    largest = max((p.population for p in options if p.kind == "province"), default=0)
    return states.pop() if len(states) == 1 and known < largest else ""


def _beside(name: Name, candidates: Candidates) -> Iterator[Sequence[Place]]:
    """Yield the places of the names before and after a name in its list."""
    sentence = name.sentence
    last = name.last
    for _ in range(_MOST_NAMES):
        first = _next(sentence, last)
        end = _longest(sentence, first, candidates) if first else 0
        if not end:
            break
        yield candidates[tuple(sentence.folded[first:end])]
        last = end
    first = name.first
    for _ in range(_MOST_NAMES):
        last = _before(sentence, first)
        start = _longest_before(sentence, last, candidates)
        if start == last:
            break
        yield candidates[tuple(sentence.folded[start:last])]
        first = start


def _next(sentence: Sentence, last: int) -> int:
    """Return where the next name of a list begins after word ``last``, or 0."""
    gap = sentence.gap(last - 1).strip()
    if last >= len(sentence.words) or gap not in {"", ","}:
        return 0
    joined = sentence.folded[last] in _JOINERS and sentence.beside(last)
    if joined:
        last += 1
    elif gap != ",":
        return 0
    if sentence.beside(last) and sentence.folded[last] == "the":
        last += 1
    return last if last < len(sentence.words) and sentence.words[last].capital else 0


def _before(sentence: Sentence, first: int) -> int:
    """Return where the name before word ``first`` in a list ends, or 0."""
    if first and sentence.folded[first - 1] == "the" and sentence.beside(first - 1):
        first -= 1
    if first and sentence.folded[first - 1] in _JOINERS and sentence.beside(first - 1):
        return first - 1 if sentence.gap(first - 2).strip() in {"", ","} else 0
    return first if first and sentence.gap(first - 1).strip() == "," else 0


def _longest(sentence: Sentence, first: int, candidates: Candidates) -> int:
    """Return where the longest name that begins at ``first`` ends, or 0."""
    for last in range(min(len(sentence.words), first + _MOST_WORDS), first, -1):
        if tuple(sentence.folded[first:last]) in candidates and sentence.joined(first, last):
            return last
    return 0


def _longest_before(sentence: Sentence, last: int, candidates: Candidates) -> int:
    """Return where the longest name that ends before word ``last`` begins, or ``last``."""
    for first in range(max(0, last - _MOST_WORDS), last):
        if (
            sentence.words[first].capital
            and tuple(sentence.folded[first:last]) in candidates
            and sentence.joined(first, last)
        ):
            return first
    return last
