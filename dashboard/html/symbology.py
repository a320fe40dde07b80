"""How marks look, and what the legends say of them: ``static/symbology.json``, read once.

The map's scripts, the printed picture, every legend and the styles' colours take it from here.
Lengths are pixels of the map in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from geodata.shipped import STATIC

FILE = STATIC / "symbology.json"


@dataclass(frozen=True, slots=True)
class Hatch:
    """Slanted lines: from one to the next, and how wide each is."""

    gap: float
    weight: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one kind of mark looks; what is left out it does not have.

    Attributes
    ----------
    legend, picked
        Its words in a legend, in which a reader puts what stands in braces; the same for the border
        line that is measured from.
    marks
        The marks it stands for, ``kind:part``.
    signs
        The symbols of points its row of the legend stands for.
    colour, fill
        Names of colours: of its line, and of its face.
    weight, chosen, chosen_colour
        How wide its line is; the same, and its colour, when it is selected.
    dash, dashes
        Lengths of dash and gap in turn; one set for each border line, in turn.
    radius, town_radius
        Of a point; of one that stands for a town.
    """

    legend: str = ""
    picked: str = ""
    marks: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    colour: str = ""
    chosen_colour: str = ""
    weight: float = 0
    chosen: float = 0
    dash: str = ""
    dashes: tuple[str, ...] = ()
    cap: Literal["", "round", "butt"] = ""
    opacity: float = 1
    fill: str = ""
    fill_opacity: float = 0
    radius: float = 0
    town_radius: float = 0
    hatch: Hatch | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A point's symbol: the letter that draws it on the map, and the marker in the picture."""

    glyph: str
    marker: str


@dataclass(frozen=True, slots=True)
class Symbology:
    """All looks: colours by theme, symbols in the legend's order, signs, what orients."""

    colours: dict[str, dict[str, str]]
    symbols: dict[str, Symbol]
    signs: dict[str, Sign]
    base: dict[str, Symbol]

    def symbol_of(self, properties: dict[str, Any]) -> Symbol | None:
        """Return the symbol of a mark, by its kind and part; of a tint, by its side."""
        mark = f"{properties['kind']}:{properties.get('part')}"
        if mark == "base:tint":
            return self.symbols[f"tint-{properties['side']}"]
        return next((s for s in self.symbols.values() if mark in s.marks), None)


@cache
def symbology_text() -> str:
    """Return the file in as few characters as it needs."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


@cache
def symbology() -> Symbology:
    """Return the looks.

    Raises
    ------
    TypeError
        The file has a member that no reader knows.
    """
    raw = json.loads(symbology_text())
    return Symbology(
        colours=raw["colours"],
        symbols={name: _symbol(members) for name, members in raw["symbols"].items()},
        signs={name: Sign(**members) for name, members in raw["signs"].items()},
        base={name: _symbol(members) for name, members in raw["base"].items()},
    )


def _symbol(members: dict[str, Any]) -> Symbol:
    listed = {name: tuple(value) for name, value in members.items() if isinstance(value, list)}
    hatch = {"hatch": Hatch(**members["hatch"])} if "hatch" in members else {}
    return Symbol(**{**members, **listed, **hatch})


def colour_variables(light: str, dark: str, names: Iterable[str] | None = None) -> str:
    """Return CSS that sets the colours as variables of their own names.

    Parameters
    ----------
    light, dark
        The selectors under which each theme's colours hold.
    names
        The colours to set; all of them when None.
    """
    rules = []
    for selector, theme in ((light, "light"), (dark, "dark")):
        colours = symbology().colours[theme]
        members = (f"--{name}: {colours[name]};" for name in names or colours)
        rules.append(f"{selector} {{ {' '.join(members)} }}\n")
    return "".join(rules)
