"""The lines of a pair's two countries with all others: where the ground beside the pair ends.

They only orient. The base layer has them fine in one region and coarse elsewhere, where they stray
by kilometres and do not meet the pair's lines. There the lines of ``border_lines.parquet`` are
used. Geometry is WGS84 degrees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from geodata.ground.shores import near_box, shores_near
from geodata.lines import store
from geodata.shipped import STATIC

THINNED_DEG = 0.002
"""How far a line may stray, in degrees: some 200 m, as the ground is drawn far from a story."""
_FAR_DEG = 0.02
"""How far a line may stray outside of what a map of a story shows at first and near it: some 2 km,
a pixel where all of it is in view."""
_COARSE_DECIMALS = 2
"""The base layer rounds to as many decimals of a degree what it has simplified coarsely."""
_COARSE = 0.5
"""Of a coarse line as large a share of the corners at least is rounded so."""
_FILLING = ("ne10m", "wdb2", "dcw")
"""The maps that a gap is filled from: those with fewer corners agree with no other exactly."""
_GAP_DEG = 0.03
"""A stretch of another map that lies so far from a line, in degrees, is missing in the line: 3 km.
"""
_PREFERRED = "osm"
"""The map whose lines meet exactly where three countries do."""


@lru_cache(maxsize=8)
def third_lines(pair: str) -> dict[str, BaseGeometry]:
    """Return the lines of a pair's countries with third ones, by the pair of each.

    All are the base layer's where it has all and none is coarse, and of other sources else.
    """
    base = {name: base_lines().get(base_id(name)) for name in _thirds_of(pair)}
    drawn = {name: line for name, line in base.items() if line is not None}
    if is_fine(pair):
        return drawn
    found = {name: _preferred(maps) for name, maps in third_maps(pair).items() if maps}
    return {**drawn, **found}


@lru_cache(maxsize=8)
def is_fine(pair: str) -> bool:
    """Whether the base layer has all lines of a pair's countries with third ones, and finely.

    It is then taken at its word.
    """
    lines = [base_lines().get(base_id(name)) for name in _thirds_of(pair)]
    return all(line is not None and not _is_coarse(line) for line in lines)


def third_maps(pair: str) -> dict[str, dict[str, BaseGeometry]]:
    """Return what each map draws between a pair's countries and third ones: by pair, then map."""
    maps, _ = _beside(pair)
    return maps


@lru_cache(maxsize=8)
def _beside(pair: str) -> tuple[dict[str, dict[str, BaseGeometry]], tuple[BaseGeometry, ...]]:
    """Return the same, and what is claimed there: the file is read once for both."""
    maps: dict[str, dict[str, BaseGeometry]] = {}
    claimed: list[BaseGeometry] = []
    for name in _thirds_of(pair):
        maps[name] = {}
        for row in store.rows_of(name):
            if row.geometry is not None and row.kind == "boundary":
                maps[name][row.line] = row.geometry.simplify(THINNED_DEG)
            elif row.geometry is not None:
                claimed.append(row.geometry)
    return maps, tuple(claimed)


def filled_gaps(pair: str, around: BaseGeometry) -> list[BaseGeometry]:
    """Return what other maps draw where a third country's line has a gap: its ends are loose.

    A stretch in a box ``around`` counts that lies further off than maps of one line differ.
    """
    found: list[BaseGeometry] = []
    for name, line in third_lines(pair).items():
        others = third_maps(pair)[name]
        other = next((others[key] for key in _FILLING if key in others), None)
        if other is None:
            continue
        cut = shapely.segmentize(shapely.clip_by_rect(other, *around.bounds), _GAP_DEG)
        edges = [
            LineString(edge)
            for part in shapely.get_parts(cut)
            if part.geom_type == "LineString"
            for edge in pairwise(part.coords)
        ]
        shapely.prepare(line)
        far = ~shapely.dwithin(line, np.array(edges, dtype=object), _GAP_DEG)
        rest = shapely.line_merge(
            shapely.MultiLineString([e for e, f in zip(edges, far, strict=True) if f])
        )
        found += [part for part in shapely.get_parts(rest) if part.length > _GAP_DEG]
    return found


