"""Rows as files that other programs open: GeoJSON, GeoPackage, CSV, KML.

The same rows give the same bytes. GeoJSON and GeoPackage lose nothing. CSV loses the shapes (points
stay, as lat and lon). KML keeps every column as text.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from loaders.export.export_columns import Column, Provenance, Row, columns, table_csv
from loaders.export.geopackage import geopackage
from loaders.export.kml import kml
from loaders.model.as_json import article_json
from loaders.model.records import Corpus

MIME = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".csv": "text/csv",
    ".kml": "application/vnd.google-earth.kml+xml",
}
"""The endings of the formats that rows are written in, with their media types."""
FORMATS = (".jsonl", *MIME)
"""The endings that the command takes: the records themselves, and the formats of rows."""


class FormatError(ValueError):
    """The file's ending names no format this command writes."""


def write(rows: Iterable[Row], provenance: Provenance, path: Path) -> None:
    """Write rows to a file in the format of its ending.

    Raises
    ------
    FormatError
        The ending is none of ``MIME``.
    OSError
        The file cannot be written.
    """
    _put(to_bytes(rows, provenance, path.suffix.lower()), path)


def write_articles(corpus: Corpus, path: Path) -> None:
    """Write the records of every article, one article a line, as ``--json`` prints them.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    lines = (json.dumps(article_json(article), ensure_ascii=False) for article in corpus.articles)
    _put("".join(f"{line}\n" for line in lines).encode(), path)


def _put(data: bytes, path: Path) -> None:
    """Write a file whole or not at all.

    When the disk is full or the process is killed, the old file is still there.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a pipe or a device holds nothing that could be lost
        return
    part = target.with_name(f".claimline-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def to_bytes(rows: Iterable[Row], provenance: Provenance, ending: str) -> bytes:
    """Return rows as the bytes of a file.

    Parameters
    ----------
    rows
        The rows, in any order.
    provenance
        What the file says of itself.
    ending
        The ending of the format, such as ``.geojson``.

    Raises
    ------
    FormatError
        The ending is none of ``MIME``.
    OSError
        There is no room to put a GeoPackage together.
    """
    check_ending(ending, MIME)
    writers = {".geojson": _geojson, ".gpkg": geopackage, ".csv": _csv, ".kml": kml}
    return writers[ending](list(rows), provenance)


def check_ending(ending: str, known: Collection[str] = FORMATS) -> None:
    """Raise FormatError for an ending that names no known format."""
    if ending.lower() not in known:
        raise FormatError(f"unknown ending {ending or '(none)'!r}; use one of {', '.join(known)}")


def _geojson(rows: list[Row], provenance: Provenance) -> bytes:
    """Return one collection of all layers.

    Every feature has every column, so that a reader that guesses types takes no day for a
    timestamp.
    """
    present = _present(rows)
    features = [
        {**row, "properties": {c.name: row["properties"].get(c.name, c.blank) for c in present}}
        for row in rows
    ]
    meanings = {c.name: c.meaning for c in present}
    document = {
        "type": "FeatureCollection",
        "claimline": {**asdict(provenance), "columns": meanings},
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _present(rows: Sequence[Row]) -> list[Column]:
    """Return the columns that the layers of some rows have."""
    layers = {row["properties"]["layer"] for row in rows}
    return [c for c in columns() if layers & set(c.layers)]


def _csv(rows: list[Row], provenance: Provenance) -> bytes:
    """Return one table of all layers, with points as lat and lon.

    What the file says of itself stands at the end of each row.
    """
    present, about = _present(rows), asdict(provenance)
    table: list[list[object]] = [[*(c.name for c in present), "lat", "lon", *about]]
    for row in rows:
        shape, values = row["geometry"], row["properties"]
        lon, lat = shape["coordinates"][:2] if shape and shape["type"] == "Point" else (None, None)
        table.append([*(values.get(c.name, c.blank) for c in present), lat, lon, *about.values()])
    return table_csv(table)


def layer_csv(rows: Iterable[Row], layer: str, provenance: Provenance) -> bytes:
    """Return one layer as a table with the layer's own columns and no other.

    Parameters
    ----------
    rows
        The rows; those of other layers are left out.
    layer
        One of ``LAYERS``.
    provenance
        What the file says of itself, at the end of each row.
    """
    own = [c for c in columns() if layer in c.layers and c.name != "layer"]
    about = asdict(provenance)
    table: list[list[object]] = [[*(c.name for c in own), *about]]
    for row in rows:
        values = row["properties"]
        if values["layer"] == layer:
            table.append([*(values.get(c.name, c.blank) for c in own), *about.values()])
    return table_csv(table)
