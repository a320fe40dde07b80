"""Claims held against geometry.

What can be computed of a height, a distance and a bearing an article speaks of.

Each check carries the span it is about. None says whether a claim is true: it gives numbers as
ranges, with what they rest on. Shares and sides need no words of their own: ``geodata.lake_shares``
and ``geodata.borders`` give them by line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shapely.geometry import Point
from shapely.ops import nearest_points

from geodata.gazetteer import Gazetteer
from geodata.geodesy import bearing, distance_m, metric
from geodata.layers import roads
from geodata.place import Place
from geodata.published import PublishedStatement, published_statements
from geodata.waypoints import road_waypoints
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import Article, Claim, Distance, Span

_ANTECEDENT = 600
"""How far back, in characters, “this height” may point to a summit named before it."""


@dataclass(frozen=True, slots=True)
class Line(Span):
    """The straight line from a summit to something a claim names with it; the span is the claim's.

    Attributes
    ----------
    origin
        The summit.
    target_id, target
        Id and name of the place or road.
    low_m, high_m
        Distance in metres at least and at most, within the precision of both ends.
    bearing_low, bearing_high
        Bearing from the summit in degrees from north, clockwise from low to high; None where any is
        possible.
    inputs
        The positions and precisions it rests on, in words.
    """

    article_id: str
    claim: Claim
    origin: Place
    target_id: str
    target: str
    low_m: float
    high_m: float
    bearing_low: float | None
    bearing_high: float | None
    inputs: str


@dataclass(frozen=True, slots=True)
class Height(Span):
    """A claimed height of a summit beside the published ones; the span is that of the number."""

    article_id: str
    claim: Claim
    place: Place
    distance: Distance
    published: tuple[PublishedStatement, ...]


@dataclass(frozen=True, slots=True)
class Unseen(Span):
    """A claim about what can be seen or controlled from a summit.

    Not computed; the span is the word's.
    """

    article_id: str
    claim: Claim
    place: Place


def summit_lines(article: Article, gazetteer: Gazetteer) -> Iterator[Line]:
    """Yield the lines from the summit a claim speaks of to every airport, landmark and road it names with it."""
    for claim in article.claims:
        summit = _summit(article, claim, gazetteer)
        if summit is None or summit.position is None:
            continue
        for place_id in claim.place_ids:
            place = gazetteer.get(place_id)
            if place_id in roads():
                yield _to_road(article, claim, summit, Point(summit.position), place_id)
            elif place and place.position and place.kind in {"airport", "poi", "pass"}:
                inputs = f"{_position(summit)}; {_position(place)}"
                ends = Point(summit.position), Point(place.position)
                yield _line(
                    article, claim, summit, place_id, place.name, ends, place.precision_m, inputs
                )


def heights(article: Article, gazetteer: Gazetteer) -> Iterator[Height]:
    """Yield every height a claim gives a summit for which published heights are at hand."""
    for claim in article.claims:
        summit = _summit(article, claim, gazetteer)
        if summit is None:
            continue
        known = tuple(
            s for s in published_statements() if s.topic == "height" and s.place_id == summit.id
        )
        for distance_id in claim.distance_ids:
            distance = article.distance_by_id[distance_id]
            if (
                distance.role == "elevation"
                and distance.metres is not None
                and distance.converts is None
                and known
            ):
                yield Height(
                    distance.start, distance.end, article.id, claim, summit, distance, known
                )


def unseen(article: Article, gazetteer: Gazetteer) -> Iterator[Unseen]:
    """Yield every claim about what a summit commands or what can be seen from it.

    That needs a terrain model.
    """
    for claim in article.claims:
        summit = _summit(article, claim, gazetteer)
        match = pattern_of("sight_word").search(article.text, claim.start, claim.end)
        if summit and match:
            yield Unseen(match.start(), match.end(), article.id, claim, summit)


def _summit(article: Article, claim: Claim, gazetteer: Gazetteer) -> Place | None:
    """Return the one summit a claim names, or that its “this height” points back to."""
    named = [p for i in claim.place_ids if (p := gazetteer.get(i)) and p.kind == "mountain"]
    if named:
        return named[0] if len(named) == 1 else None
    nouns = "|".join(sorted(words_of("type_height")))
    # “this is a commanding height”, but not “at a height of 1,200 metres”
    pointing = (
        r"(?<!\bat"
        rf" )\b(?:this|that|the|this\s+is\s+an?)\s+(?:\w+\s+)?(?:{nouns})\b(?!\s+of\s+\S*\d)"
    )
    if not re.search(pointing, article.text[claim.start : claim.end], re.IGNORECASE):
        return None
    before = [
        m
        for m in article.places
        if m.kind == "mountain" and claim.start - _ANTECEDENT <= m.start < claim.start
    ]
    return gazetteer.get(before[-1].place_id) if before else None


def _to_road(article: Article, claim: Claim, summit: Place, top: Point, road_id: str) -> Line:
    forward, back = metric(top.x, top.y)
    road = roads()[road_id]
    nearest = Point(back(nearest_points(forward(top), forward(road.geometry))[1]))
    points = road_waypoints()[road_id]
    name = f"nearest point of the road {points[0].name} – {points[-1].name}"
    precision = float(road.properties["precision_m"])
    inputs = (
        f"{_position(summit)}; the road as straight lines between {len(points)} settlements, ±"
        f" {precision:,.0f} m"
    )
    return _line(article, claim, summit, road_id, name, (top, nearest), precision, inputs)


def _line(
    article: Article,
    claim: Claim,
    summit: Place,
    target_id: str,
    target: str,
    ends: tuple[Point, Point],
    precision: float,
    inputs: str,
) -> Line:
    top, end = ends
    length = distance_m(top.x, top.y, end.x, end.y)
    slack = summit.precision_m + precision
    low, high = max(0.0, length - slack), length + slack
    first = last = None
    if slack < length:
        # both ends may move: the line turns at most by the angle under which their errors together
        # are seen
        middle, turn = bearing(top.x, top.y, end.x, end.y), math.degrees(math.asin(slack / length))
        first, last = (middle - turn) % 360, (middle + turn) % 360
    return Line(
        claim.start,
        claim.end,
        article.id,
        claim,
        summit,
        target_id,
        target,
        low,
        high,
        first,
        last,
        inputs,
    )


def _position(place: Place) -> str:
    return f"{place.name} {place.lat:.4f}, {place.lon:.4f} ± {place.precision_m:,.0f} m"
