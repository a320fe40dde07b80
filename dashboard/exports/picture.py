"""The map of a view as a picture for print: PNG or SVG, with legend, caption, scale bar and credits. Drawn here, without a browser.

The same view gives the same bytes. Degrees are drawn with the middle latitude's true proportions; the scale bar holds there.
"""

from __future__ import annotations

import io
import json
import math
import textwrap
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from shapely import box
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from dashboard.bounds import Bounds
from dashboard.scene import ATTRIBUTION, Scene
from geodata.borders import border_lines
from geodata.geodesy import distance_m
from loaders.text import fold_space

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]
SIZE = (11.7, 8.3)
"""Inches: a landscape page of A4."""
DPI = 160
_BASE = Path(__file__).resolve().parent.parent.parent / "static" / "base.geojson"
_NEAR_DEG = 1.1
"""In a map no wider than this, border lines stand apart; in a wider one their dashes would close to one solid line."""
_INK, _QUIET, _WATER, _LAND, _RIVER, _GRID = "#22262b", "#5c646d", "#cfe0ea", "#f6f4ef", "#a9c4d4", "#a8a294"
_BORDER, _ADVANCE, _PLACE, _AREA, _ROAD, _LAKE = "#63666a", "#b3261e", "#1f2933", "#6f7780", "#7b6a4d", "#2c6e91"
_SIDES = {"left": "#6A3D9A", "right": "#8C510A"}
_SIDE_DASH = {"left": (0, (6, 2.7)), "right": (0, (5.3, 2.7, 0.7, 2.7))}
_DASHES: tuple[tuple[float, tuple[float, ...]], ...] = (
    (0, (1.3, 2)),
    (0, (13, 4)),
    (0, (5.3, 3.3)),
    (0, (6.7, 2, 1.3, 2, 1.3, 2)),
    (0, (3.3, 2, 0.7, 2)),
    (0, (17, 2.7, 2.7, 2.7)),
)
_SIGNS = {"mountain": "^", "airport": "P", "pass": "v", "poi": "s"}
_NICE = (1, 2, 5)
_FOOT = 0.15
"""Where the caption begins: the legend ends above it, shares of the page's height."""
_ONE_AT_A_TIME = threading.Lock()
"""matplotlib's settings are the process's, not a thread's."""


@dataclass(frozen=True, slots=True)
class _Name:
    """Words that want a place beside a point (degrees), and how they look; the first of a list is placed first."""

    words: str
    lon: float
    lat: float
    size: float
    color: str
    weight: str = "normal"
    style: str = "normal"
    away: float = 6


def picture(drawn: Scene, where: Bounds, told: Sequence[str], form: Format, *, title: str = "Claimline") -> bytes:
    """Return the picture of a scene.

    Parameters
    ----------
    drawn
        What the map holds.
    where
        The part of the world to show, degrees.
    told
        Lines that stand below the caption: the filter in words, the data's version, the address.
    form
        ``png`` or ``svg``.
    title
        The picture's heading.
    """
    # matplotlib costs a third of a second and 40 MB: only where a picture is asked for
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style: Any = {
        "svg.hashsalt": "claimline",
        "svg.fonttype": "none",
        "text.parse_math": False,
        "hatch.linewidth": 1.2,
        "font.family": "DejaVu Sans",
    }
    title = _clean(title)
    with _ONE_AT_A_TIME, mpl.rc_context(style):
        figure = Figure(figsize=SIZE, dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        view = _view(where)
        axes = figure.add_axes((0.02, 0.155, 0.66, 0.785))
        _frame(axes, view)
        _base(axes, view)
        keys = _marks(axes, drawn, view)
        listed = _legend(figure, drawn, list(keys), view)
        _numbers(axes, list(keys.values())[:listed])
        bar = _scale_bar(axes, view)
        _names(figure, axes, [*_own_names(drawn), *_base_names(view)], bar)
        _words(figure, drawn, told, title)
        out = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None, "Title": title, "Description": drawn.caption} if form == "svg" else {"Software": None, "Title": title, "Description": drawn.caption}  # fmt: skip
        figure.savefig(out, format=form, metadata=metadata)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class _View:
    """The part of the world shown, degrees, in the proportions of the frame."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> float:
        return (self.south + self.north) / 2

    @property
    def near(self) -> bool:
        return self.east - self.west <= _NEAR_DEG

    @property
    def box(self) -> BaseGeometry:
        return box(self.west, self.south, self.east, self.north)


def _view(where: Bounds) -> _View:
    """Return bounds widened to the frame's proportions, and a little more."""
    (south, west), (north, east) = where
    ratio = (SIZE[0] * 0.66) / (SIZE[1] * 0.785)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 0.02) * 1.08, max(north - south, 0.02) * 1.08
    wide, high = max(wide, high * ratio), max(high, wide / ratio)
    across, up = (west + east) / 2, (south + north) / 2
    return _View(across - wide / squeeze / 2, max(up - high / 2, -85.0), across + wide / squeeze / 2, min(up + high / 2, 85.0))


