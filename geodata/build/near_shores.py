"""Builds near_shores.parquet: shores and lakes near land borders, for maps of a story.

The base layer is coarse in most of the world. Here is the ground of GSHHG in squares of a degree
near every border, in lon-lat degrees. Whole squares are kept, so that a map knows where it is fine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.affinity import translate
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from geodata.build import gshhg, writing
from geodata.build.base_layer import REGION
from geodata.ground.shores import block_name
from geodata.lines import store

Tile = tuple[int, int]
"""The south-west corner of a square of a degree: longitude and latitude."""
NEAR_DEG = 2.0
"""How far from a border squares are kept: what a map of an incident shows lies within 1.6°."""
TOLERANCE_DEG = 0.002
"""How far a shore may be moved: some 200 m, a pixel where 100 km of a border are in view."""
LEAST_ISLAND_KM2, LEAST_LAKE_KM2 = 0.5, 2.0
"""What is smaller is left out."""
GRID = 2.0**16
"""Steps in a degree to which coordinates are rounded: under 2 m, and it packs well."""
SEAM = -30
"""Longitude at which no land that borders another is cut: the Atlantic, west of Europe."""
PRECISION_M = 500
"""Half of what the charts that most of it was digitised from are accurate to, and what simplifying
moves: an estimate."""


def write(path: Path) -> None:
    """Write the ground near every border."""
    tiles = near_borders()
    ground, lakes = _shapes()
    rows = []
    for kind, shapes in (("land", ground), ("lake", lakes)):
        for tile, shape in _tiled(shapes, tiles):
            rows.append((block_name(*tile), tile, kind, shape))
    _write(path, rows, tiles)


def near_borders() -> set[Tile]:
    """Return the squares near a line of Natural Earth, but those where the base layer is fine."""
    found: set[Tile] = set()
    for pair in store.pairs():
        for row in store.rows_of(pair):
            if row.kind != "boundary" or row.line != "ne10m" or row.geometry is None:
                continue
            steps = shapely.get_coordinates(shapely.segmentize(row.geometry, 0.5))
            for lon, lat in np.unique(np.round(steps, 1), axis=0).tolist():
                wide = NEAR_DEG / max(0.1, math.cos(math.radians(lat)))
                for x in range(math.floor(lon - wide), math.floor(lon + wide) + 1):
                    for y in range(math.floor(lat - NEAR_DEG), math.floor(lat + NEAR_DEG) + 1):
                        found.add(((x + 180) % 360 - 180, y))
    return {tile for tile in found if not REGION.contains(_box(tile))}


def _box(tile: Tile) -> BaseGeometry:
    x, y = tile
    return box(x, y, x + 1, y + 1)


def _shapes() -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Return land, and lakes without their islands, simplified, from ``SEAM`` eastward."""
    world = (SEAM, -60, SEAM + 360, 84)
    shores = gshhg.shores(world, LEAST_ISLAND_KM2, (gshhg.LAND, gshhg.LAKE, gshhg.ISLAND))
    islands: dict[int, list[Polygon]] = {}
    for shore in shores:
        if shore.level == gshhg.ISLAND:
            islands.setdefault(shore.parent, []).append(shore.ring)
    land = [_simple(shore.ring) for shore in shores if shore.level == gshhg.LAND]
    lakes = [
        _simple(
            Polygon(shore.ring.exterior, [i.exterior.coords for i in islands.get(shore.key, [])])
        )
        for shore in shores
        if shore.level == gshhg.LAKE and shore.area_km2 >= LEAST_LAKE_KM2
    ]
    return [s for s in land if not s.is_empty], [s for s in lakes if not s.is_empty]


def _simple(shape: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(shape.simplify(TOLERANCE_DEG), method="structure")


def _tiled(shapes: Iterable[BaseGeometry], tiles: set[Tile]) -> Iterator[tuple[Tile, BaseGeometry]]:
    """Yield what of some shapes lies in each square, by halves: a continent is cut a few times."""
    wanted = {((x - SEAM) % 360 + SEAM, y): (x, y) for x, y in tiles}
    pending = [((SEAM, -64, SEAM + 360 + 152, 192), list(shapes))]
    while pending:
        (west, south, east, north), inside = pending.pop()
        cut = [shapely.clip_by_rect(shape, west, south, east, north) for shape in inside]
        cut = [shape for shape in cut if not shape.is_empty]
        if not cut or not any(west <= x < east and south <= y < north for x, y in wanted):
            continue
        if east - west == north - south == 1:
            x, y = wanted[west, south]
            whole = shapely.union_all([shapely.make_valid(shape) for shape in cut], grid_size=1e-6)
            if whole.area > 0:
                yield (x, y), translate(whole, x - west)
        elif east - west >= north - south:
            middle = (west + east) // 2
            pending += [((west, south, middle, north), cut), ((middle, south, east, north), cut)]
        else:
            middle = (south + north) // 2
            pending += [((west, south, east, middle), cut), ((west, middle, east, north), cut)]


def _write(path: Path, rows: list[tuple[str, Tile, str, BaseGeometry]], tiles: set[Tile]) -> None:
    """Write GeoParquet with the encoding WKB: a row for each square and kind, blocks together."""
    known = {tile for _, tile, kind, _ in rows if kind == "land"}
    # a square without land is all sea: an empty shape says so
    rows += [(block_name(*tile), tile, "land", Polygon()) for tile in tiles - known]
    rows.sort(key=lambda row: row[:3])
    source = writing.Source(
        f"GSHHG {gshhg.version()}: World Vector Shoreline, World Data Bank II",
        "https://www.soest.hawaii.edu/pwessel/gshhg/",
        "LGPL 3.0 or later",
        f"GSHHG {gshhg.version()} (Debian gmt-gshhg-full)",
    )
    names = ("id", "name", "kind", "source", "source_url", "licence", "retrieved", "note")
    fields = [*((name, pa.string()) for name in names), ("precision_m", pa.int64())]
    schema = pa.schema([*fields, ("block", pa.string()), ("geometry", pa.binary())])
    geo = {"encoding": "WKB", "geometry_types": [], "edges": "planar"}
    meta = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geo}}
    with pq.ParquetWriter(
        path, schema, compression="zstd", compression_level=19, write_statistics=["block"]
    ) as writer:
        writer.add_key_value_metadata({"geo": json.dumps(meta)})
        for block in sorted({row[0] for row in rows}):
            members = [row for row in rows if row[0] == block]
            records = [
                {
                    "id": f"{kind}_{x}_{y}",
                    "name": "",
                    "kind": kind,
                    "source": source.source,
                    "source_url": source.source_url,
                    "licence": source.licence,
                    "retrieved": source.retrieved,
                    "note": "",
                    "precision_m": PRECISION_M,
                    "block": block,
                    "geometry": shapely.to_wkb(_packed(shape)),
                }
                for _, (x, y), kind, shape in members
            ]
            writer.write_table(pa.Table.from_pylist(records, schema), row_group_size=len(records))


def _packed(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape on a grid of binary fractions, without what is no area."""
    snapped = shapely.set_precision(shape, 1 / GRID)
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and p.area > 0]
    return shapely.MultiPolygon(parts)
