"""The Compare page: questions, and what each outlet, party or speaker answers."""

from __future__ import annotations

import streamlit as st

from dashboard.front.choices import bar
from dashboard.pages.page_frame import head, layout, nothing_to_show, shown_of
from dashboard.panels.compare import compare
from dashboard.session import corpus as corpora
from dashboard.session import state


def page() -> None:
    """Draw the page."""
    index = corpora.index()
    notices = state.begin(index)
    shown = shown_of(index)
    layout(shown)
    head(index.corpus, notices)
    if nothing_to_show(index.corpus):
        return
    heading = st.container()
    bar(shown)
    compare(shown, corpora.relations(shown), heading)
    state.write_address()
