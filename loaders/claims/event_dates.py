"""The days of a claim: when what it tells happened, and when it was said.

No day stated is an answer of its own.

A claim is about the day inside it, else about the day its own sentence makes plain, else about the
day of the claim that it goes on from or answers; nothing else gives it a day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from loaders.attribution.speakers import Speaker
from loaders.attribution.statement import Attribution
from loaders.claims.topics import GROUND
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import NARRATOR, Article, Claim, DateMention, Span
from loaders.text.segment import Inside, Paragraph

_SIDE_CLAUSE = re.compile(r"\s*(?:who|which|whose|where|when|after|before|since|because|as)\b")
_CLAUSES = re.compile(r",\s|[—–]\s")
_FOLLOWING = re.compile(r"\s+(\w+)")
_COUNTED_ON = re.compile(r"\b(?:next|later|following|after)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_PAST = re.compile(r"\b(?:was|were|had|did|\w+ed)\b")
_SAME = 0.6
"""Share of content words that two tellings of one event have in common, at least. The same as in
``compare/relations.py``: whoever tells it again leaves some out and says some otherwise."""
_FEWEST = 5
"""Content words they have in common, at least: two short claims share a few words by chance."""
_NEXT_WORD = 30
"""Characters after a day in which the word that it may belong to is sought: the longest such word
fits."""
_TELLINGS = 50
"""Claims that one is compared with, at most; it keeps reading linear."""


class Clocks:
    """The days an article states, for the claims made in it.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Its paragraphs of prose, in order.
    dates
        The times it states.
    """

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], dates: Sequence[DateMention]
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._within = Inside([p.span for p in paragraphs])
        self._dates = Inside([d for d in dates if d.day and not self._names_something(d)])

    def day_in(self, span: Span) -> str | None:
        """Return the first day stated within a span."""
        return next((d.day for d in self._dates.within(span)), None)

    def event_day(
        self, attribution: Attribution, speaker: Speaker, topic: str, told: Sequence[Claim]
    ) -> str | None:
        """Return the day of what is claimed, or None where the text does not make it plain.

        ``told`` are the claims before this one.
        """
        day = self.day_in(attribution)
        if day:
            return day
        beside = self._beside(attribution)
        if not self._answers(attribution):
            own = self._own_sentence(attribution, beside)
            return own or (
                None
                if beside or topic not in GROUND
                else self._carried_on(attribution, speaker, topic, told)
            )
        near = (
            1 if not any(_COUNTED_ON.search(d.surface) for d in beside) else len(self._paragraphs)
        )
        here = self._paragraph(attribution)
        for claim in reversed(told[-_TELLINGS:]):
            if here - self._paragraph(claim) > near:
                return None
            if (
                claim.event_date
                and claim.topic in GROUND
                and claim.party not in {speaker.party, NARRATOR}
            ):
                return claim.event_date
        return None

    def statement_day(
        self, attribution: Attribution, speaker: Speaker, before: Claim | None
    ) -> str | None:
        """Return the day the words were said.

        Stated beside the verb, where the paragraph before names speaker and day, or just before.
        """
        beside = self._beside(attribution)
        if beside:
            return beside[0].day
        index = self._paragraph(attribution)
        if index > 0 and attribution.direct and speaker.person:
            paragraph = self._paragraphs[index - 1]
            last = paragraph.sentences[-1] if paragraph.sentences else paragraph.span
            named = speaker.name.split()[-1] in self._text[last.start : last.end]
            days = self._dates.within(last)
            if named and days and not paragraph.quotes:
                return days[-1].day
        if before is None or before.speaker != speaker.name:
            return None
        return (
            before.statement_date
            if index - self._paragraph(before) <= int(attribution.direct)
            else None
        )

    def _paragraph(self, span: Span) -> int:
        return self._within.index(span.start)

    def _names_something(self, date: DateMention) -> bool:
        """Whether a day only names a document or vote (“the June 20 election”), and so dates nothing here."""
        following = _FOLLOWING.match(self._text, date.end, date.end + _NEXT_WORD)
        return following is not None and following[1].lower() in words_of("dated_noun")

    def _beside(self, attribution: Attribution) -> list[DateMention]:
        """Return the days the sentence states outside the claim, those of its side clauses (“…, who came on Monday, …”) aside."""
        sentence = attribution.sentence
        return [
            d
            for d in self._dates.within(sentence)
            if not attribution.overlaps(d) and not self._aside(sentence, d)
        ]

    def _aside(self, sentence: Span, date: DateMention) -> bool:
        clauses = _CLAUSES.split(self._text[sentence.start : date.start])
        return len(clauses) > 1 and _SIDE_CLAUSE.match(clauses[-1]) is not None

    def _answers(self, attribution: Attribution) -> bool:
        """Whether the sentence says that the claim answers another.

        “…, Baku responded, saying …”.
        """
        sentence = attribution.sentence
        around = (Span(sentence.start, attribution.start), Span(attribution.end, sentence.end))
        pattern = pattern_of("answer_verb")
        return any(pattern.search(self._text, s.start, s.end) for s in around if s.start < s.end)

    def _own_sentence(self, attribution: Attribution, beside: Sequence[DateMention]) -> str | None:
        """Return the day of the sentence where it dates the claim too.

        An accusation of doing, or a piece of a quotation in it.
        """
        if beside and "of" in attribution.verb.frames:
            return beside[0].day
        first = next(
            (char for char in self._text[attribution.start : attribution.end] if char.isalnum()), ""
        )
        earlier = [d for d in beside if d.end <= attribution.start]
        piece = first.islower() and not self._text[attribution.start].isalnum()
        return earlier[-1].day if piece and earlier else None

    def _carried_on(
        self, attribution: Attribution, speaker: Speaker, topic: str, told: Sequence[Claim]
    ) -> str | None:
        """Return the day of the claim, or of the report, that a claim in the past goes on from in the same paragraph."""
        words = self._text[attribution.start : attribution.end]
        if topic == "border" or not _PAST.search(words) or pattern_of("not_done").search(words):
            return None
        here = self._paragraph(attribution)
        if (
            told
            and told[-1].speaker == speaker.name
            and told[-1].topic in GROUND
            and self._paragraph(told[-1]) == here
        ):
            return told[-1].event_date
        if here < 0 or speaker.party != "local report" or not speaker.span:
            return None
        noun = self._text[speaker.span.start : speaker.span.end].split()[-1].lower()
        sentences = self._paragraphs[here].sentences
        index = bisect_left(sentences, attribution.sentence.start, key=attrgetter("start")) - 1
        days = self._dates.within(sentences[index]) if index >= 0 else []
        return (
            days[-1].day
            if days and noun in self._text[sentences[index].start : sentences[index].end].lower()
            else None
        )


def share_days(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, an undated one with the day that its own party gives in telling the same event in the same words."""
    dated: dict[tuple[str, str], list[tuple[set[str], str]]] = {}
    for claim in claims:
        tellings = dated.setdefault((claim.party, claim.topic), [])
        if claim.event_date and claim.topic in GROUND and len(tellings) < _TELLINGS:
            tellings.append((_content(text, claim), claim.event_date))
    return [
        (
            claim
            if claim.event_date
            else _with_day(text, claim, dated.get((claim.party, claim.topic), []))
        )
        for claim in claims
    ]


