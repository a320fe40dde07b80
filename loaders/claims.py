"""The claims of an article: each attribution with its speaker, party, topic, stance, status, days, places and distances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from geodata.gazetteer import Gazetteer
from loaders.attribution import find_attributions
from loaders.records import NARRATOR, Claim, DateMention, Distance, Mention, Span, Stance, Status
from loaders.speakers import Speaker, Voices, narrator
from loaders.statements import Attribution
from loaders.tables import outlets, read_table, words_of
from loaders.text import Quote, fold_space, trim

_ORDERS = re.compile(r"\b(?:must|we (?:demand|expect|urge|call on))\b", re.IGNORECASE)
_NARRATED = frozenset({"advance", "withdrawal", "border", "position", "violence"})
_TAIL = re.compile(r",\s+(which\s.+?)(?=[.,;]\s|[.]?\s*$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its sentences and quotations. ``heading`` for headings, which only sum up what the text says."""

    span: Span
    sentences: list[Span]
    quotes: list[Quote]
    heading: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read from the article before its claims."""

    places: Sequence[Mention]
    dates: Sequence[DateMention]
    distances: Sequence[Distance]


def find_claims(
    text: str, sha256: str, publisher: str, paragraphs: Sequence[Paragraph], evidence: Evidence, gazetteer: Gazetteer
) -> list[Claim]:
    """Return the claims of an article in text order.

    Ids are the first six hex digits of the file's hash and the claim's first character, so they outlive a corrected title.
    """
    prose = [(p.span, p.sentences, p.quotes) for p in paragraphs if not p.heading]
    attributions = find_attributions(text, prose)
    voices = Voices(text, gazetteer)
    builder = _Builder(text, sha256, publisher, [p for p in paragraphs if not p.heading], evidence)
    claims: list[Claim] = []
    for attribution in attributions:
        claims.append(builder.claim(attribution, voices.identify(attribution), claims[-1] if claims else None))
    return sorted([*claims, *builder.narrated(attributions)], key=lambda claim: claim.start)


@dataclass(frozen=True, slots=True)
class _Builder:
    text: str
    sha256: str
    publisher: str
    paragraphs: Sequence[Paragraph]
    evidence: Evidence

    def claim(self, attribution: Attribution, speaker: Speaker, before: Claim | None) -> Claim:
        words = self.text[attribution.start : attribution.end]
        status, where = self._status(attribution)
        return Claim(
            attribution.start,
            attribution.end,
            id=f"{self.sha256[:6]}-{attribution.start}",
            speaker=speaker.name,
            speaker_start=speaker.span.start if speaker.span else None,
            speaker_end=speaker.span.end if speaker.span else None,
            party=speaker.party,
            relay=self._relay(attribution),
            topic=topic_of(words, attribution.verb.stance),
            stance=_stance(attribution, speaker, words),
            status=status,
            event_date=self._day_in(attribution),
            statement_date=self._statement_date(attribution, speaker) or self._same_breath(attribution, speaker, before),
            place_ids=self._place_ids(attribution),
            distance_ids=tuple(d.id for d in self.evidence.distances if attribution.contains(d)),
            status_span=where,
        )

    def narrated(self, attributions: Sequence[Attribution]) -> list[Claim]:
        """Return what the outlet says in its own voice of advance, border, positions, withdrawal or violence at a place."""
        found = []
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                for span in self._own_words(sentence, paragraph, attributions):
                    claim = self._narrated(span, sentence)
                    if claim:
                        found.append(claim)
        return found

    def _own_words(self, sentence: Span, paragraph: Paragraph, attributions: Sequence[Attribution]) -> list[Span]:
        """Return the part of a sentence that is in nobody else's mouth."""
        taken = [a for a in attributions if a.overlaps(sentence)]
        if not taken:
            quoted = any(q.contains(sentence) for q in paragraph.quotes)
            body = trim(self.text, sentence.start, sentence.end - (self.text[sentence.end - 1] == "."))
            return [] if quoted else [body]
        after = max(a.end for a in taken)
        match = _TAIL.match(self.text[after : sentence.end])
        return [Span(after + match.start(1), after + match.end(1))] if match else []

    def _narrated(self, span: Span, sentence: Span) -> Claim | None:
        words = self.text[span.start : span.end]
        topic = topic_of(words, "reports")
        places = self._place_ids(span) or (self._antecedent(span) if span.start > sentence.start else ())
        if topic not in _NARRATED or not places or _topic_scores(words)[topic] < 2:
            return None
        voice = narrator(self.publisher)
        return Claim(
            span.start,
            span.end,
            id=f"{self.sha256[:6]}-{span.start}",
            speaker=voice.name,
            speaker_start=None,
            speaker_end=None,
            party=NARRATOR,
            relay=(),
            topic=topic,
            stance="reports",
            status="asserted",
            event_date=self._day_in(span),
            statement_date=None,
            place_ids=places,
            distance_ids=tuple(d.id for d in self.evidence.distances if span.contains(d)),
        )

    def _antecedent(self, span: Span) -> tuple[str, ...]:
        """Return the place a relative clause is about: the literal mention just before it."""
        before = [m for m in self.evidence.places if m.end <= span.start and m.role == "literal" and m.place_id]
        return (before[-1].place_id or "",) if before and span.start - before[-1].end < 12 else ()

    def _place_ids(self, span: Span) -> tuple[str, ...]:
        inside = (m.place_id for m in self.evidence.places if m.role == "literal" and m.place_id and span.contains(m))
        return tuple(dict.fromkeys(place_id for place_id in inside if place_id))

    def _day_in(self, span: Span) -> str | None:
        return next((d.day for d in self.evidence.dates if span.contains(d) and d.day and not self._names_something(d)), None)

    def _names_something(self, date: DateMention) -> bool:
        """Whether a day only names a document or vote (“the June 20 election”), and so dates nothing here."""
        following = re.match(r"\s+(\w+)", self.text[date.end : date.end + 30])
        return following is not None and following[1].lower() in words_of("dated_noun")

    def _aside(self, sentence: Span, date: DateMention) -> bool:
        """Whether a day stands in a relative or other side clause of the sentence (“…, who travelled there on Monday, …”)."""
        before = self.text[sentence.start : date.start]
        clause = re.split(r",\s|[—–]\s", before)
        return len(clause) > 1 and bool(re.match(r"\s*(?:who|which|whose|where|when|after|before|since|because|as)\b", clause[-1]))

    def _statement_date(self, attribution: Attribution, speaker: Speaker) -> str | None:
        """Return the day the words were said: stated beside the verb, or where the paragraph before names speaker and day."""
        inside = [d for d in self.evidence.dates if d.day and attribution.sentence.contains(d) and not attribution.overlaps(d)]
        inside = [d for d in inside if not self._names_something(d) and not self._aside(attribution.sentence, d)]
        if inside:
            return inside[0].day
        index = next((i for i, p in enumerate(self.paragraphs) if p.span.contains(attribution)), 0)
        if index and attribution.direct and speaker.person:
            before = self.paragraphs[index - 1]
            last = before.sentences[-1] if before.sentences else before.span
            named = speaker.name.split()[-1] in self.text[last.start : last.end]
            days = [d.day for d in self.evidence.dates if d.day and last.contains(d)]
            if named and days and not before.quotes:
                return days[-1]
        return None

    def _same_breath(self, attribution: Attribution, speaker: Speaker, before: Claim | None) -> str | None:
        """Return the day of the words just before, when these go on in the same voice in the same or the next paragraph."""
        if before is None or before.speaker != speaker.name:
            return None
        index = {i for i, p in enumerate(self.paragraphs) for span in (before, attribution) if p.span.contains(span)}
        return before.statement_date if index and max(index) - min(index) <= int(attribution.direct) else None

    def _relay(self, attribution: Attribution) -> tuple[str, ...]:
        """Return the outlets and agencies the sentence says the words came through."""
        sentence = attribution.sentence
        words = self.text[sentence.start : sentence.end]
        if attribution.contains(sentence):
            return ()
        outside = (
            words
            if attribution.start >= sentence.end or attribution.end <= sentence.start
            else (
                self.text[sentence.start : max(sentence.start, attribution.start)]
                + " … "
                + self.text[min(sentence.end, attribution.end) : sentence.end]
            )
        )
        folded = fold_space(outside)
        hits = [
            (match.start(), outlet.name)
            for outlet in outlets()
            if outlet.role != "document" and outlet.name != self.publisher
            for alias in outlet.aliases
            if alias in folded and (match := re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", folded)) and _relays(folded, match)
        ]
        return tuple(dict.fromkeys(name for _, name in sorted(hits)))

    def _status(self, attribution: Attribution) -> tuple[Status, Span | None]:
        """Return whether the article's own voice, in the same sentence, says the claim fell."""
        sentence = attribution.sentence
        words: tuple[tuple[Status, str], ...] = (("debunked", "debunk"), ("retracted", "retract"))
        for status, word_class in words:
            pattern = r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words_of(word_class)) + r")\b"
            for match in re.finditer(pattern, self.text[sentence.start : sentence.end]):
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                quoted = any(q.overlaps(span) for p in self.paragraphs if p.span.contains(sentence) for q in p.quotes)
                if not quoted and not attribution.overlaps(span):
                    return status, span
        return "asserted", None


