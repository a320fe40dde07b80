"""When a claim's event was, with the words of the article that say so; a wider time where its own words name no day."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.records import Article, Claim, DateMention


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
    """Return the words that name a claim's day: the mention of that day nearest to the claim, one before it first."""
    named = [d for d in article.dates if day and d.day == day]
    return min(named, key=lambda d: (_apart(d, claim), d.start > claim.start), default=None)


def _apart(date: DateMention, claim: Claim) -> int:
    return max(0, claim.start - date.end, date.start - claim.end)


def event_time(article: Article, claim: Claim) -> Time | None:
    """Return when what a claim tells happened: its day, else the first wider time its own words name (“last November”).

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