def _frame(axes: Axes, view: _View) -> None:
    axes.set_xlim(view.west, view.east)
    axes.set_ylim(view.south, view.north)
    axes.set_aspect(1 / math.cos(math.radians(view.middle)), adjustable="box")
    axes.set_facecolor(_WATER)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(_GRID)


@cache
def _base_features() -> tuple[tuple[dict[str, Any], Any], ...]:
    features = json.loads(_BASE.read_text(encoding="utf-8"))["features"]
    return tuple((f["properties"], _geometry(f)) for f in features)


def _geometry(feature: dict[str, Any]) -> Any:
    return shape(feature["geometry"])


def _base(axes: Axes, view: _View) -> None:
    order = ("land", "lake", "river", "country_line")
    looks: dict[str, dict[str, Any]] = {
        "land": {"facecolor": _LAND, "linewidth": 0},
        "lake": {"facecolor": _WATER, "linewidth": 0},
        "river": {"edgecolor": _RIVER, "linewidth": 0.7, "fill": False},
        "country_line": {"edgecolor": _GRID, "linewidth": 0.7, "linestyle": (0, (3, 3)), "fill": False},
    }
    frame = view.box.buffer(0.2)
    for layer in order:
        for told, geometry in _base_features():
            if told["layer"] == layer and geometry.intersects(frame):
                _draw(axes, geometry.intersection(frame), zorder=1 + order.index(layer) / 10, **looks[layer])


