"""The Map page: the map, its filters, the evidence beside it and the tabs below."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.front.answer_panel import answer_panel
from dashboard.html.html_tables import plain
from dashboard.html.wording import CLOCK_WORDS
from dashboard.map.map_component import map_panel
from dashboard.panels.border_maps import border_maps
from dashboard.panels.claims_table import claims_table
from dashboard.panels.compare import compare
from dashboard.panels.download import download
from dashboard.panels.evidence import border_claims
from dashboard.panels.filters import filters
from dashboard.panels.map_controls import map_controls
from dashboard.panels.map_tests import map_tests
from dashboard.panels.not_on_map import not_on_map
from dashboard.panels.paging import page_of
from dashboard.panels.reader import reader
from dashboard.panels.timeline import timeline
from dashboard.query.index import Index
from dashboard.query.selection import BOTH, Shown, select
from dashboard.query.sides import claims_of_both_sides
from dashboard.session import corpus as corpora
from dashboard.session import state
from dashboard.view.settings import read_settings
from dashboard.view.view import BELOW, PANELS
from loaders import Corpus
from loaders.export.captions import counted, day_label

_PROBLEMS = 20
"""Problems on one page of their list."""
_PANEL_HEIGHT = 620
"""Height in pixels of the tabs beside the map: that of the map."""
_FIRST_WAIT_S, _CHANGED_WAIT_S = 0.7, 0.08
"""Seconds that a run waits after it sent the map: a visitor's first run, and one that changes the
marks. The map's frame shares one thread of the browser with the page. Without the wait it would be
drawn last, after the page has fetched some fifty scripts of Streamlit 1.67.0
(``python -m benchmarks.browser`` measures both)."""


def page() -> None:
    """Draw the page."""
    index = corpora.index()
    corpus = index.corpus
    notices = state.begin(index)
    if st.context.is_embedded and corpus.articles:
        _embedded(index, notices)
        return
    st.markdown(
        "##### Who says what about the Armenia–Azerbaijan border incident of May 2021, where, and"
        " on what evidence"
    )
    # these containers are always there, even if empty: Streamlit 1.67.0 mounts a component anew
    # when its position among the elements of the page changes, and the map would lose its view
    with st.container():
        _notices(notices)
    with st.container():
        _problems(corpus)
    if not corpus.articles:
        st.info(
            f"There is no article to show. Put a text file in the folder"
            f" {read_settings().seeds.name!r}, then reload the page.",
            icon=":material/article:",
        )
        return
    shown, shared = _shown(index)
    view = shown.view
    # the map is sent first: the browser then loads it while it still fetches what the widgets need
    with st.container(gap="xsmall"):
        count_line, empty_line, switch_line = st.container(), st.container(), st.container()
    map_side, evidence_side = st.columns([8, 5], gap="medium")
    first = "marks_sent" not in st.session_state
    rest: list[DeltaGenerator] = [switch_line, st.sidebar, evidence_side]
    if first:
        # placeholders of the later parts' heights in pixels, so that the map does not move
        heights = (None, 600, 400)
        rest = [place.skeleton(height=h) for place, h in zip(rest, heights, strict=True)]
    with count_line:
        _count(shown)
    with empty_line:
        _nothing(shown)
    with map_side:
        unplaced, changed = map_panel(shown)
    time.sleep(_FIRST_WAIT_S if first else _CHANGED_WAIT_S if changed else 0)
    switch_place, filter_place, panel_place = (place.container() for place in rest)
    with switch_place:
        map_controls(shown)
    with filter_place:
        filters(index)
    with panel_place:
        if view.filtered:
            # on a phone the same button above the map has scrolled out of view
            st.button(
                "Reset the filters",
                on_click=state.reset,
                key="reset_panel",
                icon=":material/restart_alt:",
                type="tertiary",
            )
        _tabs(
            "panel",
            PANELS,
            (
                lambda: answer_panel(shown),
                lambda: reader(shown),
                lambda: not_on_map(shown, unplaced),
            ),
        )
    _tabs(
        "below",
        BELOW,
        (
            lambda: claims_table(shown),
            lambda: timeline(shown, shared),
            lambda: compare(shown, corpora.relations(shown)),
            lambda: border_claims(shown),
            lambda: border_maps(shown),
            lambda: map_tests(shown),
            lambda: download(shown, corpora.relations(shown)),
        ),
    )
    state.write_address()


def _shown(index: Index) -> tuple[Shown, frozenset[str]]:
    """Return what the view shows, and the claims both sides make if it asks for them."""
    view = state.current()
    line = state.picked(view.border)
    both = view.voice == BOTH
    shared = claims_of_both_sides(index.corpus, corpora.relations(), line) if both else frozenset()
    return select(index, view, corpora.places(), line, shared), shared


def _embedded(index: Index, notices: list[str]) -> None:
    """Draw the map alone, for another page that embeds it.

    The map itself holds the caption and the link to the whole page.
    """
    for notice in notices:
        plain(notice)
    shown, _ = _shown(index)
    map_panel(shown)
    state.write_address()


def _tabs(key: str, labels: Mapping[str, str], panels: Sequence[Callable[[], None]]) -> None:
    """Draw tabs; the panel of a tab is only made while the tab is open."""
    for (name, _), tab, panel in zip(
        labels.items(),
        st.tabs(list(labels.values()), on_change="rerun", key=key),
        panels,
        strict=True,
    ):
        if tab.open:
            # beside the map a panel scrolls in a box of the map's height; the reading view has its
            # own, and what is below the map scrolls with the page
            boxed = key == "panel" and name != "read"
            with tab, st.container(height=_PANEL_HEIGHT if boxed else "content", border=False):
                panel()


def _notices(notices: list[str]) -> None:
    if not notices:
        return
    with st.container(border=True):
        st.markdown(":material/info: **Part of this address could not be used**")
        for notice in notices:
            plain(notice)
        st.button("Dismiss", on_click=state.dismiss_notices, key="dismiss")


def _problems(corpus: Corpus) -> None:
    """Say which files have problems, what is wrong, and how to fix it."""
    if not corpus.problems:
        return
    skipped = sum(problem.skipped for problem in corpus.problems)
    incomplete = len(corpus.problems) - skipped
    parts = [
        f"{skipped} left out" if skipped else "",
        f"{incomplete} shown with something missing" if incomplete else "",
    ]
    with st.expander(
        f":material/warning: Files with problems: {', '.join(part for part in parts if part)}",
        expanded=bool(skipped),
    ):
        for problem in page_of(corpus.problems, _PROBLEMS, "problems"):
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")


def _nothing(shown: Shown) -> None:
    """If nothing passes the filters, say so and offer to reset them."""
    if shown.entries or shown.sightings:
        return
    why = "Nothing passes these filters."
    if shown.view.voice == BOTH:
        why = "The rules found no statement here that both sides make."
        if shown.total > corpora.MOST_COMPARED:
            why = "There are too many claims here to compare them with one another."
    st.markdown(f"**{why}** The map below has no marks from the articles.")
    st.button("Show everything again", on_click=state.reset, key="reset_empty", type="primary")


def _count(shown: Shown) -> None:
    """Draw one line: how much is shown, under which filters, and how much states no date."""
    view = shown.view
    words = (
        f"Showing **{len(shown.entries)}** of {shown.total} claims from **{len(shown.articles)}**"
        f" of {len(shown.corpus.articles)} articles"
    )
    own = corpora.user_articles()
    if own.touched:
        changed = [counted(len(own.joined), "article") + " of yours"] if own.joined else []
        changed += [counted(len(own.corrections), "correction")] if own.corrections else []
        words += f" · with {' and '.join(changed)}, for this visit only"
    if view.undated == "hide":
        words += f" · {shown.hidden_undated} with no date stated are hidden"
    else:
        words += f" · {shown.undated} do not state {CLOCK_WORDS[view.clock]} and stay shown"
    if view.known:
        said = "said (or published, if its date of statement is not stated)"
        how = "published" if view.known_by else said
        words += f" · only what was {how} by {day_label(view.known)}"
    if view.reading:
        words += " · one statement of the advance is chosen"
    st.caption(words)
