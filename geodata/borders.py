"""Border lines: what maps draw between two countries, and the sides, distances and shares by each.

None of these lines is *the* border.

Geometry is WGS84 (EPSG:4326), lon-lat degrees. Lengths are metres and areas square metres, both
measured in the local UTM zone. A line has two sides: ``left`` and ``right`` are the ISO codes of
the countries that lie to the left and right of somebody who goes along it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geodata.geodesy import (
    GeometryError,
    check_length,
    check_point,
    distance_m,
    metric,
    plane_at,
)
from geodata.lines import nearby, store
from geodata.lines.nearby import Corners
from geodata.lines.plane import Side, cut, edges_of, nearest_side

if TYPE_CHECKING:
    import geopandas

DRAWING_ERROR_MM = 0.5
"""How exactly a line can be drawn on a printed map, in millimetres at the map's scale. A convention
of cartography, used only where a publisher states no accuracy."""
REACH_M = 60_000.0
"""Half the width of the square, around a place, in which the sides of a line are told apart, in
metres. A choice: many times the distances that articles state, so that where the square cuts the
line does not matter, and small beside the whole line. A caller may ask for more."""
FAR_M = 500_000.0
"""Beyond this distance from a line a place's UTM zone is no true plane for it any more, and one is
made with the place in its middle."""


@dataclass(frozen=True, eq=False)
class BorderLine:
    """A line that some map draws between two countries.

    Attributes
    ----------
    properties
        Publisher, edition, scale and the rest, as in ``geodata/README.md``; ``id`` at least.
    geometry
        The line in degrees; a LineString becomes a MultiLineString of one part.
    left, right
        ISO codes of the countries on the left and right, going along every part.
    checked
        Whether the geometry is known to be a line with two sides, as the build leaves it.

    Raises
    ------
    GeometryError
        The geometry is not a line, is empty, has no length, crosses itself, or has coordinates that
        are not finite or not on the globe.
    """

    properties: dict[str, Any]
    geometry: MultiLineString
    left: str
    right: str
    checked: bool = False

    def __post_init__(self) -> None:
        if self.checked:
            return
        given: BaseGeometry | None = self.geometry
        if given is None:
            raise GeometryError(f"the line {self.id!r} has no geometry")
        parts = [part for part in getattr(given, "geoms", [given]) if isinstance(part, LineString)]
        coordinates = shapely.get_coordinates(given)
        if given.geom_type not in {"LineString", "LinearRing", "MultiLineString"}:
            raise GeometryError(f"the line {self.id!r} is a {given.geom_type}, not a line")
        if given.is_empty or not given.length > 0:
            raise GeometryError(f"the line {self.id!r} is empty or has no length")
        if not np.isfinite(coordinates).all() or (np.abs(coordinates) > (180, 90)).any():
            raise GeometryError(
                f"the line {self.id!r} has coordinates "
                "that are no longitude and latitude in degrees"
            )
        if not given.is_simple:
            raise GeometryError(
                f"the line {self.id!r} crosses or retraces itself: it has no two sides there"
            )
        object.__setattr__(self, "geometry", MultiLineString(parts))

    @property
    def id(self) -> str:
        """The line's stable id."""
        return str(self.properties.get("id", "unnamed"))

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries on its two sides."""
        return frozenset({self.left, self.right})

    def side_of(self, country: str) -> Literal["left", "right"]:
        """Return the side a country lies on, or raise ValueError where it is on neither."""
        if country not in self.countries:
            raise ValueError(f"{country} is on neither side of the line {self.id!r}")
        return "left" if country == self.left else "right"


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a place lies from a line.

    Attributes
    ----------
    side
        The side its point lies on, or ``on the line``, or ``beyond its ends``, where a line has no
        sides.
    country
        ISO code of the country on whose side the place lies, wherever within its precision it is.
        None where the precision decides, and where there is no side.
    distance_m
        Geodesic distance of its point to the nearest point of the line, in metres.
    low_m, high_m
        The least and the greatest distance, in metres, that the place's precision allows.
    """

    side: Side
    country: str | None
    distance_m: float
    low_m: float
    high_m: float


def pairs() -> tuple[str, ...]:
    """Return every pair of countries that some map has a line of, or a party claims: ``AM-AZ``."""
    return store.pairs()


