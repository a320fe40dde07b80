"""Make the claims of an article from its attributions.

A claim has a speaker, party, topic, stance, status, days, places and distances.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.article import find_attributions
from loaders.attribution.layout import Layout, read_layout
from loaders.attribution.sentence import somebody_speaks
from loaders.attribution.statement import Attribution
from loaders.claims.event_dates import StatedDays, share_days
from loaders.claims.event_times import date_events
from loaders.claims.topics import GROUND, topic_of, topic_scores
from loaders.lexicon.tables import pattern_of
from loaders.model.ids import stem_of
from loaders.model.records import (
    NARRATOR,
    Claim,
    DateMention,
    Distance,
    Mention,
    Span,
    Stance,
    Status,
)
from loaders.speakers.identify import SpeakerIdentifier
from loaders.speakers.party.home import home_of
from loaders.speakers.relays import relays_in
from loaders.speakers.speaker import Speaker, narrator
from loaders.speakers.voices import OwnVoice, introduce
from loaders.text.segment import Inside, Paragraph, near, trim

_ORDERS = re.compile(r"\b(?:must|we (?:demand|expect|urge|call on))\b", re.IGNORECASE)
_TAIL = re.compile(r",\s+(which\s.+?)(?=[.,;]\s|[.]?\s*$)", re.DOTALL)
_STATUSES: tuple[tuple[Status, str], ...] = (("debunked", "debunk"), ("retracted", "retract"))
"""Each status with the class of words that gives it."""
_ANTECEDENT = 12
"""Characters between a place's name and the relative clause about it, fewer than: a comma and a
short word."""
_FEWEST_SIGNS = 2
"""Weight of the topic's words from which the reporter's own sentence is a claim: one weak word may
be chance."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What was read from the article before its claims."""

    places: Sequence[Mention]
    dates: Sequence[DateMention]
    distances: Sequence[Distance]


def find_claims(
    text: str,
    sha256: str,
    publisher: str,
    paragraphs: Sequence[Paragraph],
    mentioned: Mentioned,
    gazetteer: Gazetteer,
    published: str | None = None,
) -> list[Claim]:
    """Return the claims of an article in text order.

    An id is the first twelve hex digits of the file's hash and the offset of the claim's first
    character, so that it stays the same when a title is corrected.

    Parameters
    ----------
    text
        The article's text.
    sha256
        The hash of its file.
    publisher
        The outlet.
    paragraphs
        Its paragraphs.
    mentioned
        The places, dates and distances in it.
    gazetteer
        The places.
    published
        ISO day of publication, or None.
    """
    prose = [paragraph for paragraph in paragraphs if not paragraph.heading]
    layout = read_layout(text, prose)
    attributions = find_attributions(text, prose, layout)
    said = Inside(attributions)
    builder = _Builder(text, sha256, publisher, prose, mentioned, gazetteer, said, layout)
    claims: list[Claim] = []
    for attribution in attributions:
        claims.append(builder.claim(attribution, claims))
    claims = share_days(text, claims)
    told = date_events(text, prose, mentioned.dates, [*claims, *builder.narrated()], published)
    return _with_own_ids(told)


