"""The relations between two claims, each with both spans and the reason; never a truth value.

Their types are: same statement, rounded figure, different figure, different datum (starting point),
possibly two events, denies, contradicts, silent on.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product

from geodata.gazetteer import Gazetteer
from loaders.claims.topics import GROUND, topic_scores
from loaders.compare.compared import Compared, sides, stated_advances
from loaders.compare.near_days import NearDays, near_pairs
from loaders.compare.rival_claims import blames, of_one_ground, says_own
from loaders.lexicon.tables import pattern_of
from loaders.model.records import NARRATOR, About, Article, Claim, Corpus, Distance, Relation
from loaders.text.segment import fold_space

_SAME = 0.6
"""Share of content words two wordings of one statement have in common, at least. A translation or
another outlet changes a third of them and more; two statements on one topic share fewer."""
_FEWEST = 4
"""Content words they have in common, at least: two short claims share a few words by chance."""
_ROUNDED_DOWN_M, _ROUNDED_UP_M = 600.0, 450.0
"""Whole kilometres may be a figure rounded that is more by no more, or less by no more, than this.
“Three” and “more than three” are said of 3.5 km, “four” is not."""
_ROUNDED_SHARE = 0.25
"""Share of a figure that rounding changes at most: 1 km is no rounding of 1.5 km."""
_MOST = 50.0
"""Percent of a place from which on it lies mostly on one side."""
_MARKS = " .,;\"'“”‘’"
"""Characters at the ends of two quotations that make no difference."""

Pairs = Iterator[tuple[Compared, Compared]]


def find_relations(corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
    """Return the relations between the claims of a corpus, in the order of its articles.

    Only claims of two weeks that share what a rule asks for (speaker, day, party or article) are
    compared.
    """
    claims = [
        Compared(article, claim, rank, gazetteer)
        for rank, (article, claim) in enumerate(corpus.claims.values())
    ]
    ranked: list[tuple[int, int, Relation]] = []
    for pairs, rule in (
        (_alike, _wording),
        (_dated, _days),
        (_answered, _denial),
        (_facing, _troops),
        (_on_one_day, _violence),
        (_owning, _land),
        (_blaming, _first),
    ):
        for a, b in pairs(claims):
            ranked += [(a.rank, b.rank, relation) for relation in rule(a, b)]
    ranked.sort(key=lambda item: item[:2])
    relations = [relation for *_, relation in ranked]
    relations += _shares(corpus)
    measured = [
        (v, d)
        for v in claims
        if v.claim.stance != "demands"
        for d in stated_advances(v.article, v.claim)
    ]
    for one, other in NearDays([v for v, _ in measured]).pairs():
        (a, first), (b, second) = measured[one], measured[other]
        if a is not b:
            relations += _figures(a, first, b, second)
    return relations


def find_denials(article: Article, gazetteer: Gazetteer) -> list[Relation]:
    """Return the denials within an article: those of ``find_relations`` that need no other."""
    claims = [Compared(article, c, rank, gazetteer) for rank, c in enumerate(article.claims)]
    found = [(a.rank, b.rank, r) for a, b in _answered(claims) for r in _denial(a, b)]
    return [relation for *_, relation in sorted(found, key=lambda item: item[:2])]


def find_wordings(
    said: Iterable[tuple[Article, Claim, str]], gazetteer: Gazetteer
) -> list[Relation]:
    """Return the wordings of one speaker's statement in two articles, without the articles' texts.

    Parameters
    ----------
    said
        Claims with their articles, of which only the day counts, and their words.
    gazetteer
        The places that they may name.
    """
    claims = [
        Compared(article, claim, rank, gazetteer, words)
        for rank, (article, claim, words) in enumerate(said)
    ]
    return [relation for a, b in _of_one_speaker(claims) for relation in _wording(a, b)]


def _grouped(claims: Iterable[Compared], key: Callable[[Compared], Hashable]) -> Pairs:
    """Yield every two claims of two weeks with the same key, in order."""
    groups: dict[Hashable, list[Compared]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    for group in groups.values():
        yield from near_pairs(group)


def _alike(claims: Sequence[Compared]) -> Pairs:
    """Yield the pairs that may be one statement: one speaker's in two articles, or two sides'."""
    yield from _of_one_speaker(claims)
    named = [v for v in claims if v.claim.voice != NARRATOR]
    # a denial or an accusation is never a statement of both sides
    stated = [v for v in named if v.is_side and v.claim.stance not in {"denies", "accuses"}]
    for a, b in _grouped(stated, lambda v: v.subject):
        if not set(sides()[a.claim.voice]) & set(sides()[b.claim.voice]):
            yield a, b


def _of_one_speaker(claims: Sequence[Compared]) -> Pairs:
    """Yield the pairs of what one speaker says in two articles."""
    named = [v for v in claims if v.claim.voice != NARRATOR]
    known = [v for v in named if v.claim.speaker_sure != "unsure"]
    yield from (
        (a, b) for a, b in _grouped(known, lambda v: v.claim.speaker) if a.article is not b.article
    )


def _wording(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “same statement” if two claims are worded much alike."""
    one_speaker = a.claim.speaker == b.claim.speaker and a.claim.speaker_sure != "unsure"
    both = a.content & b.content
    shared = len(both) / max(1, min(len(a.content), len(b.content)))
    much_alike = shared >= _SAME and len(both) >= _FEWEST
    # short statements of two speakers must have all content words in common
    if much_alike or (not one_speaker and a.content == b.content and len(a.content) > 1):
        who = f"{a.claim.who} and {b.claim.who} say the same of the same"
        if one_speaker:
            who = f"both give words of {a.claim.who}"
        how = f"with {shared:.0%} of their content words in common, worded differently"
        if fold_space(a.words).strip(_MARKS) == fold_space(b.words).strip(_MARKS):
            how = "in the same words"
        yield _relation(a, b, "same statement", "wording", f"{who}, {how}")


