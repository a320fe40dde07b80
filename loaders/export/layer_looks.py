"""How the rows of a layer look in other programs: the map's own symbology, as rules.

Read from ``static/symbology.json``, so that a file opened elsewhere looks like the map. Lengths are
pixels; colours are those of a light page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from geodata.shipped import STATIC
from loaders.export.export_columns import Row

Shape = Literal["Point", "Line", "Polygon"]
_SHAPES: dict[str, Shape] = {
    "Point": "Point",
    "MultiPoint": "Point",
    "LineString": "Line",
    "MultiLineString": "Line",
    "Polygon": "Polygon",
    "MultiPolygon": "Polygon",
}
_PLACES: dict[Shape, str] = {"Point": "place", "Line": "road", "Polygon": "area"}
"""The symbol of a mention of a place, by the shape it has."""
_PLAIN = "place"
"""The symbol of a claim's points."""
_CLAIM = "claim_"
"""How the id of a line begins that one party claims."""
_UNKNOWN: dict[str, Any] = {"colour": "quiet", "weight": 1, "opacity": 0.7}
"""The look of a mark that the symbology does not name."""


@dataclass(frozen=True, slots=True)
class Look:
    """How some rows of a layer look, and which rows they are.

    Attributes
    ----------
    label
        Its words in a legend.
    where
        The columns a row must have, with their values.
    shape
        The shape a row must have.
    stroke, fill
        Colours as ``#rrggbb``, "" for none.
    width, radius
        Pixels: of the line or outline, and of a point.
    stroke_opacity, fill_opacity
        From 0 to 1.
    dash
        Lengths of dash and gap in turn; none for a solid line.
    hatch
        Pixels from one slanted line to the next, 0 for no hatch.
    """

    label: str
    where: tuple[tuple[str, str], ...]
    shape: Shape
    stroke: str
    fill: str
    width: float
    radius: float
    stroke_opacity: float
    fill_opacity: float
    dash: tuple[float, ...]
    hatch: float


def looks_of(layer: str, rows: Iterable[Row]) -> list[Look]:
    """Return the looks of a layer's rows, in the symbology's order; only of what is there."""
    found: dict[tuple[Any, ...], Look] = {}
    for row in rows:
        geometry = row["geometry"]
        shape = _SHAPES.get(geometry["type"]) if geometry else None
        if shape is None:
            continue
        properties = row["properties"]
        name, where = _symbol(layer, properties, shape)
        key = (where, shape)
        if key not in found:
            number = len({k[0] for k in found})
            found[key] = _look(name, where, shape, number, str(properties.get("name", "")))
    order = {name: number for number, name in enumerate(_read()["symbols"])}

    def rank(key: tuple[Any, ...]) -> int:
        where, shape = key
        return order.get(_name(where, shape, layer), len(order))

    return [found[key] for key in sorted(found, key=rank)]


def row_look(layer: str, row: Row) -> Look | None:
    """Return the look of one row, None for a row without a shape."""
    return next(iter(looks_of(layer, [row])), None)


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((STATIC / "symbology.json").read_text(encoding="utf-8"))
    return read


def _symbol(
    layer: str, properties: Mapping[str, Any], shape: Shape
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the name of a row's symbol, "" for none, and the columns that tell it."""
    if layer == "border_lines":
        own = (("id", str(properties["id"])),)
        return _name(own, shape, layer), own
    if layer != "marks":
        return (_PLACES[shape] if layer == "places" else _PLAIN), ()
    kind, part = str(properties.get("kind", "")), str(properties.get("part") or "")
    told = [("kind", kind)]
    told += [("part", part)] if part else []
    if kind == "claim":
        told.append(("side", str(properties.get("side") or "")))
    where = tuple(told)
    return _name(where, shape, layer), where


def _name(where: tuple[tuple[str, str], ...], shape: Shape, layer: str) -> str:
    """Return the name of the symbol that the symbology has for these columns, "" for none."""
    if layer == "border_lines":
        return "claimed" if dict(where)["id"].startswith(_CLAIM) else "boundary"
    if layer != "marks":
        return _PLACES[shape] if layer == "places" else _PLAIN
    told, symbols = dict(where), _read()["symbols"]
    if told.get("side") in symbols:
        return told["side"]
    mark = f"{told['kind']}:{told.get('part')}"
    return next((name for name, s in symbols.items() if mark in s.get("marks", ())), "")


def _look(
    name: str, where: tuple[tuple[str, str], ...], shape: Shape, number: int, called: str
) -> Look:
    symbol = _read()["symbols"].get(name, _UNKNOWN)
    colours = _read()["colours"]["light"]
    # each border line has its own dashes: their equal weight is the point, and no line is solid
    dashes = symbol.get("dashes")
    dash = dashes[number % len(dashes)] if dashes else symbol.get("dash", "")
    label = (
        called
        if name in {"boundary", "claimed"}
        else ", ".join(value for _, value in where) or name
    )
    return Look(
        label=label or "other",
        where=where,
        shape=shape,
        stroke=colours.get(symbol.get("colour", ""), ""),
        fill=colours.get(symbol.get("fill", ""), ""),
        width=float(symbol.get("weight", 0)),
        radius=float(symbol.get("radius", 4)),
        stroke_opacity=float(symbol.get("opacity", 1)),
        fill_opacity=float(symbol.get("fill_opacity", 0)),
        dash=tuple(float(length) for length in dash.split()),
        hatch=float(symbol.get("hatch", {}).get("gap", 0)),
    )
