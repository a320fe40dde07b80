"""Where the map of a story opens: where the incident was, or as ``story.toml`` says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import shapely
from shapely.geometry import shape

from dashboard.map.advance_marks import advance_features
from dashboard.map.extent import Bounds, bounds_of, margined, place_bounds
from dashboard.map.map_features import Feature
from dashboard.map.marks import place_features
from dashboard.query.border import Border
from dashboard.query.index import Index
from dashboard.query.selection import Shown, select
from dashboard.view.view import View
from geodata.borders import FAR_M, corners_of, offset
from geodata.gazetteer import Gazetteer
from geodata.geodesy import distance_m

WORLD = [[-55.0, -170.0], [75.0, 170.0]]
"""Bounds in degrees of the map of no place and no border: the inhabited world."""
MARGIN = 0.05
"""Degrees round the marks: some 5 km."""
_MARGIN_SHARE = 0.25
"""What is added on every side of the incident, as a share of its extent: room for the labels, and
for enough of the border that the place is recognised."""
_PLACED = frozenset({"point", "certain"})
"""Parts that stand for a place where it is."""
_AREA = "label"
"""The part that is an area's name."""
_FAR = frozenset({"capital", "country"})
"""Kinds of places that say nothing of where at a border something was."""
_TOWN_WITHIN = 4.0
"""How far the town may be that is shown with an advance, as a multiple of the claimed distance:
further off, the advance itself would be small."""
_NEAR_M = 100_000.0
"""Metres from the border, or without a line from the middlemost place, within which places are at
the incident: distances of a border are stated up to so far."""
_MOST_WEIGHED = 300
"""Places of which the middlemost is sought at most: the time grows with their square."""
_LEAST_DEG = 0.4
"""Degrees of latitude of a map without a drawn advance at least: some 45 km."""
_LEAST_OF_AREA_DEG = 2.0
"""The same where only provinces or regions are named: some 220 km, as wide as many are."""
_PIXELS = (720, 480)
"""Width and height in pixels of the map that a stated zoom is turned into bounds for: about those
of the page on a screen 1400 pixels wide."""
_TILE = 256
"""Pixels of the whole world at zoom 0 in the map's projection."""

_homes: WeakKeyDictionary[Index, dict[str, Bounds]] = WeakKeyDictionary()
"""The cached bounds of the incident by articles and line: they are dropped with the articles."""


def home(shown: Shown) -> Bounds:
    """Return the bounds of the incident, the same under every filter.

    A copied address then opens the map where it was copied.
    """
    homes = _homes.setdefault(shown.index, {})
    border = shown.border
    key = f"{border.pair} {border.line.id if border.line else ''}"
    if key not in homes:
        stated = stated_home(shown)
        homes[key] = _bounds_at(*stated) if stated else _found(shown)
    return homes[key]


def stated_home(shown: Shown) -> tuple[float, float, float] | None:
    """Return the view that ``story.toml`` states: latitude, longitude, zoom.

    None where it states none, or where the reader chose another border than it is about.
    """
    story = shown.corpus.story
    return story.home if shown.border.is_of(story) else None


def _bounds_at(lat: float, lon: float, zoom: float) -> Bounds:
    """Return the bounds of a map round a point at a zoom."""
    wide, high = (pixels / 2 * 360 / (_TILE * 2**zoom) for pixels in _PIXELS)
    high *= math.cos(math.radians(lat))
    return [
        [round(max(-85.0, lat - high), 5), round(lon - wide, 5)],
        [round(min(85.0, lat + high), 5), round(lon + wide, 5)],
    ]


def _found(shown: Shown) -> Bounds:
    """Return the bounds of the incident as the articles have it."""
    border = shown.border
    whole = select(shown.index, View(), shown.places, border)
    drawn, _ = advance_features(whole.drawn_advances, border, None, {})
    return _incident([*place_features(whole), *drawn], shown.places, border)


