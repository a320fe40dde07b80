"""The Compare page: questions, and what each outlet, party or speaker answers."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.compare import compare
from dashboard.query.selection import select
from dashboard.session import corpus as corpora
from dashboard.session import state


def page() -> None:
    """Draw the page."""
    index = corpora.index()
    state.begin(index)
    view = state.current()
    shown = select(index, view, corpora.places(), state.picked(view.border))
    if not shown.entries:
        st.info("No claim to compare is shown.", icon=":material/compare_arrows:")
    else:
        compare(shown, corpora.relations(shown))
    state.write_address()
