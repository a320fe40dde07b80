"""What the records answer: how far, on which day, whose ground, and what nobody says.

Nothing is averaged and nobody is ranked: every answer is a claim, with the words that give it.
Pure; imports no Streamlit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dashboard.query.border import story_of
from dashboard.query.index import NO_DAY, Entry, Mask
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party, sides
from loaders import Advance, Article, Claim, Distance, Relation, Span
from loaders.claims.advances import why_withheld
from loaders.claims.event_dates import day_words
from loaders.compare.answer_words import crossed_ground, own_ground

MOST_FIGURES, MOST_DAYS, MOST_OUTLETS = 60, 12, 4
"""Statements of a distance, days, and outlets of a day that are listed at most."""
_MOST_TICKS = 5
"""Steps of the scale of the bars at most, so that its numbers do not touch."""
_MOST_READ = 12
"""Claims of one outlet and day among which the plainest is sought at most."""
_QUOTES = '“”"„«»'

Role = Literal["across", "own", "troops", "denies"]
"""What a side says of the ground: the others crossed the border, its own are on its own side, the
other's troops are on its land, or it denies what is said of it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement of how far.

    Attributes
    ----------
    entry
        The claim.
    distance
        The distance it states; its ``metres`` is None for one without a figure.
    advance
        What its words allow to be drawn; None for one without a figure.
    on_map
        Whether its words name the starting point and a place: it is drawn on the map.
    """

    entry: Entry
    distance: Distance
    advance: Advance | None
    on_map: bool


@dataclass(frozen=True, slots=True)
class HowFar:
    """Every statement of how far, in the order in which it is listed.

    Attributes
    ----------
    figures
        The statements: what is on the map first, else as the articles have them.
    total
        How many there are; at most ``MOST_FIGURES`` of them are listed.
    mapped
        How many of all are on the map.
    silent
        The sides of the border that speak but state no figure: left or right, and the party.
    step, top
        Metres of a step of the common scale, and of its end; 0 without a figure.
    """

    figures: tuple[Figure, ...]
    total: int
    mapped: int
    silent: tuple[tuple[str, str], ...]
    step: float
    top: float


@dataclass(frozen=True, slots=True)
class DayGiven:
    """A claim that gives a day, and the words that name the day."""

    entry: Entry
    words: Span | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What one side says of whose ground it was.

    Attributes
    ----------
    side, party
        left or right, and its party.
    other
        The other side's party.
    entry
        The claim; None where the side says nothing of it.
    role
        What it says; "" without a claim.
    words
        The words that say so, if a rule knows them.
    """

    side: str
    party: str
    other: str
    entry: Entry | None
    role: Role | Literal[""]
    words: Span | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims that stand in one relation to another claim, each with the reason.

    ``first`` says whether the claim asked about is the relation's first.
    """

    relation: str
    about: str
    first: bool
    others: tuple[tuple[Entry, str], ...]


def how_far(shown: Shown) -> HowFar:
    """Return every statement of an advance that is not withheld, and the scale of their bars."""
    index, own = shown.index, _of_story(shown)
    stated = [
        (number, Figure(index.entries[number], a.distance, a, _on_map(a, shown)))
        for number, a in index.advances
        if own[number] and not a.withheld
    ]
    stated += [
        (number, Figure(index.entries[number], distance, None, on_map=False))
        for number in _advancing(shown)
        for distance in _vague(index.entries[number])
    ]
    stated.sort(key=lambda s: (s[1].entry.struck, not s[1].on_map, s[0], s[1].distance.start))
    figures = [figure for _, figure in stated]
    stating = {f.entry.claim.voice for f in figures if f.distance.metres and not f.entry.struck}
    speaking = {index.parties[code] for code in np.unique(index.party[shown.mask]).tolist()}
    silent = tuple(
        (side, party)
        for side, party in sides(shown.border).items()
        if figures and party in speaking and party not in stating
    )
    step, top = scale_of([f.distance for f in figures[:MOST_FIGURES]])
    mapped = sum(figure.on_map for figure in figures)
    return HowFar(tuple(figures[:MOST_FIGURES]), len(figures), mapped, silent, step, top)


def _on_map(advance: Advance, shown: Shown) -> bool:
    struck = advance.claim.status != "asserted" and not shown.view.debunked
    return advance.form == "zone" and not struck and shown.border.may_hold(advance)


def _of_story(shown: Shown) -> Mask:
    """Return which claims shown are of articles that are not about another border."""
    index, own = shown.index, story_of(shown.index, shown.border.pair)
    if own is index.corpus:
        return shown.mask
    numbers = [index.article_number[article.id] for article in own.articles]
    mask: Mask = shown.mask & np.isin(index.article, numbers)
    return mask


def _advancing(shown: Shown) -> list[int]:
    """Return the numbers of the claims shown that are of an advance."""
    index = shown.index
    found = np.flatnonzero(_of_story(shown) & index.coded(index.topic, index.topics, {"advance"}))
    return [int(number) for number in found]


def _vague(entry: Entry) -> list[Distance]:
    """Return the distances of an advance that a claim states without a figure."""
    article, claim = entry.article, entry.claim
    distances = [article.distance_by_id[i] for i in claim.distance_ids]
    return [
        d
        for d in distances
        if d.role == "advance"
        and d.metres is None
        and d.converts is None
        and not why_withheld(article, claim, d)
    ]


def scale_of(distances: Iterable[Distance]) -> tuple[float, float]:
    """Return a scale on which all distances fit: metres of a step, and of its end.

    A step is 1, 2 or 5 times a power of ten. Beyond “more than” there is room for what is beyond.
    """
    reach = [(d.metres or 0.0) * (1.15 if d.qualifier == "more_than" else 1.0) for d in distances]
    longest = max(reach, default=0.0)
    if longest <= 0:
        return 0.0, 0.0
    power = 10.0 ** math.floor(math.log10(longest))
    steps = [factor * power / 10 for factor in (1, 2, 5, 10, 20, 50)]
    step = next(s for s in steps if longest / s <= _MOST_TICKS)
    return step, step * math.ceil(longest / step - 1e-9)


def which_day(shown: Shown) -> list[tuple[str, list[DayGiven]]]:
    """Return the days that claims of an advance give: of each outlet the plainest claim.

    Of a claim it is plainest where the day's words stand inside it, then where its sentence has
    them.
    """
    index, days = shown.index, shown.index.days["event"]
    groups: dict[str, dict[str, list[Entry]]] = {}
    for number in _advancing(shown):
        entry = index.entries[number]
        if days[number] != NO_DAY and not entry.struck:
            outlets = groups.setdefault(entry.claim.event_date or "", {})
            outlets.setdefault(entry.article.publisher, []).append(entry)
    return [
        (day, [_plainest(entries) for entries in outlets.values()])
        for day, outlets in sorted(groups.items())
    ]


def _plainest(entries: Sequence[Entry]) -> DayGiven:
    given = [
        DayGiven(e, day_words(e.article, e.claim, e.claim.event_date)) for e in entries[:_MOST_READ]
    ]
    return min(given, key=_far_from_words)


def _far_from_words(given: DayGiven) -> int:
    claim, words = given.entry.claim, given.words
    if words is None:
        return 3
    if claim.contains(words):
        return 0
    return 1 if given.entry.article.sentence_at(claim).contains(words) else 2


def apart_in_day(
    days: Iterable[tuple[str, Sequence[DayGiven]]], relations: Iterable[Relation]
) -> list[str]:
    """Return the relations between claims that give different days, such as two events."""
    given = {g.entry.claim.id for _, group in days for g in group}
    found = (
        r.relation
        for r in relations
        if r.about == "day" and r.relation != "silent on" and r.a in given and r.b in given
    )
    return list(dict.fromkeys(found))


def whose_ground(shown: Shown, relations: Iterable[Relation]) -> list[Ground]:
    """Return what each side of the border says of whose ground it was.

    Only claims that contradict or deny one another count, and only those of the two sides. Of a
    side's claims the first with a quotation is taken, else the shortest. There is no answer where
    neither side speaks.
    """
    parties = sides(shown.border)
    speaking = {e.claim.voice for e in shown.entries}
    if not speaking & set(parties.values()):
        return []
    roles: dict[str, Role] = {}
    for relation in relations:
        for claim_id, role in _roles(relation, shown):
            if claim_id in shown.by_claim and roles.get(claim_id) not in {"across", "own"}:
                roles[claim_id] = role
    found: dict[str, list[Entry]] = {"left": [], "right": []}
    # in the order of the articles, not in that of the relations
    for claim_id in sorted(roles, key=shown.index.claim_number.__getitem__):
        entry = shown.by_claim[claim_id]
        side = side_of_party(entry.claim.voice, shown.border)
        if side and not entry.struck:
            found[side].append(entry)
    return [_ground(side, parties, found[side], roles) for side in parties]


def _roles(relation: Relation, shown: Shown) -> list[tuple[str, Role]]:
    if relation.relation == "contradicts" and relation.about == "side":
        return [(relation.a, "across"), (relation.b, "own")]
    if relation.relation == "contradicts" and relation.about == "troops":
        return [(relation.a, "troops"), (relation.b, "troops")]
    # what is denied is an answer only where its words say whose ground it was
    if relation.relation != "denies":
        return []
    denied = shown.by_claim.get(relation.b)
    crossed = denied is not None and crossed_ground(denied.article, denied.claim)
    answered: list[tuple[str, Role]] = [(relation.b, "across")] if crossed else []
    return [(relation.a, "denies"), *answered]


def _ground(
    side: str, parties: dict[str, str], entries: Sequence[Entry], roles: dict[str, Role]
) -> Ground:
    party = parties[side]
    other = next((p for s, p in parties.items() if s != side), "")
    if not entries:
        return Ground(side, party, other, None, "", None)
    order: tuple[Role, ...] = ("across", "own", "troops", "denies")
    best = min(entries, key=lambda e: (order.index(roles[e.claim.id]) // 2, *_plainness(e)))
    role = roles[best.claim.id]
    return Ground(side, party, other, best, role, _ground_words(best.article, best.claim, role))


def _plainness(entry: Entry) -> tuple[bool, int]:
    """Return a key: claims with a quotation in the order of their articles, then the shortest."""
    quoted = any(char in _QUOTES for char in entry.quote)
    return (not quoted, 0 if quoted else len(entry.quote))


def _ground_words(article: Article, claim: Claim, role: Role) -> Span | None:
    """Return the words of a claim that say whose ground it was, or None."""
    return own_ground(article, claim) if role == "own" else crossed_ground(article, claim)


def standing_to(claim_id: str, shown: Shown, relations: Iterable[Relation]) -> list[Standing]:
    """Return how the other claims shown stand to one, by kind of relation; never a verdict."""
    groups: dict[tuple[str, str, bool], list[tuple[Entry, str]]] = {}
    for relation in relations:
        if claim_id in (relation.a, relation.b):
            first = relation.a == claim_id
            other = shown.by_claim.get(relation.b if first else relation.a)
            if other:
                key = (relation.relation, relation.about, first)
                groups.setdefault(key, []).append((other, relation.reason))
    return [Standing(*key, tuple(others)) for key, others in groups.items()]
