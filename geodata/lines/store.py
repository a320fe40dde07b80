"""Reads ``border_lines.parquet``: the lines of one pair of countries, without the others.

The file is GeoParquet 1.1, sorted by pair, with whole pairs in each row group. Its footer says
which pairs a group begins and ends with, so that one group is read. Geometry is WGS84
(EPSG:4326), lon-lat degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiLineString

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

FILE = Path(__file__).parent.parent / "border_lines.parquet"
KEPT_PAIRS = 16
"""Pairs kept in memory: a page shows one or two, and a long pair holds some megabytes."""


@dataclass(frozen=True, eq=False)
class StoredLine:
    """A row of the file; ``geometry`` is None where the map has no line, and the note says why."""

    pair: str
    line: str
    kind: str
    properties: dict[str, Any]
    geometry: MultiLineString | None


def normal(pair: str) -> str:
    """Return a pair's name with its codes in capitals and alphabetical order: ``KG-TJ``."""
    return "-".join(sorted(pair.upper().split("-")))


@cache
def pairs() -> tuple[str, ...]:
    """Return the name of every pair that has rows, in alphabetical order."""
    with _open() as file:
        found = file.read(columns=["pair"]).column("pair").unique().to_pylist()
    return tuple(sorted(found))


@lru_cache(maxsize=KEPT_PAIRS)
def rows(pair: str) -> tuple[StoredLine, ...]:
    """Return the rows of a pair in the file's order; none where the two share no border."""
    return rows_of(pair)


def rows_of(pair: str) -> tuple[StoredLine, ...]:
    """Return the same, and keep nothing in memory: for a look at many pairs."""
    with _open() as file:
        groups = [i for i, (low, high) in enumerate(_spans()) if low <= pair <= high]
        if not groups:
            return ()
        table = file.read_row_groups(groups, use_threads=False)
    wanted = np.flatnonzero([name == pair for name in table.column("pair").to_pylist()])
    if not len(wanted):
        return ()
    table = table.slice(int(wanted[0]), len(wanted)).combine_chunks()
    shapes = _shapes(table.column("geometry").chunk(0))
    records = table.drop_columns(["geometry"]).to_pylist()
    return tuple(_row(record, shape) for record, shape in zip(records, shapes, strict=True))


def _row(record: dict[str, Any], shape: MultiLineString | None) -> StoredLine:
    pair, line = record.pop("pair"), record.pop("line")
    if record["claimed_by"] is None:
        del record["claimed_by"]
    return StoredLine(pair, line, record["kind"], {**record, "id": line}, shape)


def _open() -> pq.ParquetFile:
    import pyarrow.parquet as pq

    return pq.ParquetFile(FILE, metadata=_footer())


@cache
def _footer() -> pq.FileMetaData:
    import pyarrow.parquet as pq

    return pq.read_metadata(FILE)


@cache
def _spans() -> tuple[tuple[str, str], ...]:
    """Return the first and the last pair of each row group."""
    footer = _footer()
    column = footer.schema.names.index("pair")
    found = (footer.row_group(i).column(column).statistics for i in range(footer.num_row_groups))
    return tuple((str(each.min), str(each.max)) for each in found)


def _shapes(column: pa.ListArray) -> list[MultiLineString | None]:
    """Return a column of the encoding ``multilinestring`` as shapes, in microdegrees."""
    of_shape = _numbers(column.offsets, np.int32)
    parts = column.values
    of_part = _numbers(parts.offsets, np.int32)
    points = parts.values
    # stored on a grid of 2^-21 degree: six decimals give back what the map's line had
    degrees = np.round(
        np.column_stack([_numbers(points.field(axis), np.float64) for axis in "xy"]), 6
    )
    shapes = shapely.from_ragged_array(
        shapely.GeometryType.MULTILINESTRING, degrees, (of_part, of_shape)
    )
    return [
        shape if valid else None for shape, valid in zip(shapes, column.is_valid(), strict=True)
    ]


def _numbers(column: pa.Array, kind: type[np.generic]) -> NDArray[Any]:
    """Return a column without gaps as numbers: pyarrow 26.0.1 loads pandas to do so."""
    return np.frombuffer(column.buffers()[1], kind, len(column), column.offset * kind(0).itemsize)
