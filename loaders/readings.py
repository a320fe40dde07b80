"""What the words of a stated advance allow to be drawn, and no more.

A distance from the border in a section that names a place may be a zone beside that place. A distance from the border in
no more than a direction (“into southern Armenia”) may be an isoline along that section. Anything else is a measure only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shapely.geometry import Point

from geodata.advance import Standing, standing
from geodata.borders import BorderLine, Offset, offset
from geodata.gazetteer import Gazetteer, Place
from geodata.geodesy import distance_m
from geodata.lakes import schematic_lakes
from geodata.layers import Layer, areas, sections
from loaders.records import Article, Claim, Distance, Mention
from loaders.tables import words_of

Form = Literal["zone", "isoline", "measure"]
BORDER = "the border"
"""The datum of a distance measured from the border."""
_POINT_KINDS = frozenset({"settlement", "lake", "mountain", "airport", "pass", "poi"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One stated advance and the form its words allow.

    Attributes
    ----------
    form
        ``zone``, ``isoline`` or ``measure``.
    country
        ISO code of the country advanced into, where the claim names it on the ground, else None.
    place
        The place the claim itself names on the ground: a zone is cut round it, a measure set beside it.
    direction
        The part of the country the claim names (“southern”), for an isoline.
    missing
        What the words leave open, in words.
    """

    id: str
    article_id: str
    claim: Claim
    distance: Distance
    form: Form
    country: str | None
    place: Place | None
    direction: str | None
    missing: tuple[str, ...]


def find_readings(article: Article, gazetteer: Gazetteer) -> list[Reading]:
    """Return a reading for every advance distance of an article's claims; conversions of the same distance are left out."""
    found = []
    for claim in article.claims:
        for distance_id in claim.distance_ids:
            distance = article.distance_by_id[distance_id]
            if distance.role == "advance" and distance.converts is None and distance.metres:
                found.append(_reading(article, claim, distance, gazetteer))
    return found


def _reading(article: Article, claim: Claim, distance: Distance, gazetteer: Gazetteer) -> Reading:
    mentions = [m for m in article.places if claim.contains(m) and m.role == "literal"]
    country, direction = _country(article, mentions, gazetteer)
    named = [gazetteer.get(m.place_id) for m in mentions]
    place = next((p for p in named if p and p.kind in _POINT_KINDS and p.lat is not None), None)
    from_border = distance.datum == BORDER
    form: Form = "measure"
    if from_border and country and place:
        form = "zone"
    elif from_border and country and direction:
        form = "isoline"
    missing = ["extent along the border not stated" if form == "zone" else "where along the border not stated"]
    if not from_border:
        named_start = [f"from {distance.datum}"] if distance.datum != "not stated" else []
        missing = [*named_start, "start not stated", *missing]
    return Reading(
        id=f"{claim.id}-{distance.id}",
        article_id=article.id,
        claim=claim,
        distance=distance,
        form=form,
        country=country,
        place=place,
        direction=direction if form == "isoline" else None,
        missing=tuple(missing),
    )


def _country(article: Article, mentions: list[Mention], gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    """Return the country a claim names on the ground, and the direction word before it."""
    code: str | None = None
    for mention in mentions:
        place = gazetteer.get(mention.place_id)
        if place is None or place.kind != "country":
            continue
        code = code or place.country
        before = re.search(r"([\w-]+)\s+$", article.text[max(0, mention.start - 24) : mention.start])
        if before and before[1].lower() in words_of("compass"):
            return place.country, before[1].lower()
    return code, None


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """Where a place stands to a reading: whether the distance reaches it, and how far it is from the line.

    ``offset`` is None for a place whose own position was inferred from a border line: its distance from one says nothing.
    """

    place: Place
    standing: Standing
    offset: Offset | None


def radius_m(place: Place) -> float:
    """Return how far from a place's point some of the place may be, in metres: its precision; a schematic lake's envelope besides."""
    lake = schematic_lakes().get(place.id)
    return place.precision_m + (lake.envelope_radius_m if lake else 0.0)


def place_offset(place: Place, line: BorderLine) -> Offset | None:
    """Return where a place lies from a line, within its precision; None for an area, or where its position came from a border."""
    if place.position is None or place.from_border or place.is_area:
        return None
    return offset(line, *place.position, radius_m(place))


def standings(reading: Reading, line: BorderLine, places: Iterable[Place]) -> list[PlaceStanding]:
    """Return where places stand to a zone or an isoline, nearest the line first; nothing for a measure.

    Areas have no one distance and are left out; so are places outside the section an isoline runs along.
    """
    limit = reading.distance.metres
    if reading.form == "measure" or limit is None or reading.country not in {line.left, line.right}:
        return []
    anchor = Point(reading.place.position) if reading.form == "zone" and reading.place and reading.place.position else None
    section = areas().get(sections().get((reading.country, reading.direction or ""), "")) if reading.form == "isoline" else None
    found = []
    for place in places:
        if place.position is None or place.is_area or (section and not _within(section, *place.position)):
            continue
        if place.from_border:
            found.append(PlaceStanding(place, "not told", None))
            continue
        told, where = standing(line, reading.country, *place.position, radius_m(place), limit, anchor)
        found.append(PlaceStanding(place, told, where))
    return sorted(found, key=lambda item: (item.offset is None, item.offset.distance_m if item.offset else 0.0))


def _within(section: Layer, lon: float, lat: float) -> bool:
    """Whether a point lies in a section, or as near it as its generalised outline may stray."""
    point = Point(lon, lat)
    if section.geometry.contains(point):
        return True
    nearest = section.geometry.boundary.interpolate(section.geometry.boundary.project(point))
    return distance_m(lon, lat, nearest.x, nearest.y) <= float(section.properties["precision_m"])
