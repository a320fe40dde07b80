"""The map of a view as the browser gets it, made once for all visitors with the same view.

Imports no Streamlit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from dashboard.html.js_literal import js_literal
from dashboard.map.advance_marks import Disputes
from dashboard.map.extent import Bounds
from dashboard.map.mark_quotes import quoted_claims
from dashboard.map.marks import is_crowded
from dashboard.map.scene import scene
from dashboard.query.index import Index
from dashboard.query.selection import Shown
from dashboard.view.view import View

_MOST_IDS, _CROWDED_IDS = 20, 6
"""Ids of articles, and of claims, that a mark gives the browser at most, and on a crowded map: at
many articles they would be most of what is sent. How many there are is said in words."""
_CACHED_CHARACTERS = 16_000_000
"""Characters of cached maps at most: some 150 maps of two articles, or two of ten thousand
marks."""

Selection = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map of a view as the browser gets it.

    Attributes
    ----------
    script
        The members of the map script's payload that are the same for every visitor, as a JavaScript
        object.
    home
        The bounds of the incident, degrees.
    notices
        What could not be drawn, in words.
    selections
        What a click selects, by the mark's id.
    quoted
        Ids of the claims that are quoted where the map is embedded.
    """

    script: str
    home: Bounds
    notices: list[str]
    selections: dict[str, Selection]
    quoted: tuple[str, ...] = ()

    def with_visitor(self, members: dict[str, Any]) -> str:
        """Return the whole payload, with the members that belong to one visitor."""
        return f"{self.script[:-1]},{js_literal(members)[1:]}"


_maps: WeakKeyDictionary[Index, OrderedDict[Hashable, Drawn]] = WeakKeyDictionary()
"""The cached maps, by the articles they are of: they are dropped with the articles."""


def most_ids(shown: Shown) -> int:
    """Return how many ids of articles, and of claims, a mark gives the browser at most."""
    return _CROWDED_IDS if is_crowded(shown) else _MOST_IDS


def drawn_map(
    shown: Shown, lines: Sequence[str], disputes: Callable[[], Disputes] | None = None
) -> Drawn:
    """Return the map of a view, which is cached.

    Parameters
    ----------
    shown, lines
        As for ``scene``.
    disputes
        Finds those of ``scene``; only asked where the map is not cached.
    """
    cached = _maps.setdefault(shown.index, OrderedDict())
    filters = replace(
        shown.view.with_layout(View()), place=None, basemap="", lat=None, lon=None, zoom=None
    )
    line = shown.border.line
    key = (filters, shown.border.pair, line and line.id, tuple(lines), disputes is not None)
    drawn = cached.get(key)
    if drawn is None:
        now = scene(shown, lines, most_ids(shown), disputes() if disputes else None)
        selections = {
            f["properties"]["id"]: chosen
            for f in now.features
            if (chosen := _selection(f["properties"]))
        }
        drawn = cached[key] = Drawn(
            js_literal(now.payload()),
            now.bounds["incident"],
            now.notices,
            selections,
            quoted_claims(now.features),
        )
        while sum(len(other.script) for other in list(cached.values())) > _CACHED_CHARACTERS:
            with suppress(KeyError):  # another visitor's thread was faster
                cached.popitem(last=False)
    return drawn


def _selection(properties: dict[str, Any]) -> Selection | None:
    """Return what a click on a mark selects: its place, its claim, or both."""
    kind = properties["kind"]
    if kind == "advance":
        return {"place": None, "claim": properties["claims"][0]}
    if kind == "claim":
        return {"place": properties["place"], "claim": properties["claims"][0]}
    if kind in {"boundary", "base"}:
        return None
    return {"place": str(properties["id"]).split("#")[0], "claim": None}
