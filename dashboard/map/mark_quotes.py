"""The quotes behind the marks of an embedded map, which has no panel beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.html.wording import clip, relay_chain
from dashboard.map.map_features import Feature
from dashboard.query.selection import Shown
from loaders.export.captions import day_label

_A_MARK = 3
"""Quotes of a mark at most: as many as a small frame has room for."""
_MOST = 600
"""Quotes of a map at most: some 200 kB. Beyond them a mark leads to the whole page."""
_LONGEST = 300
"""Characters of a quote; a longer one is cut, and its link leads to the rest."""


def quoted_claims(features: Iterable[Feature]) -> tuple[str, ...]:
    """Return the ids of the claims that an embedded map quotes: the first of each mark."""
    ids = (i for f in features for i in (f["properties"].get("claims") or ())[:_A_MARK])
    return tuple(dict.fromkeys(ids))[:_MOST]


def mark_quotes(shown: Shown, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the words of some claims, with their speaker, outlet and day, by the claim's id.

    Parameters
    ----------
    shown
        What the view shows.
    claims
        Their ids; those not shown are left out.
    """
    entries = shown.index.entries
    numbers = {
        claim: shown.index.claim_number[claim] for claim in claims if claim in shown.by_claim
    }
    quotes = {}
    for claim, number in numbers.items():
        entry = entries[number]
        published = entry.article.published
        quotes[claim] = {
            "words": clip(entry.quote, _LONGEST),
            "who": relay_chain(entry.article, entry.claim),
            "day": day_label(published) if published else "no date",
            "struck": f"{entry.claim.status} in the article’s own words" if entry.struck else "",
        }
    return quotes
