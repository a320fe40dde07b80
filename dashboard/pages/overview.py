"""The pages where a dataset is shown.

Its overview stands in the place of the map until articles of it are opened in full; then there are
the pages of a folder of articles.
"""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.session import navigation
from dashboard.view.settings import read_settings

_COLUMNS = [62, 38]
"""Shares of the page's width of the map and of the claims beside it, in percent."""
_OF_CLAIMS = ("compare", "claims", "borders", "download")
"""Pages that have nothing to show before articles are opened in full."""


def run(current: StreamlitPage) -> None:
    """Draw a page: the one chosen, or what a dataset has in its place."""
    if read_settings().dataset_shown is None:
        current.run()
        return
    # nothing of a dataset is loaded for a folder of articles
    from dashboard.dataset.fault import DatasetError

    try:
        _of_dataset(current)
    except DatasetError as error:
        _fault(error.problem, error.fix)


def _of_dataset(current: StreamlitPage) -> None:
    from dashboard.session.opened import opened

    if opened():
        _banner()
        current.run()
    elif current.url_path == navigation.MAP:
        _overview()
    elif current.url_path in _OF_CLAIMS:
        _nothing_opened(current.title)
    else:
        current.run()


def _banner() -> None:
    """Say that a part of the dataset is shown, and lead back to all of it."""
    if st.context.is_embedded:
        return
    from dashboard.session import corpus, opened

    articles = len(corpus.load_shared().articles)
    archive = opened.archive()
    with st.container(
        key="opened", horizontal=True, vertical_alignment="center", gap="small", height="content"
    ):
        st.markdown(
            f"**{articles:,}** of {archive.articles:,} articles, opened in full", width="content"
        )
        st.button(
            "Back to all of them",
            key="close_opened",
            icon=":material/arrow_back:",
            on_click=_close,
            type="tertiary",
        )


def _close() -> None:
    from dashboard.overview import asking

    asking.close()
    navigation.go(navigation.MAP)


def _nothing_opened(title: str) -> None:
    """Say what a page shows once articles are opened, and lead to where they are."""
    from dashboard.dataset.open_dataset import MOST_CLAIMS, MOST_OPENED

    st.info(
        f"{title} is for articles that are opened in full. On the map, filter to at most"
        f" {MOST_OPENED} articles with {MOST_CLAIMS:,} claims that fit, then press “Open these"
        " articles in full”.",
        icon=":material/open_in_full:",
    )
    st.page_link(st.session_state["pages"][navigation.MAP], label="To the map")


def _fault(problem: str, fix: str) -> None:
    """Say what is wrong with the dataset, and how to fix it; the filters can be undone."""
    from dashboard.html.html_tables import plain

    st.error("**The dataset cannot be shown as asked.**", icon=":material/error:")
    plain(f"{problem[:1].upper()}{problem[1:]}.")
    plain(f"{fix}.")
    if "asked" in st.session_state or st.query_params:
        st.button("Show everything", key="fault_reset", on_click=_from_the_start)


def _from_the_start() -> None:
    from dashboard.session import opened

    opened.show({})
    navigation.go(navigation.MAP)


def _overview() -> None:
    """Draw the overview; the map is sent first, and loads while the rest is asked for."""
    from dashboard.html.html_tables import plain
    from dashboard.html.templates import render
    from dashboard.overview import asking
    from dashboard.overview.claims_list import claims_list
    from dashboard.overview.day_table import day_table
    from dashboard.overview.overview_bar import overview_bar
    from dashboard.overview.overview_head import nothing_fits, overview_head, own_articles
    from dashboard.overview.overview_map import overview_map
    from dashboard.session import opened

    archive = opened.archive()
    notices = asking.begin(archive)
    asked = asking.current()
    st.html(str(render("overview_layout.html", filters=asked.filters)))
    if st.context.is_embedded:
        overview_map(archive, asked)
        return
    with st.container():
        if notices:
            with st.container(key="notices"):
                for notice in notices:
                    plain(notice)
                st.button("Close", on_click=asking.dismiss_notices, key="dismiss", type="tertiary")
    head, bar, empty = st.container(key="headline"), st.container(), st.container()
    columns = st.columns(_COLUMNS, gap="medium")
    with columns[0]:
        overview_map(archive, asked)
    with head:
        overview_head(archive)
    with bar:
        overview_bar(archive, asked)
    with bar:
        own_articles()
    with empty:
        nothing_fits(archive, asked)
    with columns[1]:
        claims_list(archive, asked)
    with st.container(key="overview-days"):
        day_table(archive, asked)
    asking.write_address()
