"""The reported advances as GeoJSON features, drawn no further than the words of each allow.

Only an advance from the border at a place that the claim itself names is drawn: nested areas of
light hatch that fade from the line outward, and no line of any kind. All others are listed in
words. No area is ever computed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dashboard.html.wording import clip, party_label, speaker_label
from dashboard.map.map_features import Feature, make_feature
from dashboard.query.border import Border
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party, sides
from geodata.borders import BorderLine, can_show, error_m
from geodata.geodesy import GeometryError, metric
from geodata.zones import LONGEST_M, zone
from loaders import Advance, Corpus, Relation

BANDS = 9
"""Nested areas of a zone: with this many the eye sees one fading hatch."""
OPACITY = 0.2
"""Of each of them. They lie on one another, so that the hatch is strong at the line (0.87) and
faint at the limit."""
_THINNED = 0.0025
"""Share of the limit by which the edge of a nested area may be moved: half of what the module that
makes the zones allows."""
_CACHED_SHAPES = 256
"""Shapes that are cached: ten times what one view draws (``MOST_DRAWN``)."""
MOST_DRAWN = 24
"""Statements of an advance that are drawn at most; more would cover the map and take seconds to
draw. The others are listed."""

_LONGEST_QUOTE = 220
"""Characters of a disputing claim's words: what a tooltip has room for."""


class Dispute(NamedTuple):
    """Who disputes a claim: the side, the id of its claim, who says it in which outlet, the words.

    ``side`` is left or right; ``all`` holds the ids of every claim of it that disputes the same.
    """

    side: str
    claim: str
    who: str
    words: str
    all: tuple[str, ...]


Disputes = Mapping[str, Dispute]
"""Who disputes a claim, by the claim's id."""


def withheld(shown: Shown) -> list[str]:
    """Return a notice for every shown distance that, by its own sentence, is no advance made."""
    return [
        f"{length_label(a)}, {a.withheld} by {a.claim.who}: listed, and nothing is drawn of it."
        for a in shown.advances
        if a.withheld
    ]


def advance_label(advance: Advance, outlet: str = "") -> str:
    """Return an advance in words: its distance, whose it is, and what is not stated.

    The outlet is named where it is given, since two advances may have one speaker.
    """
    speaker = f"{advance.claim.who} ({outlet})" if outlet else advance.claim.who
    status = "" if advance.claim.status == "asserted" else f"{advance.claim.status}: "
    return (
        f"{status}{length_label(advance)}, claimed by {speaker};"
        f" {'; '.join(advance.missing)}; not a front line"
    )


def length_label(advance: Advance) -> str:
    """Return an advance's distance with its qualifier; a range in the article's own words."""
    if advance.distance.qualifier == "range":
        return advance.words
    return advance.distance.label


def disputes_of(
    relations: Iterable[Relation],
    corpus: Corpus,
    border: Border,
    preferred: Collection[str] = (),
) -> Disputes:
    """Return which claims the other side of a border contradicts or denies, and in which claim.

    Where several do, it is one of the ``preferred`` ids, else the first.
    """
    found: dict[str, Dispute] = {}
    for relation in relations:
        if relation.relation not in {"contradicts", "denies"}:
            continue
        pair = (relation.a, relation.b)
        for claim, other in (pair, pair[::-1]):
            voices = (corpus.claims[i][1].voice for i in (claim, other))
            side, against = (side_of_party(voice, border) for voice in voices)
            if not against or side == against:
                continue
            before = found.get(claim)
            if before is None or other in preferred:
                found[claim] = _dispute(corpus, against, other, before)
            elif other not in before.all:
                found[claim] = before._replace(all=(*before.all, other))
    return found


def _dispute(corpus: Corpus, side: str, claim: str, before: Dispute | None) -> Dispute:
    article, said = corpus.claims[claim]
    words = clip(article.text[said.start : said.end], _LONGEST_QUOTE)
    others = before.all if before else ()
    everything = tuple(dict.fromkeys((*others, claim)))
    return Dispute(side, claim, f"{speaker_label(said)} ({article.publisher})", words, everything)


def advance_features(
    advances: Sequence[Advance],
    border: Border,
    wanted: str | None,
    outlets: Mapping[str, str],
    disputes: Disputes | None = None,
) -> tuple[list[Feature], list[str]]:
    """Return the features of the advances, and a notice for each that could not be drawn.

    Parameters
    ----------
    advances
        The advances.
    border
        The border that the view is of: they are measured from its line. Without one none is drawn.
    wanted
        Id of the only advance to draw; all when None.
    outlets
        The publisher's name by article id, for the names.
    disputes
        By a claim's id, the other side and its claim; claims without one are left out.
    """
    features: list[Feature] = []
    chosen = [a for a in advances if not wanted or a.id == wanted]
    elsewhere = [a for a in chosen if not border.may_hold(a)]
    zones = [a for a in chosen if a.form == "zone" and a not in elsewhere]
    why = border.no_line or f"it is not at the border {border.name}"
    notices = [_undrawn(a, why) for a in elsewhere]
    if len(zones) > MOST_DRAWN:
        notices.append(
            f"{len(zones) - MOST_DRAWN:,} of {len(zones):,} statements of an advance are listed"
            " but not drawn: they would cover the map. Filter, or choose one in the filters."
        )
    for group in _alike(zones[:MOST_DRAWN]):
        drawn = _zone(group, border, outlets, disputes or {})
        features += drawn
        notices += [] if drawn else [_undrawn(a, _why(a)) for a in group]
    return features, notices


