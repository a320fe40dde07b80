"""The columns of the exports, what each file says of itself, and tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.lexicon.tables import read_table, split_list

Row = dict[str, Any]
"""A GeoJSON feature whose properties are flat."""
LAYERS = ("places", "claims", "relations", "marks", "border_lines")
"""The layers a file may hold: mentions of places, claims, relations between claims, what the map
draws, and border lines."""
LICENCES = (
    "The words of the articles belong to their publishers; they are quoted with their source. "
    "Places, lines and shapes: © OpenStreetMap contributors (ODbL 1.0), "
    "Natural Earth (public domain), DCW-GMT and GSHHG (LGPL), GeoNames (CC BY 4.0), "
    "world-countries (ODbL 1.0). The row of a place or line names its own."
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins with one of these could run as a formula in a spreadsheet."""


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
