"""A web address in its parts, whatever was written."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit

from loaders.model.records import Article, Span
from loaders.text.segment import fold_space

_LONG = 200
"""Above this many characters a text fragment is written as its first and last words."""


def split_address(address: str) -> SplitResult:
    """Return the parts of an address.

    All empty where it is none (``https://[``), which the standard library raises for.
    """
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_web(address: str) -> bool:
    """Whether an address leads to the web."""
    parts = split_address(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def text_link(address: str, words: str) -> str | None:
    """Return an address with a text fragment that jumps to some words, or None where it does not lead to the web.

    Parameters
    ----------
    address
        The page; hostile.
    words
        The words on it, white space folded. Many are written as their first and last ones (WICG
        scroll-to-text-fragment).
    """
    if not is_web(address):
        return None
    if len(words) > _LONG:
        tokens = words.split()
        fragment = f"{_encode(' '.join(tokens[:6]))},{_encode(' '.join(tokens[-6:]))}"
    else:
        fragment = _encode(words)
    return f"{address.split('#', maxsplit=1)[0]}#:~:text={fragment}"


def _encode(words: str) -> str:
    """Percent-encode everything a text fragment gives a meaning to, the hyphen too."""
    return quote(words, safe="").replace("-", "%2D")


def source_link(article: Article, span: Span) -> str | None:
    """Return the article's address with a text fragment that jumps to a span.

    None where there is no web address.
    """
    return text_link(article.url or "", fold_space(article.text[span.start : span.end]))
