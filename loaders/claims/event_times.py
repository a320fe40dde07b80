"""When the event of a claim was: a day, a stretch of time, or bounds, and what that rests on.

``event_dates`` reads the day that the words beside a claim make plain. Here the claims are read
together: stated stretches (“this month”, “since”), a claim that goes on from the one before it, the
day of the story, and what the tense alone says. Each answer names its basis and how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders.claims.event_dates import BOUND, BOUND_REACH, TOLD_AGAIN, StatedDays, is_of_saying
from loaders.claims.event_words import begins_past, going_on, looks_ahead, tells_of_an_event, undone
from loaders.claims.topics import GROUND, OTHER, topic_of
from loaders.dates.tense import clause_before
from loaders.documents.dateline import find_dateline
from loaders.lexicon.tables import negation, pattern_of
from loaders.model.records import NARRATOR, Claim, DateMention, EventSure, Span
from loaders.text.segment import Inside, Paragraph

EVENTS = GROUND - {"border"}
"""Topics of what happens on the ground on a day; a border only lies somewhere."""
_TOLD = frozenset({"asserts", "reports", "accuses"})
"""Stances of who tells of an event. An opinion, a demand or a denial has no day of its own."""
_TELLING = frozenset({"asserts", "reports"})
_LOOKS_BACK = re.compile(r"\bhad\s")
_OPENING = 5
"""Sentences in which a report dates what it is about. Chosen by hand."""
# tolls grow for days: they are of the story's day only if told by the day after
_TOLL = re.compile(
    r"\b(?:\d[\d,.]*|dozens?|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten)\s+"
    r"(?:of\s+)?(?:\w+\s+){0,3}?(?:had|have|has|were|was)\s+(?:been\s+)?"
    r"(?:killed|wounded|injured|hurt|dead|missing)\b",
    re.IGNORECASE,
)
_DIED = re.compile(r"\b(?:died|perished)\b")
"""People die of what happened on a day, but not always on it."""
_SINCE = re.compile(r"\b(?:since\b[^.;,]*|from\s+(?:the\s+)?)$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:by|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD = 48
"""Characters before a time in which “since” or “by” is looked for: “ever since the war ended”."""
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class _Found:
    """A day or bounds, with the basis in words and the characters it rests on."""

    first: str | None
    last: str | None
    basis: str
    sure: EventSure
    words: Span | None

    @property
    def day(self) -> str | None:
        return self.first if self.first == self.last else None


def date_events(
    text: str,
    paragraphs: Sequence[Paragraph],
    dates: Sequence[DateMention],
    claims: Sequence[Claim],
    published: str | None,
) -> list[Claim]:
    """Return the claims in text order, each with the time of its event as far as it is known.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Its paragraphs of prose, in order.
    dates
        The times it states.
    claims
        The claims, with the days that their own sentences make plain.
    published
        ISO day of publication, or None.
    """
    reader = _Reader(text, paragraphs, dates, published)
    reader.story = reader.find_story(claims)
    done: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.start):
        done.append(reader.dated(claim, done))
    return done


class _Reader:
    """Reads the time of each claim of one article."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph],
        dates: Sequence[DateMention],
        published: str | None,
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._published = published
        self._within = Inside([p.span for p in paragraphs])
        self._sentences = Inside([s for p in paragraphs for s in p.sentences])
        self._dates = Inside([d for d in dates if d.first])
        self._stated = StatedDays(text, paragraphs, dates)
        self.story: _Found | None = None

    def dated(self, claim: Claim, before: Sequence[Claim]) -> Claim:
        """Return a claim with the time of its event. ``before`` are the claims before it, done."""
        if claim.statement_date and self._published and claim.statement_date > self._published:
            claim = replace(claim, statement_date=None)
        found = self._own(claim) if claim.event_date else self._inferred(claim, before)
        if found is None:
            return replace(claim, event_date=None)
        return replace(
            claim,
            event_date=found.day,
            event_from=found.first,
            event_to=found.last,
            event_basis=found.basis,
            event_sure=found.sure,
            event_span=Span(found.words.start, found.words.end) if found.words else None,
        )

    def _said(self, claim: Claim) -> str | None:
        return claim.statement_date or self._published

    def _own(self, claim: Claim) -> _Found | None:
        """Return the day that a claim has already, with its basis; None where it cannot be.

        A day that the claim's own words do not state is not after the day it was said.
        """
        day = claim.event_date
        inside = next((d for d in self._dates.within(claim) if d.day == day), None)
        if inside:
            return _Found(day, day, f"stated in the claim (“{inside.surface}”)", "certain", inside)
        said = self._said(claim)
        if day and said and day > said and not self._looks_ahead(claim):
            return None
        if claim.event_basis == TOLD_AGAIN:
            return _Found(day, day, TOLD_AGAIN, "likely", claim.event_span)
        sentence = self._sentence(claim)
        beside = next((d for d in self._dates.within(sentence) if d.day == day), None)
        if beside:
            basis = f"the day of its sentence (“{beside.surface}”)"
            return _Found(day, day, basis, "likely", beside)
        return _Found(day, day, "the day of the words it answers or goes on from", "likely", None)

    def _inferred(self, claim: Claim, before: Sequence[Claim]) -> _Found | None:
        """Return what the words around a claim without a day say of its time, or None."""
        if claim.stance not in _TOLD:
            return None
        stretch = self._stretch(claim)
        if stretch:
            return stretch
        if self._tells_of_an_event(claim):
            found = self._goes_on(claim, before) or self._of_the_story(claim)
            if found:
                return found
        if claim.statement_date and claim.topic in EVENTS and not self._dates.within(claim):
            words = self._text[claim.start : claim.end]
            if claim.party != NARRATOR and going_on(words):
                day, basis = claim.statement_date, "told as going on when it was said"
                return _Found(day, day, basis, "likely", None)
        return self._bounds(claim)

    def _stretch(self, claim: Claim) -> _Found | None:
        """Return the stretch of time that a claim's words state: “this month”, “since May 3”."""
        for mention in self._dates.within(claim):
            if self._text.startswith(_POSSESSIVE, mention.end):
                continue
            if mention.day:
                if bounded := self._bounded(claim, mention):
                    return bounded
                continue
            lead = self._text[max(claim.start, mention.start - _LEAD) : mention.start]
            basis = f"stated in the claim (“{mention.surface}”)"
            if _SINCE.search(lead):
                return _Found(mention.first, self._said(claim), basis, "certain", mention)
            if _UP_TO.search(lead):
                return _Found(None, mention.last, basis, "certain", mention)
            return _Found(mention.first, mention.last, basis, "certain", mention)
        return None

    def _bounded(self, claim: Claim, mention: DateMention) -> _Found | None:
        """Return the time that a day bounds: “since Friday”, “between May 2 and May 5”."""
        if not self._stated.only_bounds(claim, mention):
            return None
        lead = self._text[max(claim.start, mention.start - BOUND_REACH) : mention.start]
        bound = BOUND.search(lead)
        word = bound["word"].lower() if bound else "from"
        basis = f"stated in the claim (“{mention.surface}”)"
        if word == "since":
            return _Found(mention.first, self._said(claim), basis, "certain", mention)
        if word not in {"between", "from"}:  # until it, or the end of “from … to …”
            return _Found(None, mention.last, basis, "certain", mention)
        last = next((d.last for d in self._dates.within(claim) if d.start > mention.end), None)
        last = last if last and last >= mention.first else None
        return _Found(mention.first, last, basis, "certain", mention)

    def _tells_of_an_event(self, claim: Claim) -> bool:
        """Whether a claim tells of something that happened on the ground on one day.

        Not of a state, a toll or an evacuation, what was not done, or another time.
        """
        words = self._text[claim.start : claim.end]
        ground = claim.topic in EVENTS or (
            claim.topic == OTHER and pattern_of("aftermath").search(words) is not None
        )
        if not ground or claim.party == NARRATOR or self._dates.within(claim):
            return False
        return tells_of_an_event(words, accuses=claim.stance == "accuses")

    def _goes_on(self, claim: Claim, before: Sequence[Claim]) -> _Found | None:
        """Return the day of the claim just before, where this one goes on from it.

        The same voice goes on, here or at the front of the next paragraph; or another tells in the
        next sentence of something of the same kind.
        """
        last = next((c for c in reversed(before[-4:]) if c.party != NARRATOR), None)
        if last is None or not last.event_date or last.topic not in EVENTS:
            return None
        here, there = self._within.index(claim.start), self._within.index(last.start)
        same_voice = last.speaker == claim.speaker
        near = here == there or (here == there + 1 and self._is_first(claim, here))
        if not near or not (same_voice or (here == there and last.topic == claim.topic)):
            return None
        if self._names_another_day(Span(last.end, claim.start), last.event_date):
            return None
        basis = "it goes on from the words before it"
        return _Found(last.event_date, last.event_date, basis, "likely", Span(last.start, last.end))

    def _is_first(self, claim: Claim, paragraph: int) -> bool:
        sentences = self._paragraphs[paragraph].sentences
        return bool(sentences) and claim.start < sentences[0].end

    def _of_the_story(self, claim: Claim) -> _Found | None:
        """Return the story's day, unless the paragraph names another one before the claim."""
        story, here = self.story, self._within.index(claim.start)
        if story is None or here < 0 or story.day is None:
            return None
        if claim.topic not in EVENTS and _DIED.search(self._text, claim.start, claim.end):
            return None
        said = self._said(claim)
        if said is None or story.day > said:
            return None
        late = (date.fromisoformat(said) - date.fromisoformat(story.day)).days > 1
        if late and _TOLL.search(self._text, claim.start, claim.end):
            return None
        front = Span(self._paragraphs[here].span.start, claim.start)
        return None if self._names_another_day(front, story.day) else story

    def _names_another_day(self, span: Span, day: str) -> bool:
        """Whether a stretch names a time that is neither ``day`` nor one on which was spoken."""
        return any(
            not d.first <= day <= d.last and not self._is_of_saying(d) and not self._is_aside(d)
            for d in self._dates.within(span)
        )

    def _is_aside(self, mention: DateMention) -> bool:
        around = self._sentences.overlapping(mention)
        return bool(around) and self._stated.aside(around[0], mention)

    def _is_of_saying(self, mention: DateMention) -> bool:
        index = self._within.index(mention.start)
        if index < 0:
            return False
        paragraph = self._paragraphs[index].span
        return is_of_saying(self._text, paragraph, mention)

    def find_story(self, claims: Sequence[Claim]) -> _Found | None:
        """Return the day of the story: the only day on which the opening has an event, or None.

        The day of an accusation is none, nor one of what was not done or is to come.
        """
        opening = [s for p in self._paragraphs[:_OPENING] for s in p.sentences][:_OPENING]
        if not opening:
            return None
        end = opening[-1].end
        early = [claim for claim in claims if claim.start < end]
        told: list[DateMention] = []
        for claim in early:
            if claim.topic in EVENTS and claim.stance in _TELLING:
                told += [d for d in self._past_days(claim) if d.day == claim.event_date]
        for sentence in opening:
            told += self._days_of_events(sentence, early)
        days = {d.day for d in told}
        if len(days) != 1:
            return None
        day, mention = told[0].day, told[0]
        basis = f"the day of the event that the article opens with (“{mention.surface}”)"
        return _Found(day, day, basis, "likely", mention)

    def _days_of_events(self, sentence: Span, claims: Sequence[Claim]) -> list[DateMention]:
        """Return the days on which the outlet's own words put an event."""
        words = self._text[sentence.start : sentence.end]
        said = [claim for claim in claims if sentence.overlaps(claim)]
        if topic_of(words, "") not in EVENTS or any(claim.stance == "accuses" for claim in said):
            return []
        return [
            d
            for d in self._past_days(sentence)
            if not any(claim.contains(d) for claim in said)
            and not _LOOKS_BACK.search(self._clause_before(d))
        ]

    def _past_days(self, span: Span) -> list[DateMention]:
        """Return the days that a stretch names of what was done, not said."""
        if undone(self._text[span.start : span.end]):
            return []
        return [
            d
            for d in self._dates.within(span)
            if d.day
            and not (self._published and d.day > self._published)
            and not self._is_of_saying(d)
            and not self._in_dateline(d)
        ]

    def _in_dateline(self, mention: DateMention) -> bool:
        index = self._within.index(mention.start)
        found = find_dateline(self._text, self._paragraphs[index].span) if index >= 0 else None
        return found is not None and mention.end <= self._paragraphs[index].span.start + found.end()

    def _clause_before(self, mention: DateMention) -> str:
        index = self._within.index(mention.start)
        paragraph = self._paragraphs[index].span if index >= 0 else mention
        return clause_before(self._text, paragraph, mention.start)

    def _bounds(self, claim: Claim) -> _Found | None:
        """Return what the tense alone says: what is past is not after the day it was said."""
        words, said = self._text[claim.start : claim.end], self._said(claim)
        if said is None or claim.topic not in EVENTS or claim.party == NARRATOR:
            return None
        if self._looks_ahead(claim):
            return _Found(said, None, "told as to come: not before it was said", "likely", None)
        if begins_past(words) and not negation().search(words):
            return _Found(None, said, "told as past: not after it was said", "likely", None)
        return None

    def _looks_ahead(self, claim: Claim) -> bool:
        return looks_ahead(self._text[claim.start : claim.end])

    def _sentence(self, claim: Claim) -> Span:
        """Return the sentence around a claim, with the words that attribute it."""
        around = self._sentences.overlapping(claim)
        return Span(around[0].start, around[-1].end) if around else claim