def _undrawn(advance: Advance, why: str) -> str:
    return f"{advance_label(advance)}: {why}, so it is listed and not drawn."


def _why(advance: Advance) -> str:
    if (advance.distance.metres or 0) > LONGEST_M:
        return "it is too long to be drawn beside a place"
    place = advance.place
    return f"this border line does not pass near {place.name if place else 'the place'}"


def _alike(advances: Sequence[Advance]) -> list[list[Advance]]:
    """Return the advances in groups of one place, country and distance, in text order.

    One hatch on another would look like a stronger claim.
    """
    groups: dict[tuple[object, ...], list[Advance]] = {}
    for a in advances:
        place = a.place.id if a.place else ""
        asserted = a.claim.status == "asserted"
        key = (place, a.country, a.distance.metres, length_label(a), asserted)
        groups.setdefault(key, []).append(a)
    return list(groups.values())


def _zone(
    group: Sequence[Advance], border: Border, outlets: Mapping[str, str], disputes: Disputes
) -> list[Feature]:
    """Return the nested areas of one zone, the whole of it first; that one has the label."""
    first, line = group[0], border.line
    place, limit = first.place, first.distance.metres
    if line is None or place is None or place.lon is None or place.lat is None or limit is None:
        return []
    try:
        shapes = _zone_shapes(line, first.country or "", place.lon, place.lat, limit)
    except GeometryError:
        return []
    answers = [i for a in group if a.claim.id in disputes for i in disputes[a.claim.id].all]
    shared: dict[str, Any] = {
        "name": "; ".join(advance_label(a, outlets.get(a.article_id, "")) for a in group),
        "part": "band",
        "articles": list(dict.fromkeys(a.article_id for a in group)),
        "claims": [a.claim.id for a in group],
        "answers": list(dict.fromkeys(answers)),
        "reading": first.id,
        "form": first.form,
        "metres": limit,
        "at": [place.lon, place.lat],
        "opacity": OPACITY,
        "struck": first.claim.status != "asserted",
        "note": _coarser(line, limit),
    }
    own: dict[str, Any] = {
        "label": length_label(first),
        "tags": _tags(group, border, disputes),
        "anchor": _furthest(shapes[0], line, place.lon, place.lat) if shapes else None,
    }
    return [
        make_feature(
            shape,
            id=f"advance-{first.id}" + (f"#{number}" if number else ""),
            kind="advance",
            **shared,
            **({"label": ""} if number else own),
        )
        for number, shape in enumerate(shapes)
    ]


def _coarser(line: BorderLine, metres: float) -> str:
    if can_show(line, metres) is not False:
        return ""
    return f"The line is coarser than the distance: ± {(error_m(line) or 0) / 1000:.0f} km."


def _tags(group: Sequence[Advance], border: Border, disputes: Disputes) -> list[dict[str, Any]]:
    """Return who says it and who disputes it, each with the claim that does.

    Who disputes it also has a ``name`` and the ``quotes`` of its own claim.
    """
    tags: dict[str, dict[str, Any]] = {}
    for a in group:
        side = side_of_party(a.claim.voice, border) or "others"
        text = f"{party_label(a.claim.voice)} says"
        tags.setdefault(text, {"side": side, "text": text, "claim": a.claim.id})
    named = sides(border)
    for a in group:
        other = disputes.get(a.claim.id)
        if other and other.side in named:
            text = f"{named[other.side]} disputes"
            tag = {"side": other.side, "text": text, "claim": other.claim}
            tags.setdefault(
                text, tag | {"name": f"Disputed by {other.who}", "quotes": [other.words]}
            )
    return list(tags.values())


@lru_cache(maxsize=_CACHED_SHAPES)
def _zone_shapes(
    line: BorderLine, country: str, lon: float, lat: float, limit: float
) -> tuple[BaseGeometry, ...]:
    """Return the nested areas of a zone in degrees, the whole of it first.

    Each reaches a ninth of the limit less far from the line than the one before it.
    """
    forward, back = metric(lon, lat)
    bands = [forward(band) for band in zone(line, country, lon, lat, limit, BANDS)]
    nested = [
        # what is snapped to ten centimetres joins without slivers
        shapely.union_all(bands[:depth], grid_size=0.1).simplify(limit * _THINNED)
        for depth in range(len(bands), 0, -1)
    ]
    return tuple(back(shape) for shape in nested if not shape.is_empty)


def _furthest(shape: BaseGeometry, line: BorderLine, lon: float, lat: float) -> list[float]:
    """Return the point of an area that is furthest from the line: its label stands there."""
    forward, back = metric(lon, lat)
    near = forward(line.geometry).intersection(forward(shape).buffer(1000))
    corners = [Point(xy) for xy in shapely.get_coordinates(forward(shape))]
    point = back(max(corners, key=near.distance))
    return [round(point.x, 5), round(point.y, 5)]
