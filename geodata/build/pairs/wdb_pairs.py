"""The lines of World Data Bank II between all countries, from Debian's gmt-gshhg-full.

The package names no countries. Its lines are joined up to where three meet; each stretch is given
to the pair whose line on another map it is nearest to, and turned the way that line runs.
"""

from __future__ import annotations

import numpy as np

from geodata.build import gshhg
from geodata.build.pairs.oriented import Label, Lines, by_label, joined

WORLD = (-180, -90, 180, 90)
REACH_DEG = 0.35
"""How far the line may lie from the other map's, in degrees: old maps of deserts stray 30 km."""
SHORTEST_DEG = 0.15
"""The shortest stretch that is told apart where two pairs meet, in degrees."""


def lines(reference: Lines) -> Lines:
    """Return the lines of every pair that runs beside a line of the reference."""
    pieces = [np.asarray(line.coords) for line in gshhg.borders(WORLD)]
    split = by_label(pieces, Label(reference, REACH_DEG), SHORTEST_DEG)
    return {pair: joined(stretches) for pair, stretches in split.items()}
