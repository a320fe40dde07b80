"""The names on the picture: those of the marks, then those of the base map, where there is room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exports.picture_margin import clean
from dashboard.exports.picture_style import colour
from dashboard.map.scene import Scene
from geodata.shipped import STATIC

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


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
    """

    words: str
    lon: float
    lat: float
    size: float
    color: str
    weight: str = "normal"
    style: str = "normal"
    away: float = 6


_SIGNS = {"left": "●", "right": "■"}
"""The mark of each side, as on the page."""


@cache
def base_features() -> tuple[tuple[dict[str, Any], Any], ...]:
    """Return the properties and the geometry (degrees) of each feature of the base map."""
    features = json.loads((STATIC / "base.geojson").read_text(encoding="utf-8"))["features"]
    return tuple((f["properties"], geometry_of(f)) for f in features)


def geometry_of(feature: dict[str, Any]) -> Any:
    """Return a GeoJSON feature's geometry."""
    return shape(feature["geometry"])


def own_names(drawn: Scene) -> Iterator[Name]:
    """Yield the names of the marks: advances, points, then sides, areas, tags and roads."""
    yield from _advance_names(drawn)
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
            )
    for feature in drawn.features:
        properties, line = feature["properties"], geometry_of(feature)
        match (properties["kind"], properties.get("part")):
            case ("base", "side"):
                words = properties["label"].upper()
                yield Name(words, line.x, line.y, 9, colour("quiet"), "bold", away=0)
            case ("area", "label"):
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
    inside = [
        (properties, at)
        for properties, at in base_features()
        if properties["layer"] in {"country_label", "town"} and frame.contains(at)
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
            away=3 if town else 0,
        )


def write_names(figure: Figure, axes: Axes, names: Iterable[Name], bar: Artist) -> None:
    """Write names in order, each where there is room; a name without room is left out."""
    from matplotlib.patheffects import withStroke

    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    frame = axes.get_window_extent(renderer)
    taken = [artist.get_window_extent(renderer).padded(4) for artist in (*axes.texts, bar)]
    done: set[tuple[str, float, float]] = set()
    for name in names:
        point = axes.transData.transform((name.lon, name.lat))
        if (
            not frame.contains(*point)
            or (name.words, round(name.lon, 3), round(name.lat, 3)) in done
        ):
            continue
        done.add((name.words, round(name.lon, 3), round(name.lat, 3)))
        for across, up, ha, va in _spots(name.away):
            text = axes.annotate(
                clean(name.words),
                (name.lon, name.lat),
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
            room = text.get_window_extent(renderer).padded(1.5)
            inside = (
                frame.x0 < room.x0
                and room.x1 < frame.x1
                and frame.y0 < room.y0
                and room.y1 < frame.y1
            )
            if inside and not any(room.overlaps(other) for other in taken):
                taken.append(room)
                if name.away == 3 and name.color == colour("quiet"):
                    axes.plot(
                        [name.lon],
                        [name.lat],
                        marker=".",
                        markersize=2.5,
                        color=colour("quiet"),
                        zorder=7,
                    )
                break
            text.remove()


def _spots(away: float) -> tuple[tuple[float, float, str, str], ...]:
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
