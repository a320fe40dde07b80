"""Find the expressions of time in paragraphs, and read them from top to bottom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter, itemgetter

from loaders.dates.frame import Frame, TimeContext, TimeValue
from loaders.dates.full_dates import full_date_matches, month_comes_first, other_order
from loaders.dates.modifiers import modify
from loaders.dates.rules import Resolver, find_candidates
from loaders.dates.tense import clause_after, clause_before, said_on
from loaders.dates.timex import bounds, edtf, names_no_day
from loaders.model.records import DateMention, Span
from loaders.text.segment import Quote, fold_space

_QUOTE_WINDOW = 160
"""A day stated within this many characters of a quotation may be the day it was spoken. The verb
of saying with a long title beside it fits; a wider window would reach the day of another
sentence. Chosen by hand."""
_GOES_ON = re.compile(r"\b(?:he|she|they|it)\b|\b(?:added|continued|went\s+on)\b", re.IGNORECASE)
"""Words that show that the speaker of the paragraph before goes on speaking."""
_LOOK_BACK = re.compile(r"\b(?:before|earlier|previous|prior|had)\b", re.IGNORECASE)
_LOOK_BACK_WINDOW = 60
"""Characters on each side of a time in which such a word makes it a look back. Chosen by hand:
about one clause."""
_TO_THE_DAY = re.compile(r",?\s+(?:on\s+|of\s+)?")
_TO_THE_HOUR = re.compile(r",?\s+(?:at\s+)?")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that look like an expression of time. ``narrative`` and ``weak`` are as in ``Rule``."""

    start: int
    end: int
    match: re.Match[str]
    resolve: Resolver
    narrative: bool = False
    weak: bool = False


def find_dates(
    text: str,
    paragraphs: Sequence[Span],
    quotes: dict[int, list[Quote]],
    published: str | None,
    entries: Sequence[tuple[int, date]] = (),
    country: str = "",
) -> list[DateMention]:
    """Return the time expressions of the paragraphs, in text order.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Ordered spans to read: title, subtitle and body.
    quotes
        The quotations of each paragraph, by its index.
    published
        ISO day of publication. Without it only full dates are read, and what the text counts from
        them.
    entries
        Where the entries of a page begin that has several, in order, with their days: each is read
        from its own.
    country
        ISO code of the outlet's country, for the order of day and month in figures that leave it
        open; "" where it is not known.
    """
    context = TimeContext(date.fromisoformat(published) if published else None, country=country)
    month_first = month_comes_first(text, context.published, country)
    found: list[DateMention] = []
    for index, paragraph in enumerate(paragraphs):
        inside = quotes.get(index, [])
        if entry := bisect_right(entries, paragraph.start, key=itemgetter(0)):
            context.published = entries[entry - 1][1]
        outer, quoted = _split(_candidates(text, paragraph, month_first), inside)
        # the outlet's own words first: a quotation depends on the day stated before or after it
        here = _read(text, paragraph, outer, context)
        stated = [mention for mention in here if mention.day]
        for quote, candidates in quoted:
            spoken = _spoken_day(text, paragraph, quote, stated, context)
            # a quotation counts from the days it names too, but the article does not move to them
            here += _read(text, paragraph, candidates, replace(context, scenes=[]), spoken)
        found += sorted(here, key=lambda mention: mention.start)
        context.speech = _speech_day(text, paragraph, stated)
    return found


def _candidates(text: str, paragraph: Span, month_first: bool) -> list[_Candidate]:
    """Return what looks like a time expression, leftmost first and longest first."""
    full = [
        _Candidate(match.start(), match.end(), match, _stated(day, other_order(match, day)))
        for match, day in full_date_matches(
            text, paragraph.start, paragraph.end, month_first=month_first
        )
    ]
    found = [
        _Candidate(match.start(), match.end(), match, rule.resolve, rule.narrative, rule.weak)
        for match, rule in find_candidates(text, paragraph)
    ]
    return sorted(full + found, key=lambda candidate: (candidate.start, -candidate.end))


