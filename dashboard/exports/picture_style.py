"""How the picture looks: its size, and the map's symbols as matplotlib has them."""

from __future__ import annotations

from typing import Any

from dashboard.html.symbology import Symbol, symbology
from dashboard.query.border import Border

SIZE = (11.7, 8.3)
"""Inches: a landscape page of A4."""
MUTED = 0.35
"""Opacity of what the voice that is chosen does not say."""
_POINTS = 0.8
"""Of a pixel of the map: lines this wide are as heavy on the page as on a screen."""


def colour(name: str) -> str:
    """Return a colour of the symbology by its name, as on a light page."""
    return symbology().colours["light"][name]


def linewidth(pixels: float) -> float:
    """Return the width of a line of the map on the page, in points."""
    return round(pixels * _POINTS, 2)


def dashes(symbol: Symbol, dash: str = "") -> Any:
    """Return the dashes of a line, which matplotlib counts in widths of the line.

    Parameters
    ----------
    symbol
        The line's symbol.
    dash
        Other dashes than the symbol's own.
    """
    lengths = [float(length) for length in (dash or symbol.dash).split()]
    return (0, tuple(length / symbol.weight for length in lengths)) if lengths else "solid"


def line_dashes(border: Border) -> dict[str, str]:
    """Return each border line's dashes.

    By its place in the file the browser draws from, so that the two maps look alike.
    """
    given = symbology().symbols["boundary"].dashes
    return {name: given[n % len(given)] for n, name in enumerate(sorted(border.by_id))}


def line_look(symbol: Symbol, dash: str = "") -> dict[str, Any]:
    """Return the look of a line without a face; parameters as of ``dashes``."""
    look = {
        "color": rgba(symbol.colour, symbol.opacity),
        "linewidth": linewidth(symbol.weight),
        "linestyle": dashes(symbol, dash),
    }
    return {**look, "dash_capstyle": "round"} if symbol.cap == "round" else look


def patch_look(symbol: Symbol, *, hollow: bool, dash: str = "") -> dict[str, Any]:
    """Return the look of lines and areas of a map.

    Parameters
    ----------
    symbol
        The mark's symbol, or one of the base layer.
    hollow
        What its own article calls debunked or retracted has no face, and is dashed.
    dash
        Other dashes than the symbol's own.
    """
    struck = symbology().symbols["struck"]
    opacity = min(symbol.opacity, struck.opacity) if hollow else symbol.opacity
    face = symbol.fill and not hollow
    look: dict[str, Any] = {
        "facecolor": rgba(symbol.fill, symbol.fill_opacity) if face else "none",
        "linewidth": linewidth(symbol.weight),
    }
    if symbol.weight:
        look["edgecolor"] = rgba(symbol.colour, opacity)
        spare = struck.dash if hollow and not symbol.dash else ""
        look["linestyle"] = dashes(symbol, dash or spare)
    return {**look, "capstyle": "round"} if symbol.cap == "round" else look


def hatch_look(symbol: Symbol, opacity: float, *, hollow: bool = False) -> dict[str, Any]:
    """Return the look of a zone, which is hatched and has no outline; dotted where debunked."""
    edge = rgba(symbol.colour, opacity)
    hatch = ".." if hollow else "////"
    return {"facecolor": "none", "edgecolor": edge, "hatch": hatch, "linewidth": 0}


def point_look(symbol: Symbol, *, hollow: bool = False) -> dict[str, Any]:
    """Return the look of a point's marker, its size aside."""
    return {
        "linestyle": "none",
        "color": rgba(symbol.colour, symbol.opacity),
        "markeredgecolor": rgba(symbol.colour, symbol.opacity),
        "markeredgewidth": linewidth(symbol.weight),
        "markerfacecolor": "none" if hollow or not symbol.fill else colour(symbol.fill),
    }


def rgba(name: str, opacity: float) -> tuple[float, float, float, float]:
    """Return a colour of the symbology as shares of red, green and blue, and its opacity."""
    code = colour(name)
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (red, green, blue, opacity)
