"""Where the words after a name say that it lies, and whether a place of that name does lie there.

“X, near Y”, “X in the Y district”, “X, in southern Z”, “X, Z”. A namesake elsewhere is not meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.place import STATES, Place, name_key
from loaders.lexicon.tables import words_of
from loaders.text.segment import strip_possessive
from loaders.toponyms.features import container_after
from loaders.toponyms.name_records import Candidates, Name, Sentence
from loaders.toponyms.resolution.article_context import KNOWN_TOWN, rank, within

_LIES_SOMEWHERE = frozenset({"settlement", "capital", "district", "lake", "mountain", "airport"})
_DEGREE_M = 111_320
"""Metres in a degree of latitude."""
_NEAR_M = 45_000.0
"""A place “near” another is no further away, in metres. Chosen by hand."""
_DISTRICT_M = 60_000.0
"""A place “in the X district” is no further from X, in metres: few districts reach further."""
_TOWN = 10_000
"""Inhabitants of a town that is named with its state alone (“Athens, Georgia”)."""
_AREA_M = 25_000.0
"""What a province's reach, as its row gives it, may fall short of its corners, in metres."""
_MOST_REACH = 60_000.0
_WORDS_READ = 12
_LONGEST, _ABBREVIATED = 4, 4
_CLOSERS = frozenset(',;.:!?)–—"”')
_NEARNESS = frozenset({"near", "nearby", "outside", "close", "beside"})
_LINKS = frozenset(
    {"the", "of", "to", "a", "an", "just", "town", "village", "city", "settlement", "located"}
) | frozenset({"situated", "lying", "which", "is", "lies", "part", "far", "not", "rural", "small"})
_AREAS = frozenset({"country", "territory", "province", "region", "district", "historical"})
_DISTRICT_WORDS = frozenset({"district", "raion", "rayon", "region", "area", "province", "county"})
_POINTLESS = frozenset({"country", "territory", "region", "province", "district", "sea"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What the words say: ``near`` or inside one of the places that bear a name."""

    words: str
    near: bool
    options: Sequence[Place]

    def __str__(self) -> str:
        return f"{'near' if self.near else 'in'} {self.words}"

    def holds(self, place: Place) -> bool:
        """Whether a place lies there."""
        return any(self._fits(place, option) for option in self.options)

    def _fits(self, place: Place, other: Place) -> bool:
        if place.id == other.id:
            return False
        if not self.near and within(place, other):
            return True
        apart = metres_apart(place, other)
        if apart is None:
            return False
        if self.near:
            return apart <= _NEAR_M + min(other.precision_m, _MOST_REACH)
        if other.kind in {"country", "region"}:
            return other.kind == "region" and apart <= other.precision_m + _AREA_M
        reach = other.precision_m + _AREA_M if other.is_area else _DISTRICT_M
        return apart <= reach


def stated_after(name: Name, candidates: Candidates) -> list[Stated]:
    """Return where the words after a name say that it lies."""
    return list(_stated(name.sentence, name.last, candidates))


def _stated(sentence: Sentence, index: int, candidates: Candidates) -> Iterator[Stated]:
    end = min(len(sentence.words), index + _WORDS_READ)
    lead: str | None = ""
    while index < end:
        gap = sentence.gap(index - 1).strip()
        if gap not in {"", ",", "("} or sentence.words[index - 1].possessive:
            return
        if not sentence.words[index].capital or _describes(sentence, index):
            lead = _lead(sentence, index, lead or "")
            if lead is None:
                return
            index += 1
            continue
        last, options = _known(sentence, index, candidates)
        district = last < len(sentence.words) and sentence.words[last].lower in _DISTRICT_WORDS
        if not lead or last == index or (not district and _goes_on(sentence, last)):
            return
        kept = _kept(options, near=lead == "near", district=district)
        kept = [place for place in kept if _in_full(place, sentence, index, last)]
        if kept:
            words = sentence.text[sentence.words[index].start : sentence.words[last - 1].end]
            yield Stated(strip_possessive(words), lead == "near", kept)
        lead, index = "", last + district


def _lead(sentence: Sentence, index: int, lead: str) -> str | None:
    """Return what a word before a place makes of it: ``near``, ``in``, or None: nothing."""
    lower = sentence.folded[index]
    if lower in _NEARNESS:
        return "near"
    if lower == "in":
        return "in"
    if lower == "of" and sentence.folded[index - 1] in words_of("quarter_noun"):
        return "near"
    known = _LINKS | _DISTRICT_WORDS | words_of("compass") | words_of("quarter_noun")
    return lead if lower in known or sentence.words[index].capital else None


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word is an adjective: “a Somali district of …”."""
    if index < 1 or sentence.folded[index - 1] not in {"a", "an"}:
        return False
    return sentence.beside(index) and sentence.folded[index + 1] in words_of("quarter_noun")


def _known(sentence: Sentence, index: int, candidates: Candidates) -> tuple[int, Sequence[Place]]:
    for last in range(min(len(sentence.words), index + _LONGEST), index, -1):
        options = candidates.get(tuple(sentence.folded[index:last]))
        if options and sentence.joined(index, last):
            return last, options
    return index, ()


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether the name goes on, or only describes a line: “the X Freeway”, “the X border”."""
    if not sentence.beside(last - 1):
        return False
    return sentence.words[last].capital or sentence.folded[last] in {"border", "line", "category"}


def _in_full(place: Place, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name is no abbreviation in small letters: “in the Miss category”."""
    if last - first > 1 or sentence.words[first].text.isupper():
        return True
    return any(
        name_key(name) == name_key(sentence.folded[first])
        and len(name) > _ABBREVIATED
        and not name.endswith(".")
        for name in place.names
    )


def _kept(options: Sequence[Place], *, near: bool, district: bool) -> list[Place]:
    """Return the places that can contain another, or lie near it."""
    if near:
        wide = any(place.kind in _POINTLESS - {"district"} for place in options)
        return [] if wide else [p for p in options if p.lat is not None and not p.is_area]
    areas = [place for place in options if place.kind in _AREAS]
    if district:
        return [place for place in options if place.kind not in STATES]
    return areas


def metres_apart(place: Place, other: Place) -> float | None:
    """Return a rough distance of two places in metres; None where one has no position."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return None
    east = (place.lon - other.lon + 180) % 360 - 180
    width = math.cos(math.radians((place.lat + other.lat) / 2))
    return _DEGREE_M * math.hypot(place.lat - other.lat, east * width)


def area_of_before(name: Name, candidates: Candidates) -> Place | None:
    """Return the state or country of a name after a comma, by what stands before that comma.

    “Clark County, Washington” is in the state, not in the capital.
    """
    sentence, end = name.sentence, name.first
    if end < 1 or sentence.gap(end - 1).strip() != "," or len(name.options) == 1:
        return None
    areas = [place for place in name.options if place.kind in STATES | {"province"}]
    for first in range(max(0, end - 3), end):
        inner = candidates.get(tuple(sentence.folded[first:end]), ())
        if not inner or not areas or not sentence.joined(first, end):
            continue
        named = [place for place in inner if place.kind == "district" or _is_town(place, name)]
        holding = [area for area in areas if any(within(place, area) for place in named)]
        districts = any(place.kind == "district" for place in named)
        return holding[0] if len(holding) == 1 or (holding and districts) else None
    return None


def _is_town(place: Place, area: Name) -> bool:
    """Whether a place is a town that readers know, whose state may be named after it.

    Not in a list: “in Moscow, Washington and Rome”.
    """
    if place.kind not in {"settlement", "capital"} or place.population < _TOWN:
        return False
    sentence, last = area.sentence, area.last
    gap = sentence.gap(last - 1).strip()
    goes_on = last < len(sentence.words) and (
        sentence.folded[last] in {"and", "or"} or (gap == "," and sentence.words[last].capital)
    )
    return not (goes_on and gap in {"", ","})


def lying_there(name: Name, said: Sequence[Stated]) -> list[Place]:
    """Return the places of a name that lie where the words after it say, largest first."""
    if not said:
        return []
    inner = [place for place in name.options if place.kind in _LIES_SOMEWHERE]
    found = [place for place in inner if all(one.holds(place) for one in said)]
    return sorted(found, key=lambda place: -rank(place, name.key))


def lies_elsewhere(name: Name, place: Place, candidates: Candidates) -> str:
    """Return why a small town is a namesake of the one meant, or "": the words put it elsewhere."""
    if place.kind != "settlement" or place.population >= KNOWN_TOWN:
        return ""
    for said in stated_after(name, candidates):
        if not said.holds(place):
            return f"the list of places has none of that name {said}"
    return not_located(name, place, candidates)


def not_located(name: Name, place: Place, candidates: Candidates) -> str:
    """Return why a place cannot be the one that a name means, or "".

    The words after the name say that it lies elsewhere, or that it is no town: “Tarn, Washington”
    where no Tarn of that state is known, “the Tarn hills”.
    """
    if place.kind != "settlement":
        return ""
    sentence, last = name.sentence, name.last
    if sentence.beside(last - 1) and not sentence.words[last].capital:
        noun = sentence.folded[last]
        if noun in words_of("natural_feature") and not sentence.words[last - 1].possessive:
            return f"the gazetteer has no {noun} of that name"
    if sentence.gap(last - 1).strip() != "," or _in_list(name):
        return ""
    end, areas = container_after(sentence, last, candidates)
    closed = end and (end >= len(sentence.words) or sentence.gap(end - 1).strip()[:1] in _CLOSERS)
    if not closed or any(within(place, area) for area in areas):
        return ""
    area = sentence.text[sentence.words[last].start : sentence.words[end - 1].end]
    return f"the gazetteer has none of that name in {area}"


def _in_list(name: Name) -> bool:
    """Whether a name stands in a list of names: “in Mexico, China, Japan”."""
    sentence = name.sentence
    before = name.first - 1
    if before >= 0 and sentence.words[before].capital and sentence.gap(before).strip() == ",":
        return True
    end = name.last + 1
    while end < min(len(sentence.words), name.last + 4) and sentence.gap(end - 1).strip() != ",":
        end += 1
    if end >= len(sentence.words):
        return False
    after = sentence.words[end]
    return after.lower in {"and", "or"} or (after.capital and sentence.gap(end - 1).strip() == ",")
