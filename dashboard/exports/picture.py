"""The map of a view as a picture for print: PNG or SVG, drawn without a browser.

It has legend, caption, scale bar and credits, and the same view gives the same bytes. Degrees are
drawn in the true proportions of the middle latitude, and the scale bar holds there.
"""

from __future__ import annotations

import io
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from shapely import box
from shapely.geometry.base import BaseGeometry

from dashboard.exports.picture_margin import (
    clean,
    page_box,
    quotes_of,
    write_legend,
    write_words,
)
from dashboard.exports.picture_names import (
    base_features,
    base_names,
    geometry_of,
    own_names,
    write_names,
)
from dashboard.exports.picture_style import (
    MUTED,
    SIZE,
    colour,
    hatch_look,
    line_dashes,
    patch_look,
    point_look,
)
from dashboard.html.symbology import symbology
from dashboard.map.extent import Bounds
from dashboard.map.scene import Scene
from geodata.geodesy import disc, distance_m
from geodata.ground.third_lines import base_id

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

Format = Literal["png", "svg"]
DPI = 160
"""Dots per inch: enough to read the smallest names on paper."""
_APART_DEG = 1.6
"""In a map no wider than this, in degrees, the border lines are apart. In a wider one their dashes
would close to one solid line, and only the one that is measured from is drawn."""
_FAR_DEG = 4.0
"""In a map wider than this, in degrees, the band alone shows where the border is."""
_AXES = (0.02, 0.155, 0.66, 0.785)
"""The frame of the map in the picture: left, bottom, width and height, as shares of it."""
_NEAR = {
    "land": (("near-sea", "lake"), ("near-land", "land")),
    "lake": (("near-lake", "lake"),),
}
"""What is drawn over a layer of the base near the story: part of the mark, and its look."""
_ORDER = {"tint-left": 1.05, "tint-right": 1.05, "band": 2, "zone": 3, "road": 3.5}
"""What lies below the other marks (4) and the border lines (5); the land lies at 1, and what else
orients between the tints and the band."""
_FADE = ((0.55, 0.4), (0.75, 0.3), (0.9, 0.2), (1.01, 0.1))
"""How a zone fades with the distance from its place: share of its reach, and what of its opacity
each of these discs adds. The last share is above 1, so that rounding cuts nothing off."""
_ROUND = (1, 2, 5)
"""Lengths of a scale bar, times a power of ten."""
_drawing = threading.Lock()
"""Held while a picture is drawn: the settings of matplotlib belong to the process, not a thread."""


def picture(
    drawn: Scene,
    where: Bounds,
    notes: Sequence[str],
    form: Format,
    *,
    title: str = "Claimline",
    quotes: Mapping[str, tuple[str, str]] | None = None,
    dpi: int = DPI,
) -> bytes:
    """Return the picture of a scene.

    Parameters
    ----------
    drawn
        What the map shows.
    where
        The part of the world to show, degrees.
    notes
        Lines below the caption: the filters in words, the data's version, the address.
    form
        ``png`` or ``svg``.
    title
        The picture's heading.
    quotes
        The words of the claims, and their speaker and outlet, by the claim's id: those of each
        numbered mark stand below the map.
    dpi
        Dots per inch.
    """
    # importing matplotlib takes a third of a second and 40 MB: only when a picture is asked for
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style: Any = {
        "svg.hashsalt": "claimline",
        "svg.fonttype": "none",
        "text.parse_math": False,
        "hatch.linewidth": _hatch_width(),
        "font.family": "DejaVu Sans",
    }
    title = clean(title)
    with _drawing, mpl.rc_context(style):
        figure = Figure(figsize=SIZE, dpi=dpi, facecolor="white")
        FigureCanvasAgg(figure)
        view = _view(where)
        axes = figure.add_axes(_AXES)
        _frame(axes, view)
        _base(axes, view, drawn)
        keys = _marks(axes, drawn, view)
        rows = drawn.legend_within(view.box)
        picked = drawn.picked.id if drawn.picked else ""
        dashes = line_dashes(drawn.border)
        listed = write_legend(
            figure, rows, list(keys), near=view.apart, picked=picked, dashes=dashes
        )
        _numbers(axes, list(keys.values())[:listed])
        bar = _scale_bar(axes, view)
        names = [*own_names(drawn, view.box), *base_names(view.box)]
        write_names(figure, axes, names, bar, _inked(drawn, view))
        keyed = [(key, quotes_of(drawn, key, quotes or {})) for key in list(keys)[:listed]]
        ends = write_words(figure, drawn, notes, title, keyed, len(keys) - listed)
        out = io.BytesIO()
        # the date, or matplotlib's version, would make every picture differ
        varying = "Date" if form == "svg" else "Software"
        metadata: dict[str, Any] = {varying: None, "Title": title, "Description": drawn.caption}
        figure.savefig(
            out, format=form, dpi=dpi, metadata=metadata, bbox_inches=page_box(*ends), pad_inches=0
        )
        return out.getvalue()


