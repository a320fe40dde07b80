"""The marks of the map as GeoJSON features: places, areas, lakes, roads, what each side says.

Every feature's properties hold ``id``, ``kind`` and ``name``; marks from articles also hold
``articles`` and ``claims`` (ids). ``part`` names the piece where one mark has several. The map's
script gives each kind and part its look. The border lines are not marks: the browser fetches them
once, from ``static/borders.geojson``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from shapely import transform
from shapely.geometry import LineString, Point, mapping
from shapely.geometry.base import BaseGeometry

from dashboard.html.wording import clip, party_label
from dashboard.query.counts import count_words
from dashboard.query.index import Behind, named_claims
from dashboard.query.selection import Shown
from geodata.borders import BorderLine, beside_line
from geodata.gazetteer import Gazetteer
from geodata.geodesy import cut_away, disc
from geodata.lakes import schematic_lakes
from geodata.layers import areas, roads
from geodata.place import Place
from loaders.export.captions import counted, day_label

Feature = dict[str, Any]
CLEARANCE_M = 3000.0
"""No outline of an area is drawn nearer than this to a lake that a border line crosses: it would
look like one more border."""
_INSETS = {"left": 0.050, "right": 0.056}
"""How deep inside an area each side's line runs, in degrees (0.01 is about a kilometre): far enough
not to look like a border, and far enough from one another (some 600 m) to be seen apart."""
_SIMPLIFIED = 0.002
"""Degrees (some 200 m) by which those lines are simplified."""
_SHARED_EDGE = 0.004
"""Degrees (some 400 m) within which the outlines of two areas count as one shared edge: they are
generalised apart."""
_NAME_OFFSET_M = 5500.0
"""Metres from the border line to a country's name: clear of an advance and its labels."""
_RING_M, _SIDE_GAP_M = 1700.0, 350.0
"""Radius in metres of the ring for what a side says of a place, at least; the right side's ring is
wider by the second figure, so that both are seen."""
_SEEN_M = 300.0
"""A ring of a smaller precision, in metres, would lie under the place's symbol."""
_NOTED_M = 3000.0
"""From this precision on, in metres, the gazetteer's note on the place is shown with it."""
MOST_RINGED = 150
"""With more places than this, rings cover one another; a mark then says in words how well its place
is known, and what each side says of it."""
_RING_CORNERS = 40
"""A ring of this many corners stays within a third of a percent of its radius."""
_QUOTES, _LONGEST_QUOTE = 3, 220
"""Quotes of a side's mark, and the characters of each: what its tooltip has room for."""


def make_feature(
    geometry: BaseGeometry, *, id: str, kind: str, name: str, **properties: object
) -> Feature:
    """Return a GeoJSON feature; coordinates are rounded to 5 decimals (about a metre)."""
    shape = mapping(transform(geometry, _five_decimals))
    return {
        "type": "Feature",
        "geometry": {"type": shape["type"], "coordinates": shape["coordinates"]},
        "properties": {"id": id, "kind": kind, "name": name, **properties},
    }


def _five_decimals(coordinates: np.ndarray) -> np.ndarray:
    return np.round(coordinates, 5)


def mark_properties(behind: Behind) -> dict[str, object]:
    """Return the properties of a place's mark that come from what is behind it."""
    speakers = count_words(behind.claim_articles, behind.speakers, behind.parties)
    return {
        "voices": speakers if behind.claims else "",
        "struck": behind.struck,
        "articles": behind.articles,
        "claims": behind.claims,
        "count": behind.count,
        "told": f"{counted(behind.count, 'mention')} in {counted(behind.article_count, 'article')}",
    }


def doubt(why: str) -> str:
    """Return a sentence that says why another place of the name may be meant."""
    return f"It is not sure that this place of the name is meant: {why}"


def is_crowded(shown: Shown) -> bool:
    """Whether there are too many places for rings."""
    return len(shown.drawn_sightings) > MOST_RINGED


