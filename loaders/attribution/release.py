"""Releases: articles in which a body speaks for itself, and who “we” is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.segment import Paragraph, Quote, trim

_MARKED = re.compile(
    r"^\W*(?:(?:press|news|media)[ -](?:release|statement|communiqu[eé])\b|for immediate release\b"
    r"|(?:official )?(?:statement|communiqu[eé]) (?:by|of|from) the\b|-+ ?ends? ?-+)",
    re.IGNORECASE | re.MULTILINE,
)
_BY = re.compile(
    r"\b(?:statement|release|communiqu[eé]|comment|commentary|announcement|address|message|remarks)"
    r" (?:issued )?(?:by|of|from) (?:the )?"
    r"(?P<name>[^,:|\n–—]{4,90}?)(?= (?:on|regarding|concerning|about|in connection|following)\b"
    r"|[,:|\n–—]|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:the )?(?P<name>[^,:|\n–—]{4,90}?)\s*(?:$|[:|–—-]\s|,? (?:press|news|media) (?:release|"
    r"statement)\b)",
    re.IGNORECASE,
)
_JOINING = frozenset({"of", "the", "for", "and", "to", "in", "on", "de", "du", "la", "&"})
_LONGEST_HEAD = 3000
"""Characters above the article in which a release's issuer is looked for."""
_LONGEST_NAME = 12
"""Words of a body's name at most; a longer line is a headline."""
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|OUR|WE|[Mm]y|I(?=(?:['’](?:m|ve|ll|d))?\s+[a-z]))\b")
_OUR_OWN = re.compile(r"\s+(?:own\s+|[a-z]+\s+)?(?P<noun>[a-z]+)")
_WE_KNOW = re.compile(r"\s+(?:(?:have|had|do)\s+)?(?:know|report|reported|saw|seen|learned)\b")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Release:
    """What an article says of itself as a release.

    Attributes
    ----------
    marked
        Whether it says that it is one.
    issuer
        The words that name who issued it; None where none do.
    """

    marked: bool = False
    issuer: Span | None = None


def read_release(text: str, paragraphs: Sequence[Paragraph]) -> Release:
    """Return whether an article is a release, and the words that name its issuer."""
    if not paragraphs:
        return Release()
    first, last = paragraphs[0].span.start, paragraphs[-1].span.end
    if text[paragraphs[0].span.end - 1] not in '.!?”"':
        first = paragraphs[0].span.end  # a long title, read as a subtitle
    head = Span(max(0, first - _LONGEST_HEAD), first)
    tail = Span(last, min(len(text), last + _LONGEST_HEAD))
    marked = any(_MARKED.search(text, part.start, part.end) for part in (head, tail))
    return Release(marked, _issuer(text, head) if marked else None)


def _issuer(text: str, head: Span) -> Span | None:
    """Return the name of a body above the article, of which a line consists or that follows “by”.

    None where two different ones could have issued it.
    """
    found: dict[str, Span] = {}
    position = head.start
    for line in text[head.start : head.end].splitlines(keepends=True):
        span = trim(text, position, position + len(line))
        position += len(line)
        match = _BY.search(text, span.start, span.end) or _BEFORE.match(text, span.start, span.end)
        if match and is_body(match["name"]):
            found.setdefault(match["name"].lower(), Span(*match.span("name")))
    return next(iter(found.values())) if len(found) == 1 else None


def is_body(name: str) -> bool:
    """Whether words are a body's name and nothing else: a ministry, an embassy, an army."""
    words = _WORD.findall(name)
    return (
        0 < len(words) <= _LONGEST_NAME
        and all(word[0].isupper() or word in _JOINING for word in words)
        and not _issuing().isdisjoint(word.lower() for word in words)
    )


@cache
def _issuing() -> frozenset[str]:
    return words_of("issuer_noun")


def first_person(text: str, sentence: Span, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence says “we”, “our” or “I” outside quotations, and means no outlet by it."""
    for match in _WE.finditer(text, sentence.start, sentence.end):
        if any(quote.start <= match.start() < quote.end for quote in quotes):
            continue
        if match.group().lower() == "we":
            if not _WE_KNOW.match(text, match.end(), sentence.end):
                return True
            continue
        noun = _OUR_OWN.match(text, match.end(), sentence.end)
        words = set(noun.group().split()) if noun else set()
        if words.isdisjoint(words_of("outlet_own")):
            return True
    return False