def _inked(drawn: Scene, view: _View) -> list[BaseGeometry]:
    """Return the lines drawn in view, degrees: of the border, of roads."""
    lines = [line.geometry for line in drawn.lines if view.apart or line is drawn.picked]
    lines += [claim.geometry for claim in drawn.claims]
    roads = [geometry_of(f) for f in drawn.features if f["properties"]["kind"] == "road"]
    return [line.intersection(view.box) for line in (*lines, *roads)]


def _hatch_width() -> float:
    """Return how wide the lines of a hatch are: half the map's, for they lie closer here."""
    hatch = symbology().symbols["zone"].hatch
    return hatch.weight / 2 if hatch else 1


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
    def apart(self) -> bool:
        return self.east - self.west <= _APART_DEG

    @property
    def far(self) -> bool:
        return self.east - self.west > _FAR_DEG

    @property
    def box(self) -> BaseGeometry:
        return box(self.west, self.south, self.east, self.north)


def _view(where: Bounds) -> _View:
    """Return bounds widened to the frame's proportions, and a little more."""
    (south, west), (north, east) = where
    ratio = (SIZE[0] * _AXES[2]) / (SIZE[1] * _AXES[3])
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 0.02) * 1.08, max(north - south, 0.02) * 1.08
    wide, high = max(wide, high * ratio), max(high, wide / ratio)
    across, up = (west + east) / 2, (south + north) / 2
    return _View(
        across - wide / squeeze / 2,
        max(up - high / 2, -85.0),
        across + wide / squeeze / 2,
        min(up + high / 2, 85.0),
    )


def _frame(axes: Axes, view: _View) -> None:
    axes.set_xlim(view.west, view.east)
    axes.set_ylim(view.south, view.north)
    axes.set_aspect(1 / math.cos(math.radians(view.middle)), adjustable="box")
    axes.set_facecolor(colour("water"))
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(colour("grid"))


def _base(axes: Axes, view: _View, drawn: Scene) -> None:
    thirds = [f for f in drawn.features if f["properties"].get("part") == "third"]
    # the maps' own lines are drawn, and those of third countries as finely
    better = {base_id(drawn.border.pair), *(f["properties"]["id"] for f in thirds)}
    frame = view.box.buffer(0.2)
    for place, (layer, symbol) in enumerate(symbology().base.items()):
        look = patch_look(symbol, hollow=False)
        for properties, geometry in base_features():
            if properties["id"] in better:
                continue
            if properties["layer"] == layer and geometry.intersects(frame):
                _draw(axes, geometry.intersection(frame), zorder=1 + place / 5, **look)
        _shores(axes, frame, drawn, layer, 1 + place / 5)
        for feature in thirds if layer == "country_line" else ():
            shown = geometry_of(feature).intersection(frame)
            _draw(axes, shown, zorder=1 + place / 5, **look)


def _shores(axes: Axes, frame: BaseGeometry, drawn: Scene, layer: str, order: float) -> None:
    """Draw the ground near the story anew, finely, over a layer of the base."""
    base = symbology().base
    for part, look in _NEAR.get(layer, ()):
        for feature in drawn.features:
            if feature["properties"].get("part") == part:
                shown = geometry_of(feature).intersection(frame)
                _draw(axes, shown, zorder=order, **patch_look(base[look], hollow=False))


