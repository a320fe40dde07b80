"""Whom a definite phrase means: “the organization”, “the country's foreign ministry”."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from geodata.gazetteer import Gazetteer
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.antecedents import BODY, SPEAKING, Antecedents, Reference
from loaders.speakers.discourse import Discourse, Kind, head_noun, kind_of
from loaders.speakers.naming import Naming
from loaders.speakers.party.found import OPEN, PartyFound
from loaders.speakers.party.known import party_codes
from loaders.speakers.party.phrases import countries_in
from loaders.speakers.people import People
from loaders.speakers.speaker import Speaker, less_sure, unclear, with_party
from loaders.text.segment import find_words, strip_possessive

_PERSON: frozenset[Kind] = frozenset({"person"})
_DOCUMENT: frozenset[Kind] = frozenset({"body", "thing"})
_BARE_PHRASE = 2
"""Words of “the statement”: with another word it is a document of its own."""
_OWNER_WORDS = 3
"""Words before “ministry” among which its country stands."""
_OWNER_REACH = 60
"""Characters in which those words stand."""
_NAMED_AT_MOST = 3
"""Names listed where it is open who is meant, at most."""
_AUTHORS: frozenset[Kind] = frozenset(SPEAKING)
"""Who may have written “the statement”."""


@dataclass(slots=True)
class DefinitePhrases:
    """Find whom the definite phrases of one article mean.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For the countries that its sentences name.
    people, naming
        Its people by office, and the speakers that phrases name.
    discourse, before
        Its sentences, and who spoke before.
    """

    text: str
    gazetteer: Gazetteer
    people: People
    naming: Naming
    discourse: Discourse
    before: Antecedents

    def resolve(self, surface: str, phrase: Reference) -> Speaker:
        """Resolve “the organization”, “the country's foreign ministry”, “the statement”.

        It is a body or person named before, where one fits; else the phrase itself.
        """
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = head_noun(surface)
        kind = kind_of(surface)
        if head in words_of("document_noun") and len(words) == _BARE_PHRASE:
            return self._document(surface, head, phrase)
        if kind == "person":
            return self._office(surface, words, phrase)
        if head in words_of("state_noun") or "country" in words:
            return self._state(surface, words, phrase)
        return self._body(surface, head, phrase)

    def _document(self, surface: str, head: str, phrase: Reference) -> Speaker:
        """Resolve “the statement”: one that spoke before, else its author; else the phrase itself.

        A person wrote it only where it is named with the words that person said.
        """
        named = list(self.before.called(head, _DOCUMENT).values())
        if len(named) == 1:
            return _back(named[0], phrase, f"the only {head} that spoke before")
        author, why = self.before.antecedent(phrase, _AUTHORS, surface, next_to_it=True)
        said = self.discourse.sentence_at(author.span.start) if author and author.span else None
        if author and said and (not author.person or head in self.text[said.start : said.end]):
            return _back(author, phrase, why)
        return self.naming.by_itself(surface, phrase.span, kind_of(surface))

    def _body(self, surface: str, head: str, phrase: Reference) -> Speaker:
        """Resolve “the ministry”, “the group”: a body named so before, or the subject before."""
        span = phrase.span
        bodies = self.before.called(head)
        about, why = self.before.antecedent(phrase, BODY, surface)
        body = next(iter(bodies.values()), None)
        if body and len(bodies) == 1 and self._across(body, span):
            return unclear(surface, span, f"another side spoke since {body.name}")
        if about and about.name in bodies:
            return _back(about, phrase, why)
        if body and len(bodies) == 1 and not self._another_named(head, body, span.start):
            return _back(body, phrase, f"the only {head} that spoke before")
        if bodies:
            names = " or ".join(sorted(bodies)[:_NAMED_AT_MOST])
            return unclear(surface, span, f"it may be {names}")
        named = self.people.body_ending_in(head, span.start)
        if named:
            body = self.naming.by_itself(named, span, "body")
            return _back(body, phrase, "the last of that name")
        if about and self._may_mean(head, about, span):
            return _back(about, phrase, why)
        return self.naming.by_itself(surface, span, kind_of(surface))

    def _may_mean(self, head: str, body: Speaker, span: Span) -> bool:
        """Whether “the HEAD” may mean a body that is not called so, the subject before.

        Of a country (“Chile did not answer. The army …”) it may in one paragraph only: after it the
        other side may be spoken of.
        """
        start = self.discourse.paragraph_start(span)
        apart = body.span is not None and body.span.start < start
        country = body.name == body.party
        return (
            _may_be_called(head, body)
            and not (country and apart)
            and not self._named_since(head, body, span)
        )

    def _across(self, body: Speaker, span: Span) -> bool:
        """Whether somebody of another country spoke since a body did, in the same paragraph."""
        last = self.before.last_heard()
        if not last or not last.span or not {last.party, body.party} <= party_codes().keys():
            return False
        here = self.discourse.paragraph_start(span) <= last.span.start
        return last.party != body.party and here

    def _named_since(self, head: str, body: Speaker, span: Span) -> bool:
        """Whether the noun was used since a body spoke, so that it may mean another: “a group”."""
        start = body.span.end if body.span and body.span.end < span.start else span.start
        return re.search(rf"\b{re.escape(head)}\b", self.text[start : span.start]) is not None

    def _state(self, surface: str, words: list[str], phrase: Reference) -> Speaker:
        """Resolve “the country”, “the government”, “the country's foreign ministry”."""
        span = phrase.span
        about, _ = self.before.antecedent(phrase, BODY, surface, next_to_it=True)
        party, why = self._which_state(phrase, about)
        if party is None:
            return unclear(surface, span, why) if why else self._body(surface, words[-1], phrase)
        if about and about.party == party and (about.name == party or words[-1] in about.name):
            return _back(about, phrase, why)
        called = self.before.called(words[-1]).values()
        same = next((body for body in called if body.party == party), None)
        if same:
            return _back(same, phrase, why)
        rest = " ".join(words[2:]) if "country" in words else words[-1]
        state = Speaker(f"{party} {rest}".strip(), span, party, "body", surface, "likely", why)
        return with_party(state, PartyFound(party, "likely", why))

    def _which_state(self, phrase: Reference, about: Speaker | None) -> tuple[str | None, str]:
        """Return the party of “the country”, and why; the reason alone where two are possible.

        The one country that its sentence names counts first. Else the subject before and the last
        body that spoke each have a vote, and the one country in the words said decides between
        them: alone it says nothing, for it may be the other side.
        """
        said = phrase.said
        sentence = self.discourse.sentence_at(phrase.span.start)
        start = sentence.start if sentence else phrase.span.start
        if said and said.start <= start <= said.end:
            start = said.end
        named = self._country_in(start, phrase.span.start)
        if named:
            return named, f"{named} is the country its sentence names"
        last = self.before.latest("body")
        votes = [s.party for s in (about, last) if s and s.party != OPEN]
        if not votes:
            return None, ""
        inside = self._country_in(said.start, said.end) if said else None
        counts = Counter(votes + [party for party in (inside,) if party])
        (first, most), *others = counts.most_common()
        if others and others[0][1] == most:
            return None, f"it may be {first} or {others[0][0]}"
        return first, f"{first} is the country spoken of"

    def _country_in(self, start: int, end: int) -> str | None:
        """Return the party of the only country that a stretch of text names, or None."""
        named = countries_in(self.text[start:end], self.gazetteer)
        return named.pop() if len(named) == 1 else None

    def _another_named(self, head: str, body: Speaker, position: int) -> bool:
        """Whether another body of a noun is named between a body and a position.

        “Chile’s ministry” after “Peru’s ministry” leaves open which “the ministry” is.
        """
        start = body.span.end if body.span else position
        between = self.text[start:position]
        for match in re.finditer(rf"\b{re.escape(head)}\b", between, re.IGNORECASE):
            before = between[max(0, match.start() - _OWNER_REACH) : match.start()]
            lead = before.split()[-_OWNER_WORDS:]
            if any(word[0].isupper() and strip_possessive(word) not in body.name for word in lead):
                return True
        return False

    def _office(self, surface: str, words: list[str], phrase: Reference) -> Speaker:
        """Resolve “the president”, “the woman”: a person named before, or the phrase itself."""
        span = phrase.span
        if words[-1] in words_of("generic_person"):
            found, why = self.before.antecedent(phrase, _PERSON, surface)
            if found:
                return _back(found, phrase, why)
        titled = self.people.titled_before(words, span.start)
        if titled:
            person = self.naming.named(*titled)
            return _back(person, phrase, f"{person.name} is named with that office")
        unnamed = list(self.before.called(words[-1], _PERSON).values())
        if len(unnamed) == 1:
            return _back(unnamed[0], phrase, f"the only {words[-1]} that spoke before")
        return self.naming.by_itself(surface, span, "person")


def _back(found: Speaker, phrase: Reference, why: str) -> Speaker:
    """Return a speaker found before as the speaker of a phrase: likely at most."""
    return replace(found, span=phrase.span, sure=less_sure(found.sure), why=why)


def _may_be_called(head: str, body: Speaker) -> bool:
    """Whether “the HEAD” may mean a body that is not called so: a government is no “group”."""
    own = head_noun(body.name)
    if own in words_of("document_noun") | words_of("evidence_noun"):
        return False
    other = own != head and {own, head} <= words_of("distinct_body")  # an army is no ministry
    if body.party == "media" or other:
        return head in words_of("body_noun") or head == "agency"
    if head in words_of("institution_noun"):
        return True
    state = body.name == body.party or own in words_of("institution_noun")
    return head in words_of("body_noun") and not state
