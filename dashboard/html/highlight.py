"""The one highlighter: an article's words, with marks in them.

It returns pieces of text and the elements they stand in; the macro ``marked`` of ``pieces.html``
writes and escapes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, Generic, Literal, TypeVar

from loaders import Article, Span
from loaders.text.segment import fold_space, trim

S = TypeVar("S", bound=Span)

CUT = "\u00a0…"
"""Stands where words are cut off: with a space that keeps it from standing alone on a line."""


@dataclass(frozen=True, slots=True)
class Element:
    """The element that marked words stand in; an attribute that is None is left out."""

    tag: Literal["mark", "strong", "s", "span"]
    attributes: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in an element: text, and further elements in it."""

    element: Element
    parts: Pieces


Pieces = Sequence[Marked | str]
"""Words as a template writes them: text, which it escapes, and elements."""


@dataclass(frozen=True, slots=True)
class Layer(Generic[S]):
    """Marks of one kind, which may overlap.

    Attributes
    ----------
    marks
        What is marked.
    element
        Returns the one element for words that some of the marks cover, in text order.
    """

    marks: Sequence[S]
    element: Callable[[Sequence[S]], Element]


def layer(marks: Sequence[Span], tag: Literal["mark", "strong", "s"]) -> Layer[Span]:
    """Return marks that all have the same plain element; those that overlap are one."""
    joined: list[Span] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        if joined and mark.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, mark.end))
        else:
            joined.append(mark)
    return Layer(joined, lambda _: Element(tag))


def highlight(text: str, span: Span, *layers: Layer[Any]) -> list[Marked | str]:
    """Return a span's words with the marks in it; white space is folded as everywhere on the page.

    Parameters
    ----------
    text
        The article's text.
    span
        The characters that are shown.
    layers
        The marks, those of the outermost elements first. A mark that ends outside the span, or
        inside another one, is cut there.
    """
    span = trim(text, span.start, span.end)
    edges = {span.start, span.end} | {
        edge
        for each in layers
        for mark in each.marks
        for edge in (mark.start, mark.end)
        if span.start < edge < span.end
    }
    return _nested(text, [Span(*pair) for pair in pairwise(sorted(edges))], layers)


def _nested(text: str, pieces: Sequence[Span], layers: Sequence[Layer[Any]]) -> list[Marked | str]:
    if not pieces:
        return []
    if not layers:
        return [_words(text[pieces[0].start : pieces[-1].end])]
    parts: list[Marked | str] = []
    outer, *inner = layers
    for over, group in groupby(
        pieces, key=lambda piece: [mark for mark in outer.marks if mark.contains(piece)]
    ):
        within = _nested(text, list(group), inner)
        parts += [Marked(outer.element(over), within)] if over else within
    return parts


def _words(raw: str) -> str:
    """Return words with white space folded: one space is left where some stood at either end."""
    body = fold_space(raw)
    if not body:
        return " " if raw.strip("\u00ad") else ""
    return f"{' ' if raw[:1].isspace() else ''}{body}{' ' if raw[-1:].isspace() else ''}"


def excerpt(
    article: Article, focus: Span, marks: Iterable[Span] = (), *, struck: bool = False
) -> Pieces:
    """Return the sentence around a span, with the span and any further marks inside it marked.

    Parameters
    ----------
    article
        Where the words stand.
    focus
        The characters the excerpt is about: a claim or a mention.
    marks
        Further characters to mark inside the focus, such as a place name.
    struck
        Whether the focus is struck through: its own article calls it debunked or retracted.
    """
    sentence = article.sentence_at(focus)
    whole = Span(min(sentence.start, focus.start), max(sentence.end, focus.end))
    return highlight(
        article.text,
        whole,
        layer([focus], "mark"),
        layer([focus] if struck else [], "s"),
        layer([mark for mark in marks if focus.contains(mark)], "strong"),
    )


def shortened(
    text: str, span: Span, core: Span, reach: int, tag: Literal["mark", "strong"]
) -> list[Marked | str]:
    """Return a span's words round the characters that matter, and these in an element.

    Parameters
    ----------
    text, span
        The article's text, and the characters that may be shown.
    core
        The characters that matter, inside the span.
    reach
        At most so many characters are shown before the core, and as many after it; what is cut off
        is cut between words.
    tag
        The element of the core.
    """
    start, end = max(span.start, core.start - reach), min(span.end, core.end + reach)
    before, after = text[start : core.start], text[core.end : end]
    if start > span.start:
        start += _first_space(before)
    if end < span.end:
        end -= _first_space(after[::-1])
    words = highlight(text, Span(start, end), layer([core], tag))
    return [
        *(["… "] if start > span.start else []),
        *words,
        *([CUT] if end < span.end else []),
    ]


def _first_space(words: str) -> int:
    """Return where the first white space stands; 0 where there is none."""
    return next((number for number, char in enumerate(words) if char.isspace()), 0)
