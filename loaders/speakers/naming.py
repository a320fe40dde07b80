"""The speaker that a phrase names by itself, without looking back."""

from __future__ import annotations

from geodata.gazetteer import Gazetteer
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.discourse import Kind, head_noun, kind_of
from loaders.speakers.names import Names, person_name
from loaders.speakers.parties import party_of_group, party_of_person, party_of_words
from loaders.speakers.people import People
from loaders.speakers.speaker import Speaker


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
    """

    def __init__(self, text: str, names: Names, people: People, gazetteer: Gazetteer) -> None:
        self._text = text
        self._names = names
        self._people = people
        self._gazetteer = gazetteer
        self._parties: dict[tuple[str, str], str] = {}

    def named(self, surface: str, span: Span) -> Speaker:
        """Return the person or body that a phrase names."""
        name = person_name(surface, self._gazetteer)
        if name is None:
            party = party_of_words(surface, self._gazetteer) or party_of_group(surface)
            return Speaker(surface, span, party, kind_of(surface), surface)
        full = self._people.full_name(name, span.start)
        key = full, surface
        if key not in self._parties:
            self._parties[key] = party_of_person(
                full, surface, self._text, self._names, self._gazetteer
            )
        return Speaker(full, span, self._parties[key], "person", f"{surface} {full}")

    def together(self, surface: str, span: Span) -> Speaker | None:
        """Read “Armenia and Azerbaijan”: one statement of two speakers; else None.

        Its party names both parties.
        """
        first, joined, second = surface.partition(" and ")
        if not joined or " and " in second:
            return None
        one, other = self.named(first, span), self.named(second, span)
        if "unattributed" in {one.party, other.party}:
            return None
        party = one.party if one.party == other.party else f"{one.party} and {other.party}"
        return Speaker(f"{one.name} and {other.name}", span, party, "people", surface)

    def by_itself(self, surface: str, span: Span, kind: Kind) -> Speaker:
        """Return a speaker whom the article names by nothing but this phrase."""
        report = head_noun(surface) in words_of("local_noun")
        party = (
            "local report" if report else party_of_words(surface, self._gazetteer) or "unattributed"
        )
        return Speaker(surface, span, party, kind, surface)
