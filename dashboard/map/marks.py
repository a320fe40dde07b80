"""The marks of the map as GeoJSON features: places, areas, lakes, roads, what each side says.

Every feature's properties hold ``id``, ``kind`` and ``name``; marks from articles also hold
``articles`` and ``claims`` (ids), and ``muted`` where the view's voice makes none of the claims.
``part`` names the piece where one mark has several. The map's script gives each kind and part its
look. The border lines are not marks: the browser fetches a pair's once, as
``geodata.ground.drawn_lines`` makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from shapely.geometry import Point

from dashboard.html.wording import clip, party_label, speaker_label
from dashboard.map.map_features import Feature, make_feature
from dashboard.query.counts import count_words
from dashboard.query.index import Behind, Ints, named_claims
from dashboard.query.selection import Shown
from geodata.geodesy import disc, measured_ground
from geodata.lakes import schematic_lakes
from geodata.layers import areas, roads
from geodata.place import Place
from loaders.export.captions import counted, day_label

_SEEN_M = 300.0
"""A ring of a smaller precision, in metres, would lie under the place's symbol. The others are
drawn while the place is selected."""
_NOTED_M = 3000.0
"""From this precision on, in metres, the gazetteer's note on the place is shown with it."""
MOST_RINGED = 150
"""With more places than this, rings and tags cover one another; a mark then says in words how well
its place is known, and what each side says of it."""
_RING_CORNERS = 40
"""A ring of this many corners stays within a third of a percent of its radius."""
_QUOTES, _LONGEST_QUOTE = 3, 220
"""Quotes of a side's mark, and the characters of each: what its tooltip has room for."""


def mark_properties(behind: Behind) -> dict[str, Any]:
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


def is_muted(shown: Shown, claims: Collection[str]) -> bool:
    """Whether a voice is chosen that makes none of the claims; a mark of no claim is not muted."""
    return bool(claims) and all(shown.is_muted(claim) for claim in claims)


def _is_place_muted(shown: Shown, place_id: str) -> bool:
    """Whether a voice is chosen that makes none of all the claims behind a place's mark."""
    if shown.chosen is None:
        return False
    columns = shown.drawn_sightings.columns
    claims, _ = columns.claims_of(columns.of(place_id))
    return bool(len(claims)) and not shown.chosen[claims].any()


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
    ring = not is_crowded(shown)
    advances = _advances_in(shown)
    for place_id in shown.drawn_sightings:
        behind = shown.drawn_sightings.behind(place_id, most, shown.view.claim)
        muted = _is_place_muted(shown, place_id)
        properties = mark_properties(behind) | ({"muted": True} if muted else {})
        if place_id in roads():
            yield from _road(place_id, properties)
            continue
        place = shown.places[place_id]
        if place.lat is None or place.lon is None:
            continue
        if place.is_area:
            marks = _area(place, properties, advances.get(place_id, []))
        elif place.offset:
            marks = _measured(place, properties)
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


def _point(place: Place, properties: dict[str, Any], *, ring: bool) -> Iterator[Feature]:
    """Yield a symbol, and a ring of the precision where it is wide enough to be seen."""
    assert place.lat is not None and place.lon is not None
    shared = {
        **properties,
        "symbol": place.kind,
        "precision": place.precision_m,
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


def _label_of(place: Place, shared: dict[str, Any]) -> Feature:
    """Return the name of ground that is no point, where the name stands."""
    assert place.lat is not None and place.lon is not None
    return make_feature(
        Point(place.lon, place.lat),
        id=place.id,
        kind="area",
        name=place.label,
        part="label",
        **shared,
    )


def _measured(place: Place, properties: dict[str, Any]) -> Iterator[Feature]:
    """Yield the ring or sector that words measure from another place, and its name; never a pin."""
    assert place.lat is not None and place.lon is not None and place.offset
    shared = {
        **properties,
        "label": place.label,
        "note": f"Somewhere in this area: {place.note}. Its width is the error of the words.",
    }
    yield make_feature(
        measured_ground(place.offset),
        id=f"{place.id}#ground",
        kind="place",
        name=place.label,
        part="measured",
        decimals=4,
        **shared,
    )
    yield _label_of(place, shared)


def _precision_note(place: Place) -> str:
    metres = place.precision_m
    size = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:.0f} m"
    note = f". {place.note}" if metres >= _NOTED_M and place.note else ""
    return f"Position known to about {size}{note}"


