"""The names on the picture: those of the marks, then those of the base map, where there is room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import get_coordinates, segmentize, transform
from shapely.geometry import MultiPoint, shape
from shapely.geometry.base import BaseGeometry

from dashboard.exports.picture_margin import clean
from dashboard.exports.picture_style import colour
from dashboard.map.scene import Scene
from geodata.shipped import STATIC

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox


@dataclass(frozen=True, slots=True)
class Name:
    """Words to write beside a point, and how they look.

    Attributes
    ----------
    words
        The words.
    lon, lat
        The point, degrees.
    size
        The size of the letters, in points.
    color, weight, style
        As matplotlib takes them.
    away
        How far from the point the words stand, in points; 0 is on it, a negative number below it
        and nowhere else.
    clear
        The shape round the point that the words keep clear of, degrees.
    inside
        The area that the words lie in as a whole, wherever there is room; degrees.
    """

    words: str
    lon: float
    lat: float
    size: float
    color: str
    weight: str = "normal"
    style: str = "normal"
    away: float = 6
    clear: BaseGeometry | None = None
    inside: BaseGeometry | None = None


Spot = tuple[float, float, str, str]
"""Points across and up from a place, and how words are set there."""
_TOWN_AWAY = 3
"""How far the name of a town of the base map stands from its dot, in points."""
_STEP_DOTS = 6
"""Dots between the points of a line that names keep clear of."""
_GRID = 12
"""The name of an area is tried at so many places across and up."""
_SIGNS = {"left": "●", "right": "■"}
"""The mark of each side, as on the page."""


_TOWNS_WITHIN_DEG = 16.0
"""Towns orient on a map no wider than this, in degrees: as on the page, from zoom 6 on."""


@cache
def base_features() -> tuple[tuple[dict[str, Any], Any], ...]:
    """Return the properties and the geometry (degrees) of each feature of the base map."""
    features = json.loads((STATIC / "base.geojson").read_text(encoding="utf-8"))["features"]
    return tuple((f["properties"], geometry_of(f)) for f in features)


def geometry_of(feature: dict[str, Any]) -> Any:
    """Return a GeoJSON feature's geometry."""
    return shape(feature["geometry"])


def own_names(drawn: Scene, frame: BaseGeometry) -> Iterator[Name]:
    """Yield the names of the marks: advances, points, then sides, areas, tags and roads."""
    yield from _advance_names(drawn)
    tints = {
        f["properties"]["side"]: geometry_of(f).intersection(frame)
        for f in drawn.features
        if f["properties"].get("part") == "tint"
    }
    for feature in drawn.features:
        properties = feature["properties"]
        if (
            properties["kind"] in {"place", "lake"}
            and properties.get("part") in {"point", "certain"}
            and properties.get("label")
        ):
            at = geometry_of(feature).centroid
            yield Name(
                properties["label"],
                at.x,
                at.y,
                8.5,
                colour("lake" if properties["kind"] == "lake" else "ink"),
                "bold",
                "italic" if properties.get("struck") else "normal",
                clear=geometry_of(feature) if properties["kind"] == "lake" else None,
            )
    sides = {
        f["properties"]["label"] for f in drawn.features if f["properties"].get("part") == "side"
    }
    for feature in drawn.features:
        properties, line = feature["properties"], geometry_of(feature)
        match (properties["kind"], properties.get("part")):
            case ("base", "side"):
                words = properties["label"].upper()
                ground = tints.get(properties["side"])
                at = ground.representative_point() if ground and not ground.is_empty else line
                yield Name(words, at.x, at.y, 9, colour("quiet"), "bold", away=0, inside=ground)
            case ("area", "label") if properties["label"] not in sides:
                yield Name(properties["label"], line.x, line.y, 8, colour("quiet"), "bold", away=0)
            case ("claim", "tag"):
                words, hue = (
                    f"{_SIGNS[properties['side']]} {properties['label']}",
                    properties["side"],
                )
                yield Name(words, line.x, line.y, 7, colour(hue), "bold", away=11)
            case ("road", _):
                at = line.interpolate(0.5, normalized=True)
                yield Name(properties["label"], at.x, at.y, 7, colour("road-text"), style="italic")


def _advance_names(drawn: Scene) -> Iterator[Name]:
    """Yield each advance's distance where its hatch ends, and below it who says and disputes it."""
    for feature in drawn.features:
        properties = feature["properties"]
        if properties["kind"] != "advance" or not properties.get("label"):
            continue
        lon, lat = properties["anchor"]
        yield Name(properties["label"], lon, lat, 11, colour("advance"), "bold", away=-11)
        for place, tag in enumerate(properties["tags"]):
            hue = colour(tag["side"]) if tag["side"] in _SIGNS else colour("quiet")
            words = f"{_SIGNS.get(tag['side'], '◆')} {tag['text']}"
            yield Name(words, lon, lat, 7.5, hue, "bold", away=-25 - 11 * place)


def base_names(frame: BaseGeometry) -> Iterator[Name]:
    """Yield the names of the base map: countries, then towns from the largest."""
    west, _, east, _ = frame.bounds
    layers = {"country_label", *(("town",) if east - west <= _TOWNS_WITHIN_DEG else ())}
    inside = [
        (properties, at)
        for properties, at in base_features()
        if properties["layer"] in layers and frame.contains(at)
    ]
    for properties, at in sorted(
        inside, key=lambda item: (item[0]["layer"] != "country_label", item[0].get("rank", 9))
    ):
        town = properties["layer"] == "town"
        yield Name(
            properties["name"] if town else properties["name"].upper(),
            at.x,
            at.y,
            7 if town else 8,
            colour("quiet"),
            away=_TOWN_AWAY if town else 0,
        )