def place_features(shown: Shown, most: int | None = None) -> Iterator[Feature]:
    """Yield the marks of every place with a position and a mention that is drawn.

    Parameters
    ----------
    shown
        What the view shows.
    most
        How many ids of articles and of claims a mark names at most; all when None. The view's own
        claim is always among them.
    """
    drawn: list[BaseGeometry] = []
    ring = not is_crowded(shown)
    for place_id in shown.drawn_sightings:
        behind = shown.drawn_sightings.behind(place_id, most, shown.view.claim)
        properties = mark_properties(behind)
        if place_id in roads():
            yield from _road(place_id, properties)
            continue
        place = shown.places[place_id]
        if place.lat is None or place.lon is None:
            continue
        if place.is_area:
            marks = _area(place, properties, drawn)
        elif place_id in schematic_lakes():
            marks = _lake(place, properties)
        else:
            marks = _point(place, properties, ring=ring)
        yield from _doubted(marks, doubt(behind.why)) if behind.doubtful else marks


def _doubted(marks: Iterable[Feature], why: str) -> Iterator[Feature]:
    """Yield the marks of a place that may be another of its name, with “(?)” at the name."""
    for mark in marks:
        properties = mark["properties"]
        doubted = {
            "label": f"{properties['label']} (?)",
            "note": f"{why}. {properties['note']}",
        }
        yield {**mark, "properties": {**properties, **doubted}}


def _point(place: Place, properties: dict[str, object], *, ring: bool) -> Iterator[Feature]:
    """Yield a symbol, and a ring of the precision where it is wide enough to be seen."""
    assert place.lat is not None and place.lon is not None
    shared = {
        **properties,
        "symbol": place.kind,
        "label": place.label,
        "note": _precision_note(place),
    }
    kind = "lake" if place.kind == "lake" else "place"
    if ring and place.precision_m >= _SEEN_M:
        yield make_feature(
            disc(place.lon, place.lat, place.precision_m, _RING_CORNERS),
            id=f"{place.id}#precision",
            kind=kind,
            name=place.label,
            part="precision",
            **shared,
        )
    yield make_feature(
        Point(place.lon, place.lat),
        id=place.id,
        kind=kind,
        name=place.label,
        part="point",
        **shared,
    )


def _precision_note(place: Place) -> str:
    metres = place.precision_m
    size = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:.0f} m"
    note = f". {place.note}" if metres >= _NOTED_M and place.note else ""
    return f"Position known to about {size}{note}"


def _lake(place: Place, properties: dict[str, object]) -> Iterator[Feature]:
    assert place.lat is not None and place.lon is not None
    lake = schematic_lakes()[place.id]
    shared = {
        **properties,
        "label": place.label,
        "note": f"Schematic. {lake.note.removeprefix('schematic: ').capitalize()}.",
    }
    yield make_feature(
        disc(place.lon, place.lat, lake.envelope_radius_m),
        id=f"{place.id}#envelope",
        kind="lake",
        name=place.label,
        part="envelope",
        **shared,
    )
    yield make_feature(
        disc(place.lon, place.lat, lake.certain_radius_m),
        id=place.id,
        kind="lake",
        name=place.label,
        part="certain",
        **shared,
    )


def _area(
    place: Place, properties: dict[str, object], drawn: list[BaseGeometry]
) -> Iterator[Feature]:
    """Yield an outline and a name; without an outline the name alone, and never a pin.

    An edge that two areas share is drawn once: two dashed lines on one another look solid.
    """
    assert place.lat is not None and place.lon is not None
    layer = areas().get(place.id)
    note = (
        "Outline generalised; not a border."
        if layer
        else "No outline is drawn: the name only marks the region."
    )
    shared = {**properties, "label": place.label, "note": note}
    yield make_feature(
        Point(place.lon, place.lat),
        id=place.id,
        kind="area",
        name=place.label,
        part="label",
        **shared,
    )
    if layer:
        own = outline(place.id)
        for other in drawn:
            own = own.difference(other.buffer(_SHARED_EDGE))
        drawn.append(own)
        if own.is_empty:
            return
        yield make_feature(
            own, id=f"{place.id}#outline", kind="area", name=place.label, part="outline", **shared
        )


@cache
def outline(area_id: str) -> BaseGeometry:
    """Return an area's outline, without the stretches near a lake that a border line crosses."""
    return _clear_of_lakes(areas()[area_id].geometry.boundary)


