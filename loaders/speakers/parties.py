"""Which party a speaker belongs to, how sure that is, and why.

By name, by the office beside the name, by the country in the words that describe the speaker, or,
for an official whose country goes without saying, by the article's home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from geodata.gazetteer import Gazetteer
from loaders.lexicon.tables import words_of
from loaders.model.records import NARRATOR
from loaders.speakers.names import Names
from loaders.speakers.party.descriptions import beside, is_in_congress
from loaders.speakers.party.found import OPEN, PartyFound, left_open
from loaders.speakers.party.home import NOWHERE, Home
from loaders.speakers.party.known import is_same_outlet, kinds, people
from loaders.speakers.party.offices import Office, read_office
from loaders.text.segment import fold_space

_MOST_NAMINGS = 12
"""Occurrences of a name that are read, at most. It keeps reading linear; who somebody is, is said
at the first ones."""
_SHOWN = 60
"""Characters of the article's words that a reason shows, at most."""
_WITHOUT_PARTY = {
    "private": "a private person or body, for no party",
    "former": "a former office",
    "owned": "no office is given",
}


def person_party(
    full: str,
    surface: str,
    text: str,
    names: Names,
    gazetteer: Gazetteer,
    home: Home = NOWHERE,
) -> PartyFound:
    """Return the party a person speaks for.

    It is the party in ``parties.csv``, else that of the office the article gives beside the name.

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
    home
        Whose officials need no country.
    """
    if full.rsplit(maxsplit=1)[-1].lower() in _kind_words():
        return body_party(surface, gazetteer, home)
    known = people().get(full)
    if known:
        return PartyFound(known, "certain", f"{full} is listed")
    offices: list[Office] = []
    congress = False
    for words in _descriptions(full, surface, text, names):
        congress = congress or is_in_congress(words)
        office = read_office(words, gazetteer, home.said)
        if office and office.kind != "state":
            offices.append(office)
    if congress:
        return PartyFound("United States", "certain", "the seat in Congress beside the name")
    return _of_offices(offices, home)


def _descriptions(full: str, surface: str, text: str, names: Names) -> Iterator[str]:
    """Yield the words beside a person's names, those of the speaker's own phrase first."""
    at = surface.find(full.rsplit(maxsplit=1)[-1])
    lead = surface[:at].removesuffix(" ".join(full.split()[:-1]) + " ").strip() if at > 0 else ""
    if lead:
        yield lead
    for span in islice(names.occurrences(full), _MOST_NAMINGS):
        yield from beside(text, span)


def _of_offices(offices: list[Office], home: Home) -> PartyFound:
    """Return the party of the offices given for one person, the nearest one first."""
    if not offices:
        return left_open("no office stands beside the name")
    stated = Counter(office.party for office in offices if office.party)
    first = offices[0]
    if len(stated) > 1:
        (one, count), (_, second) = stated.most_common(2)
        if first.party and first.kind not in {"analyst", "local"}:
            one, count = first.party, max(count, second)
        if count > second or first.party == one:
            words = next(o.words for o in offices if o.party == one)
            return PartyFound(one, "likely", f"the office beside the name: {_quoted(words)}")
        return left_open("offices of two parties stand beside the name")
    if stated:
        office = next(o for o in offices if o.party)
        return PartyFound(
            office.party, "certain", f"the words beside the name: {_quoted(office.words)}"
        )
    return _of_office(next((o for o in offices if o.home), first), home, "beside the name")


def _of_office(office: Office, home: Home, where: str) -> PartyFound:
    """Return the party of one office."""
    shown = _quoted(office.words)
    if office.party:
        sure = "likely" if office.kind in {"analyst", "local", "media"} else "certain"
        return PartyFound(office.party, sure, f"the words {where}: {shown}")  # type: ignore[arg-type]
    if office.ambiguous:
        return left_open(f"two countries stand in {shown}")
    if office.home:
        if home.party:
            return PartyFound(home.party, "likely", f"{home.why}, for {shown}", by_home=True)
        return left_open(f"{shown}: {home.why}")
    return left_open(f"{shown}: {_WITHOUT_PARTY.get(office.kind, 'the body is not known')}")


def _quoted(words: str) -> str:
    short = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


@lru_cache(maxsize=8192)
def body_party(surface: str, gazetteer: Gazetteer, home: Home = NOWHERE) -> PartyFound:
    """Return the party of a country, a body or people named by what they are.

    Parameters
    ----------
    surface
        The words that name them.
    gazetteer
        For the countries in them.
    home
        Whose officials need no country.
    """
    folded = fold_space(surface)
    if is_same_outlet(folded, home.outlet):
        return PartyFound(NARRATOR, "certain", "the outlet itself")
    office = read_office(folded, gazetteer, home.said)
    if office is None:
        return left_open("the words name no office, body or country")
    if folded[0].isupper() and folded.lower() in words_of("person_title"):
        return left_open("a title, or a name like one")
    return _of_office(office, home, "that name the speaker")


@cache
def _kind_words() -> frozenset[str]:
    """Return the words that end the name of a body or a trade, and no person's."""
    return frozenset().union(*(kinds()[kind] for kind in ("local", "private", "body", "media")))


def party_of_words(words: str, gazetteer: Gazetteer) -> str | None:
    """Return the party that the words themselves give, or None."""
    party = body_party(words, gazetteer).party
    return None if party == OPEN else party
