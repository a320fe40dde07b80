"""The lines of the Digital Chart of the World between all countries, from Debian's gmt-dcw.

Every country is stored on a grid of its own, so that the corners of a common line differ by up to
the grids' spacing. The line of a pair is the stretches of the first country's rings whose corners
lie that close to corners of the second's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from geodata.build import writing
from geodata.build.pairs.oriented import Floats, Lines, Pair, joined, neighbours, runs

GRIDS = 0.75
"""How far two corners of one place may lie apart, in diagonals of both grids together: each is
rounded to half of its own, and a half more is left for what the package rounds first."""
SIDE_DEG = 0.02
"""How far beside an edge its sides are looked up, at most: some 2 km, far above the grids."""


def version() -> str:
    """Return the release of the package."""
    import netCDF4

    with netCDF4.Dataset(writing.DCW) as data:
        return str(data.getncattr("version"))


def lines() -> Lines:
    """Return the lines of every pair that the package has outlines of."""
    import netCDF4

    with netCDF4.Dataset(writing.DCW) as data:
        data.set_auto_scale(False)
        data.set_auto_mask(False)
        have = {name[:2] for name in data.variables if len(name) == 6 and name.endswith("_lon")}
        wanted = sorted(pair for pair in neighbours() if set(pair) <= have)
        outlines = {code: Outline(data, code) for code in {c for pair in wanted for c in pair}}
    return {
        pair: parts for pair in wanted if (parts := _shared(outlines[pair[0]], outlines[pair[1]]))
    }


class Outline:
    """A country's rings in degrees, closed, and the diagonal of the grid they are stored on."""

    def __init__(self, data: Any, country: str) -> None:
        axes, steps = [], []
        for axis in ("lon", "lat"):
            variable = data[f"{country}_{axis}"]
            raw = np.asarray(variable[:]).astype(np.int64) & 0xFFFF
            axes.append((raw, raw / variable.getncattr("scale") + variable.getncattr("min")))
            steps.append(1 / variable.getncattr("scale"))
        breaks = [*np.flatnonzero(axes[0][0] == 0xFFFF), len(axes[0][0])]
        longitude = np.where(axes[0][1] > 180, axes[0][1] - 360, axes[0][1])
        degrees = np.round(np.column_stack([longitude, axes[1][1]]), 7)
        self.rings: list[Floats] = [
            _closed(degrees[a + 1 : b]) for a, b in pairwise(breaks) if b - a > 4
        ]
        self.grid = float(np.hypot(*steps))
        self.corners = np.vstack(self.rings)


def _closed(ring: Floats) -> Floats:
    return ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


def _shared(first: Outline, second: Outline) -> list[Any]:
    tolerance = (first.grid + second.grid) * GRIDS
    box = shapely.box(*second.corners.min(axis=0), *second.corners.max(axis=0)).buffer(tolerance)
    corners = shapely.STRtree(shapely.points(second.corners))
    pieces = []
    for ring in first.rings:
        inside = shapely.contains_xy(box, ring)
        if not inside.any():
            continue
        near = np.zeros(len(ring), dtype=bool)
        at = np.flatnonzero(inside)
        hit = corners.query(shapely.points(ring[at]), predicate="dwithin", distance=tolerance)
        near[at[np.unique(hit[0])]] = True
        ahead = _left(first, ring)
        for run in runs(ring, near[:-1] & near[1:]):
            pieces.append(run if ahead else run[::-1])
    return joined(pieces)


def _left(outline: Outline, ring: Floats) -> bool:
    """Return whether a country is on the left along one of its rings: of a hole that runs back."""
    shell = Polygon(ring)
    if not shell.is_valid:
        shell = shapely.make_valid(shell)
    inner = shell.representative_point()
    around = sum(
        bool(shapely.contains_xy(shapely.Polygon(other), inner.x, inner.y))
        for other in outline.rings
        if other is not ring and len(other) >= len(ring) and _may_hold(other, ring)
    )
    return bool(shapely.is_ccw(shapely.linearrings(ring))) == (around % 2 == 0)


def _may_hold(other: Floats, ring: Floats) -> bool:
    return bool(
        (other.min(axis=0) <= ring.min(axis=0)).all()
        and (other.max(axis=0) >= ring.max(axis=0)).all()
    )


def unknown(pair: Pair) -> str:
    """Return why the map has no line of a pair."""
    import netCDF4

    with netCDF4.Dataset(writing.DCW) as data:
        missing = [code for code in pair if f"{code}_lon" not in data.variables]
    if missing:
        return f"The chart has no outline of {' and '.join(missing)}."
    return "The outlines of the two countries share no corners in the chart."
