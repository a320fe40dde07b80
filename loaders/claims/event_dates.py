"""The days of a claim: when the event happened, and when the statement was made.

The day of the event is the one inside the claim, else the one its sentence makes plain, else that
of the claim it continues or answers. Nothing else gives a claim a day, and that no day is stated is
an answer of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from loaders.attribution.statement import Attribution
from loaders.claims.event_words import is_past, tells_of_an_event
from loaders.claims.topics import GROUND
from loaders.dates.tense import clause_after, clause_before, said_on
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import NARRATOR, Article, Claim, DateMention, Span
from loaders.speakers.speaker import Speaker
from loaders.text.segment import Inside, Paragraph, near

_SIDE_CLAUSE = re.compile(r"\s*(?:who|which|whose|where|when|after|before|since|because|as)\b")
_CLAUSES = re.compile(r",\s|[—–]\s")
_FOLLOWING = re.compile(r"\s+(\w+)")
_THAT = re.compile(r"\s+that\s")
_OF_DAY = re.compile(r"(\w+)\s+(?:of|from|dated)\s+(?:the\s+)?$")
_COUNTED_ON = re.compile(r"\b(?:next|later|following|after)\b", re.IGNORECASE)
BOUND = re.compile(
    r"\b(?P<word>since|between|until|till|prior to|ahead of"
    r"|(?:prior to|ahead of|before) the(?: \w+){1,3} (?:on|of)"
    r"|between\s[^.;]{3,40}\sand|from\s[^.;]{3,40}\s(?:to|through))"
    r"\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""What makes a day the bound of a time, not the day of an event. “by” and “before” are left out:
what is done by or before a day is as good as dated by it."""
BOUND_REACH = 64
"""Characters before a day in which such words are looked for: “ahead of the second vote on”."""
_FROM = re.compile(r"\bfrom\s+(?:(?:late|early)\s+)?(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through)\s", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:in\s+(?:retaliation|response|revenge|reprisal|reply|reaction)\s+(?:for|to|against)"
    r"|(?:prompted|triggered|sparked|provoked)\s+by|because\s+of|to\s+avenge)\b[^,;.]*\Z",
    re.IGNORECASE,
)
"""Words after which a day is of the event that another one answers."""
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_SAME = 0.6
"""Share of content words that two tellings of one event have in common, at least. The same as in
``compare/relations.py``: whoever tells it again leaves some out and says some otherwise."""
_FEWEST = 5
"""Content words they have in common, at least: two short claims share a few words by chance."""
_NEXT_WORD = 30
"""Characters after a day in which the word that it may belong to is sought: the longest such word
fits."""
TOLD_AGAIN = "the same event is dated where the article tells it again"
"""The basis of a day that one telling of an event takes from another."""
_MOST_COMPARED = 50
"""Earlier claims that one is compared with, at most, so that reading takes time in proportion to
the text."""


