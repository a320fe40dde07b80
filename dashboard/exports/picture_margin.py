"""The words round the picture: title, legend, caption and credits, the numbered distances."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dashboard.exports.picture_style import (
    SIZE,
    colour,
    hatch_look,
    line_look,
    linewidth,
    point_look,
)
from dashboard.html.symbology import symbology
from dashboard.map.scene import Scene
from loaders.text.segment import fold_space

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Quote = tuple[str, str]
"""The words of a claim, and who said them where and when."""
MOST_KEYS = 60
"""Reported distances that are numbered at most: with more, the numbers would hide the map."""
_KEY_WORDS = 0.04
"""Where the words beside a number begin, a share of the page's width."""


def write_words(
    figure: Figure,
    drawn: Scene,
    told: Sequence[str],
    title: str,
    keyed: Sequence[tuple[str, Sequence[Quote]]] = (),
    more: int = 0,
) -> tuple[float, float]:
    """Write the title above the map; below it the caption, what is told of the view, credits.

    Last come the numbered marks, each with its quotes. Nothing is cut: the page grows instead.

    Parameters
    ----------
    figure
        The picture.
    drawn
        What the map shows.
    told
        Lines below the caption.
    title
        What stands above the map.
    keyed
        The numbered marks in order: each mark's words, and its quotes.
    more
        How many marks are not numbered.

    Returns
    -------
    tuple of float
        Where the words end below and above, shares of the page's height.
    """
    heading = _fold(title, int(1180 / 13))
    _write(figure, 0.955, heading, 13, va="bottom", fontweight="bold")
    lines = [(drawn.caption, 9.0, colour("ink"), "bold")]
    lines += [
        (words, 7.0, colour("quiet"), "normal") for words in [*told, " · ".join(drawn.attribution)]
    ]
    top = 0.14
    for words, size, color, weight in lines:
        folded = _fold(words, int(1180 / size))
        _write(figure, top, folded, size, color=color, fontweight=weight)
        top -= _high(folded, size, gap=3.5)
    return _write_keys(figure, top, keyed, more), 0.955 + _high(heading, 13)


def _write_keys(
    figure: Figure, top: float, keyed: Sequence[tuple[str, Sequence[Quote]]], more: int
) -> float:
    """Write the numbered marks with their quotes; return where they end."""
    if keyed:
        top -= 0.008
        heading = ["Reported distances: the numbers on the map, and the words behind them"]
        _write(figure, top, heading, 9, fontweight="bold")
        top -= _high(heading, 9)
    for number, (label, quotes) in enumerate(keyed, start=1):
        _write(figure, top, [str(number)], 8, color=colour("advance"), fontweight="bold")
        top = _write_key(figure, top, label, fontweight="bold")
        for words, source in quotes:
            top = _write_key(figure, top, words, fontfamily="DejaVu Serif")
            top = _write_key(figure, top, source, color=colour("quiet"))
    if more:
        top = _write_key(figure, top, f"and {more:,} more, not numbered here")
    return top


def _write_key(figure: Figure, top: float, words: str, **look: Any) -> float:
    """Write words beside a number; return where they end."""
    folded = _fold(words, int(1200 / 8))
    _write(figure, top, folded, 8, left=_KEY_WORDS, **look)
    return top - _high(folded, 8)


def page_box(low: float, high: float) -> Any:
    """Return the page in inches: A4, and higher where words need it."""
    from matplotlib.transforms import Bbox

    edge = 0.02
    bottom, top = min(0.0, low - edge), max(1.0, high + edge)
    return Bbox.from_extents(0, bottom * SIZE[1], SIZE[0], top * SIZE[1])


def _write(
    figure: Figure, top: float, lines: Sequence[str], size: float, left: float = 0.02, **look: Any
) -> None:
    """Write lines of text, by default in ink below a height of the page."""
    given = {"va": "top", "color": colour("ink"), "linespacing": 1.25, **look}
    figure.text(left, top, "\n".join(lines), fontsize=size, **given)


def quotes_of(drawn: Scene, key: str, quotes: Mapping[str, Quote]) -> list[Quote]:
    """Return the words behind the marks of a name or label, each once."""
    ids = (
        claim
        for feature in drawn.features
        if key in {feature["properties"].get("name"), feature["properties"].get("label")}
        for claim in feature["properties"].get("claims", ())
    )
    return list(dict.fromkeys(quotes[claim] for claim in ids if claim in quotes))


def clean(words: str) -> str:
    """Return words without control characters and direction marks.

    XML cannot hold the first; the second turn round what stands behind them.
    """
    return fold_space("".join(char for char in words if char.isprintable() or char.isspace()))


def _fold(words: str, width: int) -> list[str]:
    """Return words in lines of so many characters."""
    return textwrap.wrap(clean(words), width=width) or [""]


def write_legend(
    figure: Figure,
    rows: Sequence[dict[str, str]],
    keys: Sequence[str],
    *,
    near: bool,
    picked: str,
    dashes: Mapping[str, str],
) -> int:
    """Write what each symbol means; return how many of the keys are numbered."""
    left, top, width = 0.695, 0.94, 46
    symbols = [row for row in rows if near or row.get("line") in {None, picked}]
    folded = [(row, _fold(row["text"], width - 4)) for row in symbols]
    figure.text(left, top, "Legend", fontsize=9, fontweight="bold", color=colour("ink"), va="top")
    top -= 0.026
    for row, lines in folded:
        _swatch(figure, row, left, top - 0.007, dashes)
        figure.text(
            left + 0.042,
            top,
            "\n".join(lines),
            fontsize=7,
            color=colour("ink"),
            va="top",
            linespacing=1.2,
        )
        top -= _high(lines, 7, 1.25, 3.5)
    return min(len(keys), MOST_KEYS)


def _high(lines: Sequence[str], size: float, spacing: float = 1.3, gap: float = 4) -> float:
    """Return how high lines of text stand with the gap below, a share of the page's height."""
    return (len(lines) * size * spacing + gap) / 72 / SIZE[1]


def _swatch(
    figure: Figure, row: dict[str, str], left: float, middle: float, dashes: Mapping[str, str]
) -> None:
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
            line(**line_look(symbol, dashes[row["line"]]))
        case "zone":
            box = ((left, middle - 0.007), 0.034, 0.014)
            look = hatch_look(symbol, 0.7)
            figure.add_artist(Rectangle(*box, transform=figure.transFigure, **look))
        case "band":
            box = ((left, middle - 0.006), 0.034, 0.012)
            fill = colour(symbol.fill)
            figure.add_artist(
                Rectangle(*box, transform=figure.transFigure, facecolor=fill, linewidth=0)
            )
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
        case _:
            line(**line_look(symbol))
