"""Who a speaker is.

Pronouns and short forms led back to a name, and the party whose voice it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.names import Names, person_name
from loaders.attribution.parties import party_of_group, party_of_person, party_of_words
from loaders.attribution.sentence import Attribution
from loaders.lexicon.tables import parties, words_of
from loaders.model.records import NARRATOR, Span
from loaders.text.segment import find_words, fold_space, strip_possessive

_DEFINITE = re.compile(r"^(?:the|this|that|its|his|her|their)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Ý][\w’'-]{0,60}[a-zà-ÿ]|[A-Z]{2,}")
_COUNTRY = re.compile(r"(?:the|that) country['’]s\s", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", re.IGNORECASE
)
_OF = re.compile(r"\s+of\s+[A-Z]\w+")
_REMEMBERED = 100
"""Bodies looked back over, at most; it keeps reading linear."""
_OFFICE = 40
"""Characters before a name in which its office is looked for."""
_BOTH = re.compile(r"^both\s+", re.IGNORECASE)
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_BODILY = frozenset({"it", "they", "its", "their", "them"})
_DOCUMENTS = frozenset({"statement", "release", "country", "side", "it"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice: its name, the words that name it where it speaks, its party, and whether it is one person."""

    name: str
    span: Span | None
    party: str
    person: bool


@dataclass(slots=True)
class Voices:
    """The voices of one article, in the order they speak.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For country names and adjectives, which give an office its party.
    """

    text: str
    gazetteer: Gazetteer
    names: Names = field(init=False)
    _bodies: list[Speaker] = field(default_factory=list)
    _person: Speaker | None = None
    _known: dict[tuple[int, int], Speaker] = field(default_factory=dict)
    _full: dict[str, str] = field(default_factory=dict)
    _parties: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.text)

    def identify(self, attribution: Attribution) -> Speaker:
        """Return the speaker of an attribution; call in text order, since pronouns look back."""
        span = attribution.speaker
        if span is None:
            return Speaker("unnamed", None, "unattributed", person=False)
        speaker = self._resolve(span, attribution.antecedent or span)
        if speaker.person:
            self._person = speaker
        else:
            self._bodies.append(speaker)
        return speaker

    def retells(self, attribution: Attribution) -> Speaker | None:
        """Return who tells an attribution's words again, or None where nobody does."""
        span = attribution.via
        return (
            (self._known.get((span.start, span.end)) or self._resolve(span, span)) if span else None
        )

    def _resolve(self, span: Span, naming: Span) -> Speaker:
        """Return the speaker that a phrase names; the same phrase names the same speaker again."""
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
        lower = surface.lower()
        if lower in _PERSONAL:
            person = self._person or self._person_before(span.start)
            return (
                replace(person, span=span)
                if person
                else Speaker(surface, span, "unattributed", person=True)
            )
        last_body = self._bodies[-1] if self._bodies else None
        if lower in _BODILY:
            return (
                replace(last_body, span=span)
                if last_body
                else Speaker(surface, span, "unattributed", person=False)
            )
        bare = _DEFINITE.sub("", surface)
        if bare != surface and (_COUNTRY.match(surface) or not _CAPITAL.search(bare)):
            return self._definite(surface, span, last_body)
        local = _LOCAL.match(surface)
        if local and local[1].lower() in words_of("local_noun"):
            return Speaker(surface, span, "local report", person=False)
        return None

    def _definite(self, surface: str, span: Span, last_body: Speaker | None) -> Speaker:
        """“The organization”, “the country's foreign ministry”, “the statement”.

        A body named before.
        """
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = words[-1]
        for heard in reversed(self._bodies[-_REMEMBERED:]):
            if heard.party != "unattributed" and head in heard.name.lower().split():
                return replace(heard, span=span)
        person = (
            (self._titled_before(words, span.start) or self._person)
            if head in words_of("person_noun")
            else None
        )
        if person:
            return replace(person, span=span)
        named = self._named_before(head, span.start)
        if named:
            party = party_of_words(named, self.gazetteer) or (
                last_body.party if last_body else "unattributed"
            )
            return Speaker(named, span, party, person=False)
        if last_body and (head in words_of("institution_noun") or "country" in words):
            name = (
                last_body.name
                if head in _DOCUMENTS
                else f"{last_body.party} {' '.join(words[2:])}".strip()
            )
            return Speaker(name, span, last_body.party, person=False)
        report = head in words_of("local_noun")
        party = (
            "local report" if report else party_of_words(surface, self.gazetteer) or "unattributed"
        )
        return Speaker(surface, span, party, person=False)

    def _titled_before(self, words: list[str], position: int) -> Speaker | None:
        """Return the last person named with the office a phrase tells.

        For “the president”, of “President Anna Smith”.
        """
        office = {word for word in words if word not in words_of("determiner")}
        for _, naming in zip(range(_REMEMBERED), self.names.runs_before(position), strict=False):
            lead = self.text[max(0, naming.start - _OFFICE) : naming.start]
            told = {word.lower() for word in naming.words} | set(
                lead.lower().split()[-len(office) :]
            )
            if office <= told:
                surface = fold_space(self.text[naming.start : naming.end])
                name = person_name(surface, self.gazetteer)
                if name:
                    return self._named(
                        f"{' '.join(words[1:])} {surface}", Span(naming.start, naming.end)
                    )
        return None

    def _named_before(self, head: str, position: int) -> str | None:
        """Return the last name of a body that ends in a noun.

        For “the organization”, “Collective Security Treaty Organization”.
        """
        for naming in reversed(self.names.ending_in(head.title())):
            if naming.end <= position and len(naming.words) > 1:
                follows = _OF.match(self.text, naming.end, position)
                return fold_space(
                    self.text[naming.start : follows.end() if follows else naming.end]
                )
        return None

    def _together(self, surface: str, span: Span) -> Speaker | None:
        """“Armenia and Azerbaijan”.

        One statement of several speakers, whose parties it names together.
        """
        parts = surface.split(" and ")
        if len(parts) != 2:
            return None
        one, other = (self._named(part, span) for part in parts)
        if "unattributed" in {one.party, other.party}:
            return None
        party = one.party if one.party == other.party else f"{one.party} and {other.party}"
        return Speaker(f"{one.name} and {other.name}", span, party, person=False)

    def _named(self, surface: str, span: Span) -> Speaker:
        name = person_name(surface, self.gazetteer)
        if name is None:
            party = party_of_words(surface, self.gazetteer) or party_of_group(surface)
            return Speaker(surface, span, party, person=False)
        full = self._full_name(name, span.start)
        key = full, surface
        if key not in self._parties:
            self._parties[key] = party_of_person(
                full, surface, self.text, self.names, self.gazetteer
            )
        return Speaker(full, span, self._parties[key], person=True)

    def _full_name(self, name: str, before: int) -> str:
        """Return a surname with the first name the article gives, the nearest before it first."""
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
        """Return the last person named before a position, for a pronoun with no earlier speaker."""
        for naming in self.names.runs_before(position):
            surface = " ".join(naming.words[-4:])
            name = person_name(surface, self.gazetteer)
            if name and " " in name:
                return Speaker(
                    name,
                    None,
                    party_of_person(name, surface, self.text, self.names, self.gazetteer),
                    person=True,
                )
        return None


def narrator(publisher: str) -> Speaker:
    """Return the outlet's own voice."""
    return Speaker(publisher, None, NARRATOR, person=False)
