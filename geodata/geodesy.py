"""Measuring on the ground: projections, distances, bearings, discs and bars of a true length.

Geometry goes in and comes out in WGS84 degrees, lon-lat; lengths are metres, bearings degrees
clockwise from north. Plane work is done in the local UTM zone, whose scale error stays under 0.1 %
within the zone (Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987, p. 57). The rest is
computed on the WGS84 ellipsoid with GeographicLib through pyproj (Karney, J. Geodesy 87, 2013).
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any, Protocol, TypeVar

from pyproj import Geod, Transformer
from shapely import transform
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.place import Offset, moved

_GEOD = Geod(ellps="WGS84")

_ARC_STEP = 5.0
"""Degrees between two corners of an arc: it is then short of the circle by 0.1 %."""
_HALF_TURN = 180.0
G = TypeVar("G", bound=BaseGeometry)


class Projection(Hashable, Protocol):
    """A function between degrees and the metres of one UTM zone; a geometry keeps its type."""

    def __call__(self, geometry: G, /) -> G:
        """Return the geometry in the other coordinates."""


class GeometryError(ValueError):
    """A geometry that cannot be measured.

    It is empty, not finite, off the globe, invalid, or out of a line's reach.
    """


def utm_zone(lon: float, lat: float) -> int:
    """Return the EPSG code of a point's UTM zone (46.2, 39.6 gives 32638).

    Raises
    ------
    GeometryError
        The point is not on the globe.
    """
    check_point(lon, lat)
    return (32600 if lat >= 0 else 32700) + int((lon + 180) // 6) % 60 + 1


def check_point(lon: float, lat: float) -> None:
    """Raise GeometryError unless a point is finite and on the globe, in degrees."""
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise GeometryError(
            f"not a point on the globe in degrees, longitude before latitude: {lon}, {lat}"
        )


def check_length(metres: float) -> None:
    """Raise GeometryError unless a length is finite and not negative."""
    if not 0 <= metres < math.inf:
        raise GeometryError(f"a length in metres is needed, not {metres}")


def metric(lon: float, lat: float) -> tuple[Projection, Projection]:
    """Return the projection from degrees to the metres of a point's UTM zone, and the inverse.

    Both take and return shapely geometries.

    Raises
    ------
    GeometryError
        The point is not on the globe.
    """
    return _metric(utm_zone(lon, lat))


@cache
def _metric(epsg: int) -> tuple[Projection, Projection]:
    return _ways(f"EPSG:{epsg}")


def _ways(plane: str) -> tuple[Projection, Projection]:
    def way(source: str, target: str) -> Projection:
        transformer: Any = Transformer.from_crs(source, target, always_xy=True)

        def project(geometry: G, /) -> G:
            return transform(geometry, transformer.transform, interleaved=False)

        return project

    return way("EPSG:4326", plane), way(plane, "EPSG:4326")


@lru_cache(maxsize=64)
def plane_at(lon: float, lat: float) -> tuple[Projection, Projection]:
    """Return a projection whose distances from one point are true at any range, and the inverse.

    It is the azimuthal equidistant projection with the point in the middle.
    """
    check_point(lon, lat)
    return _ways(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the geodesic distance of two points in metres."""
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[2])


def bearing(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the bearing from one point to another, in degrees from 0 to 360.

    It is that of the geodesic, at the first point.
    """
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[0]) % 360


@lru_cache(maxsize=1024)
def disc(lon: float, lat: float, radius_m: float, points: int = 72) -> Polygon:
    """Return the geodesic circle of a radius in metres round a point, as a polygon in degrees.

    With 72 corners its area is short by 0.13 %. Longitudes run on across the antimeridian.
    """
    ends = (_GEOD.fwd(lon, lat, 360 * i / points, radius_m) for i in range(points))
    return Polygon([(x + 360 * round((lon - x) / 360), y) for x, y, _ in ends])


def measured_ground(offset: Offset) -> Polygon:
    """Return the ring or the sector of ground that words measure, as a polygon in degrees."""
    full = offset.bearing is None or offset.spread >= _HALF_TURN
    first, spread = (0.0, _HALF_TURN) if full else ((offset.bearing or 0.0), offset.spread)
    steps = max(4, round(2 * spread / _ARC_STEP))
    turns = [first - spread + 2 * spread * i / steps for i in range(steps + 1)]
    outer = [moved(offset, turn, offset.outer_m) for turn in turns]
    inner = [moved(offset, turn, offset.inner_m) for turn in turns] if offset.inner_m > 0 else []
    if full:
        return Polygon(outer, [inner] if inner else [])
    return Polygon([*outer, *(reversed(inner) if inner else [(offset.lon, offset.lat)])])


def bar(lon: float, lat: float, length_m: float, bearing: float = 90.0) -> LineString:
    """Return a line of exactly ``length_m`` metres from a point on a bearing in degrees."""
    x, y, _ = _GEOD.fwd(lon, lat, bearing, length_m)
    return LineString([(lon, lat), (x, y)])


def shift(lon: float, lat: float, east_m: float, north_m: float) -> tuple[float, float]:
    """Return a point moved by metres east and north."""
    x, y, _ = _GEOD.fwd(lon, lat, 90, east_m)
    x, y, _ = _GEOD.fwd(x, y, 0, north_m)
    return float(x), float(y)
