"""A part of the map that the claims shown must name a place in: a box, or a circle.

In the address it is four or three numbers: ``south,west,north,east`` in degrees, or ``lat,lon`` in
degrees and a radius in kilometres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_KM = 5000.0
"""The widest circle: above it “near” means nothing."""
_EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
Degrees = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees; it crosses the 180th meridian where ``west`` is greater than ``east``."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: Degrees, lon: Degrees) -> NDArray[np.bool_]:
        """Return which positions (degrees) lie in the box."""
        if self.west <= self.east:
            across = (self.west <= lon) & (lon <= self.east)
        else:
            across = (lon >= self.west) | (lon <= self.east)
        return (self.south <= lat) & (lat <= self.north) & across


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle round a position in degrees, with its radius in kilometres."""

    lat: float
    lon: float
    km: float

    def holds(self, lat: Degrees, lon: Degrees) -> NDArray[np.bool_]:
        """Return which positions (degrees) lie in the circle, on a sphere (within 0.6 percent)."""
        one, other = math.radians(self.lat), np.radians(lat)
        half = np.sin((other - one) / 2) ** 2
        half += math.cos(one) * np.cos(other) * np.sin(np.radians(lon - self.lon) / 2) ** 2
        return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)) <= self.km)


def area_of(value: str) -> Box | Circle | None:
    """Return the area that an address's value means, or None where it means none."""
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        return None
    if len(numbers) not in {3, 4} or not all(math.isfinite(number) for number in numbers):
        return None
    if len(numbers) == 3:
        lat, lon, km = numbers
        meant = abs(lat) <= 90 and abs(lon) <= 180 and 0 < km <= MOST_KM
        return Circle(lat, lon, km) if meant else None
    south, west, north, east = numbers
    meant = -90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180
    return Box(south, west, north, east) if meant else None


def address_of(area: Box | Circle) -> str:
    """Return an area as its value in the address, to about a metre."""
    numbers = (
        (area.lat, area.lon, area.km)
        if isinstance(area, Circle)
        else (area.south, area.west, area.north, area.east)
    )
    return ",".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in numbers)
