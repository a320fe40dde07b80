"""Which place a name means.

It is chosen by its type word, by what contains it, by the article's own usage, by what else the
article names, and by size.

Every choice says how sure it is, and why. Scores are powers of ten of inhabitants: a bonus of 1
counts as ten times the inhabitants.

The ranks, bonuses and losses were tuned by hand to the values that put most names of the corpora
LGL and TR-News right; no part of the corpora was held out (``benchmarks/RESULTS.md``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from geodata.place import STATES, Place
from loaders.lexicon.tables import words_of
from loaders.model.records import Sure
from loaders.toponyms.name_records import Candidates, Key, Name
from loaders.toponyms.resolution.article_context import (
    KNOWN_TOWN,
    MOST_OPTIONS,
    Context,
    areas_around,
    rank,
)
from loaders.toponyms.resolution.containment import area_of_before, lying_there, stated_after
from loaders.toponyms.resolution.narrowing import HAMLET, meant_in_list, own_name, without_hamlets

_PROVINCE_BONUS, _COUNTRY_BONUS, _NEAR_BONUS = 1.6, 2.8, 6.0
"""What a place gains at most where the article names its province, its country, or places near
it."""
_NEAR_DEGREES = 0.7
"""Distance in degrees, about 78 km, at which a place named nearby supports another 1/e as much
as one beside it."""
_COMPASS_LOSS = 3.0
"""What a country loses where a capitalised direction stands before it: “Northeast Georgia” is
part of a province."""
_SOME_NEARNESS = 0.2
"""Nearness to what else the article names, 0 to 1, from which on it supports a small town."""
_CITY, _SMALL_LOSS = 100_000, 1.5
"""What a place of fewer inhabitants loses in a story of many countries: its readers do not know it
by its name alone. Chosen by hand."""
_CLEAR_LEAD = 1.0
"""A choice that leads by less than this, a factor of ten, is not sure."""
_FAR_DEGREES = 2.0
"""Places further north or south than this would count for less than 6 %: a quick test that spares
the square root."""
_ELSEWHERE_DEGREES = 20.0
"""From here on every distance counts alike, so that one name of another continent does not decide
among neighbours; the same for a place without a coordinate."""
_DEGREE_M = 111_320
"""Metres in a degree of latitude, to compare degrees with a place's precision."""
_WELL_KNOWN = 5.0
"""Above this rank, a hundred thousand inhabitants, being well known is a reason worth giving."""
_CHANCE = 0.7
"""Likelihood of being a place below which a name is none where only a town of a country that the
article does not speak of has it. Chosen on LGL and TR-News."""
_SURE_NAME = 0.8
"""From this likelihood of being a place's name on, the only place of the name is certain: a choice
is no surer than that the name is a place at all. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name means.

    ``sure`` is ``certain``, ``likely`` or ``unsure``; ``why`` says how it was chosen.
    """

    place: Place
    sure: Sure
    why: str


def resolve(name: Name, context: Context, candidates: Candidates, gazetteer: Gazetteer) -> Choice:
    """Return the place a name means."""
    inside = areas_around(name, candidates)
    if inside:
        area = name.sentence.text[
            name.sentence.words[name.last].start : name.sentence.words[name.last].end
        ]
        return Choice(inside[0], "certain", f"the place of that name in {area}")
    said = stated_after(name, candidates)
    around = area_of_before(name, candidates)
    if around:
        return Choice(around, "certain", "what the place named before it lies in")
    there = lying_there(name, said)
    if there and (len(there) < len(name.options) or len(said) > 1):
        return Choice(there[0], "certain", f"the place of that name {said[0]}")
    stated = [place for place in name.options if gazetteer.is_stated(place)]
    if len(stated) == 1:
        return Choice(stated[0], "certain", f"stated in story.toml ({stated[0].source})")
    curated = [place for place in name.options if gazetteer.is_curated(place)]
    if curated and (context.regional or len(curated) == len(name.options)):
        return _curated(name, curated, context)
    if context.regional and not curated:
        villages = gazetteer.named(f"{' '.join(name.key)} village")
        if len(villages) == 1:
            return Choice(
                villages[0], "likely", "the village of that name in the region the article is of"
            )
    options = [place for place in name.options if place.kind in name.kinds]
    options = options or without_hamlets(name, context)
    options, listed = meant_in_list(name, options, candidates)
    if name.key in context.contained and context.contained[name.key] in options:
        return Choice(
            context.contained[name.key], "certain", "the article says elsewhere what it lies in"
        )
    if len(options) == 1:
        return _sole(name, options[0], context, gazetteer, listed)
    scored = sorted(
        (
            (_score(place, name, context, curated=gazetteer.is_curated(place)), -index)
            for index, place in enumerate(options[:MOST_OPTIONS])
        ),
        reverse=True,
    )
    best, reason = scored[0][0]
    best_one = options[-scored[0][1]]
    place = best_one if _speaks_of_area(name) else _seat(best_one, options, name.key)
    # a town and the province named after it are at one place, so they do not compete
    second = max(
        (score for (score, _), index in scored[1:] if not _one_place(place, options[-index])),
        default=best - _CLEAR_LEAD,
    )
    sure: Sure = "likely" if best - second >= _CLEAR_LEAD else "unsure"
    return Choice(place, sure, f"of {len(options)} places of that name, {reason}")


