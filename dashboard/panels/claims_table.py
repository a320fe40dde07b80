"""“Claims”: every claim shown, in words.

What the map holds, for whoever cannot see or use one. Sorted, searched, selected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.html.component import act, attributes, clickable
from dashboard.html.links import ways
from dashboard.html.wording import STANCES, TOPICS, clip, party_label, relay_chain
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from geodata.borders import BorderLine
from geodata.gazetteer import Gazetteer
from geodata.layers import place_name
from loaders.export.captions import counted, day_label

PAGE = 25
_LONGEST = 420
"""A longer quotation is cut in the table; it stands in full in the article."""
_COLUMNS: tuple[dict[str, str], ...] = (
    {"text": "In the text"},
    {"words": "Words, and whose by which way"},
    {"speaker": "Speaker", "party": "party"},
    {"topic": "Topic", "stance": "stance", "status": "status"},
    {"event": "About (day)"},
    {"statement": "Said"},
    {"publication": "Published"},
    {"place": "Places"},
    {"distance": "Distance"},
)
"""What each column holds: what it can be sorted by, and the words for it."""


def claims_table(shown: Shown) -> None:
    """Draw the panel: a page of the table, in the order asked for."""
    field = attributes(field='{"field": "q"}')
    search = (
        '<div class="bar"><input type="search" id="claims-search" aria-label="Search in the table"'
        ' maxlength="200" placeholder="Words, speakers, then Enter"'
        f' value="{escape(shown.view.q)}"{field}></div>'
    )
    if not shown.entries:
        st.caption(f"None of {counted(shown.total, 'claim')} passes these filters.")
        clickable(search, "claims", "Table of the claims shown")
        return
    st.caption(
        f"{len(shown.entries):,} of {counted(shown.total, 'claim')}: {shown.counts}. "
        "Choose a row to light up its mark; the headings sort. “↑ Map” brings the map into view."
    )
    entries = sorted_entries(shown)
    page = _page(entries, shown.view.claim)
    rows = "".join(
        _row(entry, shown.places, shown.line) for entry in entries[(page - 1) * PAGE : page * PAGE]
    )
    order = shown.view.sort
    head = "".join(_heading(column, order) for column in _COLUMNS)
    clickable(
        f'{search}<div class="wide" role="region" aria-label="Claims, scrolls sideways"'
        f' tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>',
        "claims",
        "Table of the claims shown",
    )


def _page(entries: Sequence[Entry], claim: str | None) -> int:
    """Draw the choice of pages; return the page.

    A claim that was chosen elsewhere is turned to, once.
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
    """Return the claims shown in the view's order.

    What a claim does not state comes last, either way round.
    """
    name, down = shown.view.sort.removeprefix("-"), shown.view.sort.startswith("-")
    if name in {"", "text"}:
        return list(reversed(shown.entries)) if down else list(shown.entries)
    key = _KEYS.get(name) or (lambda entry: _places(entry, shown.places).casefold())
    stated = [entry for entry in shown.entries if key(entry) not in {"", None}]
    rest = [entry for entry in shown.entries if key(entry) in {"", None}]
    return [*sorted(stated, key=key, reverse=down), *rest]  # type: ignore[arg-type]  # what has no key is in the rest


_KEYS: dict[str, Callable[[Entry], str | float | None]] = {
    "words": lambda e: e.quote.strip("“”\"'").casefold(),
    "speaker": lambda e: e.claim.speaker.casefold(),
    "party": lambda e: party_label(e.claim.party).casefold(),
    "topic": lambda e: TOPICS.get(e.claim.topic, e.claim.topic),
    "stance": lambda e: STANCES.get(e.claim.stance, e.claim.stance),
    "status": lambda e: e.claim.status,
    "event": lambda e: e.claim.event_date,
    "statement": lambda e: e.claim.statement_date,
    "publication": lambda e: e.article.published,
    "distance": lambda e: max(
        (e.article.distance_by_id[i].metres or 0.0 for i in e.claim.distance_ids), default=None
    ),
}


def _heading(column: dict[str, str], order: str) -> str:
    """Return a column's heading: a button for each thing it can be sorted by."""
    name, down = order.removeprefix("-") or "text", order.startswith("-")
    state = f' aria-sort="{"descending" if down else "ascending"}"' if name in column else ""
    buttons = " / ".join(
        "<button"
        f' type="button"{act(sort=key)}>{label}{f"""<span aria-hidden="true"> {"↓" if down else "↑"}</span>""" if key == name else ""}</button>'
        for key, label in column.items()
    )
    return f'<th scope="col"{state}>{buttons}</th>'


def _row(entry: Entry, gazetteer: Gazetteer, line: BorderLine) -> str:
    article, claim = entry.article, entry.claim
    chosen = act(claim=claim.id)
    struck = " struck" if entry.fallen else ""
    side = side_of_party(claim.party, line) or ""
    cells = [
        ways(article, claim),
        (
            '<button type="button"'
            f' class="said{struck}"{chosen}>{escape(clip(entry.quote, _LONGEST))}</button><div'
            f' class="quiet">{escape(relay_chain(article, claim))}</div>'
        ),
        (
            f'{escape(claim.speaker)}<br><span class="quiet'
            f' {side}">{escape(party_label(claim.party))}</span>'
        ),
        (
            f"{escape(TOPICS.get(claim.topic, claim.topic))}<br><span"
            f' class="quiet">{escape(STANCES.get(claim.stance, claim.stance))},'
            f" {escape(claim.status)}</span>"
        ),
        *(_day(day) for day in (claim.event_date, claim.statement_date, article.published)),
        escape(_places(entry, gazetteer)) or '<span class="quiet">none named</span>',
        escape("; ".join(article.distance_by_id[i].label for i in claim.distance_ids))
        or '<span class="quiet">none</span>',
    ]
    classes = {1: ' class="words"'}
    body = "".join(f"<td{classes.get(index, '')}>{cell}</td>" for index, cell in enumerate(cells))
    return f"<tr{attributes(c=claim.id)}{chosen}>{body}</tr>"


def _day(day: str | None) -> str:
    return (
        f'<span class="day">{escape(day_label(day))}</span>'
        if day
        else '<span class="quiet">no day stated</span>'
    )


def _places(entry: Entry, gazetteer: Gazetteer) -> str:
    """Return the names of the places a claim names on the ground."""
    return "; ".join(place_name(place_id, gazetteer) for place_id in entry.claim.place_ids)
