"""Reads GSHHG's binned netCDF files: shores, rivers and borders, in lon-lat degrees.

The format, as GMT 5 and 6 read it. The world is cut into bins of Bin_size_in_minutes (60: one
degree). Bins are numbered row by row from the north, each row eastward from Greenwich, so bin b
has its south-west corner at lon b % 360, lat 89 - b // 360. A bin owns N_segments_in_a_bin
segments from Id_of_first_segment_in_a_bin; a segment owns points from
Id_of_first_point_in_a_segment; a point is an unsigned 16-bit offset from the corner in 1/65535
of a degree (stored signed, so it must be reinterpreted).

In the shoreline file a segment's count, level and sides are packed into one word: points =
word >> 9, level = word >> 6 & 7 (1 land, 2 lake, 3 island in a lake, 4 pond on it), entry and
exit side in the low six bits. Filling a bin needs those sides and the levels of its corners;
we need neither, because segments carry the id of their polygon (Id_of_GSHHS_ID) and cut ends
meet exactly on the bin edges, so joining all segments of one id gives back its ring. That holds
while every bin of the polygon is read. In the river and border files counts and levels are plain
variables.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon

from geodata.build import writing

BINS_IN_ROW = 360
UNITS_IN_DEGREE = 65535
LAND, LAKE, ISLAND = 1, 2, 3

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shore:
    """One closed shoreline in lon-lat degrees; ``parent`` is the id of a shore, or -1."""

    key: int
    level: int
    parent: int
    area_km2: float
    ring: Polygon


def version() -> str:
    """Return the release number written in the shoreline file."""
    import netCDF4

    with netCDF4.Dataset(writing.GSHHG / "binned_GSHHS_f.nc") as data:
        return str(data.getncattr("version"))


@cache
def shores(
    box: Box, least_km2: float = -math.inf, levels: tuple[int, ...] = (LAKE, ISLAND)
) -> tuple[Shore, ...]:
    """Return the shores that lie wholly in a box, in lon-lat degrees.

    Parameters
    ----------
    box
        Whole degrees. It may go on past 180° E.
    least_km2
        Smaller ones are left out, and those of wide rivers, whose area is negative in the file.
    levels
        Which shores: of land, of lakes, of islands in lakes.
    """
    data = _Binned("binned_GSHHS_f.nc")
    word = data.array("Embedded_npts_levels_exit_entry_for_a_segment")
    polygon = data.array("Id_of_GSHHS_ID")
    area = data.array("The_km_squared_area_of_polygons")
    parent = data.array("Id_of_parent_polygons")
    level: dict[int, int] = {}
    parts: dict[int, list[LineString]] = defaultdict(list)
    for segment, west, south in data.segments(box):
        key, count = int(polygon[segment]), int(word[segment]) >> 9
        if count > 1 and area[key] >= least_km2:
            level[key] = int(word[segment]) >> 6 & 7
            parts[key].append(data.line(segment, count, west, south))
    return tuple(
        Shore(key, level[key], int(parent[key]), float(area[key]), ring)
        for key, ring in _rings(parts)
        if level[key] in levels
    )


def _rings(parts: Mapping[int, Sequence[LineString]]) -> Iterator[tuple[int, Polygon]]:
    """Yield the polygons whose pieces of a shore close to one ring, by their numbers."""
    for key in sorted(parts):
        line = shapely.line_merge(shapely.MultiLineString(parts[key]))
        if line.geom_type == "LineString" and line.is_ring:
            yield key, Polygon(line)


def rivers(box: Box) -> list[tuple[int, LineString]]:
    """Return level and joined line of the rivers in a box; level 1 is the largest."""
    data = _Binned("binned_river_f.nc")
    count = data.array("N_points_for_a_segment")
    level = data.array("Hierarchial_level_of_a_segment")
    parts: dict[int, list[LineString]] = defaultdict(list)
    for segment, west, south in data.segments(box):
        line = data.line(segment, int(count[segment]), west, south)
        if line.length > 0:
            parts[int(level[segment])].append(line)
    joined: list[tuple[int, LineString]] = []
    for key in sorted(parts):
        merged = shapely.line_merge(shapely.MultiLineString(parts[key]))
        lines = sorted(shapely.get_parts(merged), key=lambda line: tuple(line.coords[0]))
        joined.extend((key, line) for line in lines)
    return joined


def borders(box: Box) -> list[LineString]:
    """Return the national borders of World Data Bank II in a box, joined up to where three meet."""
    data = _Binned("binned_border_f.nc")
    count = data.array("N_points_for_a_segment")
    level = data.array("Hierarchial_level_of_a_segment")
    lines = [
        data.line(segment, int(count[segment]), west, south)
        for segment, west, south in data.segments(box)
        if level[segment] == 1
    ]
    merged = shapely.line_merge(
        shapely.MultiLineString([line for line in lines if line.length > 0])
    )
    return list(shapely.get_parts(merged))


class _Binned:
    """One binned file, opened for reading segments."""

    def __init__(self, name: str) -> None:
        import netCDF4

        self._data = netCDF4.Dataset(writing.GSHHG / name)
        self._data.set_auto_mask(False)
        self._first_point = self.array("Id_of_first_point_in_a_segment")
        if int(self.array("Bin_size_in_minutes")[0]) != 60:
            raise ValueError(f"{name}: bins are not one degree")

    def array(self, name: str) -> npt.NDArray[np.generic]:
        return np.asarray(self._data[name][:])

    def segments(self, box: Box) -> Iterator[tuple[int, int, int]]:
        """Yield segment id and the south-west corner of its bin."""
        west, south, east, north = box
        first = self.array("Id_of_first_segment_in_a_bin")
        number = self.array("N_segments_in_a_bin")
        for lat in range(north - 1, south - 1, -1):
            for lon in range(west, east):
                here = (89 - lat) * BINS_IN_ROW + lon % BINS_IN_ROW
                start = int(first[here])
                for segment in range(start, start + int(number[here])):
                    yield segment, lon, lat

    @cached_property
    def _points(self) -> npt.NDArray[np.uint16]:
        """Every point's offset from the corner of its bin, read at once: the world has millions."""
        axes = ("longitude", "latitude")
        named = [self.array(f"Relative_{axis}_from_SW_corner_of_bin") for axis in axes]
        return np.column_stack(named).astype(np.uint16)

    def line(self, segment: int, count: int, west: int, south: int) -> LineString:
        start = int(self._first_point[segment])
        degrees = self._points[start : start + count] / UNITS_IN_DEGREE + (west, south)
        # seven decimals are about a centimetre; the file's own grid is 1.7 m
        return LineString(np.round(degrees, 7))
