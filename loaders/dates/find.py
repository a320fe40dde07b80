"""Finding the expressions of time in paragraphs, and reading them from top to bottom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from loaders.dates.frame import Frame, Reading, Story
from loaders.dates.full_dates import full_date_matches
from loaders.dates.modifiers import modify
from loaders.dates.rules import Resolver, find_candidates
from loaders.dates.tense import clause_after, clause_before, said_on
from loaders.dates.timex import bounds, edtf
from loaders.model.records import DateMention, Span
from loaders.text.segment import Quote, fold_space

_BESIDE = 160
"""A day stated within this many characters of a quotation can be the day it was spoken."""
_GOES_ON = re.compile(r"\b(?:he|she|they|it)\b|\b(?:added|continued|went\s+on)\b", re.IGNORECASE)
"""The speaker of the paragraph before is still the one who speaks."""
_LOOK_BACK = re.compile(r"\b(?:before|earlier|previous|prior|had)\b", re.IGNORECASE)
_NEAR = 60
_TO_THE_DAY = re.compile(r",?\s+(?:on\s+|of\s+)?")
_TO_THE_HOUR = re.compile(r",?\s+(?:at\s+)?")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that look like an expression of time."""

    start: int
    end: int
    match: re.Match[str]
    resolve: Resolver
    told: bool = False
    weak: bool = False


def find_dates(
    text: str, paragraphs: Sequence[Span], quotes: dict[int, list[Quote]], published: str | None
) -> list[DateMention]:
    """Return the time expressions of the paragraphs, in order.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Ordered spans to read: title, subtitle and body.
    quotes
        The quotations of each paragraph, by its index.
    published
        ISO day of publication; without it only full dates are resolved, and what the text counts
        from them.
    """
    story = Story(date.fromisoformat(published) if published else None)
    found: list[DateMention] = []
    for index, paragraph in enumerate(paragraphs):
        inside = quotes.get(index, [])
        outer, quoted = _split(_candidates(text, paragraph), inside)
        # what the outlet says first: a quotation leans on the day stated beside it, before or after
        here = _read(text, paragraph, outer, story)
        stated = [mention for mention in here if mention.day]
        for quote, candidates in quoted:
            spoken = _spoken_day(text, paragraph, quote, stated, story)
            # a quotation counts from its own days too, but the story does not move with it
            here += _read(text, paragraph, candidates, replace(story, scenes=[]), spoken)
        found += sorted(here, key=lambda mention: mention.start)
        story.speech = _speech_day(text, paragraph, stated)
    return found


def _candidates(text: str, paragraph: Span) -> list[_Candidate]:
    """Return what looks like an expression, leftmost and longest first."""
    full = [
        _Candidate(match.start(), match.end(), match, _stated(day))
        for match, day in full_date_matches(text, paragraph.start, paragraph.end)
    ]
    found = [
        _Candidate(match.start(), match.end(), match, rule.resolve, rule.told, rule.weak)
        for match, rule in find_candidates(text, paragraph)
    ]
    return sorted(full + found, key=lambda candidate: (candidate.start, -candidate.end))


def _stated(day: date) -> Resolver:
    """Return a resolver of a full date, which needs no more than its words."""
    return lambda _match, _frame: Reading(day.isoformat(), "stated in full")


def _split(
    candidates: Sequence[_Candidate], quotes: Sequence[Quote]
) -> tuple[list[_Candidate], list[tuple[Quote, list[_Candidate]]]]:
    """Return the candidates outside quotations, and those of each quotation that has some."""
    starts = [quote.start for quote in quotes]
    outer: list[_Candidate] = []
    inner: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        index = bisect_right(starts, candidate.start) - 1
        if index >= 0 and candidate.start < quotes[index].end:
            inner.setdefault(index, []).append(candidate)
        else:
            outer.append(candidate)
    return outer, [(quotes[index], inner[index]) for index in sorted(inner)]


