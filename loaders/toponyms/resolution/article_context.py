"""What an article speaks of: the countries and places that its names weigh for."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import Gazetteer
from geodata.place import STATES, Place, name_key
from loaders.lexicon.tables import read_table, split_list
from loaders.toponyms.features import container_after
from loaders.toponyms.name_records import Candidates, Key, Name

_RANK = {
    "country": 8.6,
    "territory": 7.6,
    "capital": 7.2,
    "region": 6.5,
    "sea": 6.5,
    "province": 5.5,
    "lake": 5.0,
    "district": 4.2,
    "historical": 6.0,
    "site": 4.0,
    "island": 4.0,
    "mountain": 4.0,
    "pass": 4.0,
}
"""Score of a place without a count of inhabitants, by its kind: how readily readers take a bare
name to mean it."""
_DEFAULT_RANK = 3.0
"""Score of a place of any other kind without a count of inhabitants: as a town of a thousand."""
_PRESS_WORD = re.compile(r"[\w’']+|[£€]")
LEAST_PROVINCE_RANK = 5.7
"""Score from which on a province's name counts as a mention of that province: half a million
inhabitants. A smaller value counts names that often mean something else."""
_FADE, _CROWD = 0.1, 0.2
"""How strongly a place supports other names: 10 ** (``_FADE`` × (its score − the best score of
its name)) / (number of places of that name) ** ``_CROWD``. Larger values trust common names
less."""
_CURATED_RANK = 5.5
"""A place of the curated region scores as a city of three hundred thousand: the articles are
about that region."""
_ALIAS_LOSS = 1.0
"""What a name that is only an alias loses."""
_MANY_COUNTRIES = 4
"""Countries that an article names, from which on it is of the world: a country's or capital's
name then means no small town of that name. Chosen by hand."""
KNOWN_TOWN = 200_000
"""Inhabitants from which on other countries' press names a town without saying where it lies. A
smaller value would put villages abroad on a region's map by their names alone."""
_SHARE = 0.2
"""Share of an article's mentions of countries from which on it is of one of them."""
FULL_COUNT = 1.5
"""Mentions of a country (or words of its press) from which on it gives the whole bonus. One
mention alone may be in passing."""
_DISTRICT_DEGREES = 0.5
"""A place in a county lies no further from the middle of it, in degrees of latitude (55 km)."""
_STATE = 500_000
"""Inhabitants from which on a province is one that lists of states name."""
MOST_OPTIONS = 40
"""Places of one name that are weighed, at most: the curated ones first, then the most populous.
It bounds the time that a frequent name takes."""


@dataclass(slots=True)
class Context:
    """What an article names that bears on its other names.

    Attributes
    ----------
    regional
        Whether the article is about the curated region.
    named
        The countries that it names as such, by code.
    countries
        How much speaks for each country: its name, its provinces' names, words of its press.
    provinces
        How often each province is named, by country and code.
    anchors
        Curated places named beyond doubt.
    senses
        The place an ambiguous name means where the article itself gives its type.
    contained
        The place a name means where the article says what it lies in.
    weight
        The places of each name that may support other names, with how strongly.
    """

    regional: bool = False
    named: frozenset[str] = frozenset()
    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[Place] = field(default_factory=list)
    senses: dict[Key, str] = field(default_factory=dict)
    contained: dict[Key, Place] = field(default_factory=dict)
    weight: dict[Key, list[tuple[Place, float]]] = field(default_factory=dict)

    @property
    def is_wide(self) -> bool:
        """Whether the article is of the world: it names many countries."""
        return len(self.named) >= _MANY_COUNTRIES

    def share(self, country: str) -> float:
        """Return how much the article is of a country, 0 to 1: one of many is in passing."""
        total = sum(self.countries.values())
        return min(1.0, self.countries[country] / max(FULL_COUNT, total * _SHARE))


def _count_areas(name: Name, context: Context, gazetteer: Gazetteer) -> None:
    """Count a name for the country and the provinces that it may mean."""
    is_country = name.options[0].kind in STATES
    if is_country:
        context.countries[name.options[0].country] += 1
    for place in name.options:
        if (
            place.kind == "province"
            and place.parent
            and not gazetteer.is_curated(place)
            and rank(place, name.key) > LEAST_PROVINCE_RANK
        ):
            context.provinces[place.country, place.parent] += 1
            context.countries[place.country] += not is_country


def read_context(
    names: Sequence[Name],
    candidates: Candidates,
    gazetteer: Gazetteer,
    adjectival: Sequence[Place],
    text: str,
) -> Context:
    """Return what an article's names say about one another.

    Parameters
    ----------
    names
        The article's names.
    candidates
        The places of every name in it.
    gazetteer
        The places known.
    adjectival
        The countries whose adjectives it uses.
    text
        The article's text.
    """
    context = Context(countries=_press_words(text))
    real = [name for name in names if not name.not_a_place and name.options]
    for place in adjectival:
        context.countries[place.country] += 1
    curated = {place.id for name in real for place in name.options if gazetteer.is_curated(place)}
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in real:
        _count_areas(name, context, gazetteer)
        best = name.options[0]
        if (
            len(name.options) == 1
            and gazetteer.is_curated(best)
            and best.lat is not None
            and best not in context.anchors
        ):
            context.anchors.append(best)
        fitting = [place for place in name.options if place.kind in name.kinds]
        if len(name.options) > 1 and fitting:
            votes[name.key][fitting[0].id] += 1
        inside = areas_around(name, candidates)
        if inside:
            context.contained.setdefault(name.key, inside[0])
    context.named = frozenset(
        name.options[0].country for name in real if name.options[0].kind in STATES
    )
    # places that a story states are of its own region, wherever that is
    curated = {i for i in curated if not gazetteer.is_stated(gazetteer[i])}
    of_region = gazetteer.region & set(context.countries)
    context.regional = len(curated) > 1 or bool(curated and of_region)
    context.senses = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
    for name in real:
        if name.key not in context.weight:
            contained = context.contained.get(name.key)
            options = [contained] if contained else list(name.options[:MOST_OPTIONS])
            context.weight[name.key] = _weights(options, name.key)
    return context


