"""The edges of lines on a plane, in metres: which side a point lies on, and cutting by a line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

Side = Literal["left", "right", "on the line", "beyond its ends"]
Floats = NDArray[np.float64]
Strings = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a line on a plane, in metres.

    Attributes
    ----------
    starts, ends
        Where each edge starts and ends, of shape (n, 2).
    first, last
        Whether each edge is the first, and the last, of a part whose end meets no other part.
    """

    starts: Floats
    ends: Floats
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]

    def tips(self) -> list[Point]:
        """Return the points where the line ends; none of a closed one."""
        return [Point(xy) for xy in (*self.starts[self.first], *self.ends[self.last])]


def edges_of(line: BaseGeometry) -> Edges:
    """Return the edges of a line in metres, without those of no length."""
    parts = []
    for part in getattr(line, "geoms", [line]):
        points = np.asarray(part.coords, dtype=float)
        # a nanometre: what is shorter has no direction that can be computed
        points = points[np.r_[True, (np.abs(np.diff(points, axis=0)) > 1e-9).any(axis=1)]]
        if len(points) > 1:
            parts.append(points)
    if not parts:
        none = np.empty((0, 2))
        return Edges(none, none, np.empty(0, dtype=bool), np.empty(0, dtype=bool))
    meet = Counter(_spot(points[at]) for points in parts for at in (0, -1))
    first = [_marked(len(p) - 1, 0, meet[_spot(p[0])] == 1) for p in parts]
    last = [_marked(len(p) - 1, -1, meet[_spot(p[-1])] == 1) for p in parts]
    return Edges(
        np.vstack([points[:-1] for points in parts]),
        np.vstack([points[1:] for points in parts]),
        np.concatenate(first),
        np.concatenate(last),
    )


def _spot(point: Floats) -> tuple[int, int]:
    """Return a point in decimetres: parts that meet differ by the projection's rounding only."""
    return round(float(point[0]) * 10), round(float(point[1]) * 10)


def _marked(count: int, at: int, free: bool) -> NDArray[np.bool_]:
    marks = np.zeros(count, dtype=bool)
    marks[at] = free
    return marks


def nearest_side(edges: Edges, x: float, y: float) -> tuple[Side, Floats]:
    """Return on which side of a line's edges a point lies, and the line's nearest point, in metres.

    The method is that of ``offset``.
    """
    point = np.array([x, y])
    along = edges.ends - edges.starts
    length2 = (along**2).sum(axis=1)
    at = np.clip(((point - edges.starts) * along).sum(axis=1) / length2, 0, 1)
    feet = edges.starts + at[:, None] * along
    away = np.hypot(*(point - feet).T)
    best = int(away.argmin())
    nearest = feet[best]
    if away[best] < 0.001:  # a millimetre: more than the projection's rounding, less than any map
        return "on the line", nearest
    # a corner belongs to two edges, whose distances differ by rounding only: a micrometre
    tied = np.flatnonzero(away <= away[best] + 1e-6)
    if (edges.first[tied] & (at[tied] <= 0)).any() or (edges.last[tied] & (at[tied] >= 1)).any():
        return "beyond its ends", nearest
    unit = along[tied] / np.sqrt(length2[tied])[:, None]
    if len(tied) > 2:
        unit = unit[_beside(unit, at[tied] > 0.5, point - nearest)]
    normal = np.array([-unit[:, 1].sum(), unit[:, 0].sum()])
    return ("left" if float(normal @ (point - nearest)) > 0 else "right"), nearest


def _beside(unit: Floats, arrives: NDArray[np.bool_], towards: Floats) -> NDArray[np.int64]:
    """Return the two edges, of those that meet in one corner, between which a direction lies."""
    away = np.where(arrives[:, None], -unit, unit)
    turn = np.arctan2(away[:, 1], away[:, 0]) - np.arctan2(towards[1], towards[0])
    turn %= 2 * np.pi
    return np.array([turn.argmin(), turn.argmax()])


def cut(polygon: BaseGeometry, line: BaseGeometry) -> list[Polygon]:
    """Return the pieces of a polygon cut by every part of a line, in metres; [] of an empty one."""
    if polygon.is_empty:
        return []
    west, south, east, north = polygon.bounds
    # ten metres of margin let the line run out of the polygon on both sides, so that it cuts
    near = line.intersection(box(west - 10, south - 10, east + 10, north + 10))
    pieces = polygonize(unary_union([polygon.boundary, near]))
    return [piece for piece in pieces if polygon.contains(piece.representative_point())]


def sides_of_points(line: BaseGeometry, points: NDArray[np.object_]) -> Strings:
    """Return the side of a line, in metres, that each point lies on; "" beyond the line's ends.

    It is that of ``nearest_side``, for many points at once.
    """
    edges = edges_of(line)
    strings: Any = shapely.linestrings(np.stack([edges.starts, edges.ends], axis=1))
    tree = shapely.STRtree(strings)
    of, nearest = tree.query_nearest(points)
    xy = shapely.get_coordinates(points)[of]
    starts, along = edges.starts[nearest], (edges.ends - edges.starts)[nearest]
    length = np.hypot(*along.T)
    at = ((xy - starts) * along).sum(axis=1) / length**2
    unit = along / length[:, None]
    feet = starts + np.clip(at, 0, 1)[:, None] * along
    # a corner belongs to two edges: the sum of their normals tells the side
    normals, away = np.zeros((len(points), 2)), np.zeros((len(points), 2))
    np.add.at(normals, of, np.stack([-unit[:, 1], unit[:, 0]], axis=1))
    away[of] = xy - feet
    beyond = np.zeros(len(points), dtype=bool)
    beyond[of[(edges.first[nearest] & (at <= 0)) | (edges.last[nearest] & (at >= 1))]] = True
    left = (normals * away).sum(axis=1) > 0
    return np.where(beyond, "", np.where(left, "left", "right"))
