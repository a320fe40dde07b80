"""An excerpt of an article as safe HTML.

Article text is hostile: every character of it is escaped by a template, and only http(s) addresses
become links.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.html.highlight import excerpt
from dashboard.html.html_tables import Quote
from dashboard.html.templates import render
from dashboard.html.wording import clip
from loaders import Article, Span
from loaders.documents.urls import source_link
from loaders.text.segment import fold_space

_CELL = 150
"""A table's cell shows no more characters of an article than this."""
_BEFORE, _AFTER = 40, 70
"""Characters of a long span that are shown before and after the words that matter in it."""


def excerpt_html(
    article: Article, focus: Span, marks: Iterable[Span] = (), *, struck: bool = False
) -> Markup:
    """Return an excerpt as a block quotation; the parameters are those of ``excerpt``."""
    return render("excerpt.html", words=excerpt(article, focus, marks, struck=struck))


def quote_cell(article: Article, span: Span, near: Span | None = None) -> Quote:
    """Return a table's cell of a span's words, where they stand and the way to the original.

    Of a long span the beginning is shown, or the words near a span inside it.
    """
    start, end = span.start, span.end
    if near and end - start > _CELL:
        start, end = max(start, near.start - _BEFORE), min(end, near.end + _AFTER)
    words = clip(fold_space(article.text[start:end]), _CELL)
    words = f"{'' if start == span.start else '… '}{words}{'' if end == span.end else ' …'}"
    first, last = article.file_span(span)
    return Quote(
        words.strip("“”"),
        f"{article.publisher}, characters {first}–{last}",
        source_link(article, span),
    )
