"""The ground of two countries as one, within which the lines between them are compared.

It ends at the lines with third countries and at the shores. Where maps give ground at a line with a
third country to different countries, it is nobody's here. Geometry in metres of a UTM zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geodata.geodesy import Projection
from geodata.ground.third_lines import (
    base_id,
    base_lines,
    claimed_beside,
    filled_gaps,
    is_fine,
    land_near,
    third_lines,
    third_maps,
)
from geodata.lines.plane import sides_of_points

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
_OPEN_M = 1000.0
"""Metres of a line that may end loose in the two countries. A longer loose end is a gap: if every
line has one, whose ground lies beside it cannot be told, and no country is filled."""
COARSE_M = 200.0
"""How far an edge may be moved in metres: less than a pixel of a map that shows the whole square.
"""
_BRIDGE_M = 12_000.0
"""Metres from a loose end of a third country's line to the next one that are bridged: maps leave
pockets along rivers, and shared ground where three countries meet, that are as wide."""
_BESIDE_M, _ASKED = 300.0, 5
"""Metres from a line within which the side of ground is asked, and at how many places at most."""
_ALONG_M = 8000.0
"""Metres of a line that ground must lie along for the line to tell its side."""
_STRIP_M, _STRIP_M2 = 750.0, 2e6
"""Half the width of a strip, in metres, and how many square metres it has at least."""
_DIFFER_M2, _DIFFER_M = 2e8, 2000.0
"""Ground that maps give to different countries counts from so many square metres on, and if it is
twice as many metres wide: narrower strips are how coarse the maps are."""


def two_countries(
    pair: str,
    near: Sequence[BaseGeometry],
    plane: Sequence[BaseGeometry],
    at: tuple[float, float],
    forward: Projection,
    square: BaseGeometry,
) -> BaseGeometry | None:
    """Return the two countries as one within a square, in metres; None if no line parts it.

    Parameters
    ----------
    pair
        Their codes, as ``AM-AZ``.
    near
        What maps draw between them near the story, in degrees.
    plane
        The same within the square, in metres.
    at
        The middle of the story, degrees.
    forward
        The way from degrees to metres.
    square
        What is looked at.
    """
    around = box(*shapely.total_bounds(list(near))).buffer(_COUNTRY_DEG, join_style="mitre")
    land = land_near(*at, around)
    ground_of = shapely.make_valid(forward(land))
    shapely.prepare(ground_of)
    edges = [forward(land.boundary), forward(_elsewhere(pair, around))]
    on_land = shapely.union_all(list(plane)).intersection(ground_of).length

    def found(faces: NDArray[np.object_]) -> BaseGeometry | None:
        region = _held(faces, plane, square, on_land)
        whole = region is not None and any(_is_whole(line, region) for line in plane)
        return region if whole else None

    walls, region = [], None
    for wall in _walls(pair, around, forward):
        walls.append(wall)
        faces = shapely.get_parts(shapely.polygonize([shapely.union_all([*edges, wall])]))
        # lines go on at sea, where no ground is
        region = found(faces[shapely.contains(ground_of, shapely.point_on_surface(faces))])
        if region is not None:
            break
    for gap in _GAPS_M:
        for wall in walls:
            region = region or _walled(wall, ground_of.intersection(square), gap, found)
    if region is None or is_fine(pair):
        return region
    return _agreed(region, plane, pair, around, forward)


def _walls(pair: str, around: BaseGeometry, forward: Projection) -> Iterator[BaseGeometry]:
    """Yield what parts a pair from third countries: their lines, then without the lines' gaps."""
    drawn = [*third_lines(pair).values(), *claimed_beside(pair)]
    drawn = [shapely.clip_by_rect(line, *around.bounds) for line in drawn]
    yield forward(shapely.union_all(drawn))
    whole = forward(shapely.union_all([*drawn, *filled_gaps(pair, around)]))
    yield shapely.union_all([whole, *_bridges(whole)])


