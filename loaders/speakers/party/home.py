"""The country whose officials an article names without it: “the Prime Minister said”.

It is that of the dateline, else of the outlet, else the one the article is overwhelmingly about.
Where two are possible there is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from geodata.gazetteer import Gazetteer
from loaders.dates.full_dates import MONTH
from loaders.documents.dateline import find_dateline
from loaders.model.records import Mention, Span
from loaders.speakers.names import Names
from loaders.speakers.party.known import country_of_outlet, party_of_country, surnames
from loaders.speakers.party.offices import NOTHING_SAID, Said, read_office

_LINES = 8
"""Lines at an article's beginning in which its dateline is looked for."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PLACE_AND_DAY = re.compile(
    rf"\s*[A-Z][\w’'. -]{{2,30}}(?:,\s*[A-Z][\w’'. -]{{2,25}})?\s*[,.]\s*"
    rf"(?:(?i:{MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?i:{MONTH}))"
)
_DATELINE_SHARE = 0.15
"""Share of an article's places that must lie in the country of its dateline: a summit's seat is no
home. Chosen by hand."""
_OUTLET_SHARE = 0.25
"""Mentions of the outlet's country, as a share of those of the country most named, from which the
article's officials may be its own."""
_FEW = 3
"""Fewer mentions of one country say nothing about whose officials speak."""
_IN_PASSING = 1.0
"""Mentions of any other country at most where an article is about one: of two sides, neither is at
home."""
_ABBREVIATION = re.compile(r"\(([A-Z]{2,8})\)")
_LONG_FORM = 100
"""Characters before an abbreviation in which its long form stands, at most."""
_BODIES = frozenset({"official", "body", "of_body", "institution", "private"})
_WHOLE = frozenset({"country", "capital"})
_TOWN_WEIGHT = 0.5
"""A town counts half: its name may be another's."""


@dataclass(frozen=True, slots=True)
class Home:
    """What an article takes as known of its speakers.

    Attributes
    ----------
    party
        The party whose officials need no country, or "".
    why
        Why it is this one.
    said
        Abbreviations the article explains, and people it names.
    outlet
        Who publishes the article.
    """

    party: str
    why: str
    said: Said = NOTHING_SAID
    outlet: str = ""


NOWHERE = Home("", "its country is not said")
"""No home: only the words themselves give a country."""


def home_of(text: str, publisher: str, places: Sequence[Mention], gazetteer: Gazetteer) -> Home:
    """Return the country whose officials an article names without it, with its outlet."""
    return replace(_country(text, publisher, places, gazetteer), outlet=publisher)


def _country(text: str, publisher: str, places: Sequence[Mention], gazetteer: Gazetteer) -> Home:
    counts = _counts(places, gazetteer)
    dateline = _dateline_country(text, places, gazetteer)
    if dateline and counts[dateline] >= _DATELINE_SHARE * sum(counts.values()):
        return Home(party_of_country(dateline, gazetteer), "the country of the dateline")
    outlet = country_of_outlet(publisher)
    top, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0.0))
    if outlet and (most < _FEW or counts[outlet] >= _OUTLET_SHARE * most):
        return Home(party_of_country(outlet, gazetteer), "the country of the outlet")
    other = max((n for code, n in counts.items() if code != top), default=0.0)
    if most >= _FEW and other <= _IN_PASSING:
        return Home(party_of_country(top, gazetteer), "the country that the article is about")
    return NOWHERE


def with_names(home: Home, text: str, names: Names, gazetteer: Gazetteer) -> Home:
    """Return a home with the abbreviations that the article explains and the people it names."""
    bodies: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        long = _long_form(text[max(0, match.start() - _LONG_FORM) : match.start()], match[1])
        office = read_office(long, gazetteer) if long else None
        if office and office.party and office.kind in _BODIES:
            bodies.setdefault(match[1], office.party)
    known = {
        surname: party
        for surname, person, party in surnames()
        if names.ending_in(surname) and person in text
    }
    return replace(home, said=Said(tuple(bodies.items()), tuple(known.items())))


def _long_form(before: str, letters: str) -> str:
    """Return the last words of a text whose initials are the letters, or ""."""
    words = before.split()
    initials = ""
    for index in range(len(words) - 1, -1, -1):
        if words[index][0].isupper():
            initials = words[index][0] + initials
        if initials == letters:
            return " ".join(words[index:])
    return ""


def _counts(places: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, float]:
    """Return how often each country is named, by its ISO code."""
    counts: dict[str, float] = defaultdict(float)
    for mention in places:
        place = gazetteer.get(mention.place_id) if mention.role != "not_a_place" else None
        if place and place.country and "/" not in place.country:
            counts[place.country] += 1 if place.kind in _WHOLE else _TOWN_WEIGHT
    return counts


def _dateline_country(text: str, places: Sequence[Mention], gazetteer: Gazetteer) -> str:
    """Return the ISO code of the country where the article was written, or ""."""
    for line in islice(_LINE.finditer(text), _LINES):
        match = find_dateline(text, Span(*line.span())) or _PLACE_AND_DAY.match(
            text, line.start(), min(line.end(), line.start() + 100)
        )
        if match is None:
            continue
        end = line.start() + match.end() if match.re is not _PLACE_AND_DAY else match.end()
        named = {
            place.country
            for mention in places
            if line.start() <= mention.start < end and mention.place_id
            if (place := gazetteer.get(mention.place_id)) and "/" not in place.country
        } - {""}
        # “BANGKOK/PHNOM PENH”: of two countries neither is home
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""