def _read(
    text: str,
    paragraph: Span,
    candidates: Sequence[_Candidate],
    story: Story,
    spoken: date | None = None,
) -> list[DateMention]:
    """Resolve candidates from left to right.

    One that has no meaning leaves its words to those inside it.
    """
    days = {candidate.start for candidate in candidates if not candidate.weak}
    mentions: list[DateMention] = []
    joined: dict[int, int] = {}
    floor = read_to = paragraph.start  # where the last mention ends, and how far the words are read
    for candidate in candidates:
        if candidate.start < read_to:
            continue
        if candidate.weak:
            join = _TO_THE_DAY.match(text, candidate.end, paragraph.end)
            if join and join.end() in days:
                joined[join.end()] = candidate.start
                read_to = candidate.end
                continue
            if (
                mentions
                and mentions[-1].day
                and _TO_THE_HOUR.fullmatch(text, mentions[-1].end, candidate.start)
            ):
                mentions[-1] = replace(
                    mentions[-1],
                    end=candidate.end,
                    surface=fold_space(text[mentions[-1].start : candidate.end]),
                )
                floor = read_to = candidate.end
                continue
        frame = Frame(story, text, paragraph, candidate.start, candidate.end, spoken)
        resolved = _resolve(candidate, frame, floor)
        if resolved is None:
            continue
        reading, start = resolved
        start = max(floor, min(start, joined.get(candidate.start, start)))
        mention = _mention(text, start, candidate.end, reading) if reading else None
        if mention:
            mentions.append(mention)
            # a look back (“the day before”, “they had met”) is not where the story now is
            told = candidate.told and not _LOOK_BACK.search(
                f"{frame.before[-_NEAR:]} {mention.surface} {frame.after[:_NEAR]}"
            )
            story.advance(mention.value, mention.end, told=told)
        if mention or reading is None:
            floor = read_to = candidate.end
    return mentions


def _resolve(candidate: _Candidate, frame: Frame, floor: int) -> tuple[Reading | None, int] | None:
    """Return the reading of a candidate and where it begins with the words before it.

    None when it means nothing.

    The reading is None where the words before it say that no one time is meant.
    """
    try:
        reading = candidate.resolve(candidate.match, frame)
        if reading is None or candidate.weak:
            return (reading, candidate.start) if reading else None
        return modify(reading, frame, floor)
    except OverflowError:  # counted beyond the calendar
        return None


def _mention(text: str, start: int, end: int, reading: Reading) -> DateMention | None:
    covered = bounds(reading.value)
    if covered is None:
        return None
    first, last = covered
    form = edtf(reading.value, approximate=reading.approximate)
    return DateMention(
        start,
        end,
        fold_space(text[start:end]),
        reading.value,
        form,
        first.isoformat(),
        last.isoformat(),
        reading.basis,
    )


def _spoken_day(
    text: str, paragraph: Span, quote: Quote, stated: Sequence[DateMention], story: Story
) -> date | None:
    """Return the day a quotation was spoken.

    The nearest its outlet says it on, else that of the speech or scene going on.
    """
    begin, end = (
        bisect_left(stated, position, key=attrgetter("start"))
        for position in (quote.start - _BESIDE, quote.end + _BESIDE)
    )
    near = stated[begin:end]
    for mention in sorted(
        near, key=lambda mention: max(quote.start - mention.end, mention.start - quote.end)
    ):
        if _said_then(text, paragraph, mention):
            return date.fromisoformat(mention.first)
    if (
        story.speech
        and not stated
        and _GOES_ON.search(
            text,
            max(paragraph.start, quote.start - _BESIDE),
            min(paragraph.end, quote.end + _BESIDE),
        )
    ):
        return story.speech
    return story.scene_at(quote.start)


def _speech_day(text: str, paragraph: Span, stated: Sequence[DateMention]) -> date | None:
    """Return the last day on which a paragraph says something was said."""
    return next(
        (
            date.fromisoformat(mention.first)
            for mention in reversed(stated)
            if _said_then(text, paragraph, mention)
        ),
        None,
    )


def _said_then(text: str, paragraph: Span, mention: DateMention) -> bool:
    return said_on(
        clause_before(text, paragraph, mention.start), clause_after(text, paragraph, mention.end)
    )
