"""Who a speaker is.

Pronouns and short forms are resolved to a name, and the name to a party.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.names import Names, person_name
from loaders.attribution.parties import body_party, person_party
from loaders.attribution.party.found import PartyFound
from loaders.attribution.party.home import NOWHERE, Home, with_names
from loaders.attribution.statement import Attribution
from loaders.lexicon.tables import parties, words_of
from loaders.model.records import NARRATOR, Span, Sure
from loaders.text.segment import find_words, fold_space, strip_possessive

_DEFINITE = re.compile(r"^(?:the|this|that|its|his|her|their)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Ý][\w’'-]{0,60}[a-zà-ÿ]|[A-Z]{2,}")
_COUNTRY = re.compile(r"(?:the|that) country['’]s\s", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", re.IGNORECASE
)
_OF = re.compile(r"\s+of\s+[A-Z]\w+")
_MOST_LOOKED_BACK = 100
"""Bodies or names looked back over, at most. It keeps reading linear; the right one is seldom
further."""
_OFFICE_WINDOW = 40
"""Characters before a name in which its office is looked for. A title of three or four words
fits."""
_BOTH = re.compile(r"^both\s+", re.IGNORECASE)
_NOBODY = "nobody is named before the pronoun"
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_BODILY = frozenset({"it", "they", "its", "their", "them"})
_DOCUMENTS = frozenset({"statement", "release", "country", "side", "it"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    Attributes
    ----------
    name
        The full name, as far as the article or ``parties.csv`` gives it.
    span
        The words that name the speaker there; None where nothing does.
    party
        The party.
    person
        Whether it is one person, and not a body.
    party_sure
        How sure the party is.
    party_why
        Why it is this party, or why it is left open.
    """

    name: str
    span: Span | None
    party: str
    person: bool
    party_sure: Sure = "certain"
    party_why: str = ""