def _with_own_ids(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each with an id of its own.

    A claim within another may begin at the same character; its id then has its end too.
    """
    seen: set[str] = set()
    distinct = []
    for claim in claims:
        ident = claim.id if claim.id not in seen else f"{claim.id}-{claim.end}"
        while ident in seen:
            ident += "x"
        seen.add(ident)
        distinct.append(claim if ident == claim.id else replace(claim, id=ident))
    return distinct


class _Builder:
    """Make claims from attributions and from what else was read from the article."""

    def __init__(
        self,
        text: str,
        sha256: str,
        publisher: str,
        paragraphs: Sequence[Paragraph],
        mentioned: Mentioned,
        gazetteer: Gazetteer,
        said: Inside[Attribution],
        layout: Layout,
    ) -> None:
        self._text = text
        self._stem = stem_of(sha256)
        self._publisher = publisher
        self._paragraphs = paragraphs
        home = home_of(text, publisher, mentioned.places, gazetteer)
        self._speakers = SpeakerIdentifier(text, gazetteer, paragraphs, home)
        introduce(self._speakers, layout, text, gazetteer)
        self._own_voice = OwnVoice(text, publisher, layout.release, self._speakers)
        self._silent = Inside(layout.silent)
        self._days = StatedDays(text, paragraphs, mentioned.dates)
        self._literal = Inside([m for m in mentioned.places if m.role == "literal" and m.ground_id])
        self._distances = Inside(mentioned.distances)
        self._said = said
        self._statuses = [
            (status, word_class)
            for status, word_class in _STATUSES
            if pattern_of(word_class).search(text)
        ]

    def claim(self, attribution: Attribution, earlier: Sequence[Claim]) -> Claim:
        """Return the claim of an attribution; ``earlier`` are the claims before it."""
        correction = attribution.corrected
        speaker = narrator(self._publisher) if correction else self._speakers.identify(attribution)
        words = self._text[attribution.start : attribution.end]
        status, where = ("retracted", correction) if correction else self._status(attribution)
        topic = topic_of(words, attribution.verb.stance)
        shown = attribution.shown
        return Claim(
            shown.start,
            shown.end,
            id=f"{self._stem}-{shown.start}",
            speaker=speaker.name,
            speaker_start=speaker.span.start if speaker.span else None,
            speaker_end=speaker.span.end if speaker.span else None,
            party=speaker.party,
            party_sure=speaker.party_sure,
            party_why=speaker.party_why,
            relay=self._relay(attribution),
            topic=topic,
            stance=_stance(attribution, speaker, words),
            status=status,
            event_date=self._days.event_day(attribution, speaker, topic, earlier),
            statement_date=self._days.statement_day(
                attribution, speaker, earlier[-1] if earlier else None
            ),
            place_ids=self._place_ids(attribution),
            distance_ids=self._own_distances(attribution),
            status_span=where,
            speaker_sure=speaker.sure,
            speaker_why=speaker.why,
        )

    def _own_distances(self, attribution: Attribution) -> tuple[str, ...]:
        """Return the distances a claim states itself: not those in another speaker's words."""
        distances = self._distances.within(attribution)
        if not distances:
            return ()
        inner = [a for a in self._said.within(attribution) if a is not attribution]
        return tuple(d.id for d in distances if not any(a.contains(d) for a in inner))

    def narrated(self) -> list[Claim]:
        """Return the reporter's own claims: of what happened on the ground, at a place named."""
        claims = []
        for paragraph in self._paragraphs:
            for sentence in paragraph.sentences:
                span = self._own_words(sentence, paragraph)
                claim = self._narrated(span, sentence, paragraph) if span else None
                if claim:
                    claims.append(claim)
        return claims

    def _own_words(self, sentence: Span, paragraph: Paragraph) -> Span | None:
        """Return the part of a sentence that is attributed to nobody and not quoted."""
        attributed = self._said.overlapping(sentence)
        if self._silent.overlapping(sentence):
            return None
        if not attributed:
            if any(q.contains(sentence) for q in paragraph.quotes):
                return None
            full_stop = self._text[sentence.end - 1] == "."
            return trim(self._text, sentence.start, sentence.end - full_stop)
        after = max(a.end for a in attributed)
        match = _TAIL.match(self._text, after, sentence.end)
        return Span(*match.span(1)) if match else None

    def _narrated(self, span: Span, sentence: Span, paragraph: Paragraph) -> Claim | None:
        places = self._place_ids(span) or (
            self._antecedent(span) if span.start > sentence.start else ()
        )
        if not places:
            return None
        words = self._text[span.start : span.end]
        topic = topic_of(words, "reports")
        if topic not in GROUND or topic_scores(words)[topic] < _FEWEST_SIGNS:
            return None
        if somebody_speaks(self._text, sentence, paragraph.quotes):
            return None  # whose words they are was not made out: they are not the reporter's
        reporter = self._own_voice.of(sentence, paragraph)
        status, where = self._status_said(sentence)
        return Claim(
            span.start,
            span.end,
            id=f"{self._stem}-{span.start}",
            speaker=reporter.name,
            speaker_start=reporter.span.start if reporter.span else None,
            speaker_end=reporter.span.end if reporter.span else None,
            party=reporter.party,
            relay=(),
            topic=topic,
            stance="reports" if reporter.party == NARRATOR else "asserts",
            status=status,
            event_date=self._days.day_in(span),
            statement_date=None,
            place_ids=places,
            distance_ids=tuple(d.id for d in self._distances.within(span)),
            status_span=where,
            speaker_sure=reporter.sure,
            speaker_why=reporter.why,
        )

    def _antecedent(self, span: Span) -> tuple[str, ...]:
        """Return the place a relative clause is about: the literal mention just before it."""
        last = self._literal.last_before(span.start)
        if last is None or not last.ground_id or span.start - last.end >= _ANTECEDENT:
            return ()
        return (last.ground_id,)

    def _place_ids(self, span: Span) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.ground_id for m in self._literal.within(span) if m.ground_id))

    def _relay(self, attribution: Attribution) -> tuple[str, ...]:
        """Return the outlets and agencies that the words came through, by their sentence.

        If it names none, it is the speaker who repeats another's words.
        """
        sentence = near(attribution.sentence, attribution)
        if attribution.contains(sentence):
            return ()
        if attribution.start >= sentence.end or attribution.end <= sentence.start:
            outside = self._text[sentence.start : sentence.end]
        else:
            before = self._text[sentence.start : max(sentence.start, attribution.start)]
            after = self._text[min(sentence.end, attribution.end) : sentence.end]
            outside = f"{before} … {after}"
        relays = relays_in(outside, self._publisher)
        repeating = self._speakers.relaying_speaker(attribution) if not relays else None
        return (repeating.name,) if repeating else relays

    def _status(self, attribution: Attribution) -> tuple[Status, Span | None]:
        """Return the status that the reporter gives a claim in its sentence, and its words."""
        return self._status_said(attribution.sentence, attribution)

    def _status_said(self, sentence: Span, words: Span | None = None) -> tuple[Status, Span | None]:
        """Return the status that a sentence gives outside quotations and the claim's own words."""
        for status, word_class in self._statuses:
            for match in pattern_of(word_class).finditer(self._text, sentence.start, sentence.end):
                span = Span(*match.span())
                quoted = any(
                    q.overlaps(span)
                    for p in self._paragraphs
                    if p.span.contains(sentence)
                    for q in p.quotes
                )
                if not quoted and not (words and words.overlaps(span)):
                    return status, span
        return "asserted", None


def _stance(attribution: Attribution, speaker: Speaker, words: str) -> Stance:
    """Return the verb's stance, with three exceptions.

    What an analyst says is an opinion, a quotation that says “must” is a demand, and a local report
    reports.
    """
    stance = attribution.verb.stance
    if stance in {"asserts", "reports", "opines"}:
        if speaker.party == "analyst":
            return "opines"
        if speaker.party == NARRATOR:
            return "reports"
        if attribution.direct and _ORDERS.search(words):
            return "demands"
        return "reports" if speaker.party == "local report" else "asserts"
    return stance  # type: ignore[return-value]  # the table's column holds only stances; a test checks it
