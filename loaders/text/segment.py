"""Split paragraphs into sentences, quotations and words, as spans of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Generic, TypeVar

from loaders.model.records import Article, Span

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'][^\W_]+)*")
OPENERS = "“«„"
CLOSERS = "”»"
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|col|lt|maj|capt|sgt|rep|sen|gov|st|jr|sr|vs|no|approx|"
    r"inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|a\.m|p\.m|i\.e|e\.g)|"
    r"\b[A-Z](?:\.[A-Z]){0,5})$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.!?…]+[”’\"'»)\]]*(?:\[\d{1,3}\])*(?=\s+[\"“‘'«(\[–—]{0,2}\s*[A-Z0-9\[]|\s*$)"
)
_NO_TITLE = re.compile(r"(?:inc|ltd|co|corp|jr|sr|a\.m|p\.m|[A-Z](?:\.[A-Z]){0,5})$", re.IGNORECASE)
"""Abbreviations that a sentence may end with; after a title a name follows, and He is one."""
_BEGINS = re.compile(
    r"\s+[\"“‘]?(?:The|It|Its|She|Her|His|They|Their|We|You|But|And|In|On|At|As|If|This|That|These|"
    r"Those|There|However|Meanwhile|After|Before|When|While|Both|Another|Asked|According)\b"
)
"""Words that begin a sentence and no name."""
_ON_X = re.compile(r"\b(?:on|via|to|from|of)\s+X$")
"""The network, not a first name: “posted on X. He …”."""
_DIGIT = re.compile(r"\s*\d")
CAPITALS_LINE = re.compile(r"(?:[A-Z][A-Z’'!&,-]{1,20}\s+){3,12}(?=[A-Z][a-z])")
"""A caption or headline in capitals at the front of a paragraph, before a sentence of its own."""
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"''|[\"“”«»„‘']")
_STRAIGHT = ('"', "''")
_LOWER_WORD = re.compile(r"\s+[a-z]")
_LONGEST_SINGLE = 1500
"""Characters of a quotation in single marks at most: the search for the end of a mark that never
closes must stop, so that reading takes time in proportion to the text."""
_LONGEST_SENTENCE = 3000
"""Characters of a sentence at most; a longer one is cut, because some rules compare each word of a
sentence with all others."""
_NEAR = 400
"""Characters on either side of some words in which their sentence bears on them: longer than nearly
every sentence, so that a row of a thousand quotations is not searched anew for each of them."""
_ABBREVIATION_REACH = 12
"""Characters before a full stop in which an abbreviation is looked for; none is longer."""
_NEXT_MARK = 220
"""After an “s’”, characters within which another closing mark makes it a plural possessive."""


def fold_space(text: str) -> str:
    """Return the text with every run of white space as one space, and without soft hyphens.

    This is how an article's words are shown.
    """
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip()


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """A quotation with its marks; ``closed`` is False if the mark that ends it is missing."""

    closed: bool

    def inner(self, text: str) -> str:
        """Return the quoted words, white space folded."""
        width = 2 if text.startswith("''", self.start) else 1
        return fold_space(text[self.start + width : self.end - width if self.closed else self.end])


def find_quotes(text: str, paragraph: Span) -> list[Quote]:
    """Return the outermost quotations of a paragraph, in order.

    A straight mark opens after white space or punctuation, and closes elsewhere. An unclosed
    quotation ends with the paragraph: newspapers leave it open when the next paragraph goes on.
    """
    quotes: list[Quote] = []
    opened, mark, depth, passed = -1, "", 0, -1
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        index, char = match.start(), match.group()
        if index < passed:
            continue
        if opened < 0:
            if char in "‘'" and _opens(text, index, 1, paragraph):
                end = _single_end(text, index, paragraph.end)
                if end:
                    quotes.append(Quote(index, end, closed=True))
                    passed = end
            elif char in OPENERS or (
                char in _STRAIGHT and _opens(text, index, len(char), paragraph)
            ):
                opened, mark, depth = index, char, 1
        else:
            depth = _depth_after(text, index, char, mark, depth)
        if opened >= 0 and depth == 0:
            quotes.append(Quote(opened, match.end(), closed=True))
            opened = -1
    if opened >= 0:
        quotes.append(Quote(opened, paragraph.end, closed=False))
    return quotes


def _depth_after(text: str, index: int, char: str, opener: str, depth: int) -> int:
    """Return how many quotations are open after a mark, inside one that ``opener`` began."""
    if opener in _STRAIGHT:
        return int(char != opener and not (char == "”" and depth == 1))
    if (
        char in CLOSERS
        or (opener == "„" and char == "“")
        or (char == '"' and text[index - 1] in ",.?!")
    ):
        return depth - 1
    return depth + 1 if char in OPENERS else depth


def _opens(text: str, index: int, width: int, paragraph: Span) -> bool:
    """Whether a straight or single mark stands where a quotation begins.

    That is after white space or punctuation, and before a word.
    """
    before = text[index - 1] if index > paragraph.start else " "
    after = text[index + width : index + width + 1]
    return (
        (before.isspace() or before in "([—–-/:,.―")
        and not after.isspace()
        and not (width == 1 and text[index] == "'" and after.isdigit())
    )


def _single_end(text: str, start: int, end: int) -> int | None:
    """Return where a quotation in single marks ends, or None if it does not.

    It ends at a mark after a word and before white space or punctuation.
    """
    closer = "’" if text[start] == "‘" else "'"
    limit = min(end, start + _LONGEST_SINGLE)
    index = text.find(closer, start + 1, limit)
    while index >= 0:
        if not text[index + 1 : index + 2].isalnum() and not text[index - 1].isspace():
            plural = (
                text[index - 1] == "s"
                and _LOWER_WORD.match(text, index + 1)
                and closer in text[index + 1 : min(end, index + _NEXT_MARK)]
            )
            if not plural:
                return index + 1
        index = text.find(closer, index + 1, limit)
    return None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its sentences and quotations; a ``heading`` only sums up the text."""

    span: Span
    sentences: list[Span]
    quotes: list[Quote]
    heading: bool