@lru_cache(maxsize=store.KEPT_PAIRS)
def border_lines(pair: str) -> dict[str, BorderLine]:
    """Return a pair's lines by the map's id, the line with the closest corners first.

    The country whose code comes first in the alphabet is on the left. The codes may come in either
    order. Two countries that share no border have no lines.
    """
    lines = [
        BorderLine(row.properties, row.geometry, row.pair[:2], row.pair[3:], checked=True)
        for row in store.rows(store.normal(pair))
        if row.kind == "boundary" and row.geometry is not None
    ]
    ordered = sorted(lines, key=lambda line: float(line.properties["vertex_spacing_m"]))
    return {line.id: line for line in ordered}


def silent_maps(pair: str) -> dict[str, dict[str, Any]]:
    """Return the properties of the maps that have no line of a pair; ``note`` says why."""
    return {
        row.line: row.properties
        for row in store.rows(store.normal(pair))
        if row.kind == "boundary" and row.geometry is None
    }


def to_geodataframe(lines: Iterable[BorderLine]) -> geopandas.GeoDataFrame:
    """Return border lines as a GeoDataFrame in EPSG:4326, one row a line."""
    import geopandas

    rows = list(lines)
    records = [{**line.properties, "left": line.left, "right": line.right} for line in rows]
    return geopandas.GeoDataFrame(
        records, geometry=[line.geometry for line in rows], crs="EPSG:4326"
    )


def error_m(line: BorderLine) -> float | None:
    """Return how far a line may be from what its map meant, in metres; None where that is unknown.

    It is the accuracy that the publisher states, or else ``DRAWING_ERROR_MM`` at the nominal scale.
    """
    stated, scale = line.properties.get("accuracy_m"), line.properties.get("scale_denominator")
    if stated is not None:
        return float(stated)
    return float(scale) * DRAWING_ERROR_MM / 1000 if scale else None


def can_show(line: BorderLine, size_m: float) -> bool | None:
    """Return whether a size in metres exceeds a line's error; None where that is unknown."""
    error = error_m(line)
    return None if error is None else error < size_m


def offset(line: BorderLine, lon: float, lat: float, precision_m: float = 0.0) -> Offset:
    """Return on which side of a line a place lies, and how far from it.

    The side is that of the nearest edge. Where the nearest point is a corner, the side is that of
    the sum of both edges' normals, which is right at any angle (Bærentzen and Aanæs, IEEE Trans.
    Visualization 11, 2005). A point within a millimetre is on the line.

    Parameters
    ----------
    lon, lat
        The place, in degrees.
    precision_m
        How far the place may be from the point given, in metres.

    Raises
    ------
    GeometryError
        The point is not on the globe, or the precision is no length.
    """
    check_length(precision_m)
    side, distance = _side_and_distance(line, lon, lat)
    country = {"left": line.left, "right": line.right}.get(side) if distance > precision_m else None
    return Offset(side, country, distance, max(0.0, distance - precision_m), distance + precision_m)


@lru_cache(maxsize=20_000)
def _side_and_distance(line: BorderLine, lon: float, lat: float) -> tuple[Side, float]:
    """Return on which side of a line a point lies, and how far from it, in metres.

    Cached, since every statement asks it of every place.
    """
    corners = corners_of(line)
    reach = corners.distance_m(lon, lat)
    forward, back = metric(lon, lat) if reach < FAR_M else plane_at(lon, lat)
    # no edge further away than the nearest corner matters; two percent and 2 km are more than a
    # sphere differs from the ellipsoid, and an edge from its corners
    edges = edges_of(forward(corners.near(lon, lat, reach * 1.02 + 2_000)))
    here = forward(Point(lon, lat))
    side, nearest = nearest_side(edges, here.x, here.y)
    there = back(Point(nearest))
    return side, distance_m(lon, lat, there.x, there.y)


@lru_cache(maxsize=32)
def corners_of(line: BorderLine) -> Corners:
    """Return a line's corners, ready to be searched; cached, since many places share them."""
    return Corners(line.geometry)


def corner_spacing_m(line: BorderLine, lon: float, lat: float, reach_m: float) -> float | None:
    """Return the median distance of neighbouring corners near a place; None where there are none.

    Both in metres. It says how fine a line is there: its map may be finer elsewhere.
    """
    steps = [
        distance_m(*start, *end)
        for part in Corners(line.geometry, None).near(lon, lat, reach_m).geoms
        for start, end in pairwise(part.coords)
    ]
    return float(np.median(steps)) if steps else None


