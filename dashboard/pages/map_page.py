"""The Map page: headline, choices, the map with its answers beside it, the days below it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.front.answer_panel import answer_panel
from dashboard.front.choices import bar
from dashboard.front.head import head as headline
from dashboard.front.head import story_head
from dashboard.front.sheet import handle
from dashboard.front.strip import strip
from dashboard.html.html_tables import plain
from dashboard.html.templates import render
from dashboard.html.wording import no_markup
from dashboard.map.map_component import map_panel
from dashboard.pages.page_frame import head, layout, nothing_to_show, shown_of, tabs
from dashboard.panels.not_on_map import not_on_map
from dashboard.panels.reader import reader
from dashboard.query.beside import Half, halves
from dashboard.query.index import Index
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from dashboard.session import navigation, state
from dashboard.view.view import PANELS

_COLUMNS = [62, 38]
"""Shares of the page's width of the map and of what stands beside it, in percent."""
_PANEL_HEIGHT = 536
"""Height in pixels of the panel beside the map on a screen 900 pixels high: that of the map less
the tabs' own line. ``layout.html`` fits it to the screen."""
_HEAD_HEIGHT, _BAR_HEIGHT, _STRIP_HEIGHT = 94, 38, 82
"""Heights in pixels of the headline, the bar and the strip while they are on their way."""
_FIRST_WAIT_S, _CHANGED_WAIT_S = 0.7, 0.08
"""Seconds that a run waits after it sent the map: a visitor's first run, and one that changes the
marks. The map's frame shares one thread of the browser with the page. Without the wait it would be
drawn last, after the page has fetched some fifty scripts of Streamlit 1.67.0
(``python -m benchmarks.browser`` measures both)."""


def page() -> None:
    """Draw the page."""
    index = corpora.index()
    notices = state.begin(index)
    if st.context.is_embedded and index.corpus.articles:
        _embedded(index, notices)
        return
    shown = shown_of(index)
    layout(shown)
    head(index.corpus, notices)
    if nothing_to_show(index.corpus):
        return
    # the map is sent first: the browser then loads it while it still fetches what the widgets need
    places: list[DeltaGenerator] = [st.container(key="headline"), st.container()]
    with st.container():
        empty_line = st.container()
    pair = halves(shown.view, shown.border)
    # of two maps, the panel's column is a row of its own (``layout.html``)
    columns = st.columns(3, gap="small") if pair else st.columns(_COLUMNS, gap="medium")
    places += [columns[-1], st.container()]
    first = "map_sent" not in st.session_state
    if first:
        # placeholders of the later parts' heights, so that the map does not move
        heights = (_HEAD_HEIGHT, _BAR_HEIGHT, _PANEL_HEIGHT, _STRIP_HEIGHT)
        places = [place.skeleton(height=h) for place, h in zip(places, heights, strict=True)]
    with empty_line:
        _nothing(shown)
    unplaced, changed = _maps(index, shown, pair, columns[:2])
    time.sleep(_FIRST_WAIT_S if first else _CHANGED_WAIT_S if changed else 0)
    head_place, bar_place, panel_place, strip_place = (place.container() for place in places)
    with head_place:
        headline(index, shown.border, filtered=shown.view.filtered)
    with bar_place:
        bar(shown, on_map=True)
    with panel_place:
        _panel(shown, unplaced)
    with strip_place:
        strip(shown)
    state.write_address()


def _maps(
    index: Index,
    shown: Shown,
    pair: tuple[Half, Half] | None,
    sides: Sequence[DeltaGenerator],
) -> tuple[list[str], bool]:
    """Draw the map, or the two of a pair.

    Returns
    -------
    tuple of list of str and bool
        Notices about what could not be drawn, and whether a map in the browser changes.
    """

    def answers() -> list[str]:
        return [line.claim for line in story_head(index, shown.border)[0].lines if line.claim]

    if pair is None:
        with sides[0]:
            return map_panel(shown, answers=answers)
    drawn = []
    for key, half, side in zip(("map", "map_beside"), pair, sides, strict=True):
        with side:
            st.markdown(f"**{no_markup(half.title)}**")
            drawn.append(map_panel(shown_of(index, half.view), key, answers))
    return drawn[0][0], any(changed for _, changed in drawn)


def _panel(shown: Shown, unplaced: list[str]) -> None:
    """Draw the tabs beside the map, and the way back to the page that led here."""
    handle()
    back = navigation.way_back()
    if back:
        st.page_link(back, label=f"Back to {back.title}", icon=":material/arrow_back:")
    panels = (
        lambda: _boxed(lambda: answer_panel(shown)),
        lambda: reader(shown),  # it scrolls by itself
        lambda: _boxed(lambda: not_on_map(shown, unplaced)),
    )
    tabs("panel", PANELS, panels)


def _boxed(draw: Callable[[], None]) -> None:
    """Draw in a box of the map's height that scrolls."""
    with st.container(height=_PANEL_HEIGHT, border=False, key="panel-box"):
        draw()


def _embedded(index: Index, notices: list[str]) -> None:
    """Draw the map alone, for another page that embeds it.

    The map itself holds the caption and the link to the whole page.
    """
    st.html(str(render("embedded.html")))
    for notice in notices:
        plain(notice)
    map_panel(shown_of(index))
    state.write_address()


def _nothing(shown: Shown) -> None:
    """If nothing passes the filters, say so and offer to reset them."""
    if shown.entries or shown.sightings:
        return
    st.markdown("**Nothing passes these filters.** The map below has no marks from the articles.")
    st.button(
        "Show everything again", on_click=state.show_everything, key="reset_empty", type="primary"
    )
