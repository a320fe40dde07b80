"""Claimline: who says what, where, and on what evidence. Run it with ``streamlit run app.py``."""

from __future__ import annotations

import os
import sys

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from dashboard.server.assets import MapFiles
from dashboard.server.headers import SecurityHeaders
from dashboard.server.no_delay import NoDelay
from dashboard.view.settings import SettingError, Settings, read_settings, settings_to_start
from geodata.shipped import STATIC


def page() -> None:
    """Draw the page for one visitor."""
    # on import streamlit-folium registers with the server, which only a visit has: imported above,
    # it would never draw
    from dashboard.pages import map_page, method
    from dashboard.pages import your_articles as your_page
    from dashboard.session import corpus, state

    st.set_page_config(
        page_title=read_settings().title,
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed" if st.context.is_embedded else "auto",
    )
    state.keep()
    corpus.look_again()
    st.navigation(
        [
            st.Page(map_page.page, title="Map", icon=":material/map:", default=True),
            st.Page(
                your_page.page,
                title="Your articles",
                icon=":material/upload_file:",
                url_path="yours",
            ),
            st.Page(method.page, title="Method", icon=":material/menu_book:", url_path="method"),
        ],
        position="hidden" if st.context.is_embedded else "top",
    ).run()


def settings() -> Settings:
    """Return the settings to serve with.

    Where one is wrong, end the process with a line that says which.
    """
    # Community Cloud has settings among its secrets; Streamlit makes environment variables of them,
    # but not of true and false
    if st.secrets.load_if_toml_exists():
        os.environ.update(
            {name: str(value) for name, value in st.secrets.items() if isinstance(value, bool)}
        )
    try:
        return settings_to_start()
    except SettingError as error:
        sys.exit(f"Claimline does not start: {error}")


# what a visitor brings touches no disk: without this, an upload of over a megabyte would be put
# down in a temporary file
MultiPartParser.spool_max_size = 2**30

# Streamlit imports this file once to serve it, and then runs it for every visitor
if __name__ == "__main__":
    page()
else:
    app = st.App(
        __file__,
        middleware=[
            Middleware(NoDelay),
            Middleware(SecurityHeaders, settings=settings()),
            Middleware(MapFiles),
        ],
    )
