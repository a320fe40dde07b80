"""Whose an official is whose own words name no country, and where that is left open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geodata.gazetteer import Gazetteer
from loaders.model.records import Span
from loaders.speakers.antecedents import BODY, KINDS, Antecedents, Reference
from loaders.speakers.discourse import Discourse
from loaders.speakers.party.found import OPEN, PartyFound, left_open
from loaders.speakers.party.home import Home
from loaders.speakers.party.known import party_codes
from loaders.speakers.party.offices import read_office
from loaders.speakers.party.phrases import countries_in
from loaders.speakers.speaker import NAMED_THERE, Speaker, less_sure, with_party

_OFFICES = frozenset({"official", "of_body"})
_OWNER_REACH = 60
"""Characters before a name in which “its interior minister” stands."""
_SPOKESMAN_REACH = 30
"""Characters before a name in which “spokesman” stands, at most."""
_SIDE_REACH = 8000
"""Characters before a speaker in which another country is looked for, at most. It keeps reading
linear where an article has no paragraphs; one paragraph is seldom so long."""
_THEIR_OFFICE = re.compile(r"\b(its|their)\s+((?:[\w-]+\s+){0,4}[\w-]+),\s+\Z", re.IGNORECASE)
_SPOKESMAN = re.compile(
    r"(?:(?<=[.,:;!?”\"—-]\s)|(?<=\n)|\b(?:the|its|an?|said|by)\s)"
    r"(army|navy|military|ministry|police|government|service|command|region|coalition)?\s?"
    r"spokes(?:man|woman|person)\b[\s,][^;:“”\"]*\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class WhoseOfficials:
    """Tell whose the officials of one article are.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For the countries that it names.
    home
        The country whose officials the article names without it.
    discourse, before
        Its sentences, and who spoke before.
    """

    text: str
    gazetteer: Gazetteer
    home: Home
    discourse: Discourse
    before: Antecedents
    _owned: dict[str, PartyFound] = field(default_factory=dict)
    """Parties of people by the owner of their office."""
    _at_home: set[str] = field(default_factory=set)
    """Who was taken for an official of the home: whoever speaks again stays that."""

    def of_owner(self, speaker: Speaker, phrase: Reference) -> Speaker:
        """Give a person the side whose office stands before the name: “Its minister, Ana Ruiz,”."""
        start = phrase.span.start
        if not speaker.person or not is_open(speaker):
            return speaker
        if speaker.name in self._owned:
            return with_party(speaker, self._owned[speaker.name])
        office = _THEIR_OFFICE.search(self.text, max(0, start - _OWNER_REACH), start)
        if not office:
            return self._of_body(speaker, phrase)
        held = read_office(office[2], self.gazetteer)
        if held is None or held.kind not in _OFFICES:
            # “their lawyer, Ana Ruiz” speaks for no country
            return speaker
        pronoun = Span(*office.span(1))
        lower = office[1].lower()
        owner, why = self.before.antecedent(Reference(pronoun), KINDS[lower], lower)
        if owner is None or owner.party == OPEN:
            return with_party(speaker, left_open(why))
        self._owned[speaker.name] = PartyFound(owner.party, less_sure(owner.party_sure), why)
        return with_party(speaker, self._owned[speaker.name])

    def _of_body(self, speaker: Speaker, phrase: Reference) -> Speaker:
        """Give a spokesman the side of the body before: “Peru's army … Army spokesman Ana Ruiz”.

        The sentence before is about the body, and his office names the same or none.
        """
        span = phrase.span
        office = _SPOKESMAN.search(self.text, max(0, span.start - _SPOKESMAN_REACH), span.end)
        if not office:
            return speaker
        about, _ = self.before.antecedent(
            Reference(phrase.span, depth=1), BODY, "spokesman", next_to_it=True
        )
        named = (office[1] or "").lower()
        if about is None or about.party not in party_codes() or about.party_sure == "unsure":
            return speaker
        if named and named not in about.name.lower().split():
            return speaker
        why = f"the sentence before is about {about.name}"
        return with_party(speaker, PartyFound(about.party, "likely", why))

    def open_if_unclear(self, speaker: Speaker) -> Speaker:
        """Leave the side open that only the article's home gives, where it may be another's.

        “Peru denied it. The government spokesman, Ana Ruiz, said …” in a paper of Chile: she may
        be Peru's.
        """
        named = speaker.why == NAMED_THERE and speaker.name not in self._at_home
        if speaker.span is None or not named or not speaker.by_home:
            return speaker
        other = self._other_country(speaker, speaker.span)
        if other is None and speaker.person:
            self._at_home.add(speaker.name)
        why = f"it may be {self.home.party} or {other}"
        return with_party(speaker, left_open(why)) if other else speaker

    def _other_country(self, speaker: Speaker, span: Span) -> str | None:
        """Return another country than the home that a speaker may be of, or None.

        It is named before the speaker in the paragraph. For somebody without a name (“the armed
        forces”), it may also be named in the paragraph before.
        """
        unnamed = speaker.name.lower().startswith(("the ", "a ", "an "))
        paragraph = self.discourse.paragraph_start(span, back=int(unnamed))
        begin = max(paragraph, span.start - _SIDE_REACH)
        named = countries_in(self.text[begin : span.start], self.gazetteer) - {self.home.party}
        return min(named, default=None)


def is_open(speaker: Speaker) -> bool:
    """Whether nothing but the article's home says whose somebody is."""
    return speaker.party == OPEN or speaker.by_home
