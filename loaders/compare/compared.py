"""A claim with the properties that it is compared with others by."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, cached_property, lru_cache

from geodata.gazetteer import Gazetteer
from geodata.place import fold
from loaders.claims.event_dates import day_words
from loaders.claims.topics import is_negated, says_not, topic_words
from loaders.lexicon.tables import negation, parties, pattern_of, words_of
from loaders.model.records import Article, Claim, Distance

ONE_STORY_DAYS = 14
"""Days between two articles about one incident at most: the press returns to it for two weeks."""
_CACHED_DAYS = 100_000
"""Pairs of days whose answer is cached: those of about a year of articles."""
_CACHED_NAMES = 8
"""Gazetteers whose country names are cached. A visitor who states where a place lies has a
gazetteer of their own, so there must be a limit."""


_BEFORE = 24
"""Characters before a verb of withdrawal that may say that it is still to be done."""
_NOT_YET = re.compile(
    r"\b(?:should|must|will|would|to|fail\w*|refus\w*|yet|agree\w*|expect\w*)\b", re.IGNORECASE
)
_OWN_FORCES = re.compile(
    rf"\b(?:its|our|their) (?:[\w-]+ ){{0,2}}(?:{pattern_of('armed_body').pattern})", re.IGNORECASE
)


class Compared:
    """A claim with its article; each property is found once, when it is first asked for."""

    def __init__(
        self,
        article: Article,
        claim: Claim,
        rank: int,
        gazetteer: Gazetteer,
        words: str | None = None,
    ) -> None:
        self.article, self.claim, self.rank = article, claim, rank
        self.gazetteer = gazetteer
        self.words = article.text[claim.start : claim.end] if words is None else words

    @cached_property
    def span(self) -> tuple[str, int, int]:
        """The article's id, and the characters of the claim in it."""
        return self.article.id, self.claim.start, self.claim.end

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that carry the content, folded."""
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
    def subject(self) -> tuple[object, ...]:
        """What two claims of different sides must share to be the same statement.

        They are topic, places, countries, number of negations and distances. The countries are in
        the order of the words: “Armenia violated … Azerbaijan” is not “Azerbaijan violated …
        Armenia”.
        """
        named = [
            self.gazetteer.get(m.place_id) for m in self.article.places if self.claim.contains(m)
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
        """The places the claim names that are not countries."""
        named = ((i, self.gazetteer.get(i)) for i in self.claim.place_ids)
        return frozenset(i for i, place in named if place is None or place.kind != "country")

    @cached_property
    def troops_of(self) -> frozenset[str]:
        """The sides whose troops the claim names: “Azerbaijan’s armed forces”."""
        return frozenset(party for party in sides() if self._names_troops(party))

    @property
    def is_side(self) -> bool:
        """Whether the claim's party is a side: a state with a country on the map."""
        return self.claim.voice in sides()

    @cached_property
    def tells_violence(self) -> bool | None:
        """Whether the claim says that there was violence (True) or that there was none (False).

        None if it names no violent act, or is a demand.
        """
        acts = list(pattern_of("violent_act").finditer(self.words))
        if not acts or self.claim.stance == "demands":
            return None
        if self.claim.stance == "denies":
            return False
        return not all(is_negated(self.words[: act.start()]) for act in acts)

    @cached_property
    def is_denial(self) -> bool:
        """Whether the claim denies something, or says that its side’s own forces did not do it.

        “Not one of our soldiers has crossed the line” denies an advance as “denied” does.
        """
        if self.claim.stance == "denies":
            return True
        if self.claim.stance == "demands" or self.claim.topic not in {"advance", "violence"}:
            return False
        own = _OWN_FORCES.search(self.words)
        return own is not None and self.is_side and says_not(self.words, self.claim.topic)

    @cached_property
    def dates_an_advance(self) -> bool:
        """Whether the claim’s day is that of an advance.

        A claim of a withdrawal may have the day of the advance that it undoes. The day of the
        withdrawal is another.
        """
        if self.claim.topic not in {"advance", "withdrawal"}:
            return False
        starts = [match.start() for match in topic_words(self.words, "advance")]
        if not starts or says_not(self.words, "advance"):
            return False
        back = [match.start() for match in topic_words(self.words, "withdrawal")]
        day = day_words(self.article, self.claim, self.claim.event_date)
        if not back or day is None or not self.claim.contains(day):
            return not (back and self._went_back)
        at = day.start - self.claim.start
        return min(abs(at - start) for start in starts) <= min(abs(at - start) for start in back)

    @cached_property
    def tells_crossing(self) -> bool:
        """Whether the claim says that somebody went, or still is, across the border."""
        if self._went_back:
            return False
        if topic_words(self.words, "withdrawal"):
            return True
        starts = [m.start() for m in topic_words(self.words, "advance")]
        starts += [m.start() for m in pattern_of("crossing").finditer(self.words)]
        if starts:
            return not all(is_negated(self.words[:start]) for start in starts)
        ground = [m.start() for m in topic_words(self.words, "border")]
        return self.claim.topic in {"border", "position"} and any(
            not is_negated(self.words[:start]) for start in ground
        )

    @cached_property
    def _went_back(self) -> bool:
        """Whether the claim says that troops withdrew: not that they did not, should or will."""
        return any(
            not (is_negated(self.words[: match.start()]) or _NOT_YET.search(before))
            for match in topic_words(self.words, "withdrawal")
            for before in [self.words[max(0, match.start() - _BEFORE) : match.end()]]
        )

    def names(self, party: str) -> bool:
        """Whether the claim names a side's country or people."""
        return any(
            re.search(rf"\b{re.escape(word)}\b", self.words)
            for word in country_words(party, self.gazetteer)
            if word in self.words
        )

    def _names_troops(self, party: str) -> bool:
        bodies = "|".join(words_of("armed_body"))
        return any(
            re.search(
                rf"\b{re.escape(word)}(?:['’]s)?\s+(?:\w+\s+){{0,2}}(?:{bodies})\b", self.words
            )
            or re.search(rf"\b{re.escape(word)}\s+of\s+sending\s+troops\b", self.words)
            for word in country_words(party, self.gazetteer)
            if word in self.words
        )

    def one_story(self, other: Compared) -> bool:
        """Whether the articles of two claims may be about one incident."""
        return self.article is other.article or one_story(
            self.article.published, other.article.published
        )


