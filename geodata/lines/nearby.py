"""What of a line lies near a place, in degrees that run on across the antimeridian.

A long line is clipped before it is measured: a plane is true only near the place it is made for.
An edge is straight in degrees, as GeoJSON has it; it gets corners a tenth of a degree apart, so
that on a plane it bends as it should (6 km for one edge along the 49th parallel, 2 m after).
"""

from __future__ import annotations

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
    return np.asarray(longitudes + 360.0 * np.round((lon - longitudes) / 360.0), dtype=np.float64)


def run_on(geometry: BaseGeometry, lon: float) -> BaseGeometry:
    """Return a geometry near a place with longitudes that run on beyond 180 degrees."""
    return shapely.transform(
        geometry, lambda xy: np.column_stack([wrapped(xy[:, 0], lon), xy[:, 1]])
    )


class Corners:
    """The corners of a line, made ready to be searched.

    Attributes
    ----------
    points
        Longitude and latitude of each corner, of shape (n, 2).
    part
        The number of the part of the line that each belongs to.
    """

    def __init__(self, line: BaseGeometry, step_deg: float | None = STEP_DEG) -> None:
        """Take a line's corners, and more where they are further apart than ``step_deg``."""
        whole = shapely.segmentize(line, step_deg) if step_deg else line
        self.points, self.part = shapely.get_coordinates(
            shapely.get_parts(whole), return_index=True
        )
        x, y = np.radians(self.points).T
        self._sphere = np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])

    def distance_m(self, lon: float, lat: float) -> float:
        """Return the distance in metres from a place to the nearest corner, on a sphere."""
        a, b = np.radians([lon, lat])
        here = np.array([[np.cos(b) * np.cos(a)], [np.cos(b) * np.sin(a)], [np.sin(b)]])
        chord2 = ((self._sphere - here) ** 2).sum(axis=0).min()
        return float(2 * EARTH_M * np.arcsin(min(1.0, np.sqrt(chord2) / 2)))

    def near(self, lon: float, lat: float, radius_m: float) -> MultiLineString:
        """Return the edges that come within a distance of a place, whole; maybe none.

        Their longitudes run on from the place's. Edges beyond are dropped, so that what is returned
        may end where the line does not, but never within the distance.
        """
        x, y = wrapped(self.points[:, 0], lon), self.points[:, 1]
        tall = radius_m / METRES_IN_DEGREE
        pole = min(abs(lat) + tall, 90.0)
        wide = tall / max(np.cos(np.radians(pole)), 1e-9)
        # an edge across the far side of the globe is cut there by the wrapping; none is near
        same = (self.part[1:] == self.part[:-1]) & (np.abs(np.diff(x)) < 180)
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
