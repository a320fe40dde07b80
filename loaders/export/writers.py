"""Rows as files that other programs open: GeoJSON, GeoPackage, CSV, KML.

The same rows give the same bytes. GeoJSON and GeoPackage lose nothing. CSV loses the shapes (points
stay, as lat and lon). KML keeps every column as text.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from loaders.lexicon.tables import read_table, split_list
from loaders.model.as_json import article_json
from loaders.model.records import Corpus

Row = dict[str, Any]
"""A GeoJSON feature whose properties are flat."""
LAYERS = ("places", "claims", "relations", "marks", "border_lines")
"""The layers a file may hold: mentions of places, claims, relations between claims, what the map
draws, and border lines."""
MIME = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".csv": "text/csv",
    ".kml": "application/vnd.google-earth.kml+xml",
}
"""The endings of the formats that rows are written in, with their media types."""
FORMATS = (".jsonl", *MIME)
"""The endings that the command takes: the records themselves, and the formats of rows."""
LICENCES = (
    "The words of the articles belong to their publishers; they are quoted with their source. "
    "Places, lines and shapes: © OpenStreetMap contributors (ODbL 1.0), "
    "Natural Earth (public domain), DCW-GMT and GSHHG (LGPL), GeoNames (CC BY 4.0), "
    "world-countries (ODbL 1.0). The row of a place or line names its own."
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins with one of these could run as a formula in a spreadsheet."""
_KML = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEMORY = "/dev/shm"  # noqa: S108  (a folder of our own is made in it)
"""The folder in which a GeoPackage is put together: in memory, where the machine has it, so that
a visitor's articles touch no disk."""
_WRITTEN_AT = "2020-01-01T00:00:00.000Z"
"""The time at which a GeoPackage says it was written. The real one would make every file differ."""


class FormatError(ValueError):
    """The file's ending names no format this command writes."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What every file says of itself.

    Attributes
    ----------
    caption
        The words that every picture of the map carries.
    filters
        In words, what part of the corpus is in it.
    data_version
        As ``loaders.model.version.data_version`` gives it.
    address
        Where the same view opens again, or "".
    licences
        The terms of what is in it.
    """

    caption: str
    filters: str
    data_version: str
    address: str = ""
    licences: str = LICENCES


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
    writers = {".geojson": _geojson, ".gpkg": _geopackage, ".csv": _csv, ".kml": _kml}
    return writers[ending](list(rows), provenance)


