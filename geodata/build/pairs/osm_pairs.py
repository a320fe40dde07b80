"""The lines of OpenStreetMap between all countries, from the package timezonefinder.

Its time zones are polygons with OpenStreetMap vertices, and neighbouring zones share their vertices
exactly. A zone belongs to one country, by the table ``zone.tab`` of the time zone database. The
line of a pair is what rings of the one country run along in one direction and rings of the other
in the opposite one. Rings run counter-clockwise, holes clockwise: their country is on the left.
"""

from __future__ import annotations

import importlib.resources
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely

from geodata.build.osm import MICRODEGREES
from geodata.build.pairs.oriented import (
    Label,
    Lines,
    Pair,
    by_label,
    joined,
    neighbours,
    pair_of,
)

WITHIN = {"XK": "RS", "VN": "TH"}
"""Countries without a zone of their own, or not for all of them, and in whose zone they lie. The
north of Vietnam is in Asia/Bangkok."""
Integers = npt.NDArray[np.int64]


def country_of_zone() -> dict[str, str]:
    """Return the ISO code of the country of each time zone."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    rows = [
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return {row[2].strip(): row[0] for row in rows}


def lines(reference: Lines) -> Lines:
    """Return the lines of every pair of neighbours.

    ``reference`` are lines of a map that has the countries without a zone of their own.
    """
    found = _shared()
    for country, host in WITHIN.items():
        for other in sorted({c for pair in neighbours() if country in pair for c in pair}):
            _move(found, reference, pair_of(host, other), pair_of(country, other))
    return {pair: parts for pair, parts in found.items() if parts and pair in neighbours()}


def _move(found: Lines, reference: Lines, drawn: Pair, meant: Pair) -> None:
    """Give a pair the stretch of another's line that is nearest to its own in the reference."""
    if drawn not in found or meant not in reference or drawn == meant:
        return
    near = {pair: reference[pair] for pair in (drawn, meant) if pair in reference}
    pieces = [np.asarray(part.coords) for part in found.pop(drawn)]
    # a quarter of a degree holds both maps' lines, and not the next country's
    split = by_label(pieces, Label(near, 0.25), 0.05)
    own = [np.asarray(part.coords) for part in found.get(meant, [])]
    split[meant] = [*split.get(meant, []), *own]
    found.update({pair: joined(stretches) for pair, stretches in split.items()})


def _shared() -> Lines:
    rings = list(_rings())
    codes = sorted({country for country, _ in rings})
    a, b, country, forward, position = _edges(rings, codes)
    order = np.lexsort((position, country, b, a))
    a, b, country, position = (column[order] for column in (a, b, country, position))
    forward = forward[order]
    same = (a[1:] == a[:-1]) & (b[1:] == b[:-1])
    starts = np.flatnonzero(np.r_[True, ~same])
    sizes = np.diff(np.r_[starts, len(a)])
    wanted: dict[Pair, list[int]] = defaultdict(list)
    for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True):
        # zones of one country may overlap, as Asia/Urumqi and Asia/Shanghai do: each edge once
        rows = {
            (int(country[i]), bool(forward[i])): i for i in reversed(range(start, start + size))
        }.values()
        for i in rows:
            for j in rows:
                if country[i] < country[j] and forward[i] != forward[j]:
                    wanted[codes[country[i]], codes[country[j]]].append(int(position[i]))
    points = np.vstack([ring for _, ring in rings])
    return {
        pair: joined(points[run] / MICRODEGREES for run in _consecutive(positions))
        for pair, positions in wanted.items()
    }


def _consecutive(positions: list[int]) -> list[Integers]:
    """Return the corners of runs of edges that follow one another in one ring."""
    ordered = np.unique(positions)
    breaks = np.flatnonzero(np.diff(ordered) != 1) + 1
    return [np.r_[run, run[-1] + 1] for run in np.split(ordered, breaks)]


def _rings() -> Iterator[tuple[str, Integers]]:
    """Yield each ring with its country, closed, in microdegrees, the country on its left."""
    from timezonefinder import TimezoneFinder

    finder, countries = TimezoneFinder(), country_of_zone()
    for zone in sorted(set(finder.timezone_names) & set(countries)):
        for polygon in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
            for index, ring in enumerate(polygon):
                points = np.rint(np.asarray(ring) * MICRODEGREES).astype(np.int64)
                if (points[0] != points[-1]).any():
                    points = np.vstack([points, points[:1]])
                if shapely.is_ccw(shapely.linearrings(points)) == (index > 0):
                    points = points[::-1]
                yield countries[zone], points


def _edges(
    rings: list[tuple[str, Integers]], codes: list[str]
) -> tuple[Integers, Integers, Integers, npt.NDArray[np.bool_], Integers]:
    """Return every edge: its two corners in order, country, direction, and first corner."""
    number = {code: index for index, code in enumerate(codes)}
    columns: list[tuple[npt.NDArray[np.generic], ...]] = []
    first = 0
    for country, ring in rings:
        key = (ring[:, 0] + 180 * MICRODEGREES) * 400_000_000 + ring[:, 1] + 90 * MICRODEGREES
        start, end = key[:-1], key[1:]
        columns.append(
            (
                np.minimum(start, end),
                np.maximum(start, end),
                np.full(len(start), number[country]),
                start < end,
                np.arange(first, first + len(start)),
            )
        )
        first += len(ring)
    a, b, country_, forward, position = (np.concatenate(c) for c in zip(*columns, strict=True))
    return (
        a.astype(np.int64),
        b.astype(np.int64),
        country_.astype(np.int64),
        forward.astype(bool),
        position.astype(np.int64),
    )
