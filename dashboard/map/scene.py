"""What the map of a view shows: marks, legend, caption and notices. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.map.advance_marks import Disputes, advance_features, withheld
from dashboard.map.extent import Bounds, bounds_of, margined
from dashboard.map.ground_marks import ground_features, pair_lines, side_names
from dashboard.map.map_features import Feature
from dashboard.map.map_legend import legend
from dashboard.map.marks import (
    MOST_RINGED,
    is_crowded,
    is_muted,
    place_features,
    side_features,
    side_words,
)
from dashboard.query.dek import days_in, view_caption
from dashboard.query.index import Index
from dashboard.query.selection import Shown, select
from dashboard.view.view import View
from geodata.borders import BorderLine, border_lines, offset
from geodata.gazetteer import Gazetteer
from geodata.geodesy import distance_m
from loaders.compare.geometry import may_be_at

_OVER_ALL = [[38.8, 44.6], [40.4, 47.2]]
"""Bounds of the region, degrees, for a map of no place."""
_MARGIN = 0.05
"""Degrees round the marks: some 5 km."""
_MARGIN_SHARE = 0.25
"""What is added on every side of the incident, as a share of its extent: room for the labels, and
for enough of the border that the place is recognised."""
_PLACED = frozenset({"point", "certain"})
"""Parts that stand for a place where it is."""
_TOWN_WITHIN = 4.0
"""How far the town may be that is shown with an advance, as a multiple of the claimed distance:
further off, the advance itself would be small."""
_NAMED_WITHIN_M = 60_000.0
"""The countries are named where the border is at most so far from the story, in metres."""
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
    unseen
        That the day filter hides an advance, in words; else "".
    """

    features: list[Feature]
    lines: list[BorderLine]
    picked: BorderLine
    bounds: dict[str, Bounds]
    legend: list[dict[str, str]]
    caption: str
    notices: list[str]
    unseen: str = ""

    def legend_within(self, frame: BaseGeometry) -> list[dict[str, str]]:
        """Return the legend of what lies in a part of the world, degrees."""
        seen = [f for f in self.features if shape(f["geometry"]).intersects(frame)]
        return legend(seen, self.lines, self.picked, len(pair_lines(self.picked)))

    def payload(self) -> dict[str, Any]:
        """Return the scene as the map's script takes it."""
        return {
            "geojson": {"type": "FeatureCollection", "features": self.features},
            "caption": self.caption,
            "attribution": list(ATTRIBUTION),
            "lines": {"drawn": [line.id for line in self.lines], "picked": self.picked.id},
            "sides": {"left": self.picked.left, "right": self.picked.right},
            "legend": self.legend,
            "bounds": self.bounds,
            "unseen": self.unseen,
        }


def scene(
    shown: Shown, lines: Sequence[str], most: int | None = None, disputes: Disputes | None = None
) -> Scene:
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
    disputes
        By a claim's id, the side that disputes it and the claim in which it does.
    """
    outlets = {article.id: article.publisher for article in shown.articles}
    drawn_advances, notices = advance_features(
        shown.drawn_advances, shown.line, shown.view.reading, outlets, disputes
    )
    zones = _with_muted(drawn_advances, shown)
    marks = [*place_features(shown, most), *_tags(shown, zones, most)]
    if is_crowded(shown):
        notices.append(
            f"{len(shown.drawn_sightings):,} places are too many for tags."
            " A mark says in words how well its place is known and what each side says of it."
            f" Tags are drawn for at most {MOST_RINGED} places."
        )
        words = side_words(shown)
        marks = [_with_sides(mark, words) for mark in marks]
    features = [*_ground(shown), *marks, *zones]
    drawn = [border_lines()[name] for name in lines]
    maps = len(pair_lines(shown.line))
    return Scene(
        features=features,
        lines=drawn,
        picked=shown.line,
        bounds={"incident": _home(shown), "all": _all(marks)},
        legend=legend(features, drawn, shown.line, maps),
        caption=view_caption(shown),
        notices=notices + withheld(shown),
        unseen=_unseen(shown),
    )


def _unseen(shown: Shown) -> str:
    """Return that the day filter hides an advance that the map would draw, with its days."""
    hidden = [a.claim for a in shown.advances_of_other_days if a.form == "zone"]
    if not hidden:
        return ""
    clock = shown.view.clock
    published = {a.id: a.published for a in shown.corpus.articles}
    days = {
        (published[shown.corpus.claims[claim.id][0].id] or "")
        if clock == "publication"
        else (claim.event_date if clock == "event" else claim.statement_date) or ""
        for claim in hidden
    }
    what = "The advance" if len(hidden) == 1 else f"{len(hidden):,} statements of an advance"
    when = f", of {days_in(sorted(days))}," if "" not in days else ""
    return f"{what}{when} {'is' if len(hidden) == 1 else 'are'} hidden by the days chosen"


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


def _middle(shown: Shown) -> tuple[float, float]:
    """Return the middle of the incident, longitude and latitude."""
    (south, west), (north, east) = _home(shown)
    return (west + east) / 2, (south + north) / 2


def _ground(shown: Shown) -> list[Feature]:
    """Return the ground beside the line, and the two countries' names, under every filter."""
    middle = _middle(shown)
    zones = (a for _, a in shown.index.advances if a.form == "zone" and may_be_at(a, shown.line))
    place = next((a.place for a in zones if a.place and a.place.position), None)
    near = place.position if place and place.position else middle
    features = list(ground_features(shown.line, *middle))
    if offset(shown.line, *near).distance_m <= _NAMED_WITHIN_M:
        features += side_names(shown.line, *near, middle, shown.places)
    return features


