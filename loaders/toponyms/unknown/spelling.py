"""Other spellings of the story's own places: “Iskhanasar”, “Verishenn”.

Names come to English out of other alphabets in more than one way. Only the places of the story's
region are compared: among the names of the whole world something is like anything.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from geodata.gazetteer import Gazetteer
from geodata.place import Place, fold

_ALIKE = 90.0
"""Likeness in percent from which on two spellings are one name. Chosen by hand: “Norabatz” is 86 %
like another village's name."""
_SHORTEST = 5
"""Letters, at least: short names are all alike."""
_SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("dzh", "j"),
    ("zh", "j"),
    ("tz", "c"),
    ("ts", "c"),
    ("ya", "a"),
    ("yu", "u"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("x", "h"),
)
"""Letters that different ways of writing a sound in English use."""
_TWICE = re.compile(r"(.)\1+")
_NOT_SPELT = frozenset({"country", "capital", "region"})


def respelt(surface: str, gazetteer: Gazetteer) -> Place | None:
    """Return the one place of the curated region whose name is nearly spelt so, or None."""
    plain = _plain(surface)
    if len(plain) < _SHORTEST:
        return None
    names = _names(gazetteer)
    found = process.extract(plain, names.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=_ALIKE)
    best = [name for name, score, _ in found if score == found[0][1]]
    places = {names[name].id: names[name] for name in best}
    return next(iter(places.values())) if len(places) == 1 else None


@lru_cache(maxsize=4)
def _names(gazetteer: Gazetteer) -> dict[str, Place]:
    """Return the curated places by their names, without what spellings differ in."""
    found: dict[str, Place] = {}
    for place in gazetteer.places.values():
        if gazetteer.is_curated(place) and place.kind not in _NOT_SPELT:
            for name in place.names:
                found.setdefault(_plain(name), place)
    return found


def _plain(name: str) -> str:
    plain = fold(name).replace(" ", "").replace("-", "")
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return _TWICE.sub(r"\1", plain)
