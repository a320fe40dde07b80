"""Addresses that open a view again."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard.view.view import View, to_parameters


def permalink(view: View, **changed: str) -> str:
    """Return the address that opens what a view shows in a fresh browser, not which tabs are open; "" where the page does not know its own.

    ``changed`` holds further parameters.
    """
    url = st.context.url
    if not url:
        return ""
    parameters = {**to_parameters(view.with_layout(View())), **changed}
    page = url if url.endswith("/") else f"{url}/"
    return f"{page}?{urlencode(parameters, doseq=True)}" if parameters else page
