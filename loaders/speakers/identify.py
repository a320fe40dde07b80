"""Who a speaker is.

Pronouns and short forms are resolved to a name, and the name to a party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from geodata.gazetteer import Gazetteer
from loaders.attribution.source_phrases import SOURCE_PHRASE
from loaders.attribution.statement import Attribution
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.discourse import Before, Discourse, Kind, head_noun, kind_of
from loaders.speakers.genders import may_mean
from loaders.speakers.names import Names, person_name
from loaders.speakers.parties import party_of_group, party_of_person, party_of_words
from loaders.speakers.people import People
from loaders.speakers.speaker import NAMED_THERE, Speaker, less_sure
from loaders.text.segment import Paragraph, find_words, fold_space, strip_possessive

_DEFINITE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSED = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Ý][\w’'-]{0,60}[a-zà-ÿ]|[A-Z]{2,}")
_COUNTRY = re.compile(r"(?:the|that) country['’]s\s", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", re.IGNORECASE
)
_MOST_LOOKED_BACK = 100
"""Bodies or names looked back over, at most. It keeps reading linear; the right one is seldom
further."""
_OWNER_WORDS = 3
"""Words before “ministry” among which its country stands."""
_DEEPEST = 4
"""Pronouns followed one to the next at most (“He came. He saw. He said”)."""
_NAMED_AT_MOST = 3
"""Names listed where it is open who is meant, at most."""
_BOTH = re.compile(r"^both\s+", re.IGNORECASE)
_KINDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), frozenset({"body"})),
    **dict.fromkeys(("they", "them", "their"), frozenset({"people", "body"})),
}
"""What each pronoun may stand for."""
_STATES = frozenset({"country", "government", "nation", "side", "state", "capital", "leadership"})
"""Nouns for a country that speaks."""
_AUTHORS: frozenset[Kind] = frozenset({"person", "people", "body"})
"""Who may have written “the statement”."""


class _Reference(NamedTuple):
    """A phrase that refers back.

    Attributes
    ----------
    span
        Its characters.
    said
        The words it is the speaker of: nobody named in them speaks of himself so. None where the
        phrase is not a speaker.
    depth
        How many pronouns led to it.
    """

    span: Span
    said: Span | None = None
    depth: int = 0


@dataclass(slots=True)
class SpeakerIdentifier:
    """Identifies the speakers of one article, in the order they speak.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For country names and adjectives, which give an office its party.
    paragraphs
        The article's paragraphs, in which pronouns are looked after.
    """

    text: str
    gazetteer: Gazetteer
    paragraphs: Sequence[Paragraph]
    _names: Names = field(init=False)
    _people: People = field(init=False)
    _discourse: Discourse = field(init=False)
    _bodies: list[Speaker] = field(default_factory=list)
    _latest: dict[Kind, Speaker] = field(default_factory=dict)
    _said: dict[int, list[Speaker]] = field(default_factory=dict)
    """Who speaks in each sentence, by its first character."""
    _known: dict[tuple[int, int], Speaker] = field(default_factory=dict)
    _parties: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = Names(self.text)
        self._people = People(self.text, self._names, self.gazetteer)
        self._discourse = Discourse(self.text, self.paragraphs)

    def identify(self, attribution: Attribution) -> Speaker:
        """Return the speaker of an attribution.

        Call it in text order: pronouns are resolved to earlier speakers.
        """
        span = attribution.speaker
        if span is None:
            return Speaker(
                "unnamed", None, "unattributed", "thing", sure="unsure", why="nobody is named"
            )
        words = Span(attribution.start, attribution.end)
        speaker = self._resolve(_Reference(span, words), attribution.antecedent)
        outer = attribution.via
        main = self._resolve(_Reference(outer)) if outer else speaker
        if main.person or attribution.verb.lemma != SOURCE_PHRASE:
            # the next “it” does not mean the report that a sentence is according to
            self._remember(main, attribution.sentence)
        return speaker

    def introduce(self, span: Span, speaker: Speaker) -> None:
        """Make known who is meant by the words of a span: a label, a release's head."""
        self._known[span.start, span.end] = speaker

    def named(self, surface: str, span: Span) -> Speaker:
        """Return the speaker that words name by themselves."""
        return self._named(surface, span)

    def people_in(self, part: Span) -> list[Speaker]:
        """Return the people whom a part of the article names in full."""
        found = []
        for naming in self._names.runs_before(part.end):
            if naming.start < part.start:
                break
            surface = fold_space(self.text[naming.start : naming.end])
            name = person_name(surface, self.gazetteer)
            if name and " " in name:
                found.append(self._named(surface, Span(naming.start, naming.end)))
        return found

    def _remember(self, speaker: Speaker, sentence: Span) -> None:
        if speaker.sure == "unsure":
            return
        self._said.setdefault(sentence.start, []).append(speaker)
        self._latest[speaker.kind] = speaker
        if speaker.kind == "body":
            self._bodies.append(speaker)

    def relaying_speaker(self, attribution: Attribution) -> Speaker | None:
        """Return who relays an attribution's words, or None where nobody does."""
        span = attribution.via
        return self._resolve(_Reference(span)) if span else None

    def _resolve(self, phrase: _Reference, antecedent: Span | None = None) -> Speaker:
        """Return the speaker that a phrase names; the same phrase always names the same speaker.

        ``antecedent`` is what a relative pronoun stands for.
        """
        span, naming = phrase.span, antecedent or phrase.span
        key = (span.start, span.end)
        if key not in self._known:
            surface = fold_space(self.text[naming.start : naming.end])
            surface = _BOTH.sub("", surface) if " and " in surface else surface
            plain = surface[:-1] if surface[-2:] in {"s’", "s'"} else strip_possessive(surface)
            self._known[key] = (
                self._anaphor(plain, phrase)
                or self._together(plain, span)
                or self._named(plain, span)
            )
        return self._known[key]

    def _anaphor(self, surface: str, phrase: _Reference) -> Speaker | None:
        """Return the speaker of a pronoun, a definite phrase or a local group; else None."""
        lower = surface.lower()
        if lower in _KINDS:
            return self._meant_by(lower, phrase)
        possessed = _POSSESSED.match(surface)
        if possessed:
            return self._possessed(surface, surface[possessed.end() :], phrase)
        bare = _DEFINITE.sub("", surface)
        if bare != surface and (_COUNTRY.match(surface) or not _CAPITAL.search(bare)):
            return self._definite(surface, phrase)
        local = _LOCAL.match(surface)
        if local and local[1].lower() in words_of("local_noun"):
            return Speaker(surface, phrase.span, "local report", "people", surface)
        return None

    def _meant_by(self, pronoun: str, phrase: _Reference) -> Speaker:
        """Return whom a pronoun stands for; an open speaker where the article leaves it open."""
        span = phrase.span
        found, why = self._antecedent(phrase, _KINDS[pronoun], pronoun)
        if found is None:
            return self._open(self.text[span.start : span.end], span, why)
        return replace(found, span=span, sure=less_sure(found.sure), why=why)

    def _open(self, surface: str, span: Span, why: str) -> Speaker:
        kind: Kind = "person" if surface.lower() in {"he", "she"} else "thing"
        return Speaker(
            fold_space(surface), span, "unattributed", kind, surface, sure="unsure", why=why
        )

    def _antecedent(
        self, phrase: _Reference, kinds: frozenset[Kind], words: str, *, next_to_it: bool = False
    ) -> tuple[Speaker | None, str]:
        """Return whom a phrase refers back to, and why; None with the reason where that is open.

        ``next_to_it`` allows only whom the nearest sentence is about.
        """
        passed = False
        unclear = f"whom “{words}” means is not clear"
        for before in self._discourse.before(phrase.span.start) if phrase.depth < _DEEPEST else ():
            about = self._about(before, phrase)
            fitting = {s.name: s for s in about if s.kind in kinds and may_mean(words, s.described)}
            if len(fitting) > 1:
                return None, f"“{words}” may mean {' or '.join(sorted(fitting))}"
            for speaker in fitting.values():
                if speaker.sure == "unsure" or (passed and next_to_it):
                    return None, unclear
                latest = next((self._latest[k] for k in kinds if k in self._latest), speaker)
                if passed and latest.name != speaker.name:
                    return None, f"“{words}” may mean {latest.name} or {speaker.name}"
                return speaker, f"“{words}”: the subject before is {speaker.name}"
            passed = passed or bool(about) or before.sentence.end <= phrase.span.start
        return None, unclear

    def _about(self, before: Before, phrase: _Reference) -> list[Speaker]:
        """Return whom a sentence before a phrase is about: who speaks in it, else its subject."""
        subject = before.subject
        if subject and phrase.said and phrase.said.contains(subject):
            subject = None
        said = [
            s
            for s in self._said.get(before.sentence.start, ())
            if s.span is None
            or (
                s.span.end <= phrase.span.start
                and not (phrase.said and phrase.said.contains(s.span))
            )
        ]
        main = [s for s in said if subject and s.span and s.span.overlaps(subject)]
        if main or said:
            return main or said
        if subject is None:
            return []
        return [self._resolve(_Reference(subject, depth=phrase.depth + 1))]

    def _possessed(self, surface: str, rest: str, phrase: _Reference) -> Speaker:
        """Resolve “its army”, “his lawyer”: what belongs to the subject before."""
        span = phrase.span
        pronoun = surface.split(maxsplit=1)[0].lower()
        owner, why = self._antecedent(phrase, _KINDS[pronoun], pronoun)
        named = self._named(rest, span) if _CAPITAL.search(rest) else None
        if named and named.party != "unattributed":
            return named
        kind = named.kind if named else kind_of(surface)
        if owner is None:
            return Speaker(
                named.name if named else surface,
                span,
                "unattributed",
                kind,
                surface,
                sure="certain" if named else "unsure",
                why=NAMED_THERE if named else why,
            )
        return Speaker(
            named.name
            if named
            else f"{owner.name}{'’' if owner.name[-1:] == 's' else '’s'} {rest}",
            span,
            owner.party,
            kind,
            surface,
            sure=less_sure(owner.sure),
            why=why,
        )

    def _definite(self, surface: str, phrase: _Reference) -> Speaker:
        """Resolve “the organization”, “the country's foreign ministry”, “the statement”.

        It is a body or person named before, where one fits; else the phrase itself.
        """
        span = phrase.span
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = head_noun(surface)
        kind = kind_of(surface)
        if head in words_of("document_noun"):
            author, why = self._antecedent(phrase, _AUTHORS, surface, next_to_it=True)
            if author:
                return replace(author, span=span, sure=less_sure(author.sure), why=why)
            return self._by_itself(surface, span, kind)
        if kind == "person":
            return self._office(surface, words, phrase)
        bodies = {
            body.name: body
            for body in self._bodies[-_MOST_LOOKED_BACK:]
            if head in body.name.lower().split()
        }
        about, why = self._antecedent(phrase, frozenset({"body"}), surface)
        if about and about.name in bodies:
            return replace(about, span=span, sure=less_sure(about.sure), why=why)
        body = next(iter(bodies.values()), None)
        if body and len(bodies) == 1 and not self._another_named(head, body, span.start):
            return replace(body, span=span, sure="likely", why=f"the only {head} that spoke before")
        if bodies:
            names = " or ".join(sorted(bodies)[:_NAMED_AT_MOST])
            return self._open(surface, span, f"it may be {names}")
        named = self._people.body_ending_in(head, span.start)
        if named:
            party = party_of_words(named, self.gazetteer) or "unattributed"
            return Speaker(named, span, party, "body", surface, "likely", "the last of that name")
        if about and about.party != "unattributed" and (head in _STATES or "country" in words):
            rest = " ".join(words[2:]) if "country" in words else head
            own = head in _STATES and about.name == about.party and "country" not in words
            name = about.name if own else f"{about.party} {rest}".strip()
            return Speaker(name, span, about.party, "body", surface, "likely", why)
        if about and _may_be_called(head, about):
            return replace(about, span=span, sure=less_sure(about.sure), why=why)
        return self._by_itself(surface, span, kind)

    def _another_named(self, head: str, body: Speaker, position: int) -> bool:
        """Whether another body of a noun is named between a body and a position.

        “Chile’s ministry” after “Peru’s ministry” leaves open which “the ministry” is.
        """
        start = body.span.end if body.span else position
        for match in re.finditer(
            rf"\b{re.escape(head)}\b", self.text[start:position], re.IGNORECASE
        ):
            lead = self.text[start : start + match.start()].split()[-_OWNER_WORDS:]
            if any(word[0].isupper() and strip_possessive(word) not in body.name for word in lead):
                return True
        return False

    def _office(self, surface: str, words: list[str], phrase: _Reference) -> Speaker:
        """Resolve “the president”, “the woman”: a person named before, or the phrase itself."""
        span = phrase.span
        if words[-1] in words_of("generic_person"):
            found, why = self._antecedent(phrase, frozenset({"person"}), surface)
            if found:
                return replace(found, span=span, sure="likely", why=why)
        titled = self._people.titled_before(words, span.start)
        if titled:
            person = self._named(*titled)
            why = f"{person.name} is named with that office"
            return replace(person, span=span, sure="likely", why=why)
        return self._by_itself(surface, span, "person")

    def _by_itself(self, surface: str, span: Span, kind: Kind) -> Speaker:
        """Return a speaker whom the article names by nothing but this phrase."""
        report = head_noun(surface) in words_of("local_noun")
        party = (
            "local report" if report else party_of_words(surface, self.gazetteer) or "unattributed"
        )
        return Speaker(surface, span, party, kind, surface)

    def _together(self, surface: str, span: Span) -> Speaker | None:
        """Read “Armenia and Azerbaijan”: one statement of two speakers; else None.

        Its party names both parties.
        """
        first, joined, second = surface.partition(" and ")
        if not joined or " and " in second:
            return None
        one, other = self._named(first, span), self._named(second, span)
        if "unattributed" in {one.party, other.party}:
            return None
        party = one.party if one.party == other.party else f"{one.party} and {other.party}"
        return Speaker(f"{one.name} and {other.name}", span, party, "people", surface)

    def _named(self, surface: str, span: Span) -> Speaker:
        name = person_name(surface, self.gazetteer)
        if name is None:
            party = party_of_words(surface, self.gazetteer) or party_of_group(surface)
            return Speaker(surface, span, party, kind_of(surface), surface)
        full = self._people.full_name(name, span.start)
        key = full, surface
        if key not in self._parties:
            self._parties[key] = party_of_person(
                full, surface, self.text, self._names, self.gazetteer
            )
        return Speaker(full, span, self._parties[key], "person", f"{surface} {full}")


def _may_be_called(head: str, body: Speaker) -> bool:
    """Whether “the HEAD” may mean a body that is not called so: a government is no “group”."""
    if head in words_of("institution_noun"):
        return True
    state = body.name == body.party or head_noun(body.name) in words_of("institution_noun")
    return head in words_of("body_noun") and not state
