"""One row of the gazetteer, and how names are compared. It imports no other module of Claimline."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

AREA_KINDS = frozenset({"country", "territory", "province", "district", "region"})
STATES = frozenset({"country", "territory"})
"""Kinds of place that have a code of their own: towns lie in them by that code."""
_TOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+")
_FOLDS = str.maketrans(
    {
        "ə": "a",
        "Ə": "A",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "’": "",
        "'": "",
        ".": "",
    }
)


_EARTH_M = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a place lies as words measure it from another: a ring, a sector of it, or a strip.

    Attributes
    ----------
    lat, lon
        The place measured from, in WGS84 degrees.
    inner_m, outer_m
        The least and the greatest distance from it, in metres, with the error of the words.
    bearing
        Degrees clockwise from north; None where the words give no direction.
    spread
        Degrees to either side of the bearing that the words allow.
    """

    lat: float
    lon: float
    inner_m: float
    outer_m: float
    bearing: float | None = None
    spread: float = 180.0

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude in the middle of a sector; of a ring, the place itself."""
        if self.bearing is None:
            return self.lon, self.lat
        return moved(self, self.bearing, (self.inner_m + self.outer_m) / 2)


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer, in WGS84 degrees.

    ``lat`` and ``lon`` are None where nobody can locate the place. ``precision_m`` is how far the
    point may be from the truth, in metres.
    """

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    precision_m: float
    contested_name: str
    contested_note: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    parent: str

    source: str
    source_url: str
    licence: str
    note: str
    population: int = 0
    """Inhabitants, or zero where that is not known. It only ranks places of one name."""
    from_border: str = ""
    """Id of the border line the position was inferred from, or "". The side of any line on which
    such a place lies then says nothing."""
    geonames_id: str = ""
    offset: Offset | None = None
    """Where it lies, for a place that words only measure from another one."""

    @property
    def is_area(self) -> bool:
        """Whether the place is an area, which must not be drawn as a point."""
        return self.kind in AREA_KINDS

    @property
    def position(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees, or None for a place nobody can locate."""
        return None if self.lat is None or self.lon is None else (self.lon, self.lat)

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries it lies in; several where that is contested or shared."""
        return frozenset(self.country.split("/"))

    @property
    def label(self) -> str:
        """The name for the map: both sides' names where they differ, else the gazetteer's."""
        return self.contested_name or self.name


def moved(offset: Offset, turn: float, metres: float) -> tuple[float, float]:
    """Return longitude and latitude of the point so many metres from an offset's place.

    ``turn`` is the bearing in degrees. On a sphere: good to 0.5 %, far less than any words err.
    Longitudes run on across the antimeridian.
    """
    arc, way, lat = metres / _EARTH_M, math.radians(turn), math.radians(offset.lat)
    up = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(way)
    north = math.asin(max(-1.0, min(1.0, up)))
    east = math.atan2(
        math.sin(way) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * up
    )
    return offset.lon + math.degrees(east), math.degrees(north)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in the form in which names are compared: without case, accents or points."""
    plain = unicodedata.normalize("NFKD", word.translate(_FOLDS))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def name_key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold(token) for token in _TOKEN.findall(name))
