"""Which place of a name: by its type word, by what contains it, by the article's own usage, by what else is named, by size.

Every choice says how sure it is and why. Scores are in powers of ten of inhabitants: a place in a province the article names
outranks one a few hundred times as large elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geodata.gazetteer import Gazetteer, Place, name_key
from loaders.evidence import container_after
from loaders.names import Candidates, Key, Name
from loaders.records import Sure

_RANK = {"country": 8.6, "capital": 7.2, "region": 6.5, "sea": 6.5, "province": 6.6, "lake": 5.0, "district": 4.2, "historical": 6.0}
"""Score of a place without a count of inhabitants: what readers take a bare name of its kind to mean."""
_UNKNOWN = 3.0
_ALIAS = 1.5
"""How much less a name that is only an alias weighs."""
_PROVINCE, _COUNTRY, _NEAR = 2.6, 1.2, 2.4
"""What it adds that the article names the place's province, its country, or places near it. Tried on LGL and TR-News."""
_NEAR_DEGREES = 0.8
_CLEAR = 1.0
"""A choice that leads by less than a factor of ten is not sure."""
_MOST = 40
"""No more places of one name are weighed: the curated ones come first, then the most populous."""


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
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[Place] = field(default_factory=list)
    """Curated places named beyond doubt."""
    senses: dict[Key, str] = field(default_factory=dict)
    """The place an ambiguous name means where the article itself types it."""
    contained: dict[Key, Place] = field(default_factory=dict)
    """The place a name means where the article says what it lies in."""
    weight: dict[Key, list[tuple[Place, float]]] = field(default_factory=dict)


def read_context(names: Sequence[Name], candidates: Candidates, gazetteer: Gazetteer, adjectival: Sequence[Place]) -> Context:
    """Return what an article's names say about one another; ``adjectival`` are the countries whose adjectives it uses."""
    context = Context()
    real = [name for name in names if not name.not_a_place and name.options]
    for place in adjectival:
        context.countries[place.country] += 1
    curated = {place.id for name in real for place in name.options if gazetteer.is_curated(place)}
    context.regional = len(curated) > 1 or bool(curated and {"AM", "AZ"} & set(context.countries))
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in real:
        best = name.options[0]
        if best.kind == "country":
            context.countries[best.country] += 1
        for place in name.options:
            if place.kind == "province" and place.parent and not gazetteer.is_curated(place):
                context.provinces[place.country, place.parent] += 1
        if len(name.options) == 1 and gazetteer.is_curated(best) and best.lat is not None and best not in context.anchors:
            context.anchors.append(best)
        fitting = [place for place in name.options if place.kind in name.kinds]
        if len(name.options) > 1 and fitting:
            votes[name.key][fitting[0].id] += 1
        inside = _inside(name, candidates)
        if inside:
            context.contained.setdefault(name.key, inside[0])
    context.senses = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
    for name in real:
        if name.key not in context.weight:
            contained = context.contained.get(name.key)
            options = [contained] if contained else list(name.options[:_MOST])
            context.weight[name.key] = _weights(options, name.key)
    return context


def _weights(options: Sequence[Place], key: Key) -> list[tuple[Place, float]]:
    """Return the options with the share of belief each has by its rank alone."""
    located = [(place, 10 ** (0.6 * rank(place, key))) for place in options if place.lat is not None and place.kind not in {"country", "region"}]
    total = sum(weight for _, weight in located) or 1.0
    return [(place, weight / total) for place, weight in located if weight / total > 0.02]


def rank(place: Place, key: Key) -> float:
    """Return how likely a bare name means a place before anything else is known: the power of ten of its inhabitants."""
    score = math.log10(place.population) if place.population and place.kind == "settlement" else _RANK.get(place.kind, _UNKNOWN)
    own = key in {name_key(place.name), name_key(place.label)} or place.kind in {"country", "capital"}
    return score if own else score - _ALIAS