def _weights(options: Sequence[Place], key: Key) -> list[tuple[Place, float]]:
    """Return the options that may support other names, each with how strongly.

    Each supports less, the more places have the name.
    """
    located = [
        (place, rank(place, key))
        for place in options
        if place.lat is not None and place.kind not in {"country", "territory", "region"}
    ]
    best = max((score for _, score in located), default=0.0)
    return [
        (place, 10 ** (_FADE * (score - best)) / len(located) ** _CROWD) for place, score in located
    ]


@cache
def _press() -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    """Return the words of each country's press, with their weight."""
    return tuple(
        (
            row["country"],
            float(row["weight"]),
            tuple(_flat(word) for word in split_list(row["words"])),
        )
        for row in read_table("country_cues")
    )


def _flat(text: str) -> str:
    """Return a text's words in lower case, each between spaces."""
    return f" {' '.join(_PRESS_WORD.findall(text.lower()))} "


def _press_words(text: str) -> Counter[str]:
    flat = _flat(text)
    counts = {
        country: (weight, sum(flat.count(word) for word in words))
        for country, weight, words in _press()
    }
    return Counter(
        {
            country: weight * min(FULL_COUNT, count)
            for country, (weight, count) in counts.items()
            if count
        }
    )


def rank(place: Place, key: Key, *, curated: bool = False) -> float:
    """Return how likely a bare name means a place before anything else is known.

    It is the power of ten of the place's inhabitants, or the rank of its kind.
    """
    score = (
        math.log10(place.population) if place.population else _RANK.get(place.kind, _DEFAULT_RANK)
    )
    if curated and place.kind not in _RANK:
        score = _CURATED_RANK
    own = (
        curated
        or key in {name_key(place.name), name_key(place.label)}
        or place.kind in {"country", "territory", "capital"}
    )
    return score if own else score - _ALIAS_LOSS


def areas_around(name: Name, candidates: Candidates) -> list[Place]:
    """Return the options that lie in the province or country named right after, largest first.

    “Paris, Texas”, “Leith (Scotland)”.
    """
    sentence = name.sentence
    if sentence.gap(name.last - 1).strip() not in {",", "(", ""} or name.last >= len(
        sentence.words
    ):
        return []
    last, areas = container_after(
        sentence, name.last, candidates, capitals=not sentence.gap(name.last - 1).strip()
    )
    if not last or _listed_wide(name, last, candidates):
        return []
    inner = [place for place in name.options if place.kind not in STATES | {"province"}]
    found = [place for place in inner if any(within(place, area) for area in areas)]
    return sorted(found, key=lambda place: -rank(place, name.key))


def _listed_wide(name: Name, end: int, candidates: Candidates) -> bool:
    """Whether a country's or state's name stands in a list of such: “in Mexico, China, Japan”.

    Then what follows it is the next of the list, and not what a hamlet of its name lies in.
    """
    if not any(_is_wide(place) for place in name.options):
        return False
    sentence = name.sentence
    beside = candidates.get(tuple(sentence.folded[name.last : end]), ())
    kinds = {place.kind for place in name.options if _is_wide(place)}
    if not any(place.kind in kinds for place in beside):
        return False  # “Washington, Pennsylvania”, “Georgia, Vermont” pass: see the list below
    before = name.first - 1
    if before >= 0 and sentence.words[before].capital and sentence.gap(before).strip() == ",":
        return True
    if end >= len(sentence.words):
        return "country" in kinds
    gap, word = sentence.gap(end - 1).strip(), sentence.words[end]
    listed = gap in {"", ","} and word.lower in {"and", "or"}
    goes_on = candidates.get((sentence.folded[end],), ())
    return (
        listed
        or (gap == "," and word.capital and any(p.kind in kinds for p in goes_on))
        or ("country" in kinds and any(place.kind == "country" for place in beside))
    )


def _is_wide(place: Place) -> bool:
    return place.kind in STATES or (place.kind == "province" and place.population > _STATE)


def within(place: Place, area: Place) -> bool:
    """Whether a place lies in a province or country, by its row."""
    if area.kind == "province":
        return area.country == place.country and area.parent == place.parent
    if area.kind == "district":
        return _in_district(place, area)
    return area.kind in STATES and area.country == place.country


def _in_district(place: Place, area: Place) -> bool:
    """Whether a place lies in a county or district, by its distance from the label point."""
    if place.country != area.country or None in {place.lat, place.lon, area.lat, area.lon}:
        return False
    east = ((place.lon or 0.0) - (area.lon or 0.0)) * math.cos(math.radians(place.lat or 0.0))
    degrees = math.hypot((place.lat or 0.0) - (area.lat or 0.0), east)
    return degrees < _DISTRICT_DEGREES
