"""What a dataset's index is, and what can be wrong with a dataset."""

from __future__ import annotations

from pathlib import Path

INDEX = "index.duckdb"
"""The index's file in the folder of the dataset."""
FORM = 1
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
