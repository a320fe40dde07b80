"""Reads OpenStreetMap's lines between countries from the package timezonefinder.

A time zone of that package is a polygon with OpenStreetMap vertices, and neighbouring zones share
their vertices exactly. The line between two countries is therefore the run of edges that the rings
of their zones have in common. Around Armenia each zone is one country.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString

ZONES = {
    "am": "Asia/Yerevan",
    "az": "Asia/Baku",
    "ge": "Asia/Tbilisi",
    "ir": "Asia/Tehran",
    "ru": "Europe/Moscow",
    "tr": "Europe/Istanbul",
}
MICRODEGREES = 1_000_000

Point = tuple[int, int]
Edge = tuple[Point, Point]


@cache
def zone_rings(country: str) -> tuple[tuple[Point, ...], ...]:
    """Return a country's outer rings, closed and counter-clockwise, in lon-lat microdegrees."""
    from timezonefinder import TimezoneFinder

    rings = []
    for polygon in TimezoneFinder().get_geometry(tz_name=ZONES[country], coords_as_pairs=True):
        outer = np.rint(np.asarray(polygon[0]) * MICRODEGREES).astype(int)
        closed = [(int(x), int(y)) for x, y in outer]
        if closed[0] != closed[-1]:
            closed.append(closed[0])
        if not shapely.is_ccw(shapely.linearrings(closed)):
            closed.reverse()
        rings.append(tuple(closed))
    return tuple(rings)


def zone_area(country: str) -> shapely.MultiPolygon:
    """Return a country as polygons without holes, in lon-lat degrees."""
    return shapely.MultiPolygon(
        [shapely.Polygon(np.array(ring) / MICRODEGREES) for ring in zone_rings(country)]
    )


def shared_lines(left: str, right: str) -> list[LineString]:
    """Return the lines two countries share, with ``left`` on their left, the longest first.

    Rings run counter-clockwise, so that their own country is always on the left. The edges of
    ``left``'s ring that the other country shares, in the ring's order, have the right direction.
    Coordinates are lon-lat degrees.
    """
    edges = {_undirected(edge) for ring in zone_rings(right) for edge in pairwise(ring)}
    lines = [
        LineString(np.array(run) / MICRODEGREES)
        for ring in zone_rings(left)
        for run in _runs(ring, edges)
    ]
    return sorted(lines, key=lambda line: (-line.length, line.coords[0]))


def _undirected(edge: Edge) -> Edge:
    return edge if edge[0] <= edge[1] else (edge[1], edge[0])


def _runs(ring: tuple[Point, ...], edges: set[Edge]) -> list[list[Point]]:
    """Return the runs of a ring's edges that are among others; one over its start is whole."""
    walk = list(pairwise(ring))
    shared = [_undirected(edge) in edges for edge in walk]
    if all(shared) or not any(shared):
        return [list(ring)] if any(shared) else []
    start = shared.index(False)
    runs: list[list[Point]] = []
    previous = False
    for step in range(len(walk)):
        here = (start + step) % len(walk)
        if shared[here]:
            if not previous:
                runs.append([walk[here][0]])
            runs[-1].append(walk[here][1])
        previous = shared[here]
    return runs