def _draw(axes: Axes, geometry: BaseGeometry, **look: Any) -> None:
    """Draw lines and areas of any geometry; points are the business of who draws them."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    rings: list[Any] = []
    codes: list[Any] = []
    for part in _parts(geometry):
        closed = part.geom_type == "Polygon"
        for ring in [part.exterior, *part.interiors] if closed else [part]:
            points = [(x, y) for x, y, *_ in ring.coords]
            rings += points
            codes += [Outline.MOVETO, *[Outline.LINETO] * (len(points) - (2 if closed else 1)), *([Outline.CLOSEPOLY] if closed else [])]
    if rings:
        axes.add_patch(PathPatch(Outline(rings, codes), **look))


def _parts(geometry: BaseGeometry) -> Iterator[Any]:
    for part in getattr(geometry, "geoms", [geometry]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif part.geom_type in {"LineString", "LinearRing", "Polygon"} and not part.is_empty:
            yield part


def _marks(axes: Axes, drawn: Scene, view: _View) -> dict[str, BaseGeometry]:
    """Draw the border lines and the marks; return the reported distances by their words, each with its longest part in view."""
    dashes = _line_dashes()
    for line in drawn.lines:
        if view.near or line is drawn.picked:
            _draw(axes, line.geometry, fill=False, edgecolor=_BORDER, linewidth=1.3, linestyle=dashes[line.id], zorder=3)
    numbered: dict[str, BaseGeometry] = {}
    for feature in drawn.features:
        told, geometry = feature["properties"], _geometry(feature)
        look = _look(told, view)
        if look is None:
            continue
        if told["kind"] in {"advance", "sight"} and told.get("label"):
            seen = geometry.intersection(view.box)
            parts = sorted(_parts(seen), key=lambda part: -part.length)
            if parts and parts[0].length > numbered.get(told["label"], Point()).length:
                numbered[told["label"]] = parts[0]
            else:
                numbered.setdefault(told["label"], Point())
        if geometry.geom_type == "Point":
            marker = _SIGNS.get(str(told.get("symbol")), "o")
            face = "white" if not told.get("fallen") else "none"
            axes.plot([geometry.x], [geometry.y], marker=marker, markersize=6.5, markerfacecolor=face, zorder=8, **look)
        else:
            _draw(axes, geometry, **look)
    return numbered


@cache
def _line_dashes() -> dict[str, Any]:
    """Return each border line's dashes, by its place in the file the browser draws from, so that the two maps look alike."""
    path = _BASE.with_name("borders.geojson")
    ids = [f["properties"]["line"] for f in json.loads(path.read_text(encoding="utf-8"))["features"]]
    found = {line: _DASHES[number % len(_DASHES)] for number, line in enumerate(ids)}
    return {line: found.get(line, _DASHES[0]) for line in border_lines()}


def _look(told: dict[str, Any], view: _View) -> dict[str, Any] | None:
    """Return how a mark looks; None for one that is not drawn at this width."""
    hollow = bool(told.get("fallen"))
    match f"{told['kind']}:{told.get('part')}":
        case "place:point" | "lake:point":
            return {"color": _PLACE, "markeredgecolor": _PLACE, "markeredgewidth": 1.6, "linestyle": "none"}
        case "place:precision" | "lake:precision":
            return {"fill": False, "edgecolor": _QUIET, "linewidth": 0.8, "linestyle": (0, (1, 3)), "zorder": 4}
        case "lake:certain":
            return {"facecolor": "none" if hollow else _LAKE, "edgecolor": _LAKE, "alpha": 0.6, "linewidth": 1, "zorder": 4}
        case "lake:envelope":
            return {"fill": False, "edgecolor": _LAKE, "linewidth": 1.2, "linestyle": (0, (3, 3)), "zorder": 4}
        case "area:outline":
            return None if view.near else {"fill": False, "edgecolor": _AREA, "linewidth": 1.1, "linestyle": (0, (6, 2, 1, 2)), "zorder": 4}
        case "road:line":
            return {"fill": False, "edgecolor": _ROAD, "linewidth": 1.2, "alpha": 0.8, "zorder": 4}
        case "claim:ring" | "claim:outline":
            side = told["side"]
            return {"fill": False, "edgecolor": _SIDES[side], "linewidth": 1.5, "linestyle": _SIDE_DASH[side], "zorder": 6}
        case "advance:band":
            return {"facecolor": "none", "edgecolor": (*_rgb(_ADVANCE), told["opacity"]), "linewidth": 0, "hatch": "////", "zorder": 5}
        case "advance:isoline":
            return {"fill": False, "edgecolor": (*_rgb(_ADVANCE), told["opacity"]), "linewidth": 2, "linestyle": (0, (0.5, 2.5)), "capstyle": "round", "zorder": 6}  # fmt: skip
        case "sight:bar":
            return {"fill": False, "edgecolor": _QUIET, "linewidth": 2.5, "zorder": 7} if view.near else None
        case _:
            return None


def _rgb(color: str) -> tuple[float, float, float]:
    return (int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255)


