"""How two claims stand to one another, each with both spans and the reason; never a truth value.

Same statement, rounded figure, different figure, different datum, possibly two events, denies,
contradicts, silent on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import combinations, product

from geodata.gazetteer import Gazetteer
from geodata.place import fold
from loaders.claims.shares import find_extents
from loaders.claims.topics import is_negated, topic_scores
from loaders.claims.withheld import why_withheld
from loaders.lexicon.tables import negation, parties, pattern_of, words_of
from loaders.model.records import NARRATOR, About, Article, Claim, Corpus, Distance, Relation
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
_ONE_STORY_DAYS = 14
"""Articles published further apart, in days, are not held to tell of one incident: answers and
corrections follow within days, and later the same words may be of another one."""
_MARKS = " .,;\"'“”‘’"


class Compared:
    """A claim with its article, and what it is compared by.

    Each found once, when it is first asked for.
    """

    def __init__(self, article: Article, claim: Claim, rank: int, gazetteer: Gazetteer) -> None:
        self.article, self.claim, self.rank = article, claim, rank
        self._gazetteer = gazetteer
        self.words = article.text[claim.start : claim.end]

    @cached_property
    def content(self) -> frozenset[str]:
        """The folded words that carry what is said."""
        common = (
            words_of("determiner")
            | words_of("subordinator")
            | words_of("auxiliary")
            | words_of("pronoun")
        )
        return frozenset(
            fold(word)
            for word in re.findall(r"[^\W\d_]{3,}", self.words)
            if word.lower() not in common
        )

    @cached_property
    def told_of(self) -> tuple[object, ...]:
        """What two sides' claims share that say one thing.

        Topic, places, countries in their order, as often “not”, the same distances.

        Who did what to whom stands in the order: “Armenia violated … Azerbaijan” is not “Azerbaijan
        violated … Armenia”.
        """
        named = [
            self._gazetteer.get(m.place_id) for m in self.article.places if self.claim.contains(m)
        ]
        countries = tuple(place.country for place in named if place and place.kind == "country")
        lengths = tuple(
            sorted(self.article.distance_by_id[i].metres or 0.0 for i in self.claim.distance_ids)
        )
        return (
            self.claim.topic,
            frozenset(self.claim.place_ids),
            countries,
            len(negation().findall(self.words)),
            lengths,
        )

    @cached_property
    def ground(self) -> frozenset[str]:
        """The places it names that are no country."""
        named = ((i, self._gazetteer.get(i)) for i in self.claim.place_ids)
        return frozenset(i for i, place in named if place is None or place.kind != "country")

    @cached_property
    def troops_of(self) -> frozenset[str]:
        """The sides of whose armed people it speaks.

        “Azerbaijan’s armed forces”, “Azerbaijani troops”.
        """
        return frozenset(party for party in sides() if self._names_troops(party))

    @property
    def is_side(self) -> bool:
        """Whether its party is a state with a country of its own on the map."""
        return self.claim.party in sides()

    @cached_property
    def tells_violence(self) -> bool | None:
        """Whether it says there was violence (True) or none (False).

        None where it names no violent act, or demands or wishes one away.
        """
        acts = list(pattern_of("violent_act").finditer(self.words))
        if not acts or self.claim.stance == "demands":
            return None
        if self.claim.stance == "denies":
            return False
        return not all(is_negated(self.words[: act.start()]) for act in acts)

    def names(self, party: str) -> bool:
        """Whether it names a side’s country or people."""
        return any(
            re.search(rf"\b{re.escape(word)}\b", self.words)
            for word in _country_words(party, self._gazetteer)
        )

    def _names_troops(self, party: str) -> bool:
        bodies = "|".join(words_of("armed_body"))
        return any(
            re.search(
                rf"\b{re.escape(word)}(?:['’]s)?\s+(?:\w+\s+){{0,2}}(?:{bodies})\b", self.words
            )
            or re.search(rf"\b{re.escape(word)}\s+of\s+sending\s+troops\b", self.words)
            for word in _country_words(party, self._gazetteer)
            if word in self.words
        )

    def one_story(self, other: Compared) -> bool:
        """Whether the two articles may tell of one incident."""
        return self.article is other.article or one_story(
            self.article.published, other.article.published
        )


@lru_cache(maxsize=100_000)
def one_story(day: str | None, other: str | None) -> bool:
    """Whether articles published on two ISO days may tell of one incident.

    Within two weeks, or nobody knows one of the days.
    """
    if not (day and other):
        return True
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) <= _ONE_STORY_DAYS


Pairs = Iterator[tuple[Compared, Compared]]


def find_relations(corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
    """Return the relations between the claims of a corpus, in the order of its articles.

    Only claims that share what a rule asks for (a speaker, a day, a party, an article) are
    compared.
    """
    voices = [
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
        for a, b in pairs(voices):
            if a.one_story(b):
                found += [(a.rank, b.rank, relation) for relation in rule(a, b)]
    found.sort(key=lambda item: item[:2])
    relations = [relation for *_, relation in found]
    relations += _extents(corpus, gazetteer)
    measured = [(v, d) for v in voices for d in advances(v.article, v.claim)]
    for (a, first), (b, second) in combinations(measured, 2):
        if a is not b and a.one_story(b):
            relations += _figures(a, first, b, second)
    return relations


def _grouped(voices: Iterable[Compared], key: Callable[[Compared], Hashable]) -> Pairs:
    """Yield every two voices with one key, in order."""
    groups: dict[Hashable, list[Compared]] = defaultdict(list)
    for voice in voices:
        groups[key(voice)].append(voice)
    for group in groups.values():
        yield from combinations(group, 2)


def _told_alike(voices: Sequence[Compared]) -> Pairs:
    """Yield one speaker's words in two articles, then the words of two sides that may say one thing."""
    named = [v for v in voices if v.claim.party != NARRATOR]
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


