"""Who a speaker is.

Pronouns and short forms are resolved to a name, and the name to a party.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.source_phrases import SOURCE_PHRASE
from loaders.attribution.statement import Attribution
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.antecedents import Antecedents, Reference
from loaders.speakers.discourse import Discourse, Kind, head_noun, kind_of
from loaders.speakers.names import Names
from loaders.speakers.naming import Naming
from loaders.speakers.offices_before import PRONOUN_KINDS, OfficesBefore
from loaders.speakers.party.found import PartyFound, left_open
from loaders.speakers.party.home import NOWHERE, Home
from loaders.speakers.party.known import party_codes
from loaders.speakers.party.phrases import countries_in
from loaders.speakers.people import People
from loaders.speakers.speaker import Speaker, less_sure, with_party
from loaders.text.segment import Paragraph, find_words, fold_space, strip_possessive

_DEFINITE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSED = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Ý][\w’'-]{0,60}[a-zà-ÿ]|[A-Z]{2,}|(?:[A-Z]\.){2}")
_COUNTRY = re.compile(r"(?:the|that) country['’]s\s", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", re.IGNORECASE
)
_HEARD: tuple[Kind, ...] = ("person", "people", "body")
_BODY: frozenset[Kind] = frozenset({"body"})
_BARE_PHRASE = 2
"""Words of “the statement”: with another word it is a document of its own."""
_OWNER_WORDS = 3
"""Words before “ministry” among which its country stands."""
_OWNER_REACH = 60
"""Characters in which those words stand."""
_NAMED_AT_MOST = 3
"""Names listed where it is open who is meant, at most."""
_BOTH = re.compile(r"^both\s+", re.IGNORECASE)
_STATES = frozenset({"country", "government", "nation", "side", "state", "capital", "leadership"})
"""Nouns for a country that speaks."""
_ONE_KIND = frozenset(
    {"ministry", "army", "military", "department", "council", "office", "service", "parliament"}
    | {"embassy", "commission", "committee", "mfa", "mod", "navy", "police", "guard", "court"}
)
"""Nouns of which one body is called by its own: an army is no ministry."""
_AUTHORS: frozenset[Kind] = frozenset({"person", "people", "body"})
"""Who may have written “the statement”."""


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
    home
        The country whose officials the article names without it.
    """

    text: str
    gazetteer: Gazetteer
    paragraphs: Sequence[Paragraph]
    home: Home = NOWHERE
    _people: People = field(init=False)
    _naming: Naming = field(init=False)
    _discourse: Discourse = field(init=False)
    _before: Antecedents = field(init=False)
    _offices: OfficesBefore = field(init=False)
    _known: dict[tuple[int, int], Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = Names(self.text)
        start = self.paragraphs[0].span.start if self.paragraphs else 0
        self._people = People(self.text, names, self.gazetteer, start)
        self._naming = Naming(self.text, names, self._people, self.gazetteer, self.home)
        self._discourse = Discourse(self.text, self.paragraphs)
        self._before = Antecedents(self._discourse, self.resolve, self.people_in)
        self._offices = OfficesBefore(self.text, self._before, self.home)

    def identify(self, attribution: Attribution) -> Speaker:
        """Return the speaker of an attribution.

        Call it in text order: pronouns are resolved to earlier speakers.
        """
        span = attribution.speaker
        if span is None:
            nobody = Speaker("unnamed", None, "", "thing", sure="unsure", why="nobody is named")
            return with_party(nobody, left_open("nobody is named"))
        words = Span(attribution.start, attribution.end)
        speaker = self.resolve(Reference(span, words), attribution.antecedent)
        if self._denies_itself(attribution, speaker):
            speaker = self._open(self.text[span.start : span.end], span, "nobody denies himself")
        outer = attribution.via
        main = self.resolve(Reference(outer)) if outer else speaker
        # “the ministry said …, Radio Seven reported”: the sentence is about the ministry
        main = speaker if main.party == "media" else main
        # a sentence is not about the report that it is according to
        self._before.remember(
            main, attribution.sentence, cited=attribution.verb.lemma == SOURCE_PHRASE
        )
        return speaker

    def _denies_itself(self, attribution: Attribution, speaker: Speaker) -> bool:
        """Whether “It denied that” would be said by who said that in the sentence before."""
        span = attribution.speaker
        pronoun = span is not None and self.text[span.start : span.end].lower() in PRONOUN_KINDS
        if attribution.verb.stance != "denies" or not pronoun or attribution.direct:
            return False
        last = self.text[attribution.start : attribution.end].lower().rsplit(maxsplit=1)[-1:]
        meant = last[0] in words_of("denied_thing") | {"that", "this", "it"} if last else False
        return meant and self._before.spoke_before(speaker, attribution.sentence)

    def introduce(self, span: Span, speaker: Speaker) -> None:
        """Make known who is meant by the words of a span: a label, a release's head."""
        self._known[span.start, span.end] = speaker

    def named(self, surface: str, span: Span) -> Speaker:
        """Return the speaker that words name by themselves."""
        return self._naming.named(surface, span)

    def at_home(self, speaker: Speaker) -> bool:
        """Whether only the article's home says whose somebody is."""
        return self._offices.leave_open(speaker) and speaker.party != "unattributed"

    def people_in(self, part: Span) -> list[Speaker]:
        """Return the people whom a part of the article names with a title or first name."""
        return [self.named(*naming) for naming in self._people.named_in(part)]

    def relaying_speaker(self, attribution: Attribution) -> Speaker | None:
        """Return who relays an attribution's words, or None where nobody does."""
        span = attribution.via
        return self.resolve(Reference(span)) if span else None

    def resolve(self, phrase: Reference, antecedent: Span | None = None) -> Speaker:
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
                or self._naming.together(plain, span)
                or self._not_of_another(
                    self._offices.of_body_before(self._naming.named(plain, span), phrase)
                )
            )
        return self._known[key]

    def _by_name(self, surface: str, phrase: Reference) -> Speaker:
        """Return the speaker that a phrase names, with the side that the words before give."""
        named = self._naming.named(surface, phrase.span)
        return self._not_of_another(self._offices.of_body_before(named, phrase))

    def _not_of_another(self, speaker: Speaker) -> Speaker:
        """Leave the side open that only the article's home gives, where another country spoke.

        “Peru denied it. The government spokesman, Ana Ruiz, said …” in a paper of Chile: she may
        be Peru's. The other has spoken in the same paragraph, and last.
        """
        home, span = self.home, speaker.span
        if not home.party or speaker.party != home.party or speaker.party_sure != "likely":
            return speaker
        heard = [s for kind in _HEARD if (s := self._before.latest(kind)) and s.span]
        last = max(heard, key=lambda s: s.span.end if s.span else 0, default=None)
        if not last or not last.span or not span or last.party == home.party:
            return speaker
        if not self._discourse.in_one_paragraph(last.span, span) or last.party not in party_codes():
            return speaker
        return with_party(speaker, left_open(f"it may be {home.party} or {last.party}"))

    def _anaphor(self, surface: str, phrase: Reference) -> Speaker | None:
        """Return the speaker of a pronoun, a definite phrase or a local group; else None."""
        lower = surface.lower()
        if lower in PRONOUN_KINDS:
            return self._meant_by(lower, phrase)
        possessed = _POSSESSED.match(surface)
        if possessed:
            return self._possessed(surface, surface[possessed.end() :], phrase)
        bare = _DEFINITE.sub("", surface)
        if bare != surface and (_COUNTRY.match(surface) or not _CAPITAL.search(bare)):
            return self._definite(surface, phrase)
        local = _LOCAL.match(surface)
        if local and local[1].lower() in words_of("local_noun"):
            local_people = Speaker(surface, phrase.span, "", "people", surface)
            found = PartyFound("local report", "certain", "people who live there")
            return with_party(local_people, found)
        return None

    def _meant_by(self, pronoun: str, phrase: Reference) -> Speaker:
        """Return whom a pronoun stands for; an open speaker where the article leaves it open."""
        span = phrase.span
        found, why = self._before.antecedent(phrase, PRONOUN_KINDS[pronoun], pronoun)
        if found is None:
            return self._open(self.text[span.start : span.end], span, why)
        return replace(found, span=span, why=why)

    def _open(self, surface: str, span: Span, why: str) -> Speaker:
        kind: Kind = "person" if surface.lower() in {"he", "she"} else "thing"
        unknown = Speaker(fold_space(surface), span, "", kind, surface, sure="unsure", why=why)
        return with_party(unknown, left_open(why))

    def _possessed(self, surface: str, rest: str, phrase: Reference) -> Speaker:
        """Resolve “its army”, “his lawyer”: what belongs to the subject before."""
        span = phrase.span
        pronoun = surface.split(maxsplit=1)[0].lower()
        # “Peru has moved its guns, its army said”: the words said may name the owner
        owner, why = self._before.antecedent(
            phrase._replace(said=None), PRONOUN_KINDS[pronoun], pronoun
        )
        named = self._naming.named(rest, span) if _CAPITAL.search(rest) else None
        if named and not self._offices.leave_open(named):
            return named
        kind = named.kind if named else kind_of(surface)
        if owner is None:
            lone = Speaker(named.name if named else surface, span, "", kind, surface)
            lone = lone if named else replace(lone, sure="unsure", why=why)
            return with_party(lone, left_open(why))
        ending = "’" if owner.name[-1:] == "s" else "’s"
        name = named.name if named else f"{owner.name}{ending} {rest}"
        own = Speaker(name, span, owner.party, kind, surface, less_sure(owner.sure), why)
        return with_party(own, PartyFound(owner.party, less_sure(owner.party_sure), why))

    def _definite(self, surface: str, phrase: Reference) -> Speaker:
        """Resolve “the organization”, “the country's foreign ministry”, “the statement”.

        It is a body or person named before, where one fits; else the phrase itself.
        """
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = head_noun(surface)
        kind = kind_of(surface)
        if head in words_of("document_noun") and len(words) == _BARE_PHRASE:
            author, why = self._before.antecedent(phrase, _AUTHORS, surface, next_to_it=True)
            if author and (not author.person or self._before.spoke(author.name)):
                return _back(author, phrase, why)
            return self._naming.by_itself(surface, phrase.span, kind)
        if kind == "person":
            return self._office(surface, words, phrase)
        if head in _STATES or "country" in words:
            return self._state(surface, words, phrase)
        return self._body(surface, head, phrase)

    def _body(self, surface: str, head: str, phrase: Reference) -> Speaker:
        """Resolve “the ministry”, “the group”: a body named so before, or the subject before."""
        span = phrase.span
        bodies = self._before.called(head)
        about, why = self._before.antecedent(phrase, _BODY, surface)
        body = next(iter(bodies.values()), None)
        if body and len(bodies) == 1 and self._across(body, span):
            return self._open(surface, span, f"another side spoke since {body.name}")
        if about and about.name in bodies:
            return _back(about, phrase, why)
        if body and len(bodies) == 1 and not self._another_named(head, body, span.start):
            return _back(body, phrase, f"the only {head} that spoke before")
        if bodies:
            names = " or ".join(sorted(bodies)[:_NAMED_AT_MOST])
            return self._open(surface, span, f"it may be {names}")
        named = self._people.body_ending_in(head, span.start)
        if named:
            body = self._naming.by_itself(named, span, "body")
            return _back(body, phrase, "the last of that name")
        if about and _may_be_called(head, about) and not self._named_since(head, about, span):
            return _back(about, phrase, why)
        return self._naming.by_itself(surface, span, kind_of(surface))

    def _across(self, body: Speaker, span: Span) -> bool:
        """Whether somebody of another country spoke since a body did, in the same paragraph."""
        heard = [s for kind in _HEARD if (s := self._before.latest(kind)) and s.span]
        last = max(heard, key=lambda s: s.span.end if s.span else 0, default=None)
        if not last or not last.span or not {last.party, body.party} <= party_codes().keys():
            return False
        return last.party != body.party and self._discourse.in_one_paragraph(last.span, span)

    def _named_since(self, head: str, body: Speaker, span: Span) -> bool:
        """Whether another thing of a noun was spoken of since: “the high-earning group”."""
        start = body.span.end if body.span and body.span.end < span.start else span.start
        return re.search(rf"\b{re.escape(head)}\b", self.text[start : span.start]) is not None

    def _state(self, surface: str, words: list[str], phrase: Reference) -> Speaker:
        """Resolve “the country”, “the government”, “the country's foreign ministry”."""
        span = phrase.span
        about, _ = self._before.antecedent(phrase, _BODY, surface, next_to_it=True)
        party, why = self._which_state(phrase, about)
        if party is None:
            return self._open(surface, span, why) if why else self._body(surface, words[-1], phrase)
        if about and about.party == party and (about.name == party or words[-1] in about.name):
            return _back(about, phrase, why)
        called = self._before.called(words[-1]).values()
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
        sentence = self._discourse.sentence_at(phrase.span.start)
        start = sentence.start if sentence else phrase.span.start
        if said and said.start <= start <= said.end:
            start = said.end
        named = self._country_in(start, phrase.span.start)
        if named:
            return named, f"{named} is the country its sentence names"
        last = self._before.latest("body")
        votes = [s.party for s in (about, last) if s and s.party != "unattributed"]
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
            found, why = self._before.antecedent(phrase, frozenset({"person"}), surface)
            if found:
                return _back(found, phrase, why)
        titled = self._people.titled_before(words, span.start)
        if titled:
            person = self._naming.named(*titled)
            return _back(person, phrase, f"{person.name} is named with that office")
        return self._naming.by_itself(surface, span, "person")


def _back(found: Speaker, phrase: Reference, why: str) -> Speaker:
    """Return a speaker found before as the speaker of a phrase: likely at most."""
    return replace(found, span=phrase.span, sure=less_sure(found.sure), why=why)


def _may_be_called(head: str, body: Speaker) -> bool:
    """Whether “the HEAD” may mean a body that is not called so: a government is no “group”."""
    own = head_noun(body.name)
    if own in words_of("document_noun") | words_of("evidence_noun"):
        return False
    if body.party == "media" or (own in _ONE_KIND and head in _ONE_KIND and own != head):
        return head in words_of("body_noun") or head == "agency"
    if head in words_of("institution_noun"):
        return True
    state = body.name == body.party or head_noun(body.name) in words_of("institution_noun")
    return head in words_of("body_noun") and not state