def _lake(place: Place, properties: dict[str, Any]) -> Iterator[Feature]:
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


def _advances_in(shown: Shown) -> dict[str, list[str]]:
    """Return the claims of the advances that name an area and no place in it, by the area's id."""
    found: dict[str, list[str]] = defaultdict(list)
    for advance in shown.drawn_advances:
        if advance.section:
            found[advance.section].append(advance.claim.id)
    return found


def _area(place: Place, properties: dict[str, Any], advances: Sequence[str]) -> Iterator[Feature]:
    """Yield a name, never a pin; and a shape that is filled while the area is selected.

    Parameters
    ----------
    place
        The area.
    properties
        The properties of its mark.
    advances
        The claims of an advance in it that name no place: the shape is filled with them, too.
    """
    assert place.lat is not None and place.lon is not None
    layer = areas().get(place.id)
    note = (
        "Its shape is generalised; not a border."
        if layer
        else "No shape is drawn: the name only marks the region."
    )
    shared = {**properties, "label": place.label, "note": note}
    yield _label_of(place, shared)
    if layer:
        yield make_feature(
            layer.geometry,
            id=f"{place.id}#shape",
            kind="area",
            name=place.label,
            part="shape",
            decimals=4,  # the shapes are generalised by more than the ten metres this leaves
            **{**shared, "advances": list(advances)},
        )


def _road(road_id: str, properties: dict[str, Any]) -> Iterator[Feature]:
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
    """Yield a tag for what each side says of a place, at the place's own mark or name.

    On a crowded map there are no tags of points, and ``side_words`` says how much each side says.

    Parameters
    ----------
    shown
        What the view shows.
    most
        As for ``place_features``.
    """
    tagged = not is_crowded(shown)
    for (side, place_id), claims in shown.side_claims.items():
        place = shown.places.get(place_id)
        if place is None or place.lat is None or place.lon is None or place.kind == "country":
            continue
        if place.is_area or tagged:
            yield _tag(shown, side, place, np.array(claims, dtype=np.int64), most)


def _tag(shown: Shown, side: str, place: Place, numbers: Ints, most: int | None) -> Feature:
    """Return the tag of one side at a place; ``numbers`` are those of its claims."""
    assert place.lon is not None and place.lat is not None
    index = shown.index
    articles = np.unique(index.article[numbers])
    entries = [index.entries[n] for n in numbers[:_QUOTES].tolist()]
    party = entries[0].claim.voice
    claims = [
        index.entries[n].claim.id
        for n in named_claims(index, numbers, most, shown.view.claim).tolist()
    ]
    muted = {"muted": True} if is_muted(shown, claims) else {}
    return make_feature(
        Point(place.lon, place.lat),
        id=f"claim-{side}-{place.id}",
        kind="claim",
        name=f"{party_label(party)} on {place.label}",
        part="tag",
        side=side,
        party=party,
        place=place.id,
        articles=[index.corpus.articles[n].id for n in articles[:most].tolist()],
        claims=claims,
        voices=count_words(
            len(articles),
            len(np.unique(index.speaker[numbers])),
            len(np.unique(index.party[numbers])),
        ),
        struck=bool(index.struck[numbers].all()),
        quotes=[
            f"{clip(e.quote, _LONGEST_QUOTE)} ({speaker_label(e.claim)}, {e.article.publisher},"
            f" {day_label(e.article.published)})"
            for e in entries
        ],
        label=f"{party_label(party)} says …",
        **muted,
    )


def side_words(shown: Shown) -> dict[str, str]:
    """Return how many claims each side makes about a place, in words, by place id."""
    parts: dict[str, list[str]] = defaultdict(list)
    for (_, place_id), numbers in sorted(shown.side_claims.items()):
        party = shown.index.entries[numbers[0]].claim.voice
        parts[place_id].append(
            f"{party_label(party)}: {counted(len(numbers), 'claim')} of what lies where"
        )
    return {place_id: "; ".join(words) for place_id, words in parts.items()}