def _elsewhere(pair: str, around: BaseGeometry) -> BaseGeometry:
    """Return the base layer's lines of other pairs, and the edge of what is looked at."""
    own = {base_id(pair), *map(base_id, third_lines(pair))}
    others = np.array([line for key, line in base_lines().items() if key not in own])
    cut = shapely.clip_by_rect(others[shapely.intersects(others, around)], *around.bounds)
    return shapely.union_all([around.boundary, *cut])


def _bridges(wall: BaseGeometry) -> list[BaseGeometry]:
    """Return what joins the loose ends of lines to the line next to them."""
    parts = shapely.get_parts(shapely.line_merge(wall))
    tree, found = shapely.STRtree(parts), []
    ends = np.concatenate([shapely.get_point(parts, at) for at in (0, -1)])
    _, spot, meet = np.unique(
        shapely.get_coordinates(ends), axis=0, return_inverse=True, return_counts=True
    )
    for n in np.flatnonzero(meet[spot.ravel()] == 1):
        end, own = ends[n], n % len(parts)
        near = [i for i in tree.query(end, predicate="dwithin", distance=_BRIDGE_M) if i != own]
        if near:
            best = near[int(np.argmin(shapely.distance(parts[near], end)))]
            join = shapely.shortest_line(end, parts[best])
            found += [_longer(join)] if join.length > 0 else []
    return found


def _agreed(
    region: BaseGeometry,
    plane: Sequence[BaseGeometry],
    pair: str,
    around: BaseGeometry,
    forward: Projection,
) -> BaseGeometry:
    """Return the ground without what a map of a line with a third country gives to that one."""
    maps = _straying(region, pair, around, forward)
    if not maps:
        return region
    edges = shapely.union_all([region.boundary, *plane, *(line for line, _ in maps)])
    edges = shapely.union_all([edges, *_bridges(edges)])
    pieces = shapely.get_parts(shapely.polygonize([edges]))
    pieces = pieces[(shapely.area(pieces) > _DIFFER_M2)]
    pieces = pieces[shapely.contains_properly(region, shapely.point_on_surface(pieces))]
    other = np.zeros(len(pieces), dtype=bool)
    for line, side in maps:
        for n in np.flatnonzero(shapely.dwithin(pieces, line, 1.0) & ~other):
            other[n] = _is_across(pieces[n], line, side)
    wide = [piece for piece in pieces[other] if not piece.buffer(-_DIFFER_M).is_empty]
    return _without_strips(region.difference(shapely.union_all(wide))) if wide else region


def _straying(
    region: BaseGeometry, pair: str, around: BaseGeometry, forward: Projection
) -> list[tuple[BaseGeometry, str]]:
    """Return the lines with third countries that run far from where the ground ends.

    With each the side of it on which the pair's country is. What maps draw alike parts no ground.
    """
    west, south, east, north = region.bounds
    reach = (west - _BRIDGE_M, south - _BRIDGE_M, east + _BRIDGE_M, north + _BRIDGE_M)
    drawn = third_lines(pair)
    shapely.prepare(region)
    found = []
    for name, maps in third_maps(pair).items():
        lines = [forward(shapely.clip_by_rect(line, *around.bounds)) for line in maps.values()]
        lines = [shapely.clip_by_rect(line, *reach) for line in lines]
        lines = [line for line in lines if region.intersects(line)]
        if len(maps) < 2 or not lines:
            continue
        chosen = forward(shapely.clip_by_rect(drawn[name], *around.bounds))
        shapely.prepare(chosen)
        side = "left" if name[:2] in pair.split("-") else "right"
        corners = [shapely.points(shapely.get_coordinates(line)) for line in lines]
        if any(not shapely.dwithin(chosen, some, _DIFFER_M).all() for some in corners):
            found += [(line, side) for line in lines]
    return found


