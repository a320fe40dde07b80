"""The least and the greatest share of a lake without an outline on each side of a border line.

The lake is taken as an ellipse of each published size, at every orientation, and with its centre
moved by its error; nothing is averaged. Shares go from 0 to 1. Areas are measured in the lake's UTM
zone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import Point

from geodata.borders import BorderLine, divide
from geodata.geodesy import check_point, disc, metric
from geodata.lakes import SchematicLake

ORIENTATIONS = tuple(range(0, 180, 5))
"""Bearings of the longer axis in degrees from north: 0 to 175. Steps of one degree change no share
of Sev Lake by more than 0.0001."""
_CENTRES = 16
"""In how many directions the centre is moved; it is also left where it is."""
_NOTHING = 1e-6
"""A share below this is rounding: a square metre of a lake of a square kilometre."""
_CORNERS = 180
"""Corners of an ellipse. Its area is then short by 0.02 %, on both sides of a line alike."""


@dataclass(frozen=True, slots=True)
class ShareRange:
    """The least and the greatest share of a lake that may be a country's, from 0 to 1."""

    country: str
    low: float
    high: float

    def meets(self, low_percent: float, high_percent: float) -> bool:
        """Whether this range, widened to whole percent, overlaps a range in percent."""
        return math.floor(self.low * 100) <= high_percent and low_percent <= math.ceil(
            self.high * 100
        )

    @property
    def divides(self) -> bool:
        """Whether some of the lake, and not all of it, may be this country's."""
        return self.low < 1 - _NOTHING and self.high > _NOTHING


@lru_cache(maxsize=256)
def share_ranges(
    line: BorderLine, lake: SchematicLake, lon: float, lat: float, error_m: float | None = None
) -> dict[str, ShareRange]:
    """Return both countries' shares of a lake round a centre in degrees, by ISO code.

    Parameters
    ----------
    error_m
        How far the centre may be off, in metres; the lake's own precision by default.

    Raises
    ------
    GeometryError
        The centre is not on the globe, or the line ends beside the lake.
    """
    check_point(lon, lat)
    error = lake.precision_m if error_m is None else error_m
    # The line is cut once, in a disc that holds every ellipse: 5 % wider, since a disc of corners
    # lies inside its circle. Then all ellipses are cut in one call.
    left, _ = divide(line, disc(lon, lat, lake.envelope_radius_m * 1.05 + error))
    forward, _ = metric(lon, lat)
    centre = forward(Point(lon, lat))
    shapes = shapely.polygons(
        np.concatenate([_ellipses(size, centre.x, centre.y, error) for size in lake.sizes_m])
    )
    part = shapely.area(shapely.intersection(shapes, forward(left))) / shapely.area(shapes)
    low, high = max(0.0, float(part.min())), min(1.0, float(part.max()))
    return {
        line.left: ShareRange(line.left, low, high),
        line.right: ShareRange(line.right, 1 - high, 1 - low),
    }


def _ellipses(size: tuple[float, float], x: float, y: float, error: float) -> np.ndarray:
    """Return the corners of the ellipses of one size, at every orientation and centre, in metres.

    The array has the shape (ellipses, corners, 2).
    """
    around = np.linspace(0, 2 * math.pi, _CORNERS, endpoint=False)
    along, across = size[0] / 2 * np.cos(around), size[1] / 2 * np.sin(around)
    turns = np.radians(ORIENTATIONS)[:, None]
    east, north = (
        along * np.sin(turns) + across * np.cos(turns),
        along * np.cos(turns) - across * np.sin(turns),
    )
    moves = 2 * math.pi * np.arange(_CENTRES) / _CENTRES
    moved = error * np.column_stack([np.sin(moves), np.cos(moves)])
    centres = np.array([x, y]) + np.vstack([np.zeros((1, 2)), moved])
    ellipses: np.ndarray = (
        np.stack([east, north], axis=-1)[None] + centres[:, None, None, :]
    ).reshape(-1, _CORNERS, 2)
    return ellipses