def _dated(claims: Sequence[Compared]) -> Pairs:
    """Yield claims of an advance with different days, in two articles.

    A claim of a withdrawal may have the day of the advance that it undoes.
    """
    dated = [
        v
        for v in claims
        if v.claim.event_date and v.claim.stance != "demands" and v.dates_an_advance
    ]
    yield from (
        (a, b)
        for a, b in near_pairs(dated)
        if a.claim.event_date != b.claim.event_date and a.article is not b.article
    )


def _days(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “possibly two events” for two days that two articles give for an advance."""
    reason = f"one gives {a.claim.event_date}, the other {b.claim.event_date}"
    yield _relation(a, b, "possibly two events", "day", reason)


def _answered(claims: Sequence[Compared]) -> Pairs:
    """Yield the denials of an article, each with every other claim of the article."""
    denying = {v.article.id for v in claims if v.is_denial}
    inside = (v for v in claims if v.article.id in denying)
    yield from (
        (a, b) for a, b in _grouped(inside, lambda v: v.article.id) if a.is_denial or b.is_denial
    )


def _denial(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “denies” for a denial and what the other party says of the denier."""
    for denial, said in ((a, b), (b, a)):
        if not denial.is_denial or said.is_denial or said.claim.stance == "demands":
            continue
        if said.claim.voice in {denial.claim.voice, NARRATOR} or said.claim.topic not in GROUND:
            continue
        # “denied that its troops had advanced” is about an advance only; “denied the allegations”
        # is about any claim that alleges something
        alleges = (
            said.claim.stance == "accuses"
            or topic_scores(said.words)["advance"]
            or topic_scores(said.words)["violence"]
        )
        if said.claim.topic != denial.claim.topic if denial.claim.topic in GROUND else not alleges:
            continue
        others = [party for party in sides() if party != denial.claim.voice and denial.names(party)]
        if others and said.claim.voice not in others:
            continue
        if said.is_side and denial.is_side and said.names(denial.claim.voice):
            yield _relation(
                denial,
                said,
                "denies",
                "denial",
                f"{denial.claim.who} denies what {said.claim.who} says of it;"
                " the claim is drawn all the same",
            )


def _facing(claims: Sequence[Compared]) -> Pairs:
    """Yield what a side says of the other's troops, with what the other says of the ground."""
    stated = [
        v
        for v in claims
        if v.is_side and v.claim.topic in GROUND and v.claim.stance not in {"denies", "demands"}
    ]
    by_party: dict[str, list[Compared]] = defaultdict(list)
    for claim in stated:
        by_party[claim.claim.voice].append(claim)
    near = {party: NearDays(claims) for party, claims in by_party.items()}
    seen = set()
    for one in stated:
        for party in one.troops_of & set(near) - {one.claim.voice}:
            for number in near[party].of(one.article.published):
                other = by_party[party][number]
                pair = (one, other) if one.rank < other.rank else (other, one)
                key = (pair[0].rank, pair[1].rank)
                if key not in seen:
                    seen.add(key)
                    yield pair


def _troops(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “contradicts” for what two sides say of where troops are.

    Each says that the other's are on its land, or one says so and the other says that its own are
    on their own land.
    """
    for one, other in ((a, b), (b, a)):
        if other.claim.voice not in one.troops_of or not one.tells_crossing:
            continue
        if one.claim.voice in other.troops_of and other.tells_crossing and one is a:
            reason = "each places the other’s troops on its own land"
            yield _relation(one, other, "contradicts", "troops", reason)
        elif pattern_of("own_land").search(other.words):
            reason = (
                f"{one.claim.who} says they are across the border;"
                f" {other.claim.who} says they are on their own side"
            )
            yield _relation(one, other, "contradicts", "side", reason)


def _on_one_day(claims: Sequence[Compared]) -> Pairs:
    """Yield the claims of two speakers about violence on one day."""
    dated = [v for v in claims if v.claim.topic == "violence" and v.claim.event_date]
    yield from (
        (a, b)
        for a, b in _grouped(dated, lambda v: v.claim.event_date)
        if a.claim.speaker != b.claim.speaker
    )


def _violence(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “contradicts” if one says there was violence and the other that there was none.

    Claims about two different places do not contradict one another.
    """
    if a.ground and b.ground and not a.ground & b.ground:
        return
    if {a.tells_violence, b.tells_violence} == {True, False}:
        one, other = (a, b) if a.tells_violence else (b, a)
        reason = f"{one.claim.who}: of violence; {other.claim.who}: of none, on the same day"
        yield _relation(one, other, "contradicts", "violence", reason)


def _owning(claims: Sequence[Compared]) -> Pairs:
    """Yield the claims of two sides that ground is their own."""
    own = [v for v in claims if says_own(v)]
    yield from ((a, b) for a, b in near_pairs(own) if a.claim.voice != b.claim.voice)


def _land(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “contradicts” if two sides each say of one piece of ground that it is their own."""
    if of_one_ground(a, b):
        yield _relation(a, b, "contradicts", "land", "each says that the ground is its own")


def _blaming(claims: Sequence[Compared]) -> Pairs:
    """Yield the claims in which two sides each say that the other fired first."""
    spoken = list(dict.fromkeys(v.claim.voice for v in claims if v.is_side))
    blamed = [(v, set(blames(v, spoken))) for v in claims if v.claim.topic == "violence"]
    told = [(v, sides_named) for v, sides_named in blamed if sides_named]
    for one, other in NearDays([v for v, _ in told]).pairs():
        (a, by_a), (b, by_b) = told[one], told[other]
        if a.claim.voice in by_b and b.claim.voice in by_a:
            yield a, b


def _first(a: Compared, b: Compared) -> Iterator[Relation]:
    """Yield “contradicts” for two sides that blame each other, if not for two days or places."""
    day, other = a.claim.event_date, b.claim.event_date
    apart = (day and other and day != other) or (a.ground and b.ground and not a.ground & b.ground)
    if not apart:
        yield _relation(a, b, "contradicts", "first", "each says that the other fired first")


def _relation(a: Compared, b: Compared, relation: str, about: About, reason: str) -> Relation:
    # a hundred thousand relations have a few hundred spans and reasons: each is held once
    return Relation(a.claim.id, b.claim.id, relation, (a.span, b.span), sys.intern(reason), about)


def _shares(corpus: Corpus) -> Iterator[Relation]:
    """Yield “different figure” for a lake that one claim has mostly on one side, one divided."""
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
    """Yield how two stated distances of an advance differ: in figure, starting point, or day."""
    less, more = sorted((first, second), key=lambda distance: distance.metres or 0.0)
    shown = f"{less.value:g} {less.unit} against {more.value:g} {more.unit}"
    if first.metres is not None and second.metres is not None and first.metres != second.metres:
        relation = "rounded figure" if _is_rounded(less, more) else "different figure"
        yield _relation(a, b, relation, "distance", shown)
    if first.datum != second.datum:
        start, another = sorted((first.datum, second.datum))
        reason = f"measured from: {start}, against: {another}"
        yield _relation(a, b, "different datum", "datum", reason)
    for one, other in ((a, b), (b, a)):
        if one.claim.event_date and not other.claim.event_date:
            reason = f"gives no day, where the other gives {one.claim.event_date}"
            yield _relation(other, one, "silent on", "day", reason)


def _is_rounded(less: Distance, more: Distance) -> bool:
    """Whether one of two distances may be the other in whole kilometres, and its words allow it."""
    low, high = less.metres or 0.0, more.metres or 0.0
    if high - low > _ROUNDED_SHARE * high:
        return False
    down = low % 1000 == 0 and less.qualifier not in {"up_to", "less_than"}
    up = high % 1000 == 0 and more.qualifier != "more_than"
    return (down and high - low <= _ROUNDED_DOWN_M) or (up and high - low <= _ROUNDED_UP_M)