def _sole(name: Name, place: Place, context: Context, gazetteer: Gazetteer, listed: str) -> Choice:
    """Return the only place of a name: it is no surer than that the story is of its country."""
    if listed:
        return Choice(place, "certain", listed)
    why = _only(name, [place])
    if not (gazetteer.is_curated(place) or is_supported(place, name.key, context)):
        return Choice(place, "unsure", f"{why}, but nothing else in the article is near it")
    return Choice(place, "certain" if name.sure > _SURE_NAME else "likely", why)


def is_supported(place: Place, key: Key, context: Context) -> bool:
    """Whether the article speaks of a small town's country, or of places near it."""
    if place.kind != "settlement" or place.population >= KNOWN_TOWN:
        return True
    named = any(context.countries[country] for country in place.countries)
    return named or _nearness(place, key, context) > _SOME_NEARNESS


def _speaks_of_area(name: Name) -> bool:
    """Whether the word after a name is of something that areas have: “the Batken frontier”."""
    sentence, last = name.sentence, name.last
    return sentence.beside(last - 1) and sentence.folded[last] in words_of("of_areas")


def _seat(place: Place, options: Sequence[Place], key: Key) -> Place:
    """Return the capital or the town instead of the province round it.

    Bare “Vienna” is a government too, and who fled to “Batken” fled to the town.
    """
    if place.kind != "province":
        return place
    inside = [other for other in options if _one_place(place, other)]
    town = [other for other in inside if other.kind == "capital"] + [
        other
        for other in inside
        if other.kind == "settlement"
        and other.population >= HAMLET
        and own_name(other, key)
        and other.parent == place.parent
    ]
    return town[0] if town else place


def _one_place(place: Place, other: Place) -> bool:
    """Whether two places of a name are a town and the area round it.

    Either then lies where the other does: nearer than the larger precision, in metres.
    """
    if {place.kind, other.kind}.isdisjoint(
        {"province", "district"}
    ) or place.country != other.country:
        return False
    return _degrees(place, other) * _DEGREE_M < max(place.precision_m, other.precision_m)


def is_far_fetched(choice: Choice, name: Name, context: Context, gazetteer: Gazetteer) -> bool:
    """Whether a choice would put a name into a country of which the article does not speak.

    This holds for articles on the curated region, and for those of many countries. Large towns
    are named everywhere; a village of that name elsewhere is a guess that no map should show.
    """
    place = choice.place
    known = (
        gazetteer.is_curated(place) or place.kind != "settlement" or place.population >= KNOWN_TOWN
    )
    if known or choice.why.startswith("the place of that name"):
        return False
    if context.regional:
        return not context.countries[place.country]
    large = place.population > _CITY and name.sure > _SURE_NAME and own_name(place, name.key)
    return context.is_wide and not large and not is_supported(place, name.key, context)


def is_chance_match(choice: Choice, name: Name, context: Context) -> bool:
    """Whether a name that may be no place would be put into a country nobody speaks of.

    “Honda” is not the town in Colombia. The article speaks of other countries, nothing it names
    is near, and the words beside the name do not make it a place.
    """
    place = choice.place
    return (
        place.kind == "settlement"
        and len(name.key) == 1
        and place.population < KNOWN_TOWN
        and name.sure < _CHANCE
        and not any(context.countries[country] for country in place.countries)
        and any(context.countries.values())
        and "nearest" not in choice.why
        and name.key not in context.contained
    )


