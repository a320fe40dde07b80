"""Writes lines as GeoParquet 1.1, packed, with whole pairs in a row group."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry import MultiLineString

GRID = 2.0**21
"""Steps in a degree to which coordinates are rounded: a quarter of a microdegree at most."""
GROUP_CORNERS = 12_000
"""Corners of a row group of several pairs, at most: read in a few milliseconds."""
COLUMNS = {
    "id": pa.string(),
    "name": pa.string(),
    "kind": pa.string(),
    "pair": pa.string(),
    "line": pa.string(),
    "claimed_by": pa.string(),
    "publisher": pa.string(),
    "edition": pa.string(),
    "scale": pa.string(),
    "scale_denominator": pa.int64(),
    "vertex_spacing_m": pa.int64(),
    "accuracy": pa.string(),
    "accuracy_m": pa.int64(),
    "accuracy_source": pa.string(),
    "label": pa.string(),
    "derived_by": pa.string(),
    "source": pa.string(),
    "source_url": pa.string(),
    "licence": pa.string(),
    "retrieved": pa.string(),
    "precision_m": pa.int64(),
    "note": pa.string(),
}
POINT = pa.struct([pa.field("x", pa.float64(), False), pa.field("y", pa.float64(), False)])
SHAPE = pa.list_(
    pa.field("element", pa.list_(pa.field("element", POINT, False)), False),
)
ORDINATES = [f"geometry.list.element.list.element.{axis}" for axis in "xy"]


@dataclass(frozen=True)
class Row:
    """One line: its pair, its id among the pair's lines, its properties, and its shape if any."""

    pair: tuple[str, str]
    line: str
    properties: dict[str, Any]
    geometry: MultiLineString | None

    @property
    def corners(self) -> int:
        """Return how many corners the line has."""
        return 0 if self.geometry is None else len(shapely.get_coordinates(self.geometry))


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows, sorted by pair; lines of one pair keep their order."""
    ordered = sorted(rows, key=lambda row: row.pair)
    schema = pa.schema([*COLUMNS.items(), ("geometry", SHAPE)])
    with pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=19,
        use_dictionary=list(COLUMNS),
        column_encoding=dict.fromkeys(ORDINATES, "BYTE_STREAM_SPLIT"),
        write_statistics=["pair"],
        store_schema=False,
    ) as writer:
        writer.add_key_value_metadata({"geo": _geo(ordered)})
        for group in _groups(ordered):
            writer.write_table(_table(group, schema), row_group_size=len(group))


def _geo(rows: Sequence[Row]) -> str:
    bounds = shapely.total_bounds([row.geometry for row in rows if row.geometry is not None])
    column = {
        "encoding": "multilinestring",
        "geometry_types": ["MultiLineString"],
        "edges": "planar",
        "bbox": [round(float(value), 6) for value in bounds],
    }
    return json.dumps(
        {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    )


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for _, members in groupby(rows, key=lambda row: row.pair):
        pair = list(members)
        if group and sum(row.corners for row in [*group, *pair]) > GROUP_CORNERS:
            yield group
            group = []
        group += pair
    if group:
        yield group


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    records = [
        {
            **row.properties,
            "id": f"{'_'.join(row.pair).lower()}_{row.line}",
            "pair": "-".join(row.pair),
            "line": row.line,
        }
        for row in rows
    ]
    columns = [
        pa.array([record.get(name) for record in records], kind) for name, kind in COLUMNS.items()
    ]
    return pa.table([*columns, _shapes([row.geometry for row in rows])], schema=schema)


def _shapes(shapes: Sequence[MultiLineString | None]) -> pa.Array:
    """Return shapes as Arrow's nested lists; none becomes null."""
    parts = [[] if shape is None else list(shape.geoms) for shape in shapes]
    lines = [np.asarray(part.coords) for one in parts for part in one]
    points = np.vstack(lines) if lines else np.empty((0, 2))
    snapped = np.round(points * GRID) / GRID
    pairs = pa.StructArray.from_arrays(
        [pa.array(snapped[:, 0]), pa.array(snapped[:, 1])], fields=list(POINT)
    )
    of_part = pa.array(np.cumsum([0, *(len(line) for line in lines)]), pa.int32())
    inner = pa.ListArray.from_arrays(of_part, pairs, type=SHAPE.value_type)
    of_shape = np.cumsum([0, *(len(one) for one in parts)])
    return pa.ListArray.from_arrays(
        pa.array(of_shape, pa.int32()),
        inner,
        type=SHAPE,
        mask=pa.array([shape is None for shape in shapes]),
    )
