"""The view in a visitor's session.

It is set once from the address, changed by widgets and clicks, and written to the address at the
end of a run.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import streamlit as st

from dashboard.query.border import border_of
from dashboard.query.index import Index
from dashboard.query.link_ids import current_parameters
from dashboard.query.selection import AGREED, DISPUTED
from dashboard.query.sides import sides
from dashboard.session import navigation, shown_border
from dashboard.view.base_maps import BASEMAPS
from dashboard.view.settings import read_settings
from dashboard.view.view import (
    BORDER_TABS,
    CLAIMS_TABS,
    CLOCKS,
    MAP_FIELDS,
    PAGE_OF_BELOW,
    PANELS,
    Choices,
    Clock,
    View,
    day_in_reach,
    parse,
    to_parameters,
)
from geodata import gazetteer
from geodata.ground.neighbours import known_pair
from geodata.layers import roads

_BLANKS = {
    "source": [],
    "party": [],
    "topic": [],
    "q": "",
    "within": "",
    "clock": "event",
    "show_undated": False,
    "from": None,
    "to": None,
    "basemap": "",
    "pair": "",
    "border": "",
    "lines": [],
    "voice": "",
    "reading": "",
    "known": None,
    "known_by": "",
    "debunked": False,
    "read": None,
    "unmarked": [],
    "sort": "",
    "lanes": "",
    "by": "",
    "beside": "",
}
"""The value of each widget where nothing is set; its key is ``w_`` and the name."""
_TABS = {"panel": PANELS, "claims": CLAIMS_TABS, "borders": BORDER_TABS}
"""The tabs of the map's page and of the pages with some, by the session's key."""


def choices(index: Index, pair: str = "") -> Choices:
    """Return the ids that an address may hold now.

    Parameters
    ----------
    index
        The articles.
    pair
        The pair that the address asks for, if it is two countries: the lines and the voices are
        those of its border.
    """
    corpus, between = index.corpus, border_of(pair or shown_border.own_pair(index))
    places = gazetteer.load().with_places(corpus.given_places)
    claims = [claim for _, claim in corpus.claims.values()]
    return Choices(
        source={*index.outlets, *corpus.by_id},
        party={claim.voice for claim in claims},
        topic={claim.topic for claim in claims},
        place=set(places.places) | set(roads()),
        claim=corpus.claims,
        pair={pair} - {""},
        border=set(between.by_id),
        lines=set(between.by_id),
        voice={AGREED, DISPUTED, *sides(between).values()},
        reading={advance.id for _, advance in index.advances},
        read=corpus.by_id,
        basemap=set(BASEMAPS) if read_settings().basemaps else (),
    )


def begin(index: Index) -> list[str]:
    """Set the session from the address in its first run; return the notices to show.

    So it is when the visitor goes back or forward in the browser's history. An address whose
    ``below`` names another page leads there.
    """
    session = st.session_state
    back = "view" in session and navigation.in_history()
    if back:
        session["came_from"] = None
    if back or "view" not in session:
        parameters = {name: st.query_params.get_all(name) for name in st.query_params}
        parameters = current_parameters(parameters, index)
        pairs = [known_pair(value) or value for value in parameters.get("pair", [])]
        parameters["pair"] = pairs
        asked = next((pair for pair in reversed(pairs) if known_pair(pair)), "")
        view, notices = parse(parameters, choices(index, asked))
        view = replace(view, pair="" if view.pair == shown_border.own_pair(index) else view.pair)
        _set_widgets(view)
        session["view"] = view
        for name, labels in _TABS.items():
            session[name] = labels.get(view.panel if name == "panel" else view.below, labels[""])
        if not back:  # the map stays where it is
            session["opening"] = (view.lat, view.lon, view.zoom) if view.zoom is not None else None
        session["notices"] = notices
        wanted = PAGE_OF_BELOW.get(view.below)
        if wanted and wanted != navigation.current():
            navigation.switch(wanted)
    return cast("list[str]", session["notices"])


def keep_widget_values() -> None:
    """Keep the widgets' values on pages that do not draw them.

    Streamlit 1.67.0 deletes the value of a widget that a run did not draw; a value that the run
    itself set stays.
    """
    for name, blank in _BLANKS.items():
        key = f"w_{name}"
        if key in st.session_state or "view" in st.session_state:
            st.session_state[key] = st.session_state.get(key, blank)
    for name, labels in _TABS.items():
        if "view" in st.session_state:
            st.session_state[name] = st.session_state.get(name) or labels[""]


def _set_widgets(view: View) -> None:
    """Set every widget to what a view says."""
    session = st.session_state
    between = shown_border.border(view)
    own = between.line.id if between.line else ""
    wanted: dict[str, Any] = {
        "source": list(view.source),
        "party": list(view.party),
        "topic": list(view.topic),
        "q": view.q,
        "within": view.within,
        "clock": view.clock,
        "show_undated": view.undated == "show",
        "from": date.fromisoformat(view.date_from) if view.date_from else None,
        "to": date.fromisoformat(view.date_to) if view.date_to else None,
        "basemap": view.basemap,
        "pair": between.pair,
        "border": own,
        "lines": list(view.lines) or [own],
        "voice": view.voice,
        "reading": view.reading or "",
        "known": view.known,
        "known_by": view.known_by,
        "debunked": view.debunked == "show",
        "read": view.read,
        "unmarked": list(view.unmarked),
        "sort": view.sort,
        "lanes": view.lanes,
        "by": view.by,
        "beside": view.beside,
    }
    for name, value in wanted.items():
        session[f"w_{name}"] = value


def current() -> View:
    """Return the view that the widgets and the last click make."""
    session = st.session_state
    first, last = session["w_from"], session["w_to"]
    if first and last and first > last:
        first, last = last, first
    own = shown_border.own_pair()
    pair = session["w_pair"] or own
    between = border_of(pair, session["w_border"] or "")
    line = between.line.id if between.line else ""
    # the line that is measured from is always drawn
    lines = tuple(name for name in between.by_id if name == line or name in session["w_lines"])
    usual = border_of(pair).line
    return replace(
        cast("View", session["view"]),
        source=tuple(session["w_source"]),
        party=tuple(session["w_party"]),
        topic=tuple(session["w_topic"]),
        q=session["w_q"].strip(),
        within=session["w_within"],
        clock=cast("Clock", session["w_clock"] or "event"),
        undated="show" if session["w_show_undated"] else "",
        date_from=first.isoformat() if first else None,
        date_to=last.isoformat() if last else None,
        basemap=session["w_basemap"] or "",
        pair="" if pair == own else pair,
        border="" if usual is None or line == usual.id else line,
        lines=() if lines in {(), (line,)} else lines,
        voice=session["w_voice"] or "",
        reading=session["w_reading"] or None,
        known=session["w_known"],
        known_by=session["w_known_by"] or "",
        debunked="show" if session["w_debunked"] else "",
        read=session["w_read"] if session["panel"] == PANELS["read"] else None,
        unmarked=tuple(session["w_unmarked"]),
        sort=session["w_sort"],
        lanes=session["w_lanes"] or "",
        by=session["w_by"] or "",
        beside=session["w_beside"] or "",
        panel=_open_tab("panel"),
        below=_open_tab(navigation.current()),
    )


def _open_tab(name: str) -> str:
    """Return the value of the tab that is open; of a page without tabs none is."""
    return next(
        (v for v, label in _TABS.get(name, {}).items() if label == st.session_state[name]), ""
    )


def reset() -> None:
    """Clear every filter and the selection, and show the map as it opens; open tabs stay."""
    show_everything()
    session = st.session_state
    number = session.get("focus", {}).get("n", 0)
    session["focus"] = {"n": number + 1, "bounds": None, "reveal": False, "home": True}


def show_everything() -> None:
    """Clear every filter and the selection; the map and open tabs stay."""
    blank = View().with_layout(current())
    st.session_state["view"] = blank
    st.session_state["notices"] = []
    _set_widgets(blank)


def dismiss_notices() -> None:
    """Forget the notices about the address."""
    st.session_state["notices"] = []


def select(*, place: str | None = None, claim: str | None = None) -> None:
    """Select a place, a claim or both; without either, clear the selection."""
    st.session_state["view"] = replace(
        cast("View", st.session_state["view"]), place=place, claim=claim
    )


def open_evidence() -> None:
    """Open the tab with the evidence of what is selected."""
    st.session_state["panel"] = PANELS[""]


def open_article(article_id: str, stop: str | None = None) -> None:
    """Open the reading view of an article, at a stop in it or else at what is selected."""
    session = st.session_state
    session["panel"], session["w_read"] = PANELS["read"], article_id
    navigation.go(navigation.MAP)
    session["go"] = {"n": session.get("go", {}).get("n", 0) + 1, "to": stop}


def brush(first: object, last: object, *, stretch: bool = False, clock: object = None) -> None:
    """Filter by the days chosen on the timeline; without any, clear the day filter.

    Parameters
    ----------
    first, last
        ISO days, in either order. Anything else is ignored.
    stretch
        Whether to extend the filter in force to these days.
    clock
        Which of the three dates the days are of; that of the filter in force when None.
    """
    session = st.session_state
    days = [
        day for value in (first, last) if isinstance(value, str) and (day := day_in_reach(value))
    ]
    if stretch:
        days += [day for day in (session["w_from"], session["w_to"]) if day]
    session["w_from"], session["w_to"] = (min(days), max(days)) if days else (None, None)
    if clock in CLOCKS and days:
        session["w_clock"] = clock
    if not days:
        show_undated(show=False)


def show_undated(*, show: bool) -> None:
    """Keep claims without a day in sight of the day filter, or let it hide them."""
    st.session_state["w_show_undated"] = show


def draw_lines(*, every: bool) -> None:
    """Draw the border line of every map, or only the one that is measured from."""
    session = st.session_state
    between = shown_border.border(current())
    own = [between.line.id] if between.line else []
    session["w_lines"] = list(between.by_id) if every else own


def choose_pair() -> None:
    """Show the border between the two countries chosen; what belonged to another one goes.

    The map moves to where the articles have it.
    """
    session = st.session_state
    between = border_of(session["w_pair"])
    line = between.line.id if between.line else ""
    session["w_border"], session["w_lines"] = line, [line]
    if session["w_voice"] not in {"", AGREED, DISPUTED, *sides(between).values()}:
        session["w_voice"] = ""
    session["w_beside"] = ""
    number = session.get("focus", {}).get("n", 0)
    session["opening"] = None
    session["focus"] = {"n": number + 1, "bounds": None, "reveal": False, "home": True}


def set_beside(differ_in: str = "") -> None:
    """Draw two maps that differ in one thing (``View.beside``); without it, one map."""
    st.session_state["w_beside"] = differ_in


def keep_within(area: str) -> None:
    """Show only the claims that name a place within an area; without one, all of them."""
    st.session_state["w_within"] = area


def focus(*, place: str | None = None, claim: str | None = None, reveal: bool = True) -> None:
    """Select a place or a claim and move the map there.

    Parameters
    ----------
    place, claim
        Ids.
    reveal
        Whether the page with the map opens, and scrolls to it.
    """
    # beside the map, a claim that names only a land is seen already: the map stays near the event
    countries = reveal and navigation.current() != navigation.MAP
    if reveal:
        navigation.go(navigation.MAP)
    # the number makes the map move even if the same place is asked for again
    number = st.session_state.get("focus", {}).get("n", 0)
    st.session_state["focus"] = {
        "n": number + 1,
        "place": place,
        "claim": claim,
        "reveal": reveal,
        "countries": countries,
    }
    select(place=place, claim=claim)


def write_address() -> None:
    """Write the view's part of the address, if it changed; the map's script writes its own three.

    It is one call, because Streamlit 1.67.0 adds an entry to the browser's history for each
    parameter that is set on its own.
    """
    view = current()
    now = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in MAP_FIELDS
    }
    wanted = {
        name: value if isinstance(value, list) else [value]
        for name, value in to_parameters(view).items()
    }
    if now != wanted:
        st.query_params.from_dict(wanted)
