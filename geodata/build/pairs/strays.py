"""Stretches of a map's line of two countries that are no line of the two: they are left out.

Outlines of two countries may run side by side where a third country's line is, or along a coast.
Such a stretch lies far from every other map's line of the two, and either on a line of another
pair, or at sea or on a shore. What is far from the others and neither is kept: there the maps
disagree. Degrees, lon-lat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geodata.build.pairs.oriented import Floats, Lines, Pair, Parts, densified, ordered

FAR_DEG = 0.1
"""How far from every other map's line of the pair a stretch may lie that is looked at, some 10 km:
further than maps of one line differ but in deserts and disputes."""
AT_SEA_DEG = 0.35
"""The same at sea and on a shore, some 39 km: further than territorial waters reach."""
ON_DEG = 0.05
"""How near a stretch runs to another pair's line, or to a shore, that it is on it: 5 km."""
STEP_DEG = 0.02
"""Between the points of a line that are looked at."""
SHORTEST_DEG = 0.05
"""The shortest stretch that is left out or left standing alone between two that are."""
THINNED_DEG = 0.002
"""How far a line may be moved while distances of ten kilometres are looked at."""
NAMELESS = "wdb2"
"""The map whose lines are given to pairs by the lines of others."""
ENOUGH = 2
"""Other maps that must have the pair: one alone may be the one that strays."""
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Kept:
    """A line without its strays, and how many kilometres of it were left out."""

    parts: Parts
    left_out_km: float


def without_strays(maps: Mapping[str, Lines], land: BaseGeometry) -> dict[str, dict[Pair, Kept]]:
    """Return the lines of each map without what is no line of their pair.

    Parameters
    ----------
    maps
        The lines of each map by pair.
    land
        All dry land, coarse.
    """
    trees = {key: _Owned(lines) for key, lines in maps.items()}
    inland = _Ground(land.buffer(-ON_DEG))
    return {
        key: {pair: _kept(key, pair, maps, trees, inland) for pair in lines}
        for key, lines in maps.items()
    }


def _kept(
    key: str, pair: Pair, maps: Mapping[str, Lines], trees: Mapping[str, _Owned], inland: _Ground
) -> Kept:
    own = maps[key][pair]
    others = [lines[pair] for name, lines in maps.items() if name != key and lines.get(pair)]
    if len(others) < ENOUGH:
        return Kept(own, 0.0)
    drawn = _tree(part.simplify(THINNED_DEG) for parts in others for part in parts)
    kept: list[LineString] = []
    for part in own:
        points, given = densified(np.asarray(part.coords), STEP_DEG)
        away = _distance(drawn, points)
        far = np.flatnonzero(away > FAR_DEG)
        stray = np.zeros(len(points), dtype=bool)
        stray[far] = _on_another(key, pair, points[far], trees)
        stray[far] |= (away[far] > AT_SEA_DEG) & ~inland.holds(points[far])
        edges = stray[:-1] & stray[1:]
        if not edges.all():
            edges = _settled(edges, points)
        if not edges.any():
            kept.append(part)
            continue
        numbered = np.column_stack([points, given])
        for run in runs_of_line(numbered, ~edges):
            own_corner = run[:, 2].astype(bool)
            own_corner[[0, -1]] = True
            kept.append(LineString(run[own_corner, :2]))
    return Kept(ordered(kept), _km(own) - _km(kept))


def _on_another(
    key: str, pair: Pair, points: Floats, trees: Mapping[str, _Owned]
) -> npt.NDArray[np.bool_]:
    """Return which points lie on a line of another pair of the same map.

    Of a map that names no countries what others have there counts.
    """
    found = trees[key].near(points, ON_DEG, pair)
    if key == NAMELESS:
        for name, tree in trees.items():
            found |= tree.near(points, ON_DEG, pair) if name != key else False
    return found


def _settled(edges: npt.NDArray[np.bool_], points: Floats) -> npt.NDArray[np.bool_]:
    """Return which edges stray, without changes of mind over less than ``SHORTEST_DEG``."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    for value in (False, True):
        at = np.flatnonzero(np.diff(np.r_[False, edges == value, False].astype(np.int8)))
        for start, end in at.reshape(-1, 2):
            inner = value or (start > 0 and end < len(edges))
            if inner and lengths[start:end].sum() < SHORTEST_DEG:
                edges[start:end] = not value
    return edges


def runs_of_line(points: Floats, wanted: npt.NDArray[np.bool_]) -> list[Floats]:
    """Return the stretches of a line whose edges are wanted."""
    at = np.flatnonzero(np.diff(np.r_[False, wanted, False].astype(np.int8)))
    return [points[start : end + 1] for start, end in at.reshape(-1, 2)]


def _km(parts: Iterable[LineString]) -> float:
    return sum(float(GEOD.geometry_length(part)) for part in parts) / 1000


def _edges(parts: Iterable[BaseGeometry]) -> list[LineString]:
    return [LineString(edge) for part in parts for edge in pairwise(part.coords)]


def _tree(parts: Iterable[BaseGeometry]) -> shapely.STRtree:
    return shapely.STRtree(_edges(parts))


def _distance(tree: shapely.STRtree, points: Floats) -> Floats:
    """Return how far each point lies from the nearest line, in degrees."""
    _, away = tree.query_nearest(shapely.points(points), return_distance=True, all_matches=False)
    return np.asarray(away)


class _Owned:
    """All lines of a map in short pieces, with the pair of each."""

    def __init__(self, lines: Lines) -> None:
        self._pairs = sorted(lines)
        pieces = [
            (n, edge)
            for n, pair in enumerate(self._pairs)
            for edge in _edges(part.simplify(THINNED_DEG) for part in lines[pair])
        ]
        self._of = np.array([n for n, _ in pieces])
        self._tree = shapely.STRtree([edge for _, edge in pieces])

    def near(self, points: Floats, within_deg: float, but: Pair) -> npt.NDArray[np.bool_]:
        """Return which points a line of another pair than ``but`` passes near."""
        hit, edge = self._tree.query(
            shapely.points(points), predicate="dwithin", distance=within_deg
        )
        own = self._pairs.index(but) if but in self._pairs else -1
        found = np.zeros(len(points), dtype=bool)
        found[hit[self._of[edge] != own]] = True
        return found


class _Ground:
    """Dry land, ready to be asked."""

    def __init__(self, land: BaseGeometry) -> None:
        self._land = land
        shapely.prepare(land)

    def holds(self, points: Floats) -> npt.NDArray[np.bool_]:
        """Return which points lie on it."""
        return np.asarray(shapely.contains_xy(self._land, points[:, 0], points[:, 1]))
