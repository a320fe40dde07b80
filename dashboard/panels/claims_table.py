"""“Claims”: every claim shown, in words.

What the map holds, for whoever cannot see or use one. Sorted, searched, selected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.html.component import clickable
from dashboard.html.links import Said, ways
from dashboard.html.templates import render
from dashboard.html.wording import (
    CLOCK_LABELS,
    STANCES,
    TOPICS,
    clip,
    event_label,
    how_sure,
    party_label,
    relay_chain,
    side_of_claim,
    speaker_label,
)
from dashboard.query.border import Border
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.session.mine import corrected_by
from geodata.gazetteer import Gazetteer
from geodata.layers import place_name
from loaders.export.captions import counted, day_label

PAGE = 25
_LONGEST = 420
"""A longer quotation is cut in the table; it stands in full in the article."""
_COLUMNS: tuple[dict[str, str], ...] = (
    {"text": "In the text"},
    {"words": "Words, and by which way"},
    {"speaker": "Speaker", "party": "party"},
    {"topic": "Topic", "stance": "stance", "status": "status"},
    *({clock: label} for clock, label in CLOCK_LABELS.items()),
    {"place": "Places"},
    {"distance": "Distance"},
)
"""What each column holds: what it can be sorted by, and the words for it."""


def claims_table(shown: Shown) -> None:
    """Draw the panel: a page of the table, in the order asked for."""
    rows: list[dict[str, object]] = []
    if shown.entries:
        st.caption(
            f"{len(shown.entries):,} of {counted(shown.total, 'claim')}: {shown.counts}. "
            "The headings sort. Choose a row to select its claim; *Map* shows it there, *Read* in"
            " its article."
        )
        entries = sorted_entries(shown)
        page = _page(entries, shown.view.claim)
        rows = [
            {**_row(entry, shown.places, shown.border), "muted": shown.is_muted(entry.claim.id)}
            for entry in entries[(page - 1) * PAGE : page * PAGE]
        ]
    else:
        st.caption(f"None of {counted(shown.total, 'claim')} passes these filters.")
    order = shown.view.sort
    html = render(
        "claims_table.html",
        search=shown.view.q,
        columns=_COLUMNS,
        sorted_by=order.removeprefix("-") or "text",
        descending=order.startswith("-"),
        rows=rows,
    )
    clickable(html, "claims", "Table of the claims shown")


def _page(entries: Sequence[Entry], claim: str | None) -> int:
    """Draw the choice of pages; return the page.

    When a claim is chosen elsewhere, its page is opened, once.
    """
    pages, session = -(-len(entries) // PAGE), st.session_state
    chosen = (
        next((number for number, entry in enumerate(entries) if entry.claim.id == claim), None)
        if claim
        else None
    )
    turns, first = session.get("claims-turn", (0, 1))
    if chosen is not None and session.get("claims-at") != claim:
        turns, first = turns + 1, chosen // PAGE + 1
        session["claims-turn"] = turns, first
    session["claims-at"] = claim
    return (
        st.pagination(pages, default=min(first, pages), key=f"claims-page-{pages}-{turns}")
        if pages > 1
        else 1
    )


def sorted_entries(shown: Shown) -> list[Entry]:
    """Return the claims shown in the view’s order.

    Claims that do not state what is sorted by come last, in either direction.
    """
    name, down = shown.view.sort.removeprefix("-"), shown.view.sort.startswith("-")
    if name in {"", "text"}:
        return list(reversed(shown.entries)) if down else list(shown.entries)
    key = _KEYS.get(name) or (lambda entry: _places(entry, shown.places).casefold())
    stated = [entry for entry in shown.entries if key(entry) not in {"", None}]
    rest = [entry for entry in shown.entries if key(entry) in {"", None}]
    # what has no key is in the rest
    return [*sorted(stated, key=key, reverse=down), *rest]  # type: ignore[arg-type]


_KEYS: dict[str, Callable[[Entry], str | float | None]] = {
    "words": lambda e: e.quote.strip("“”\"'").casefold(),
    "speaker": lambda e: e.claim.who.casefold(),
    "party": lambda e: party_label(e.claim.voice).casefold(),
    "topic": lambda e: TOPICS.get(e.claim.topic, e.claim.topic),
    "stance": lambda e: STANCES.get(e.claim.stance, e.claim.stance),
    "status": lambda e: e.claim.status,
    "event": lambda e: e.claim.event_date or e.claim.event_from or e.claim.event_to,
    "statement": lambda e: e.claim.statement_date,
    "publication": lambda e: e.article.published,
    "distance": lambda e: max(
        (e.article.distance_by_id[i].metres or 0.0 for i in e.claim.distance_ids), default=None
    ),
}


def _row(entry: Entry, gazetteer: Gazetteer, border: Border) -> dict[str, object]:
    article, claim = entry.article, entry.claim
    days = (claim.statement_date, article.published)
    return {
        "said": Said(
            [clip(entry.quote, _LONGEST)],
            relay_chain(article, claim),
            ways(article, claim),
            struck=entry.struck,
        ),
        "speaker": speaker_label(claim),
        "party": side_of_claim(claim),
        "sure": how_sure(claim, corrected_by(article, claim)),
        "side": side_of_party(claim.voice, border) or "",
        "topic": TOPICS.get(claim.topic, claim.topic),
        "stance": STANCES.get(claim.stance, claim.stance),
        "status": claim.status,
        "days": [
            event_label(claim) if claim.event_from or claim.event_to else "",
            *(day_label(day) if day else "" for day in days),
        ],
        "places": _places(entry, gazetteer),
        "distances": "; ".join(article.distance_by_id[i].label for i in claim.distance_ids),
    }


def _places(entry: Entry, gazetteer: Gazetteer) -> str:
    """Return the names of the places a claim names on the ground."""
    return "; ".join(place_name(place_id, gazetteer) for place_id in entry.claim.place_ids)