def _numbers(axes: Axes, parts: Sequence[BaseGeometry]) -> None:
    """Number the reported distances in view."""
    frame = {"boxstyle": "circle,pad=0.18", "facecolor": "white", "edgecolor": _ADVANCE, "linewidth": 1.1}
    for number, part in enumerate(parts, start=1):
        if part.is_empty:
            continue
        at = part.representative_point() if part.geom_type == "Polygon" else part.interpolate(0.5, normalized=True)
        axes.annotate(
            str(number), (at.x, at.y), ha="center", va="center", fontsize=7, fontweight="bold", color=_ADVANCE, bbox=frame, zorder=10,
            annotation_clip=True,
        )  # fmt: skip


def _own_names(drawn: Scene) -> Iterator[_Name]:
    """Yield the names of the marks: points first, then sides, areas and roads."""
    for feature in drawn.features:
        told = feature["properties"]
        if told["kind"] in {"place", "lake"} and told.get("part") in {"point", "certain"} and told.get("label"):
            at = _geometry(feature).centroid
            yield _Name(
                told["label"],
                at.x,
                at.y,
                8.5,
                _LAKE if told["kind"] == "lake" else _INK,
                "bold",
                "italic" if told.get("fallen") else "normal",
            )
    for feature in drawn.features:
        told, line = feature["properties"], _geometry(feature)
        if told.get("part") == "side":
            yield _Name(told["label"], line.x, line.y, 9, _QUIET, "bold", away=0)
        elif told["kind"] == "claim" and told["part"] == "ring":
            # beside its ring, below or above the place
            hand = 1 if told["side"] == "left" else -1
            edge = line.bounds[3] if hand > 0 else line.bounds[1]
            yield _Name(told["label"], line.centroid.x, edge, 7, _SIDES[told["side"]], "bold", away=4)
        elif told["kind"] == "claim":
            point = line.interpolate(0.2 if told["side"] == "left" else 0.7, normalized=True) if line.length else line.centroid
            yield _Name(told["label"], point.x, point.y, 7, _SIDES[told["side"]], "bold", away=3)
        elif told["kind"] == "area" and told.get("label"):
            yield _Name(told["label"], line.centroid.x, line.centroid.y, 8, _QUIET, "bold", away=0)
        elif told["kind"] == "road":
            point = line.interpolate(0.5, normalized=True)
            yield _Name(told["label"], point.x, point.y, 7, _ROAD, style="italic", away=3)


def _base_names(view: _View) -> Iterator[_Name]:
    """Yield the names that only orient: countries, then towns from the largest."""
    inside = [(told, at) for told, at in _base_features() if told["layer"] in {"country_label", "town"} and view.box.contains(at)]
    for told, at in sorted(inside, key=lambda item: (item[0]["layer"] != "country_label", item[0].get("rank", 9))):
        town = told["layer"] == "town"
        yield _Name(told["name"] if town else told["name"].upper(), at.x, at.y, 7 if town else 8, _QUIET, away=3 if town else 0)


def _names(figure: Figure, axes: Axes, names: Iterable[_Name], bar: Artist) -> None:
    """Write names where they are free, in order; one that has no room is left out."""
    from matplotlib.patheffects import withStroke

    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    frame = axes.get_window_extent(renderer)
    taken = [artist.get_window_extent(renderer).padded(4) for artist in (*axes.texts, bar)]
    done: set[tuple[str, float, float]] = set()
    for name in names:
        point = axes.transData.transform((name.lon, name.lat))
        if not frame.contains(*point) or (name.words, round(name.lon, 3), round(name.lat, 3)) in done:
            continue
        done.add((name.words, round(name.lon, 3), round(name.lat, 3)))
        for across, up, ha, va in _spots(name.away):
            text = axes.annotate(
                _clean(name.words), (name.lon, name.lat), (across, up), textcoords="offset points", ha=ha, va=va, fontsize=name.size, color=name.color,
                fontweight=name.weight, fontstyle=name.style, zorder=9, path_effects=[withStroke(linewidth=2.2, foreground="white")],
            )  # fmt: skip
            room = text.get_window_extent(renderer).padded(1.5)
            inside = frame.x0 < room.x0 and room.x1 < frame.x1 and frame.y0 < room.y0 and room.y1 < frame.y1
            if inside and not any(room.overlaps(other) for other in taken):
                taken.append(room)
                if name.away == 3 and name.color == _QUIET:
                    axes.plot([name.lon], [name.lat], marker=".", markersize=2.5, color=_QUIET, zorder=7)
                break
            text.remove()


