"""What the map of a view shows: marks, legend, caption and notices. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from dashboard.html.symbology import symbology
from dashboard.map.advance_marks import advance_features, withheld
from dashboard.map.extent import Bounds, bounds_of
from dashboard.map.marks import (
    MOST_RINGED,
    Feature,
    is_crowded,
    place_features,
    side_features,
    side_names,
    side_words,
)
from dashboard.query.index import Index
from dashboard.query.selection import Shown, select
from dashboard.view.view import View
from geodata.borders import BorderLine, border_lines
from geodata.gazetteer import Gazetteer
from loaders.compare.geometry import may_be_at
from loaders.export.captions import caption

_OVER_ALL = [[38.8, 44.6], [40.4, 47.2]]
"""Bounds of the region, degrees, for a map of no place."""
_MARGIN, _BAR_MARGIN = 0.05, 0.01
"""Degrees round the marks, and round the bars beside them: some 5 km and 1 km."""
ATTRIBUTION = (
    "Border lines and base: © OpenStreetMap contributors (ODbL)",
    "DCW-GMT and GSHHG (LGPL)",
    "Natural Earth",
    "GeoNames (CC BY)",
)


@dataclass(frozen=True)
class Scene:
    """What a map shows.

    Attributes
    ----------
    features
        The marks, as GeoJSON features; the border lines are not among them.
    lines, picked
        The border lines drawn, and the one that is measured from.
    bounds
        Bounds in degrees: of the ``incident`` (the same under every filter), and of ``all`` places
        shown.
    legend
        A row for every symbol on the map: its ``look`` (for a border line also its ``line``) and
        ``text``.
    caption
        The caption of the map, which every export of it carries.
    notices
        What could not be drawn, in words.
    """

    features: list[Feature]
    lines: list[BorderLine]
    picked: BorderLine
    bounds: dict[str, Bounds]
    legend: list[dict[str, str]]
    caption: str
    notices: list[str]

    def payload(self) -> dict[str, Any]:
        """Return the scene as the map's script takes it."""
        return {
            "geojson": {"type": "FeatureCollection", "features": self.features},
            "caption": self.caption,
            "attribution": list(ATTRIBUTION),
            "lines": {"drawn": [line.id for line in self.lines], "picked": self.picked.id},
            "legend": self.legend,
            "bounds": self.bounds,
        }


def scene(shown: Shown, lines: Sequence[str], most: int | None = None) -> Scene:
    """Return what the map of a view shows.

    Parameters
    ----------
    shown
        What the view shows.
    lines
        Ids of the border lines to draw.
    most
        How many ids of articles, and of claims, a mark names at most; all when None. The view's own
        claim is always among them, so that its mark can be highlighted.
    """
    outlets = {article.id: article.publisher for article in shown.articles}
    drawn_advances, notices = advance_features(
        shown.drawn_advances, shown.line, shown.view.reading, outlets
    )
    marks = [*place_features(shown, most), *side_features(shown, most)]
    if is_crowded(shown):
        notices.append(
            f"{len(shown.drawn_sightings):,} places are too many for rings."
            " A mark says in words how well its place is known and what each side says of it."
            f" Rings are drawn for at most {MOST_RINGED} places."
        )
        words = side_words(shown)
        marks = [_with_sides(mark, words) for mark in marks]
    features = [*marks, *drawn_advances, *_side_names(shown)]
    drawn = [border_lines()[name] for name in lines]
    return Scene(
        features=features,
        lines=drawn,
        picked=shown.line,
        bounds={"incident": _home(shown), "all": _all(marks)},
        legend=_legend(features, drawn, shown.line),
        caption=caption(shown.articles),
        notices=notices + withheld(shown),
    )


def _with_sides(mark: Feature, words: dict[str, str]) -> Feature:
    """Return a place's mark with what each side says of it in words."""
    properties = mark["properties"]
    said = words.get(properties["id"]) if "told" in properties else None
    if not said:
        return mark
    return {**mark, "properties": {**properties, "told": f"{properties['told']}. {said}"}}


_homes: WeakKeyDictionary[Index, dict[str, Bounds]] = WeakKeyDictionary()
"""The cached bounds of the incident by articles and line: they are dropped with the articles."""


