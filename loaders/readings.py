"""What the words of a stated advance allow to be drawn, and no more.

A distance from the border in a section that names a place may be a zone beside that place. A distance from the border in
no more than a direction (“into southern Armenia”) may be an isoline along that section. Anything else is a measure only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from geodata.gazetteer import Gazetteer, Place
from loaders.records import Article, Claim, Distance, Mention
from loaders.tables import words_of

Form = Literal["zone", "isoline", "measure"]
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
        The place the claim itself names, for a zone.
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
    from_border = distance.datum == "the border"
    form: Form = "measure"
    if from_border and country and place:
        form = "zone"
    elif from_border and country and direction:
        form = "isoline"
    missing = ["extent along the border not stated" if form == "zone" else "where along the border not stated"]
    if not from_border:
        missing.insert(0, "start not located" if distance.datum != "not stated" else "start not stated")
    return Reading(
        id=f"{claim.id}-{distance.id}",
        article_id=article.id,
        claim=claim,
        distance=distance,
        form=form,
        country=country,
        place=place if form == "zone" else None,
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