def _incident(features: list[Feature], gazetteer: Gazetteer, border: Border) -> Bounds:
    """Return the bounds of the zones, of the places that their claims name, and of a town near by.

    The town is the nearest that an article names: by it a reader finds the place on other maps.
    If no advance can be placed, they are those of the places at the border: capitals that a report
    names lie far away.
    """
    zones = [f for f in features if f["properties"]["kind"] == "advance"]
    ids = {claim for f in zones for claim in f["properties"]["claims"]}
    places = [f for f in features if f["properties"].get("part") in _PLACED]
    near = [f for f in places if ids & set(f["properties"]["claims"])]
    if zones:
        return margined([*zones, *near, *_town(zones[0], places)], _MARGIN_SHARE)
    own = [f for f in places if _is_of(f, gazetteer, border)]
    shown = _at_border(own, border) or own
    found = bounds_of([*shown, *_nearest_of_line(shown, border)], margin=MARGIN)
    if found:
        return _wide_enough(found, _LEAST_DEG)
    named = [f for f in features if f["properties"].get("part") == _AREA]
    areas = bounds_of(f for f in named if _is_of(f, gazetteer, border))
    if areas:
        return _wide_enough(areas, _LEAST_OF_AREA_DEG)
    everywhere = None if border.left else bounds_of(places, margin=MARGIN)
    return everywhere or _countries(border, gazetteer) or WORLD


def _wide_enough(bounds: Bounds, least: float) -> Bounds:
    """Return bounds that show what a place lies beside: without a drawn advance, nothing else."""
    (south, west), (north, east) = bounds
    up = max(0.0, least - (north - south)) / 2
    squeeze = math.cos(math.radians((south + north) / 2))
    across = max(0.0, least / squeeze - (east - west)) / 2
    return [
        [round(max(-85.0, south - up), 5), round(west - across, 5)],
        [round(min(85.0, north + up), 5), round(east + across, 5)],
    ]


def _countries(border: Border, gazetteer: Gazetteer) -> Bounds | None:
    """Return the bounds of a border's lines, else of its two countries; None without sides."""
    if border.lines:
        return bounds_of([{"geometry": border.lines[0].geometry.__geo_interface__}], MARGIN)
    boxes = [
        found
        for code in sorted(border.countries)
        if (found := place_bounds(f"country_{code.lower()}", gazetteer))
    ]
    if not boxes:
        return None
    return [
        [min(b[0][0] for b in boxes), min(b[0][1] for b in boxes)],
        [max(b[1][0] for b in boxes), max(b[1][1] for b in boxes)],
    ]


def _is_of(feature: Feature, gazetteer: Gazetteer, border: Border) -> bool:
    """Whether a mark is of a place in one of the two countries, or in none named.

    Capitals lie far from most borders, and countries are too wide.
    """
    place = gazetteer.get(feature["properties"]["id"].partition("#")[0])
    return bool(
        place
        and place.kind not in _FAR
        and (not place.country or place.countries & border.countries)
    )


def _at_border(places: Sequence[Feature], border: Border) -> list[Feature]:
    """Return the places near the border; without a line, those near the middlemost of them."""
    points = [shape(f["geometry"]).centroid for f in places]
    if border.line is not None:
        line, corners = border.line, corners_of(border.line)
        # a place so far off needs a projection of its own, which takes some milliseconds
        away = [
            offset(line, p.x, p.y).distance_m if reach < FAR_M else reach
            for p, reach in ((p, corners.distance_m(p.x, p.y)) for p in points)
        ]
    elif points:
        some = points[:_MOST_WEIGHED]
        middle = min(some, key=lambda p: sum(distance_m(p.x, p.y, o.x, o.y) for o in some))
        away = [distance_m(middle.x, middle.y, p.x, p.y) for p in points]
    else:
        away = []
    return [f for f, far in zip(places, away, strict=True) if far <= _NEAR_M]


def _nearest_of_line(places: Sequence[Feature], border: Border) -> list[Feature]:
    """Return the point of the line that is nearest to the places: a map of a border shows it."""
    if border.line is None or not places:
        return []
    corners = corners_of(border.line)
    points = [shape(f["geometry"]).centroid for f in places]
    nearest = min(points, key=lambda p: corners.distance_m(p.x, p.y))
    near = corners.near(nearest.x, nearest.y, corners.distance_m(nearest.x, nearest.y) * 1.02 + 1)
    if near.is_empty:
        return []
    at = shapely.shortest_line(nearest, near).coords[-1]
    return [{"geometry": {"type": "Point", "coordinates": at}}]


def _town(zone: Feature, places: Sequence[Feature]) -> list[Feature]:
    """Return the named town that is nearest to a zone, if one is near."""
    lon, lat = zone["properties"]["at"]
    reach = zone["properties"]["metres"] * _TOWN_WITHIN
    towns = [
        (distance_m(lon, lat, *f["geometry"]["coordinates"]), n)
        for n, f in enumerate(places)
        if f["properties"].get("symbol") in {"settlement", "capital"}
        and f["properties"]["part"] == "point"
    ]
    away, nearest = min(towns, default=(reach + 1, 0))
    return [places[nearest]] if away <= reach else []