def _home(shown: Shown) -> Bounds:
    """Return the bounds of the incident, the same under every filter.

    A copied address then opens the map where it was copied.
    """
    homes = _homes.setdefault(shown.index, {})
    line = shown.line
    if line.id not in homes:
        whole = select(shown.index, View(), shown.places, line)
        drawn, _ = advance_features(whole.drawn_advances, line, None, {})
        homes[line.id] = _incident([*place_features(whole), *drawn], shown.places, line)
    return homes[line.id]


def _side_names(shown: Shown) -> list[Feature]:
    """Return the two countries' names beside the first place of an advance, under every filter."""
    zones = (a for _, a in shown.index.advances if a.form == "zone" and may_be_at(a, shown.line))
    place = next((a.place for a in zones if a.place), None)
    if place is None or place.position is None:
        return []
    return list(side_names(shown.line, *place.position, shown.places))


def _legend(
    features: list[Feature], lines: list[BorderLine], picked: BorderLine
) -> list[dict[str, str]]:
    """Return a row for every symbol on the map, and for no other."""
    looks = symbology().symbols
    border = looks["boundary"]
    drawn = [
        {
            "look": "boundary",
            "line": line.id,
            "text": border.legend.format(label=line.properties["label"])
            + (border.picked if line is picked and len(lines) > 1 else ""),
        }
        for line in lines
    ]
    sides = {
        f["properties"]["side"]: f["properties"]["party"]
        for f in features
        if f["properties"]["kind"] == "claim"
    }
    present = _present(features)
    return drawn + [
        {"look": name, "text": symbol.legend.format(party=sides.get(name))}
        for name, symbol in looks.items()
        if name in present and symbol.legend
    ]


def _present(features: list[Feature]) -> set[str]:
    """Return the names of the symbols on the map, border lines aside."""
    told = [f["properties"] for f in features]
    marks = {f"{p['kind']}:{p.get('part')}" for p in told}
    signs = {p.get("symbol") for p in told}
    looks = symbology().symbols.items()
    found = {name for name, symbol in looks if marks & set(symbol.marks)}
    found |= {name for name, symbol in looks if signs & set(symbol.signs)}
    found |= {p["side"] for p in told if p["kind"] == "claim"}
    if any(p.get("struck") for p in told):
        found.add("struck")
    return found | {"town"}


def _incident(features: list[Feature], gazetteer: Gazetteer, line: BorderLine) -> Bounds:
    """Return the bounds of the zones and of the places that their claims name.

    If no advance can be placed, they are those of the places. Places of the curated region in the
    line's countries are then preferred: capitals that a report names lie far away.
    """
    zones = [
        f
        for f in features
        if f["properties"]["kind"] == "advance" and f["properties"]["part"] == "band"
    ]
    ids = {claim for f in zones for claim in f["properties"]["claims"]}
    near = [
        f
        for f in features
        if f["properties"]["kind"] in {"lake", "place"} and ids & set(f["properties"]["claims"])
    ]
    bounds = bounds_of([*zones, *near], margin=_MARGIN)
    # the bars are drawn beside the incident, and must be in view with it
    bars = [f for f in features if f["properties"]["kind"] == "sight"]
    bar_bounds = bounds_of(bars, margin=_BAR_MARGIN)
    if bounds and bar_bounds:
        (south, west), (north, east) = bounds
        bounds = [
            [min(south, bar_bounds[0][0]), min(west, bar_bounds[0][1])],
            [max(north, bar_bounds[1][0]), max(east, bar_bounds[1][1])],
        ]
    places = [f for f in features if f["properties"]["kind"] in {"place", "lake"}]
    home = [
        f
        for f in places
        if (p := gazetteer.get(f["properties"]["id"].partition("#")[0]))
        and gazetteer.is_curated(p)
        and p.countries & line.countries
    ]
    return bounds or bounds_of(home or places, margin=_MARGIN) or _OVER_ALL


def _all(features: list[Feature]) -> Bounds:
    marks = [
        f
        for f in features
        if f["properties"]["kind"] in {"place", "lake", "road"}
        or f["properties"].get("part") == "outline"
    ]
    return bounds_of(marks, margin=_MARGIN) or _OVER_ALL
