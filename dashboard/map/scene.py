"""What the map of a view shows: marks, legend, caption and notices. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.map.advance_marks import Disputes, advance_features, withheld
from dashboard.map.extent import Bounds, bounds_of
from dashboard.map.ground_marks import ground_features, side_names
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
from dashboard.map.opening import MARGIN, home
from dashboard.query.border import Border
from dashboard.query.dek import days_in, view_caption
from dashboard.query.selection import Shown
from geodata.borders import BorderLine, offset
from geodata.lines.claimed import ClaimLine

_NAMED_WITHIN_M = 60_000.0
"""The countries are named where the border is at most so far from the story, in metres."""
ATTRIBUTION = (
    "Border lines and base: © OpenStreetMap contributors (ODbL)",
    "DCW-GMT and GSHHG (LGPL)",
    "Natural Earth",
    "GeoNames (CC BY)",
)
BASE_ATTRIBUTION = ("Base: © OpenStreetMap contributors (ODbL)", *ATTRIBUTION[1:])
"""The same where no border line is drawn."""


@dataclass(frozen=True)
class Scene:
    """What a map shows.

    Attributes
    ----------
    features
        The marks, as GeoJSON features; the border lines are not among them.
    lines
        The border lines drawn.
    claims
        The lines drawn that one party claims.
    border
        The border that the view is of.
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
    claims: list[ClaimLine]
    border: Border
    bounds: dict[str, Bounds]
    legend: list[dict[str, str]]
    caption: str
    notices: list[str]
    unseen: str = ""

    @property
    def attribution(self) -> tuple[str, ...]:
        """Whom to credit, a phrase each."""
        return ATTRIBUTION if self.lines else BASE_ATTRIBUTION

    @property
    def picked(self) -> BorderLine | None:
        """The border line that is measured from."""
        return self.border.line

    def legend_within(self, frame: BaseGeometry) -> list[dict[str, str]]:
        """Return the legend of what lies in a part of the world, degrees."""
        seen = [f for f in self.features if shape(f["geometry"]).intersects(frame)]
        return legend(seen, self.lines, self.picked, len(self.border.lines), self.claims)

    def payload(self) -> dict[str, Any]:
        """Return the scene as the map's script takes it."""
        return {
            "geojson": {"type": "FeatureCollection", "features": self.features},
            "caption": self.caption,
            "attribution": list(self.attribution),
            "lines": {
                "drawn": [*(line.id for line in self.lines), *(claim.id for claim in self.claims)],
                "picked": self.picked.id if self.picked else "",
                "offered": list(self.border.drawable),
            },
            "sides": self._sides(),
            "legend": self.legend,
            "bounds": self.bounds,
            "unseen": self.unseen,
        }

    def _sides(self) -> dict[str, str] | None:
        """Return the ISO codes of the two sides; None without sides."""
        border = self.border
        return {"left": border.left, "right": border.right} if border.left else None


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
        shown.drawn_advances, shown.border, shown.view.reading, outlets, disputes
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
    border = shown.border
    drawn = [line for line in border.lines if line.id in lines]
    claims = [claim for claim in border.claims if claim.id in lines]
    return Scene(
        features=features,
        lines=drawn,
        claims=claims,
        border=border,
        bounds={"incident": home(shown), "all": _all(marks) or home(shown)},
        legend=legend(features, drawn, border.line, len(border.lines), claims),
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


def _middle(shown: Shown) -> tuple[float, float]:
    """Return the middle of the incident, longitude and latitude."""
    (south, west), (north, east) = home(shown)
    return (west + east) / 2, (south + north) / 2


def _ground(shown: Shown) -> list[Feature]:
    """Return the ground beside the line, and the two countries' names, under every filter.

    Without a line to measure from there is none.
    """
    line = shown.border.line
    if line is None:
        return []
    middle = _middle(shown)
    zones = (a for _, a in shown.index.advances if a.form == "zone" and shown.border.may_hold(a))
    place = next((a.place for a in zones if a.place and a.place.position), None)
    near = place.position if place and place.position else middle
    features = list(ground_features(line, *middle))
    if offset(line, *near).distance_m <= _NAMED_WITHIN_M:
        features += side_names(line, *near, middle, shown.places)
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


def _all(features: list[Feature]) -> Bounds | None:
    """Return the bounds of all places shown, or None where none is."""
    marks = [
        f
        for f in features
        if f["properties"]["kind"] in {"place", "lake", "road"}
        or f["properties"].get("part") == "shape"
    ]
    return bounds_of(marks, margin=MARGIN)
