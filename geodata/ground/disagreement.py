"""Where the maps of a border disagree, and the ground that all of them give to either country.

The band of disagreement is made of the faces between the lines in which one line has the left
country and another the right one. Where a line has a gap nothing is guessed: what is not enclosed
is no face. Geometry is WGS84 degrees; the work is done in the local UTM zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geodata.borders import BorderLine, corners_of
from geodata.geodesy import Projection, metric
from geodata.ground.third_lines import base_id, base_land, base_lines, claimed_beside, third_lines
from geodata.lines.plane import edges_of

WHOLE_M = 400_000.0
"""Half the width in metres of the square in which the lines are compared: a UTM zone is true
enough that far, and no map of an incident shows more of a border at a scale that tells lines
apart."""
_NEAR_M = 35_000.0
"""Half the width in metres of the square round the story that is drawn finely: it holds what a map
of an incident shows at first."""
_FINE_M, _COARSE_M = 25.0, 200.0
"""How far an edge may be moved in metres, near the story and further off: less than a pixel of the
map as it opens, and of one that shows the whole square."""
_SLIVER_M = 2.0
"""Faces that are narrower on average, in metres, come from rounding; no map means them."""
_COUNTRY_DEG = 6.0
"""Degrees round the lines in which the two countries are filled: further off they are cut."""
_IN_REGION = 0.02
"""A face of the base layer belongs to the two countries if it holds this share of the lines; lines
of another map that overshoot into a third country by a little hold less."""
_JOINED_M = 3000.0
"""A line that ends this near to a third country's, in metres, means to end at it: the maps set the
point where three countries meet up to so far apart."""
_MOST = 0.8
"""The two countries hold as large a share of what the lines have on land."""
_GAPS_M = (600.0, 2500.0)
"""Half the width in metres of the gaps of third countries' lines that are closed."""
_WIDE_M2 = 1e8
"""Square metres of a face whose middle may lie beyond the lines' ends though it lies beside them.
"""
_BESIDE_M = 1000.0
"""Such a face is asked for its side so near to a line, in metres."""
_OPEN_M = 1000.0
"""Metres of a line that may end loose in the two countries. A longer loose end is a gap: if every
line has one, whose ground lies beside it cannot be told, and no country is filled."""

Strings = NDArray[np.str_]


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
    region = _region(lines, plane, forward, _square(middle, WHOLE_M))
    faces = _faces([*plane, *(_closing(plane, region) if region else [])])
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