def _with_day(text: str, claim: Claim, tellings: Sequence[tuple[set[str], str]]) -> Claim:
    words = _content(text, claim) if tellings else set()
    for other, day in tellings:
        shared = len(words & other)
        if shared >= _FEWEST and shared >= _SAME * min(len(words), len(other)):
            return replace(claim, event_date=day)
    return claim


def _content(text: str, span: Span) -> set[str]:
    """Return the words of a claim that tell what happened."""
    common = words_of("determiner") | words_of("subordinator") | words_of("auxiliary")
    return {
        word for word in _WORDS.findall(text[span.start : span.end].lower()) if word not in common
    }


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of time, and the words that name it.

    Attributes
    ----------
    first, last
        ISO days, the same for a day.
    words
        The article's words for it.
    """

    first: str
    last: str
    words: DateMention

    @property
    def is_day(self) -> bool:
        """Whether the time is as precise as a day."""
        return self.first == self.last


def day_words(article: Article, claim: Claim, day: str | None) -> DateMention | None:
    """Return the words that name a claim's day.

    The mention of that day nearest to the claim, one before it first.
    """
    named = [d for d in article.dates if day and d.day == day]
    return min(named, key=lambda d: (_apart(d, claim), d.start > claim.start), default=None)


def _apart(date: DateMention, claim: Claim) -> int:
    return max(0, claim.start - date.end, date.start - claim.end)


def event_time(article: Article, claim: Claim) -> Time | None:
    """Return when what a claim tells happened.

    Its day, else the first wider time its own words name (“last November”).

    A time that only qualifies a noun (“last year's war”) is none of the claim's.
    """
    words = day_words(article, claim, claim.event_date)
    if words is not None and claim.event_date:
        return Time(claim.event_date, claim.event_date, words)
    if claim.event_date:
        return None
    for date in article.dates:
        if (
            claim.contains(date)
            and date.day is None
            and date.first
            and date.last
            and article.text[date.end : date.end + 2] not in {"'s", "’s"}
        ):
            return Time(date.first, date.last, date)
    return None