def _inside(name: Name, candidates: Candidates) -> list[Place]:
    """Return the options that lie in the province or country named right after: “Paris, Texas”, “Leith (Scotland)”."""
    sentence = name.sentence
    if sentence.gap(name.last - 1).strip() not in {",", "(", ""} or name.last >= len(sentence.words):
        return []
    last, areas = container_after(sentence, name.last, candidates, capitals=not sentence.gap(name.last - 1).strip())
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
        area = name.sentence.text[name.sentence.words[name.last].start : name.sentence.words[name.last].end]
        return Choice(inside[0], "certain", f"the place of that name in {area}")
    curated = [place for place in name.options if gazetteer.is_curated(place)]
    if curated and (context.regional or len(curated) == len(name.options)):
        return _curated(name, curated, context)
    options = [place for place in name.options if place.kind in name.kinds] or list(name.options)
    if name.key in context.contained and context.contained[name.key] in options:
        return Choice(context.contained[name.key], "certain", "the article says elsewhere what it lies in")
    if len(options) == 1:
        return Choice(options[0], "certain" if name.sure > 0.8 else "likely", _only(name, options))
    scored = sorted(((_score(place, name.key, context), -index) for index, place in enumerate(options[:_MOST])), reverse=True)
    (best, reason), (second, _) = scored[0][0], scored[1][0]
    place = options[-scored[0][1]]
    sure: Sure = "likely" if best - second >= _CLEAR else "unsure"
    return Choice(place, sure, f"of {len(options)} places of that name, {reason}")


def _only(name: Name, options: Sequence[Place]) -> str:
    if len(options) < len(name.options):
        return f"named with “{name.typed}”"
    return "the only place of that name in the gazetteer"


def _score(place: Place, key: Key, context: Context) -> tuple[float, str]:
    base = rank(place, key)
    told: list[tuple[float, str]] = [(max(0.0, base - 5.0), f"the {place.kind} most readers know")]
    if place.parent and context.provinces[place.country, place.parent] and place.kind != "province":
        told.append((_PROVINCE, "the one in a province the article names"))
    if context.countries[place.country] and place.kind != "country":
        told.append((_COUNTRY, "the one in a country the article names"))
    near = _nearness(place, key, context)
    told.append((_NEAR * near, "the one nearest to what else the article names"))
    total = base + sum(points for points, _ in told[1:])
    return total, max(told)[1]


def _nearness(place: Place, key: Key, context: Context) -> float:
    """Return how much of what else the article names lies near a place, 0 to 1."""
    if place.lat is None or place.lon is None or place.kind in {"country", "region"}:
        return 0.0
    found = 0.0
    width = math.cos(math.radians(place.lat))
    for other, options in context.weight.items():
        if other == key:
            continue
        for option, share in options:
            apart = math.hypot(place.lat - (option.lat or 0.0), (place.lon - (option.lon or 0.0)) * width)
            if apart < 4 * _NEAR_DEGREES:
                found += share * math.exp(-apart / _NEAR_DEGREES)
    return 1 - math.exp(-found)


def _curated(name: Name, options: list[Place], context: Context) -> Choice:
    """Choose among curated places: by the type word, by the article's own usage, by nearness to what else is named."""
    fitting = [place for place in options if place.kind in name.kinds]
    if fitting:
        return Choice(_nearest(fitting, context.anchors), "certain", f"named with “{name.typed}”")
    if name.kinds:
        place = _nearest(options, context.anchors)
        return Choice(place, "likely", f"named with “{name.typed}”, but the gazetteer has only the {place.kind}")
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
    return Choice(place, "likely" if len(settlements) == 1 else "unsure", f"no type word: the {place.kind}, not the {others} of that name")


def _nearest(options: Sequence[Place], anchors: Sequence[Place]) -> Place:
    """Return the option nearest to the places named beyond doubt; the table's order breaks ties."""
    if len(options) == 1 or not anchors:
        return options[0]
    return min(options, key=lambda place: sum(_degrees(place, anchor) for anchor in anchors))


def _degrees(place: Place, other: Place) -> float:
    """Rough nearness for ranking only: degrees, longitude scaled by latitude, capped so that far anchors count alike."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return 20.0
    return min(20.0, math.hypot(place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(place.lat))))
