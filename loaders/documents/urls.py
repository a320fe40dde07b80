"""Web addresses in their parts, whatever a file has for one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from loaders.model.records import Article, Span
from loaders.text.segment import fold_space

_COPY = re.compile(
    r"https?://(?:www\.)?(?:web\.archive\.org/(?:web|save)/(?:\d+[a-z_]*/)?"
    r"|archive\.(?:ph|today|is|md|vn|li|fo)/(?:\d{4}[\d.-]*/|newest/|oldest/|o/\w+/|timegate/)?"
    r"|arquivo\.pt/(?:wayback|noFrame/replay)/(?:\d+[a-z_]*/)?"
    r"|wayback\.archive-it\.org/(?:\w+/)?(?:\d+[a-z_]*/)?"
    r"|webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{5,20}:)?"
    r"|(?:perma\.cc|ghostarchive\.org/archive|archive\.(?:ph|today|is|md|vn|li|fo))/(?=[\w-]+$))"
    r"(?P<own>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""The address of a copy in a web archive; most hold that of the original."""
_SCHEME = re.compile(r"(https?):/*", re.IGNORECASE)
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


def original_and_copy(address: str) -> tuple[str, str]:
    """Return the address of an original, and of the copy in a web archive; each "" if not known.

    An address that is no copy's is an original's.
    """
    copied = _COPY.match(address)
    if copied is None:
        return address, ""
    scheme = _SCHEME.match(copied["own"])
    if scheme is None:
        # a cache is asked for addresses without a scheme; a short address names no original
        host, slash, _ = copied["own"].partition("/")
        return (f"https://{copied['own']}" if slash and "." in host else ""), address
    # some programs make one stroke of the two
    own = f"{scheme[1].lower()}://{copied['own'][scheme.end() :]}"
    return own, address[: copied.start("own")] + own


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
