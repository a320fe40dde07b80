"""Builds static/base.geojson: everything that is drawn only to orient. WGS84, lon-lat degrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.build import countries, gshhg, osm, writing

REGION = shapely.box(42, 37.5, 52, 43)
# Armenia, Azerbaijan and what a map of either shows beside them; degrees, as all boxes here.
# Bins are whole degrees: west, south, east, north.
RIVER_BINS = (42, 37, 52, 43)
# Wide enough to hold the whole Caspian Sea and Lake Van.
LAKE_BINS = (41, 36, 57, 49)
# Tolerances of simplifying. At 40° N, 300 m in the region are less than a pixel up to zoom 8, and
# 6 km outside up to zoom 4.
FINE_DEG, COARSE_DEG = 0.003, 0.06
# Small lakes are simplified by 100 m, since 300 m would change their shape.
SMALL_LAKE_DEG, SMALL_LAKE_KM2 = 0.001, 300
SEV_LAKE = Point(46.23167, 39.59806)
# Around Sev Lake, within what a map of the incident shows, small towns are drawn too.
NEAR_LAKE_M = 60_000
# GeoNames lists city districts as places; this near a city of the first rank they are dropped.
SUBURB_M = 12_000
# Grids coordinates are rounded to: about 10 m in the region, and 1 km outside, where simplifying
# moves them further than that anyway.
FINE_GRID_DEG, COARSE_DECIMALS = 1e-4, 2
# Smaller ones are specks at the zooms of the base layer; square degrees, outside the region only.
SMALLEST_ISLAND = 0.02
SMALLEST_LAKE_KM2 = 2.0
SMALLEST_SEA_ISLAND_KM2 = 15.0
# A river's stretch inside the region that is shorter, some 2 km, is a speck too.
SHORTEST_RIVER_DEG = 0.02
# No border of the base layer may come this close to the line between Armenia and Azerbaijan, so
# that none competes with it, except around the points where three countries meet.
CLEAR_M, TRIPOINT_M = 3_000, 15_000

# Names are attached only where a shape contains, or a line passes, every point given.
LAKE_NAMES = {
    "Caspian Sea": (50.5, 42.0),
    "Lake Sevan": (45.3, 40.35),
    "Lake Urmia": (45.4, 37.9),
    "Lake Van": (42.9, 38.65),
    "Mingachevir Reservoir": (46.75, 40.92),
}
RIVER_NAMES = {
    "Aras": ((45.63, 38.95), (46.25, 38.89), (47.33, 39.42)),
    "Kura": ((44.80, 41.69), (43.5, 41.9)),
    "Kura (lower)": ((47.15, 40.62), (48.48, 40.01)),
}
# How near a river must pass to every point given for its name, some 8 km. A choice: since it must
# pass all of them, another river hardly does.
RIVER_NEAR_DEG = 0.08
NEIGHBOURS = {"AM", "AZ", "GE", "IR", "RU", "TR"}
CAPITALS = {616052: "Yerevan", 587084: "Baku", 611717: "Tbilisi"}
# Lines drawn from OpenStreetMap, so that they meet the Armenia-Azerbaijan line exactly.
OSM_PAIRS = tuple(
    tuple(pair.split("_"))
    for pair in ("am_ge", "am_ir", "am_tr", "az_ge", "az_ir", "az_ru", "az_tr", "ir_tr")
)
NEVER = ("am", "az")
GEOD = Geod(ellps="WGS84")

ATTRIBUTION = (
    "Land and most country lines: Natural Earth. Lines of Armenia and Azerbaijan with their other "
    "neighbours and of Iran with Turkey: (c) OpenStreetMap contributors. Caspian shore, lakes, "
    "rivers: GSHHG {gshhg} (Wessel and Smith). Towns: GeoNames."
)
LICENCE = (
    "A collection of independent layers, each under its own licence. land: public domain (Natural "
    "Earth) and LGPL 3.0 or later (GSHHG). country_line: ODbL 1.0 where the id is listed in "
    "geodata/README.md, else public domain. lake, river: LGPL 3.0 or later. town: CC BY 4.0. "
    "country_label: public domain."
)


def write(path: Path) -> None:
    """Write the base layer."""
    ground = land()
    features = [
        _feature("land", "land", "", 1, ground),
        *_country_lines(ground),
        *_lakes(),
        *_rivers(),
        *_towns(),
        *_country_labels(),
    ]
    attribution = ATTRIBUTION.format(gshhg=gshhg.version())
    writing.write_geojson(path, features, attribution=attribution, licence=LICENCE)


def _feature(
    key: str, layer: str, name: str, rank: int, shape: BaseGeometry, **more: Any
) -> writing.Feature:
    properties = {"kind": "base", "id": key, "name": name, "layer": layer, "rank": rank, **more}
    return writing.feature(shape, properties, digits=5 if layer == "town" else 4)


def land() -> MultiPolygon:
    """Return all dry land without any boundary inside, fine in the region, coarse outside.

    Only the Caspian is cut out as water; lakes are drawn on top.
    """
    # a grid of 1e-9 degrees joins vertices that differ by rounding only: no slivers remain
    whole = shapely.union_all(list(countries.shapes().values()), grid_size=1e-9)
    solid = [Polygon(part.exterior) for part in shapely.get_parts(whole)]
    sea, islands = _caspian()
    parts = []
    for part in solid:
        ring = simplify(np.asarray(part.exterior.coords))
        if len(ring) >= 4 and (Polygon(ring).area >= SMALLEST_ISLAND or part.intersects(REGION)):
            parts.append(_valid(Polygon(ring)))
    ground = shapely.difference(shapely.union_all(parts), sea)
    ground = shapely.set_precision(shapely.union_all([ground, *islands]), FINE_GRID_DEG)
    return MultiPolygon(
        [
            part
            for part in shapely.get_parts(ground)
            if part.area >= SMALLEST_ISLAND or part.intersects(REGION)
        ]
    )


def _caspian() -> tuple[BaseGeometry, list[BaseGeometry]]:
    found = gshhg.shores(LAKE_BINS)
    sea = max((shore for shore in found if shore.level == gshhg.LAKE), key=lambda s: s.area_km2)
    islands = [
        _valid(Polygon(simplify(np.asarray(shore.ring.exterior.coords))))
        for shore in found
        if shore.parent == sea.key and shore.area_km2 >= SMALLEST_SEA_ISLAND_KM2
    ]
    return _valid(Polygon(simplify(np.asarray(sea.ring.exterior.coords)))), islands


def _valid(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure")


def simplify(coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a line or ring simplified by FINE_DEG in the region and by COARSE_DEG outside.

    The line is cut where it enters and leaves the region, and the ends of each stretch stay in
    place while it is simplified, so that fine and coarse stretches join without a gap.
    """
    inside = shapely.contains_xy(REGION, coordinates[:, 0], coordinates[:, 1])
    cuts = [0, *(np.flatnonzero(inside[1:] != inside[:-1]) + 1).tolist(), len(coordinates) - 1]
    pieces = []
    for start, end in pairwise(sorted(set(cuts))):
        tolerance = FINE_DEG if inside[start] else COARSE_DEG
        stretch = LineString(coordinates[start : end + 1]).simplify(tolerance)
        pieces.append(np.asarray(stretch.coords))
    line = np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
    far = ~shapely.contains_xy(REGION, line[:, 0], line[:, 1])
    line[far] = np.round(line[far], COARSE_DECIMALS)
    return line