def claimed_beside(pair: str) -> tuple[BaseGeometry, ...]:
    """Return the lines that are claimed between a pair's countries and third ones.

    The ground that they part off is not told to be anybody's.
    """
    if is_fine(pair):
        return ()
    _, claimed = _beside(pair)
    return claimed


def _thirds_of(pair: str) -> list[str]:
    """Return the pairs of one of two countries with a third one."""
    codes = set(pair.split("-"))
    return [name for name in store.pairs() if len(codes & set(name.split("-"))) == 1]


def finer_lines(pair: str, lon: float, lat: float) -> dict[str, BaseGeometry]:
    """Return the lines near a place that the base layer has coarsely, by the pair.

    A map draws them in place of its own. Further off they are coarse too.
    """
    near, base = near_box(lon, lat), base_lines()
    own = third_lines(pair)
    beside = [
        _pair_of_base(key)
        for key, line in base.items()
        if _pair_of_base(key) not in {pair, *own} and line.intersects(near) and _is_coarse(line)
    ]
    lines = {**own, **{name: line for name in beside if (line := _line(name)) is not None}}
    return {
        other: shapely.union_all(
            [line.intersection(near), line.difference(near).simplify(_FAR_DEG)]
        )
        for other, line in lines.items()
        if line is not base.get(base_id(other)) and line.intersects(near)
    }


def _pair_of_base(key: str) -> str:
    """Return the pair of a line of the base layer by its id."""
    return "-".join(key.upper().split("_")[-2:])


def base_id(pair: str) -> str:
    """Return the id that the base layer gives the line of a pair."""
    return f"country_line_{pair.lower().replace('-', '_')}"


@lru_cache(maxsize=32)
def _line(pair: str) -> BaseGeometry | None:
    """Return a pair's line, thinned; None where no map has one."""
    maps = {
        row.line: row.geometry
        for row in store.rows_of(pair)
        if row.kind == "boundary" and row.geometry is not None
    }
    return _preferred(maps).simplify(THINNED_DEG) if maps else None


def _preferred(maps: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return the line of the preferred map, or else of the first that has one."""
    return maps.get(_PREFERRED) or next(iter(maps.values()))


def _is_coarse(line: BaseGeometry) -> bool:
    corners = shapely.get_coordinates(line)
    rounded = np.isclose(corners, np.round(corners, _COARSE_DECIMALS), atol=1e-9).all(axis=1)
    return bool(rounded.mean() >= _COARSE)


@cache
def _base() -> list[tuple[str, str, BaseGeometry]]:
    """Return id, layer and shape of the base layer's land and country lines, in degrees."""
    features = json.loads((STATIC / "base.geojson").read_text(encoding="utf-8"))["features"]
    return [
        (f["properties"]["id"], f["properties"]["layer"], shape(f["geometry"]))
        for f in features
        if f["properties"]["layer"] in {"land", "country_line"}
    ]


@cache
def base_land() -> BaseGeometry:
    """Return all dry land of the base layer, in degrees."""
    return next(geometry for _, layer, geometry in _base() if layer == "land")


def land_near(lon: float, lat: float, around: BaseGeometry) -> BaseGeometry:
    """Return dry land in a box, in degrees: fine near a place, where a land border is near it."""
    found = shores_near(lon, lat)
    land = shapely.clip_by_rect(base_land(), *around.bounds)
    if found.known.is_empty:
        return land
    coarse = land.difference(found.known)
    return shapely.union_all([coarse, found.land], grid_size=1e-6)


@cache
def base_lines() -> dict[str, BaseGeometry]:
    """Return the base layer's lines between countries by id, in degrees."""
    return {key: geometry for key, layer, geometry in _base() if layer == "country_line"}
