"""Builds border_lines.parquet: the lines of every pair of neighbours, and claim lines.

The file is GeoParquet 1.1 with the geometry encoding ``multilinestring``. Rows are sorted by pair,
and a row group holds whole pairs, so that one pair is read without the others. Coordinates are
microdegrees, stored as the nearest multiple of 2^-21 degree: its last bits are zero, which packs
well, and it lies so near (5 cm) that rounding to six decimals gives the microdegree back exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiLineString

from geodata.build import boundary_lines, map_makers, writing
from geodata.build.pairs import claim_pairs, dcw_pairs, ne_pairs, osm_pairs, strays, wdb_pairs
from geodata.build.pairs.mending import is_simple, mended, untangled
from geodata.build.pairs.oriented import Lines, Pair, Parts, names, neighbours, turned
from geodata.build.pairs.parquet import Row, write_rows
from geodata.ground.third_lines import base_land

GEOD = Geod(ellps="WGS84")
BY_HAND = ("AM", "AZ")
"""The pair whose lines have functions of their own, with more checks: ``boundary_lines.py``."""
MANY = 5_000
"""Corners of a line above which those that matter less than ``THINNED_DEG`` are dropped."""
THINNED_DEG = 0.00005
"""About 5 m: under half a percent of a kilometre, and far below any error that is known."""
NEAR_DEG = 0.35
"""How near a line must pass to a point of another map's to have it: that of ``wdb_pairs``."""
FRAGMENT = 0.15
"""The share of a pair's border below which a map's line is no line of the pair."""
MOST = 0.75
"""The share of another map's line below which a line's note says how little it has. Lines of
coarser maps are up to a fifth shorter because they bend less."""
KNOWN = {
    ("ne10m", ("EH", "MA")): (
        "It follows the sand wall along which the ceasefire of 1991 runs, "
        "not the parallel of 27° 40′ north."
    ),
    ("ne10m", ("RU", "UA")): "It gives Crimea to Russia and crosses the isthmus of Perekop.",
    ("dcw", ("EG", "SD")): "It follows the administrative line round the Halaib triangle.",
    ("dcw", ("IL", "SY")): "It runs west of the Golan Heights, as before 1967.",
}
"""Lines that differ from the others by much more than maps do, and what they follow."""
REFUSED = {
    ("dcw", ("AR", "UY")): "It has only banks and islands of the river that is the border.",
    ("dcw", ("OM", "YE")): "It has a fifth of it, by charts older than the treaty of 1992.",
}
"""Lines that tell the sides of towns wrongly, found by the towns of every pair, and why."""
MAKERS: dict[str, tuple[str, str, Callable[[], map_makers.Maker]]] = {
    "osm": ("OpenStreetMap", "osm_pairs", map_makers.openstreetmap),
    "dcw": (
        "the Digital Chart of the World",
        "dcw_pairs",
        lambda: map_makers.digital_chart(dcw_pairs.version()),
    ),
    "wdb2": ("World Data Bank II", "wdb_pairs", map_makers.world_data_bank),
    "ne10m": ("Natural Earth 1:10m", "ne_pairs", map_makers.natural_earth),
}
ABOUT = {
    "osm": (
        "Drawn along time zones, which follow control at exclaves and take in coastal waters. "
        "precision_m is our estimate."
    ),
    "dcw": "Where the outlines of both countries run within a kilometre: that of the first.",
    "wdb2": (
        "The package names no countries: the stretch that runs beside another map’s line. "
        "precision_m is half a millimetre at 1:3,000,000."
    ),
    "ne10m": (
        "The package stores positions on a grid of about 400 by 190 m at most. "
        "precision_m is half a millimetre at 1:10,000,000."
    ),
}
STRAYS = (
    "Left out: {:.0f} km at sea, on a shore or on another border, far from all other maps’ lines."
)
LEAST_LEFT_OUT_KM = 1.0
"""Kilometres of a line that were left out from which on its note says so."""
THINNED = "Corners that move it by less than 5 m are left out."


def write(path: Path) -> None:
    """Write the lines of every pair, and the claim lines."""
    write_rows(path, [*_border_rows(), *claim_pairs.rows()])


def derived() -> dict[str, Lines]:
    """Return the lines of each map by the map's id."""
    natural_earth = ne_pairs.lines()
    osm = osm_pairs.lines(natural_earth)
    # what a stretch of World Data Bank II runs beside: Natural Earth, which is of its scale
    reference = {**osm, **natural_earth}
    chart = dcw_pairs.lines()
    return {
        "osm": osm,
        # a ring of the chart may not say whether it is a hole: two of 320 lines ran backward
        "dcw": {p: turned(parts, reference.get(p, parts)) for p, parts in chart.items()},
        "wdb2": wdb_pairs.lines(reference),
        "ne10m": natural_earth,
    }


