"""The marks of the map as GeoJSON features: places, areas, lakes, roads, what each side says.

Every feature's properties hold ``id``, ``kind`` and ``name``; marks from articles also hold
``articles`` and ``claims`` (ids). ``part`` names the piece where one mark has several. Looks are
the map script's business, by kind and part. The border lines are no marks: the browser fetches them
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
"""No district outline nearer than this to a lake that a border line crosses: it would read as one
more border."""
_INSETS = {"left": 0.050, "right": 0.056}
"""How deep inside an area each side's line runs, in degrees (0.01 is about a kilometre): far enough
to be read as no border."""
_NAME_OFFSET_M = 5500.0
MOST_RINGED = 150
"""Among more places rings lie on one another and tell nothing; a mark then says in words how well
its place is known, and what each side says of it."""
_RING_CORNERS = 40
"""A ring of so many corners keeps within a third of a percent of its radius."""


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
    """Return the ids of the articles and claims behind a mark, how many mentions it has, and whose voices."""
    return {
        "voices": (
            count_words(behind.claim_articles, behind.speakers, behind.parties)
            if behind.claims
            else ""
        ),
        "fallen": behind.fallen,
        "articles": behind.articles,
        "claims": behind.claims,
        "count": behind.count,
        "told": f"{counted(behind.count, 'mention')} in {counted(behind.article_count, 'article')}",
    }


def doubt(why: str) -> str:
    """Return why another place of the name may be meant."""
    return f"It is not sure that this place of the name is meant: {why}"


def is_crowded(shown: Shown) -> bool:
    """Whether there are too many places for rings."""
    return len(shown.drawn_sightings) > MOST_RINGED


def place_features(shown: Shown, most: int | None = None) -> Iterator[Feature]:
    """Yield the marks of every located place with a shown mention.

    ``most`` says how many ids of articles and of claims a mark names (all when None); that of the
    view's claim is among them.
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
    """Yield the marks of a place that may be another of its name.

    The name on the map says so, a guess is never drawn as fact.
    """
    for mark in marks:
        told = mark["properties"]
        yield {
            **mark,
            "properties": {
                **told,
                "label": f"{told['label']} (?)",
                "note": f"{why}. {told['note']}",
            },
        }


def _point(place: Place, properties: dict[str, object], *, ring: bool) -> Iterator[Feature]:
    """A symbol, and a ring of the precision where that is coarse enough to be seen."""
    assert place.lat is not None and place.lon is not None
    shared = {
        **properties,
        "symbol": place.kind,
        "label": place.label,
        "note": _precision_note(place),
    }
    kind = "lake" if place.kind == "lake" else "place"
    if ring and place.precision_m >= 300:
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
    size = (
        f"{place.precision_m / 1000:g} km"
        if place.precision_m >= 1000
        else f"{place.precision_m:.0f} m"
    )
    return f"Position known to about {size}" + (
        f". {place.note}" if place.precision_m >= 3000 and place.note else ""
    )


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
    """An outline and a name; a region with no outline at hand is a name alone, never a pin.

    An edge two areas share is drawn once: two dashed lines on one another would make a solid one.
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
            own = own.difference(other.buffer(0.004))
        drawn.append(own)
        if own.is_empty:
            return
        yield make_feature(
            own, id=f"{place.id}#outline", kind="area", name=place.label, part="outline", **shared
        )


@cache
def outline(area_id: str) -> BaseGeometry:
    """Return an area's outline without its stretches beside a lake that a border line crosses."""
    return _clear_of_lakes(areas()[area_id].geometry.boundary)


@cache
def inset(area_id: str, side: str) -> BaseGeometry:
    """Return a line 5 km or so inside an area's outline, for what a side says of the area: on no border anybody draws.

    The two sides' lines run some 600 m apart, so that neither covers the other.
    """
    depth = _INSETS[side]
    inner = areas()[area_id].geometry.buffer(-depth).simplify(0.002)
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
    """Yield a mark for what each side says of a section or area.

    The outline its words name, or a ring round the place.

    ``most`` as for ``place_features``. Where the map is crowded ``side_words`` stand for the rings.
    """
    index, ring = shown.index, not is_crowded(shown)
    for (side, place_id), found in shown.side_claims.items():
        place = shown.places.get(place_id)
        if place is None or place.lat is None or place.lon is None or place.kind == "country":
            continue
        if place_id not in areas() if place.is_area else not ring:
            continue
        numbers = np.array(found, dtype=np.int64)
        articles = np.unique(index.article[numbers])
        entries = [index.entries[n] for n in numbers[:3].tolist()]
        radius = max(1700.0, place.precision_m + 400) + (350 if side == "right" else 0)
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
            fallen=bool(index.fallen[numbers].all()),
            quotes=[
                f"{clip(e.quote, 220)} ({e.claim.speaker}, {e.article.publisher},"
                f" {day_label(e.article.published)})"
                for e in entries
            ],
            label=f"{party_label(party)} on {place.label}",
        )


def side_words(shown: Shown) -> dict[str, str]:
    """Return by place id how much each side says of it, in words."""
    found: dict[str, list[str]] = defaultdict(list)
    for (_, place_id), numbers in sorted(shown.side_claims.items()):
        party = shown.index.entries[numbers[0]].claim.party
        found[place_id].append(
            f"{party_label(party)}: {counted(len(numbers), 'claim')} of what lies where"
        )
    return {place_id: "; ".join(words) for place_id, words in found.items()}


def side_names(line: BorderLine, lon: float, lat: float, gazetteer: Gazetteer) -> Iterator[Feature]:
    """Yield the two countries' names on their hand of a line near a point, so that a reader close by knows where they are."""
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
