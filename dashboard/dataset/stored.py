"""Articles of a dataset in full: a few at a time, made again of their stored records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.dataset.fault import DatasetError, build_words
from geodata.gazetteer import Gazetteer
from loaders.dataset.restore import NEEDED, restore
from loaders.model.records import Article


def read_stored(
    folder: Path, wanted: Sequence[tuple[str, str]], gazetteer: Gazetteer
) -> list[Article]:
    """Return articles with every record, in the order in which they are wanted.

    Parameters
    ----------
    folder
        The dataset.
    wanted
        The ids of the articles, each with its shard.
    gazetteer
        The places that they may name.

    Raises
    ------
    DatasetError
        A file is missing or damaged, or holds an article no longer.
    """
    by_shard: dict[str, list[str]] = defaultdict(list)
    for article, shard in wanted:
        by_shard[shard].append(article)
    found: dict[str, Article] = {}
    try:
        for shard, ids in by_shard.items():
            rows = {table: _rows(folder, table, shard, ids) for table in NEEDED}
            found |= {article.id: article for article in restore(rows, gazetteer)}
        pa.default_memory_pool().release_unused()
        return [found[article] for article, _ in wanted]
    except (OSError, KeyError, TypeError, pa.ArrowException) as error:
        raise DatasetError(
            "articles of this dataset have changed since its index was built, or are damaged",
            build_words(folder),
        ) from error


def _rows(folder: Path, table: str, shard: str, ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows of some articles in a table; a shard without any has no file of it."""
    path = folder / table / f"{shard}.parquet"
    if table != "articles" and not path.exists():
        return []
    column = "id" if table == "articles" else "article"
    # read whole, which takes a third of the time of ``read_table`` with a filter: a shard is small
    with pq.ParquetFile(path) as file:
        found = file.read(use_threads=False)
    # an article's rows stand together. Each run is cut out: ``pyarrow.compute`` would load pandas
    rows: list[dict[str, Any]] = []
    begin = 0
    for name, run in groupby(found.column(column).to_pylist()):
        count = sum(1 for _ in run)
        if name in ids:
            rows += found.slice(begin, count).to_pylist()
        begin += count
    return rows
