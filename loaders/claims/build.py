"""The claims of an article.

Each attribution with its speaker, party, topic, stance, status, days, places and distances.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.article import find_attributions
from loaders.attribution.relays import relays_in
from loaders.attribution.speakers import Speaker, SpeakerIdentifier, narrator
from loaders.attribution.statement import Attribution
from loaders.claims.event_dates import Clocks, share_days
from loaders.claims.topics import GROUND, topic_of, topic_scores
from loaders.lexicon.tables import pattern_of
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
from loaders.text.segment import Inside, Paragraph, trim

_ORDERS = re.compile(r"\b(?:must|we (?:demand|expect|urge|call on))\b", re.IGNORECASE)
_TAIL = re.compile(r",\s+(which\s.+?)(?=[.,;]\s|[.]?\s*$)", re.DOTALL)
_STATUSES: tuple[tuple[Status, str], ...] = (("debunked", "debunk"), ("retracted", "retract"))


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
) -> list[Claim]:
    """Return the claims of an article in text order.

    Ids are the first six hex digits of the file's hash and the claim's first character, so they
    outlive a corrected title.
    """
    prose = [paragraph for paragraph in paragraphs if not paragraph.heading]
    attributions = find_attributions(text, prose)
    said = Inside(attributions)
    builder = _Builder(text, sha256, publisher, prose, mentioned, gazetteer, said)
    claims: list[Claim] = []
    for attribution in attributions:
        claims.append(builder.claim(attribution, claims))
    claims = share_days(text, claims)
    return _told_apart(sorted([*claims, *builder.narrated()], key=lambda claim: claim.start))


def _told_apart(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with an id each.

    Of words told again, which begin where the telling begins, the id says the end too.
    """
    seen: set[str] = set()
    apart = []
    for claim in claims:
        ident = claim.id if claim.id not in seen else f"{claim.id}-{claim.end}"
        while ident in seen:
            ident += "x"
        seen.add(ident)
        apart.append(claim if ident == claim.id else replace(claim, id=ident))
    return apart


