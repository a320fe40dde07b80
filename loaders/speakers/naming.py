"""The speaker that a phrase names by itself, without looking back."""

from __future__ import annotations

from geodata.gazetteer import Gazetteer
from loaders.model.records import Span, Sure
from loaders.speakers.discourse import Kind, kind_of
from loaders.speakers.genders import given_names
from loaders.speakers.names import Names, person_name
from loaders.speakers.parties import body_party, person_party
from loaders.speakers.party.found import OPEN, PartyFound
from loaders.speakers.party.home import Home, with_names
from loaders.speakers.party.known import institutions, is_medium
from loaders.speakers.people import People
from loaders.speakers.speaker import Speaker, with_party


class Naming:
    """Name speakers by their phrases.

    Parameters
    ----------
    text
        The article's text.
    names, people
        Its names, and its people by surname and office.
    gazetteer
        For country names and adjectives.
    home
        The country whose officials the article names without it.
    """

    def __init__(
        self, text: str, names: Names, people: People, gazetteer: Gazetteer, home: Home
    ) -> None:
        self._text = text
        self._names = names
        self._people = people
        self._gazetteer = gazetteer
        self._home = with_names(home, text, names, gazetteer)
        self._parties: dict[tuple[str, str], PartyFound] = {}

    def named(self, surface: str, span: Span) -> Speaker:
        """Return the person or body that a phrase names."""
        name = person_name(surface, self._gazetteer) or self._namesake(surface)
        if name is None:
            return self.by_itself(surface, span, kind_of(surface))
        full = self._people.full_name(name, surface)
        if full == surface and is_medium(full):
            return self.by_itself(surface, span, "body")
        key = full, surface
        if key not in self._parties:
            self._parties[key] = person_party(
                full, surface, self._text, self._names, self._gazetteer, self._home
            )
        found = self._parties[key]
        # “Nova said …”: an agency of one word is no “he”
        kind: Kind = "body" if found.party == "media" and " " not in full else "person"
        person = Speaker(full, span, OPEN, kind, f"{surface} {full}")
        return with_party(person, found)

    def _namesake(self, surface: str) -> str | None:
        """Return the full name of a person who is called like a body: “Wagner”, of Karl Wagner."""
        if surface not in institutions()[1] or not surface.isalpha():
            return None
        first, _, rest = self._people.full_name(surface).partition(" ")
        return f"{first} {rest}" if rest and first.lower() in given_names() else None

    def together(self, surface: str, span: Span) -> Speaker | None:
        """Read “Armenia and Azerbaijan”: one statement of two speakers; else None.

        Its party names both parties.
        """
        first, joined, second = surface.partition(" and ")
        if not joined or " and " in second:
            return None
        one, other = self.named(first, span), self.named(second, span)
        if OPEN in {one.party, other.party}:
            return None
        if any(speaker.person and " " not in speaker.name for speaker in (one, other)):
            return None  # “the school of Management and Law”: a lone word is hardly a person
        party = one.party if one.party == other.party else f"{one.party} and {other.party}"
        both = Speaker(f"{one.name} and {other.name}", span, party, "people", surface)
        sure: Sure = "certain" if one.party_sure == other.party_sure == "certain" else "likely"
        why = "; ".join(dict.fromkeys((one.party_why, other.party_why)))
        by_home = one.by_home or other.by_home
        return with_party(both, PartyFound(party, sure, why, by_home=by_home))

    def by_itself(self, surface: str, span: Span, kind: Kind) -> Speaker:
        """Return a speaker whom the article names by nothing but this phrase."""
        speaker = Speaker(surface, span, OPEN, kind, surface)
        return with_party(speaker, body_party(surface, self._gazetteer, self._home))
