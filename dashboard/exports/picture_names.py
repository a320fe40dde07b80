"""The names on the picture: of the marks, then of what orients, each where it is free."""

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
    """Words that want a place beside a point (degrees), and how they look.

    The first of a list is placed first.
    """

    words: str
    lon: float
    lat: float
    size: float
    color: str
    weight: str = "normal"
    style: str = "normal"
    away: float = 6


@cache
def base_features() -> tuple[tuple[dict[str, Any], Any], ...]:
    """Return what only orients.

    Properties and geometry (degrees) of each feature of the base layer.
    """
    features = json.loads((STATIC / "base.geojson").read_text(encoding="utf-8"))["features"]
    return tuple((f["properties"], geometry_of(f)) for f in features)


def geometry_of(feature: dict[str, Any]) -> Any:
    """Return a GeoJSON feature's geometry."""
    return shape(feature["geometry"])


def own_names(drawn: Scene) -> Iterator[Name]:
    """Yield the names of the marks: points first, then sides, areas and roads."""
    for feature in drawn.features:
        told = feature["properties"]
        if (
            told["kind"] in {"place", "lake"}
            and told.get("part") in {"point", "certain"}
            and told.get("label")
        ):
            at = geometry_of(feature).centroid
            yield Name(
                told["label"],
                at.x,
                at.y,
                8.5,
                colour("lake" if told["kind"] == "lake" else "ink"),
                "bold",
                "italic" if told.get("fallen") else "normal",
            )
    for feature in drawn.features:
        told, line = feature["properties"], geometry_of(feature)
        if told.get("part") == "side":
            yield Name(told["label"], line.x, line.y, 9, colour("quiet"), "bold", away=0)
        elif told["kind"] == "claim" and told["part"] == "ring":
            # beside its ring, below or above the place
            hand = 1 if told["side"] == "left" else -1
            edge = line.bounds[3] if hand > 0 else line.bounds[1]
            yield Name(
                told["label"], line.centroid.x, edge, 7, colour(told["side"]), "bold", away=4
            )
        elif told["kind"] == "claim":
            point = (
                line.interpolate(0.2 if told["side"] == "left" else 0.7, normalized=True)
                if line.length
                else line.centroid
            )
            yield Name(told["label"], point.x, point.y, 7, colour(told["side"]), "bold", away=3)
        elif told["kind"] == "area" and told.get("label"):
            yield Name(
                told["label"], line.centroid.x, line.centroid.y, 8, colour("quiet"), "bold", away=0
            )
        elif told["kind"] == "road":
            point = line.interpolate(0.5, normalized=True)
            yield Name(told["label"], point.x, point.y, 7, colour("road"), style="italic", away=3)


def base_names(frame: BaseGeometry) -> Iterator[Name]:
    """Yield the names that only orient: countries, then towns from the largest."""
    inside = [
        (told, at)
        for told, at in base_features()
        if told["layer"] in {"country_label", "town"} and frame.contains(at)
    ]
    for told, at in sorted(
        inside, key=lambda item: (item[0]["layer"] != "country_label", item[0].get("rank", 9))
    ):
        town = told["layer"] == "town"
        yield Name(
            told["name"] if town else told["name"].upper(),
            at.x,
            at.y,
            7 if town else 8,
            colour("quiet"),
            away=3 if town else 0,
        )


def write_names(figure: Figure, axes: Axes, names: Iterable[Name], bar: Artist) -> None:
    """Write names where they are free, in order; one that has no room is left out."""
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
    return ((0.0, 0.0, "center", "center"),) if away == 0 else near
