"""What a visitor chose in a clickable piece, done.

Every id is checked against what exists before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.session import corpus as corpora
from dashboard.session import state
from dashboard.view.view import LONGEST, MARKS, SORTS
from geodata.layers import roads
from loaders import Corpus

_STOP = re.compile(r"[cpdmx]:[\w-]{1,80}")
"""A place in an article that is read: a claim, a place, a time, a distance, a name, with its id or
first character."""
Told = dict[str, Any]


def acted(key: str) -> None:
    """Do what the piece with this key sent."""
    told = st.session_state[key].get("act")
    if not isinstance(told, dict):
        return
    corpus = corpora.load()
    for name, do in _ACTS.items():
        if name in told:
            do(told, corpus)
            return


def _read(told: Told, corpus: Corpus) -> None:
    article, stop = corpus.by_id.get(str(told["read"])), str(told.get("stop", ""))
    if article:
        claim = stop.removeprefix("c:")
        if claim in corpus.claims:
            state.select(claim=claim)
        state.open_article(article.id, stop if _STOP.fullmatch(stop) else None)


def _reading(told: Told, corpus: Corpus) -> None:
    article, claim = corpus.claims.get(str(told.get("claim")), (None, None))
    if article is None or claim is None:
        return
    wanted = str(told["reading"])
    if any(r.id == wanted for r in article.advances_of(claim)):
        st.session_state["w_reading"] = wanted
        state.focus(claim=claim.id)


def _claim(told: Told, corpus: Corpus) -> None:
    if str(told["claim"]) in corpus.claims:
        state.focus(
            claim=str(told["claim"]), place=_known_place(told), reveal=told.get("show") is True
        )


def _place(told: Told, corpus: Corpus) -> None:  # noqa: ARG001  (one shape for all)
    place = _known_place(told)
    if place:
        state.focus(place=place, reveal=told.get("show") is True)


def _known_place(told: Told) -> str | None:
    place = str(told.get("place", ""))
    return place if place in roads() or place in corpora.places() else None


def _days(told: Told, corpus: Corpus) -> None:  # noqa: ARG001
    state.brush(told.get("from"), told.get("to"), stretch=told.get("stretch") is True)


def _sort(told: Told, corpus: Corpus) -> None:  # noqa: ARG001
    wanted = str(told["sort"])
    if wanted in SORTS:
        session = st.session_state
        session["w_sort"] = (
            f"-{wanted}"
            if (session["w_sort"] or "text") == wanted
            else ""
            if wanted == "text"
            else wanted
        )
        session["claims-turn"] = (
            session.get("claims-turn", (0, 1))[0] + 1,
            1,
        )  # a new order begins at its first page


def _field(told: Told, corpus: Corpus) -> None:  # noqa: ARG001
    st.session_state["w_q"] = str(told.get("value", ""))[:LONGEST]


def _mark(told: Told, corpus: Corpus) -> None:  # noqa: ARG001
    """Light or put out one kind of mark in the article that is read."""
    out = st.session_state["w_unmarked"]
    st.session_state["w_unmarked"] = [
        mark for mark in MARKS if (mark in out) != (mark == told["mark"])
    ]


_ACTS: dict[str, Callable[[Told, Corpus], None]] = {
    "read": _read,
    "reading": _reading,
    "claim": _claim,
    "place": _place,
    "from": _days,
    "sort": _sort,
    "field": _field,
    "mark": _mark,
}