def divide(line: BorderLine, polygon: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the parts of a polygon on the left and on the right of a line, in degrees.

    Either may be empty.

    Raises
    ------
    GeometryError
        The polygon is empty, invalid or not a polygon, or the line ends inside it or short of it,
        so that it has no two sides there.
    """
    left, right, back = _divide(line, polygon)
    return back(left), back(right)


def shares(line: BorderLine, polygon: BaseGeometry) -> dict[str, float]:
    """Return the share of a polygon's area on each country's side, from 0 to 1; they add up to 1.

    Raises
    ------
    GeometryError
        As ``divide``.
    """
    left, right, _ = _divide(line, polygon)
    whole = left.area + right.area
    return {line.left: left.area / whole, line.right: right.area / whole}


def check_polygon(polygon: BaseGeometry) -> None:
    """Raise GeometryError unless a geometry is a valid polygon with an area, in degrees."""
    if not isinstance(polygon, Polygon | MultiPolygon):
        raise GeometryError(f"a polygon is needed, not a {polygon.geom_type}")
    if not polygon.is_valid:
        raise GeometryError(
            f"the polygon is not valid: {shapely.is_valid_reason(polygon)}; "
            "shapely.make_valid may repair it"
        )
    if not polygon.area > 0:
        raise GeometryError("the polygon is empty or has no area")
    west, south, east, north = polygon.bounds
    # longitudes may run on across the antimeridian, from a point that is on the globe
    check_point(west if west >= -180 else east, south)
    check_point(west if west >= -180 else east, north)


@lru_cache(maxsize=64)
def beside_line(
    line: BorderLine, lon: float, lat: float, offset_m: float, *, left: bool
) -> tuple[float, float]:
    """Return the point ``offset_m`` metres to one side of a border line, near a place, in degrees.

    It stands off the stretch of the line nearest to the place. The direction is that of the line
    between the two points ``offset_m`` before and after the nearest, so that one bend does not
    turn it.
    """
    forward, back = metric(lon, lat)
    here = forward(Point(lon, lat))
    corners = corners_of(line)
    reach = corners.distance_m(lon, lat) * 1.02 + 10 * offset_m
    clipped = forward(corners.near(lon, lat, reach))
    part = min(clipped.geoms, key=here.distance)
    middle = part.project(here)
    a, b = part.interpolate(max(0.0, middle - offset_m)), part.interpolate(middle + offset_m)
    length = max(1.0, a.distance(b))
    turn = 1.0 if left else -1.0
    x, y = (
        (a.x + b.x) / 2 - turn * (b.y - a.y) / length * offset_m,
        (a.y + b.y) / 2 + turn * (b.x - a.x) / length * offset_m,
    )
    point = back(Point(x, y))
    return float(point.x), float(point.y)


def _divide(
    line: BorderLine, polygon: BaseGeometry
) -> tuple[BaseGeometry, BaseGeometry, Callable[[BaseGeometry], BaseGeometry]]:
    """Return the parts of a polygon on the left and right of a line, and the way back to degrees.

    The parts are in the metres of the polygon's UTM zone. Errors as in ``divide``.
    """
    check_polygon(polygon)
    centre = polygon.centroid
    lon, lat = (centre.x + 180) % 360 - 180, centre.y
    forward, flat = metric(lon, lat)
    ground = forward(polygon)
    west, south, east, north = ground.bounds
    # twice the polygon's size holds every edge that may be nearest to a point of it, where the
    # line passes through it; where it passes by, the distance to it is added
    reach = 2 * math.hypot(east - west, north - south) + 1_000
    corners = corners_of(line)
    reach += corners.distance_m(lon, lat) * 1.02
    near = forward(corners.near(lon, lat, reach))
    edges = edges_of(near)

    def back(geometry: BaseGeometry, /) -> BaseGeometry:
        return nearby.run_on(flat(geometry), centre.x)

    if any(ground.contains(tip) for tip in edges.tips()):
        raise GeometryError(
            f"the line {line.id!r} ends inside the polygon: it has no two sides there"
        )
    pieces: dict[Side, list[BaseGeometry]] = {"left": [], "right": []}
    for piece in cut(ground, near):
        inner = piece.representative_point()
        side, _ = nearest_side(edges, inner.x, inner.y)
        if side not in pieces:
            raise GeometryError(
                f"the line {line.id!r} ends short of the polygon: it has no two sides there"
            )
        pieces[side].append(piece)
    return unary_union(pieces["left"]), unary_union(pieces["right"]), back
