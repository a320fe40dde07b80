"""The tables of a dataset and their columns, as ``columns.csv`` describes them.

That file is the data dictionary: the Parquet files have its columns in its order, and each file
holds the meanings. A column has the name that the records have as JSON. Every ``start`` and ``end``
counts characters of the article's ``text``.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa

FORM = 1
"""The number of the dataset's form: raise it with every change of a table or column."""
GEOMETRY = "geometry"
_SPAN = pa.list_(pa.int32())
_START_END = [("start", pa.int32()), ("end", pa.int32())]
_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int32(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "texts": pa.list_(pa.string()),
    "span": _SPAN,
    "spans": pa.list_(_SPAN),
    "left_out": pa.list_(pa.struct([*_START_END, ("reason", pa.string())])),
    "read": pa.list_(pa.struct([(n, pa.string()) for n in ("field", "sure", "why", "guess")])),
    "quoted": pa.list_(pa.struct([("article", pa.string()), *_START_END])),
    "geometry": pa.binary(),
}
_SHAPES = {"places": ["Point"], "claims": ["MultiPoint"]}
"""What the geometries of a table are, for GeoParquet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``meaning`` says in words what its values are."""

    name: str
    type: str
    meaning: str

    @property
    def arrow(self) -> pa.DataType:
        """The type of its values in the files."""
        return _TYPES[self.type]


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table, by its name, in the order of the files."""
    found: dict[str, list[Column]] = defaultdict(list)
    with (Path(__file__).parent / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["table"]].append(Column(row["column"], row["type"], row["meaning"]))
    return {table: tuple(columns) for table, columns in found.items()}


@cache
def schema(table: str) -> pa.Schema:
    """Return the schema of a table's files: GeoParquet where it has a geometry."""
    fields = [pa.field(c.name, c.arrow, metadata={"meaning": c.meaning}) for c in tables()[table]]
    about = {"claimline": json.dumps({"table": table, "form": FORM})}
    if table in _SHAPES:
        about["geo"] = json.dumps(_geo(table))
    return pa.schema(fields, metadata=about)


def _geo(table: str) -> dict[str, object]:
    """Return what GeoParquet states of a table; without ``crs`` it is longitude, latitude."""
    column = {"encoding": "WKB", "geometry_types": _SHAPES[table]}
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