def _country_lines(ground: MultiPolygon) -> Iterator[writing.Feature]:
    lines = _natural_earth_lines()
    for pair in OSM_PAIRS:
        lines["_".join(pair)] = shapely.union_all(osm.shared_lines(*pair)).intersection(ground)
    simple = {
        key: shapely.union_all(
            [
                LineString(simplify(np.asarray(part.coords)))
                for part in shapely.get_parts(shapely.line_merge(line))
                if part.length > FINE_DEG
            ]
        )
        for key, line in lines.items()
    }
    check_clear([line for line in simple.values() if not line.is_empty])
    for key, line in simple.items():
        if not line.is_empty:
            yield _feature(f"country_line_{key}", "country_line", "", 1, line)


def _natural_earth_lines() -> dict[str, BaseGeometry]:
    """Return the edges that exactly two countries share, by pair of codes in lower case."""
    owners: dict[tuple[tuple[float, float], tuple[float, float]], set[str]] = defaultdict(set)
    for code, shape in countries.shapes().items():
        for part in shapely.get_parts(shape):
            for ring in (part.exterior, *part.interiors):
                points = [(float(x), float(y)) for x, y in ring.coords]
                for edge in pairwise(points):
                    owners[min(edge), max(edge)].add(code)
    edges: dict[str, list[LineString]] = defaultdict(list)
    skip = {"_".join(pair) for pair in (*OSM_PAIRS, NEVER)}
    for edge, codes in sorted(owners.items()):
        key = "_".join(sorted(code.lower() for code in codes))
        # Natural Earth's code -1 marks disputed places, whose limits are not drawn.
        if len(codes) == 2 and "-1" not in codes and key not in skip:
            edges[key].append(LineString(edge))
    return {key: shapely.line_merge(shapely.union_all(edges[key])) for key in sorted(edges)}


