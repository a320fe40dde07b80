"""Lakes of which only the centre and published sizes are known, so that their outline can only be schematic."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SchematicLake:
    """What is known of a lake without an outline; radii in metres round the gazetteer's centre."""

    id: str
    certain_radius_m: float
    envelope_radius_m: float
    note: str


@cache
def schematic_lakes() -> dict[str, SchematicLake]:
    """Return the lakes of ``lakes.csv`` by the gazetteer's ids."""
    with (Path(__file__).parent / "lakes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: SchematicLake(row["id"], float(row["certain_radius_m"]), float(row["envelope_radius_m"]), row["note"])
            for row in csv.DictReader(file)
        }
