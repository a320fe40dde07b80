"""A claim made ready to be compared with others: what it is compared by, each found once."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, cached_property, lru_cache

from geodata.gazetteer import Gazetteer
from geodata.place import fold
from loaders.claims.topics import is_negated
from loaders.lexicon.tables import negation, parties, pattern_of, words_of
from loaders.model.records import Article, Claim, Distance

_ONE_STORY_DAYS = 14
"""Articles published further apart, in days, are not held to tell of one incident."""


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


def stated_advances(article: Article, claim: Claim) -> list[Distance]:
    """Return the distances a claim gives for an advance as made.

    None that it denies or only speaks of.
    """
    return [advance.distance for advance in article.advances_of(claim) if not advance.withheld]


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
