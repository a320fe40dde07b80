"""The places in a Nominatim server's records.

Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

MOST_PLACES = 5
"""Places asked for. A choice: few enough to choose from at a glance."""
_LEAST_PRECISION_M = 100.0
"""The least precision: the extent in OpenStreetMap may be a single point, and no place is one."""
_KIND_ROWS = (
    ("place boundary", "country", "country"),
    ("place boundary", "state province", "province"),
    ("place boundary", "county district municipality state_district", "district"),
    ("place boundary", "continent region archipelago island islet", "region"),
    (
        "place boundary",
        (
            "city town village hamlet isolated_dwelling "
            "farm borough city_district suburb quarter neighbourhood"
        ),
        "settlement",
    ),
    ("place natural", "sea ocean bay strait", "sea"),
    ("natural", "peak volcano hill ridge mountain_range massif", "mountain"),
    ("natural", "valley plateau plain desert peninsula", "region"),
    ("natural landuse water", "water lake reservoir", "lake"),
    ("waterway", "river stream canal", "river"),
    ("route", "road", "road"),
    ("aeroway", "aerodrome", "airport"),
)
_KINDS: dict[tuple[object, object], str] = {
    (key, word): kind
    for keys, words, kind in _KIND_ROWS
    for key in keys.split()
    for word in words.split()
}
"""The gazetteer's kind for a key and a value of OpenStreetMap."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place the service knows.

    ``lat`` and ``lon`` are WGS84 degrees; ``country`` is an ISO 3166 code or "".
    """

    id: str
    name: str
    description: str
    kind: str
    country: str
    lat: float
    lon: float
    precision_m: float
    """Half the diagonal of the place's extent in metres, 100 at least."""
    source: str
    source_url: str
    licence: str


def plain_text(text: str) -> str:
    """Return a text with white space folded and without characters that cannot be printed."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def read_places(records: list[Any]) -> tuple[Found, ...]:
    """Return the places among the service's records.

    Raises
    ------
    ValueError
        There are records, and none of them is a place.
    """
    places = []
    for record in records:
        # a record without a place: a postcode, which has no id, or nonsense
        with suppress(AttributeError, KeyError, OverflowError, TypeError, ValueError):
            places.append(_place(record))
    if records and not places:
        raise ValueError("no record is a place")
    return tuple(places[:MOST_PLACES])


def _place(record: dict[str, Any]) -> Found:
    from geodata.geodesy import check_point, distance_m

    what, number = record["osm_type"], int(record["osm_id"])
    lat, lon = float(record["lat"]), float(record["lon"])
    south, north, west, east = map(float, record["boundingbox"])
    for point in ((lon, lat), (west, south), (east, north)):
        check_point(*point)
    description = plain_text(record["display_name"])
    name = plain_text(record.get("name") or "") or description.partition(",")[0].strip()
    if what not in {"node", "way", "relation"} or not name:
        raise ValueError("a place needs a name and a page of OpenStreetMap")
    code = record.get("address", {}).get("country_code", "")
    return Found(
        id=f"osm_{what}_{number}",
        name=name,
        description=description,
        kind=_kind(record),
        country=code.upper() if len(code) == 2 and code.isascii() and code.isalpha() else "",
        lat=lat,
        lon=lon,
        precision_m=max(_LEAST_PRECISION_M, distance_m(west, south, east, north) / 2),
        source="OpenStreetMap, by Nominatim",
        source_url=f"https://www.openstreetmap.org/{what}/{number}",
        licence="ODbL 1.0",
    )


def _kind(record: dict[str, Any]) -> str:
    """Return the gazetteer's kind of a record.

    A boundary of unknown rank is a region, which is never drawn as a point.
    """
    key = record.get("category") or record.get("class")
    # a boundary's type says only that it is administrative; its address type says what it bounds
    for word in (record.get("addresstype"), record.get("type")):
        if (key, word) in _KINDS:
            return _KINDS[key, word]
    if key == "highway" and record["osm_type"] != "node":
        return "road"
    return "region" if key == "boundary" else "poi"
