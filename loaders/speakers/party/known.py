"""What the tables know of parties: institutions, people, media, and the kinds of speakers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from geodata.gazetteer import Gazetteer
from geodata.place import Place, fold, name_key
from loaders.lexicon.tables import parties, read_table, split_list
from loaders.speakers.party.found import OPEN

_SPEAKING_PLACES = frozenset({"country", "capital", "poi", "settlement", "province", "district"})
_LONGEST_KIND = 4
"""Words of a kind's longest phrase in ``speaker_kinds.csv``, at most."""
_LONGEST_NAME = 8
"""Words of a country's or town's name that are looked at, at most."""
_GROUPS = ("local report", "media")
"""Parties whose institutions are common nouns: they count as the whole of a phrase only."""
_PREPOSITION = frozenset({"of", "in", "for", "at"})
_MEDIA_WORD = re.compile(r"[\W_]+")


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return the words of ``speaker_kinds.csv`` by kind."""
    return {
        row["kind"]: frozenset(split_list(row["words"]))
        | {word.replace(" ", "-") for word in split_list(row["words"]) if _joins(word)}
        for row in read_table("speaker_kinds")
    }


def _joins(phrase: str) -> bool:
    return not _PREPOSITION.isdisjoint(phrase.split())


@cache
def joined_offices() -> re.Pattern[str]:
    """Return a pattern of the offices whose name has a preposition: “secretary of state”."""
    names = sorted(
        (
            word
            for row in read_table("speaker_kinds")
            if row["kind"] == "official"
            for word in split_list(row["words"])
            if _joins(word)
        ),
        key=len,
        reverse=True,
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def is_kind(word: str, kind: str) -> bool:
    """Whether a lower-case word or phrase is of a kind."""
    return word in kinds()[kind]


def phrase_ending(words: list[str], last: int, kind: str) -> int:
    """Return how many words that end at ``last`` make the longest phrase of a kind, or 0."""
    phrases = kinds()[kind]
    for length in range(min(_LONGEST_KIND, last + 1), 0, -1):
        if " ".join(words[last + 1 - length : last + 1]) in phrases:
            return length
    return 0


@cache
def people() -> dict[str, str]:
    """Return the party of each person the tables name."""
    return {person: party.name for party in reversed(parties().values()) for person in party.people}


@cache
def surnames() -> tuple[tuple[str, str, str], ...]:
    """Return the surname, the full name and the party of each person the tables name."""
    return tuple((name.rsplit(maxsplit=1)[-1], name, party) for name, party in people().items())


@cache
def institutions() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the institutions' names, and the party of each."""
    by_name = {
        name: party.name
        for party in reversed(parties().values())
        for name in party.institutions
        if party.name not in _GROUPS
    }
    longest_first = sorted(by_name, key=len, reverse=True)
    return (
        re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
        by_name,
    )


@cache
def groups() -> dict[str, str]:
    """Return the party of people and papers named by a common noun only: “local media”."""
    return {name: group for group in _GROUPS for name in parties()[group].institutions}


@lru_cache(maxsize=512)
def party_of_country(code: str, gazetteer: Gazetteer) -> str:
    """Return the party that stands for a country, given by its ISO code."""
    for party in parties().values():
        if code in party.countries:
            return party.name
    place = gazetteer.get(f"country_{code.lower()}")
    return place.name if place else OPEN


@cache
def party_codes() -> dict[str, str]:
    """Return the ISO code of each party that is one country."""
    return {
        party.name: party.countries[0] for party in parties().values() if len(party.countries) == 1
    }


@lru_cache(maxsize=4096)
def _area_of_two(words: tuple[str, str], gazetteer: Gazetteer) -> Place | None:
    """Return the province that two words name (“New Mexico”, “British Columbia”), or None."""
    key = name_key(" ".join(words))
    places = gazetteer.candidates([key]).get(key, ())
    return next((p for p in places if p.kind == "province" and "/" not in p.country), None)


def area_around(keys: list[str], index: int, gazetteer: Gazetteer) -> tuple[int, Place | None]:
    """Return the province whose name a word is only a part of, and where the name ends."""
    for first in (index - 1, index):
        if first < 0 or first + 1 >= len(keys):
            continue
        one, two = keys[first : first + 2]
        if one[:1].isupper() and two[:1].isupper():
            area = _area_of_two((one, two), gazetteer)
            if area:
                return first + 2, area
    return index, None


def country_at(keys: list[str], index: int, gazetteer: Gazetteer) -> tuple[int, Place | None]:
    """Return the place or demonym that begins at a word and how many words it has, or (0, None).

    ``keys`` are the words without a possessive ending.
    """
    window = [fold(word) for word in keys[index : index + _LONGEST_NAME]]
    length, places = gazetteer.longest_match(window, 0)
    if length:
        place = next(
            (p for p in places if p.kind in _SPEAKING_PLACES and "/" not in p.country), None
        )
        if place:
            return length, place
    for size in (2, 1):
        if index + size <= len(keys):
            adjective = gazetteer.adjective(" ".join(keys[index : index + size]))
            if adjective and "/" not in adjective.country:
                return size, adjective
    return 0, None


def _media_key(name: str) -> str:
    key = _MEDIA_WORD.sub("", name.casefold())
    return key.removeprefix("the") if len(key) > len("the") + 1 else key


@cache
def _media() -> dict[str, str]:
    return {
        _media_key(name): row["country"]
        for row in read_table("media")
        for name in split_list(row["names"])
    }


@cache
def _media_names() -> frozenset[str]:
    return frozenset(
        name.removeprefix("The ")
        for row in read_table("media")
        for name in split_list(row["names"])
    )


def is_medium(name: str) -> bool:
    """Whether a name is that of a newspaper, a broadcaster or an agency, as it writes it."""
    return name.removeprefix("The ").removeprefix("the ") in _media_names()


def is_same_outlet(name: str, other: str) -> bool:
    """Whether two names are one outlet's, however they are spaced."""
    return bool(other) and _media_key(name) == _media_key(other)


def country_of_outlet(name: str) -> str:
    """Return the ISO code of the country whose officials an outlet names without it, or ""."""
    return _media().get(_media_key(name), "")