def _without_strips(region: BaseGeometry) -> BaseGeometry:
    """Return ground without the strips that are left of it between maps of one line."""
    inner = region.buffer(-_STRIP_M, join_style="mitre")
    rest = region.difference(inner.buffer(_STRIP_M, join_style="mitre"))
    strips = [part for part in shapely.get_parts(rest) if part.area > _STRIP_M2]
    return polygons(region.difference(shapely.union_all(strips)))


def _walled(
    wall: BaseGeometry,
    land: BaseGeometry,
    gap_m: float,
    found: Callable[[NDArray[np.object_]], BaseGeometry | None],
) -> BaseGeometry | None:
    """Return the same where lines with gaps let a neighbour in: made as wide, they have none."""
    within = land.difference(wall.buffer(gap_m, quad_segs=2))
    region = found(shapely.get_parts(within))
    if region is None:
        return None
    wider = polygons(region.buffer(gap_m, quad_segs=2).intersection(land))
    return shapely.union_all(shapely.get_parts(wider))


def _held(
    faces: NDArray[np.object_], plane: Sequence[BaseGeometry], square: BaseGeometry, on_land: float
) -> BaseGeometry | None:
    """Return the faces that hold the lines as one, within a square.

    None where they do not hold most of the metres that the lines have on land.
    """
    drawn = shapely.union_all(list(plane))
    shapely.prepare(drawn)
    faces = faces[shapely.intersects(drawn, faces)]
    held = shapely.length(shapely.intersection(drawn, faces))
    found = faces[held > _IN_REGION * drawn.length]
    if not len(found) or held.sum() < _MOST * on_land:
        return None
    whole = shapely.make_valid(shapely.union_all(found).simplify(COARSE_M))
    region = shapely.union_all(shapely.get_parts(polygons(whole.intersection(square))))
    return None if region.is_empty else region


def _is_whole(line: BaseGeometry, region: BaseGeometry) -> bool:
    """Return whether a line parts the two countries by itself: no face then lies on both sides."""
    edges = shapely.union_all([line, *closing([line], region)])
    _, cuts, dangles, _ = shapely.polygonize_full([edges])
    loose = shapely.get_parts([cuts, dangles])
    return not any(end.intersection(region).length > _OPEN_M for end in loose)


def closing(lines: Sequence[BaseGeometry], region: BaseGeometry) -> list[BaseGeometry]:
    """Return the two countries' outer line, and what joins the ends of the lines to it."""
    edge = region.boundary
    tips = [Point(tip) for line in lines for tip in shapely.get_coordinates(line.boundary)]
    joins = [shapely.shortest_line(tip, edge) for tip in tips if region.contains(tip)]
    return [edge, *(_longer(join) for join in joins if join.length < _JOINED_M)]


def _is_across(piece: BaseGeometry, line: BaseGeometry, side: str) -> bool:
    """Return whether all ground of a piece right beside a line is on the other side of it."""
    # where three countries meet a line only touches ground of the third
    if line.intersection(piece.buffer(1.0, quad_segs=1)).length < _ALONG_M:
        return False
    beside = shapely.get_parts(piece.intersection(line.buffer(_BESIDE_M, quad_segs=2)))
    beside = beside[np.argsort(-shapely.area(beside))][:_ASKED]
    sides = sides_of_points(line, shapely.point_on_surface(beside))
    told = sides[sides != ""]
    return bool(len(told)) and bool((told != side).all())


def _longer(join: BaseGeometry) -> BaseGeometry:
    """Return a straight line a metre longer, so that it crosses what it leads to."""
    (x, y), (to_x, to_y) = shapely.get_coordinates(join)
    step = 1.0 / max(join.length, 0.001)
    return LineString([(x, y), (to_x + (to_x - x) * step, to_y + (to_y - y) * step)])


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Return the areas of a geometry, without the points and lines that cutting leaves."""
    parts = shapely.get_parts(geometry)
    return MultiPolygon(list(parts[shapely.get_type_id(parts) == 3]))
