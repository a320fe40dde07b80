"""Which party a speaker belongs to.

By name, by office, or by the country in the words that describe the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from geodata.gazetteer import Gazetteer
from geodata.place import Place, fold
from loaders.attribution.cues import can_speak
from loaders.lexicon.tables import parties, reporting_verbs, words_of
from loaders.model.records import Span
from loaders.speakers.names import Names
from loaders.text.segment import find_words, fold_space, strip_possessive

_SENTENCE_END = re.compile(r"[.;!?“”\"]\s")
_APPOSITION = re.compile(r"\s*,\s*([^,]{3,100})")
_LEAD = re.compile(r"(?:^|,|\b(?:said|with|by|to|and|as)\b)([^,]{3,100}),?\s*$")
_FIRST_WORD = re.compile(r"\s*(?:who\s+)?(\w+)")
_WORDS = re.compile(r"[a-z]+")
_SPEAKING_PLACES = frozenset({"country", "capital", "poi", "settlement", "province", "district"})
_OFFICE_WINDOW = 110
"""Characters on each side of a name in which the person's office is looked for: about a line and
a half. A wider window takes the office of somebody else. Chosen by hand."""


def party_of_person(full: str, surface: str, text: str, names: Names, gazetteer: Gazetteer) -> str:
    """Return the party a person speaks for, or “unattributed”.

    It is the party in ``parties.csv``, else that of the office the article gives beside the name,
    else that of the words where the person speaks.

    Parameters
    ----------
    full
        The full name.
    surface
        The words that name the speaker here.
    text
        The article's text.
    names
        The article's names.
    gazetteer
        For the countries in an office.
    """
    known = _people().get(full)
    if known:
        return known
    for span in names.occurrences(full):
        for words in _descriptions(text, span):
            named = party_of_office(words, gazetteer)
            if named:
                return named
    return party_of_words(surface, gazetteer) or "unattributed"


def _descriptions(text: str, name: Span) -> Iterator[str]:
    """Yield the words that may hold a person's office.

    They are those before the name, and an apposition after it.
    """
    before = _SENTENCE_END.split(text[max(0, name.start - _OFFICE_WINDOW) : name.start])[-1]
    lead = _LEAD.search(before)
    if lead:
        yield lead[1]
    apposition = _APPOSITION.match(
        _SENTENCE_END.split(text[name.end : name.end + _OFFICE_WINDOW], maxsplit=1)[0]
    )
    if apposition and not _speaks(apposition[1]):
        yield apposition[1]


def _speaks(words: str) -> bool:
    """Whether words after a name go on with a verb (“…, said that …”) and so describe nobody."""
    first = _FIRST_WORD.match(words)
    lower = first[1].lower() if first else ""
    return (
        lower in reporting_verbs()
        or lower in words_of("passive_auxiliary")
        or lower in {"has", "had", "who"}
    )


@lru_cache(maxsize=4096)
def party_of_office(words: str, gazetteer: Gazetteer) -> str | None:
    """Return the party an office speaks for, or None.

    Somebody who studies it, edits it or used to hold it speaks for nobody.
    """
    lower = fold_space(words).lower()
    if _analyst().search(lower):
        return "analyst"
    titled = any(
        word in words_of("person_title") or can_speak(word) for word in _WORDS.findall(lower)
    )
    return party_of_words(words, gazetteer) if titled else None


@lru_cache(maxsize=8192)
def party_of_words(words: str, gazetteer: Gazetteer) -> str | None:
    """Return the party of a country, its adjective or an institution in the words; or None."""
    folded = fold_space(words)
    pattern, by_name, order = _institutions()
    found = {by_name[match.group()] for match in pattern.finditer(folded)}
    if found:
        return min(found, key=order.index)
    tokens = find_words(folded, Span(0, len(folded)))
    keys = [strip_possessive(word.text) for word in tokens]
    for index, word in enumerate(tokens):
        place = _country(keys, index, gazetteer) if word.capital else None
        if place:
            return _party_of_country(place.country) or (
                place.name if place.kind == "country" else None
            )
    return None


def _country(words: Sequence[str], index: int, gazetteer: Gazetteer) -> Place | None:
    length, places = gazetteer.longest_match([fold(word) for word in words], index)
    if length:
        return next(
            (p for p in places if p.kind in _SPEAKING_PLACES and "/" not in p.country), None
        )
    return gazetteer.adjective(words[index])


def party_of_group(surface: str) -> str:
    """Return the party of people named by what they are.

    That is “analyst”, “local report” for those who live or were there, or “unattributed”.
    """
    words = {word.lower for word in find_words(surface, Span(0, len(surface)))}
    if any(
        _analyst().match(word)
        for word in words & {"analysts", "experts", "observers", "analyst", "expert", "historians"}
    ):
        return "analyst"
    return "local report" if not words.isdisjoint(words_of("local_noun")) else "unattributed"


@cache
def _analyst() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            rf"\b{re.escape(noun)}"
            for noun in sorted(words_of("analyst_noun"), key=len, reverse=True)
        )
    )


@cache
def _people() -> dict[str, str]:
    return {person: party.name for party in reversed(parties().values()) for person in party.people}


@cache
def _institutions() -> tuple[re.Pattern[str], dict[str, str], list[str]]:
    """Return a pattern of the institutions' names, the party of each, and the parties in order."""
    by_name = {
        name: party.name for party in reversed(parties().values()) for name in party.institutions
    }
    longest_first = sorted(by_name, key=len, reverse=True)
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
        by_name,
        list(parties()),
    )


@cache
def _party_of_country(code: str) -> str | None:
    return next((party.name for party in parties().values() if code in party.countries), None)
