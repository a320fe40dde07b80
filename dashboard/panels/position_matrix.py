"""The position matrix: who takes which position on which topic; every cell opens its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from dashboard.html.links import Said, ways
from dashboard.html.templates import render
from dashboard.html.wording import TOPICS, clip, party_label, relay_chain
from dashboard.query.border import Border
from dashboard.query.counts import speaker_counts
from dashboard.query.index import Entry
from dashboard.query.sides import side_of_party
from loaders.claims.topics import says_not

_POSITIONS = {
    "asserts": "asserts",
    "reports": "asserts",
    "opines": "asserts",
    "accuses": "accuses",
    "denies": "denies",
    "demands": "demands",
}
"""The position that a stance is, in the matrix."""
_SIGNS = {
    "asserts": "●",
    "says not": "○",
    "accuses": "▲",
    "denies": "✕",
    "demands": "!",
    "concedes": "◐",
    "retracted": "⊘",
    "debunked": "⊘",
}
"""The positions in the order in which a cell of the matrix lists them, each with its sign."""
_MOST_QUOTES = 25
"""Quotations behind a cell."""
_LONGEST = 280
"""A longer quotation is cut; it stands in full in the article."""


def matrix_html(entries: Sequence[Entry], conceded: frozenset[str], border: Border) -> Markup:
    """Return who takes which position on which topic, as a table.

    Every cell opens its quotes; an empty one says “silent”.
    """
    cells: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        cells.setdefault((entry.claim.topic, entry.claim.voice), []).append(entry)
    # the parties that speak of most topics first
    parties = sorted(
        dict.fromkeys(e.claim.voice for e in entries), key=lambda p: -sum(k[1] == p for k in cells)
    )
    topics = [topic for topic in TOPICS if any(key[0] == topic for key in cells)]
    return render(
        "matrix.html",
        signs=_SIGNS,
        parties=[(party_label(party), side_of_party(party, border)) for party in parties],
        rows=[
            {
                "topic": TOPICS[topic],
                "counts": speaker_counts([e for e in entries if e.claim.topic == topic]),
                "cells": [
                    _cell(topic, party, cells.get((topic, party), []), conceded)
                    for party in parties
                ],
            }
            for topic in topics
        ],
    )


def _cell(
    topic: str, party: str, entries: Sequence[Entry], conceded: frozenset[str]
) -> dict[str, object] | None:
    """Return a cell of the matrix, or None for silence."""
    if not entries:
        return None
    positions: dict[str, list[Entry]] = {}
    for entry in entries:
        position = "concedes" if entry.claim.id in conceded else _position_of(entry)
        positions.setdefault(position, []).append(entry)
    found = [(name, positions[name]) for name in _SIGNS if name in positions]
    return {
        "id": "-".join(["cell", topic, *re.findall(r"\w+", party)]),
        "title": f"{party_label(party)} on: {TOPICS[topic]}",
        "counts": speaker_counts(entries),
        "positions": [(name, len(group)) for name, group in found],
        "quotes": [_quote(name, e) for name, group in found for e in group[:_MOST_QUOTES]],
    }


def _position_of(entry: Entry) -> str:
    """Return the position that a claim takes.

    A claim does not assert what its words negate, and nobody holds what was debunked or retracted.
    """
    if entry.struck:
        return entry.claim.status
    position = _POSITIONS.get(entry.claim.stance, "asserts")
    negated = position == "asserts" and says_not(entry.quote, entry.claim.topic)
    return "says not" if negated else position


def _quote(position: str, entry: Entry) -> Said:
    article, claim = entry.article, entry.claim
    return Said(
        [clip(entry.quote, _LONGEST)],
        relay_chain(article, claim),
        ways(article, claim),
        struck=entry.struck,
        tag=position,
    )
