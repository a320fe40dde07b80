"""Which place of a name.

By its type word, by what contains it, by the article's own usage, by what else is named, by size.

Every choice says how sure it is and why. Scores are in powers of ten of inhabitants: a place in a
province the article names outranks one a few hundred times as large elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import Gazetteer
from geodata.place import Place, name_key
from loaders.lexicon.tables import read_table, split_list, words_of
from loaders.model.records import Sure
from loaders.toponyms.features import container_after
from loaders.toponyms.recognise import Candidates, Key, Name

_RANK = {
    "country": 8.6,
    "capital": 7.2,
    "region": 6.5,
    "sea": 6.5,
    "province": 5.5,
    "lake": 5.0,
    "district": 4.2,
    "historical": 6.0,
}
"""Score of a place without a count of inhabitants: what readers take a bare name of its kind to
mean."""
_UNKNOWN = 3.0
_PRESS_WORD = re.compile(r"[\w’']+|[£€]")
_PROVINCE_RANK = 5.7
_FADE, _CROWD = 0.1, 0.2
_CURATED = 5.5
"""A place of the curated region weighs as much as a city of three hundred thousand: it is what the
articles are about."""
_ALIAS = 1.0
"""How much less a name that is only an alias weighs."""
_PROVINCE, _COUNTRY, _NEAR = 1.6, 2.8, 6.0
"""What it adds at most that the article names the place's province, its country, or places near it:
the values that put most names of LGL and TR-News right."""
_NEAR_DEGREES = 0.7
_MUCH = 1.5
"""Mentions of a country (or words of its press) that count as much."""
_PART = 3.0
"""What a country loses when a capital direction stands before it: “Northeast Georgia” is part of a
province."""
_KNOWN_TOWN = 200_000
"""Inhabitants from which on a town is named in the press of other countries without a word of where
it lies."""
_CLEAR = 1.0
"""A choice that leads by less than a factor of ten is not sure."""
_MOST = 40
"""No more places of one name are weighed: the curated ones come first, then the most populous."""

_FAR_DEGREES = 2.0
"""Places further north or south than this are not measured: nearness has faded to a twentieth."""
_ELSEWHERE_DEGREES = 20.0
"""From here on every distance counts alike, so that one name of another continent does not decide
among neighbours; the same for a place without a coordinate."""
_DEGREE_M = 111_320
"""Metres in a degree of latitude, to compare degrees with a place's precision."""
_WELL_KNOWN = 5.0
"""Above this rank, a hundred thousand inhabitants, being well known is a reason worth giving."""
_SURE_NAME = 0.8
"""From this likelihood of being a place's name on, the only place of the name is certain."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a name means, how sure that is (``certain``, ``likely``, ``unsure``), and why."""

    place: Place
    sure: Sure
    why: str


@dataclass(slots=True)
class Context:
    """What an article names that bears on its other names."""

    regional: bool = False
    """It is about the curated region."""
    countries: Counter[str] = field(default_factory=Counter)
    """How much speaks for each country: its name, its provinces' names, words of its press."""
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[Place] = field(default_factory=list)
    """Curated places named beyond doubt."""
    senses: dict[Key, str] = field(default_factory=dict)
    """The place an ambiguous name means where the article itself types it."""
    contained: dict[Key, Place] = field(default_factory=dict)
    """The place a name means where the article says what it lies in."""
    weight: dict[Key, list[tuple[Place, float]]] = field(default_factory=dict)


def read_context(
    names: Sequence[Name],
    candidates: Candidates,
    gazetteer: Gazetteer,
    adjectival: Sequence[Place],
    text: str,
) -> Context:
    """Return what an article's names say about one another.

    ``adjectival`` are the countries whose adjectives it uses.
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
        inside = _inside(name, candidates)
        if inside:
            context.contained.setdefault(name.key, inside[0])
    context.regional = len(curated) > 1 or bool(curated and {"AM", "AZ"} & set(context.countries))
    context.senses = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
    for name in real:
        if name.key not in context.weight:
            contained = context.contained.get(name.key)
            options = [contained] if contained else list(name.options[:_MOST])
            context.weight[name.key] = _weights(options, name.key)
    return context


def _count_areas(name: Name, context: Context, gazetteer: Gazetteer) -> None:
    """Count a name for the country and the provinces that it may mean."""
    is_country = name.options[0].kind == "country"
    if is_country:
        context.countries[name.options[0].country] += 1
    for place in name.options:
        if (
            place.kind == "province"
            and place.parent
            and not gazetteer.is_curated(place)
            and rank(place, name.key) > _PROVINCE_RANK
        ):
            context.provinces[place.country, place.parent] += 1
            context.countries[place.country] += not is_country


def _weights(options: Sequence[Place], key: Key) -> list[tuple[Place, float]]:
    """Return the options that may support other names, each with how strongly.

    Less, the more places have the name.
    """
    located = [
        (place, rank(place, key))
        for place in options
        if place.lat is not None and place.kind not in {"country", "region"}
    ]
    best = max((score for _, score in located), default=0.0)
    return [
        (place, 10 ** (_FADE * (score - best)) / len(located) ** _CROWD) for place, score in located
    ]


@cache
def _press() -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    """Return the words of each country's press with their weight."""
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
            country: weight * min(_MUCH, count)
            for country, (weight, count) in counts.items()
            if count
        }
    )