def sides_of_points(line: BaseGeometry, points: NDArray[np.object_]) -> Strings:
    """Return the side of a line, in metres, that each point lies on; "" beyond the line's ends.

    It is that of ``plane.nearest_side``, for many points at once.
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


def _region(
    lines: Sequence[BorderLine],
    plane: Sequence[BaseGeometry],
    forward: Projection,
    square: BaseGeometry,
) -> BaseGeometry | None:
    """Return the two countries as one within a square, in metres; None if no line parts it."""
    around = box(*shapely.total_bounds([line.geometry for line in lines])).buffer(
        _COUNTRY_DEG, join_style="mitre"
    )
    pair = "-".join(sorted(lines[0].countries))
    thirds, claimed = third_lines(pair), claimed_beside(pair)
    own = {base_id(pair), *map(base_id, thirds)}
    elsewhere = [line for key, line in base_lines().items() if key not in own]
    others = [line for line in (*elsewhere, *thirds.values(), *claimed) if line.intersects(around)]
    land = shapely.clip_by_rect(base_land(), *around.bounds)
    edges = shapely.union_all(
        [land.boundary, around.boundary, *(g.intersection(around) for g in others)]
    )
    ground_of = shapely.make_valid(forward(land))
    shapely.prepare(ground_of)
    faces = shapely.get_parts(shapely.polygonize([forward(edges)]))
    # lines go on at sea, where no ground is
    faces = faces[shapely.contains(ground_of, shapely.point_on_surface(faces))]
    on_land = shapely.union_all(list(plane)).intersection(ground_of).length
    region = _held(faces, plane, square, on_land)
    if region is not None and any(_is_whole(line, region) for line in plane):
        return region
    wall = forward(shapely.union_all([*thirds.values(), *claimed]))
    for gap in _GAPS_M:
        region = _walled(wall, ground_of.intersection(square), gap, plane, on_land)
        if region is not None and any(_is_whole(line, region) for line in plane):
            return region
    return None


def _walled(
    wall: BaseGeometry,
    land: BaseGeometry,
    gap_m: float,
    plane: Sequence[BaseGeometry],
    on_land: float,
) -> BaseGeometry | None:
    """Return the same where lines with gaps let a neighbour in: made as wide, they have none."""
    within = land.difference(wall.buffer(gap_m, quad_segs=2))
    region = _held(shapely.get_parts(within), plane, land, on_land)
    if region is None:
        return None
    wider = _polygons(region.buffer(gap_m, quad_segs=2).intersection(land))
    return shapely.union_all(shapely.get_parts(wider))


def _held(
    faces: NDArray[np.object_], plane: Sequence[BaseGeometry], square: BaseGeometry, on_land: float
) -> BaseGeometry | None:
    """Return the faces that hold the lines as one, within a square.

    None where they do not hold most of the metres that the lines have on land.
    """
    drawn = shapely.union_all(list(plane))
    held = [drawn.intersection(face).length for face in faces]
    found = [
        face for face, length in zip(faces, held, strict=True) if length > _IN_REGION * drawn.length
    ]
    if not found or sum(held) < _MOST * on_land:
        return None
    whole = shapely.make_valid(shapely.union_all(found).simplify(_COARSE_M))
    region = shapely.union_all(shapely.get_parts(_polygons(whole.intersection(square))))
    return None if region.is_empty else region


def _is_whole(line: BaseGeometry, region: BaseGeometry) -> bool:
    """Return whether a line parts the two countries by itself: no face then lies on both sides."""
    edges = shapely.union_all([line, *_closing([line], region)])
    _, cuts, dangles, _ = shapely.polygonize_full([edges])
    loose = shapely.get_parts([cuts, dangles])
    return not any(end.intersection(region).length > _OPEN_M for end in loose)


def _closing(lines: Sequence[BaseGeometry], region: BaseGeometry) -> list[BaseGeometry]:
    """Return the two countries' outer line, and what joins the ends of the lines to it."""
    edge = region.boundary
    tips = [Point(tip) for line in lines for tip in shapely.get_coordinates(line.boundary)]
    joins = [shapely.shortest_line(tip, edge) for tip in tips if region.contains(tip)]
    return [edge, *(_longer(join) for join in joins if join.length < _JOINED_M)]


def _longer(join: BaseGeometry) -> BaseGeometry:
    """Return a straight line a metre longer, so that it crosses what it leads to."""
    (x, y), (to_x, to_y) = shapely.get_coordinates(join)
    step = 1.0 / max(join.length, 0.001)
    return LineString([(x, y), (to_x + (to_x - x) * step, to_y + (to_y - y) * step)])


def _thinned(parts: Sequence[BaseGeometry], middle: Point) -> list[BaseGeometry]:
    """Return parts that share edges with fewer points; edges that they share stay shared."""
    square = _square(middle, _NEAR_M)
    near = _simplified([part.intersection(square) for part in parts], _FINE_M)
    far = _simplified([part.difference(square) for part in parts], _COARSE_M)
    return [
        _polygons(shapely.union_all([a, b], grid_size=0.5)) for a, b in zip(near, far, strict=True)
    ]


def _simplified(parts: Iterable[BaseGeometry], tolerance_m: float) -> list[BaseGeometry]:
    whole = [_polygons(part) for part in parts]
    return list(shapely.coverage_simplify(np.array(whole), tolerance_m, simplify_boundary=False))


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Return the areas of a geometry, without the points and lines that cutting leaves."""
    parts = shapely.get_parts(geometry)
    return MultiPolygon(list(parts[shapely.get_type_id(parts) == 3]))
