"""Whose spokesman or minister somebody is where the words before the name say so.

“Its minister, Ana Ruiz, said”; “Peru's army said … Army spokesman Juan Rojas said”.
"""

from __future__ import annotations

import re

from loaders.model.records import Span
from loaders.speakers.antecedents import Antecedents, Reference
from loaders.speakers.discourse import Kind
from loaders.speakers.party.found import PartyFound, left_open
from loaders.speakers.party.home import Home
from loaders.speakers.party.known import party_codes
from loaders.speakers.speaker import Speaker, less_sure, with_party

_REACH = 60
"""Characters before a name in which its office stands."""
_NEAR = 30
"""Characters before a name in which “spokesman” stands, at most."""
_BODY: frozenset[Kind] = frozenset({"body"})
_OFFICE = (
    r"(?:minister|chief|leader|head|commander|secretary|general|president|premier|director|envoy"
    r"|ambassador|negotiator|adviser|advisor|official|representative|chair\w*|spokes\w+)"
)
_THEIR_OFFICE = re.compile(
    rf"\b(its|their)\s+(?:[\w-]+\s+){{0,4}}?{_OFFICE}(?:\s(?:of|for)\s[\w ]{{2,30}})?,\s+\Z",
    re.IGNORECASE,
)
_SPOKES = re.compile(
    r"(?:(?<=[.,:;!?”\"—-]\s)|(?<=\n)|\b(?:the|its|an?|said|by)\s)"
    r"(army|navy|military|ministry|police|government|service|command|region|coalition)?\s?"
    r"spokes(?:man|woman|person)\b[\s,][^;:“”\"]*\Z",
    re.IGNORECASE,
)
PRONOUN_KINDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), frozenset({"body"})),
    **dict.fromkeys(("they", "them", "their"), frozenset({"people", "body"})),
}
"""What each pronoun may stand for."""


class OfficesBefore:
    """Find the side of people whose office says whose it is only by the sentence before.

    Parameters
    ----------
    text
        The article's text.
    before
        Who spoke, and whom sentences are about.
    home
        The country whose officials the article names without it.
    """

    def __init__(self, text: str, before: Antecedents, home: Home) -> None:
        self._text = text
        self._before = before
        self._home = home

    def of_body_before(self, speaker: Speaker, phrase: Reference) -> Speaker:
        """Give a person the side whose office stands before the name: “Its minister, Ana Ruiz,”."""
        start = phrase.span.start
        if not speaker.person or not self.leave_open(speaker):
            return speaker
        office = _THEIR_OFFICE.search(self._text, max(0, start - _REACH), start)
        if not office:
            return self._of_body(speaker, phrase)
        pronoun = Span(*office.span(1))
        lower = office[1].lower()
        owner, why = self._before.antecedent(Reference(pronoun), PRONOUN_KINDS[lower], lower)
        if owner is None or owner.party == "unattributed":
            return with_party(speaker, left_open(why))
        return with_party(speaker, PartyFound(owner.party, less_sure(owner.party_sure), why))

    def _of_body(self, speaker: Speaker, phrase: Reference) -> Speaker:
        """Give a spokesman the side of the body before: “Peru's army … Army spokesman Ana Ruiz”.

        The sentence before is about the body, and his office names the same or none.
        """
        span = phrase.span
        office = _SPOKES.search(self._text, max(0, span.start - _NEAR), span.end)
        if not office:
            return speaker
        about, _ = self._before.antecedent(
            Reference(phrase.span, depth=1), _BODY, "spokesman", next_to_it=True
        )
        named = (office[1] or "").lower()
        if about is None or about.party not in party_codes() or about.party_sure == "unsure":
            return speaker
        if named and named not in about.name.lower().split():
            return speaker
        why = f"the sentence before is about {about.name}"
        return with_party(speaker, PartyFound(about.party, "likely", why))

    def leave_open(self, speaker: Speaker) -> bool:
        """Whether nothing but the article's home says whose somebody is."""
        at_home = speaker.party == self._home.party and speaker.party_sure == "likely"
        return speaker.party == "unattributed" or at_home
