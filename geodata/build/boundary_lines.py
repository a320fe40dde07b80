"""Makes the lines of each map between Armenia and Azerbaijan.

They are what each map draws between Armenia and Azerbaijan, in WGS84 lon-lat degrees. Every line
has two parts, main and Nakhchivan, both with Armenia on the left. Exclaves are left out of all
lines, because not every map has them. The OpenStreetMap line is checked edge by edge; the others
take their direction from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, box

from geodata.build import gshhg, map_makers, osm, writing
from geodata.build.pairs import dcw_pairs, ne_pairs
from geodata.build.pairs.mending import without_spikes
from geodata.build.pairs.oriented import runs
from geodata.geodesy import distance_m

# How far a point stands from the line when its side is tested. The zones are stored in
# microdegrees, so ten of them (1 m) are more than rounding and still inside narrow bends.
SIDE_TEST_DEG = 1e-5
# The window round Sev Lake in which vertex spacing is stated: west, south, east, north.
NEAR_LAKE = (46.15, 39.55, 46.30, 39.65)
# Where three countries meet, the ends of one line on two maps may lie this far apart: some 10 km.
SAME_END_DEG = 0.12
# Whole degrees that hold both countries: west, south, east, north.
BINS = (43, 38, 51, 43)
# The two countries' outlines of the Digital Chart are stored on two grids of about 5 m; corners of
# one line lie closer than this, some 20 m.
DCW_GRID_DEG = 2e-4
COMMON = (
    "Not agreed by the parties; one map among several. "
    "Armenia is on the left hand going along each part. Exclaves left out."
)


def openstreetmap() -> writing.Feature:
    """Make OpenStreetMap's line from the vertices two time zones share."""
    parts = osm_parts()
    for part in parts:
        assert_left_is_armenia(part)
    return _feature(
        parts,
        map_makers.openstreetmap(),
        id="osm",
        name="Armenia–Azerbaijan line in OpenStreetMap",
        note=(
            f"{COMMON} Drawn along time zones, which follow control at exclaves. "
            "precision_m is our estimate."
        ),
        derived_by="build/boundary_lines.py: openstreetmap",
    )


def digital_chart() -> writing.Feature:
    """Make the line of the Digital Chart of the World from the vertices both outlines share."""
    with dcw_pairs.opened() as data:
        shell = max(dcw_pairs.rings(data, "AM"), key=lambda ring: Polygon(ring).area)
        others = shapely.MultiPoint(np.vstack(dcw_pairs.rings(data, "AZ")))
    if not shapely.is_ccw(shapely.linearrings(shell)):
        shell = shell[::-1]
    shapely.prepare(others)
    common = np.asarray(shapely.dwithin(shapely.points(shell), others, DCW_GRID_DEG))
    return _feature(
        _matched([LineString(run) for run in runs(shell, common[:-1] & common[1:])]),
        map_makers.digital_chart(dcw_pairs.version()),
        id="dcw",
        name="Armenia–Azerbaijan line in the Digital Chart of the World",
        note=(
            f"{COMMON} Positions are stored on a grid of about 5 m. "
            "The Nakhchivan part begins at 45° E, where the package cuts Azerbaijan off."
        ),
        derived_by="build/boundary_lines.py: digital_chart",
    )


def world_data_bank() -> writing.Feature:
    """Make the line of World Data Bank II.

    Of its joined national borders, these are the ones whose ends are those of OpenStreetMap's
    parts.
    """
    return _feature(
        _matched(gshhg.borders(BINS)),
        map_makers.world_data_bank(),
        id="wdb2",
        name="Armenia–Azerbaijan line in World Data Bank II",
        note=(
            f"{COMMON} Without one spike near 45.88 E, 39.32 N. "
            "Nominal scale as described by UNEP/GRID, which says that parts of the Middle East "
            "were digitised at 1:1,000,000. precision_m is half a millimetre at 1:3,000,000."
        ),
        derived_by="build/boundary_lines.py: world_data_bank",
    )


