"""The ways on from a claim, as buttons of a clickable piece.

To the map, into the article, to the original.
"""

from __future__ import annotations

from dashboard.html.component import act
from dashboard.html.wording import link_html
from loaders import Article, Claim
from loaders.documents.urls import source_link


def ways(article: Article, claim: Claim, *, advance: str = "") -> str:
    """Return the buttons for a claim; ``advance`` is the id of an advance to draw alone.

    A claim that names no place has none to the map.
    """
    parts = []
    if advance:
        parts.append(_button("Draw this reading", act(reading=advance, claim=claim.id)))
    elif claim.place_ids:
        parts.append(_button("↑ Map", act(claim=claim.id, show=True), "Show on the map"))
    parts.append(_button("Read", act(read=article.id, stop=f"c:{claim.id}"), "Read in the article"))
    link = source_link(article, claim)
    if link:
        parts.append(link_html("Original", link))
    return " ".join(parts)


def _button(words: str, does: str, label: str = "") -> str:
    named = f' aria-label="{label}"' if label else ""
    return f'<button type="button" class="push"{does}{named}>{words}</button>'
