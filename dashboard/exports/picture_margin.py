"""The words round the picture: title, caption and credits, the advances, the legend."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exports.picture_style import (
    SIZE,
    colour,
    hatch_look,
    line_dashes,
    line_look,
    linewidth,
    point_look,
)
from dashboard.html.symbology import symbology
from dashboard.map.scene import ATTRIBUTION, Scene
from loaders.text.segment import fold_space

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOOT = 0.15
"""Where the caption begins: the legend ends above it, shares of the page's height."""
_LEFT, _WIDTH = 0.695, 46
"""Where the legend begins, a share of the page's width, and the characters of its lines."""


def write_words(figure: Figure, drawn: Scene, told: Sequence[str], title: str) -> None:
    """Write the title above the map; below it the caption, what is told of the view, credits."""
    figure.text(
        0.02, 0.955, title, fontsize=13, fontweight="bold", color=colour("ink"), va="bottom"
    )
    lines = [(drawn.caption, 9.0, colour("ink"), "bold")]
    lines += [(words, 7.0, colour("quiet"), "normal") for words in [*told, " · ".join(ATTRIBUTION)]]
    top = 0.14
    for words, size, color, weight in lines:
        folded = _fold(words, int(1180 / size), most=3)
        figure.text(
            0.02,
            top,
            "\n".join(folded),
            fontsize=size,
            color=color,
            fontweight=weight,
            va="top",
            linespacing=1.25,
        )
        top -= _high(folded, size, gap=3.5)


def clean(words: str) -> str:
    """Return words without control characters and direction marks.

    XML cannot hold the first; the second turn round what stands behind them.
    """
    return fold_space("".join(char for char in words if char.isprintable() or char.isspace()))


def _fold(words: str, width: int, most: int | None = None) -> list[str]:
    """Return words in lines of so many characters.

    The last of the most lines says that more was left out.
    """
    return textwrap.wrap(clean(words), width=width, max_lines=most, placeholder=" …") or [""]


def advance_words(drawn: Scene, frame: BaseGeometry) -> list[str]:
    """Return the advances that are drawn in a frame (degrees), each in a sentence."""
    return [
        f["properties"]["name"]
        for f in drawn.features
        if f["properties"]["kind"] == "advance"
        and f["properties"].get("label")
        and frame.intersects(shape(f["geometry"]))
    ]


def write_legend(figure: Figure, drawn: Scene, advances: Sequence[str], *, far: bool) -> None:
    """Write what each advance is, as many as there is room for, then what each symbol means."""
    top = 0.94
    symbols = [row for row in drawn.legend if not (far and row["look"] == "boundary")]
    folded = [(row, _fold(row["text"], _WIDTH - 4)) for row in symbols]
    room = top - FOOT - 0.058 - sum(_high(lines, 7, 1.25, 3.5) for _, lines in folded)
    if advances:
        top = _write_advances(figure, advances, top, room)
    figure.text(_LEFT, top, "Legend", fontsize=9, fontweight="bold", color=colour("ink"), va="top")
    top -= 0.026
    for row, lines in folded:
        _swatch(figure, row, _LEFT, top - 0.007)
        figure.text(
            _LEFT + 0.042,
            top,
            "\n".join(lines),
            fontsize=7,
            color=colour("ink"),
            va="top",
            linespacing=1.2,
        )
        top -= _high(lines, 7, 1.25, 3.5)


def _write_advances(figure: Figure, advances: Sequence[str], top: float, room: float) -> float:
    """Write the advances below one another; return where the next words may begin."""
    told = [_fold(words, _WIDTH) for words in advances]
    listed = next(
        (
            n
            for n in range(len(told), 0, -1)
            if sum(_high(lines, 7.5) for lines in told[:n]) + 0.02 * (n < len(told)) <= room
        ),
        0,
    )
    look: dict[str, Any] = {"color": colour("ink"), "va": "top"}
    figure.text(_LEFT, top, "Claimed advances drawn", fontsize=9, fontweight="bold", **look)
    top -= 0.024
    for lines in told[:listed]:
        figure.text(_LEFT, top, "\n".join(lines), fontsize=7.5, linespacing=1.25, **look)
        top -= _high(lines, 7.5)
    if listed < len(told):
        more = f"and {len(told) - listed:,} more, not listed here"
        figure.text(_LEFT, top, more, fontsize=7.5, **look)
        top -= 0.02
    return top - 0.008


def _high(lines: Sequence[str], size: float, spacing: float = 1.3, gap: float = 4) -> float:
    """Return how high lines of text stand with the gap below, a share of the page's height."""
    return (len(lines) * size * spacing + gap) / 72 / SIZE[1]


def _swatch(figure: Figure, row: dict[str, str], left: float, middle: float) -> None:
    """Draw a symbol of the legend, at a place of the page (shares of its width and height)."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    def line(**look: Any) -> None:
        figure.add_artist(
            Line2D([left, left + 0.034], [middle, middle], transform=figure.transFigure, **look)
        )

    def sign(marker: str, **look: Any) -> None:
        figure.add_artist(
            Line2D(
                [left + 0.017],
                [middle],
                marker=marker,
                transform=figure.transFigure,
                **look,
            )
        )

    looks = symbology().symbols
    symbol = looks[row["look"]]
    match row["look"]:
        case "boundary":
            line(**line_look(symbol, line_dashes()[row["line"]]))
        case "zone":
            box = ((left, middle - 0.007), 0.034, 0.014)
            look = hatch_look(symbol, 0.7)
            figure.add_artist(Rectangle(*box, transform=figure.transFigure, **look))
        case "band":
            box = ((left, middle - 0.006), 0.034, 0.012)
            face = {"facecolor": colour(symbol.fill), "linewidth": 0}
            figure.add_artist(Rectangle(*box, transform=figure.transFigure, **face))
        case "lake":
            edge = point_look(replace(looks["envelope"], weight=1), hollow=True)
            sign("o", markersize=9, **edge)
            face = point_look(replace(symbol, weight=0))
            sign("o", markersize=5, alpha=symbol.fill_opacity, **face)
        case "place":
            sign("o", markersize=5, **point_look(symbol))
        case "sign":
            marker = symbology().signs[row["sign"]].marker
            sign(marker, markersize=6, **point_look(looks["place"]))
        case "struck":
            thin = replace(symbol, weight=1)
            sign("o", markersize=6, **point_look(thin, hollow=True))
            line(color=colour(symbol.colour), linewidth=linewidth(1))
        case "town":
            sign(".", markersize=4, color=colour(symbol.colour), linestyle="none")
        case _:
            line(**line_look(symbol))
