"""The settlements along each shipped road, in order.

This module reads the table and needs no geometry library.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A settlement on a road, in WGS84 degrees; its precision is in metres."""

    name: str
    lat: float
    lon: float
    precision_m: float


@cache
def road_waypoints() -> dict[str, tuple[Waypoint, ...]]:
    """Return the waypoints of every road by its id."""
    roads: dict[str, list[Waypoint]] = defaultdict(list)
    with (Path(__file__).parent / "road_waypoints.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            roads[row["road_id"]].append(
                Waypoint(
                    row["name"], float(row["lat"]), float(row["lon"]), float(row["precision_m"])
                )
            )
    return {road: tuple(points) for road, points in roads.items()}