class StatedDays:
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
        """Return the first day stated within a span, rather one of its main clause.

        A day before “that” is the one on which it was said: “the council on Tuesday that …”.
        """
        inside = [
            d
            for d in self._dates.within(span)
            if not self._before_that(span, d)
            and not self._named_after(d)
            and not self.only_bounds(span, d)
            and not _OF_ANOTHER.search(self._text, span.start, d.start)
        ]
        main = [d for d in inside if not self.aside(span, d)]
        return next((d.day for d in main or inside), None)

    def only_bounds(self, span: Span, date: DateMention) -> bool:
        """Whether a day only bounds a time: “since Friday”, “until June 3”, “between May 2 and”."""
        before = self._text[max(span.start, date.start - BOUND_REACH) : date.start]
        begins = _FROM.search(before) and _TO.match(self._text, date.end, span.end)
        return BOUND.search(before) is not None or bool(begins)

    def _before_that(self, span: Span, date: DateMention) -> bool:
        return _THAT.match(self._text, date.end, span.end) is not None

    def _named_after(self, date: DateMention) -> bool:
        """Whether a day is only part of a name: “the agreement of November 9”."""
        before = self._text[max(0, date.start - _NEXT_WORD) : date.start]
        named = _OF_DAY.search(before)
        return named is not None and named[1].lower() in words_of("dated_noun")

    def event_day(
        self, attribution: Attribution, speaker: Speaker, topic: str, earlier: Sequence[Claim]
    ) -> str | None:
        """Return the day of the event claimed, or None if the text does not make it plain.

        Parameters
        ----------
        attribution, speaker, topic
            The claim.
        earlier
            The claims before it.
        """
        day = self.day_in(attribution)
        if day:
            return day
        beside = self._beside(attribution)
        if self._answers(attribution):
            return self._answered(attribution, speaker, beside, earlier)
        day = self._own_sentence(attribution, beside)
        if day or beside or topic not in GROUND:
            return day
        return self._continued(attribution, speaker, topic, earlier)

    def _answered(
        self,
        attribution: Attribution,
        speaker: Speaker,
        beside: Sequence[DateMention],
        earlier: Sequence[Claim],
    ) -> str | None:
        """Return the day of the claim that this one answers: the last one of another party.

        It stands in the same paragraph or the one before; anywhere if the answer is dated from it
        (“the next day”).
        """
        dated_from = any(_COUNTED_ON.search(d.surface) for d in beside)
        reach = len(self._paragraphs) if dated_from else 1
        here = self._paragraph(attribution)
        for claim in reversed(earlier[-_MOST_COMPARED:]):
            if here - self._paragraph(claim) > reach:
                return None
            other_party = claim.party not in {speaker.party, NARRATOR}
            if claim.event_date and claim.topic in GROUND and other_party:
                return claim.event_date
        return None

    def statement_day(
        self, attribution: Attribution, speaker: Speaker, before: Claim | None
    ) -> str | None:
        """Return the day the words were said, or None.

        It is stated in the sentence outside the claim, or the “today” of a quotation, or in the
        last sentence of the paragraph before together with the speaker, or it is that of the
        speaker's words just before.
        """
        told = (d for d in self._dates.within(attribution) if self._before_that(attribution, d))
        beside = next(told, None) or next(iter(self._beside(attribution)), None)
        index = self._paragraph(attribution)
        quotes = self._paragraphs[index].quotes if index >= 0 else []
        today = (
            d
            for d in self._dates.within(attribution)
            if _TODAY.search(d.surface) and any(quote.contains(d) for quote in quotes)
        )
        spoken = beside or next(today, None)
        if spoken:
            return spoken.day
        if index > 0 and attribution.direct and speaker.person:
            paragraph = self._paragraphs[index - 1]
            last = paragraph.sentences[-1] if paragraph.sentences else paragraph.span
            named = speaker.name.split()[-1] in self._text[last.start : last.end]
            days = self._dates.within(last)
            if named and days and not paragraph.quotes:
                return days[-1].day
        if before is None or before.speaker != speaker.name:
            return None
        just_before = index - self._paragraph(before) <= int(attribution.direct)
        return before.statement_date if just_before else None

    def _paragraph(self, span: Span) -> int:
        return self._within.index(span.start)

    def _names_something(self, date: DateMention) -> bool:
        """Whether a day only names a document or vote, such as “the June 20 election”."""
        following = _FOLLOWING.match(self._text, date.end, date.end + _NEXT_WORD)
        return following is not None and following[1].lower() in words_of("dated_noun")

    def _beside(self, attribution: Attribution) -> list[DateMention]:
        """Return the days the sentence states outside the claim.

        Those of its side clauses (“…, who came on Monday, …”) are left out.
        """
        sentence = attribution.sentence
        return [
            d
            for d in self._dates.within(sentence)
            if not attribution.overlaps(d) and not self.aside(sentence, d)
        ]

    def aside(self, sentence: Span, date: DateMention) -> bool:
        """Whether a day stands in a side clause: “…, which ended on Friday”."""
        clauses = _CLAUSES.split(self._text[sentence.start : date.start])
        return len(clauses) > 1 and _SIDE_CLAUSE.match(clauses[-1]) is not None

    def _answers(self, attribution: Attribution) -> bool:
        """Whether the sentence says that the claim answers another: “Baku responded, saying …”."""
        sentence = near(attribution.sentence, attribution)
        around = (Span(sentence.start, attribution.start), Span(attribution.end, sentence.end))
        pattern = pattern_of("answer_verb")
        return any(pattern.search(self._text, s.start, s.end) for s in around if s.start < s.end)

    def _own_sentence(self, attribution: Attribution, beside: Sequence[DateMention]) -> str | None:
        """Return the day of the sentence if it is the claim's too, else None.

        It is for an accusation of having done something, and for a piece of a quotation within the
        sentence.
        """
        words = self._text[attribution.start : attribution.end]
        if beside and "of" in attribution.verb.frames and not pattern_of("not_done").search(words):
            return beside[0].day
        first = next((char for char in words if char.isalnum()), "")
        earlier = [d for d in beside if d.end <= attribution.start]
        if not earlier or not first.islower() or words[0].isalnum():
            return None
        # “said on Monday that ‘all members get gifts’” dates the words, not the gifts
        return earlier[-1].day if is_past(words) else None

    def _continued(
        self, attribution: Attribution, speaker: Speaker, topic: str, earlier: Sequence[Claim]
    ) -> str | None:
        """Return the day of the claim or report that a claim in the past tense continues.

        It stands in the same paragraph.
        """
        words = self._text[attribution.start : attribution.end]
        if topic == "border" or not tells_of_an_event(words):
            return None
        here = self._paragraph(attribution)
        last = earlier[-1] if earlier else None
        if (
            last
            and last.speaker == speaker.name
            and last.topic in GROUND
            and self._paragraph(last) == here
        ):
            return last.event_date
        if here < 0 or speaker.party != "local report" or not speaker.span:
            return None
        noun = self._text[speaker.span.start : speaker.span.end].split()[-1].lower()
        sentences = self._paragraphs[here].sentences
        index = bisect_left(sentences, attribution.sentence.start, key=attrgetter("start")) - 1
        if index < 0:
            return None
        before = sentences[index]
        days = self._dates.within(before)
        named = noun in self._text[before.start : before.end].lower()
        return days[-1].day if days and named else None


