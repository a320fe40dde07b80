"""The sentence a span stands in, and the way to it in the original."""

from __future__ import annotations

from loaders.documents.urls import text_link
from loaders.model.records import Article, Span
from loaders.text.segment import find_quotes, find_sentences, fold_space


def sentence_span(article: Article, span: Span) -> Span:
    """Return the sentence an article's span stands in (its paragraph where it crosses sentences)."""
    parts = [
        s for s in (article.title_span, article.subtitle_span, *article.body_spans) if s is not None
    ]
    paragraph = next((p for p in parts if p.contains(span)), None)
    if paragraph is None:
        return Span(span.start, span.end)
    quotes = find_quotes(article.text, paragraph)
    sentences = find_sentences(article.text, paragraph, quotes)
    return next((s for s in sentences if s.contains(span)), paragraph)


def sentence_of(article: Article, span: Span) -> str:
    """Return the words of the sentence a span stands in, as shown to people."""
    sentence = sentence_span(article, span)
    return fold_space(article.text[sentence.start : sentence.end])


def source_link(article: Article, span: Span) -> str | None:
    """Return the article's address with a text fragment that jumps to a span, or None where there is no web address."""
    return text_link(article.url or "", fold_space(article.text[span.start : span.end]))
