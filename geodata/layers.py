"""The shipped shapes (areas, roads) as plain GeoJSON, read once.

Everything is WGS84, lon-lat. Columns and licences are in ``geodata/README.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import Gazetteer

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Layer:
    """One feature of a shipped file: its properties and its geometry in degrees."""

    properties: dict[str, Any]
    geometry: BaseGeometry

    @property
    def id(self) -> str:
        """The feature's stable id."""
        return str(self.properties["id"])


def _read(name: str) -> dict[str, Layer]:
    features = json.loads((HERE / name).read_text(encoding="utf-8"))["features"]
    return {f["properties"]["id"]: Layer(f["properties"], shape(f["geometry"])) for f in features}


@cache
def areas() -> dict[str, Layer]:
    """Return the provinces and districts by the gazetteer's ids; the outlines are generalised."""
    return _read("areas.geojson")


@cache
def roads() -> dict[str, Layer]:
    """Return the roads by id; schematic: straight lines between settlements.

    ``via`` names the settlements in order.
    """
    return _read("roads.geojson")


def place_name(place_id: str, gazetteer: Gazetteer) -> str:
    """Return the name for people of a place or road, by its id.

    The id where neither table has it.
    """
    place, road = gazetteer.get(place_id), roads().get(place_id)
    return place.label if place else str(road.properties["name"]) if road else place_id
