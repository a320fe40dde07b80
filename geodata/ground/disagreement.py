"""Where the maps of a border disagree, and the ground that all of them give to either country.

The band of disagreement is made of the faces between the lines in which one line has the left
country and another the right one. Where a line has a gap nothing is guessed: what is not enclosed
is no face. Geometry is WGS84 degrees; the work is done in the local UTM zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geodata.borders import BorderLine, corners_of
from geodata.geodesy import metric
from geodata.ground.two_countries import COARSE_M, closing, polygons, two_countries
from geodata.lines.plane import Strings, sides_of_points

WHOLE_M = 400_000.0
"""Half the width in metres of the square in which the lines are compared: a UTM zone is true
enough that far, and no map of an incident shows more of a border at a scale that tells lines
apart."""
_NEAR_M = 35_000.0
"""Half the width in metres of the square round the story that is drawn finely: it holds what a map
of an incident shows at first."""
_FINE_M = 25.0
"""How far an edge may be moved in metres near the story: less than a pixel of the map as it opens.
"""
_SLIVER_M = 2.0
"""Faces that are narrower on average, in metres, come from rounding; no map means them."""
_WIDE_M2 = 1e8
"""Square metres of a face whose middle may lie beyond the lines' ends though it lies beside them.
"""
_BESIDE_M = 1000.0
"""Such a face is asked for its side so near to a line, in metres."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground beside a border, in degrees; any part may be empty. They do not overlap.

    Attributes
    ----------
    band
        Where the maps disagree on the side.
    left, right
        What all of them give to the country on the left, and on the right.
    """

    band: BaseGeometry
    left: BaseGeometry
    right: BaseGeometry


EMPTY = Ground(MultiPolygon(), MultiPolygon(), MultiPolygon())


@lru_cache(maxsize=32)
def ground(lines: tuple[BorderLine, ...], lon: float, lat: float) -> Ground:
    """Return the ground beside the lines of a pair, drawn finely round a point.

    Parameters
    ----------
    lines
        What the maps draw between the two countries.
    lon, lat
        The middle of the story, degrees.
    """
    if not lines:
        return EMPTY
    try:
        return _ground(lines, lon, lat)
    except shapely.errors.GEOSException:
        # what only orients keeps no page from being drawn
        return EMPTY


def _ground(lines: tuple[BorderLine, ...], lon: float, lat: float) -> Ground:
    forward, back = metric(lon, lat)
    middle = forward(Point(lon, lat))
    # the corner of the square lies 1.42 times as far away
    near = [corners_of(line).near(lon, lat, 1.5 * WHOLE_M) for line in lines]
    plane = [forward(line).intersection(_square(middle, WHOLE_M)) for line in near]
    plane = [line for line in plane if not line.is_empty]
    if not plane:
        return EMPTY
    pair = "-".join(sorted(lines[0].countries))
    region = two_countries(pair, near, plane, (lon, lat), forward, _square(middle, WHOLE_M))
    faces = _faces([*plane, *(closing(plane, region) if region else [])])
    sides = _sides_of_faces(faces, plane)
    if region is not None:
        inside = shapely.contains_properly(region, shapely.point_on_surface(faces))
        faces, sides = faces[inside], sides[:, inside]
    differ = _holds(sides, "left") & _holds(sides, "right")
    band = shapely.union_all(faces[differ])
    if region is None:
        return Ground(back(_thinned([band], middle)[0]), MultiPolygon(), MultiPolygon())
    parts = [band] + [
        shapely.union_all(faces[_holds(sides, side) & ~differ]) for side in ("left", "right")
    ]
    return Ground(*(back(part) for part in _thinned(parts, middle)))


def _square(middle: Point, reach_m: float) -> BaseGeometry:
    x, y = middle.x, middle.y
    return box(x - reach_m, y - reach_m, x + reach_m, y + reach_m)


def _faces(lines: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    """Return the faces between lines, without the slivers that rounding leaves."""
    found = shapely.get_parts(shapely.polygonize([shapely.union_all(lines)]))
    return found[shapely.area(found) > _SLIVER_M * shapely.length(found) / 2]


def _holds(sides: Strings, side: str) -> NDArray[np.bool_]:
    return np.asarray((sides == side).any(axis=0), dtype=np.bool_)


def _sides_of_faces(faces: NDArray[np.object_], lines: Sequence[BaseGeometry]) -> Strings:
    """Return the side of each face by each line, one row a line; "" where a line has none."""
    points = shapely.point_on_surface(faces)
    sides = np.array([sides_of_points(line, points) for line in lines])
    for n in np.flatnonzero((sides == "").all(axis=0) & (shapely.area(faces) > _WIDE_M2)):
        for own, line in zip(sides, lines, strict=True):
            beside = faces[n].intersection(line.buffer(_BESIDE_M))
            if not beside.is_empty:
                own[n] = sides_of_points(line, np.array([beside.point_on_surface()]))[0]
    return sides


def _thinned(parts: Sequence[BaseGeometry], middle: Point) -> list[BaseGeometry]:
    """Return parts that share edges with fewer points; edges that they share stay shared."""
    square = _square(middle, _NEAR_M)
    near = _simplified([part.intersection(square) for part in parts], _FINE_M)
    far = _simplified([part.difference(square) for part in parts], COARSE_M)
    return [
        polygons(shapely.union_all([a, b], grid_size=0.5)) for a, b in zip(near, far, strict=True)
    ]


def _simplified(parts: Iterable[BaseGeometry], tolerance_m: float) -> list[BaseGeometry]:
    whole = [polygons(part) for part in parts]
    return list(shapely.coverage_simplify(np.array(whole), tolerance_m, simplify_boundary=False))
