"""Web addresses in their parts, whatever a file has for one."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit

from loaders.model.records import Article, Span
from loaders.text.segment import fold_space

_LONG_FRAGMENT = 200
"""A text fragment of more characters is written as its first and last six words, so that the
address stays short. Chosen by hand."""


def split_address(address: str) -> SplitResult:
    """Return the parts of an address.

    All are empty where it is no address (``https://[``), for which the standard library raises.
    """
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_web(address: str) -> bool:
    """Whether an address is one on the web: http or https, with a host."""
    parts = split_address(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def text_link(address: str, words: str) -> str | None:
    """Return an address with a text fragment that leads to some words, or None.

    Parameters
    ----------
    address
        The page. It may be hostile.
    words
        The words on it, white space folded. A long passage is written as its first and last words
        (WICG scroll-to-text-fragment).
    """
    if not is_web(address):
        return None
    if len(words) > _LONG_FRAGMENT:
        tokens = words.split()
        fragment = f"{_encode(' '.join(tokens[:6]))},{_encode(' '.join(tokens[-6:]))}"
    else:
        fragment = _encode(words)
    return f"{address.split('#', maxsplit=1)[0]}#:~:text={fragment}"


def _encode(words: str) -> str:
    """Percent-encode everything that a text fragment gives a meaning to, the hyphen too."""
    return quote(words, safe="").replace("-", "%2D")


def source_link(article: Article, span: Span) -> str | None:
    """Return the article's address with a text fragment that jumps to a span.

    None where there is no web address.
    """
    return text_link(article.url or "", fold_space(article.text[span.start : span.end]))