def check_clear(lines: Sequence[BaseGeometry]) -> None:
    """Raise ValueError if a base line comes near the line between Armenia and Azerbaijan.

    It may do so where three countries meet. Distances are measured in UTM zone 38N (EPSG:32638).
    """
    from pyproj import Transformer

    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:32638", always_xy=True)

    def metric(shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(
            shape, lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1]))
        )

    parts = [metric(line) for line in osm.shared_lines(*NEVER)]
    ends = shapely.MultiPoint([part.coords[at] for part in parts for at in (0, -1)])
    zone = shapely.union_all(parts).buffer(CLEAR_M).difference(ends.buffer(TRIPOINT_M))
    for line in lines:
        near = line.intersection(REGION)
        if not near.is_empty and metric(near).intersects(zone):
            raise ValueError("a base line runs along the Armenia-Azerbaijan line")


def _lakes() -> Iterator[writing.Feature]:
    found = gshhg.shores(LAKE_BINS)
    for shore in found:
        name = _lake_name(shore.ring)
        wanted = shore.area_km2 >= SMALLEST_LAKE_KM2 and shore.ring.intersects(REGION)
        if shore.level != gshhg.LAKE or not wanted or name == "Caspian Sea":
            continue
        fine = FINE_DEG if shore.area_km2 > SMALL_LAKE_KM2 else SMALL_LAKE_DEG
        holes = [
            island.ring.exterior.coords
            for island in found
            if island.parent == shore.key and island.area_km2 >= SMALLEST_LAKE_KM2
        ]
        shape = Polygon(shore.ring.exterior.coords, holes).simplify(fine)
        rank = 1 if shore.area_km2 > 1000 else 2 if shore.area_km2 > 50 else 3
        yield _feature(f"lake_{shore.key}", "lake", name, rank, shape)


def _lake_name(ring: Polygon) -> str:
    return next((name for name, at in LAKE_NAMES.items() if ring.contains(Point(at))), "")


def _rivers() -> Iterator[writing.Feature]:
    for number, (level, line) in enumerate(gshhg.rivers(RIVER_BINS)):
        inside = line.intersection(REGION)
        if inside.is_empty or inside.length < SHORTEST_RIVER_DEG:
            continue
        name = next(
            (
                name.split(" (")[0]
                for name, points in RIVER_NAMES.items()
                if all(line.distance(Point(at)) < RIVER_NEAR_DEG for at in points)
            ),
            "",
        )
        rank = 1 if name else min(4, max(2, level))
        parts = [
            LineString(simplify(np.asarray(part.coords)))
            for part in shapely.get_parts(inside)
            if part.geom_type == "LineString"
        ]
        shape = shapely.union_all(parts)
        yield _feature(f"river_{number:03d}", "river", name, rank, shape)


def _towns() -> Iterator[writing.Feature]:
    wanted = []
    for place in countries.cities():
        point = Point(place["longitude"], place["latitude"])
        if REGION.contains(point):
            people, key = int(place["population"]), int(place["geonameid"])
            least = 2_000 if metres(point, SEV_LAKE) <= NEAR_LAKE_M else 15_000
            rank = 1 if key in CAPITALS else town_rank(people)
            if people >= least:
                wanted.append((key, str(place["name"]), rank, people, point))
    great = [(key, point) for key, _, rank, _, point in wanted if rank == 1]
    for key, name, rank, people, point in wanted:
        if all(key == other or metres(point, at) > SUBURB_M for other, at in great):
            more = {"geonames_id": key, "population": people}
            yield _feature(f"town_{key}", "town", name, rank, point, **more)


def metres(a: Point, b: Point) -> float:
    """Return the geodesic distance in metres on WGS84."""
    return float(GEOD.inv(a.x, a.y, b.x, b.y)[2])


def town_rank(people: int) -> int:
    """Return 1 for the largest towns to 4 for the smallest."""
    limits: Iterable[tuple[int, int]] = ((500_000, 1), (100_000, 2), (30_000, 3))
    return next((rank for limit, rank in limits if people >= limit), 4)


def _country_labels() -> Iterator[writing.Feature]:
    for iso2, row in countries.country_words().items():
        facts: Mapping[str, Any] = countries.geonames_countries()[iso2]
        area = float(facts["areakm2"])
        rank = 1 if iso2 in NEIGHBOURS or area > 1_000_000 else 2 if area > 100_000 else 3
        name = countries.first_name(row["names"])
        point = countries.label_point(iso2)
        yield _feature(f"country_label_{iso2.lower()}", "country_label", name, rank, point)