S = TypeVar("S", bound=Span)


class Inside(Generic[S]):
    """Spans sorted by position, to find those of a stretch of text quickly."""

    def __init__(self, spans: Sequence[S]) -> None:
        self._spans = sorted(spans, key=attrgetter("start"))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def within(self, span: Span) -> list[S]:
        """Return the spans that a span contains, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [inner for inner in self._spans[first:last] if inner.end <= span.end]

    def overlapping(self, span: Span) -> list[S]:
        """Return the spans that share a character with a span, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [other for other in self._spans[first:last] if other.end > span.start]

    def last_before(self, position: int) -> S | None:
        """Return the last span that begins and ends before a position."""
        for span in reversed(self._spans[: bisect_left(self._starts, position)]):
            if span.end <= position:
                return span
        return None

    def index(self, position: int) -> int:
        """Return the number of the last span that begins at or before a position; -1 for none."""
        return bisect_right(self._starts, position) - 1


def find_sentences(text: str, paragraph: Span, quotes: list[Quote]) -> list[Span]:
    """Return the sentences of a paragraph; a quotation is never split."""
    capitals = CAPITALS_LINE.match(text, paragraph.start, paragraph.end)
    bounds = [paragraph.start, *([capitals.end()] if capitals else [])]
    starts = [quote.start for quote in quotes]
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and match.end() < quotes[inside].end:
            continue
        if match.group()[0] == "." and _abbreviates(text, paragraph, match):
            continue
        bounds.append(match.end())
    bounds.append(paragraph.end)
    spans = (
        trim(text, part.start, part.end)
        for a, b in pairwise(bounds)
        for part in _cut_sentence(text, Span(a, b), quotes)
    )
    return [span for span in spans if span.start < span.end]


def _abbreviates(text: str, paragraph: Span, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation and no sentence."""
    reach = max(paragraph.start, stop.start() - _ABBREVIATION_REACH)
    short = _ABBREVIATION.search(text, reach, stop.start())
    if short is None:
        return False
    if short.group().lower() == "no":
        # “No.” is an answer, but for a number after it
        return bool(_DIGIT.match(text, stop.end()))
    ends = _NO_TITLE.match(short.group()) and _BEGINS.match(text, stop.end())
    return not (ends or _ON_X.search(text, reach, stop.start()))


def _cut_sentence(text: str, sentence: Span, quotes: Sequence[Quote]) -> list[Span]:
    """Return a sentence that is too long in parts, never cut within a quotation."""
    if sentence.end - sentence.start <= _LONGEST_SENTENCE:
        return [sentence]
    cuts = [part.end for part in cut_long(text, sentence, _LONGEST_SENTENCE)][:-1]
    bounds = [
        sentence.start,
        *(cut for cut in cuts if not any(quote.start < cut < quote.end for quote in quotes)),
        sentence.end,
    ]
    return [Span(a, b) for a, b in pairwise(bounds)]


def cut_long(text: str, span: Span, longest: int) -> Iterator[Span]:
    """Yield a span in parts of at most ``longest`` characters.

    Each is cut after a full stop if there is one, else before a space.
    """
    start = span.start
    while span.end - start > longest:
        stop = text.rfind(". ", start + longest // 2, start + longest)
        space = text.rfind(" ", start + longest // 2, start + longest)
        cut = stop + 1 if stop > 0 else space if space > 0 else start + longest
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word, as written."""

    text: str

    @property
    def lower(self) -> str:
        """The word in lower case, without a possessive ending."""
        return strip_possessive(self.text).lower()

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def possessive(self) -> bool:
        """Whether the word ends in ’s or s’."""
        return self.text[-2:] in {"'s", "’s"}


def near(sentence: Span, span: Span) -> Span:
    """Return the part of a sentence that can bear on a span of it."""
    return Span(max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR))


def strip_possessive(word: str) -> str:
    """Return the word without ’s."""
    return word[:-2] if word[-2:] in {"'s", "’s"} else word


def find_words(text: str, span: Span) -> list[Word]:
    """Return the words of a span, with offsets."""
    return [Word(m.start(), m.end(), m.group()) for m in WORD.finditer(text, span.start, span.end)]


def locate(spans: Sequence[Span], position: int) -> int | None:
    """Return the index of the ordered, disjoint span that holds the position, or None."""
    index = bisect_right([span.start for span in spans], position) - 1
    return index if index >= 0 and position < spans[index].end else None


def sentence_of(article: Article, span: Span) -> str:
    """Return the words of the sentence a span stands in, with white space folded."""
    sentence = article.sentence_at(span)
    return fold_space(article.text[sentence.start : sentence.end])