def _spots(away: float) -> tuple[tuple[float, float, str, str], ...]:
    near = (
        (away, 0.0, "left", "center"), (-away, 0.0, "right", "center"), (0.0, away, "center", "bottom"), (0.0, -away, "center", "top"),
        (away, away, "left", "bottom"), (away, -away, "left", "top"), (-away, away, "right", "bottom"), (-away, -away, "right", "top"),
    )  # fmt: skip
    return ((0.0, 0.0, "center", "center"),) if away == 0 else near


def _scale_bar(axes: Axes, view: _View) -> Artist:
    """Draw a bar of a round length, measured geodesically along the middle latitude; return it."""
    across = distance_m(view.west, view.middle, view.east, view.middle)
    power = 10.0 ** math.floor(math.log10(across / 4))
    length = max(step * power for step in _NICE if step * power <= across / 4)
    part = length / across * (view.east - view.west)
    right, bottom = view.west + 0.03 * (view.east - view.west) + part, view.south + 0.035 * (view.north - view.south)
    tick = 0.008 * (view.north - view.south)
    (bar,) = axes.plot(
        [right - part, right - part, right, right], [bottom + tick, bottom, bottom, bottom + tick], color=_INK, linewidth=1.4, zorder=9,
        solid_capstyle="butt", solid_joinstyle="miter",
    )  # fmt: skip
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    axes.annotate(
        words, (right - part / 2, bottom), (0, 4), textcoords="offset points", ha="center", va="bottom", fontsize=8, color=_INK, zorder=9
    )
    return bar


def _words(figure: Figure, drawn: Scene, told: Sequence[str], title: str) -> None:
    figure.text(0.02, 0.955, title, fontsize=13, fontweight="bold", color=_INK, va="bottom")
    lines = [(drawn.caption, 9.0, _INK, "bold")]
    lines += [(words, 7.0, _QUIET, "normal") for words in [*told, " · ".join(ATTRIBUTION)]]
    top = 0.14
    for words, size, color, weight in lines:
        folded = _fold(words, int(1180 / size), most=3)
        figure.text(0.02, top, "\n".join(folded), fontsize=size, color=color, fontweight=weight, va="top", linespacing=1.25)
        top -= _high(folded, size, gap=3.5)


def _clean(words: str) -> str:
    """Return words without control characters, which XML cannot hold, and direction marks, which turn round what stands behind them."""
    return fold_space("".join(char for char in words if char.isprintable() or char.isspace()))


def _fold(words: str, width: int, most: int | None = None) -> list[str]:
    """Return words in lines of so many characters; the last of the most lines says that more was left out."""
    return textwrap.wrap(_clean(words), width=width, max_lines=most, placeholder=" …") or [""]


