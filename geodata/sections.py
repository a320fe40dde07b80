"""Which shipped area a direction of a country names. Reads tables only, no shapes."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def sections() -> dict[tuple[str, str], str]:
    """Return the area that a direction of a country names.

    (ISO code, “southern”) gives an area's id.
    """
    with (_HERE / "sections.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["direction"]): row["area_id"] for row in csv.DictReader(file)}


@cache
def area_ids() -> frozenset[str]:
    """Return the ids of the provinces and districts whose outlines are shipped."""
    features = json.loads((_HERE / "areas.geojson").read_text(encoding="utf-8"))["features"]
    return frozenset(feature["properties"]["id"] for feature in features)
