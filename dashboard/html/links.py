"""A claim's words in a clickable piece, and the ways on from it.

To the map, into the article, to the original. The macros ``said`` and ``ways`` of ``pieces.html``
write them.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.html.highlight import Pieces
from loaders import Article, Claim
from loaders.documents.urls import source_link


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a claim leads.

    Attributes
    ----------
    claim, article
        Their ids.
    advance
        The id of an advance that can be drawn alone, or "".
    mapped
        Whether the claim names a place.
    original
        The address of its sentence, where there is one.
    """

    claim: str
    article: str
    advance: str
    mapped: bool
    original: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words with what stands below them.

    Attributes
    ----------
    words
        The words, with what is marked in them.
    who
        Whose they are, and by which way.
    ways
        Where their claim leads.
    side
        Which side speaks: ``left``, ``right`` or "".
    struck
        Whether they are struck through: debunked or retracted.
    tag
        A word before them, such as their stance.
    """

    words: Pieces
    who: str
    ways: Ways
    side: str = ""
    struck: bool = False
    tag: str = ""


def ways(article: Article, claim: Claim, *, advance: str = "") -> Ways:
    """Return where a claim leads; ``advance`` is the id of an advance to draw alone."""
    return Ways(claim.id, article.id, advance, bool(claim.place_ids), source_link(article, claim))
