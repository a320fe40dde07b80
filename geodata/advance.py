"""How far a stated distance reaches from a border line: zones, isolines, and who lies inside.

Geometry is WGS84 (EPSG:4326), lon-lat degrees; distances are metres. Buffers are made in the place's UTM zone, on the
country's side of the line only; their limits keep the stated distance within 0.5 %. No area is ever computed.
"""

from __future__ import annotations

from typing import Literal

from shapely.geometry import MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geodata.borders import REACH_M, BorderLine, Offset, cut, edges_of, nearest_side, offset
from geodata.geodesy import GeometryError, distance_m, metric

Standing = Literal["inside", "near", "outside", "not told"]
_CORNERS = 24
"""Segments of a quarter circle: a chord then lies within 0.06 % of its circle."""


def zone(line: BorderLine, country: str, lon: float, lat: float, limit_m: float, bands: int = 1) -> list[BaseGeometry]:
    """Return bands of equal depth from a line to ``limit_m`` on a country's side, within ``limit_m`` of a place.

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
        How many; the one along the line comes first. A band may be empty.

    Raises
    ------
    ValueError
        The country is on neither side of the line.
    GeometryError
        The distance is not between 0 and 60 km, or the line does not pass within 60 km of the place.
    """
    here = _Ground(line, country, lon, lat, REACH_M, limit_m)
    reach = here.place.buffer(limit_m, quad_segs=32)
    edges = [here.line.buffer(limit_m * i / bands, quad_segs=_CORNERS) for i in range(1, bands + 1)]
    ground = here.within(limit_m).intersection(reach)
    rings = [edge if index == 0 else edge.difference(edges[index - 1]) for index, edge in enumerate(edges)]
    return [here.back(ring.intersection(ground)) for ring in rings]


def isoline(
    line: BorderLine, country: str, lon: float, lat: float, limit_m: float, *, within: BaseGeometry | None = None, reach_m: float = REACH_M
) -> BaseGeometry:
    """Return the line at ``limit_m`` from a border line on a country's side.

    It is cut to ``within`` (degrees), or to ``limit_m`` round the place where that is None; ``reach_m`` is half the side
    of the square looked at. Parameters else and errors as in ``zone``.
    """
    here = _Ground(line, country, lon, lat, reach_m, limit_m)
    edge = here.line.buffer(limit_m, quad_segs=_CORNERS).boundary
    reach = here.place.buffer(limit_m, quad_segs=32) if within is None else here.forward(within)
    found = edge.intersection(here.within(limit_m * 1.02)).intersection(reach)
    # a quarter of a percent of the limit at most: the isoline still lies at its distance
    return here.back(found.simplify(limit_m * 0.0025))


def standing(
    line: BorderLine, country: str, lon: float, lat: float, precision_m: float, limit_m: float, anchor: Point | None = None
) -> tuple[Standing, Offset]:
    """Return whether a place lies within ``limit_m`` of a line on a country's side, and where it lies from the line.

    ``inside`` and ``outside`` hold wherever in its precision the place is; ``near`` is where that decides; ``not told``
    where the line has no sides.

    Parameters
    ----------
    precision_m
        How far the place may be from the point given, in metres.
    anchor
        The place a zone is cut round, in degrees: nothing further than ``limit_m`` from it is inside. None for a
        distance along a whole section.
    """
    where = offset(line, lon, lat, precision_m)
    if where.hand == "beyond its ends":
        return "not told", where
    apart = distance_m(lon, lat, anchor.x, anchor.y) if anchor else 0.0
    elsewhere = where.country is not None and where.country != country
    if elsewhere or where.low_m > limit_m or apart - precision_m > limit_m:
        return "outside", where
    sure = where.country == country and where.high_m <= limit_m and apart + precision_m <= limit_m
    return ("inside" if sure else "near"), where


class _Ground:
    """A line near a place, in metres, and the ground on one country's side of it."""

    def __init__(self, line: BorderLine, country: str, lon: float, lat: float, reach_m: float, limit_m: float) -> None:
        self._hand = line.hand(country)
        if not 0 < limit_m < reach_m:
            raise GeometryError(f"a distance between 0 and {reach_m / 1000:g} km is needed, not {limit_m / 1000:g} km")
        self.forward, self.back = metric(lon, lat)
        self.place = self.forward(Point(lon, lat))
        x, y = self.place.x, self.place.y
        self.line = self.forward(line.geometry).intersection(box(x - reach_m, y - reach_m, x + reach_m, y + reach_m))
        if self.line.is_empty:
            raise GeometryError(f"the line {line.id!r} does not pass within {reach_m / 1000:g} km")

    def within(self, depth_m: float) -> BaseGeometry:
        """Return the ground within ``depth_m`` of the line, in metres.

        The corridor along the line, without a disc at each end of it (there is no telling the hands apart round an end),
        is cut by the line.
        """
        parts = list(self.line.geoms) if isinstance(self.line, MultiLineString) else [self.line]
        edges = edges_of(self.line)
        ends = unary_union([Point(part.coords[i]).buffer(depth_m) for part in parts for i in (0, -1)])
        corridor = unary_union([part.buffer(depth_m, quad_segs=_CORNERS) for part in parts]).difference(ends)
        kept = []
        for piece in cut(corridor, self.line):
            # slivers under two metres wide are rounding, not ground
            inner = piece.buffer(-1.0)
            if not inner.is_empty:
                sample = inner.representative_point()
                if nearest_side(edges, sample.x, sample.y)[0] == self._hand:
                    kept.append(piece)
        return unary_union(kept)
