"""The cache of read articles: an unchanged file is not read again.

An SQLite file in the user's cache folder holds the records as MessagePack, by the hash of the
file's bytes. It belongs to the rules, the tables and the form of the records in force; others begin
another file. A damaged or foreign one can only be refused: it is removed and begun anew. Where none
can be written, everything is read again. Nothing a visitor brings comes here.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from geodata import world
from geodata.place import Place
from loaders.documents.sidecar import Sidecar
from loaders.model.offsets import Origin
from loaders.model.records import Article, Problem
from loaders.model.version import rules_version

Read = tuple[Article, list[Problem]]
_AT_ONCE = 500
"""Keys asked for in one query: SQLite takes no more than some thousand values."""


def key(file: str, data: bytes, sidecar: Sidecar, places: Sequence[Place] = ()) -> str:
    """Return the key of a file: the hash of its name, its bytes and what is stated with them.

    Parameters
    ----------
    file, data, sidecar
        The file's name, its bytes, and what is stated of it.
    places
        The places that its folder states.
    """
    stated = repr((sidecar, *places) if places else sidecar)
    return hashlib.sha256(b"\0".join((file.encode(), stated.encode(), data))).hexdigest()


def load(keys: Iterable[str]) -> dict[str, Read]:
    """Return what is cached under some keys."""
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
                query = f"SELECT key, record FROM articles WHERE key IN ({marks})"  # noqa: S608
                rows = base.execute(query, part)
                found.update({name: _decoder().decode(record) for name, record in rows})
    except sqlite3.OperationalError:
        return found
    except (sqlite3.DatabaseError, msgspec.MsgspecError, TypeError, ValueError):
        # damaged: begun anew with the next reading
        with suppress(OSError):
            path.unlink()
        return {}
    return found


def store(records: Mapping[str, Read]) -> None:
    """Cache what was read by its key; nothing happens where the folder cannot be written."""
    path = _file()
    if not records or path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _forget_others(path)
        with closing(sqlite3.connect(path, timeout=5)) as base, base:
            base.execute(
                "CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, record BLOB NOT NULL)"
            )
            rows = ((name, _encoder().encode(record)) for name, record in records.items())
            base.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?)", rows)
    except (OSError, sqlite3.Error):
        return


def _file() -> Path | None:
    """Return the cache's file for the rules in force.

    None without a cache folder, or without the list of the world's towns.
    """
    if not world.built():
        return None
    return world.folder() / f"articles-{rules_version()}-{_form()}.sqlite"


@cache
def _form() -> str:
    """Return digits that name the form of the records: a record of an older form is not read."""
    schema = msgspec.json.schema(Read, schema_hook=lambda _: {"type": "array"})
    return hashlib.sha256(msgspec.json.encode(schema, order="sorted")).hexdigest()[:8]


def _forget_others(path: Path) -> None:
    """Remove what earlier rules read."""
    # until 0.2.0 the file was called readings-
    for pattern in ("articles-*.sqlite", "readings-*.sqlite"):
        for other in path.parent.glob(pattern):
            with suppress(OSError):
                other.unlink()


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_as_parts)


@cache
def _decoder() -> msgspec.msgpack.Decoder[Read]:
    """Return a decoder that makes records of what has their form, and nothing else."""
    return msgspec.msgpack.Decoder(Read, dec_hook=_from_parts)


def _as_parts(value: object) -> object:
    if isinstance(value, Origin):
        return value.parts()
    raise NotImplementedError(f"{type(value).__name__} is no record")


def _from_parts(kind: type, value: Any) -> object:
    if kind is not Origin:
        raise NotImplementedError(f"{kind.__name__} is no record")
    starts, ends = msgspec.convert(value, tuple[list[int] | None, dict[int, int]])
    return Origin.of(starts, ends)
