"""The lines of a pair of countries as a map in a browser draws them: thinned, with what it says.

Geometry is WGS84, lon-lat degrees. A long border is drawn finely near the story and coarsely
further off, so that no more than ``MOST_CORNERS`` are sent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import shapely
from shapely.geometry import MultiLineString, box
from shapely.geometry.base import BaseGeometry

from geodata.borders import BorderLine, border_lines
from geodata.lines import store
from geodata.lines.claimed import ClaimLine, claim_lines

Feature = dict[str, Any]
Middle = tuple[int, int]
"""The middle of a story in whole degrees, longitude and latitude."""
MOST_CORNERS = 14_000
"""Corners of the lines of a pair at most: 300 kB, less than half of the map that orients."""
FINE_DEG = 0.00005
"""How far the drawn line may stray near the story, in degrees: some 5 m, less than half a percent
of a kilometre."""
_STEPS_DEG = (
    (FINE_DEG, FINE_DEG),
    (FINE_DEG, 0.0005),
    (FINE_DEG, 0.002),
    (FINE_DEG, 0.005),
    (0.0002, 0.005),
    (0.0005, 0.005),
)
"""The same near the story and far from it; the first with which the lines are light enough. The
last, some 500 m, is a pixel at the zoom at which all of so long a border is in view."""
_NEAR_DEG = 1.6
"""Half the height in degrees of what is drawn finely: a whole degree's middle lies at most half a
degree off, and places of an incident within 100 km of it."""
_DIGITS = 5


@cache
def is_long(pair: str) -> bool:
    """Whether a pair's lines may be too many to be drawn finely as a whole."""
    shapes = [line.geometry for line in _lines(pair)]
    return bool(sum(map(shapely.get_num_coordinates, shapes)) > MOST_CORNERS)


@lru_cache(maxsize=store.KEPT_PAIRS)
def drawn_lines(pair: str, middle: Middle | None = None) -> str:
    """Return a pair's lines as the text of a GeoJSON file; without features where there are none.

    The border lines come first, then the claims, each by its id: a line's place gives its dashes.

    Parameters
    ----------
    pair
        The two countries, as ``KG-TJ``.
    middle
        Where a long border is drawn finely; by default nowhere. Other borders are everywhere.
    """
    lines = _lines(pair)
    shapes: list[BaseGeometry] = []
    for near, far in _STEPS_DEG:
        shapes = [_thinned(line.geometry, near, far, middle) for line in lines]
        if sum(map(shapely.get_num_coordinates, shapes)) <= MOST_CORNERS:
            break
    features = [_feature(line, shape) for line, shape in zip(lines, shapes, strict=True)]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _lines(pair: str) -> list[BorderLine | ClaimLine]:
    lines, claims = border_lines(pair), claim_lines(pair)
    return [*(lines[name] for name in sorted(lines)), *(claims[name] for name in sorted(claims))]


def _thinned(
    shape: BaseGeometry, fine: float, coarse: float, middle: Middle | None
) -> BaseGeometry:
    """Return a line with fewer corners: fine round the story, coarse elsewhere."""
    if middle is None or fine == coarse:
        return shape.simplify(coarse)
    lon, lat = middle
    wide = min(180.0, _NEAR_DEG / max(0.1, math.cos(math.radians(lat))))
    near = box(lon - wide, lat - _NEAR_DEG, lon + wide, lat + _NEAR_DEG)
    pieces = (shape.intersection(near).simplify(fine), shape.difference(near).simplify(coarse))
    parts = [
        part
        for piece in pieces
        for part in shapely.get_parts(piece)
        if part.geom_type == "LineString"
    ]
    return shapely.line_merge(MultiLineString(parts), directed=True)


def _feature(line: BorderLine | ClaimLine, shape: BaseGeometry) -> Feature:
    p = line.properties
    is_claim = isinstance(line, ClaimLine)
    last = "One party’s claim. Nothing is measured from it." if is_claim else f"{agreement(p)}."
    properties = {
        "id": f"border-{p['id']}",
        "kind": "boundary",
        "name": p["name"],
        "part": "claim" if is_claim else "line",
        "line": p["id"],
        "label": p["label"],
        **({"short": str(p["label"]).partition(" (")[0]} if is_claim else {}),
        "note": (
            f"{p['publisher']}, edition {p['edition']}. "
            f"Scale: {p['scale']}. Accuracy: {p['accuracy']}. "
            f"{p['licence']}. {last}"
        ),
        "licence": p["licence"],
        "source": p["source"],
    }
    corners = [
        [[round(x, _DIGITS), round(y, _DIGITS)] for x, y in part.coords]
        for part in shapely.get_parts(shape)
    ]
    geometry = {"type": "MultiLineString", "coordinates": corners}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def agreement(properties: Mapping[str, Any]) -> str:
    """Return what is known of whether the parties agree on a line: how its note begins."""
    return str(properties["note"]).partition(".")[0].partition(";")[0]
