"""Measuring on the ground: zones beside a border line, isolines, discs and bars of a true length.

Geometry goes in and comes out in WGS84 degrees, lon-lat; lengths are metres. Work is done in the local UTM zone, whose
scale error stays under 0.1 % within the zone (Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987, p. 57), or
on the WGS84 ellipsoid with GeographicLib through pyproj (Karney, J. Geodesy 87, 2013).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from pyproj import CRS, Geod, Transformer
from shapely import STRtree, transform
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import split, unary_union

from geodata.layers import BorderLine

_GEOD = Geod(ellps="WGS84")
REACH_M = 60_000.0
"""Half the side of the square in which the sides of a line are told apart, in metres, unless a caller needs more."""


_Projection = Callable[..., Any]


@cache
def utm_zone(lon: float, lat: float) -> CRS:
    """Return the UTM zone of a point in degrees (46.2, 39.6 gives EPSG:32638)."""
    return CRS.from_epsg((32600 if lat >= 0 else 32700) + int((lon + 180) // 6) % 60 + 1)


@cache
def _projections(lon: float, lat: float) -> tuple[_Projection, _Projection]:
    crs = utm_zone(lon, lat)
    forward = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    back = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return forward.transform, back.transform


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the geodesic distance of two points in metres."""
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[2])


def disc(lon: float, lat: float, radius_m: float, points: int = 72) -> Polygon:
    """Return the geodesic circle of a radius in metres round a point, as a polygon in degrees."""
    ends = (_GEOD.fwd(lon, lat, 360 * i / points, radius_m) for i in range(points))
    return Polygon([(x, y) for x, y, _ in ends])


def bar(lon: float, lat: float, length_m: float, bearing: float = 90.0) -> LineString:
    """Return a line of exactly ``length_m`` metres from a point on a bearing in degrees from north."""
    x, y, _ = _GEOD.fwd(lon, lat, bearing, length_m)
    return LineString([(lon, lat), (x, y)])


def shift(lon: float, lat: float, east_m: float, north_m: float) -> tuple[float, float]:
    """Return a point moved by metres east and north."""
    x, y, _ = _GEOD.fwd(lon, lat, 90, east_m)
    x, y, _ = _GEOD.fwd(x, y, 0, north_m)
    return float(x), float(y)


def distance_to_line_m(line: BorderLine, lon: float, lat: float) -> float:
    """Return the distance in metres from a point to a border line."""
    forward, _ = _projections(lon, lat)
    return float(transform(line.geometry, forward, interleaved=False).distance(transform(Point(lon, lat), forward, interleaved=False)))


def beside_line(line: BorderLine, lon: float, lat: float, offset_m: float, *, left: bool) -> tuple[float, float]:
    """Return the point ``offset_m`` metres to one hand of a border line, off its stretch nearest a place, in degrees.

    The hand is that of the line's course over some kilometres, so that one bend does not turn it.
    """
    forward, back = _projections(lon, lat)
    shape = transform(line.geometry, forward, interleaved=False)
    here = transform(Point(lon, lat), forward, interleaved=False)
    part = min(shape.geoms, key=here.distance)
    middle = part.project(here)
    a, b = part.interpolate(max(0.0, middle - offset_m)), part.interpolate(middle + offset_m)
    length = max(1.0, a.distance(b))
    turn = 1.0 if left else -1.0
    x, y = (a.x + b.x) / 2 - turn * (b.y - a.y) / length * offset_m, (a.y + b.y) / 2 + turn * (b.x - a.x) / length * offset_m
    point = transform(Point(x, y), back, interleaved=False)
    return float(point.x), float(point.y)


