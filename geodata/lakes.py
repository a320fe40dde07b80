"""Schematic lakes: those of which only the centre and published sizes are known, no outline.

This module reads the table and needs no geometry library; ``lake_shares.py`` measures the lakes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SchematicLake:
    """What is known of a lake without an outline.

    Attributes
    ----------
    sizes_m
        Published (length, width) pairs in metres.
    precision_m
        How far the centre (the gazetteer's point) may be from the truth, in metres.
    """

    id: str
    sizes_m: tuple[tuple[float, float], ...]
    precision_m: float
    note: str

    @property
    def certain_radius_m(self) -> float:
        """Radius in metres of the disc that is lake at every published size and orientation."""
        return min(width for _, width in self.sizes_m) / 2

    @property
    def envelope_radius_m(self) -> float:
        """Radius in metres of the ring round the lake at every published size and orientation."""
        return max(length for length, _ in self.sizes_m) / 2


@cache
def schematic_lakes() -> dict[str, SchematicLake]:
    """Return the lakes of ``lakes.csv`` by the gazetteer's ids."""
    with (Path(__file__).parent / "lakes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: SchematicLake(
                row["id"], _sizes(row["sizes_m"]), float(row["precision_m"]), row["note"]
            )
            for row in csv.DictReader(file)
        }


def _sizes(cell: str) -> tuple[tuple[float, float], ...]:
    """Return the (length, width) pairs of a cell such as ``1600x1200|1950x1250``."""
    pairs = (pair.split("x") for pair in cell.split("|"))
    return tuple((float(length), float(width)) for length, width in pairs)
