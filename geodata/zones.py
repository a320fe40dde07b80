"""How far a stated distance reaches from a border line: zones, isolines, and the places inside.

Geometry is WGS84 (EPSG:4326), lon-lat degrees; distances are metres. Buffers are made in the
place's UTM zone, on the country's side of the line only. Their limits keep the stated distance
within 0.5 %. No area is ever computed.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, NamedTuple

from shapely import get_coordinates, segmentize, voronoi_polygons
from shapely.geometry import LineString, MultiPoint, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geodata.borders import REACH_M, BorderLine, Offset, corners_of, offset
from geodata.geodesy import GeometryError, check_length, distance_m, metric
from geodata.lines.nearby import run_on
from geodata.lines.plane import cut, edges_of, nearest_side

Standing = Literal["inside", "near", "outside", "not told"]
LONGEST_M = 25_000.0
"""The longest distance a zone or an isoline is made for, in metres. A choice: several times what
articles of such incidents state. A larger zone would say nothing of the place it is drawn round."""
_CORNERS = 24
"""Segments of a quarter circle. A chord then lies within 0.06 % of its circle."""


def zone(
    line: BorderLine, country: str, lon: float, lat: float, limit_m: float, bands: int = 1
) -> list[BaseGeometry]:
    """Return bands of equal depth along a line, on a country's side and near a place, in degrees.

    Together they hold what lies within ``limit_m`` of the line and within ``limit_m`` of the place.

    Parameters
    ----------
    line
        The border line.
    country
        ISO code of the country advanced into.
    lon, lat
        The place, in degrees.
    limit_m
        The stated distance in metres.
    bands
        How many bands; the one along the line comes first. A band may be empty.

    Raises
    ------
    ValueError
        The country is on neither side of the line.
    GeometryError
        The distance is not between 0 and ``LONGEST_M``, or the line does not pass within reach of
        the place.
    """
    here = _Ground(line, country, lon, lat, REACH_M, limit_m).keep_near(limit_m)
    reach = here.place.buffer(limit_m, quad_segs=32)
    edges = [here.line.buffer(limit_m * i / bands, quad_segs=_CORNERS) for i in range(1, bands + 1)]
    ground = here.within(limit_m, reach)
    rings = [
        edge if index == 0 else edge.difference(edges[index - 1])
        for index, edge in enumerate(edges)
    ]
    return [here.back(ring.intersection(ground)) for ring in rings]


def isoline(
    line: BorderLine,
    country: str,
    lon: float,
    lat: float,
    limit_m: float,
    *,
    within: BaseGeometry | None = None,
    reach_m: float = REACH_M,
) -> BaseGeometry:
    """Return the line at ``limit_m`` from a border line on a country's side, in degrees.

    It is cut to ``within`` (degrees), or to ``limit_m`` round the place where that is None.
    ``reach_m`` is half the width, in metres, of the square round the place that is looked at. The
    other parameters, and the errors, are those of ``zone``.
    """
    here = _Ground(line, country, lon, lat, reach_m, limit_m)
    if within is None:
        here.keep_near(limit_m)
    edge = here.line.buffer(limit_m, quad_segs=_CORNERS).boundary
    reach = here.place.buffer(limit_m, quad_segs=32) if within is None else here.forward(within)
    # two percent deeper than the isoline, so that the edge of the ground does not clip it
    found = edge.intersection(here.within(limit_m * 1.02, reach))
    # moved by a quarter of a percent of the limit at most: half of what the module allows
    return here.back(found.simplify(limit_m * 0.0025))


class Reached(NamedTuple):
    """Whether a stated distance reaches a place, where the place lies from the line, and why.

    ``why`` is empty for a place inside.
    """

    standing: Standing
    offset: Offset
    why: str


def standing(
    line: BorderLine,
    country: str,
    lon: float,
    lat: float,
    precision_m: float,
    limit_m: float,
    anchor: Point | None = None,
) -> Reached:
    """Return whether a place lies within ``limit_m`` of a line on a country's side.

    ``inside`` and ``outside`` hold wherever within its precision the place is; ``near`` means that
    its precision decides; ``not told`` means that the line has no sides there.

    Parameters
    ----------
    line
        The border line.
    country
        ISO code of the country advanced into.
    lon, lat
        The place, in degrees.
    precision_m
        How far the place may be from the point given, in metres.
    limit_m
        The stated distance in metres.
    anchor
        The place round which a zone is cut, in degrees: nothing further than ``limit_m`` from it
        is inside. None for a distance along a whole section.

    Raises
    ------
    ValueError
        The country is on neither side of the line.
    GeometryError
        The precision or the limit is no length, or the point is not on the globe.
    """
    line.side_of(country)
    check_length(limit_m)
    where = offset(line, lon, lat, precision_m)
    if where.side == "beyond its ends":
        return Reached("not told", where, "beyond the line’s end")
    apart = distance_m(lon, lat, anchor.x, anchor.y) if anchor else 0.0
    elsewhere = where.country is not None and where.country != country
    if elsewhere:
        return Reached("outside", where, "on the other side of the line")
    if where.low_m > limit_m:
        return Reached("outside", where, "further from the line")
    if apart - precision_m > limit_m:
        return Reached("outside", where, "further from the place named")
    if where.country == country and where.high_m <= limit_m and apart + precision_m <= limit_m:
        return Reached("inside", where, "")
    return Reached("near", where, "its extent or precision decides")


@lru_cache(maxsize=64)
def _plane_line(line: BorderLine, lon: float, lat: float, reach_m: float) -> BaseGeometry:
    """Return a line within reach of a place, in the metres of its UTM zone."""
    forward, _ = metric(lon, lat)
    return forward(corners_of(line).near(lon, lat, reach_m))


class _Ground:
    """A line near a place, in metres, and the ground on one country's side of it."""

    def __init__(
        self, line: BorderLine, country: str, lon: float, lat: float, reach_m: float, limit_m: float
    ) -> None:
        self._side = line.side_of(country)
        if not 0 < limit_m <= LONGEST_M:
            raise GeometryError(
                f"a distance of up to {LONGEST_M / 1000:g} km is needed, not {limit_m / 1000:g} km"
            )
        # The cut ends of the line must lie further away than anything that is returned: a zone
        # reaches one limit from the place, and an end takes effect within one more.
        reach_m = max(reach_m, 3 * limit_m)
        self.forward, self._flat = metric(lon, lat)
        self._lon = lon
        self.place = self.forward(Point(lon, lat))
        # the corner of the square lies 1.42 times as far away, and the tails of ends that the
        # clip makes beyond it must not reach back into it
        self._whole = _plane_line(line, lon, lat, 1.5 * reach_m + 6 * limit_m)
        self.line = self._square(reach_m)
        if self.line.is_empty:
            raise GeometryError(f"the line {line.id!r} does not pass within {reach_m / 1000:g} km")

    def back(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees, with longitudes that run on from the place's."""
        return run_on(self._flat(geometry), self._lon)

    def _square(self, reach_m: float) -> BaseGeometry:
        """Return the line within a square round the place; ``reach_m`` is half its width."""
        x, y = self.place.x, self.place.y
        return self._whole.intersection(box(x - reach_m, y - reach_m, x + reach_m, y + reach_m))

    def keep_near(self, limit_m: float) -> _Ground:
        """Drop what of the line cannot matter within a limit: a long line is costly to buffer.

        Three limits are enough for the same reason as in the constructor.
        """
        self.line = self._square(3 * limit_m)
        return self

    def within(self, depth_m: float, region: BaseGeometry) -> BaseGeometry:
        """Return the ground of a region within ``depth_m`` of the line, on the country's side.

        What is nearest to an end of the line is left out, since it has no side. The region must lie
        so far inside the square that the place where the square cuts the line does not matter. All
        in metres.
        """
        edges = edges_of(self._whole)
        parts = [
            part
            for part in getattr(self.line, "geoms", [self.line])
            if isinstance(part, LineString)
        ]
        corridor = unary_union(
            [part.buffer(depth_m, quad_segs=_CORNERS) for part in parts]
        ).intersection(region)
        corridor = corridor.difference(
            unary_union(
                [
                    _nearest_to(end, self._whole, depth_m)
                    for end in edges.tips()
                    if corridor.distance(end) < depth_m
                ]
            )
        )
        pieces = []
        # tails longer than two depths reach out of the corridor, so that the cut is complete
        for piece in cut(corridor, unary_union([self.line, *_tails(self._whole, depth_m * 2.2)])):
            # slivers under two metres wide come from rounding; they are no ground
            inner = piece.buffer(-1.0)
            if not inner.is_empty:
                sample = inner.representative_point()
                if nearest_side(edges, sample.x, sample.y)[0] == self._side:
                    pieces.append(piece)
        return unary_union(pieces)


def _nearest_to(end: Point, line: BaseGeometry, depth_m: float) -> BaseGeometry:
    """Return what lies within a depth of an end of a line, and nearer to it than to the rest.

    It is the end's Voronoi cell among points spaced along the line, in metres.
    """
    # one percent wider, since a buffer of chords lies inside its circle
    disc = end.buffer(depth_m * 1.01, quad_segs=_CORNERS)
    # a point every half percent of the depth follows the line closely; 5 m limits their number
    spacing = max(5.0, depth_m / 200)
    # a point of the disc is at most one depth from the end: what is beyond two is never nearer
    points = segmentize(line.intersection(end.buffer(depth_m * 2.1)), spacing)
    others = [
        xy
        for xy in get_coordinates(points)
        if math.hypot(xy[0] - end.x, xy[1] - end.y) > spacing / 2
    ]
    if not others:
        return disc
    cells = voronoi_polygons(MultiPoint([(end.x, end.y), *others]), extend_to=disc)
    return next(cell for cell in cells.geoms if cell.intersects(end)).intersection(disc)


def _tails(line: BaseGeometry, length_m: float) -> list[LineString]:
    """Return straight tails that go on from the ends of a line, in metres.

    With them the line cuts all of the ground in two.
    """
    tails = []
    for part in getattr(line, "geoms", [line]):
        if part.is_ring:
            continue
        points = part.coords
        for end, before in ((0, 1), (-1, -2)):
            (x, y), (bx, by) = points[end][:2], points[before][:2]
            step = length_m / math.hypot(x - bx, y - by)
            tails.append(LineString([(x, y), (x + (x - bx) * step, y + (y - by) * step)]))
    return tails
