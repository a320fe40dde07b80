"""Lines that cross or touch themselves: mended, or refused, so that every line has two sides.

A line whose first country is on its left may touch itself, where a piece of land hangs on by a
point. It is cut there. Where it crosses itself, its sides would change over: small loops, which are
errors of drawing or rounding, are taken out; a line that still crosses itself is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString

from geodata.build.pairs.oriented import Floats, Parts, joined, ordered

SPIKE_COSINE = -0.985
"""A corner that turns by more than 170 degrees, on a line that crosses itself, is an error."""
LOOP_DEG = 0.1
"""The longest loop that is taken out, in degrees: some 10 km round, less than any exclave that
hangs on by a point (Jungholz has 13)."""
BESIDE_DEG = 0.02
"""How near a part runs to another that draws the same, in degrees: some 2 km."""
MOST_BESIDE = 0.6
"""The share of a part beside another above which it draws the same."""
ROUNDS = 4
"""How often a line is mended: rounding what was mended may make it touch itself anew."""
Node = tuple[float, float]


def mended(parts: Sequence[LineString], loop_deg: float = LOOP_DEG) -> Parts:
    """Return a line's parts so that they meet at their ends only, with their direction.

    Loops of up to ``loop_deg`` degrees in length are taken out where it crosses itself.

    Raises
    ------
    ValueError
        The line crosses itself by more than a small loop.
    """
    found = _all_rounded(parts)
    for _ in range(ROUNDS):
        if is_simple(found):
            return ordered(found)
        found = _all_rounded(_mended_once([without_spikes(part) for part in found], loop_deg))
    raise ValueError("the line crosses itself")


def _mended_once(parts: Parts, loop_deg: float) -> Parts:
    pieces = _noded(parts)
    while bad := _crossings(pieces):
        loops = [
            i
            for i, piece in enumerate(pieces)
            if _end(piece, 0) == _end(piece, -1)
            and _end(piece, 0) in bad
            and LineString(piece).length < loop_deg
        ]
        if not loops:
            raise ValueError(f"the line crosses itself at {sorted(bad)[:3]}")
        pieces = [piece for i, piece in enumerate(pieces) if i not in loops]
    return [half for part in joined(pieces) for half in _opened(part, pieces)]


def untangled(parts: Sequence[LineString]) -> Parts:
    """Return the parts of a line that a map draws twice, or with tails across one another, once.

    The longest is kept whole. Of each other only the longest stretch that crosses none before it is
    kept, and nothing where it runs beside those before it.
    """
    kept: Parts = []
    for part in ordered(_all_rounded(parts)):
        for piece in _simple(part):
            if not kept:
                kept.append(piece)
                continue
            whole = MultiLineString(kept)
            shapely.prepare(whole)
            samples = piece.interpolate(np.linspace(0.005, 0.995, 100), normalized=True)
            if shapely.dwithin(samples, whole, BESIDE_DEG).mean() <= MOST_BESIDE:
                kept += _clear_of(piece, whole)
    return kept


def _simple(part: LineString) -> Parts:
    """Return a part mended, by taking out loops that are as small as possible."""
    for loop_deg in (LOOP_DEG, 0.5, 2.0):
        try:
            return mended([part], loop_deg)
        except ValueError:
            continue
    pieces = [LineString(piece) for piece in _noded([part])]
    kept = [mended([piece]) for piece in pieces if piece.length > LOOP_DEG]
    return ordered(half for halves in kept for half in halves)


def _clear_of(part: LineString, whole: MultiLineString) -> Parts:
    """Return the longest stretch of a part that neither crosses nor touches a line."""
    nodes = shapely.get_coordinates(part.intersection(whole))
    if not len(nodes):
        return [part]
    pieces = _cut(np.asarray(part.coords), nodes)
    longest = max(pieces, key=lambda piece: LineString(piece).length)
    ends = shapely.points(longest[[0, -1]])
    first, last = np.asarray(shapely.dwithin(ends, whole, 1e-6)).tolist()
    # an end on the other line steps back by a corner
    freed = longest[int(first) : len(longest) - int(last)]
    return [LineString(freed)] if len(freed) > 1 else []


def is_simple(parts: Sequence[LineString]) -> bool:
    """Return whether no part crosses or touches itself or another but at ends."""
    return bool(parts) and bool(MultiLineString(list(parts)).is_simple)


def _all_rounded(parts: Sequence[LineString]) -> Parts:
    return [found for found in (_rounded(part) for part in parts) if found is not None]


def _rounded(part: LineString) -> LineString | None:
    """Return a part in microdegrees, without corners that repeat; None if nothing is left."""
    points = np.round(np.asarray(part.coords), 6)
    points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
    return LineString(points) if len(points) > 1 else None


def without_spikes(line: LineString) -> LineString:
    """Return a line without the corners at which it turns back on itself, if it crosses itself."""
    points = np.asarray(line.coords)
    while not line.is_simple and len(points) > 3:
        steps = np.diff(points, axis=0)
        along = steps / np.linalg.norm(steps, axis=1)[:, None]
        turns = (along[:-1] * along[1:]).sum(axis=1)
        sharpest = int(turns.argmin())
        if turns[sharpest] > SPIKE_COSINE:
            break
        points = np.delete(points, sharpest + 1, axis=0)
        points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
        line = LineString(points)
    return line


def _noded(parts: Sequence[LineString]) -> list[Floats]:
    """Return a line cut wherever it meets itself, each piece with its direction."""
    whole = shapely.node(MultiLineString(list(parts)))
    nodes = shapely.get_coordinates(
        [shapely.get_point(piece, at) for piece in shapely.get_parts(whole) for at in (0, -1)]
    )
    return [piece for part in parts for piece in _cut(np.asarray(part.coords), nodes)]


def _cut(points: Floats, nodes: Floats) -> list[Floats]:
    tree = shapely.STRtree(np.asarray(shapely.points(nodes)))
    edges = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
    # nodes lie on edges but for rounding: a hundredth of the microdegree that lines are kept in
    edge, node = tree.query(edges, predicate="dwithin", distance=1e-8)
    on: dict[int, set[Node]] = defaultdict(set)
    for e, n in zip(edge, node, strict=True):
        on[int(e)].add((float(nodes[n][0]), float(nodes[n][1])))
    pieces, current = [], [points[0]]
    for index, end in enumerate(points[1:]):
        start = points[index]
        for xy in sorted(on[index], key=lambda xy: float(np.hypot(*(xy - start)))):
            if (current[-1] != xy).any():
                current.append(np.asarray(xy))
            if len(current) > 1:
                pieces.append(np.vstack(current))
            current = [np.asarray(xy)]
        if (current[-1] != end).any():
            current.append(end)
    return [*pieces, np.vstack(current)] if len(current) > 1 else pieces


def _end(piece: Floats, at: int) -> Node:
    return float(piece[at][0]), float(piece[at][1])


def _crossings(pieces: Sequence[Floats]) -> set[Node]:
    """Return the nodes round which lines that leave and lines that arrive do not take turns."""
    around: dict[Node, list[tuple[float, bool]]] = defaultdict(list)
    for piece in pieces:
        for at, following, leaves in ((0, 1, True), (-1, -2, False)):
            dx, dy = piece[following] - piece[at]
            around[_end(piece, at)].append((float(np.arctan2(dy, dx)), leaves))
    bad = set()
    for node, rays in around.items():
        if len(rays) > 2:
            turns = [leaves for _, leaves in sorted(rays)]
            if any(a == b for a, b in zip(turns, [*turns[1:], turns[0]], strict=True)):
                bad.add(node)
    return bad


def _opened(part: LineString, pieces: Sequence[Floats]) -> Parts:
    """Return a closed part in two halves where it touches another at its end; else as it is."""
    if not part.is_ring:
        return [part]
    points = np.asarray(part.coords)
    meeting = sum(_end(piece, at) == _end(points, 0) for piece in pieces for at in (0, -1))
    if meeting <= 2:
        return [part]
    middle = len(points) // 2
    return [LineString(points[: middle + 1]), LineString(points[middle:])]
