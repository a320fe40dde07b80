"""The lines of Natural Earth 1:10m between all countries, from the npm package world-atlas.

The package is a topology: the line of a pair is the arcs that the outlines of both use.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from geodata.build import writing
from geodata.build.pairs.oriented import Floats, Lines, Pair, joined, pair_of

BY_NAME = {"Kosovo": "XK", "Somaliland": "SO"}
"""Countries that the package gives no number. Somaliland is drawn apart, and its line with a third
country is a line of Somalia; the line between the two is none of two countries."""
OVERSEAS = {("BR", "FR"): ("BR", "GF"), ("FR", "SR"): ("GF", "SR")}
"""What the map draws as France and ISO 3166 has a code of its own for."""


def lines() -> Lines:
    """Return the lines of every pair, with the first country on the left."""
    topology = json.loads(writing.WORLD_ATLAS.read_text(encoding="utf-8"))
    numbers = {row["ccn3"]: row["cca2"] for row in writing.world_countries() if row["ccn3"]}
    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]
    users: dict[int, dict[str, bool]] = defaultdict(dict)
    for shape in topology["objects"]["countries"]["geometries"]:
        code = numbers.get(shape.get("id")) or BY_NAME.get(shape["properties"]["name"])
        if code:
            for arc, along in _used(shape, arcs):
                users[arc][code] = along
    found: dict[Pair, list[Floats]] = defaultdict(list)
    for arc in sorted(users):
        if len(users[arc]) == 2:
            pair = pair_of(*users[arc])
            points = arcs[arc] if users[arc][pair[0]] else arcs[arc][::-1]
            pair = OVERSEAS.get(pair, pair)
            found[pair].append(points)
    return {pair: joined(pieces) for pair, pieces in found.items()}


def _used(shape: Any, arcs: list[Floats]) -> Iterator[tuple[int, bool]]:
    """Yield the arcs of a shape, and whether the shape is on the left of somebody along each."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        for index, ring in enumerate(polygon):
            pieces = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
            points = np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
            if len(points) < 4:  # the package's rounding leaves some islets of two corners
                continue
            left = shapely.is_ccw(shapely.linearrings(points)) == (index == 0)
            for arc in ring:
                yield (arc, left) if arc >= 0 else (~arc, not left)
