"""Oriented lines of country pairs, from rings of outlines: what every source shares.

A line of a pair is a list of parts in lon-lat degrees, each with the pair's first country on its
left. The pair's countries are ISO 3166 alpha-2 codes in alphabetical order.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiLineString

from geodata.build import writing

ALONG = 0.3
"""How much of its length a line must run the way the reference does; lines that bend much more or
less than it still do for two thirds."""
LEAST_AGREEMENT = 0.5
"""The same of a stretch that is given to the pair it is nearest to."""
Floats = npt.NDArray[np.float64]
Pair = tuple[str, str]
Parts = list[LineString]
Lines = dict[Pair, Parts]


@cache
def neighbours() -> frozenset[Pair]:
    """Return the pairs of countries that share a border on land, by the package world-countries."""
    rows = writing.world_countries()
    codes = {row["cca3"]: row["cca2"] for row in rows}
    return frozenset(
        pair_of(codes[row["cca3"]], codes[other])
        for row in rows
        for other in row["borders"]
        if other in codes
    )


@cache
def names() -> dict[str, str]:
    """Return the English names of countries and territories by ISO code."""
    found = {row["cca2"]: row["name"]["common"] for row in writing.world_countries()}
    with (writing.GEODATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        ours = {r["country"]: r["name"] for r in csv.DictReader(file) if r["kind"] == "country"}
    return {**found, **ours}


def pair_of(a: str, b: str) -> Pair:
    """Return two countries in alphabetical order."""
    return (a, b) if a < b else (b, a)


def runs(points: Floats, wanted: npt.NDArray[np.bool_]) -> list[Floats]:
    """Return the stretches of a closed ring whose edges are wanted, in the ring's order.

    ``points`` has the first corner again at its end; ``wanted`` is one shorter. A stretch that
    passes the ring's start is one.
    """
    if not wanted.any():
        return []
    if wanted.all():
        return [points]
    start = int(np.flatnonzero(~wanted)[0])
    wanted = np.roll(wanted, -start)
    points = np.vstack([np.roll(points[:-1], -start, axis=0), points[start]])
    edges = np.flatnonzero(np.diff(np.r_[0, wanted.astype(np.int8), 0]))
    return [points[a : b + 1] for a, b in edges.reshape(-1, 2)]


def joined(pieces: Iterable[Floats]) -> Parts:
    """Return pieces joined where one ends and exactly one other begins, the longest first."""
    lines = [LineString(piece) for piece in pieces if len(piece) > 1]
    lines = [line for line in lines if line.length > 0]
    if not lines:
        return []
    merged = shapely.line_merge(MultiLineString(lines), directed=True)
    return ordered(shapely.get_parts(merged))


def ordered(parts: Iterable[LineString]) -> Parts:
    """Return parts the longest first; those of one length by their first corner."""
    return sorted(parts, key=lambda part: (-round(part.length, 9), part.coords[0]))


class Label:
    """Which pair's line of a reference a point is nearest to, and which way that line runs."""

    def __init__(self, reference: Mapping[Pair, Sequence[LineString]], reach_deg: float) -> None:
        self._reach = reach_deg
        self.pairs = sorted(pair for pair, parts in reference.items() if parts)
        self._owner: list[int] = []
        pieces: list[Floats] = []
        for index, pair in enumerate(self.pairs):
            for part in reference[pair]:
                points = np.asarray(shapely.segmentize(part, 0.2).coords)
                step = 12  # short pieces keep the search tree's boxes small
                for at in range(0, len(points) - 1, step):
                    pieces.append(points[at : at + step + 1])
                    self._owner.append(index)
        self._pieces = pieces
        self._tree = shapely.STRtree([LineString(piece) for piece in pieces])

    def of(self, points: Floats) -> npt.NDArray[np.int64]:
        """Return the number of the pair nearest to each point; -1 beyond reach."""
        found = np.full(len(points), -1)
        where = shapely.points(points)
        index, tree = self._tree.query_nearest(where, max_distance=self._reach, all_matches=False)
        found[index] = np.asarray(self._owner)[tree]
        return found

    def agreement(self, points: Floats, pair: int) -> float:
        """Return how far points run the way the reference of a pair runs: -1 against, 1 with it."""
        middle, step = (points[:-1] + points[1:]) / 2, np.diff(points, axis=0)
        own = [i for i, owner in enumerate(self._owner) if owner == pair]
        tree = shapely.STRtree([LineString(self._pieces[i]) for i in own])
        total = length = 0.0
        nearest = np.asarray(tree.nearest(shapely.points(middle))).ravel()
        for (x, y), (dx, dy), at in zip(middle, step, nearest, strict=True):
            piece = self._pieces[own[int(at)]]
            ax, ay = nearest_direction(piece, x, y)
            total += dx * ax + dy * ay
            length += float(np.hypot(dx, dy))
        return total / length if length else 0.0


