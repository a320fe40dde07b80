"""What the words of a stated advance allow to be drawn, and no more.

A distance from the border in a section that names a place may be a zone beside that place. A
distance from the border in no more than a direction (“into southern Armenia”) may be an isoline
along that section. Anything else is a measure only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shapely.geometry import Point

from geodata.borders import BorderLine, Offset, offset
from geodata.gazetteer import Gazetteer
from geodata.geodesy import distance_m
from geodata.lakes import schematic_lakes
from geodata.layers import Layer, areas, sections
from geodata.place import Place
from geodata.zones import LONGEST_M, Standing, standing
from loaders.claims.withheld import why_withheld
from loaders.lexicon.tables import words_of
from loaders.model.records import Article, Claim, Distance, Mention
from loaders.text.segment import fold_space

Form = Literal["zone", "isoline", "measure"]
BORDER = "the border"
"""The datum of a distance measured from the border."""
_HEADING = re.compile(
    r"\b(?:toward|towards|to|from|en\s+route\s+to|via)\s+(?:the\s+)?$", re.IGNORECASE
)
_CLOSE = re.compile(r"\b(?:close|next|near|adjacent|border)\s+to\s+(?:the\s+)?$", re.IGNORECASE)
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
        The place the claim itself names on the ground: a zone is cut round it, a measure set beside
        it.
    section
        Id of the area along whose stretch of the border an isoline runs: the one the claim names,
        or that its direction (“southern Armenia”) stands for.
    missing
        What the words leave open, in words.
    words
        The distance as the article writes it.
    withheld
        Why nothing is drawn of it, or "": its words deny it, tell of what is not done, or of no
        forces.
    """

    id: str
    article_id: str
    claim: Claim
    distance: Distance
    form: Form
    country: str | None
    place: Place | None
    section: str | None
    missing: tuple[str, ...]
    words: str
    withheld: str

    def beside(self, line: BorderLine) -> bool:
        """Whether the advance may be at a border line.

        Not where its words name a country on neither side.
        """
        return not self.country or self.country in line.countries


def find_readings(article: Article, gazetteer: Gazetteer) -> list[Reading]:
    """Return a reading for every advance distance of an article's claims.

    Conversions of the same distance are left out.
    """
    found = []
    for claim in article.claims:
        for distance_id in claim.distance_ids:
            distance = article.distance_by_id[distance_id]
            if distance.role == "advance" and distance.converts is None and distance.metres:
                found.append(_reading(article, claim, distance, gazetteer))
    return found


def _reading(article: Article, claim: Claim, distance: Distance, gazetteer: Gazetteer) -> Reading:
    mentions = [
        m
        for m in article.places
        if claim.contains(m) and m.role == "literal" and not _is_goal(article, m)
    ]
    named = [place for m in mentions if (place := gazetteer.get(m.place_id))]
    # a place whose position came from a border line cannot say where beside one something was
    place = next(
        (p for p in named if p.kind in _POINT_KINDS and p.position and not p.from_border), None
    )
    area = next((p for p in named if p.id in areas() and len(p.country) == 2), None)
    country, direction = _country(article, mentions, gazetteer)
    country = country or (area.country if area else None)
    section = (
        sections().get((country or "", direction))
        if direction
        else area.id
        if area and area.country == country
        else None
    )
    form: Form = "measure"
    if distance.datum == BORDER and country:
        form = "zone" if place else "isoline" if section else "measure"
    unlocated = next((m.surface for m in mentions if m.lat is None), None)
    where = (
        f"where {unlocated} lies is not known here"
        if unlocated
        else "where along the border not stated"
    )
    missing = ["extent along the border not stated" if place else where]
    if distance.datum != BORDER:
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
        section=section if form == "isoline" else None,
        missing=tuple(missing),
        words=fold_space(article.text[distance.start : distance.end]),
        withheld=why_withheld(article, claim, distance),
    )


def _is_goal(article: Article, mention: Mention) -> bool:
    """Whether a place is only where somebody was heading to or comes from.

    “toward Kapan”, “40 km from Yerevan”.
    """
    before = article.text[max(0, mention.start - 24) : mention.start]
    return bool(_HEADING.search(before)) and not _CLOSE.search(before)


def _country(
    article: Article, mentions: list[Mention], gazetteer: Gazetteer
) -> tuple[str | None, str | None]:
    """Return the country a claim names on the ground, and the direction word before it."""
    code: str | None = None
    for mention in mentions:
        place = gazetteer.get(mention.place_id)
        if place is None or place.kind != "country":
            continue
        code = code or place.country
        before = re.search(
            r"(?<![\w-])([\w-]+)\s+$", article.text[max(0, mention.start - 24) : mention.start]
        )
        if before and before[1].lower() in words_of("compass"):
            return place.country, before[1].lower()
    return code, None


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """Where a place stands to a reading.

    Whether the distance reaches it, and how far it is from the line.

    ``offset`` is None for a place whose own position was inferred from a border line: its distance
    from one says nothing. ``why`` says in words what keeps it from being simply inside.
    """

    place: Place
    standing: Standing
    offset: Offset | None
    why: str


def radius_m(place: Place) -> float:
    """Return how far from a place's point some of the place may be, in metres.

    Its precision; a schematic lake's envelope besides.
    """
    lake = schematic_lakes().get(place.id)
    return place.precision_m + (lake.envelope_radius_m if lake else 0.0)


def place_offset(place: Place, line: BorderLine) -> Offset | None:
    """Return where a place lies from a line, within its precision.

    None for an area, or where its position came from a border.
    """
    if place.position is None or place.from_border or place.is_area:
        return None
    return offset(line, *place.position, radius_m(place))


def standings(reading: Reading, line: BorderLine, places: Iterable[Place]) -> list[PlaceStanding]:
    """Return where places stand to a zone or an isoline, nearest the line first.

    Nothing for a measure.

    Areas have no one distance and are left out; so are places outside the section an isoline runs
    along.
    """
    limit = reading.distance.metres
    if (
        reading.form == "measure"
        or limit is None
        or limit > LONGEST_M
        or reading.country not in line.countries
    ):
        return []
    anchor = (
        Point(reading.place.position)
        if reading.form == "zone" and reading.place and reading.place.position
        else None
    )
    section = areas().get(reading.section or "")
    found = []
    for place in places:
        if (
            place.position is None
            or place.is_area
            or (section and not _within(section, *place.position))
        ):
            continue
        if place.from_border:
            found.append(
                PlaceStanding(place, "not told", None, "its position came from a border line")
            )
            continue
        told, where, why = standing(
            line, reading.country, *place.position, radius_m(place), limit, anchor
        )
        found.append(PlaceStanding(place, told, where, why))
    return sorted(
        found,
        key=lambda item: (item.offset is None, item.offset.distance_m if item.offset else 0.0),
    )


def _within(section: Layer, lon: float, lat: float) -> bool:
    """Whether a point lies in a section, or as near it as its generalised outline may stray."""
    point = Point(lon, lat)
    if section.geometry.contains(point):
        return True
    nearest = section.geometry.boundary.interpolate(section.geometry.boundary.project(point))
    return distance_m(lon, lat, nearest.x, nearest.y) <= float(section.properties["precision_m"])
