"""Which countries share a land border, from ``neighbours.csv``. Imports no geometry library."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "neighbours.csv"


@cache
def land_borders() -> frozenset[str]:
    """Return every two countries with a common land border: ISO codes in order, as ``AM-AZ``."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


def pair_id(one: str, other: str) -> str:
    """Return the name of two countries in the address: ISO codes in alphabetical order."""
    return "-".join(sorted((one, other)))


def share_land(one: str, other: str) -> bool:
    """Whether two countries, by their ISO codes, share a land border."""
    return pair_id(one, other) in land_borders()
