"""The pages of the site, by their path, and how one leads to another."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

MAP = ""
"""The path of the page with the map."""


def register(pages: Mapping[str, StreamlitPage], current: StreamlitPage) -> None:
    """Tell which pages there are and which is drawn, and go where the last click asked to go.

    Streamlit 1.67.0 refuses to switch pages within a callback: a callback asks with ``go``, and the
    run that follows it switches here.
    """
    session = st.session_state
    session["pages"], session["page"] = dict(pages), current.url_path
    path = session.pop("go_to", None)
    if path is not None:
        switch(path)
    elif current.url_path != MAP:
        session["came_from"] = None


def changed(page: StreamlitPage) -> bool:
    """Whether a page is another than that of the last run."""
    return bool(page.url_path != st.session_state.get("page", page.url_path))


def in_history() -> bool:
    """Whether the browser's Back or Forward led to this run."""
    run = get_script_run_ctx()
    # Streamlit 1.67.0 tells it nowhere else: it takes back the values of bound widgets by it
    return run is not None and run.is_history_navigation


def current() -> str:
    """Return the path of the page that is drawn."""
    return str(st.session_state.get("page", MAP))


def switch(path: str) -> None:
    """Leave this run for the page with a path."""
    if path != current():
        st.switch_page(st.session_state["pages"][path])


def go(path: str) -> None:
    """Ask for the page with a path, in a callback."""
    if path != current():
        st.session_state["go_to"], st.session_state["came_from"] = path, current()


def way_back() -> StreamlitPage | None:
    """Return the page from which a click led to this one, if one did."""
    path = st.session_state.get("came_from")
    page: StreamlitPage | None = st.session_state["pages"].get(path) if path else None
    return page