def write_names(
    figure: Figure, axes: Axes, names: Iterable[Name], bar: Artist, lines: Iterable[BaseGeometry]
) -> None:
    """Write names in order, each where there is room; a name without room is left out.

    Parameters
    ----------
    figure, axes
        The picture and its map.
    names
        The names, the important first.
    bar
        The scale bar, which names keep clear of.
    lines
        The lines drawn, in degrees: only an advance's words may stand on one.
    """
    room = _Room(figure, axes, bar, lines)
    done: set[tuple[str, float, float]] = set()
    for name in names:
        # of a country or an area, the base map may have the name at another place
        at = (0.0, 0.0) if name.away == 0 else (round(name.lon, 3), round(name.lat, 3))
        key = (name.words, *at)
        if key in done or not room.frame.contains(*room.dots([(name.lon, name.lat)])[0]):
            continue
        if not _write(axes, name, room):
            continue
        done.add(key)
        if name.away == _TOWN_AWAY and name.color == colour("quiet"):
            dot: dict[str, Any] = {"marker": ".", "markersize": 2.5, "zorder": 7}
            axes.plot([name.lon], [name.lat], color=colour("quiet"), **dot)
            room.take(name.lon, name.lat)


class _Room:
    """What is taken of a picture, in its dots."""

    def __init__(
        self, figure: Figure, axes: Axes, bar: Artist, lines: Iterable[BaseGeometry]
    ) -> None:
        self._axes = axes
        self.renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
        self.point = figure.dpi / 72
        self.frame = axes.get_window_extent(self.renderer)
        artists = (*axes.texts, bar)
        self.taken = [artist.get_window_extent(self.renderer).padded(4) for artist in artists]
        drawn = [transform(line, self.dots) for line in lines if not line.is_empty]
        every = [get_coordinates(segmentize(line, _STEP_DOTS)) for line in drawn]
        self._ink = np.concatenate(every) if every else np.empty((0, 2))

    def dots(self, degrees: Any) -> Any:
        """Return positions in degrees as dots of the picture."""
        return self._axes.transData.transform(degrees)

    def take(self, lon: float, lat: float) -> None:
        """Take the place of a town's dot."""
        from matplotlib.transforms import Bbox

        x, y = self.dots([(lon, lat)])[0]
        self.taken.append(Bbox.from_bounds(x, y, 0, 0).padded(self.point))

    def is_free(self, place: Bbox, name: Name) -> bool:
        """Whether words may take a place."""
        frame = self.frame
        inside = (
            frame.x0 < place.x0
            and place.x1 < frame.x1
            and frame.y0 < place.y0
            and place.y1 < frame.y1
        )
        if not inside or any(place.overlaps(other) for other in self.taken):
            return False
        if name.inside is not None:
            corners = self._axes.transData.inverted().transform(place.corners())
            return bool(name.inside.contains(MultiPoint(corners).envelope))
        x, y = self._ink.T
        met = (place.x0 < x) & (x < place.x1) & (place.y0 < y) & (y < place.y1)
        return name.away < 0 or not met.any()


def _write(axes: Axes, name: Name, room: _Room) -> bool:
    """Write a name at the first of its places that is free, and take that place."""
    from matplotlib.patheffects import withStroke

    for lon, lat, (across, up, ha, va) in _places(name, room):
        text = axes.annotate(
            clean(name.words),
            (lon, lat),
            (across, up),
            textcoords="offset points",
            ha=ha,
            va=va,
            fontsize=name.size,
            color=name.color,
            fontweight=name.weight,
            fontstyle=name.style,
            zorder=9,
            path_effects=[withStroke(linewidth=2.2, foreground="white")],
        )
        place = text.get_window_extent(room.renderer).padded(1.5)
        if room.is_free(place, name):
            room.taken.append(place)
            return True
        text.remove()
    return False


def _places(name: Name, room: _Room) -> Iterator[tuple[float, float, Spot]]:
    """Yield where a name may stand: degrees, and how it is set there."""
    away = name.away
    if name.clear is not None:
        (west, _), (east, _) = room.dots([name.clear.bounds[:2], name.clear.bounds[2:]])
        away += (east - west) / 2 / room.point
    if name.inside is None:
        yield from ((name.lon, name.lat, spot) for spot in _spots(away))
        return
    west, south, east, north = name.inside.bounds
    grid = [
        (west + (east - west) * i / _GRID, south + (north - south) * j / _GRID)
        for i in range(1, _GRID)
        for j in range(1, _GRID)
    ]
    middle = name.inside.centroid
    grid.sort(key=lambda at: (at[0] - middle.x) ** 2 + (at[1] - middle.y) ** 2)
    yield from ((lon, lat, _spots(0)[0]) for lon, lat in grid)


def _spots(away: float) -> tuple[Spot, ...]:
    near = (
        (away, 0.0, "left", "center"),
        (-away, 0.0, "right", "center"),
        (0.0, away, "center", "bottom"),
        (0.0, -away, "center", "top"),
        (away, away, "left", "bottom"),
        (away, -away, "left", "top"),
        (-away, away, "right", "bottom"),
        (-away, -away, "right", "top"),
    )
    if away < 0:
        return ((0.0, away, "center", "top"),)
    return ((0.0, 0.0, "center", "center"),) if away == 0 else near
