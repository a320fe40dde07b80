"""Who a speaker is.

Pronouns and short forms are resolved to a name, and the name to a party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.source_phrases import SOURCE_PHRASE
from loaders.attribution.statement import Attribution
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.antecedents import KINDS, Antecedents, Reference
from loaders.speakers.definite_phrases import DefinitePhrases
from loaders.speakers.discourse import Discourse, kind_of
from loaders.speakers.names import Names
from loaders.speakers.naming import Naming
from loaders.speakers.party.found import PartyFound, left_open
from loaders.speakers.party.home import NOWHERE, Home
from loaders.speakers.people import People
from loaders.speakers.speaker import Speaker, less_sure, unclear, with_party
from loaders.speakers.whose import WhoseOfficials, is_open
from loaders.text.segment import Paragraph, fold_space, strip_possessive

_DEFINITE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSED = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Ý][\w’'-]{0,60}[a-zà-ÿ]|[A-Z]{2,}|(?:[A-Z]\.){2}")
_COUNTRY = re.compile(r"(?:the|that) country['’]s\s", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", re.IGNORECASE
)
_BOTH = re.compile(r"^both\s+", re.IGNORECASE)


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
    _definite: DefinitePhrases = field(init=False)
    _whose: WhoseOfficials = field(init=False)
    _known: dict[tuple[int, int], Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = Names(self.text)
        start = self.paragraphs[0].span.start if self.paragraphs else 0
        self._people = People(self.text, names, self.gazetteer, start)
        self._naming = Naming(self.text, names, self._people, self.gazetteer, self.home)
        self._discourse = Discourse(self.text, self.paragraphs)
        self._before = Antecedents(self._discourse, self.resolve, self.people_in)
        self._definite = DefinitePhrases(
            self.text, self.gazetteer, self._people, self._naming, self._discourse, self._before
        )
        self._whose = WhoseOfficials(
            self.text, self.gazetteer, self.home, self._discourse, self._before
        )

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
            speaker = unclear(self.text[span.start : span.end], span, "nobody denies himself")
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
        pronoun = span is not None and self.text[span.start : span.end].lower() in KINDS
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
            self._known[key] = self._whose.open_if_unclear(
                self._anaphor(plain, phrase)
                or self._naming.together(plain, span)
                or self._whose.of_owner(self._naming.named(plain, span), phrase)
            )
        return self._known[key]

    def _anaphor(self, surface: str, phrase: Reference) -> Speaker | None:
        """Return the speaker of a pronoun, a definite phrase or a local group; else None."""
        lower = surface.lower()
        if lower in KINDS:
            return self._meant_by(lower, phrase)
        possessed = _POSSESSED.match(surface)
        if possessed:
            return self._possessed(surface, surface[possessed.end() :], phrase)
        bare = _DEFINITE.sub("", surface)
        if bare != surface and (_COUNTRY.match(surface) or not _CAPITAL.search(bare)):
            return self._definite.resolve(surface, phrase)
        local = _LOCAL.match(surface)
        if local and local[1].lower() in words_of("local_noun"):
            local_people = Speaker(surface, phrase.span, "", "people", surface)
            found = PartyFound("local report", "certain", "people who live there")
            return with_party(local_people, found)
        return None

    def _meant_by(self, pronoun: str, phrase: Reference) -> Speaker:
        """Return whom a pronoun stands for; an open speaker where the article leaves it open."""
        span = phrase.span
        found, why = self._before.antecedent(phrase, KINDS[pronoun], pronoun)
        if found is None:
            return unclear(self.text[span.start : span.end], span, why)
        return replace(found, span=span, why=why)

    def _possessed(self, surface: str, rest: str, phrase: Reference) -> Speaker:
        """Resolve “its army”, “his lawyer”: what belongs to the subject before."""
        span = phrase.span
        pronoun = surface.split(maxsplit=1)[0].lower()
        # “Peru has moved its guns, its army said”: the words said may name the owner
        owner, why = self._before.antecedent(phrase._replace(said=None), KINDS[pronoun], pronoun)
        named = self._naming.named(rest, span) if _CAPITAL.search(rest) else None
        if named and not is_open(named):
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