def _only(name: Name, options: Sequence[Place]) -> str:
    if len(options) < len(name.options) and not name.typed:
        return f"the only {options[0].kind} of that name"
    if len(options) < len(name.options):
        return f"named with “{name.typed}”"
    return "the only place of that name in the gazetteer"


def _score(place: Place, name: Name, context: Context, *, curated: bool) -> tuple[float, str]:
    """Return a place's score, and what speaks for it most."""
    base = rank(place, name.key, curated=curated)
    if context.is_wide and place.kind == "settlement" and place.population < _CITY:
        base -= _SMALL_LOSS
    # from a hundred thousand inhabitants on, size itself is a reason to give
    support = [(max(0.0, base - _WELL_KNOWN), f"the {place.kind} most readers know")]
    if place.kind != "province" and place.parent and context.provinces[place.country, place.parent]:
        support.append((_PROVINCE_BONUS, "the one in a province the article names"))
    share = max(context.share(country) for country in place.countries)
    if place.kind not in STATES and share:
        support.append(
            (
                _COUNTRY_BONUS * share,
                "the one in a country the article is of",
            )
        )
    support.append(
        (
            _NEAR_BONUS * _nearness(place, name.key, context),
            "the one nearest to what else the article names",
        )
    )
    if (
        place.kind == "country"
        and name.first
        and name.sentence.words[name.first - 1].capital
        and name.sentence.folded[name.first - 1] in words_of("direction")
    ):
        base -= _COMPASS_LOSS
    return base + sum(points for points, _ in support[1:]), max(support)[1]


def _nearness(place: Place, key: Key, context: Context) -> float:
    """Return how much of what else the article names lies near a place, 0 to 1."""
    if place.lat is None or place.lon is None or place.kind in STATES | {"region"}:
        return 0.0
    found = 0.0
    width = math.cos(math.radians(place.lat))
    for other, options in context.weight.items():
        if other == key:
            continue
        best = 0.0
        for option, weight in options:
            north = place.lat - (option.lat or 0.0)
            if -_FAR_DEGREES < north < _FAR_DEGREES:
                apart = math.hypot(north, (place.lon - (option.lon or 0.0)) * width)
                best = max(best, weight * math.exp(-apart / _NEAR_DEGREES))
        found += best
    return 1 - math.exp(-found)


def _curated(name: Name, options: list[Place], context: Context) -> Choice:
    """Choose among curated places.

    By the type word, by the article's own usage, and by nearness to what else it names.
    """
    fitting = [place for place in options if place.kind in name.kinds]
    if fitting:
        return Choice(_nearest(fitting, context.anchors), "certain", f"named with “{name.typed}”")
    if name.kinds:
        place = _nearest(options, context.anchors)
        return Choice(
            place,
            "likely",
            f"named with “{name.typed}”, but the gazetteer has only the {place.kind}",
        )
    if len(options) == 1:
        return Choice(options[0], "certain", "the only place of that name in the gazetteer")
    sense = context.senses.get(name.key)
    for place in options:
        if place.id == sense:
            return Choice(place, "certain", f"the article elsewhere names it as a {place.kind}")
    regions = [place for place in options if place.kind == "region"]
    if len(regions) == 1:
        return Choice(regions[0], "likely", "no type word: the region, not the town of that name")
    settlements = [place for place in options if place.kind in {"settlement", "capital"}] or options
    place = _nearest(settlements, context.anchors)
    others = ", ".join(sorted({option.kind for option in options if option is not place}))
    return Choice(
        place,
        "likely" if len(settlements) == 1 else "unsure",
        f"no type word: the {place.kind}, not the {others} of that name",
    )


def _nearest(options: Sequence[Place], anchors: Sequence[Place]) -> Place:
    """Return the option nearest to the anchors, the places named beyond doubt.

    Between equals, the table's order decides.
    """
    if len(options) == 1 or not anchors:
        return options[0]
    return min(options, key=lambda place: sum(_degrees(place, anchor) for anchor in anchors))


def _degrees(place: Place, other: Place) -> float:
    """Return a rough distance in degrees, for ranking only.

    Longitude is scaled by latitude. Twenty degrees is the most, so that all distant anchors count
    alike.
    """
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return _ELSEWHERE_DEGREES
    return min(
        _ELSEWHERE_DEGREES,
        math.hypot(
            place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(place.lat))
        ),
    )
