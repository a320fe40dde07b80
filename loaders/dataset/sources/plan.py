"""What a source holds, cut into parts of some 250 articles; the articles are not opened.

A source is a file, a folder, a pattern, or an address that ``fsspec`` knows. A part's ``content``
names what it is made of, so that a part that has not changed is not read again. Article files are
cut where the hash of a name says so: a file more or less changes the parts beside it only.
"""

from __future__ import annotations

import glob
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

from geodata.place import Place
from loaders.dataset.sources import warc
from loaders.documents.source import SUFFIXES
from loaders.model.records import Problem
from loaders.pipeline import article_files, other_files
from loaders.story import read_story

ARTICLES = 250
"""Articles of a part. Measured: parts of 10 take a third longer, of 1,000 a tenth."""
_LINES, _ROWS = (".jsonl", ".ndjson"), (".parquet",)
_WARC = (".warc", ".warc.gz")
_PACKED = tuple(f"{end}{packed}" for end in _LINES for packed in (".gz", ".bz2", ".xz", ".zst"))
Kind = Literal["files", "lines", "rows", "warc"]


@dataclass(frozen=True, slots=True)
class Named:
    """The columns of JSON lines and Parquet files that hold an article; the first that exists."""

    text: tuple[str, ...] = ("text",)
    title: tuple[str, ...] = ("title",)
    address: tuple[str, ...] = ("url", "address")
    day: tuple[str, ...] = ("published", "date", "day")


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles of a source.

    Attributes
    ----------
    source
        The source, as it is named in the manifest.
    kind
        Whether it is article files, JSON lines, rows of Parquet, or records of a WARC file.
    content
        What it is made of: names with sizes and times, or a hash.
    count
        How many articles it has at most.
    addresses
        The article files, or the one file.
    first, last
        Of one file the part from ``first`` to ``last``: bytes of lines and of a WARC file (which
        may go on to the end, 0), rows of Parquet.
    number
        The number of its first line, row or record, from 1; of Parquet, of its row group.
    named
        The columns of a line or row.
    places
        Places that the folder states.
    """

    source: str
    kind: Kind
    content: str
    count: int
    addresses: tuple[str, ...]
    first: int = 0
    last: int = 0
    number: int = 1
    named: Named = field(default_factory=Named)
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a source: its address, and its size and time, or what else changes with it."""

    address: str
    state: str


def is_remote(address: str) -> bool:
    """Whether an address is one for ``fsspec``, such as ``s3://…``."""
    return "://" in address


def open_address(address: str) -> IO[bytes]:
    """Open a file of this machine, or one at an address that ``fsspec`` knows."""
    if not is_remote(address):
        return Path(address).open("rb")
    import fsspec

    opened: IO[bytes] = fsspec.open(address, "rb").open()
    return opened


def name_of(source: str) -> str:
    """Return the name of a source in the manifest: of this machine's files the whole path."""
    return source if is_remote(source) else str(Path(source).absolute())


def plan(source: str, named: Named, size: int = ARTICLES) -> tuple[list[Part], list[Problem]]:
    """Return the parts of a source, and the problem of each file that cannot be read.

    Parameters
    ----------
    source
        A file, a folder, a pattern or an address.
    named
        The columns of JSON lines and Parquet files.
    size
        Articles of a part.
    """
    found, problems, places = _listed(source)
    files: list[Found] = []
    parts: list[Part] = []
    for one in found:
        lower = one.address.lower()
        try:
            if lower.endswith(_LINES):
                parts += _lines(one, size)
            elif lower.endswith(_ROWS):
                parts += _rows(one, size)
            elif lower.endswith(_WARC):
                parts += _records(one, size)
            elif lower.endswith(_PACKED):
                problems.append(_skipped(one, "packed JSON lines are not read", "Unpack it first"))
            elif Path(lower).suffix in SUFFIXES:
                files.append(one)
        except (OSError, ValueError) as error:
            problems.append(_skipped(one, f"it cannot be read ({error})", "Check the file"))
    parts += _file_parts(files, size)
    name = name_of(source)
    return [replace(p, source=name, named=named, places=places) for p in parts], problems


def _skipped(one: Found, problem: str, fix: str) -> Problem:
    return Problem(one.address, problem, fix, skipped=True)


