"""A sentence as tokens in parallel lists: words, punctuation marks, quotations and asides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.segment import Quote, strip_possessive

_LONGEST_PIECE = 400
"""Tokens that are read together at most; a longer “sentence” is a list or a table, and is read in
pieces."""
WORD, MARK, QUOTE, ASIDE = "w", "p", "q", "d"
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|(?:[A-Z]\.){2,}"
    r"|[^\W_]+(?:[’'-][^\W_]+)*(?:(?<=s)[’'](?=\s))?"
    r"|[,;:.!?()…]|--|[–—―]|(?<=\s)-(?=\s)"
)
DASHES = frozenset({"—", "–", "--", "-", "―"})
TIMES = words_of("weekday") | words_of("month") | words_of("day_part") | words_of("time_noun")
"""Words that name a time."""
_LONGEST_ASIDE = 40
"""Tokens of an aside between dashes at most; the limit also makes reading take time in proportion
to the sentence."""
_CACHED_WORDS = 65_536
"""Words whose lower case is cached: more than the vocabulary of ten thousand articles."""


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence, in parallel lists.

    A quotation is one token, and so is an aside between dashes or in brackets. ``lower`` holds a
    word in lower case without its possessive ending, a punctuation mark as it is, and "" for a
    quotation or an aside.
    """

    sentence: Span
    start: list[int]
    end: list[int]
    kind: list[str]
    text: list[str]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.start)

    def pieces(self) -> Iterator[Tokens]:
        """Yield the tokens in pieces of limited length, so that reading time grows with it."""
        if len(self) <= _LONGEST_PIECE:
            yield self
            return
        for first in range(0, len(self), _LONGEST_PIECE):
            part = slice(first, first + _LONGEST_PIECE)
            span = Span(self.start[first], self.end[part][-1])
            start, end, kind = self.start[part], self.end[part], self.kind[part]
            yield Tokens(span, start, end, kind, self.text[part], self.lower[part])

    def capital(self, index: int) -> bool:
        """Whether a token is a word that begins with a capital letter."""
        return self.kind[index] == WORD and self.text[index][0].isupper()

    def possessive(self, index: int) -> bool:
        """Whether a word ends in ’s, or the mark after a plural makes it possessive."""
        return self.text[index][-2:] in {"'s", "’s", "s'", "s’"}

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the tokens ``[first, last)``."""
        return Span(self.start[first], self.end[last - 1])

    def words(self, first: int, last: int) -> int:
        """Return how many words stand among the tokens ``[first, last)``."""
        return self.kind[first:last].count(WORD)


def tokenize(text: str, sentence: Span, quotes: Sequence[Quote]) -> Tokens:
    """Return the tokens of a sentence, given the quotations of its paragraph."""
    tokens = Tokens(sentence, [], [], [], [], [])
    position = sentence.start
    for index in range(bisect_right(quotes, sentence.start, key=attrgetter("end")), len(quotes)):
        quote = quotes[index]
        if quote.start >= sentence.end:
            break
        _scan(text, position, quote.start, tokens)
        _append(tokens, max(position, quote.start), min(quote.end, sentence.end), QUOTE, "", "")
        position = quote.end
    _scan(text, position, sentence.end, tokens)
    asides = "(" in tokens.text or not DASHES.isdisjoint(tokens.text)
    return _fold_asides(tokens) if asides else tokens


def _append(tokens: Tokens, start: int, end: int, kind: str, text: str, lower: str) -> None:
    tokens.start.append(start)
    tokens.end.append(end)
    tokens.kind.append(kind)
    tokens.text.append(text)
    tokens.lower.append(lower)


def _scan(text: str, start: int, end: int, tokens: Tokens) -> None:
    """Add the words and marks of a stretch of text.

    A full stop inside a sentence belongs to an abbreviation, and is left out.
    """
    last = tokens.sentence.end
    matches = list(_TOKEN.finditer(text, start, end))
    words = [match.group() for match in matches]
    if "." in words:
        matches = [m for m in matches if m.group() != "." or m.end() == last]
        words = [match.group() for match in matches]
    tokens.start += [match.start() for match in matches]
    tokens.end += [match.end() for match in matches]
    tokens.text += words
    tokens.kind += [WORD if word[0].isalnum() else MARK for word in words]
    tokens.lower += map(_lower, words)


@lru_cache(maxsize=_CACHED_WORDS)
def _lower(word: str) -> str:
    return strip_possessive(word).rstrip("’'").lower() if word[0].isalnum() else word


def _fold_asides(tokens: Tokens) -> Tokens:
    """Fold ``— … —`` and ``( … )`` into one token each, unless they hold a quotation.

    A single dash stays a mark.
    """
    folded = Tokens(tokens.sentence, [], [], [], [], [])
    index = 0
    while index < len(tokens):
        close = _closing(tokens, index) if tokens.kind[index] == MARK else None
        if close:
            _append(folded, tokens.start[index], tokens.end[close], ASIDE, "", "")
            index = close + 1
            continue
        _append(
            folded,
            tokens.start[index],
            tokens.end[index],
            tokens.kind[index],
            tokens.text[index],
            tokens.lower[index],
        )
        index += 1
    return folded


def _closing(tokens: Tokens, index: int) -> int | None:
    """Return the index of the token that closes the aside of a dash or bracket, or None."""
    mark = tokens.text[index]
    if mark not in DASHES and mark != "(":
        return None
    closers = DASHES if mark in DASHES else frozenset(")")
    for i in range(index + 1, min(len(tokens), index + _LONGEST_ASIDE)):
        if tokens.kind[i] == QUOTE:
            return None
        if tokens.text[i] in closers:
            return i
    return None