def nearest_direction(piece: Floats, x: float, y: float) -> tuple[float, float]:
    """Return the unit direction of the edge of a line that is nearest to a point."""
    starts, along = piece[:-1], np.diff(piece, axis=0)
    length2 = np.maximum((along**2).sum(axis=1), 1e-18)
    at = np.clip((((x, y) - starts) * along).sum(axis=1) / length2, 0, 1)
    away = np.hypot(*((x, y) - (starts + at[:, None] * along)).T)
    best = int(away.argmin())
    size = float(np.sqrt(length2[best]))
    return float(along[best, 0]) / size, float(along[best, 1]) / size


def by_label(
    lines: Iterable[Floats], label: Label, shortest_deg: float
) -> dict[Pair, list[Floats]]:
    """Cut lines without countries where the nearest line of the reference changes its pair.

    A stretch shorter than ``shortest_deg`` between two of one pair joins them; another is dropped,
    unless it is a whole line. Each stretch is turned the way the reference runs.
    """
    found: dict[Pair, list[Floats]] = defaultdict(list)
    for line in lines:
        points, given = densified(line, 0.05)
        labels = smoothed(label.of(points), points, shortest_deg)
        edges = np.flatnonzero(np.diff(labels)) + 1
        for a, b in zip([0, *edges], [*edges, len(points)], strict=True):
            if labels[a] < 0:
                continue
            # the corner at which the next pair begins ends this one: where three countries meet
            stretch = points[a : min(b + 1, len(points))]
            if len(stretch) < 2:
                continue
            agreement = label.agreement(stretch, int(labels[a]))
            if abs(agreement) < LEAST_AGREEMENT:
                continue
            own = given[a : a + len(stretch)].copy()
            own[[0, -1]] = True
            kept = stretch[own] if agreement > 0 else stretch[own][::-1]
            found[label.pairs[int(labels[a])]].append(kept)
    return found


def turned(parts: Sequence[LineString], reference: Sequence[LineString]) -> Parts:
    """Return parts turned the way a reference of the pair runs, where they plainly run against it.

    None at all where they do not run along it on the whole: then both banks of a river, or its
    islands, pass for a line.
    """
    label = Label({("", ""): reference}, 1.0)
    found, along = [], 0.0
    for part in parts:
        agreement = label.agreement(
            np.asarray(part.simplify(min(0.01, part.length / 50)).coords), 0
        )
        found.append(part.reverse() if agreement < -0.5 else part)
        along += part.length * (agreement if agreement > -0.5 else -agreement)
    return found if along > ALONG * sum(part.length for part in parts) else []


def densified(line: Floats, step_deg: float) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return a line with corners at least every ``step_deg``, and which of them it had."""
    spans = np.hypot(*np.diff(line, axis=0).T)
    counts = np.maximum(1, np.ceil(spans / step_deg)).astype(int)
    edge = np.repeat(np.arange(len(counts)), counts)
    at = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    points = line[edge] + (at / counts[edge])[:, None] * np.diff(line, axis=0)[edge]
    return np.vstack([points, line[-1:]]), np.r_[at == 0, True]


def smoothed(
    labels: npt.NDArray[np.int64], points: Floats, shortest_deg: float
) -> npt.NDArray[np.int64]:
    """Return labels along a line without runs that are short: they take their neighbour's."""
    labels = labels.copy()
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    while True:
        edges = np.flatnonzero(np.diff(labels)) + 1
        starts, ends = np.r_[0, edges], np.r_[edges, len(labels)]
        if len(starts) == 1:
            return labels
        spans = along[ends - 1] - along[starts]
        short = int(spans.argmin())
        if spans[short] >= shortest_deg:
            return labels
        sides = [i for i in (short - 1, short + 1) if 0 <= i < len(starts)]
        into = max(sides, key=lambda i: float(spans[i]))
        labels[starts[short] : ends[short]] = labels[starts[into]]
