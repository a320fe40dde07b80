"""Columns of a made dataset's tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.made_sentences import Ints
from loaders.dataset.schema import schema


def within(groups: Ints) -> Ints:
    """Return the number of each row within its group; rows of a group are together."""
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))


def first_ones(article: Ints, place: Ints) -> NDArray[np.bool_]:
    """Return whether each row is the first of its article and place."""
    keys = article * 1_000_000 + place
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def pairs(start: Ints, end: Ints) -> pa.Array:
    """Return a list of two whole numbers for each row."""
    values = pa.array(np.stack([start, end], axis=1).ravel().astype(np.int32))
    ends = pa.array(np.arange(0, len(values) + 1, 2, dtype=np.int32))
    return pa.ListArray.from_arrays(ends, values)


def lists(lengths: Ints, values: pa.Array) -> pa.Array:
    """Return lists of these lengths, cut from the values."""
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), values)


def table(name: str, columns: dict[str, Any]) -> pa.Table:
    """Return a table: one word stands for every row, and what is not given is empty."""
    size = len(next(c for c in columns.values() if not isinstance(c, str)))
    arrays = []
    for field in schema(name):
        given = columns.get(field.name)
        if given is None:
            given = pa.nulls(size, field.type)
        elif isinstance(given, str):
            given = pa.repeat(pa.scalar(given), size)
        arrays.append(given.cast(field.type))
    return pa.Table.from_arrays(arrays, schema=schema(name))