def natural_earth() -> writing.Feature:
    """Make the line of Natural Earth 1:10m from the arcs both countries share in world-atlas."""
    return _feature(
        _matched(ne_pairs.lines()["AM", "AZ"]),
        map_makers.natural_earth(),
        id="ne10m",
        name="Armenia–Azerbaijan line in Natural Earth 1:10m",
        note=(
            f"{COMMON} The package stores positions on a grid of about 310 by 190 m. "
            "precision_m is half a millimetre at 1:10,000,000."
        ),
        derived_by="build/boundary_lines.py: natural_earth",
    )


LINES: tuple[Callable[[], writing.Feature], ...] = (
    openstreetmap,
    digital_chart,
    world_data_bank,
    natural_earth,
)


def _feature(
    lines: Sequence[LineString], maker: map_makers.Maker, **properties: Any
) -> writing.Feature:
    parts = [_clean(line) for line in lines]
    record = writing.record(
        maker.source,
        kind="boundary",
        vertex_spacing_m=_spacing_m(parts),
        **maker.properties,
        **properties,
    )
    return writing.feature(MultiLineString(parts), record, digits=6)


def _clean(line: LineString) -> LineString:
    """Return a line without the corners at which it turns back on itself.

    Raises
    ------
    ValueError
        The line still crosses itself without them.
    """
    clean = without_spikes(line)
    if not clean.is_simple:
        raise ValueError(f"the line that begins at {line.coords[0]} crosses itself")
    return clean


def _spacing_m(parts: Iterable[LineString]) -> int:
    """Return the median distance of neighbouring vertices round Sev Lake, in metres."""
    window = box(*NEAR_LAKE)
    steps = [
        distance_m(*a, *b)
        for part in parts
        for a, b in pairwise(part.coords)
        if window.contains(shapely.Point(a)) or window.contains(shapely.Point(b))
    ]
    return round(float(np.median(steps)))


def osm_parts() -> list[LineString]:
    """Return OpenStreetMap's two parts, main and Nakhchivan, with Armenia on the left."""
    return osm.shared_lines("am", "az")


def assert_left_is_armenia(line: LineString) -> None:
    """Raise ValueError unless Armenia is just left of every edge and Azerbaijan just right."""
    points = np.asarray(line.coords)
    step = np.diff(points, axis=0)
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.linalg.norm(step, axis=1)[:, None]
    middle = (points[:-1] + points[1:]) / 2
    for country, sign in (("am", 1), ("az", -1)):
        area = osm.zone_area(country)
        shapely.prepare(area)
        side = middle + sign * SIDE_TEST_DEG * normal
        inside = shapely.contains_xy(area, side[:, 0], side[:, 1])
        if not inside.all():
            raise ValueError(f"{country} is not on its side of the line: {inside.mean():.1%}")


def _matched(candidates: Sequence[LineString]) -> list[LineString]:
    """Return the one candidate along each of OpenStreetMap's parts, in the same direction.

    Both its ends lie near the part, and it spans more than half of the way between the part's own
    ends.

    Raises
    ------
    ValueError
        No candidate does, or several do.
    """
    found = []
    for part in osm_parts():
        span = _end_distance(part)
        near = [
            (
                line
                if part.project(shapely.Point(line.coords[0]))
                < part.project(shapely.Point(line.coords[-1]))
                else line.reverse()
            )
            for line in candidates
            if _end_distance(line) > span / 2
            and all(part.dwithin(shapely.Point(line.coords[i]), SAME_END_DEG) for i in (0, -1))
        ]
        if len(near) != 1:
            raise ValueError(
                f"{len(near)} lines run along the part that begins at {part.coords[0]}, "
                "one was expected"
            )
        found.append(near[0])
    return found


def _end_distance(line: LineString) -> float:
    """Return the distance between a line's ends in degrees: only compared with another's."""
    (x1, y1), (x2, y2) = line.coords[0], line.coords[-1]
    return float(np.hypot(x2 - x1, y2 - y1))
