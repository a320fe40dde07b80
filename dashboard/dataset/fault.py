"""What a dataset and its index are, and what can be wrong with them.

Without pyarrow, which the app loads only to read articles in full: it takes some 60 MB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "manifest"
"""The folder of a dataset that lists its shards, as ``loaders.dataset.shards`` writes it."""

INDEX = "index.duckdb"
"""The index's file in the folder of the dataset."""
FORM = 2
"""The number of the index's form: raise it with every change of its tables."""


class DatasetError(Exception):
    """A dataset cannot be asked: what is wrong, and how to fix it."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}. {fix}")
        self.problem, self.fix = problem, fix


def index_of(folder: Path) -> Path:
    """Return the file of a dataset's index."""
    return folder / INDEX


def build_words(folder: Path) -> str:
    """Return how the index of a dataset is built, in words."""
    return f"Build its index: claimline index {folder}"


def is_dataset(folder: Path) -> bool:
    """Whether a folder is a dataset."""
    return (folder / MANIFEST).is_dir()


def shards_of(folder: Path) -> list[str]:
    """Return the names of a dataset's shards."""
    return [path.stem for path in (folder / MANIFEST).glob("*.json")]


def stamp(shards: Iterable[str]) -> str:
    """Return a digest of the names of a dataset's shards: with another one, the index is old."""
    names = "\n".join(sorted(shards))
    return hashlib.sha256(names.encode()).hexdigest()[:16]
