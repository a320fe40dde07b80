"""Which countries share a land border, from ``neighbours.csv``. Imports no geometry library."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "neighbours.csv"
_COUNTRIES = Path(__file__).parent.parent / "countries.csv"


@cache
def land_borders() -> frozenset[str]:
    """Return every two countries with a common land border: ISO codes in order, as ``AM-AZ``."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO codes of all countries; the list of the world's towns is not needed."""
    with _COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return frozenset(row["country"] for row in rows if row["kind"] == "country")


def known_pair(written: str) -> str | None:
    """Return the name of two countries that somebody wrote: in order, in capitals; else None."""
    codes = written.strip().upper().split("-")
    if len(codes) != len(set(codes) & country_codes()) or len(codes) == 1:
        return None
    one, *others = codes
    return pair_id(one, others[0]) if len(others) == 1 else None


def pair_id(one: str, other: str) -> str:
    """Return the name of two countries in the address: ISO codes in alphabetical order."""
    return "-".join(sorted((one, other)))


def share_land(one: str, other: str) -> bool:
    """Whether two countries, by their ISO codes, share a land border."""
    return pair_id(one, other) in land_borders()