def is_of_saying(text: str, paragraph: Span, date: DateMention) -> bool:
    """Whether a day is one on which something was said, not done."""
    return said_on(
        clause_before(text, paragraph, date.start), clause_after(text, paragraph, date.end)
    )


def share_days(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, an undated one with the day of the same event by the same party.

    Two claims report the same event if they do so in much the same words.
    """
    dated: dict[tuple[str, str], list[tuple[set[str], str, Span]]] = {}
    for claim in claims:
        reports = dated.setdefault((claim.party, claim.topic), [])
        if claim.event_date and claim.topic in GROUND and len(reports) < _MOST_COMPARED:
            told = Span(claim.start, claim.end)
            reports.append((_content(text, claim), claim.event_date, told))
    return [
        claim if claim.event_date else _with_day(text, claim, dated[claim.party, claim.topic])
        for claim in claims
    ]


def _with_day(text: str, claim: Claim, reports: Sequence[tuple[set[str], str, Span]]) -> Claim:
    words = _content(text, claim) if reports else set()
    for other, day, span in reports:
        shared = len(words & other)
        if shared >= _FEWEST and shared >= _SAME * min(len(words), len(other)):
            return replace(claim, event_date=day, event_basis=TOLD_AGAIN, event_span=span)
    return claim


def _content(text: str, span: Span) -> set[str]:
    """Return the words of a claim that carry its content."""
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
        ISO days; the same for a single day.
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
    """Return the words that name a day: the mention nearest to a claim, rather before it."""
    named = [d for d in article.dates if day and d.day == day]
    return min(named, key=lambda d: (_gap(d, claim), d.start > claim.start), default=None)


def _gap(date: DateMention, claim: Claim) -> int:
    return max(0, claim.start - date.end, date.start - claim.end)


def event_time(article: Article, claim: Claim) -> Time | None:
    """Return the time of a claim's event: its day, else the first longer time its words name.

    An example is “last November”. A time that only qualifies a noun (“last year's war”) is not
    taken.
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
