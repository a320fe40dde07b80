"""What was read once and has not changed is not read again.

Articles by the hash of their bytes, in the user's cache folder.

The file belongs to the rules and tables in force: others begin another. A damaged one is set aside;
where none can be written, everything is simply read again. Nothing a visitor brings comes here.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from geodata import world
from loaders.documents.sidecar import Sidecar
from loaders.model.records import Article, Problem
from loaders.model.version import rules_version

Read = tuple[Article, list[Problem]]
_OURS = frozenset({"loaders.model.records", "loaders.model.offsets", "geodata.gazetteer"})
_ARRAYS = frozenset({("array", "array"), ("array", "_array_reconstructor")})
_AT_ONCE = 500


def key(file: str, data: bytes, sidecar: Sidecar) -> str:
    """Return the name a reading is kept under.

    Of the file's name, its bytes and what is stated with them.
    """
    return hashlib.sha256(b"\0".join((file.encode(), repr(sidecar).encode(), data))).hexdigest()


def load(keys: Iterable[str]) -> dict[str, Read]:
    """Return the readings that are kept, by their keys."""
    found: dict[str, Read] = {}
    wanted, path = list(keys), _file()
    if path is None or not os.access(path, os.R_OK):
        return {}
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        ) as base:
            for first in range(0, len(wanted), _AT_ONCE):
                part = wanted[first : first + _AT_ONCE]
                marks = ",".join("?" * len(part))
                # only question marks are put into the query
                query = f"SELECT key, reading FROM readings WHERE key IN ({marks})"  # noqa: S608
                rows = base.execute(query, part)
                found.update({name: _Records(io.BytesIO(reading)).load() for name, reading in rows})
    except sqlite3.OperationalError:
        return found
    except (
        sqlite3.DatabaseError,
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        ImportError,
        IndexError,
        TypeError,
        ValueError,
    ):
        # damaged: begun anew with the next reading
        with suppress(OSError):
            path.unlink()
        return {}
    return found


def keep(readings: Mapping[str, Read]) -> None:
    """Keep readings by their keys; nothing happens where the folder cannot be written."""
    path = _file()
    if not readings or path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _forget_others(path)
        with closing(sqlite3.connect(path, timeout=5)) as base, base:
            base.execute(
                "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, reading BLOB NOT NULL)"
            )
            rows = ((name, pickle.dumps(reading, protocol=5)) for name, reading in readings.items())
            base.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", rows)
    except (OSError, sqlite3.Error):
        return


def _file() -> Path | None:
    """Return where the readings of the rules in force lie.

    None without a cache folder, or without the list of the world's towns.
    """
    return world.folder() / f"readings-{rules_version()}.sqlite" if world.built() else None


def _forget_others(path: Path) -> None:
    """Remove what earlier rules read."""
    for other in path.parent.glob("readings-*.sqlite"):
        with suppress(OSError):
            other.unlink()


class _Records(pickle.Unpickler):
    """Reads records and nothing else: a file that names any other class or function is damaged."""

    def find_class(self, module: str, name: str) -> Any:
        if (module not in _OURS or name.startswith("_")) and (module, name) not in _ARRAYS:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return super().find_class(module, name)
