"""The lines of the Digital Chart of the World between all countries, from Debian's gmt-dcw.

Every country is stored on a grid of its own, so that the corners of a common line differ by up to
the grids' spacing. The line of a pair is the stretches of the first country's rings whose corners
lie that close to the second's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon

from geodata.build import writing
from geodata.build.pairs.oriented import Floats, Lines, Pair, joined, neighbours, runs

GRIDS = 0.75
"""How far two corners of one place may lie apart, in diagonals of both grids together: each is
rounded to half of its own, and a half more is left for what the package rounds first."""
PIECE = 16
"""Corners of a piece in the search trees."""
APART_DEG = 0.01
"""How far apart the two outlines may run and be one line: a kilometre, half of the chart's stated
accuracy. Where the package took one country from newer charts, they are not the same."""


@contextmanager
def opened() -> Iterator[Any]:
    """Open the package's file, with its numbers as they are stored."""
    import netCDF4

    with netCDF4.Dataset(writing.DCW) as data:
        data.set_auto_scale(False)
        data.set_auto_mask(False)
        yield data


def version() -> str:
    """Return the release of the package."""
    with opened() as data:
        return str(data.getncattr("version"))


def lines() -> Lines:
    """Return the lines of every pair that the package has outlines of."""
    with opened() as data:
        have = {name[:2] for name in data.variables if len(name) == 6 and name.endswith("_lon")}
        wanted = sorted(pair for pair in neighbours() if set(pair) <= have)
        outlines = {code: Outline(data, code) for code in {c for pair in wanted for c in pair}}
    return {
        pair: parts for pair in wanted if (parts := _shared(outlines[pair[0]], outlines[pair[1]]))
    }


def rings(data: Any, country: str) -> list[Floats]:
    """Return a country's rings in degrees, closed.

    They are stored as runs of unsigned 16-bit offsets on a grid; each run begins with 65535.
    """
    axes = []
    for axis in ("lon", "lat"):
        variable = data[f"{country}_{axis}"]
        raw = np.asarray(variable[:]).astype(np.int64) & 0xFFFF
        axes.append((raw, raw / variable.getncattr("scale") + variable.getncattr("min")))
    breaks = [*np.flatnonzero(axes[0][0] == 0xFFFF), len(axes[0][0])]
    longitude = np.where(axes[0][1] > 180, axes[0][1] - 360, axes[0][1])
    degrees = np.column_stack([longitude, axes[1][1]])
    return [_closed(degrees[a + 1 : b]) for a, b in pairwise(breaks) if b - a > 4]


class Outline:
    """A country's rings in degrees, closed, and the diagonal of the grid they are stored on."""

    def __init__(self, data: Any, country: str) -> None:
        self.rings = [np.round(ring, 7) for ring in rings(data, country)]
        scales = [data[f"{country}_{axis}"].getncattr("scale") for axis in ("lon", "lat")]
        self.grid = float(np.hypot(*(1 / scale for scale in scales)))
        self.corners = np.vstack(self.rings)

    @cached_property
    def bounds(self) -> Floats:
        """Return west, south, east and north of each ring."""
        return np.array([_bounds(ring) for ring in self.rings])

    @cached_property
    def edges(self) -> shapely.STRtree:
        """Return the outline in short pieces, to search."""
        return shapely.STRtree(
            [
                LineString(ring[at : at + PIECE + 1])
                for ring in self.rings
                for at in range(0, len(ring) - 1, PIECE)
            ]
        )

    @cached_property
    def _sorted(self) -> Floats:
        return self.corners[np.argsort(self.corners[:, 0], kind="stable")]

    def has_corner(self, points: Floats, within_deg: float) -> npt.NDArray[np.bool_]:
        """Return whether each point has a corner of the outline within a distance in degrees."""
        x = self._sorted[:, 0]
        low = np.searchsorted(x, points[:, 0] - within_deg)
        high = np.searchsorted(x, points[:, 0] + within_deg)
        return np.array(
            [
                bool((np.hypot(*(self._sorted[a:b] - point).T) <= within_deg).any())
                for point, a, b in zip(points, low, high, strict=True)
            ],
            dtype=bool,
        )


def _closed(ring: Floats) -> Floats:
    return ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


def _shared(first: Outline, second: Outline) -> list[LineString]:
    grid = (first.grid + second.grid) * GRIDS
    reach = max(grid, APART_DEG)
    box = shapely.box(*_bounds(second.corners)).buffer(reach)
    pieces = []
    west, south, east, north = first.bounds.T
    b_west, b_south, b_east, b_north = box.bounds
    meets = (west <= b_east) & (east >= b_west) & (south <= b_north) & (north >= b_south)
    for index in np.flatnonzero(meets):
        ring = first.rings[index]
        inside = np.flatnonzero(shapely.contains_xy(box, ring))
        if not len(inside):
            continue
        near, same = np.zeros((2, len(ring)), dtype=bool)
        hit = second.edges.query(shapely.points(ring[inside]), predicate="dwithin", distance=reach)
        near[inside[np.unique(hit[0])]] = True
        here = np.flatnonzero(near)
        same[here] = second.has_corner(ring[here], grid)
        stretches = _stretches(ring, near, same)
        ahead = not stretches or _left(first, ring)
        pieces += [run if ahead else run[::-1] for run in stretches]
    return joined(pieces)


def _bounds(points: Floats) -> tuple[float, float, float, float]:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _stretches(
    ring: Floats, near: npt.NDArray[np.bool_], same: npt.NDArray[np.bool_]
) -> list[Floats]:
    """Return the stretches of a ring beside the other country's, without their loose ends.

    Where most corners are common ones, what precedes the first and follows the last is dropped:
    there the outline leaves the other country's, along a coast or with a third country.
    """
    found = []
    # the corner's number rides along, so that it is known which are common
    numbered = np.column_stack([ring, np.arange(len(ring))])
    for run in runs(numbered, near[:-1] & near[1:]):
        common = same[run[:, 2].astype(int)]
        if common.mean() >= 0.5:
            at = np.flatnonzero(common)
            kept = run[at[0] : at[-1] + 1, :2]
        else:
            kept = run[:, :2]
        if len(kept) > 1:
            found.append(kept)
    return found


def _left(outline: Outline, ring: Floats) -> bool:
    """Return whether a country is on the left along one of its rings: of a hole that runs back."""
    x, y = ring[0]
    west, south, east, north = outline.bounds.T
    hold = (west < x) & (x < east) & (south < y) & (y < north)
    around = sum(
        bool(shapely.contains_xy(Polygon(outline.rings[i]), x, y))
        for i in np.flatnonzero(hold)
        if outline.rings[i] is not ring
    )
    return bool(shapely.is_ccw(shapely.linearrings(ring))) == (around % 2 == 0)


def unknown(pair: Pair) -> str:
    """Return why the map has no line of a pair."""
    with opened() as data:
        missing = [code for code in pair if f"{code}_lon" not in data.variables]
    if missing:
        return f"The chart has no outline of {' and '.join(missing)}."
    return "The outlines of the two countries share no corners in the chart."