@cache
def inset(area_id: str, side: str) -> BaseGeometry:
    """Return a line some 5 km inside an area's outline, for what a side says of the area."""
    inner = areas()[area_id].geometry.buffer(-_INSETS[side]).simplify(_SIMPLIFIED)
    return outline(area_id) if inner.is_empty else _clear_of_lakes(inner.boundary)


def _clear_of_lakes(line: BaseGeometry) -> BaseGeometry:
    from geodata import gazetteer

    for lake_id in schematic_lakes():
        lake = gazetteer.load()[lake_id]
        if lake.lat is not None and lake.lon is not None:
            line = cut_away(line, lake.lon, lake.lat, CLEARANCE_M)
    return line


def _road(road_id: str, properties: dict[str, object]) -> Iterator[Feature]:
    layer = roads()[road_id]
    name = str(layer.properties["name"]).split(" (")[0]
    note = str(layer.properties["note"]).split(".")[0].capitalize() + "."
    yield make_feature(
        layer.geometry,
        id=road_id,
        kind="road",
        name=name,
        part="line",
        label=name,
        note=note,
        **properties,
    )


def side_features(shown: Shown, most: int | None = None) -> Iterator[Feature]:
    """Yield a mark for what each side says of a place: a line in an area, or a ring round a point.

    On a crowded map there are no rings, and ``side_words`` says how much each side says.

    Parameters
    ----------
    shown
        What the view shows.
    most
        As for ``place_features``.
    """
    index, ring = shown.index, not is_crowded(shown)
    for (side, place_id), claims in shown.side_claims.items():
        place = shown.places.get(place_id)
        if place is None or place.lat is None or place.lon is None or place.kind == "country":
            continue
        if place_id not in areas() if place.is_area else not ring:
            continue
        numbers = np.array(claims, dtype=np.int64)
        articles = np.unique(index.article[numbers])
        entries = [index.entries[n] for n in numbers[:_QUOTES].tolist()]
        radius = max(_RING_M, place.precision_m + 400) + (_SIDE_GAP_M if side == "right" else 0)
        geometry = (
            inset(place_id, side)
            if place.is_area
            else LineString(disc(place.lon, place.lat, radius, _RING_CORNERS).exterior.coords)
        )
        party = entries[0].claim.party
        yield make_feature(
            geometry,
            id=f"claim-{side}-{place_id}",
            kind="claim",
            name=f"{party_label(party)} on {place.label}",
            part="outline" if place.is_area else "ring",
            side=side,
            party=party,
            place=place_id,
            articles=[index.corpus.articles[n].id for n in articles[:most].tolist()],
            claims=[
                index.entries[n].claim.id
                for n in named_claims(index, numbers, most, shown.view.claim).tolist()
            ],
            voices=count_words(
                len(articles),
                len(np.unique(index.speaker[numbers])),
                len(np.unique(index.party[numbers])),
            ),
            struck=bool(index.struck[numbers].all()),
            quotes=[
                f"{clip(e.quote, _LONGEST_QUOTE)} ({e.claim.speaker}, {e.article.publisher},"
                f" {day_label(e.article.published)})"
                for e in entries
            ],
            label=f"{party_label(party)} on {place.label}",
        )


def side_words(shown: Shown) -> dict[str, str]:
    """Return how many claims each side makes about a place, in words, by place id."""
    parts: dict[str, list[str]] = defaultdict(list)
    for (_, place_id), numbers in sorted(shown.side_claims.items()):
        party = shown.index.entries[numbers[0]].claim.party
        parts[place_id].append(
            f"{party_label(party)}: {counted(len(numbers), 'claim')} of what lies where"
        )
    return {place_id: "; ".join(words) for place_id, words in parts.items()}


def side_names(line: BorderLine, lon: float, lat: float, gazetteer: Gazetteer) -> Iterator[Feature]:
    """Yield the two countries' names, each on its side of a border line near a point."""
    for country, left in ((line.left, True), (line.right, False)):
        name = gazetteer[f"country_{country.lower()}"].name
        at = beside_line(line, lon, lat, _NAME_OFFSET_M, left=left)
        note = f"The side of {name}, by the line drawn here"
        yield make_feature(
            Point(*at),
            id=f"side-{country.lower()}",
            kind="base",
            name=f"{name}, by this line",
            part="side",
            label=name,
            note=note,
        )
