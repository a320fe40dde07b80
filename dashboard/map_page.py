"""The Map page: one sentence, what is shown, the map and its evidence."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import corpus as corpora
from dashboard import state
from dashboard.advance import shown_readings
from dashboard.checks import checks
from dashboard.evidence import border_claims, evidence, not_on_map, plain
from dashboard.filters import filters
from dashboard.map_panel import map_panel
from dashboard.shown import BOTH, Shown, agreed, select
from dashboard.style import CLOCK_WORDS
from dashboard.switches import switches
from dashboard.whose_line import whose_line
from geodata import gazetteer
from loaders import Corpus


def page() -> None:
    """Draw the page from the visitor's view."""
    corpus = corpora.load()
    notices = state.begin(corpus)
    places = gazetteer.load()
    st.markdown("##### Who says what about the Armenia–Azerbaijan border incident of May 2021, where, and on what evidence")
    # these containers always stand, empty or not: the map keeps its place in the page, and so is never mounted anew
    with st.container():
        _notices(notices)
    with st.container():
        _problems(corpus)
    if not corpus.articles:
        st.info(
            f"There is no article to show. Put a text file in the folder {corpora.seeds_folder().name!r}, then reload the page.",
            icon=":material/article:",
        )
        return
    view = state.current()
    line = state.picked(view.border)
    shared = agreed(corpus, corpora.relations(), line) if view.voice == BOTH else ()
    shown = select(corpus, view, shared)
    # the map is sent first: the browser then loads it while it still fetches what the widgets need
    with st.container(gap="xsmall"):
        count_line, empty_line, switch_line = st.container(), st.container(), st.container()
    map_side, evidence_side = st.columns([8, 5], gap="medium")
    with map_side:
        unplaced = map_panel(shown, places, line)
    with count_line:
        _count(shown)
    with empty_line:
        if not shown.entries and not shown.sightings:
            if view.voice == BOTH:
                st.markdown("**The rules found no statement here that both sides make.** The map below has no marks from the articles.")
            else:
                st.markdown("**Nothing passes these filters.** The map below has no marks from the articles.")
            st.button("Show everything again", on_click=state.reset, key="reset_empty", type="primary")
    with switch_line:
        switches(shown_readings(shown, places), line, active=view.touched)
    filters(corpus)
    with evidence_side:
        if view.filtered:
            # on a phone the line above the map is out of sight here
            st.button("Reset the filters", on_click=state.reset, key="reset_panel", icon=":material/restart_alt:", type="tertiary")
        # a tab that is not open costs nothing: its panel is drawn when it is opened
        tabs = st.tabs(["Evidence", "Each side on the border", "Not on the map"], on_change="rerun", key="panel")
        panels: tuple[Callable[[], None], ...] = (
            lambda: evidence(shown, places, line),
            lambda: border_claims(shown, places, line),
            lambda: not_on_map(shown, unplaced),
        )
        for tab, panel in zip(tabs, panels, strict=True):
            if tab.open:
                with tab, st.container(height=560, border=False):
                    panel()
    below: dict[str, Callable[[], None]] = {
        "Whose line?": lambda: whose_line(shown, places),
        "Claims against geometry": lambda: checks(shown, places),
    }
    for tab, panel in zip(st.tabs(list(below), on_change="rerun", key="below"), below.values(), strict=True):
        if tab.open:
            with tab:
                panel()
    state.write_address(view)


def _notices(notices: list[str]) -> None:
    if not notices:
        return
    with st.container(border=True):
        st.markdown(":material/info: **Part of this address could not be used**")
        for notice in notices:
            plain(notice)
        st.button("Dismiss", on_click=state.dismiss_notices, key="dismiss")


def _problems(corpus: Corpus) -> None:
    """Say which files could not be read whole, what is wrong, and what mends it; the rest is shown."""
    if not corpus.problems:
        return
    skipped = sum(problem.skipped for problem in corpus.problems)
    told = len(corpus.problems) - skipped
    parts = [f"{skipped} left out" if skipped else "", f"{told} shown with something missing" if told else ""]
    with st.expander(f":material/warning: Files with problems: {', '.join(part for part in parts if part)}", expanded=bool(skipped)):
        for problem in corpus.problems:
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")


def _count(shown: Shown) -> None:
    """One line: how much of the corpus is shown, and how much of it states no day."""
    view = shown.view
    words = (
        f"Showing **{len(shown.entries)}** of {shown.total} claims from **{len(shown.articles)}** of {len(shown.corpus.articles)} articles"
    )
    if view.undated == "hide":
        words += f" · {shown.hidden_undated} with no day stated are hidden"
    else:
        words += f" · {shown.undated} do not state {CLOCK_WORDS[view.clock]} and stay shown"
    if view.reading:
        words += " · one statement of the advance is chosen"
    st.caption(words)
