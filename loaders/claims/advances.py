"""The advances an article states, each with what its words allow to be drawn.

A distance from the border, in a claim that names a place, may be a zone beside that place. A
distance from the border with no more than a direction (“into southern Armenia”) may be an isoline
along that section of the border. Anything else is only a measure.
"""

from __future__ import annotations

import re

from geodata.gazetteer import Gazetteer
from geodata.sections import area_ids, sections
from loaders.claims.distances import NOT_STATED
from loaders.lexicon.tables import negation, pattern_of, words_of
from loaders.model.records import Advance, Article, Claim, Distance, Form, Mention
from loaders.text.segment import fold_space

BORDER = "the border"
"""The datum of a distance measured from the border."""
_HEADING = re.compile(
    r"\b(?:toward|towards|to|from|en\s+route\s+to|via)\s+(?:the\s+)?$", re.IGNORECASE
)
_CLOSE = re.compile(r"\b(?:close|next|near|adjacent|border)\s+to\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE_NAME = 24
"""Characters before a place's name that hold the preposition or direction that belongs to it."""
_NO_MORE = re.compile(
    r"\b(?:no|not)\s+(?:more|less)\s+than\b|\bnot\s+only\b|\bhow\s+could\b", re.IGNORECASE
)
"""Words that negate nothing: “no more than”, or a question that takes a thing as done (“how could
they”)."""
_NO_THING = re.compile(r"\bno\s+\w+(?:\s+\w+)?", re.IGNORECASE)
_CLAUSE = re.compile(r";|[.!?]\s|\bbut\b|\band\s+that\b", re.IGNORECASE)
"""Where another clause begins: a “not” before it says nothing about it."""
_NEGATED = 60
"""Characters before a distance in which a “not” negates it: about ten words."""
_POINT_KINDS = frozenset(
    {"settlement", "lake", "mountain", "airport", "pass", "poi", "site", "island"}
)


def find_advances(article: Article, gazetteer: Gazetteer) -> list[Advance]:
    """Return every advance an article's claims state, without conversions of the same distance."""
    advances = []
    for claim in article.claims:
        for distance_id in claim.distance_ids:
            distance = article.distance_by_id[distance_id]
            if distance.role == "advance" and distance.converts is None and distance.metres:
                advances.append(_advance(article, claim, distance, gazetteer))
    return advances


def _advance(article: Article, claim: Claim, distance: Distance, gazetteer: Gazetteer) -> Advance:
    mentions = [
        m
        for m in article.places
        if claim.contains(m) and m.role == "literal" and not _is_goal(article, m)
    ]
    named = [place for m in mentions if (place := gazetteer.get(m.place_id))]
    # a position that was inferred from a border line cannot say where along a line something was
    place = next(
        (p for p in named if p.kind in _POINT_KINDS and p.position and not p.from_border), None
    )
    area = next((p for p in named if p.id in area_ids() and len(p.country) == 2), None)
    country, direction = _country(article, mentions, gazetteer)
    country = country or (area.country if area else None)
    section = area.id if area and area.country == country else None
    if direction:
        section = sections().get((country or "", direction))
    form: Form = "measure"
    if distance.datum == BORDER and country:
        form = "zone" if place else "isoline" if section else "measure"
    unlocated = next((m.surface for m in mentions if m.lat is None), None)
    where = "where along the border not stated"
    if unlocated:
        where = f"where {unlocated} lies is not known here"
    missing = ["extent along the border not stated" if place else where]
    if distance.datum != BORDER:
        named_start = [f"from {distance.datum}"] if distance.datum != NOT_STATED else []
        unmeasured = (
            f"no line at hand for {distance.datum}" if distance.line_kind else "start not stated"
        )
        missing = [*named_start, unmeasured, *missing]
    return Advance(
        distance.start,
        distance.end,
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
    """Whether a place is only where somebody goes or comes from.

    Examples are “toward Kapan” and “40 km from Yerevan”.
    """
    before = article.text[max(0, mention.start - _BEFORE_NAME) : mention.start]
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
        before = article.text[max(0, mention.start - _BEFORE_NAME) : mention.start]
        word = re.search(r"(?<![\w-])([\w-]+)\s+$", before)
        if word and word[1].lower() in words_of("compass"):
            return place.country, word[1].lower()
    return code, None


def why_withheld(article: Article, claim: Claim, distance: Distance) -> str:
    """Return why a distance is not the advance of forces that happened, or ""."""
    words = article.text[claim.start : claim.end]
    before = _NO_MORE.sub("", article.text[claim.start : distance.start])
    # “met no resistance and advanced” negates the resistance, not the advance
    before = _NO_THING.sub(
        lambda match: match[0] if pattern_of("armed_body").search(match[0]) else "", before
    )
    if (
        claim.stance == "denies"
        or negation().search(_CLAUSE.split(before)[-1][-_NEGATED:])
        or pattern_of("falsehood").search(words)
    ):
        return "denied"
    if claim.stance == "demands" or pattern_of("not_done").search(before):
        return "not told as done"
    return "not told of forces" if pattern_of("not_forces").search(before) else ""