def _dated(voices: Sequence[Compared]) -> Pairs:
    """Yield claims of an advance with different days, in two articles.

    A withdrawal may be dated by the advance it undoes.
    """
    told = [
        v
        for v in voices
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


def _answered(voices: Sequence[Compared]) -> Pairs:
    """Yield the denials of an article, each with the other claims of it."""
    denying = {v.article.id for v in voices if v.claim.stance == "denies"}
    inside = (v for v in voices if v.article.id in denying)
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


def _facing(voices: Sequence[Compared]) -> Pairs:
    """Yield what a side says of another's troops, with what that one says of the ground."""
    told = [
        v for v in voices if v.is_side and v.claim.topic in _GROUND and v.claim.stance != "denies"
    ]
    by_party: dict[str, list[Compared]] = defaultdict(list)
    for voice in told:
        by_party[voice.claim.party].append(voice)
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


def _on_one_day(voices: Sequence[Compared]) -> Pairs:
    """Yield claims of violence on one day by two speakers."""
    told = [v for v in voices if v.claim.topic == "violence" and v.claim.event_date]
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
    spans = tuple((voice.article.id, voice.claim.start, voice.claim.end) for voice in (a, b))
    return Relation(a.claim.id, b.claim.id, relation, spans, reason, about)


def advances(article: Article, claim: Claim) -> list[Distance]:
    """Return the distances a claim gives for an advance as made.

    No conversions, and none that it denies or only speaks of.
    """
    stated = [article.distance_by_id[i] for i in claim.distance_ids]
    return [
        d
        for d in stated
        if d.role == "advance"
        and d.converts is None
        and d.metres is not None
        and not why_withheld(article, claim, d)
    ]


def _extents(corpus: Corpus, gazetteer: Gazetteer) -> Iterator[Relation]:
    """One says that most or all of a place lies on one side, the other that it is divided."""
    told = [
        (article, extent)
        for article in corpus.articles
        for extent in find_extents(article, gazetteer)
    ]
    mostly = [item for item in told if item[1].country is not None and item[1].low >= _MOST]
    divided = [item for item in told if item[1].country is None]
    for (a, one), (b, other) in product(mostly, divided):
        if one.place_id == other.place_id and one.claim.id != other.claim.id:
            words, split = (
                fold_space(article.text[e.start : e.end]) for article, e in ((a, one), (b, other))
            )
            spans = (
                (a.id, one.claim.start, one.claim.end),
                (b.id, other.claim.start, other.claim.end),
            )
            yield Relation(
                one.claim.id,
                other.claim.id,
                "different figure",
                spans,
                f"“{words}” against “{split.split()[0]}”",
                "lake",
            )


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


@cache
def sides() -> dict[str, tuple[str, ...]]:
    """Return the parties that are a state with a country of its own on the map, and the countries' codes."""
    return {name: party.countries for name, party in parties().items() if party.countries}


@lru_cache(maxsize=64)
def _country_words(party: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    # a visitor who states where a place lies has a gazetteer of their own, and only so many of them
    # are held
    places = [
        p for p in gazetteer.places.values() if p.kind == "country" and p.country in sides()[party]
    ]
    return tuple(word for place in places for word in (place.name, *place.adjectives))
