"""How the picture looks.

Its size, its colours and its dashes, those of the map in the browser on a light page.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from geodata.borders import border_lines
from geodata.shipped import STATIC

SIZE = (11.7, 8.3)
"""Inches: a landscape page of A4."""
INK, QUIET, WATER, LAND, RIVER, GRID = (
    "#22262b",
    "#5c646d",
    "#cfe0ea",
    "#f6f4ef",
    "#a9c4d4",
    "#a8a294",
)
BORDER, ADVANCE, PLACE, AREA, ROAD, LAKE = (
    "#63666a",
    "#b3261e",
    "#1f2933",
    "#6f7780",
    "#7b6a4d",
    "#2c6e91",
)
SIDES = {"left": "#6A3D9A", "right": "#8C510A"}
SIDE_DASH = {"left": (0, (6, 2.7)), "right": (0, (5.3, 2.7, 0.7, 2.7))}
_DASHES: tuple[tuple[float, tuple[float, ...]], ...] = (
    (0, (1.3, 2)),
    (0, (13, 4)),
    (0, (5.3, 3.3)),
    (0, (6.7, 2, 1.3, 2, 1.3, 2)),
    (0, (3.3, 2, 0.7, 2)),
    (0, (17, 2.7, 2.7, 2.7)),
)


@cache
def line_dashes() -> dict[str, Any]:
    """Return each border line's dashes, by its place in the file the browser draws from, so that the two maps look alike."""
    ids = [
        f["properties"]["line"]
        for f in json.loads((STATIC / "borders.geojson").read_text(encoding="utf-8"))["features"]
    ]
    found = {line: _DASHES[number % len(_DASHES)] for number, line in enumerate(ids)}
    return {line: found.get(line, _DASHES[0]) for line in border_lines()}


def rgb(color: str) -> tuple[float, float, float]:
    """Return a colour such as ``#b3261e`` as shares of red, green and blue."""
    return (int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255)
