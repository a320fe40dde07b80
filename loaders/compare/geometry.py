"""What geometry can compute for a claim: heights, distances and bearings that an article speaks of.

Each result carries the span it is about. None says whether a claim is true: it gives numbers as
ranges, and the data they rest on. Shares and sides are computed by ``geodata.lake_shares`` and
``geodata.borders``, for each border line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shapely.geometry import Point
from shapely.ops import nearest_points

from geodata.borders import BorderLine, Offset, offset
from geodata.gazetteer import Gazetteer
from geodata.geodesy import bearing, distance_m, metric
from geodata.lake_shares import ShareRange
from geodata.lakes import schematic_lakes
from geodata.layers import Layer, areas, roads
from geodata.place import Place
from geodata.published import PublishedStatement, published_statements
from geodata.waypoints import road_waypoints
from geodata.zones import LONGEST_M, Standing, standing
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import Advance, Article, Claim, Distance, Share, Span

_ANTECEDENT = 600
"""Characters before “this height” in which the summit it means is named: about two paragraphs."""


@dataclass(frozen=True, slots=True)
class Line(Span):
    """The straight line from a summit to something that a claim names with it.

    The span is the claim's.

    Attributes
    ----------
    origin
        The summit.
    target_id, target
        Id and name of the place or road.
    low_m, high_m
        Distance in metres at least and at most, by the precision of both ends.
    bearing_low, bearing_high
        Bearing from the summit in degrees from north, clockwise from low to high; None if every
        bearing is possible.
    inputs
        The positions and precisions it is computed from, in words.
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
    """A claimed height of a summit, and the published ones; the span is that of the number."""

    article_id: str
    claim: Claim
    place: Place
    distance: Distance
    published: tuple[PublishedStatement, ...]


@dataclass(frozen=True, slots=True)
class Unseen(Span):
    """A claim about what can be seen or controlled from a summit, which is not computed.

    The span is that of the word.
    """

    article_id: str
    claim: Claim
    place: Place


def summit_lines(article: Article, gazetteer: Gazetteer) -> Iterator[Line]:
    """Yield the lines from a claim's summit to each airport, pass, landmark and road it names."""
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


def heights(
    article: Article,
    gazetteer: Gazetteer,
    published: Iterable[PublishedStatement] | None = None,
) -> Iterator[Height]:
    """Yield the heights that claims give summits, if there are published heights of the summit.

    Parameters
    ----------
    article, gazetteer
        The article, and the places it may name.
    published
        The statements published elsewhere; the shipped ones by default.
    """
    stated = [
        s for s in (published_statements() if published is None else published) if s.low is not None
    ]
    for claim in article.claims:
        summit = _summit(article, claim, gazetteer)
        if summit is None:
            continue
        known = tuple(s for s in stated if s.topic == "height" and s.place_id == summit.id)
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
    """Yield the claims about what can be seen or controlled from a summit.

    To compute that takes a terrain model.
    """
    for claim in article.claims:
        summit = _summit(article, claim, gazetteer)
        match = pattern_of("sight_word").search(article.text, claim.start, claim.end)
        if summit and match:
            yield Unseen(match.start(), match.end(), article.id, claim, summit)


def _summit(article: Article, claim: Claim, gazetteer: Gazetteer) -> Place | None:
    """Return the one summit that a claim names, or means with “this height”; else None."""
    named = [p for i in claim.place_ids if (p := gazetteer.get(i)) and p.kind == "mountain"]
    if named:
        return named[0] if len(named) == 1 else None
    nouns = "|".join(sorted(words_of("type_height")))
    # “this is a commanding height”, but not “at a height of 1,200 metres”
    pointing = (
        r"(?<!\bat )\b(?:this|that|the|this\s+is\s+an?)\s+(?:\w+\s+)?"
        rf"(?:{nouns})\b(?!\s+of\s+\S*\d)"
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
        f"{_position(summit)}; the road as straight lines between {len(points)} settlements,"
        f" ± {precision:,.0f} m"
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
        # both ends may be off by their precision: the line then turns by at most this angle
        turn = math.degrees(math.asin(slack / length))
        middle = bearing(top.x, top.y, end.x, end.y)
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


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """Whether a claimed advance reaches a place, and how far the place is from the line.

    Attributes
    ----------
    place
        The place.
    standing
        Whether the distance reaches it.
    offset
        Its distance from the line; None if its position was inferred from a border line, so that
        the distance would mean nothing.
    why
        What keeps it from being simply inside, in words.
    """

    place: Place
    standing: Standing
    offset: Offset | None
    why: str


def radius_m(place: Place) -> float:
    """Return how far a place may reach from its point, in metres.

    It is the place's precision; for a schematic lake, the radius of its envelope is added.
    """
    lake = schematic_lakes().get(place.id)
    return place.precision_m + (lake.envelope_radius_m if lake else 0.0)


def place_offset(place: Place, line: BorderLine) -> Offset | None:
    """Return the distance and side of a place from a line, within its precision.

    None for an area, and for a place whose position was inferred from a border line.
    """
    if place.position is None or place.from_border or place.is_area:
        return None
    return offset(line, *place.position, radius_m(place))


def standings(advance: Advance, line: BorderLine, places: Iterable[Place]) -> list[PlaceStanding]:
    """Return how places relate to a zone or an isoline, the nearest to the line first.

    For a measure there are none. Areas, which have no single distance, are left out, and so are
    places outside the section of an isoline.
    """
    limit = advance.distance.metres
    if (
        advance.form == "measure"
        or limit is None
        or limit > LONGEST_M
        or advance.country not in line.countries
    ):
        return []
    anchor = None
    if advance.form == "zone" and advance.place and advance.place.position:
        anchor = Point(advance.place.position)
    section = areas().get(advance.section or "")
    results = []
    for place in places:
        if place.position is None or place.is_area:
            continue
        if section and not _within(section, *place.position):
            continue
        if place.from_border:
            why = "its position came from a border line"
            results.append(PlaceStanding(place, "not told", None, why))
            continue
        reached, offset_, why = standing(
            line, advance.country, *place.position, radius_m(place), limit, anchor
        )
        results.append(PlaceStanding(place, reached, offset_, why))
    return sorted(
        results,
        key=lambda item: (item.offset is None, item.offset.distance_m if item.offset else 0.0),
    )


def _within(section: Layer, lon: float, lat: float) -> bool:
    """Whether a point lies in a section, within the precision of its generalised outline."""
    point = Point(lon, lat)
    if section.geometry.contains(point):
        return True
    nearest = section.geometry.boundary.interpolate(section.geometry.boundary.project(point))
    return distance_m(lon, lat, nearest.x, nearest.y) <= float(section.properties["precision_m"])


def is_compatible(share: Share, ranges: Mapping[str, ShareRange]) -> bool:
    """Whether a stated share and the shares by a border line, by country, have values in common."""
    if share.country is None:
        return all(one.divides for one in ranges.values())
    by_line = ranges.get(share.country)
    return by_line is not None and by_line.meets(share.low, share.high)


def may_be_at(advance: Advance, line: BorderLine) -> bool:
    """Whether an advance may be at a border line: its words name no country on neither side."""
    return not advance.country or advance.country in line.countries