def rank(place: Place, key: Key, *, curated: bool = False) -> float:
    """Return how likely a bare name means a place before anything else is known.

    The power of ten of its inhabitants.
    """
    score = math.log10(place.population) if place.population else _RANK.get(place.kind, _UNKNOWN)
    if curated and place.kind not in _RANK:
        score = _CURATED
    own = (
        curated
        or key in {name_key(place.name), name_key(place.label)}
        or place.kind in {"country", "capital"}
    )
    return score if own else score - _ALIAS


def _inside(name: Name, candidates: Candidates) -> list[Place]:
    """Return the options that lie in the province or country named right after.

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
    if not last:
        return []
    inner = [place for place in name.options if place.kind not in {"country", "province"}]
    found = [place for place in inner if any(_within(place, area) for area in areas)]
    return sorted(found, key=lambda place: -rank(place, name.key))


def _within(place: Place, area: Place) -> bool:
    if area.kind == "province":
        return area.country == place.country and area.parent == place.parent
    return area.kind == "country" and area.country == place.country


def resolve(name: Name, context: Context, candidates: Candidates, gazetteer: Gazetteer) -> Choice:
    """Return the place a name means."""
    inside = _inside(name, candidates)
    if inside:
        area = name.sentence.text[
            name.sentence.words[name.last].start : name.sentence.words[name.last].end
        ]
        return Choice(inside[0], "certain", f"the place of that name in {area}")
    curated = [place for place in name.options if gazetteer.is_curated(place)]
    if curated and (context.regional or len(curated) == len(name.options)):
        return _curated(name, curated, context)
    if context.regional and not curated:
        villages = gazetteer.named(f"{' '.join(name.key)} village")
        if len(villages) == 1:
            return Choice(
                villages[0], "likely", "the village of that name in the region the article is of"
            )
    options = [place for place in name.options if place.kind in name.kinds] or list(name.options)
    if name.key in context.contained and context.contained[name.key] in options:
        return Choice(
            context.contained[name.key], "certain", "the article says elsewhere what it lies in"
        )
    if len(options) == 1:
        return Choice(
            options[0], "certain" if name.sure > _SURE_NAME else "likely", _only(name, options)
        )
    scored = sorted(
        (
            (_score(place, name, context, curated=gazetteer.is_curated(place)), -index)
            for index, place in enumerate(options[:_MOST])
        ),
        reverse=True,
    )
    best, reason = scored[0][0]
    place = options[-scored[0][1]]
    # a town and the province named after it are one answer to where
    second = max(
        (score for (score, _), index in scored[1:] if not _one_place(place, options[-index])),
        default=best - _CLEAR,
    )
    sure: Sure = "likely" if best - second >= _CLEAR else "unsure"
    return Choice(place, sure, f"of {len(options)} places of that name, {reason}")


def _one_place(place: Place, other: Place) -> bool:
    """Whether two places of a name are a town and the area round it, so that either lies where the other does."""
    if {place.kind, other.kind}.isdisjoint(
        {"province", "district"}
    ) or place.country != other.country:
        return False
    return _degrees(place, other) * _DEGREE_M < max(place.precision_m, other.precision_m)


def is_far_fetched(choice: Choice, context: Context, gazetteer: Gazetteer) -> bool:
    """Whether a choice would put a name of an article on the region into a country the article does not speak of.

    Large towns are named everywhere; a hamlet of that name elsewhere is a guess no map should show.
    """
    place = choice.place
    known = (
        gazetteer.is_curated(place) or place.kind != "settlement" or place.population >= _KNOWN_TOWN
    )
    return (
        context.regional
        and not known
        and not context.countries[place.country]
        and not choice.why.startswith("the place of that name in")
    )


def _only(name: Name, options: Sequence[Place]) -> str:
    if len(options) < len(name.options):
        return f"named with “{name.typed}”"
    return "the only place of that name in the gazetteer"


def _score(place: Place, name: Name, context: Context, *, curated: bool) -> tuple[float, str]:
    """Return a place's score and what speaks for it most."""
    base = rank(place, name.key, curated=curated)
    told = [(max(0.0, base - _WELL_KNOWN), f"the {place.kind} most readers know")]
    if place.kind != "province" and place.parent and context.provinces[place.country, place.parent]:
        told.append((_PROVINCE, "the one in a province the article names"))
    if place.kind != "country" and context.countries[place.country]:
        told.append(
            (
                _COUNTRY * min(1.0, context.countries[place.country] / _MUCH),
                "the one in a country the article is of",
            )
        )
    told.append(
        (
            _NEAR * _nearness(place, name.key, context),
            "the one nearest to what else the article names",
        )
    )
    if (
        place.kind == "country"
        and name.first
        and name.sentence.words[name.first - 1].capital
        and name.sentence.folded[name.first - 1] in words_of("direction")
    ):
        base -= _PART
    return base + sum(points for points, _ in told[1:]), max(told)[1]


def _nearness(place: Place, key: Key, context: Context) -> float:
    """Return how much of what else the article names lies near a place, 0 to 1."""
    if place.lat is None or place.lon is None or place.kind in {"country", "region"}:
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

    By the type word, by the article's own usage, by nearness to what else is named.
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
    """Return the option nearest to the places named beyond doubt; the table's order breaks ties."""
    if len(options) == 1 or not anchors:
        return options[0]
    return min(options, key=lambda place: sum(_degrees(place, anchor) for anchor in anchors))


def _degrees(place: Place, other: Place) -> float:
    """Rough nearness for ranking only.

    Degrees, longitude scaled by latitude, capped so that far anchors count alike.
    """
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return _ELSEWHERE_DEGREES
    return min(
        _ELSEWHERE_DEGREES,
        math.hypot(
            place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(place.lat))
        ),
    )
