"""Act on what a visitor clicked in a component of ours.

Every id is checked against those that exist before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.session import corpus as corpora
from dashboard.session import navigation, state
from dashboard.session.picking import correct_claim
from dashboard.view.view import LONGEST, MARKS, SORTS
from geodata.layers import roads
from loaders import Corpus

_STOP = re.compile(r"[cpdmx]:[\w-]{1,80}")
"""A position in the reading view: a letter for claim, place, date, distance or name not on the map,
then the claim's id or the first character. No id is as long as 80 characters."""
Message = dict[str, Any]


def handle_action(key: str) -> None:
    """Act on the message of the component with this key."""
    message = st.session_state[key].get("act")
    if not isinstance(message, dict):
        return
    corpus = corpora.load()
    for name, do in _ACTIONS.items():
        if name in message:
            do(message, corpus)
            return


def _read(message: Message, corpus: Corpus) -> None:
    article, stop = corpus.by_id.get(str(message["read"])), str(message.get("stop", ""))
    if article:
        claim = stop.removeprefix("c:")
        if claim in corpus.claims:
            state.select(claim=claim)
        state.open_article(article.id, stop if _STOP.fullmatch(stop) else None)


def _reading(message: Message, corpus: Corpus) -> None:
    article, claim = corpus.claims.get(str(message.get("claim")), (None, None))
    if article is None or claim is None:
        return
    wanted = str(message["reading"])
    if any(r.id == wanted for r in article.advances_of(claim)):
        st.session_state["w_reading"] = wanted
        state.focus(claim=claim.id)


def _claim(message: Message, corpus: Corpus) -> None:
    if str(message["claim"]) in corpus.claims:
        state.focus(
            claim=str(message["claim"]),
            place=_known_place(message),
            reveal=message.get("show") is True,
        )


def _clear(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    state.select()


def _cite(message: Message, corpus: Corpus) -> None:
    """Note which claim is to be cited; the run that follows opens its citation."""
    if str(message["cite"]) in corpus.claims:
        st.session_state["cite"] = str(message["cite"])


def _correct(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    correct_claim(str(message["correct"]))


def _place(message: Message, corpus: Corpus) -> None:  # noqa: ARG001  (one shape for all)
    place = _known_place(message)
    if place:
        state.focus(place=place, reveal=message.get("show") is True)


def _known_place(message: Message) -> str | None:
    place = str(message.get("place", ""))
    return place if place in roads() or place in corpora.places() else None


def _days(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    state.brush(
        message.get("from"),
        message.get("to"),
        stretch=message.get("stretch") is True,
        clock=message.get("clock"),
    )


def _undated(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    state.show_undated(show=message["undated"] == "show")


def _sort(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    wanted = str(message["sort"])
    if wanted not in SORTS:
        return
    session = st.session_state
    if (session["w_sort"] or "text") == wanted:
        session["w_sort"] = f"-{wanted}"
    else:
        session["w_sort"] = "" if wanted == "text" else wanted
    # a new order begins at its first page
    session["claims-turn"] = (session.get("claims-turn", (0, 1))[0] + 1, 1)


def _field(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    st.session_state["w_q"] = str(message.get("value", ""))[:LONGEST]


def _mark(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    """Switch one kind of mark in the reading view on or off."""
    unmarked = st.session_state["w_unmarked"]
    st.session_state["w_unmarked"] = [
        mark for mark in MARKS if (mark in unmarked) != (mark == message["mark"])
    ]


def _page(message: Message, corpus: Corpus) -> None:  # noqa: ARG001
    path = str(message["page"])
    if path not in st.session_state["pages"]:
        return
    if "about" in message:
        asked = st.session_state.get("compare-go", {"n": 0})["n"]
        st.session_state["compare-go"] = {"n": asked + 1, "to": str(message["about"])}
    navigation.go(path)


_ACTIONS: dict[str, Callable[[Message, Corpus], None]] = {
    "read": _read,
    "reading": _reading,
    "claim": _claim,
    "clear": _clear,
    "cite": _cite,
    "correct": _correct,
    "place": _place,
    "from": _days,
    "undated": _undated,
    "sort": _sort,
    "field": _field,
    "mark": _mark,
    "page": _page,
}