def _legend(figure: Figure, drawn: Scene, keys: Sequence[str], view: _View) -> int:
    """Write what each reported distance is, as many as there is room for, then what each symbol means; return how many are told."""
    left, top, width = 0.695, 0.94, 46
    unseen = {"area"} if view.near else {"bar"}
    symbols = [row for row in drawn.legend if row["look"] not in unseen and (view.near or row.get("line") in {None, drawn.picked.id})]
    folded = [(row, _fold(row["text"], width - 4)) for row in symbols]
    room = top - _FOOT - 0.058 - sum(_high(lines, 7, 1.25, 3.5) for _, lines in folded)
    told = [_fold(words, width) for words in keys]
    listed = next((n for n in range(len(told), 0, -1) if sum(_high(lines, 7.5) for lines in told[:n]) + 0.02 * (n < len(told)) <= room), 0)
    if keys:
        figure.text(left, top, "Reported distances", fontsize=9, fontweight="bold", color=_INK, va="top")
        top -= 0.024
        for number, lines in enumerate(told[:listed], start=1):
            figure.text(left, top, str(number), fontsize=7.5, fontweight="bold", color=_ADVANCE, va="top")
            figure.text(left + 0.017, top, "\n".join(lines), fontsize=7.5, color=_INK, va="top", linespacing=1.25)
            top -= _high(lines, 7.5)
        if listed < len(told):
            figure.text(left + 0.017, top, f"and {len(told) - listed:,} more, not numbered here", fontsize=7.5, color=_INK, va="top")
            top -= 0.02
        top -= 0.008
    figure.text(left, top, "Legend", fontsize=9, fontweight="bold", color=_INK, va="top")
    top -= 0.026
    for row, lines in folded:
        _swatch(figure, row, left, top - 0.007)
        figure.text(left + 0.042, top, "\n".join(lines), fontsize=7, color=_INK, va="top", linespacing=1.2)
        top -= _high(lines, 7, 1.25, 3.5)
    return listed


def _high(lines: Sequence[str], size: float, spacing: float = 1.3, gap: float = 4) -> float:
    """Return how high some lines of text stand with the gap below them, a share of the page's height."""
    return (len(lines) * size * spacing + gap) / 72 / SIZE[1]


def _swatch(figure: Figure, row: dict[str, str], left: float, middle: float) -> None:
    """Draw a symbol of the legend, at a place of the page (shares of its width and height)."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    def line(**look: Any) -> None:
        figure.add_artist(Line2D([left, left + 0.034], [middle, middle], transform=figure.transFigure, **look))

    def sign(marker: str, **look: Any) -> None:
        figure.add_artist(Line2D([left + 0.017], [middle], marker=marker, linestyle="none", transform=figure.transFigure, **look))

    match row["look"]:
        case "boundary":
            line(color=_BORDER, linewidth=1.3, linestyle=_line_dashes()[row["line"]])
        case "left" | "right" as side:
            line(color=_SIDES[side], linewidth=1.5, linestyle=_SIDE_DASH[side])
        case "zone":
            look: dict[str, Any] = {"facecolor": "none", "edgecolor": (*_rgb(_ADVANCE), 0.7), "hatch": "////", "linewidth": 0}
            figure.add_artist(Rectangle((left, middle - 0.007), 0.034, 0.014, transform=figure.transFigure, **look))
        case "isoline":
            line(color=_ADVANCE, linewidth=2, linestyle=(0, (0.5, 2.5)), dash_capstyle="round")
        case "bar":
            line(color=_QUIET, linewidth=2.5)
        case "area":
            line(color=_AREA, linewidth=1.1, linestyle=(0, (6, 2, 1, 2)))
        case "road":
            line(color=_ROAD, linewidth=1.2)
        case "lake":
            sign("o", markersize=9, markerfacecolor="none", markeredgecolor=_LAKE, markeredgewidth=0.8)
            sign("o", markersize=5, markerfacecolor=_LAKE, markeredgewidth=0, alpha=0.7)
        case "place":
            sign("o", markersize=5, markerfacecolor="white", markeredgecolor=_PLACE, markeredgewidth=1.4)
        case "sign":
            sign("^", markersize=6, markerfacecolor="white", markeredgecolor=_PLACE, markeredgewidth=1.4)
        case "fallen":
            sign("o", markersize=6, markerfacecolor="none", markeredgecolor=_PLACE, markeredgewidth=1)
            line(color=_PLACE, linewidth=0.8)
        case _:
            sign(".", markersize=4, color=_QUIET)