def _draw(axes: Axes, geometry: BaseGeometry, **look: Any) -> None:
    """Draw the lines and areas of a geometry; its points are left out."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    rings: list[Any] = []
    codes: list[Any] = []
    for part in _parts(geometry):
        closed = part.geom_type == "Polygon"
        for ring in [part.exterior, *part.interiors] if closed else [part]:
            points = [(x, y) for x, y, *_ in ring.coords]
            rings += points
            codes += [
                Outline.MOVETO,
                *[Outline.LINETO] * (len(points) - (2 if closed else 1)),
                *([Outline.CLOSEPOLY] if closed else []),
            ]
    if rings:
        axes.add_patch(PathPatch(Outline(rings, codes), **look))


def _parts(geometry: BaseGeometry) -> Iterator[Any]:
    for part in getattr(geometry, "geoms", [geometry]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif part.geom_type in {"LineString", "LinearRing", "Polygon"} and not part.is_empty:
            yield part


def _marks(axes: Axes, drawn: Scene, view: _View) -> dict[str, tuple[float, float]]:
    """Draw the ground, the border lines and the marks.

    Returns
    -------
    dict of str to tuple of float
        The advances in view in words, each with the point where its label stands, degrees.
    """
    has_band = any(f["properties"]["id"] == "band" for f in drawn.features)
    border, claimed = symbology().symbols["boundary"], symbology().symbols["claimed"]
    for claim in drawn.claims:
        _draw(axes, claim.geometry, zorder=4.9, **patch_look(claimed, hollow=False))
    for line in drawn.lines:
        if (view.apart or line is drawn.picked) and not (view.far and has_band):
            dashed = patch_look(border, hollow=False, dash=line_dashes(drawn.border)[line.id])
            _draw(axes, line.geometry, zorder=5, **dashed)
    numbered: dict[str, tuple[float, float]] = {}
    for feature in drawn.features:
        properties, geometry = feature["properties"], geometry_of(feature)
        if properties["kind"] == "advance":
            _zone(axes, properties, geometry)
            if properties.get("label") and geometry.intersects(view.box):
                numbered[properties["name"]] = tuple(properties["anchor"])
            continue
        look = _look(properties)
        if look is None:
            continue
        if geometry.geom_type == "Point":
            sign = symbology().signs.get(str(properties.get("symbol")))
            marker = sign.marker if sign else "o"
            axes.plot([geometry.x], [geometry.y], marker=marker, markersize=6.5, zorder=8, **look)
        else:
            _draw(axes, geometry, **look)
    return numbered


def _numbers(axes: Axes, points: Sequence[tuple[float, float]]) -> None:
    """Number the advances in view, beside their labels."""
    frame = {
        "boxstyle": "circle,pad=0.18",
        "facecolor": "white",
        "edgecolor": colour("advance"),
        "linewidth": 1.1,
    }
    for number, point in enumerate(points, start=1):
        axes.annotate(
            str(number),
            point,
            (0, -1),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=7,
            fontweight="bold",
            color=colour("advance"),
            bbox=frame,
            zorder=10,
            annotation_clip=True,
        )


def _zone(axes: Axes, properties: dict[str, Any], geometry: BaseGeometry) -> None:
    """Draw one of the nested areas of a zone, fading with the distance from its place."""
    symbol = symbology().symbols["zone"]
    lon, lat = properties["at"]
    for share, opacity in _FADE:
        look = hatch_look(symbol, properties["opacity"] * opacity, hollow=properties["struck"])
        reach = disc(lon, lat, properties["metres"] * share)
        _draw(axes, geometry.intersection(reach), zorder=_ORDER["zone"], **look)


def _look(properties: dict[str, Any]) -> dict[str, Any] | None:
    """Return how a mark looks; None for one that is drawn only while it is selected."""
    hollow = bool(properties.get("struck"))
    symbol = symbology().symbol_of(properties)
    if symbol is None:
        return None
    name = next(name for name, s in symbology().symbols.items() if s is symbol)
    if name in {"area", "precision"}:
        return None
    if properties.get("muted") and name in {"place", "road"}:
        symbol = replace(symbol, opacity=symbol.opacity * MUTED)
    if name == "place":
        return point_look(symbol, hollow=hollow)
    return {**patch_look(symbol, hollow=hollow), "zorder": _ORDER.get(name, 4)}


def _scale_bar(axes: Axes, view: _View) -> Artist:
    """Draw and return a scale bar of a round length, measured along the middle latitude."""
    across = distance_m(view.west, view.middle, view.east, view.middle)
    power = 10.0 ** math.floor(math.log10(across / 4))
    length = max(step * power for step in _ROUND if step * power <= across / 4)
    part = length / across * (view.east - view.west)
    right = view.west + 0.03 * (view.east - view.west) + part
    bottom = view.south + 0.035 * (view.north - view.south)
    tick = 0.008 * (view.north - view.south)
    (bar,) = axes.plot(
        [right - part, right - part, right, right],
        [bottom + tick, bottom, bottom, bottom + tick],
        color=colour("ink"),
        linewidth=1.4,
        zorder=9,
        solid_capstyle="butt",
        solid_joinstyle="miter",
    )
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    axes.annotate(
        words,
        (right - part / 2, bottom),
        (0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=8,
        color=colour("ink"),
        zorder=9,
    )
    return bar
