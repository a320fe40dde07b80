"""Addresses that open a view again."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard.view.view import View, to_parameters


def permalink(view: View, **changed: str) -> str:
    """Return the address that opens a view in a fresh browser, or "" where none is known.

    It leads to the page with the map, from whichever page it is asked for. Which tabs are open is
    left out. None is known where Streamlit does not know the page's own address.

    Parameters
    ----------
    view
        The view to open.
    changed
        Further parameters, or other values for some.
    """
    url = st.context.url
    if not url:
        return ""
    parameters = {**to_parameters(view.with_layout(View())), **changed}
    page = url if url.endswith("/") else f"{url}/"
    path = st.session_state.get("page")
    if path:
        page = page.removesuffix(f"{path}/")
    return f"{page}?{urlencode(parameters, doseq=True)}" if parameters else page