@dataclass(slots=True)
class SpeakerIdentifier:
    """Identifies the speakers of one article, in the order they speak.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For country names and adjectives, which give an office its party.
    home
        The country whose officials the article names without it.
    """

    text: str
    gazetteer: Gazetteer
    home: Home = NOWHERE
    names: Names = field(init=False)
    _bodies: list[Speaker] = field(default_factory=list)
    _person: Speaker | None = None
    _known: dict[tuple[int, int], Speaker] = field(default_factory=dict)
    _full: dict[str, str] = field(default_factory=dict)
    _parties: dict[tuple[str, str], PartyFound] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.text)
        self.home = with_names(self.home, self.text, self.names, self.gazetteer)

    def identify(self, attribution: Attribution) -> Speaker:
        """Return the speaker of an attribution.

        Call it in text order: pronouns are resolved to earlier speakers.
        """
        span = attribution.speaker
        if span is None:
            return Speaker("unnamed", None, "unattributed", False, "unsure", "nobody is named")
        speaker = self._resolve(span, attribution.antecedent or span)
        if speaker.person:
            self._person = speaker
        else:
            self._bodies.append(speaker)
        return speaker

    def relaying_speaker(self, attribution: Attribution) -> Speaker | None:
        """Return who relays an attribution's words, or None where nobody does."""
        span = attribution.via
        return (
            (self._known.get((span.start, span.end)) or self._resolve(span, span)) if span else None
        )

    def _resolve(self, span: Span, naming: Span) -> Speaker:
        """Return the speaker that a phrase names; the same phrase always names the same speaker."""
        key = (span.start, span.end)
        if key not in self._known:
            surface = fold_space(self.text[naming.start : naming.end])
            surface = _BOTH.sub("", surface) if " and " in surface else surface
            plain = surface[:-1] if surface[-2:] in {"s’", "s'"} else strip_possessive(surface)
            self._known[key] = (
                self._anaphor(plain, span)
                or self._together(plain, span)
                or self._named(plain, span)
            )
        return self._known[key]

    def _anaphor(self, surface: str, span: Span) -> Speaker | None:
        """Return the speaker of a pronoun, a definite phrase or a local group; else None."""
        lower = surface.lower()
        if lower in _PERSONAL:
            person = self._person or self._person_before(span.start)
            return (
                replace(person, span=span)
                if person
                else Speaker(surface, span, "unattributed", True, "unsure", _NOBODY)
            )
        last_body = self._bodies[-1] if self._bodies else None
        if lower in _BODILY:
            return (
                replace(last_body, span=span)
                if last_body
                else Speaker(surface, span, "unattributed", False, "unsure", _NOBODY)
            )
        bare = _DEFINITE.sub("", surface)
        if bare != surface and (_COUNTRY.match(surface) or not _CAPITAL.search(bare)):
            return self._definite(surface, span, last_body)
        local = _LOCAL.match(surface)
        if local and local[1].lower() in words_of("local_noun"):
            return Speaker(
                surface, span, "local report", person=False, party_why="people who live there"
            )
        return None

    def _definite(self, surface: str, span: Span, last_body: Speaker | None) -> Speaker:
        """Resolve “the organization”, “the country's foreign ministry”, “the statement”.

        It is a body or person named before, where one fits; else the phrase itself.
        """
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = words[-1]
        for body in reversed(self._bodies[-_MOST_LOOKED_BACK:]):
            if body.party != "unattributed" and head in body.name.lower().split():
                return replace(body, span=span)
        person = (
            (self._titled_before(words, span.start) or self._person)
            if head in words_of("person_noun")
            else None
        )
        if person:
            return replace(person, span=span)
        named = self._named_before(head, span.start)
        if named:
            return self._body(named, span)
        if last_body and (head in words_of("institution_noun") or "country" in words):
            name = (
                last_body.name
                if head in _DOCUMENTS
                else f"{last_body.party} {' '.join(words[2:])}".strip()
            )
            return Speaker(name, span, last_body.party, person=False)
        return self._body(surface, span)

    def _body(self, surface: str, span: Span) -> Speaker:
        """Return a body, or people named by what they are, with the party of their own words."""
        found = body_party(surface, self.gazetteer, self.home)
        return Speaker(
            surface, span, found.party, person=False, party_sure=found.sure, party_why=found.why
        )

    def _titled_before(self, words: list[str], position: int) -> Speaker | None:
        """Return the last person named with the office in a phrase, or None.

        “the president” is “President Anna Smith”.
        """
        office = {word for word in words if word not in words_of("determiner")}
        for _, naming in zip(
            range(_MOST_LOOKED_BACK), self.names.runs_before(position), strict=False
        ):
            lead = self.text[max(0, naming.start - _OFFICE_WINDOW) : naming.start]
            words_beside = {word.lower() for word in naming.words} | set(
                lead.lower().split()[-len(office) :]
            )
            if office <= words_beside:
                surface = fold_space(self.text[naming.start : naming.end])
                name = person_name(surface, self.gazetteer)
                if name:
                    return self._named(
                        f"{' '.join(words[1:])} {surface}", Span(naming.start, naming.end)
                    )
        return None

    def _named_before(self, head: str, position: int) -> str | None:
        """Return the last name of a body that ends in a noun, or None.

        “the organization” is “Collective Security Treaty Organization”.
        """
        for naming in reversed(self.names.ending_in(head.title())):
            if naming.end <= position and len(naming.words) > 1:
                follows = _OF.match(self.text, naming.end, position)
                return fold_space(
                    self.text[naming.start : follows.end() if follows else naming.end]
                )
        return None

    def _together(self, surface: str, span: Span) -> Speaker | None:
        """Read “Armenia and Azerbaijan”: one statement of two speakers; else None.

        Its party names both parties.
        """
        parts = surface.split(" and ")
        if len(parts) != 2:
            return None
        one, other = (self._named(part, span) for part in parts)
        if "unattributed" in {one.party, other.party}:
            return None
        party = one.party if one.party == other.party else f"{one.party} and {other.party}"
        sure: Sure = "certain" if one.party_sure == other.party_sure == "certain" else "likely"
        why = (
            one.party_why
            if one.party_why == other.party_why
            else "; ".join(filter(None, (one.party_why, other.party_why)))
        )
        return Speaker(f"{one.name} and {other.name}", span, party, False, sure, why)

    def _named(self, surface: str, span: Span) -> Speaker:
        name = person_name(surface, self.gazetteer)
        if name is None:
            return self._body(surface, span)
        full = self._full_name(name, span.start)
        return self._one(full, surface, span)

    def _one(self, full: str, surface: str, span: Span | None) -> Speaker:
        """Return a person, with the party of the office beside the name."""
        key = full, surface
        if key not in self._parties:
            self._parties[key] = person_party(
                full, surface, self.text, self.names, self.gazetteer, self.home
            )
        found = self._parties[key]
        return Speaker(
            full, span, found.party, person=True, party_sure=found.sure, party_why=found.why
        )

    def _full_name(self, name: str, before: int) -> str:
        """Return a surname with the first name that the article gives.

        The nearest mention before the surname counts first.
        """
        if " " in name:
            return name
        if name not in self._full:
            self._full[name] = self._search_full_name(name, before)
        return self._full[name]

    def _search_full_name(self, name: str, before: int) -> str:
        namings = [naming for naming in self.names.ending_in(name) if len(naming.words) > 1]
        earlier = [naming for naming in namings if naming.start < before]
        for naming in [*reversed(earlier), *namings]:
            full = person_name(" ".join((*naming.words[-3:-1], name)), self.gazetteer)
            if full and " " in full:
                return full
        known = [
            person
            for party in parties().values()
            for person in party.people
            if person.split()[-1] == name
        ]
        return known[0] if len(known) == 1 else name

    def _person_before(self, position: int) -> Speaker | None:
        """Return the last person named before a position, or None.

        A pronoun without an earlier speaker means that person.
        """
        for naming in self.names.runs_before(position):
            surface = " ".join(naming.words[-4:])
            name = person_name(surface, self.gazetteer)
            if name and " " in name:
                return self._one(name, surface, None)
        return None


def narrator(publisher: str) -> Speaker:
    """Return the outlet itself as speaker."""
    return Speaker(publisher, None, NARRATOR, person=False)