def _listed(source: str) -> tuple[list[Found], list[Problem], tuple[Place, ...]]:
    """Return the files of a source, what is wrong with others, and the places it states."""
    if is_remote(source):
        return _remote(source)
    paths = [Path(source)]
    if not paths[0].exists():
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  (may be absolute)
        paths = [Path(match) for match in matches]
    if not paths:
        return (
            [],
            [Problem(source, "there is no such file or folder", "Check it", skipped=True)],
            (),
        )
    found: list[Found] = []
    problems: list[Problem] = []
    places: tuple[Place, ...] = ()
    for path in paths:
        stated, faults = read_story(path)
        places += stated.places
        many = [p for end in (*_LINES, *_ROWS, ".warc", ".warc.gz") for p in _ending(path, end)]
        held = {p.name for p in many}
        problems += faults
        problems += [p for p in other_files(path) if p.file not in held]
        found += [_found(file) for file in (*article_files([path]), *many)]
    return found, problems, places


def _ending(path: Path, end: str) -> Iterator[Path]:
    inside = sorted(path.rglob(f"*{end}")) if path.is_dir() else [path]
    yield from (p for p in inside if p.is_file() and p.name.lower().endswith(end))


def _found(path: Path) -> Found:
    """Return a file; its sidecar changes it too."""
    states = []
    for one in (path, path.with_suffix(".toml")):
        try:
            at = one.stat()
        except OSError:
            continue
        states.append(f"{at.st_size} {at.st_mtime_ns}")
    return Found(str(path.absolute()), " ".join(states))


def _remote(source: str) -> tuple[list[Found], list[Problem], tuple[Place, ...]]:
    """Return the files at an address; the places of a story are of this machine's folders only."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(source)
    names = (
        sorted(system.glob(path)) if any(c in path for c in "*?[") else sorted(system.find(path))
    )
    found = []
    for name in names:
        about: dict[str, Any] = system.info(name)
        changing = ("size", "ETag", "etag", "mtime", "LastModified", "created", "updated")
        state = " ".join(str(about[key]) for key in changing if about.get(key) is not None)
        found.append(Found(system.unstrip_protocol(name), state))
    missing = Problem(source, "nothing was found there", "Check the address", skipped=True)
    return found, [] if found else [missing], ()


def _file_parts(files: Sequence[Found], size: int) -> Iterator[Part]:
    """Yield article files by the part, cut after names whose hash says so."""
    part: list[Found] = []
    for one in files:
        part.append(one)
        cut = zlib.crc32(one.address.encode("utf-8", "surrogateescape")) % size == 0
        if len(part) >= 2 * size or (cut and len(part) > size // 4):
            yield _of_files(part)
            part = []
    if part:
        yield _of_files(part)


def _of_files(files: Sequence[Found]) -> Part:
    names = "\n".join(f"{one.address} {one.state}" for one in files)
    content = _hash(names.encode("utf-8", "surrogateescape"))
    return Part("", "files", content, len(files), tuple(one.address for one in files))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lines(one: Found, size: int) -> Iterator[Part]:
    """Yield lines of a file by the part; what is added at its end changes the last part only."""
    with open_address(one.address) as file:
        first, number, count, at, digest = 0, 1, 0, 0, hashlib.sha256()
        for line in file:
            digest.update(line)
            at, count = at + len(line), count + 1
            if count == size:
                content = f"{one.address} {number} {digest.hexdigest()}"
                yield Part("", "lines", content, count, (one.address,), first, at, number)
                first, number, count, digest = at, number + count, 0, hashlib.sha256()
        if count:
            content = f"{one.address} {number} {digest.hexdigest()}"
            yield Part("", "lines", content, count, (one.address,), first, at, number)


def _rows(one: Found, size: int) -> Iterator[Part]:
    """Yield rows of a Parquet file by the part, within its row groups."""
    import pyarrow.parquet as pq

    with open_address(one.address) as file:
        about = pq.ParquetFile(file).metadata
        lengths = [about.row_group(i).num_rows for i in range(about.num_row_groups)]
    for group, length in enumerate(lengths):
        for first in range(0, length, size):
            last = min(first + size, length)
            content = f"{one.address} {one.state} {group} {first} {last}"
            yield Part("", "rows", content, last - first, (one.address,), first, last, group)


def _records(one: Found, size: int) -> Iterator[Part]:
    """Yield responses of a WARC file by the part."""
    with open_address(one.address) as file:
        starts = list(warc.offsets(file))
    for number in range(0, len(starts), size):
        count = min(size, len(starts) - number)
        first = starts[number]
        last = starts[number + count] if number + count < len(starts) else 0
        content = f"{one.address} {one.state} {first} {last}"
        yield Part("", "warc", content, count, (one.address,), first, last, number + 1)
