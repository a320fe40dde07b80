"""The file that caches what an online geocoder answered, and when it was last asked.

Threads and processes share it.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

SCHEMA = 1
"""The version of the file's form; raise it with every change in what is asked or stored."""
FILE = f"online-{SCHEMA}.sqlite"
"""Its name in the cache folder."""
_WAIT_S = 30.0
"""Seconds to wait for another process that is asking: the time of a few requests that are slow."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, records TEXT NOT NULL)",
    (
        "CREATE TABLE IF NOT EXISTS pace (service TEXT PRIMARY KEY, last REAL NOT NULL, "
        "until REAL NOT NULL, status INTEGER NOT NULL)"
    ),
)


class AnswerFile:
    """The cache file, open.

    Where the file cannot be used, it answers as if it were empty. A damaged file is renamed, so
    that the next process begins a new one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
        for table in _TABLES:
            self.run(table)

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement; none where the file cannot be used."""
        if self._db is None:
            return []
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def reserve(self) -> bool:
        """Keep other processes from asking until ``COMMIT`` or ``close``.

        Return False where another one keeps this one from asking for too long.
        """
        if self._db is not None:
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if _code(error) == sqlite3.SQLITE_BUSY:
                    return False
                self._give_up(error)
        return True

    def _give_up(self, error: sqlite3.Error) -> None:
        self.close()
        if _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".damaged"))

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        if self._db is not None:
            self._db.close()
            self._db = None


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary code of an error, 0 if Python itself raised it."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
