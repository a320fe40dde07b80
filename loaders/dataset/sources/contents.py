"""The articles of a part: each with its name, its bytes, and what its source states of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from loaders.dataset.sources import warc
from loaders.dataset.sources.plan import Part, is_remote, open_address
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import MAX_BYTES
from loaders.documents.urls import is_web
from loaders.model.records import Problem
from loaders.pipeline import open_file

_LONGEST_TITLE = 1000
"""Characters of a title of a row at most."""


@dataclass(frozen=True, slots=True)
class Content:
    """An article's name, its bytes (None if there are none), what is stated, and the problems."""

    file: str
    data: bytes | None
    sidecar: Sidecar
    problems: tuple[Problem, ...] = ()


def contents(part: Part) -> Iterator[Content | None]:
    """Yield the articles of a part; None for what is no article and no problem."""
    if part.kind == "files":
        yield from map(_file, part.addresses)
    elif part.kind == "lines":
        yield from _lines(part)
    elif part.kind == "rows":
        yield from _rows(part)
    else:
        yield from _pages(part)


def _file(address: str) -> Content:
    if not is_remote(address):
        data, sidecar, problems = open_file(Path(address))
        return Content(Path(address).name, data, sidecar, tuple(problems))
    name = PurePosixPath(address).name
    try:
        with open_address(address) as file:
            return Content(name, file.read(MAX_BYTES + 1), Sidecar())
    except OSError as error:
        return _skipped(name, f"the file cannot be read ({error})", "Check the address")


def _skipped(name: str, problem: str, fix: str) -> Content:
    return Content(name, None, Sidecar(), (Problem(name, problem, fix, skipped=True),))


def _lines(part: Part) -> Iterator[Content | None]:
    (address,) = part.addresses
    with open_address(address) as file:
        file.seek(part.first)
        data = file.read(part.last - part.first)
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n"), part.number):
        if not line.strip():
            yield None
            continue
        name = f"{PurePosixPath(address).name}#{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield _skipped(name, "the line is not JSON", "Correct the line")
            continue
        yield _row(name, row if isinstance(row, dict) else {}, part)


def _rows(part: Part) -> Iterator[Content]:
    import pyarrow.parquet as pq

    (address,) = part.addresses
    with open_address(address) as file:
        opened = pq.ParquetFile(file)
        groups = opened.metadata
        before = sum(groups.row_group(i).num_rows for i in range(part.number))
        named = part.named
        wanted = [*named.text, *named.title, *named.address, *named.day]
        there = [name for name in wanted if name in opened.schema_arrow.names]
        table = opened.read_row_group(part.number, columns=there)
    for number, row in enumerate(
        table.slice(part.first, part.last - part.first).to_pylist(), before + part.first + 1
    ):
        yield _row(f"{PurePosixPath(address).name}#{number}", row, part)


def _row(name: str, row: Mapping[str, Any], part: Part) -> Content:
    """Return the article of a line or row."""
    text = _value(row, part.named.text)
    if not isinstance(text, str) or not text.strip():
        fix = f"Name the column of the text: it was looked for in {', '.join(part.named.text)}"
        return _skipped(name, "it has no text", fix)
    markup = text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))
    title, address = _value(row, part.named.title), _value(row, part.named.address)
    sidecar = Sidecar(
        title=" ".join(title.split())[:_LONGEST_TITLE] or None if isinstance(title, str) else None,
        url=address if isinstance(address, str) and is_web(address) else None,
        published=_day(_value(row, part.named.day)),
    )
    return Content(
        f"{name}{'.html' if markup else '.txt'}", text.encode("utf-8", "replace"), sidecar
    )


def _value(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _day(value: object) -> str | None:
    """Return the ISO day of a date, a time, or text that begins with an ISO day."""
    with suppress(ValueError):
        return date.fromisoformat(str(value)[:10]).isoformat()
    return None


def _pages(part: Part) -> Iterator[Content | None]:
    (address,) = part.addresses
    with open_address(address) as file:
        for number, page in enumerate(warc.pages(file, part.first, part.last), part.number):
            if page is None:
                yield None
                continue
            url, kind, data = page
            end = ".txt" if kind.startswith("text/plain") else ".html"
            sidecar = Sidecar(url=url if is_web(url) else None)
            yield Content(f"{PurePosixPath(address).name}#{number}{end}", data, sidecar)