def _tags(shown: Shown, zones: Sequence[Feature], most: int | None) -> Iterator[Feature]:
    """Yield the sides' tags, without those whose words the hatch at the same place gives."""
    said = {
        (tag["side"], place_id)
        for zone in zones
        for tag in zone["properties"].get("tags", ())
        if tag["claim"] in shown.drawn
        for place_id in shown.drawn[tag["claim"]].claim.place_ids
    }
    for tag in side_features(shown, most):
        properties = tag["properties"]
        if (properties["side"], properties["place"]) not in said:
            yield tag


def _with_muted(zones: Sequence[Feature], shown: Shown) -> list[Feature]:
    """Return the advances and their tags, muted where the view's voice makes none of the claims."""
    if shown.chosen is None:
        return list(zones)
    marked = []
    for zone in zones:
        own = dict(zone["properties"])
        if is_muted(shown, own["claims"]):
            own["muted"] = True
        own["tags"] = [
            {**tag, "muted": shown.is_muted(tag["claim"])} for tag in own.get("tags", ())
        ]
        marked.append({**zone, "properties": own})
    return marked


def _incident(features: list[Feature], gazetteer: Gazetteer, line: BorderLine) -> Bounds:
    """Return the bounds of the zones, of the places that their claims name, and of a town near by.

    The town is the nearest that an article names: by it a reader finds the place on other maps.
    If no advance can be placed, they are those of the places. Places of the curated region in the
    line's countries are then preferred: capitals that a report names lie far away.
    """
    zones = [f for f in features if f["properties"]["kind"] == "advance"]
    ids = {claim for f in zones for claim in f["properties"]["claims"]}
    places = [f for f in features if f["properties"].get("part") in _PLACED]
    near = [f for f in places if ids & set(f["properties"]["claims"])]
    if zones:
        return margined([*zones, *near, *_town(zones[0], places)], _MARGIN_SHARE)
    home = [
        f
        for f in places
        if (p := gazetteer.get(f["properties"]["id"].partition("#")[0]))
        and gazetteer.is_curated(p)
        and p.countries & line.countries
    ]
    return bounds_of(home or places, margin=_MARGIN) or _OVER_ALL


def _town(zone: Feature, places: Sequence[Feature]) -> list[Feature]:
    """Return the named town that is nearest to a zone, if one is near."""
    lon, lat = zone["properties"]["at"]
    reach = zone["properties"]["metres"] * _TOWN_WITHIN
    towns = [
        (distance_m(lon, lat, *f["geometry"]["coordinates"]), n)
        for n, f in enumerate(places)
        if f["properties"].get("symbol") in {"settlement", "capital"}
        and f["properties"]["part"] == "point"
    ]
    away, nearest = min(towns, default=(reach + 1, 0))
    return [places[nearest]] if away <= reach else []


def _all(features: list[Feature]) -> Bounds:
    marks = [
        f
        for f in features
        if f["properties"]["kind"] in {"place", "lake", "road"}
        or f["properties"].get("part") == "shape"
    ]
    return bounds_of(marks, margin=_MARGIN) or _OVER_ALL