@lru_cache(maxsize=_CACHED_DAYS)
def one_story(day: str | None, other: str | None) -> bool:
    """Whether articles published on two ISO days may be about one incident.

    They may if they are within two weeks, or if one of the days is not known.
    """
    if not (day and other):
        return True
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) <= ONE_STORY_DAYS


def stated_advances(article: Article, claim: Claim) -> list[Distance]:
    """Return the distances of the advances that a claim states, without those it denies."""
    return [advance.distance for advance in article.advances_of(claim) if not advance.withheld]


@cache
def sides() -> dict[str, tuple[str, ...]]:
    """Return the parties that are a state with a country on the map, with the countries' codes."""
    return {name: party.countries for name, party in parties().items() if party.countries}


@lru_cache(maxsize=_CACHED_NAMES)
def _words_by_country(gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Return the names and adjectives of each country, by its code."""
    found: dict[str, tuple[str, ...]] = {}
    for place in gazetteer.places.values():
        if place.kind == "country":
            words = (place.name, *place.adjectives)
            found[place.country] = (*found.get(place.country, ()), *words)
    return found


def country_words(party: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names and adjectives of a side's countries: “Armenia”, “Armenian”.

    A party that is no side has none.
    """
    by_country = _words_by_country(gazetteer)
    return tuple(word for code in sides().get(party, ()) for word in by_country.get(code, ()))