def _relays(words: str, match: re.Match[str]) -> bool:
    """Whether the words beside an outlet's name make it a relay: “told X”, “in an interview with X”, “X quoted”."""
    before, after = words[max(0, match.start() - 60) : match.start()], words[match.end() : match.end() + 40]
    given = re.search(
        r"\b(?:told|tells|telling|interview with|speaking to|quoted by|cited by|according to|carried by|reported by|via)\b",
        before,
        re.IGNORECASE,
    )
    quotes = re.match(r"\s*(?:news agency |agency )?(?:quoted|cited|reported|reports|quotes)\b", after)
    return bool(given or quotes)


@cache
def _topics() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (row["topic"], int(row["weight"]), re.compile(row["pattern"].replace(" ", r"\s+"), re.IGNORECASE)) for row in read_table("topics")
    )


@lru_cache(maxsize=4096)
def _topic_scores(words: str) -> dict[str, int]:
    return {topic: weight * min(4, len(pattern.findall(words))) for topic, weight, pattern in _topics()}


def topic_of(words: str, stance: str) -> str:
    """Return the topic whose words weigh most; the table's order breaks ties."""
    scores = _topic_scores(words)
    best = max(scores, key=lambda topic: scores[topic])
    if scores[best]:
        return best
    return "demand" if stance == "demands" else "talks" if stance == "reports" else "motive"


def _stance(attribution: Attribution, speaker: Speaker, words: str) -> Stance:
    """Return the verb's stance; an analyst opines, a state does not; a quotation that says “must” demands."""
    stance = attribution.verb.stance
    if stance in {"asserts", "reports", "opines"}:
        if speaker.party == "analyst":
            return "opines"
        if attribution.direct and _ORDERS.search(words):
            return "demands"
        return "reports" if speaker.party == "local report" else "asserts"
    return stance  # type: ignore[return-value]  # the table's column holds only stances; a test checks it