class _Builder:
    """Makes claims from attributions, with what else was read from the article."""

    def __init__(
        self,
        text: str,
        sha256: str,
        publisher: str,
        paragraphs: Sequence[Paragraph],
        mentioned: Mentioned,
        gazetteer: Gazetteer,
        said: Inside[Attribution],
    ) -> None:
        self._text = text
        self._stem = sha256[:6]
        self._publisher = publisher
        self._paragraphs = paragraphs
        self._speakers = SpeakerIdentifier(text, gazetteer)
        self._clocks = Clocks(text, paragraphs, mentioned.dates)
        self._literal = Inside([m for m in mentioned.places if m.role == "literal" and m.place_id])
        self._distances = Inside(mentioned.distances)
        self._said = said
        self._statuses = [
            (status, word_class)
            for status, word_class in _STATUSES
            if pattern_of(word_class).search(text)
        ]

    def claim(self, attribution: Attribution, told: Sequence[Claim]) -> Claim:
        """Return the claim an attribution makes; ``told`` are those before it."""
        speaker = self._speakers.identify(attribution)
        words = self._text[attribution.start : attribution.end]
        status, where = self._status(attribution)
        topic = topic_of(words, attribution.verb.stance)
        return Claim(
            attribution.start,
            attribution.end,
            id=f"{self._stem}-{attribution.start}",
            speaker=speaker.name,
            speaker_start=speaker.span.start if speaker.span else None,
            speaker_end=speaker.span.end if speaker.span else None,
            party=speaker.party,
            relay=self._relay(attribution),
            topic=topic,
            stance=_stance(attribution, speaker, words),
            status=status,
            event_date=self._clocks.event_day(attribution, speaker, topic, told),
            statement_date=self._clocks.statement_day(
                attribution, speaker, told[-1] if told else None
            ),
            place_ids=self._place_ids(attribution),
            distance_ids=self._own_distances(attribution),
            status_span=where,
        )

    def _own_distances(self, attribution: Attribution) -> tuple[str, ...]:
        """Return the distances a claim states itself.

        Those in words it only tells again are the other speaker's.
        """
        distances = self._distances.within(attribution)
        retold = (
            [a for a in self._said.within(attribution) if a is not attribution] if distances else []
        )
        return tuple(d.id for d in distances if not any(a.contains(d) for a in retold))

    def narrated(self) -> list[Claim]:
        """Return what the outlet says in its own voice of advance, border, positions, withdrawal or violence at a place."""
        found = []
        for paragraph in self._paragraphs:
            for sentence in paragraph.sentences:
                span = self._own_words(sentence, paragraph)
                claim = self._narrated(span, sentence) if span else None
                if claim:
                    found.append(claim)
        return found

    def _own_words(self, sentence: Span, paragraph: Paragraph) -> Span | None:
        """Return the part of a sentence that is in nobody else's mouth."""
        taken = self._said.overlapping(sentence)
        if not taken:
            quoted = any(q.contains(sentence) for q in paragraph.quotes)
            return (
                None
                if quoted
                else trim(
                    self._text, sentence.start, sentence.end - (self._text[sentence.end - 1] == ".")
                )
            )
        after = max(a.end for a in taken)
        match = _TAIL.match(self._text, after, sentence.end)
        return Span(*match.span(1)) if match else None

    def _narrated(self, span: Span, sentence: Span) -> Claim | None:
        places = self._place_ids(span) or (
            self._antecedent(span) if span.start > sentence.start else ()
        )
        if not places:
            return None
        words = self._text[span.start : span.end]
        topic = topic_of(words, "reports")
        if topic not in GROUND or topic_scores(words)[topic] < 2:
            return None
        voice = narrator(self._publisher)
        status, where = self._said_to_have_fallen(sentence)
        return Claim(
            span.start,
            span.end,
            id=f"{self._stem}-{span.start}",
            speaker=voice.name,
            speaker_start=None,
            speaker_end=None,
            party=NARRATOR,
            relay=(),
            topic=topic,
            stance="reports",
            status=status,
            event_date=self._clocks.day_in(span),
            statement_date=None,
            place_ids=places,
            distance_ids=tuple(d.id for d in self._distances.within(span)),
            status_span=where,
        )

    def _antecedent(self, span: Span) -> tuple[str, ...]:
        """Return the place a relative clause is about: the literal mention just before it."""
        last = self._literal.last_before(span.start)
        return (last.place_id,) if last and last.place_id and span.start - last.end < 12 else ()

    def _place_ids(self, span: Span) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.place_id for m in self._literal.within(span) if m.place_id))

    def _relay(self, attribution: Attribution) -> tuple[str, ...]:
        """Return the outlets and agencies the sentence says the words came through, or who else tells them again."""
        sentence = attribution.sentence
        if attribution.contains(sentence):
            return ()
        if attribution.start >= sentence.end or attribution.end <= sentence.start:
            outside = self._text[sentence.start : sentence.end]
        else:
            before, after = (
                (sentence.start, max(sentence.start, attribution.start)),
                (min(sentence.end, attribution.end), sentence.end),
            )
            outside = f"{self._text[slice(*before)]} … {self._text[slice(*after)]}"
        relays = relays_in(outside, self._publisher)
        teller = self._speakers.relaying_speaker(attribution) if not relays else None
        return (teller.name,) if teller else relays

    def _status(self, attribution: Attribution) -> tuple[Status, Span | None]:
        """Return whether the article's own voice, in the same sentence, says the claim fell."""
        return self._said_to_have_fallen(attribution.sentence, attribution)

    def _said_to_have_fallen(
        self, sentence: Span, words: Span | None = None
    ) -> tuple[Status, Span | None]:
        """Return the status the article's own voice gives in a sentence, outside quotations and the words themselves."""
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
    """Return the verb's stance; an analyst opines, a state does not.

    A quotation that says “must” demands.
    """
    stance = attribution.verb.stance
    if stance in {"asserts", "reports", "opines"}:
        if speaker.party == "analyst":
            return "opines"
        if attribution.direct and _ORDERS.search(words):
            return "demands"
        return "reports" if speaker.party == "local report" else "asserts"
    return stance  # type: ignore[return-value]  # the table's column holds only stances; a test checks it