def check_ending(ending: str, known: Collection[str] = FORMATS) -> None:
    """Raise FormatError for an ending that names no known format."""
    if ending.lower() not in known:
        raise FormatError(f"unknown ending {ending or '(none)'!r}; use one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the exports. ``type`` is ``text``, ``number`` or ``whole``.

    ``layers`` are those that have it, and ``meaning`` says in words what its values are.
    """

    name: str
    type: str
    layers: tuple[str, ...]
    meaning: str

    @property
    def blank(self) -> str | None:
        """The value of a cell for which nobody stated anything."""
        return "" if self.type == "text" else None


@cache
def columns() -> tuple[Column, ...]:
    """Return the dictionary of the columns, in the order they have in every file."""
    return tuple(
        Column(r["column"], r["type"], split_list(r["layers"]), r["meaning"])
        for r in read_table("export_columns")
    )


def dictionary_csv() -> bytes:
    """Return the dictionary of the columns as CSV."""
    cells = [[c.name, c.type, " ".join(c.layers), c.meaning] for c in columns()]
    return table_csv([["column", "type", "layers", "meaning"], *cells])


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


def table_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Return a table as CSV that a spreadsheet opens without running any cell as a formula.

    It is UTF-8 with a byte order mark, without which Excel misreads letters beyond ASCII.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow(
            [
                (
                    f"'{cell}"
                    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS)
                    else cell
                )
                for cell in row
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def _geopackage(rows: list[Row], provenance: Provenance) -> bytes:
    """Return a layer for each kind of row, and two plain tables.

    These are what the file says of itself, and what every column means.
    """
    # pandas and geopandas cost half a second and 100 MB: only where this format is asked for
    import geopandas
    import pandas as pd
    import pyogrio

    with tempfile.TemporaryDirectory(dir=_MEMORY if Path(_MEMORY).is_dir() else None) as folder:
        path = Path(folder) / "claimline.gpkg"
        # GDAL writes the current time into every GeoPackage; only this option changes it
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN_AT})
        try:
            for layer in LAYERS:
                of_layer = [row for row in rows if row["properties"]["layer"] == layer]
                if not of_layer:
                    continue
                own = [c for c in columns() if layer in c.layers]
                cells = {
                    c.name: _series([row["properties"].get(c.name, c.blank) for row in of_layer], c)
                    for c in own
                }
                if all(row["geometry"] is None for row in of_layer):
                    pyogrio.write_dataframe(pd.DataFrame(cells), path, layer=layer, driver="GPKG")
                else:
                    shapes = geopandas.GeoSeries(
                        [_geometry(row) for row in of_layer], crs="EPSG:4326"
                    )
                    frame = geopandas.GeoDataFrame(cells, geometry=shapes)
                    pyogrio.write_dataframe(
                        frame,
                        path,
                        layer=layer,
                        driver="GPKG",
                        geometry_type="Unknown",
                        promote_to_multi=False,
                    )
            about = pd.DataFrame(
                {"about": list(asdict(provenance)), "words": list(asdict(provenance).values())}
            )
            pyogrio.write_dataframe(about, path, layer="about", driver="GPKG")
            meanings = pd.DataFrame([asdict(c) | {"layers": " ".join(c.layers)} for c in columns()])
            pyogrio.write_dataframe(meanings, path, layer="columns", driver="GPKG")
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            where = Path(folder).parent
            raise OSError(
                f"a GeoPackage could not be put together in {where}; "
                f"see that there is room there ({error})"
            ) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _series(values: list[Any], column: Column) -> Any:
    import pandas as pd

    kinds = {"text": "object", "number": "float64", "whole": "int64"}
    return pd.Series(values, dtype=kinds[column.type])


def _geometry(row: Row) -> Any:
    from shapely.geometry import shape

    return shape(row["geometry"]) if row["geometry"] else None


def _kml(rows: list[Row], provenance: Provenance) -> bytes:
    """Return a folder for each layer. Rows without a geometry are listed in it, not drawn."""
    root = ET.Element("kml", xmlns=_KML)
    document = ET.SubElement(root, "Document")
    _words(document, "name", "Claimline")
    _words(
        document,
        "description",
        "\n".join(f"{name}: {words}" for name, words in asdict(provenance).items() if words),
    )
    for layer in LAYERS:
        of_layer = [row for row in rows if row["properties"]["layer"] == layer]
        if not of_layer:
            continue
        folder = ET.SubElement(document, "Folder")
        _words(folder, "name", layer.replace("_", " "))
        for row in of_layer:
            values = row["properties"]
            mark = ET.SubElement(folder, "Placemark")
            _words(
                mark,
                "name",
                str(
                    values.get("name")
                    or values.get("speaker")
                    or values.get("relation")
                    or values["id"]
                ),
            )
            _words(
                mark,
                "description",
                str(values.get("quote") or values.get("label") or values.get("reason") or ""),
            )
            data = ET.SubElement(mark, "ExtendedData")
            for column in columns():
                if layer in column.layers and (value := values.get(column.name)) not in ("", None):
                    _words(ET.SubElement(data, "Data", name=column.name), "value", str(value))
            if row["geometry"]:
                mark.append(_shape(row["geometry"]))
    ET.indent(root, " ")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}'.encode()
    )


def _words(parent: ET.Element, tag: str, words: str) -> None:
    """Add an element with some words, without the control characters that XML cannot hold."""
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", words)


def _shape(geometry: dict[str, Any]) -> ET.Element:
    """Return a GeoJSON geometry as KML."""
    kind, given = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        several = ET.Element("MultiGeometry")
        several.extend(
            _shape({"type": kind.removeprefix("Multi"), "coordinates": part}) for part in given
        )
        return several
    element = ET.Element(kind)
    if kind == "Polygon":
        for number, ring in enumerate(given):
            border = ET.SubElement(element, "innerBoundaryIs" if number else "outerBoundaryIs")
            _words(ET.SubElement(border, "LinearRing"), "coordinates", _pairs(ring))
    else:
        _words(element, "coordinates", _pairs([given] if kind == "Point" else given))
    return element


def _pairs(points: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{point[0]},{point[1]}" for point in points)
