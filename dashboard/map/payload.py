"""The map of a view as the browser gets it.

Drawn once for all visitors who ask for the same of the same articles. Knows no widget.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from dashboard.html.js_literal import js_literal
from dashboard.map.extent import Bounds
from dashboard.map.marks import is_crowded
from dashboard.map.scene import scene
from dashboard.query.index import Index
from dashboard.query.selection import Shown
from dashboard.view.view import View

_MOST_IDS, _CROWDED_IDS = 20, 6
"""A mark names no more articles, and no more claims, to the browser (the fewer where the map is
crowded); its count is told in words."""
_CACHED_CHARACTERS = 16_000_000
"""Maps are cached up to so many characters: some 150 of two articles, two of ten thousand marks."""

Selection = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map of a view is to the browser.

    Attributes
    ----------
    script
        The members of the map script's payload that every visitor of the view gets, as a JavaScript
        object.
    home
        The bounds of the incident, degrees.
    notices
        What could not be drawn, in words.
    selections
        By mark: what a click on it selects.
    """

    script: str
    home: Bounds
    notices: list[str]
    selections: dict[str, Selection]

    def with_visitor(self, members: dict[str, Any]) -> str:
        """Return the whole payload: with what is this visitor's own."""
        return f"{self.script[:-1]},{js_literal(members)[1:]}"


_maps: WeakKeyDictionary[Index, OrderedDict[Hashable, Drawn]] = WeakKeyDictionary()
"""The maps drawn of some articles: they go when the articles go."""


def most_ids(shown: Shown) -> int:
    """Return how many ids of articles and of claims a mark of a view names to the browser."""
    return _CROWDED_IDS if is_crowded(shown) else _MOST_IDS


def drawn_map(shown: Shown, lines: Sequence[str]) -> Drawn:
    """Return the map of a view; parameters as of ``scene``. It is cached."""
    cached = _maps.setdefault(shown.index, OrderedDict())
    filters = replace(
        shown.view.with_layout(View()), place=None, basemap="", lat=None, lon=None, zoom=None
    )
    key = (filters, shown.line.id, tuple(lines))
    found = cached.get(key)
    if found is None:
        now = scene(shown, lines, most_ids(shown))
        selections = {
            f["properties"]["id"]: chosen
            for f in now.features
            if (chosen := _selection(f["properties"]))
        }
        found = cached[key] = Drawn(
            js_literal(now.payload()), now.bounds["incident"], now.notices, selections
        )
        while sum(len(drawn.script) for drawn in list(cached.values())) > _CACHED_CHARACTERS:
            with suppress(KeyError):  # another visitor's thread was faster
                cached.popitem(last=False)
    return found


def _selection(properties: dict[str, Any]) -> Selection | None:
    """Return what a click on a mark selects.

    A place, or for a claim's mark the claim and its place.
    """
    kind = properties["kind"]
    if kind in {"advance", "sight"}:
        return {"place": None, "claim": properties["claims"][0]}
    if kind == "claim":
        return {"place": properties["place"], "claim": properties["claims"][0]}
    return (
        {"place": str(properties["id"]).split("#")[0], "claim": None}
        if kind not in {"boundary", "base"}
        else None
    )