def _border_rows() -> Iterator[Row]:
    maps, makers = derived(), {key: maker() for key, (_, _, maker) in MAKERS.items()}
    clean = strays.without_strays(maps, base_land())
    yield from _rows_by_hand()
    for pair in sorted(neighbours() - {BY_HAND}):
        kept = {key: clean[key][pair] for key in MAKERS if pair in clean[key]}
        drawn = {key: found.parts for key, found in kept.items() if found.parts}
        if set(drawn) - {"osm"} == set() and pair != ("MF", "SX"):
            continue  # a border that only time zones have lies at sea
        left_out = {key: found.left_out_km for key, found in kept.items()}
        yield from _rows_of(pair, drawn, left_out, makers)


def _rows_of(
    pair: Pair,
    drawn: dict[str, Parts],
    left_out: dict[str, float],
    makers: dict[str, map_makers.Maker],
) -> Iterator[Row]:
    other = drawn.get("ne10m") or next(iter(drawn.values()))
    points = _along(other)
    for key, maker in makers.items():
        parts, why = _prepared(key, pair, drawn.get(key, []))
        near = _share(parts, points) if parts else 0.0
        length = sum(part.length for part in parts) / sum(part.length for part in other)
        if parts and (length < FRAGMENT or near == 0):
            parts, why = [], f"The map has a fragment only, {length:.0%} of the border’s length."
        note = _note(key, pair, parts, min(near, length), why, left_out.get(key, 0.0))
        yield _row(key, pair, maker, parts, note)


def _prepared(key: str, pair: Pair, parts: Parts) -> tuple[Parts, str]:
    """Return a map's line ready to be measured from, or none and why."""
    if not parts or (key, pair) in REFUSED:
        return [], REFUSED.get((key, pair)) or _silent(key, pair)
    for clear in (mended, lambda tangled: mended(untangled(tangled))):
        try:
            parts = clear(parts)
        except ValueError:
            continue
        if sum(len(part.coords) for part in parts) > MANY:
            slim = [LineString(part.simplify(THINNED_DEG).coords) for part in parts]
            parts = slim if is_simple(slim) else parts
        return parts, ""
    return [], "The map’s line crosses itself, so that it has no two sides."


def _silent(key: str, pair: Pair) -> str:
    return {
        "osm": "The time zones of the two countries share no edge.",
        "dcw": dcw_pairs.unknown(pair),
        "wdb2": "It was digitised from 1972 to 1977, and has no line here.",
        "ne10m": "The outlines of the two countries share no arc.",
    }[key]


def _note(
    key: str, pair: Pair, parts: Parts, share: float, why: str, left_out_km: float = 0.0
) -> str:
    """Return what to know before using a line."""
    if not parts:
        return f"No line. {why}"
    said = [f"One map among several. {names()[pair[0]]} is on the left going along each part."]
    if share < MOST:
        said.append(f"It has about {share:.0%} of the border.")
    if left_out_km >= LEAST_LEFT_OUT_KM:
        said.append(STRAYS.format(left_out_km))
    if (key, pair) in KNOWN:
        said.append(KNOWN[key, pair])
    if key == "osm" and sum(len(part.coords) for part in parts) > MANY / 3:
        said.append(THINNED)
    return " ".join([*said, ABOUT[key]])


def _row(key: str, pair: Pair, maker: map_makers.Maker, parts: Parts, note: str) -> Row:
    title, module, _ = MAKERS[key]
    first, second = (names()[code] for code in pair)
    record = writing.record(
        maker.source,
        id=key,
        name=f"{first}–{second} line in {title}",
        kind="boundary",
        note=note,
        vertex_spacing_m=_spacing_m(parts) if parts else None,
        derived_by=f"build/pairs/{module}.py: lines",
        **maker.properties,
    )
    return Row(pair, key, record, MultiLineString(parts) if parts else None)


def _rows_by_hand() -> Iterator[Row]:
    for make in boundary_lines.LINES:
        feature = make()
        geometry = MultiLineString(feature["geometry"]["coordinates"])
        yield Row(BY_HAND, feature["properties"]["id"], feature["properties"], geometry)


def _along(parts: Sequence[LineString]) -> list[shapely.Point]:
    """Return points along a line, some 5 km apart."""
    return [part.interpolate(at) for part in parts for at in np.arange(0, part.length + 1e-9, 0.05)]


def _share(parts: Sequence[LineString], points: Sequence[shapely.Point]) -> float:
    """Return the share of points that a line passes near."""
    tree = shapely.STRtree([LineString(e) for p in parts for e in pairwise(p.coords)])
    hit = tree.query(points, predicate="dwithin", distance=NEAR_DEG)
    return len(set(hit[0].tolist())) / len(points)


def _spacing_m(parts: Sequence[LineString]) -> int:
    """Return the median distance of neighbouring corners of a line, in metres."""
    starts = np.vstack([np.asarray(part.coords)[:-1] for part in parts])
    ends = np.vstack([np.asarray(part.coords)[1:] for part in parts])
    return round(float(np.median(GEOD.inv(*starts.T, *ends.T)[2])))
