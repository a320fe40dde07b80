"""What of a line lies near a place, in degrees that run on across the antimeridian.

A long line is clipped before it is measured: a plane is true only near the place it is made for.
An edge is straight in degrees, as GeoJSON has it; it gets corners a tenth of a degree apart, so
that on a plane it bends as it should (6 km for one edge along the 49th parallel, 2 m after).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

METRES_IN_DEGREE = 110_500.0
"""The least length of a degree of latitude on the ellipsoid, in metres, so that a window is never
too small."""
STEP_DEG = 0.1
EARTH_M = 6_371_009.0

Floats = NDArray[np.float64]


def wrapped(longitudes: Floats, lon: float) -> Floats:
    """Return longitudes moved by whole turns to within half a turn of a longitude."""
    return np.asarray(lon + (longitudes - lon + 180.0) % 360.0 - 180.0, dtype=np.float64)


def run_on(geometry: BaseGeometry, lon: float) -> BaseGeometry:
    """Return a geometry near a place with longitudes that run on beyond 180 degrees."""
    return shapely.transform(
        geometry, lambda xy: np.column_stack([wrapped(xy[:, 0], lon), xy[:, 1]])
    )


@lru_cache(maxsize=32)
def _parts(line: MultiLineString, dense: bool = True) -> tuple[Floats, NDArray[np.int64]]:
    """Return the corners of a line, with enough of them where asked for, and the part of each."""
    whole = shapely.segmentize(line, STEP_DEG) if dense else line
    points, part = shapely.get_coordinates(shapely.get_parts(whole), return_index=True)
    return points, part


def corner_distance_m(line: MultiLineString, lon: float, lat: float) -> float:
    """Return the distance in metres from a place to a line's nearest corner, on a sphere."""
    points, _ = _parts(line)
    x, y = np.radians(points).T
    a, b = np.radians([lon, lat])
    half = np.sin((y - b) / 2) ** 2 + np.cos(y) * np.cos(b) * np.sin((x - a) / 2) ** 2
    return float(2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half.min(), 0, 1))))


def near(
    line: MultiLineString, lon: float, lat: float, radius_m: float, *, dense: bool = True
) -> MultiLineString:
    """Return the edges of a line that come within a distance of a place, whole; maybe none.

    Its longitudes run on from the place's. Edges beyond are dropped, so that it may end where the
    line does not, but never within the distance. Not ``dense``: with the map's own corners only.
    """
    points, part = _parts(line, dense)
    x, y = wrapped(points[:, 0], lon), points[:, 1]
    tall = radius_m / METRES_IN_DEGREE
    pole = min(abs(lat) + tall, 90.0)
    wide = tall / max(np.cos(np.radians(pole)), 1e-9)
    # an edge across the far side of the globe is cut there by the wrapping; none is near
    same = (part[1:] == part[:-1]) & (np.abs(np.diff(x)) < 180)
    keep = (
        same
        & (np.minimum(y[1:], y[:-1]) <= lat + tall)
        & (np.maximum(y[1:], y[:-1]) >= lat - tall)
        & (np.minimum(x[1:], x[:-1]) <= lon + wide)
        & (np.maximum(x[1:], x[:-1]) >= lon - wide)
    )
    return MultiLineString(_runs(np.column_stack([x, y]), keep))


def _runs(points: Floats, keep: NDArray[np.bool_]) -> list[LineString]:
    edges = np.flatnonzero(np.diff(np.r_[0, keep.astype(np.int8), 0])).reshape(-1, 2)
    return [LineString(points[a : b + 1]) for a, b in edges]
