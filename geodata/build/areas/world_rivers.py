"""Builds world_rivers.csv: the world's larger rivers by name, with the countries they flow through.

They are Natural Earth's, as Debian's libmagics++-data ships them. A river's point is the one of its
line nearest to the middle of its extent, and its precision half the longer side of that extent: it
says where about the river is, never a place on it. WGS84 degrees; precisions are metres.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.build import writing
from geodata.build.areas.area_tables import COLUMNS, PLAIN_RIVERS, RIVER_NAMES
from geodata.build.areas.province_middles import METRES_IN_DEGREE
from geodata.build.areas.world_areas import press_names, slug

RIVERS = Path("/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp")
LEAST_LENGTH_DEG = 0.15
"""Length of a river inside a country from which on the country is its own: some 15 km. The country
outlines stray by kilometres from rivers that they follow."""
ONE_RIVER_DEG = 1.0
"""Two lines of one name that are no further apart, some 100 km, are one river."""
_NOT_NAMES = re.compile(r"\b(?:Canal|Outlet|Channel|Fork|Branch|Delta|Gol|Csatorna)\b")
_SOURCE = {
    "source": "Natural Earth 1:10m through libmagics++-data",
    "source_url": "https://www.naturalearthdata.com/",
    "licence": "Public domain",
    "retrieved": "Natural Earth 3.0.0 (libmagics++-data 4.13.0)",
}


def _names(name: str, alternative: str | None) -> list[str]:
    """Return a river's names: “Chang Jiang (Yangtze)” has two."""
    given = " ".join(RIVER_NAMES.get(name, name).split())
    parts = [part.strip() for part in re.split(r"[()]", given) if part.strip()]
    if alternative:
        parts.append(RIVER_NAMES.get(alternative, alternative))
    return [part for part in dict.fromkeys(parts) if "?" not in part]


def _rivers() -> Iterator[tuple[list[str], BaseGeometry]]:
    """Yield each river's names and its line; a name that the package spoils is left out.

    Parts of one name that lie near each other are one river.
    """
    import pyogrio

    frame = pyogrio.read_dataframe(RIVERS)
    found: dict[str, list[tuple[list[str], BaseGeometry]]] = {}
    for (name, _), rows in frame[frame.name.notna()].groupby(["name", "rivernum"], sort=True):
        alternative = next((a for a in rows.name_alt if isinstance(a, str)), None)
        names = _names(name, alternative)
        if not names or _NOT_NAMES.search(names[0]):
            continue
        line = shapely.union_all(rows.geometry.to_numpy())
        same = found.setdefault(names[0], [])
        near = [other for other in same if other[1].distance(line) < ONE_RIVER_DEG]
        same[:] = [other for other in same if not any(other is one for one in near)]
        joined = dict.fromkeys([n for ns, _ in near for n in ns] + names)
        same.append((list(joined), shapely.union_all([line, *(part for _, part in near)])))
    for rivers in found.values():
        yield from rivers


def _countries(line: BaseGeometry, outlines: list[tuple[str, BaseGeometry]]) -> list[str]:
    found = [
        (line.intersection(outline).length, code)
        for code, outline in outlines
        if line.intersects(outline)
    ]
    return sorted(code for length, code in found if length >= LEAST_LENGTH_DEG) or [
        code for _, code in sorted(found)[-1:]
    ]


def _row(names: list[str], line: BaseGeometry, countries: list[str]) -> dict[str, Any]:
    west, south, east, north = line.bounds
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    on_line = line.interpolate(line.project(middle)) if line.geom_type == "LineString" else None
    point = on_line or shapely.shortest_line(line, middle).interpolate(0)
    width = (east - west) * math.cos(math.radians(middle.y))
    ident = slug("river", names[0], *countries[:3])
    bare = [name for name in names if not re.match(r"Rio |Río |Oued |River ", name)]
    press = filter(None, press_names().get(ident, "").split("|"))
    return {
        "id": ident,
        "name": names[0],
        "kind": "river",
        "country": "/".join(countries),
        "lat": f"{point.y:.4f}",
        "lon": f"{point.x:.4f}",
        "precision_m": f"{max(5000.0, METRES_IN_DEGREE * max(width, north - south) / 2):.0f}",
        "names": "|".join(
            name
            for name in dict.fromkeys([*names, *press, *(f"{name} River" for name in bare)])
            if name not in PLAIN_RIVERS
        ),
        "note": "a river has no point; the middle of its line and half its extent",
        **_SOURCE,
    }


def write(path: Path) -> None:
    """Write the table.

    Raises
    ------
    ValueError
        area_words.csv names a river that is not in the source.
    """
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="countries")
    outlines = [
        (code, shape)
        for code, shape in zip(frame.iso_a2, frame.geometry, strict=True)
        if isinstance(code, str) and len(code) == 2 and code.isalpha()
    ]
    rows: dict[str, dict[str, Any]] = {}
    for names, line in _rivers():
        row = _row(names, line, _countries(line, outlines))
        rows.setdefault(row["id"], row)
    unknown = {ident for ident in press_names() if ident.startswith("river_")} - set(rows)
    if unknown:
        raise ValueError(f"area_words.csv names unknown rivers: {', '.join(sorted(unknown))}")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[ident] for ident in sorted(rows))
