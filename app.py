"""Claimline: who says what, where, and on what evidence. Run it with ``streamlit run app.py``."""

from __future__ import annotations

import os
import sys
from typing import Literal

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from dashboard.server.assets import MapFiles
from dashboard.server.claims_file import ClaimsFile
from dashboard.server.headers import SecurityHeaders
from dashboard.server.link_preview import PageHead
from dashboard.server.no_delay import NoDelay
from dashboard.view.settings import SettingError, Settings, read_settings, settings_to_start
from geodata.shipped import STATIC


def page() -> None:
    """Draw the page for one visitor."""
    # importing streamlit-folium 0.27.4 declares its component. Streamlit 1.67.0 registers a
    # component only within a script run: imported at the top of this file, while the server starts,
    # it would answer 404 and the map would stay blank
    from dashboard.html.templates import render
    from dashboard.pages import claim_pages, map_page, method, overview
    from dashboard.pages import your_articles as your_page
    from dashboard.session import corpus, navigation, state

    st.set_page_config(
        page_title=read_settings().title,
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    state.keep_widget_values()
    corpus.begin_run()
    drawn = {
        navigation.MAP: ("Map", map_page.page),
        "compare": ("Compare", claim_pages.comparison),
        "claims": ("Claims", claim_pages.claims),
        "borders": ("Border maps", claim_pages.borders),
        "download": ("Download", claim_pages.downloads),
        "yours": ("Your articles", your_page.page),
        "method": ("Method", method.page),
    }
    pages = {
        path: st.Page(draw, title=title, url_path=path, default=path == navigation.MAP)
        for path, (title, draw) in drawn.items()
    }
    position: Literal["hidden", "top"] = "hidden" if st.context.is_embedded else "top"
    current = st.navigation(list(pages.values()), position=position)
    with st.container(key="steps"):
        st.html(str(render("steps.html")), unsafe_allow_javascript=True)
        if navigation.changed(current):
            # on a phone the pages stand in the side bar, which Streamlit 1.67.0 leaves open over
            # the page that was chosen
            st.html(
                str(render("close_side_bar.html", page=current.url_path)),
                unsafe_allow_javascript=True,
            )
    navigation.register(pages, current)
    overview.run(current)


def settings() -> Settings:
    """Return the settings to serve with; end the process if one is wrong, and say which."""
    # Community Cloud holds settings as secrets. Streamlit 1.67.0 makes environment variables of
    # secrets that are text or numbers, but not of true and false
    if st.secrets.load_if_toml_exists():
        os.environ.update(
            {name: str(value) for name, value in st.secrets.items() if isinstance(value, bool)}
        )
    try:
        return settings_to_start()
    except SettingError as error:
        sys.exit(f"Claimline does not start: {error}")


# a visitor's upload must touch no disk. Starlette writes an upload of more than 1 MB to a temporary
# file; the limit of 1 GiB is above any upload that ``server.maxUploadSize`` (20 MB) lets in
MultiPartParser.spool_max_size = 2**30

# Streamlit imports this file once to serve it, and runs it as ``__main__`` for every visitor
if __name__ == "__main__":
    page()
else:
    app = st.App(
        __file__,
        middleware=[
            Middleware(NoDelay),
            Middleware(SecurityHeaders, settings=settings()),
            Middleware(PageHead, settings=read_settings()),
            Middleware(MapFiles, settings=read_settings()),
            Middleware(ClaimsFile, dataset=read_settings().dataset_shown),
        ],
    )