def _stated(day: date, other: date | None) -> Resolver:
    """Return a resolver of a full date, which needs no more than its words.

    ``other`` is what its figures are in the other order: what has happened is not after
    publication.
    """

    def read(_match: re.Match[str], frame: Frame) -> TimeValue:
        published = frame.published
        swap = other and published and day > published >= other and frame.tense != "future"
        if swap and other:
            return TimeValue(
                other.isoformat(), f"stated in full; not after publication ({published})"
            )
        return TimeValue(day.isoformat(), "stated in full")

    return read


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
    context: TimeContext,
    spoken: date | None = None,
) -> list[DateMention]:
    """Read candidates from left to right.

    A candidate without a meaning leaves its words to the candidates inside it.
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
        frame = Frame(context, text, paragraph, candidate.start, candidate.end, spoken)
        resolved = _resolve(candidate, frame, floor)
        if resolved is None:
            continue
        time, start = resolved
        start = max(floor, min(start, joined.get(candidate.start, start)))
        mention = _mention(text, start, candidate.end, time) if time else None
        if mention and time:
            mentions.append(mention)
            if mention.first:  # nothing is counted from a length, or from “recently”
                # a look back (“the day before”, “they had met”) does not move the article there
                before, after = frame.before[-_LOOK_BACK_WINDOW:], frame.after[:_LOOK_BACK_WINDOW]
                looks_back = _LOOK_BACK.search(f"{before} {mention.surface} {after}")
                narrative = candidate.narrative and not looks_back
                context.advance(
                    time.covers or mention.value, start, mention.end, narrative=narrative
                )
        if mention or time is None:
            floor = read_to = candidate.end
    return mentions


def _resolve(
    candidate: _Candidate, frame: Frame, floor: int
) -> tuple[TimeValue | None, int] | None:
    """Return the value of a candidate, and where it begins together with the words before it.

    The result is None where the candidate means nothing. The value alone is None where the words
    before it say that no one time is meant (“every Friday”).
    """
    try:
        time = candidate.resolve(candidate.match, frame)
        if time is None or candidate.weak or (names_no_day(time.value) and not time.covers):
            return (time, candidate.start) if time else None
        return modify(time, frame, floor)
    except OverflowError:  # counted beyond the calendar
        return None


def _mention(text: str, start: int, end: int, time: TimeValue) -> DateMention | None:
    covered = time.covers or time.value
    days = bounds(covered)
    if days is None and not names_no_day(time.value):
        return None
    return DateMention(
        start,
        end,
        fold_space(text[start:end]),
        time.value,
        edtf(covered, approximate=time.approximate) if days else "",
        days[0].isoformat() if days else "",
        days[1].isoformat() if days else "",
        time.basis,
    )


def _spoken_day(
    text: str, paragraph: Span, quote: Quote, stated: Sequence[DateMention], context: TimeContext
) -> date | None:
    """Return the day a quotation was spoken, or None.

    It is the nearest day on which the outlet says it was said; else the day of the speech that goes
    on from the paragraph before; else the day the article is at.
    """
    begin, end = (
        bisect_left(stated, position, key=attrgetter("start"))
        for position in (quote.start - _QUOTE_WINDOW, quote.end + _QUOTE_WINDOW)
    )
    near = stated[begin:end]
    for mention in sorted(
        near, key=lambda mention: max(quote.start - mention.end, mention.start - quote.end)
    ):
        if _said_then(text, paragraph, mention):
            return date.fromisoformat(mention.first)
    if (
        context.speech
        and not stated
        and _GOES_ON.search(
            text,
            max(paragraph.start, quote.start - _QUOTE_WINDOW),
            min(paragraph.end, quote.end + _QUOTE_WINDOW),
        )
    ):
        return context.speech
    return context.scene_at(quote.start)


def _speech_day(text: str, paragraph: Span, stated: Sequence[DateMention]) -> date | None:
    """Return the last day on which a paragraph says that something was said."""
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
