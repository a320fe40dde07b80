"""Where things are on the map: bounds ``[[south, west], [north, east]]`` in WGS84 degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable

from shapely.geometry import mapping, shape

from dashboard.map.advance_marks import advance_features
from dashboard.map.map_features import Feature
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from geodata.gazetteer import Gazetteer
from geodata.geodesy import disc
from geodata.layers import areas, roads

Bounds = list[list[float]]
_REACH_M = 6000.0
"""Metres round a place that the map shows at least, so that its surroundings are seen."""
_MOST_REACH_M = 300_000.0
"""Metres round a place that the map shows at most."""
_ROAD_MARGIN, _ADVANCE_MARGIN = 0.03, 0.04
"""Degrees round a road and an advance: some 3 km, room for their labels."""


def bounds_of(features: Iterable[Feature], margin: float = 0.0) -> Bounds | None:
    """Return the bounds round features with a margin in degrees, or None round nothing."""
    boxes = [shape(f["geometry"]).bounds for f in features]
    if not boxes:
        return None
    west, south = min(b[0] for b in boxes) - margin, min(b[1] for b in boxes) - margin
    east, north = max(b[2] for b in boxes) + margin, max(b[3] for b in boxes) + margin
    return [[round(south, 5), round(west, 5)], [round(north, 5), round(east, 5)]]


def margined(features: Iterable[Feature], share: float) -> Bounds:
    """Return the bounds round features, widened on each side by a share of the longer extent."""
    bounds = bounds_of(features)
    assert bounds is not None
    (south, west), (north, east) = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    margin = share * max(north - south, (east - west) * squeeze)
    return [
        [round(south - margin, 5), round(west - margin / squeeze, 5)],
        [round(north + margin, 5), round(east + margin / squeeze, 5)],
    ]


def place_bounds(place_id: str, gazetteer: Gazetteer) -> Bounds | None:
    """Return the bounds of a place or road: of its outline or course, or of a circle round it."""
    road = roads().get(place_id)
    if road:
        return bounds_of([{"geometry": mapping(road.geometry)}], margin=_ROAD_MARGIN)
    place = gazetteer.get(place_id)
    if place is None or place.lat is None or place.lon is None:
        return None
    layer = areas().get(place.id)
    reach = max(_REACH_M, min(place.precision_m, _MOST_REACH_M))
    geometry = layer.geometry if layer else disc(place.lon, place.lat, reach)
    return bounds_of([{"geometry": mapping(geometry)}])


def has_bounds(place_id: str, gazetteer: Gazetteer) -> bool:
    """Return whether ``place_bounds`` finds any, without measuring an outline."""
    place = gazetteer.get(place_id)
    return place_id in roads() or (
        place is not None and place.lat is not None and place.lon is not None
    )


def claim_has_bounds(entry: Entry, shown: Shown) -> bool:
    """Return whether ``claim_bounds`` finds any for a claim shown.

    For most claims the places they name are enough to know it, which takes less time.
    """
    return (
        any(has_bounds(p, shown.places) for p in entry.claim.place_ids)
        or claim_bounds(entry.claim.id, shown) is not None
    )


def claim_bounds(claim_id: str, shown: Shown, *, countries: bool = True) -> Bounds | None:
    """Return the bounds of a shown claim: of its advance if one is drawn, else of its places.

    Parameters
    ----------
    claim_id
        The claim's id.
    shown
        What the view shows.
    countries
        Whether whole countries are taken if the claim names no other place.
    """
    entry = shown.by_claim.get(claim_id)
    if entry is None:
        return None
    own = next(iter(entry.article.advances_of(entry.claim)), None)
    if own:
        drawn, _ = advance_features(shown.drawn_advances, shown.border, own.id, {})
        if drawn:
            return bounds_of(drawn, margin=_ADVANCE_MARGIN)
    local = [
        p
        for p in entry.claim.place_ids
        if p not in shown.places or shown.places[p].kind != "country"
    ]
    boxes = [
        b
        for p in local or (entry.claim.place_ids if countries else ())
        if (b := place_bounds(p, shown.places))
    ]
    if not boxes:
        return None
    return [
        [min(b[0][0] for b in boxes), min(b[0][1] for b in boxes)],
        [max(b[1][0] for b in boxes), max(b[1][1] for b in boxes)],
    ]
