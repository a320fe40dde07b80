"""An excerpt of an article as safe HTML.

Article text is hostile: every character of it passes through ``html.escape``, and only http(s)
addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dashboard.html.html_tables import Quote
from dashboard.html.wording import clip
from loaders import Article, Span
from loaders.documents.urls import source_link
from loaders.text.segment import fold_space

_MARK = (
    '<mark style="background:color-mix(in srgb, #e0a100 32%, transparent);color:inherit;padding:0'
    ' 1px">'
)
_QUOTE = (
    '<blockquote style="margin:.4rem 0;padding:0 0 0 .8rem;border-left:3px solid color-mix(in srgb,'
    ' currentColor 25%, transparent)">'
)
_CELL = 150
"""A table's cell shows no more characters of an article than this."""


def excerpt_html(
    article: Article, focus: Span, marks: Iterable[Span] = (), *, struck: bool = False
) -> str:
    """Return the sentence around a span, with the span (and any further marks inside it) highlighted.

    Parameters
    ----------
    article
        Where the words stand.
    focus
        The characters the excerpt is about: a claim or a mention.
    marks
        Further characters to mark inside the focus, such as a place name.
    struck
        Whether the focus is struck through: its own article says that it fell.
    """
    sentence = article.sentence_at(focus)
    start, end = min(sentence.start, focus.start), max(sentence.end, focus.end)
    inner = [m for m in sorted(marks, key=lambda m: m.start) if focus.contains(m)]
    parts = [_words(article, start, focus.start), _MARK, "<s>" if struck else ""]
    position = focus.start
    for mark in inner:
        if mark.start < position:
            continue
        parts += [
            _words(article, position, mark.start),
            "<strong>",
            _words(article, mark.start, mark.end),
            "</strong>",
        ]
        position = mark.end
    parts += [
        _words(article, position, focus.end),
        "</s></mark>" if struck else "</mark>",
        _words(article, focus.end, end),
    ]
    return f"{_QUOTE}{''.join(parts).strip()}</blockquote>"


def _words(article: Article, start: int, end: int) -> str:
    """Return the words between two offsets, escaped, keeping one space where white space stood at either end."""
    raw = article.text[start:end]
    body = escape(fold_space(raw))
    if not body:
        return " " if raw else ""
    return f"{' ' if raw[:1].isspace() else ''}{body}{' ' if raw[-1:].isspace() else ''}"


def quote_cell(article: Article, span: Span, near: Span | None = None) -> Quote:
    """Return a table's cell of a span's words, with the characters they stand at and the way to the original.

    Of a long span the beginning is shown, or the words near a span inside it.
    """
    start, end = span.start, span.end
    if near and end - start > _CELL:
        start, end = max(start, near.start - 40), min(end, near.end + 70)
    words = clip(fold_space(article.text[start:end]), _CELL)
    words = f"{'' if start == span.start else '… '}{words}{'' if end == span.end else ' …'}"
    first, last = article.file_span(span)
    return Quote(
        words.strip("“”"),
        f"{article.publisher}, characters {first}–{last}",
        source_link(article, span),
    )
