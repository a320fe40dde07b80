"""Statements about the border, its maps and its heights that were published elsewhere.

They come from outside the articles. They are listed with their source and never drawn. This module
reads the table and needs no geometry library.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PublishedStatement:
    """One statement: what it says in our words, whose it is, and where it can be read.

    Attributes
    ----------
    topic
        ``lake_share``, ``border``, ``height``, or ``history`` (of an earlier time, compared with
        nothing).
    place_id
        The gazetteer's id of what it is about, or "".
    country
        ISO code of the country whose share is stated, or "".
    number, unit
        As published; "" where there is none.
    low, high
        The range that is compared: a share in percent (± 5 around a round number) or a height in
        metres; None where there is no number.
    pair
        ISO codes of the two countries whose border it is about (``AM-AZ``), or "".
    date
        ISO day or month of publication, or "" where none is stated.
    """

    id: str
    name: str
    topic: str
    place_id: str
    country: str
    number: str
    unit: str
    low: float | None
    high: float | None
    words: str
    map: str
    speaker: str
    outlet: str
    date: str
    address: str
    note: str
    pair: str = ""


@cache
def published_statements() -> tuple[PublishedStatement, ...]:
    """Return the rows of ``published_statements.csv``, in its order."""
    with (Path(__file__).parent / "published_statements.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return tuple(_statement(row) for row in csv.DictReader(file))


def _statement(row: dict[str, str]) -> PublishedStatement:
    low, high = (float(row[name]) if row[name] else None for name in ("low", "high"))
    texts = {
        name: row[name]
        for name in PublishedStatement.__dataclass_fields__
        if name not in {"low", "high"}
    }
    return PublishedStatement(low=low, high=high, **texts)
