"""The noun phrases of a description: their heads, and the countries named in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geodata.gazetteer import Gazetteer
from geodata.place import name_key
from loaders.lexicon.tables import words_of
from loaders.speakers.party.found import OPEN
from loaders.speakers.party.known import (
    area_around,
    country_at,
    is_kind,
    joined_offices,
    party_of_country,
    phrase_ending,
)
from loaders.text.segment import strip_possessive

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'\-][^\W_]+)*(?:[’'](?!\w))?")
_PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "with", "from", "to", "on", "by", "near", "under", "against"}
    | {"about", "into", "inside", "outside", "during", "after", "before", "since", "over"}
)
_ENDS = frozenset({"who", "whose", "which", "that", "where", "when", "while", "as", "than", "said"})
_APART = frozenset({"pro", "anti", "non", "ex", "mid", "trans", "cross", "inter"})
_ORDER = ("local", "analyst", "media", "private", "official", "body", "of_body")
"""Kinds in the order in which the same words count."""
_MOST_NAME = 4
"""Words of a person's name after the office, at most."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Words of a phrase that name a country's party; "" where they join two."""

    first: int
    end: int
    party: str


@dataclass(slots=True)
class Phrase:
    """The words of one noun phrase, and what they name."""

    words: list[str]
    gazetteer: Gazetteer
    keys: list[str] = field(init=False)
    lower: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = [
            word.rstrip("’'") if word[-1] in "’'" else strip_possessive(word) for word in self.words
        ]
        self.lower = [key.lower() for key in self.keys]

    def head(self) -> tuple[str, int, int]:
        """Return the kind of its head, and the words it is made of; ("", 0, 0) without one."""
        least = max(0, len(self.lower) - 1 - _MOST_NAME)
        for last in range(len(self.lower) - 1, least - 1, -1):
            found = self._kind_ending(last)
            if not found and self.lower[last] in words_of("org_follow"):
                # “the Refugee Center”: no refugee
                return "", 0, 0
            if found:
                return found[0], last + 1 - found[1], last + 1
            if not (self.words[last][0].isupper() or self.words[last].isdigit()):
                return "", 0, 0
        return "", 0, 0

    def _kind_ending(self, last: int) -> tuple[str, int] | None:
        lengths = {kind: phrase_ending(self.lower, last, kind) for kind in _ORDER}
        longest = max(lengths.values())
        if not longest:
            return None
        return next(kind for kind in _ORDER if lengths[kind] == longest), longest

    def has(self, *names: str, end: int | None = None) -> bool:
        """Whether a phrase of one of the kinds stands in it, before ``end``."""
        lasts = range(len(self.lower) if end is None else end)
        return any(phrase_ending(self.lower, last, name) for last in lasts for name in names)

    def is_council(self, index: int) -> bool:
        """Whether a word is the council of a place named before it."""
        if index < 1 or self.lower[index] != "council" or not self.words[index - 1][0].isupper():
            return False
        key = name_key(self.keys[index - 1])
        return bool(self.gazetteer.candidates([key]).get(key))

    def private_before(self, end: int) -> bool:
        """Whether a private body stands before ``end``: “the university's vice president”."""
        return any(
            (found := self._kind_ending(last)) and found[0] == "private" for last in range(end)
        )

    def owners(self, end: int, *, capitals: bool = True) -> list[Owner]:
        """Return the countries named before ``end``; a capital may stand for a town only."""
        found: list[Owner] = []
        index = 0
        while index < end:
            length, place = (
                country_at(self.keys, index, self.gazetteer)
                if self.words[index][0].isupper()
                else (0, None)
            )
            if place is None and "-" in self.words[index]:
                found += self._hyphened(index)
            if place:
                last, area = area_around(self.keys, index, self.gazetteer)
                place, length = (area, last - index) if area and length == 1 else (place, length)
                if capitals or place.kind != "capital":
                    party = party_of_country(place.country, self.gazetteer)
                    if party != OPEN:  # “European” is of no country
                        found.append(Owner(index, index + length, party))
            index += max(1, length)
        return found

    def provinces(self) -> set[str]:
        """Return the parties of the countries that have provinces of the names in it."""
        keys = {
            name_key(" ".join(self.keys[i : i + size]))
            for size in (1, 2)
            for i in range(len(self.keys) + 1 - size)
            if self.words[i][0].isupper() and self._kind_ending(i) is None
        }
        found = self.gazetteer.candidates([key for key in keys if key])
        return {
            party_of_country(place.country, self.gazetteer)
            for places in found.values()
            for place in places
            if place.kind == "province" and "/" not in place.country
        }

    def _hyphened(self, index: int) -> list[Owner]:
        parts = self.keys[index].split("-")
        if is_kind(parts[-1].lower(), "compound") or parts[0].lower() in _APART:
            return []
        places = [country_at(parts, i, self.gazetteer)[1] for i in range(len(parts))]
        named = {party_of_country(p.country, self.gazetteer) for p in places if p}
        if len(named) > 1:
            return [Owner(index, index + 1, "")]
        return [Owner(index, index + 1, party) for party in named]


def noun_phrases(folded: str, gazetteer: Gazetteer) -> list[tuple[str, Phrase]]:
    """Split words at prepositions; each noun phrase comes with the preposition before it."""
    phrases: list[tuple[str, list[str]]] = [("", [])]
    joined = joined_offices().sub(lambda match: match.group().replace(" ", "-"), folded)
    for match in _TOKEN.finditer(joined):
        word = match.group()
        if word in _ENDS:
            break
        if word in _PREPOSITIONS:
            phrases.append((word, []))
        elif word.lower() not in {"the", "a", "an"}:
            phrases[-1][1].append(word)
    return [(preposition, Phrase(words, gazetteer)) for preposition, words in phrases]


def countries_in(words: str, gazetteer: Gazetteer) -> set[str]:
    """Return the parties of the countries, capitals and peoples that some words name."""
    phrase = Phrase(_TOKEN.findall(words), gazetteer)
    return {owner.party for owner in phrase.owners(len(phrase.words)) if owner.party}


def are_joined(phrase: Phrase, owners: list[Owner]) -> bool:
    """Whether two countries are joined: “US and British officials”, “a Turkish-Syrian patrol”."""
    return any(not owner.party for owner in owners) or (
        len({owner.party for owner in owners}) > 1
        and not {"and", "or"}.isdisjoint(phrase.lower[owners[0].first : owners[-1].first])
    )
