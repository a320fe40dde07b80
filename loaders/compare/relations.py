"""How two claims stand to one another, each with both spans and the reason; never a truth value.

Same statement, rounded figure, different figure, different datum, possibly two events, denies,
contradicts, silent on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product

from geodata.gazetteer import Gazetteer
from loaders.claims.topics import topic_scores
from loaders.compare.compared import Compared, sides, stated_advances
from loaders.lexicon.tables import pattern_of
from loaders.model.records import NARRATOR, About, Corpus, Distance, Relation
from loaders.text.segment import fold_space

_GROUND = frozenset({"advance", "position", "violence", "border", "withdrawal"})
_SAME = 0.6
"""Share of content words two wordings of one statement have in common, at least. A translation or
another outlet changes a third of them and more; two statements on one topic share fewer."""
_FEWEST = 4
"""Content words they have in common, at least: two short claims share a few words by chance."""
_ROUNDING_M = 600.0
"""Two figures no further apart than this, one of them in whole kilometres, may be one figure
rounded: that alone changes a figure by up to 500 m, and the other may be rounded to 100 m."""
_MOST = 50.0
"""Percent of a place from which on it lies mostly on one side."""
_MARKS = " .,;\"'“”‘’"


Pairs = Iterator[tuple[Compared, Compared]]


def find_relations(corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
    """Return the relations between the claims of a corpus, in the order of its articles.

    Only claims that share what a rule asks for (a speaker, a day, a party, an article) are
    compared.
    """
    claims = [
        Compared(article, claim, rank, gazetteer)
        for rank, (article, claim) in enumerate(corpus.claims.values())
    ]
    found: list[tuple[int, int, Relation]] = []
    for pairs, rule in (
        (_told_alike, _wording),
        (_dated, _days),
        (_answered, _denial),
        (_facing, _troops),
        (_on_one_day, _violence),
    ):
        for a, b in pairs(claims):
            if a.one_story(b):
                found += [(a.rank, b.rank, relation) for relation in rule(a, b)]
    found.sort(key=lambda item: item[:2])
    relations = [relation for *_, relation in found]
    relations += _shares(corpus)
    measured = [(v, d) for v in claims for d in stated_advances(v.article, v.claim)]
    for (a, first), (b, second) in combinations(measured, 2):
        if a is not b and a.one_story(b):
            relations += _figures(a, first, b, second)
    return relations


def _grouped(claims: Iterable[Compared], key: Callable[[Compared], Hashable]) -> Pairs:
    """Yield every two claims with one key, in order."""
    groups: dict[Hashable, list[Compared]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    for group in groups.values():
        yield from combinations(group, 2)


def _told_alike(claims: Sequence[Compared]) -> Pairs:
    """Yield one speaker's words in two articles, then the words of two sides that may say one thing."""
    named = [v for v in claims if v.claim.party != NARRATOR]
    yield from (
        (a, b) for a, b in _grouped(named, lambda v: v.claim.speaker) if a.article is not b.article
    )
    # whoever denies or accuses says nothing together with the other side
    told = [v for v in named if v.is_side and v.claim.stance not in {"denies", "accuses"}]
    for a, b in _grouped(told, lambda v: v.told_of):
        if not set(sides()[a.claim.party]) & set(sides()[b.claim.party]):
            yield a, b


def _wording(a: Compared, b: Compared) -> Iterator[Relation]:
    """One speaker's words in two articles told alike, or the words of both sides' speakers that say one thing."""
    one_speaker = a.claim.speaker == b.claim.speaker
    both = a.content & b.content
    shared = len(both) / max(1, min(len(a.content), len(b.content)))
    if (shared >= _SAME and len(both) >= _FEWEST) or (
        not one_speaker and a.content == b.content and len(a.content) > 1
    ):
        who = (
            f"both give words of {a.claim.speaker}"
            if one_speaker
            else f"{a.claim.speaker} and {b.claim.speaker} say the same of the same"
        )
        alike = fold_space(a.words).strip(_MARKS) == fold_space(b.words).strip(_MARKS)
        how = (
            "in the same words"
            if alike
            else f"with {shared:.0%} of their content words in common, worded differently"
        )
        yield _relation(a, b, "same statement", "wording", f"{who}, {how}")


def _dated(claims: Sequence[Compared]) -> Pairs:
    """Yield claims of an advance with different days, in two articles.

    A withdrawal may be dated by the advance it undoes.
    """
    told = [
        v
        for v in claims
        if v.claim.event_date
        and v.claim.topic in {"advance", "withdrawal"}
        and topic_scores(v.words)["advance"]
    ]
    yield from (
        (a, b)
        for a, b in combinations(told, 2)
        if a.claim.event_date != b.claim.event_date and a.article is not b.article
    )


def _days(a: Compared, b: Compared) -> Iterator[Relation]:
    """Two days given for an advance or crossing, in two articles."""
    yield _relation(
        a,
        b,
        "possibly two events",
        "day",
        f"one gives {a.claim.event_date}, the other {b.claim.event_date}",
    )


def _answered(claims: Sequence[Compared]) -> Pairs:
    """Yield the denials of an article, each with the other claims of it."""
    denying = {v.article.id for v in claims if v.claim.stance == "denies"}
    inside = (v for v in claims if v.article.id in denying)
    yield from (
        (a, b)
        for a, b in _grouped(inside, lambda v: v.article.id)
        if "denies" in {a.claim.stance, b.claim.stance}
    )