class Side:
    """The ground on one country's side of a border line, round a place.

    Parameters
    ----------
    line
        The border line.
    country
        ISO code of the country whose side is wanted; one of the line's two.
    lon, lat
        The place, in degrees.
    reach_m
        Half the side, in metres, of the square round the place that is looked at.

    Raises
    ------
    ValueError
        The country is on neither side of the line, or the line does not pass within reach.
    """

    def __init__(self, line: BorderLine, country: str, lon: float, lat: float, reach_m: float = REACH_M) -> None:
        if country not in {line.left, line.right}:
            msg = f"{country} is on neither side of the line {line.properties['id']!r}"
            raise ValueError(msg)
        self._forward, self._back = _projections(lon, lat)
        self._here = transform(Point(lon, lat), self._forward, interleaved=False)
        x, y = self._here.x, self._here.y
        square = box(x - reach_m, y - reach_m, x + reach_m, y + reach_m)
        self._line = transform(line.geometry, self._forward, interleaved=False).intersection(square)
        self._left = country == line.left
        if self._line.is_empty:
            msg = f"the line {line.properties['id']!r} does not pass within {reach_m / 1000:g} km"
            raise ValueError(msg)

    def zone(self, limit_m: float, bands: int = 1) -> list[BaseGeometry]:
        """Return bands of equal depth from the line to ``limit_m``, within ``limit_m`` of the place, nearest the line first."""
        reach = self._here.buffer(limit_m, quad_segs=32)
        edges = [self._line.buffer(limit_m * i / bands, quad_segs=24) for i in range(1, bands + 1)]
        ground = _ground(self._line, limit_m, left=self._left).intersection(reach)
        found: list[BaseGeometry] = []
        for index, edge in enumerate(edges):
            band = edge if index == 0 else edge.difference(edges[index - 1])
            found.append(self._to_degrees(band.intersection(ground)))
        return found

    def isoline(self, limit_m: float, within: BaseGeometry | None = None) -> BaseGeometry:
        """Return the line at ``limit_m`` from the border line on this side.

        It is cut to ``within`` (degrees), or to ``limit_m`` round the place where that is None.
        """
        edge = self._line.buffer(limit_m, quad_segs=24).boundary
        reach = self._here.buffer(limit_m, quad_segs=32) if within is None else transform(within, self._forward, interleaved=False)
        ground = _ground(self._line, limit_m * 1.02, left=self._left)
        return self._to_degrees(edge.intersection(ground).intersection(reach))

    def _to_degrees(self, geometry: BaseGeometry) -> BaseGeometry:
        return transform(geometry, self._back, interleaved=False)


def _ground(line: BaseGeometry, depth_m: float, *, left: bool) -> BaseGeometry:
    """Return the ground within ``depth_m`` on one hand of a line in metres.

    The corridor along the line, without a disc at each end of it (there is no telling the hands apart round an end), is
    split by the line; each piece asks the edges of the line it lies beside which hand it is on.
    """
    parts = [part for part in (line.geoms if isinstance(line, MultiLineString) else [line]) if isinstance(part, LineString)]
    edges = [LineString(pair) for part in parts for pair in zip(part.coords, part.coords[1:], strict=False)]
    tree = STRtree(edges)
    ends = unary_union([Point(part.coords[i]).buffer(depth_m) for part in parts for i in (0, -1)])
    pieces: list[BaseGeometry] = [unary_union([part.buffer(depth_m, quad_segs=24) for part in parts]).difference(ends)]
    for part in parts:
        pieces = [piece for whole in pieces for piece in _split(whole, part)]
    # slivers under two metres wide are rounding, not ground
    ground = [(piece, inner) for piece in pieces if not (inner := piece.buffer(-1.0)).is_empty]
    return unary_union([piece for piece, inner in ground if _on_left(inner, edges, tree) == left])


def _split(whole: BaseGeometry, line: LineString) -> list[BaseGeometry]:
    """Return the polygons of a geometry, cut by a line."""
    polygons = [g for g in getattr(whole, "geoms", [whole]) if isinstance(g, Polygon)]
    return [piece for polygon in polygons for piece in split(polygon, line).geoms]


def _on_left(piece: BaseGeometry, edges: list[LineString], tree: STRtree) -> bool:
    """Whether most of a piece's border along the line sees the line's edges on its right hand, as the left side does."""
    votes = 0.0
    samples = [*_border_samples(piece, edges), piece.representative_point()]
    for sample in samples[:200]:
        edge = edges[int(tree.nearest(sample))]
        (x1, y1), (x2, y2) = edge.coords[0], edge.coords[-1]
        votes += 1 if (x2 - x1) * (sample.y - y1) - (y2 - y1) * (sample.x - x1) > 0 else -1
    return votes > 0


def _border_samples(piece: BaseGeometry, edges: list[LineString]) -> list[Point]:
    """Return points of a piece's boundary that lie beside the middle of an edge of the line."""
    middles = [edge.interpolate(0.5, normalized=True) for edge in edges]
    near = [m for m in middles if piece.distance(m) < 2.0]
    boundary = piece.boundary
    return [boundary.interpolate(boundary.project(m)) for m in near[:: max(1, len(near) // 100)]]


def cut_away(geometry: BaseGeometry, lon: float, lat: float, radius_m: float) -> BaseGeometry:
    """Return a line or outline without its part within ``radius_m`` of a point."""
    return geometry.difference(disc(lon, lat, radius_m))
