"""Land and lakes near a place from ``near_shores.parquet``, finer than the base layer's.

The file has squares of a degree near land borders. Geometry is WGS84 degrees, lon-lat.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    import pyarrow.parquet as pq

FILE = Path(__file__).parent.parent / "near_shores.parquet"
NEAR_DEG = 1.6
"""Half the height in degrees of what a map of a story shows at first and near it."""
BLOCK = 10
"""Degrees of a side of the squares that are stored together."""
MOST_CORNERS = 9_000
"""Corners that are drawn at most: 150 kB of a page."""
_STEPS_DEG = (0.0, 0.003, 0.006, 0.012, 0.025)
"""How far a shore is moved in degrees; the first with which there are few enough corners."""
_EDGE_DEG = 1e-6


@dataclass(frozen=True)
class Shores:
    """What is known of the ground near a place, in degrees.

    Attributes
    ----------
    known
        Where it is known: whole squares. What is there neither land nor lake is sea.
    land, lakes
        Dry land with its lakes, and the lakes.
    """

    known: BaseGeometry
    land: BaseGeometry
    lakes: BaseGeometry


UNKNOWN = Shores(MultiPolygon(), MultiPolygon(), MultiPolygon())


def near_box(lon: float, lat: float) -> BaseGeometry:
    """Return what a map of a story shows at first and near it, in degrees."""
    wide = min(180.0, NEAR_DEG / max(0.1, math.cos(math.radians(lat))))
    return box(lon - wide, lat - NEAR_DEG, lon + wide, lat + NEAR_DEG)


@lru_cache(maxsize=16)
def shores_near(lon: float, lat: float) -> Shores:
    """Return the ground in the squares near a place; none where no land border is near."""
    near = near_box(lon, lat)
    found: dict[str, list[BaseGeometry]] = {"known": [], "land": [], "lake": []}
    for square, kind, shape in _squares(*near.bounds):
        found[kind].append(shape)
        if kind == "land":
            found["known"].append(square)
    if not found["known"]:
        return UNKNOWN
    # squares share edges: a millionth of a degree closes what rounding leaves
    whole = {key: shapely.union_all(shapes, grid_size=_EDGE_DEG) for key, shapes in found.items()}
    return Shores(whole["known"], *_light(whole["land"], whole["lake"]))


def _light(land: BaseGeometry, lakes: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return shapes that are light enough to be drawn."""
    for step in _STEPS_DEG:
        shapes = [shape.simplify(step) if step else shape for shape in (land, lakes)]
        if sum(map(shapely.get_num_coordinates, shapes)) <= MOST_CORNERS:
            break
    return shapes[0], shapes[1]


def _squares(
    west: float, south: float, east: float, north: float
) -> Iterator[tuple[BaseGeometry, str, BaseGeometry]]:
    """Yield square, kind and shape of each row that meets a box, which may cross 180°."""
    blocks: dict[str, int] = {}
    for x in range(math.floor(west / BLOCK), math.floor(east / BLOCK) + 1):
        for y in range(math.floor(south / BLOCK), math.floor(north / BLOCK) + 1):
            real = (x * BLOCK + 180) % 360 - 180
            blocks[block_name(real, y * BLOCK)] = x * BLOCK - real
    groups = [i for i, name in enumerate(_blocks()) if name in blocks]
    if not groups:
        return
    import pyarrow.parquet as pq

    with pq.ParquetFile(FILE, metadata=_footer()) as file:
        rows = file.read_row_groups(groups, ["id", "kind", "block", "geometry"]).to_pylist()
    for row in rows:
        by = blocks[row["block"]]
        x, y = (int(value) for value in row["id"].split("_")[1:])
        x += by
        if x + 1 <= west or x >= east or y + 1 <= south or y >= north:
            continue
        shape = shapely.from_wkb(row["geometry"])
        yield box(x, y, x + 1, y + 1), row["kind"], translate(shape, by) if by else shape


def block_name(lon: float, lat: float) -> str:
    """Return the name of the block that a point lies in, after its south-west corner."""
    x, y = (math.floor(value / BLOCK) * BLOCK for value in (lon, lat))
    return f"{'s' if y < 0 else 'n'}{abs(y):02d}{'w' if x < 0 else 'e'}{abs(x):03d}"


@cache
def _footer() -> pq.FileMetaData:
    import pyarrow.parquet as pq

    return pq.read_metadata(FILE)


@cache
def _blocks() -> tuple[str, ...]:
    """Return the block of each row group."""
    footer: Any = _footer()
    column = footer.schema.names.index("block")
    groups = (footer.row_group(i) for i in range(footer.num_row_groups))
    return tuple(str(group.column(column).statistics.min) for group in groups)