def _denial(a: Compared, b: Compared) -> Iterator[Relation]:
    """A denial beside what the other party says of the denier, in the same article."""
    for denial, said in ((a, b), (b, a)):
        if denial.claim.stance != "denies" or said.claim.stance in {"denies", "demands"}:
            continue
        if said.claim.party in {denial.claim.party, NARRATOR} or said.claim.topic not in _GROUND:
            continue
        # “denied that its troops had advanced” is of advances only; “denied the allegations”, of
        # whatever alleges something
        alleges = (
            said.claim.stance == "accuses"
            or topic_scores(said.words)["advance"]
            or topic_scores(said.words)["violence"]
        )
        if said.claim.topic != denial.claim.topic if denial.claim.topic in _GROUND else not alleges:
            continue
        others = [party for party in sides() if party != denial.claim.party and denial.names(party)]
        if others and said.claim.party not in others:
            continue
        if said.is_side and denial.is_side and said.names(denial.claim.party):
            yield _relation(
                denial,
                said,
                "denies",
                "denial",
                f"{denial.claim.speaker} denies what {said.claim.speaker} says of it; the claim is"
                " drawn all the same",
            )


def _facing(claims: Sequence[Compared]) -> Pairs:
    """Yield what a side says of another's troops, with what that one says of the ground."""
    told = [
        v for v in claims if v.is_side and v.claim.topic in _GROUND and v.claim.stance != "denies"
    ]
    by_party: dict[str, list[Compared]] = defaultdict(list)
    for claim in told:
        by_party[claim.claim.party].append(claim)
    seen = set()
    for one in told:
        for party in one.troops_of - {one.claim.party}:
            for other in by_party[party]:
                pair = (one, other) if one.rank < other.rank else (other, one)
                key = (pair[0].rank, pair[1].rank)
                if key not in seen:
                    seen.add(key)
                    yield pair


def _troops(a: Compared, b: Compared) -> Iterator[Relation]:
    """Each side places the other's troops where they should not be, or its own where the other denies them a place."""
    for one, other in ((a, b), (b, a)):
        if other.claim.party not in one.troops_of:
            continue
        if one.claim.party in other.troops_of and one is a:
            yield _relation(
                one,
                other,
                "contradicts",
                "troops",
                "each places the other’s troops on its own land",
            )
        elif pattern_of("own_land").search(other.words):
            yield _relation(
                one,
                other,
                "contradicts",
                "side",
                f"{one.claim.speaker} says they are across the border; {other.claim.speaker} says"
                " they are on their own side",
            )


def _on_one_day(claims: Sequence[Compared]) -> Pairs:
    """Yield claims of violence on one day by two speakers."""
    told = [v for v in claims if v.claim.topic == "violence" and v.claim.event_date]
    yield from (
        (a, b)
        for a, b in _grouped(told, lambda v: v.claim.event_date)
        if a.claim.speaker != b.claim.speaker
    )


def _violence(a: Compared, b: Compared) -> Iterator[Relation]:
    """One tells of shots, clashes or casualties, the other of none; not of two different places."""
    if a.ground and b.ground and not a.ground & b.ground:
        return
    if {a.tells_violence, b.tells_violence} == {True, False}:
        one, other = (a, b) if a.tells_violence else (b, a)
        yield _relation(
            one,
            other,
            "contradicts",
            "violence",
            f"{one.claim.speaker}: of violence; {other.claim.speaker}: of none, on the same day",
        )


def _relation(a: Compared, b: Compared, relation: str, about: About, reason: str) -> Relation:
    spans = tuple((claim.article.id, claim.claim.start, claim.claim.end) for claim in (a, b))
    return Relation(a.claim.id, b.claim.id, relation, spans, reason, about)


def _shares(corpus: Corpus) -> Iterator[Relation]:
    """One says that most or all of a place lies on one side, the other that it is divided."""
    stated = [
        (article, share)
        for article in corpus.articles
        for share in article.shares
        if share.claim.id in corpus.claims
    ]
    mostly = [item for item in stated if item[1].country is not None and item[1].low >= _MOST]
    divided = [item for item in stated if item[1].country is None]
    for (a, one), (b, other) in product(mostly, divided):
        if one.place_id == other.place_id and one.claim.id != other.claim.id:
            words, split = (fold_space(x.text[e.start : e.end]) for x, e in ((a, one), (b, other)))
            spans = (
                (a.id, one.claim.start, one.claim.end),
                (b.id, other.claim.start, other.claim.end),
            )
            reason = f"“{words}” against “{split.split()[0]}”"
            yield Relation(one.claim.id, other.claim.id, "different figure", spans, reason, "lake")


def _figures(a: Compared, first: Distance, b: Compared, second: Distance) -> Iterator[Relation]:
    """Two stated distances of an advance.

    Their figures, what they are measured from, and the day.
    """
    less, more = sorted((first, second), key=lambda distance: distance.metres or 0.0)
    shown = f"{less.value:g} {less.unit} against {more.value:g} {more.unit}"
    if first.metres is not None and second.metres is not None and first.metres != second.metres:
        apart = abs(first.metres - second.metres)
        whole = any(d.metres is not None and d.metres % 1000 == 0 for d in (first, second))
        yield _relation(
            a,
            b,
            "rounded figure" if whole and apart <= _ROUNDING_M else "different figure",
            "distance",
            shown,
        )
    if first.datum != second.datum:
        start, another = sorted((first.datum, second.datum))
        yield _relation(
            a, b, "different datum", "datum", f"measured from: {start}, against: {another}"
        )
    for one, other in ((a, b), (b, a)):
        if one.claim.event_date and not other.claim.event_date:
            yield _relation(
                other,
                one,
                "silent on",
                "day",
                f"gives no day, where the other gives {one.claim.event_date}",
            )
