"""What a time expression is read against: the days the story offers, and the words around it."""

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


class Reading(NamedTuple):
    """What an expression means.

    A TIMEX value, how it was found, and whether the words say it is only about right.
    """

    value: str
    basis: str
    approximate: bool = False


@dataclass(slots=True)
class Story:
    """The times a passage can lean on while it is read from top to bottom.

    Attributes
    ----------
    published
        The day of publication.
    anchor
        The day last named outside quotations.
    scenes
        Where days were named, with the day where the story moves to it (“the next day”, “that
        evening”): quotations then are of that day.
    last
        The value last named outside quotations, of any length.
    speech
        The day the paragraph before says something was said.
    named_at
        Where the words that name ``anchor`` end.
    behind
        The day last named outside quotations that is not after publication.
    """

    published: date | None
    anchor: date | None = None
    scenes: list[tuple[int, date | None]] = field(default_factory=list)
    last: str | None = None
    speech: date | None = None
    named_at: int = 0
    behind: date | None = None

    def scene_at(self, position: int) -> date | None:
        """Return the day the story is at where a quotation begins."""
        index = bisect_left(self.scenes, position, key=itemgetter(0))
        return self.scenes[index - 1][1] if index else None

    def advance(self, value: str, end: int, *, told: bool) -> None:
        """Move on to a value named by words that end at a position.

        ``told`` says the story itself moves to that day.
        """
        self.last = value
        first, last = bounds(value) or (None, None)
        if first and first == last:
            self.anchor, self.named_at = first, end
            if self.published is None or first <= self.published:
                self.behind = first
            self.scenes.append((end, first if told else None))


@dataclass
class Frame:
    """One expression's place.

    The story so far, the paragraph, and the day a quotation around it was spoken.
    """

    story: Story
    text: str
    paragraph: Span
    start: int
    end: int
    spoken: date | None = None

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.story.published

    @property
    def now(self) -> date | None:
        """The day “today” would be: when the words were spoken, else publication."""
        return self.spoken or self.story.published

    @property
    def origin(self) -> str:
        """The day ``now`` is, in words."""
        return (
            f"the day the words were spoken ({self.spoken})"
            if self.spoken
            else f"publication ({self.published})"
        )

    @property
    def anchor(self) -> date | None:
        """The day last named; where the clause looks back, never one that is still to come."""
        story = self.story
        to_come = (
            story.anchor is not None
            and story.published is not None
            and story.anchor > story.published
        )
        return story.behind if to_come and self.tense == "past" else story.anchor

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
        """Which way the clause looks."""
        return tense.tense_of(self.before, self.after)
