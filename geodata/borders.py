"""Border lines: what maps draw between two countries, and the sides, distances and shares by each.

None of these lines is *the* border.

Geometry is WGS84 (EPSG:4326), lon-lat degrees. Lengths are metres and areas square metres, both
measured in the local UTM zone. A line has two sides: ``left`` and ``right`` are the ISO codes of
the countries that lie to the left and right of somebody who goes along it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

from geodata.geodesy import GeometryError, Projection, check_length, check_point, distance_m, metric

if TYPE_CHECKING:
    import geopandas

FILE = Path(__file__).parent / "border_lines.geojson"
DRAWING_ERROR_MM = 0.5
"""How exactly a line can be drawn on a printed map, in millimetres at the map's scale. A convention
of cartography, used only where a publisher states no accuracy."""
REACH_M = 60_000.0
"""Half the width of the square, around a place, in which the sides of a line are told apart, in
metres. A choice: many times the distances that articles state, so that where the square cuts the
line does not matter, and small beside the whole line. A caller may ask for more."""

Side = Literal["left", "right", "on the line", "beyond its ends"]


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

    Raises
    ------
    GeometryError
        The geometry is not a line, is empty, has no length, crosses itself, or has coordinates that
        are not finite or not on the globe.
    """

    properties: dict[str, Any]
    geometry: MultiLineString
    left: str = "AM"
    right: str = "AZ"

    def __post_init__(self) -> None:
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


@cache
def border_lines() -> dict[str, BorderLine]:
    """Return the shipped lines by id, the line with the closest vertices first.

    All of them lie between Armenia (left) and Azerbaijan (right).
    """
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    lines = [
        BorderLine(f["properties"], cast("MultiLineString", shape(f["geometry"]))) for f in features
    ]
    return {
        line.id: line
        for line in sorted(lines, key=lambda line: float(line.properties["vertex_spacing_m"]))
    }


def to_geodataframe(lines: Iterable[BorderLine] | None = None) -> geopandas.GeoDataFrame:
    """Return border lines as a GeoDataFrame in EPSG:4326, one row a line.

    By default they are the shipped ones.
    """
    import geopandas

    rows = list(border_lines().values() if lines is None else lines)
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
    forward, back = metric(lon, lat)
    here = forward(Point(lon, lat))
    side, nearest = nearest_side(_plane_edges(line, forward), here.x, here.y)
    there = back(Point(nearest))
    return side, distance_m(lon, lat, there.x, there.y)


@lru_cache(maxsize=64)
def _plane_edges(line: BorderLine, forward: Projection) -> Edges:
    """Return a line's edges in the metres of a projection; cached, since many places share them."""
    return edges_of(forward(line.geometry))


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
    check_point(west, south)
    check_point(east, north)


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
    part = min(forward(line.geometry).geoms, key=here.distance)
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


# ---- in metres, on a plane: shared by the modules of this folder

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a line on a plane, in metres.

    Attributes
    ----------
    starts, ends
        Where each edge starts and ends, of shape (n, 2).
    first, last
        Whether each edge is the first, and the last, of a part that is not closed.
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
    starts, ends, first, last = [], [], [], []
    for part in getattr(line, "geoms", [line]):
        points = np.asarray(part.coords, dtype=float)
        keep = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
        points = points[keep]
        if len(points) < 2:
            continue
        count = len(points) - 1
        starts.append(points[:-1])
        ends.append(points[1:])
        closed = (points[0] == points[-1]).all()
        first.append(np.arange(count) == (-1 if closed else 0))
        last.append(np.arange(count) == (-1 if closed else count - 1))
    return Edges(np.vstack(starts), np.vstack(ends), np.concatenate(first), np.concatenate(last))


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
    normal = np.array([-unit[:, 1].sum(), unit[:, 0].sum()])
    return ("left" if float(normal @ (point - nearest)) > 0 else "right"), nearest


def _divide(
    line: BorderLine, polygon: BaseGeometry
) -> tuple[BaseGeometry, BaseGeometry, Projection]:
    """Return the parts of a polygon on the left and right of a line, and the way back to degrees.

    The parts are in the metres of the polygon's UTM zone. Errors as in ``divide``.
    """
    check_polygon(polygon)
    centre = polygon.centroid
    forward, back = metric(centre.x, centre.y)
    edges, ground = _plane_edges(line, forward), forward(polygon)
    if any(ground.contains(tip) for tip in edges.tips()):
        raise GeometryError(
            f"the line {line.id!r} ends inside the polygon: it has no two sides there"
        )
    pieces: dict[Side, list[BaseGeometry]] = {"left": [], "right": []}
    for piece in cut(ground, forward(line.geometry)):
        inner = piece.representative_point()
        side, _ = nearest_side(edges, inner.x, inner.y)
        if side not in pieces:
            raise GeometryError(
                f"the line {line.id!r} ends short of the polygon: it has no two sides there"
            )
        pieces[side].append(piece)
    return unary_union(pieces["left"]), unary_union(pieces["right"]), back


def cut(polygon: BaseGeometry, line: BaseGeometry) -> list[Polygon]:
    """Return the pieces of a polygon cut by every part of a line, in metres; [] of an empty one."""
    if polygon.is_empty:
        return []
    west, south, east, north = polygon.bounds
    # ten metres of margin let the line run out of the polygon on both sides, so that it cuts
    near = line.intersection(box(west - 10, south - 10, east + 10, north + 10))
    pieces = polygonize(unary_union([polygon.boundary, near]))
    return [piece for piece in pieces if polygon.contains(piece.representative_point())]
