"""What a time expression is read against: the days named so far, and the words around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from loaders.dates import tense
from loaders.dates.timex import bounds
from loaders.model.records import Span

_NEAR = 200
"""Characters between two days within which they are of one report. Chosen by hand."""


class TimeValue(NamedTuple):
    """What a time expression means.

    Attributes
    ----------
    value
        Its TIMEX value.
    basis
        How the value was found, in words.
    approximate
        Whether the words say that it is only about right (“around May 12”).
    covers
        The calendar value that it covers, where that is another one: “the past three days” is a
        length, ``P3D``, and covers an interval.
    """

    value: str
    basis: str
    approximate: bool = False
    covers: str = ""


@dataclass(slots=True)
class TimeContext:
    """The days that the text has named so far, while it is read from top to bottom.

    Attributes
    ----------
    published
        The day of publication.
    anchor
        The day named last outside quotations.
    scenes
        Where days were named. Each position has the day where the article moves to it (“the next
        day”, “that evening”), else None. Quotations after it are of that day.
    last
        The value named last outside quotations, of any length.
    speech
        The day on which the paragraph before says something was said.
    named_at
        Where the words that name ``anchor`` end.
    behind
        The day named last outside quotations that is not after publication.
    country
        ISO code of the outlet's country, or "".
    recent
        The two days named last outside quotations, with where they are named.
    """

    published: date | None
    anchor: date | None = None
    scenes: list[tuple[int, date | None]] = field(default_factory=list)
    last: str | None = None
    speech: date | None = None
    named_at: int = 0
    behind: date | None = None
    country: str = ""
    recent: list[tuple[Span, date]] = field(default_factory=list)

    def scene_at(self, position: int) -> date | None:
        """Return the day the article is at where a quotation begins, or None."""
        index = bisect_left(self.scenes, position, key=itemgetter(0))
        return self.scenes[index - 1][1] if index else None

    def advance(self, value: str, start: int, end: int, *, narrative: bool) -> None:
        """Take note of a value named by the words from ``start`` to ``end``.

        ``narrative`` says that the article itself moves to that day.
        """
        self.last = value
        first, last = bounds(value) or (None, None)
        if first and first == last:
            self.anchor, self.named_at = first, end
            self.recent = [*self.recent[-1:], (Span(start, end), first)]
            if self.published is None or first <= self.published:
                self.behind = first
            self.scenes.append((end, first if narrative else None))


@dataclass
class Frame:
    """Where one time expression stands.

    Attributes
    ----------
    context
        The days named so far.
    text
        The article's text.
    paragraph
        The paragraph around the expression.
    start, end
        The expression's own span.
    spoken
        The day on which a quotation around it was spoken, if it is known.
    """

    context: TimeContext
    text: str
    paragraph: Span
    start: int
    end: int
    spoken: date | None = None

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.context.published

    @property
    def now(self) -> date | None:
        """The day that “today” is: the day the words were spoken, else publication."""
        return self.spoken or self.context.published

    @property
    def origin(self) -> str:
        """What ``now`` is, in words."""
        return (
            f"the day the words were spoken ({self.spoken})"
            if self.spoken
            else f"publication ({self.published})"
        )

    @property
    def anchor(self) -> date | None:
        """The day named last. Where the clause looks back, it is never a day after publication."""
        context = self.context
        to_come = (
            context.anchor is not None
            and context.published is not None
            and context.anchor > context.published
        )
        return context.behind if to_come and self.tense == "past" else context.anchor

    @property
    def that_day(self) -> date | None:
        """The day that “that day” is: the day named last, rather one on which more was done.

        “They met on May 3, he said on Monday. That day …” goes on from May 3.
        """
        recent = self.context.recent
        if len(recent) < 2 or self.anchor != recent[-1][1]:
            return self.anchor
        (earlier, day), (last, _) = recent
        clause = Span(earlier.end, self.paragraph.end)
        spoken = last.start >= self.paragraph.start - _NEAR and tense.said_on(
            tense.clause_before(self.text, clause, last.start),
            tense.clause_after(self.text, clause, last.end),
        )
        near = last.start - earlier.end < _NEAR
        past = self.published is None or day <= self.published
        return day if spoken and near and past else self.anchor

    @cached_property
    def before(self) -> str:
        """The words of the clause before the expression."""
        return tense.clause_before(self.text, self.paragraph, self.start)

    @cached_property
    def after(self) -> str:
        """The words of the clause after the expression."""
        return tense.clause_after(self.text, self.paragraph, self.end)

    @cached_property
    def tense(self) -> tense.Tense | None:
        """Whether the clause looks to the past or the future, or None."""
        return tense.tense_of(self.before, self.after)
