"""What is marked in an article that is read, and what each mark says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.html.wording import (
    STANCES,
    TOPICS,
    day_labels,
    how_sure,
    relay_chain,
    side_beside,
    speaker_label,
    start_label,
    time_label,
)
from dashboard.query.border import Border
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.session.mine import corrected_by
from geodata.gazetteer import Gazetteer
from loaders import Article, Claim, DateMention, Distance, Mention, Span
from loaders.claims.event_dates import day_words
from loaders.text.segment import fold_space

_ROLES = {
    "metonym": "stands for a government or a body; not mapped",
    "modifier": "only qualifies another word; not mapped",
    "adjectival": "people or an adjective, not the ground; not mapped",
    "not_a_place": "is no place here; not mapped",
    "literal": "means the ground, but nobody can say where; not mapped",
}


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """Characters to mark.

    Attributes
    ----------
    kind
        One of ``MARKS``.
    stop
        Names it among the article's marks.
    tip
        What it says on hover and focus, a line each.
    sends
        What is sent when it is chosen; nothing happens where it is None.
    place
        The place it stands for.
    look
        Further classes of its element.
    who
        The speaker, of a claim.
    """

    kind: str
    stop: str
    tip: str
    sends: Mapping[str, str] | None = None
    place: str | None = None
    look: str = ""
    who: str = ""


def find_marks(article: Article, shown: Shown) -> list[Mark]:
    """Return what is marked in an article.

    These are the claims and places shown, every time and distance, and the names not on the map.
    """
    placed = {id(mention) for mention in shown.sightings.within(article)}
    marks = [
        _claim_mark(article, claim, shown.border)
        for claim in article.claims
        if claim.id in shown.by_claim
    ]
    for mention in article.places:
        if id(mention) in placed:
            marks.append(_place_mark(mention, shown.places))
        elif mention.lat is None or mention.role != "literal":
            marks.append(_name_mark(mention))
    marks += [_date_mark(date) for date in article.dates if date.first]
    marks += [_distance_mark(distance) for distance in article.distances]
    return marks


def mention_stop(mention: Mention) -> str:
    """Return the name of a mention’s mark in its article.

    It is ``p:`` with its first character where it may be on the map, else ``x:``.
    """
    return (
        f"{'p' if mention.role == 'literal' and mention.lat is not None else 'x'}:{mention.start}"
    )


def _claim_mark(article: Article, claim: Claim, border: Border) -> Mark:
    party = f" ({beside})" if (beside := side_beside(claim)) else ""
    about = day_words(article, claim, claim.event_date)
    stated = claim.event_sure == "certain"
    event, *others = day_labels(article, claim)
    lines = [
        (
            f"{speaker_label(claim)}{party}: {STANCES.get(claim.stance, claim.stance)},"
            f" {TOPICS.get(claim.topic, claim.topic).lower()}"
        ),
        relay_chain(article, claim),
        *how_sure(claim, corrected_by(article, claim)),
        event + (f" (“{about.surface}”: {about.basis})" if about and stated else ""),
        *others,
    ]
    if claim.status_span:
        said = fold_space(article.text[claim.status_span.start : claim.status_span.end])
        lines.append(f"{claim.status.capitalize()}, in the article’s own words: “{said}”")
    look = " ".join(
        filter(
            None,
            [side_of_party(claim.voice, border), "" if claim.status == "asserted" else "debunked"],
        )
    )
    return Mark(
        claim.start,
        claim.end,
        "claim",
        f"c:{claim.id}",
        "\n".join(lines),
        {"claim": claim.id},
        look=look,
        who=claim.who,
    )


def _place_mark(mention: Mention, gazetteer: Gazetteer) -> Mark:
    place = gazetteer.get(mention.place_id)
    label = place.label if place else mention.name
    size = mention.precision_m or 0.0
    lines = [
        (
            f"“{mention.surface}” → {label}, ± {size / 1000:g} km"
            if size >= 1000
            else f"“{mention.surface}” → {label}, ± {size:.0f} m"
        )
    ]
    lines.append(f"{mention.sure.capitalize()}: {mention.why}")
    return Mark(
        mention.start,
        mention.end,
        "place",
        mention_stop(mention),
        "\n".join(lines),
        {"place": str(mention.place_id)},
        mention.place_id,
    )


def _name_mark(mention: Mention) -> Mark:
    lines = [f"“{mention.surface}” {_ROLES[mention.role]}", mention.why]
    return Mark(mention.start, mention.end, "name", mention_stop(mention), "\n".join(lines))


def _date_mark(date: DateMention) -> Mark:
    lines = [
        f"“{date.surface}” → {time_label(date.first, date.last, date.value)}",
        f"Because: {date.basis}",
    ]
    return Mark(date.start, date.end, "date", f"d:{date.start}", "\n".join(lines))


def _distance_mark(distance: Distance) -> Mark:
    lines = [
        distance.label + ("" if distance.metres is None else f" = {distance.metres:,.0f} m"),
        start_label(distance.datum),
    ]
    if distance.role != "advance":
        lines[1] = f"Read as: {distance.role}"
    return Mark(distance.start, distance.end, "far", f"m:{distance.start}", "\n".join(lines))
