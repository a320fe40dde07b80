"""The files of a dataset: shards, each committed by its entry in the manifest, or not there at all.

``DATASET/TABLE/SHARD.parquet`` holds a shard's rows of a table, and ``DATASET/manifest/SHARD.json``
says what it was made from. A file is written under another name, flushed to the disk and renamed;
the entry comes last. A reader opens only what the manifest lists. A shard's name is the hash of
what it is made from, so two runs that write the same shard write the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from loaders.dataset.schema import FORM, schema, tables

MANIFEST = "manifest"
REPEATED = "repeated.json"
"""The file that names articles to leave out: their bytes are those of an article of another shard.
"""
_UNFINISHED = ".unfinished"
"""The folder of files that are being written."""
_ABANDONED_S = 86_400
"""Seconds after which a file that is being written is one of a run that was killed."""
_LEVEL = 3
"""Level of zstd: a higher one takes longer and saves a few percent."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a shard.

    Attributes
    ----------
    shard
        Its name: the hash of what follows up to ``form``.
    source
        The source that it was read from.
    content
        What of the source it was made from: hashes, or names with sizes and times.
    rules
        The version of the rules and tables it was read with.
    form
        The number of the dataset's form.
    rows
        How many rows it has in each table.
    written
        When it was written, in seconds since 1970.
    seconds
        How long reading it took.
    """

    shard: str
    source: str
    content: str
    rules: str
    form: int = FORM
    rows: Mapping[str, int] = field(default_factory=dict)
    written: float = 0.0
    seconds: float = 0.0


def shard_name(source: str, content: str, rules: str) -> str:
    """Return the name of the shard that is made from some content of a source."""
    made_from = "\0".join((source, content, rules, str(FORM)))
    return hashlib.sha256(made_from.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def table_of(name: str, rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Return rows of a table, each in the order of its columns, as Arrow."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(tables()[name])
    arrays = [
        pa.array(list(values), type=pa.string()).cast(pa.date32())
        if column.type == "day"
        else pa.array(list(values), type=column.arrow)
        for column, values in zip(tables()[name], columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema(name))


def write_shard(folder: Path, entry: Entry, made: Mapping[str, pa.Table]) -> Entry:
    """Write a shard and commit it; return its entry as it stands in the manifest.

    Parameters
    ----------
    folder
        The dataset.
    entry
        What the shard is made from.
    made
        The rows of each table; a table without rows gets no file.
    """
    filled = {name: table for name, table in made.items() if table.num_rows}
    waiting = folder / _UNFINISHED
    waiting.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{entry.shard}-", dir=waiting) as temporary:
        for name, table in filled.items():
            path = Path(temporary) / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd", compression_level=_LEVEL)
            _flush(path)
        for name in filled:
            place = folder / name / f"{entry.shard}.parquet"
            place.parent.mkdir(exist_ok=True)
            (Path(temporary) / f"{name}.parquet").replace(place)
        for name in filled:
            _flush(folder / name)
        rows = {name: table.num_rows for name, table in sorted(filled.items())}
        done = Entry(
            entry.shard, entry.source, entry.content, entry.rules, entry.form, rows,
            round(time.time(), 3), entry.seconds,
        )  # fmt: skip
        _write_json(folder, Path(temporary), f"{MANIFEST}/{entry.shard}.json", asdict(done))
    return done


def write_beside(folder: Path, name: str, value: object) -> None:
    """Write a JSON file of the dataset that belongs to no shard."""
    waiting = folder / _UNFINISHED
    waiting.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="json-", dir=waiting) as temporary:
        _write_json(folder, Path(temporary), name, value)


def _write_json(folder: Path, temporary: Path, name: str, value: object) -> None:
    path, place = temporary / "value.json", folder / name
    path.write_text(json.dumps(value, ensure_ascii=True, sort_keys=True), encoding="utf-8")
    _flush(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    _flush(place.parent)


def _flush(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def read_manifest(folder: Path) -> list[Entry]:
    """Return the entries of the shards of a dataset, by the shard's name."""
    found = []
    for path in sorted((folder / MANIFEST).glob("*.json")):
        # another run may have replaced the shard meanwhile
        with suppress(OSError, ValueError, TypeError):
            found.append(Entry(**json.loads(path.read_bytes())))
    return found


def is_dataset(folder: Path) -> bool:
    """Whether a folder is a dataset."""
    return (folder / MANIFEST).is_dir()


def files_of(folder: Path, entries: Iterable[Entry], table: str) -> list[Path]:
    """Return the files of a table, one for each shard that has rows of it."""
    return [folder / table / f"{e.shard}.parquet" for e in entries if e.rows.get(table)]


def repeated(folder: Path) -> dict[str, list[str]]:
    """Return, by shard, the ids of the articles to leave out, with all their rows."""
    try:
        found: dict[str, list[str]] = json.loads((folder / REPEATED).read_bytes())
    except FileNotFoundError:
        return {}
    return found


def find_repeated(folder: Path, entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Return, by shard, the articles whose hash an article of a shard before it has."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for path in files_of(folder, entries, "articles"):
        for article in pq.read_table(path, columns=["id"]).column("id").to_pylist():
            digits = article.rpartition("-")[2]
            if digits in seen:
                found.setdefault(path.stem, []).append(article)
            seen.add(digits)
    return found


def remove_shard(folder: Path, entry: Entry) -> None:
    """Remove a shard: first its entry, so that no reader takes half of it for the whole."""
    (folder / MANIFEST / f"{entry.shard}.json").unlink(missing_ok=True)
    for table in tables():
        (folder / table / f"{entry.shard}.parquet").unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Remove what runs that were killed left behind; a run that still writes is left alone."""
    for path in (folder / _UNFINISHED).glob("*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(path, ignore_errors=True)


def is_whole(folder: Path, entry: Entry) -> bool:
    """Whether every file of a shard is there."""
    return all((folder / table / f"{entry.shard}.parquet").is_file() for table in entry.rows)
