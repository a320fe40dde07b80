"""The view in a visitor's session: seeded once from the address, changed by widgets and clicks, written back at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import streamlit as st

from dashboard.basemaps import BASEMAPS
from dashboard.shown import BOTH, same_article, sides, slug
from dashboard.view import MAP_FIELDS, Choices, Clock, View, parse, to_parameters
from geodata import gazetteer
from geodata.borders import BorderLine, border_lines
from geodata.layers import roads
from loaders import Corpus
from loaders.readings import find_readings

_WIDGETS = {
    "source": [],
    "party": [],
    "topic": [],
    "q": "",
    "clock": "event",
    "show_undated": True,
    "from": None,
    "to": None,
    "basemap": "",
    "border": "",
    "lines": [],
    "voice": "",
    "reading": "",
}


def choices(corpus: Corpus) -> Choices:
    """Return every id that means something in an address now."""
    places = gazetteer.load()
    claims = [claim for article in corpus.articles for claim in article.claims]
    return Choices(
        source={s for article in corpus.articles for s in (slug(article), article.id)},
        party={claim.party for claim in claims},
        topic={claim.topic for claim in claims},
        place=set(places.places) | set(roads()),
        claim={claim.id for claim in claims},
        border=set(border_lines()),
        lines=set(border_lines()),
        voice={BOTH, *sides(picked("")).values()},
        reading={r.id for a in corpus.articles for r in find_readings(a, places)},
        basemap=set(BASEMAPS),
    )


def picked(border: str | None) -> BorderLine:
    """Return the line a view counts from: the one named, else the first, whose corners are closest."""
    lines = border_lines()
    return lines.get(border or "") or next(iter(lines.values()))


def drawn(view: View) -> list[str]:
    """Return the ids of the lines a view draws."""
    return list(view.lines or border_lines())


def begin(corpus: Corpus) -> list[str]:
    """Seed the session from the address on its first run; return the notices to show."""
    session = st.session_state
    if "view" not in session:
        parameters = {name: st.query_params.get_all(name) for name in st.query_params}
        parameters["source"] = [_current_id(value, corpus) for value in parameters.get("source", [])]
        view, notices = parse(parameters, choices(corpus))
        _seed(view)
        session["view"] = view
        session["opening"] = (view.lat, view.lon, view.zoom) if view.zoom is not None else None
        session["notices"] = notices
    return cast("list[str]", session["notices"])


def _current_id(source: str, corpus: Corpus) -> str:
    """Return the id an article has now for a source that names it by its hash: a corrected title breaks no link."""
    if source in {slug(article) for article in corpus.articles}:
        return source
    return next((article.id for article in corpus.articles if same_article(source, article)), source)


def keep() -> None:
    """Hold on to the widgets' values on pages that do not draw them: Streamlit forgets a widget it did not see."""
    for name, blank in _WIDGETS.items():
        key = f"w_{name}"
        if key in st.session_state or "view" in st.session_state:
            st.session_state[key] = st.session_state.get(key, blank)


def _seed(view: View) -> None:
    session = st.session_state
    wanted: dict[str, Any] = {
        "source": list(view.source),
        "party": list(view.party),
        "topic": list(view.topic),
        "q": view.q,
        "clock": view.clock,
        "show_undated": view.undated == "show",
        "from": date.fromisoformat(view.date_from) if view.date_from else None,
        "to": date.fromisoformat(view.date_to) if view.date_to else None,
        "basemap": view.basemap,
        "border": picked(view.border).id,
        "lines": list(view.lines or border_lines()),
        "voice": view.voice,
        "reading": view.reading or "",
    }
    for name, value in wanted.items():
        session[f"w_{name}"] = value


def current() -> View:
    """Return the view as the widgets and the last click have it."""
    session = st.session_state
    first, last = session["w_from"], session["w_to"]
    if first and last and first > last:
        first, last = last, first
    border = picked(session["w_border"]).id
    # the line that is counted from is always drawn
    lines = tuple(name for name in border_lines() if name == border or name in session["w_lines"])
    return replace(
        cast("View", session["view"]),
        source=tuple(session["w_source"]),
        party=tuple(session["w_party"]),
        topic=tuple(session["w_topic"]),
        q=session["w_q"].strip(),
        clock=cast("Clock", session["w_clock"] or "event"),
        undated="show" if session["w_show_undated"] else "hide",
        date_from=first.isoformat() if first else None,
        date_to=last.isoformat() if last else None,
        basemap=session["w_basemap"] or "",
        border="" if border == picked("").id else border,
        lines=() if len(lines) == len(border_lines()) else lines,
        voice=session["w_voice"] or "",
        reading=session["w_reading"] or None,
    )


def reset() -> None:
    """Put every filter and the selection back; the map stays where it is."""
    session = st.session_state
    session["view"] = View()
    session["notices"] = []
    _seed(View())


def dismiss_notices() -> None:
    """Forget the notices about the address."""
    st.session_state["notices"] = []


def select(*, place: str | None = None, claim: str | None = None) -> None:
    """Select a place, a claim or both; nothing selects nothing."""
    st.session_state["view"] = replace(cast("View", st.session_state["view"]), place=place, claim=claim)


def open_evidence() -> None:
    """Bring the tab with the sentences to the front: what was clicked shows there."""
    st.session_state["panel"] = "Evidence"


def focus(bounds: list[list[float]], *, place: str | None = None, claim: str | None = None) -> None:
    """Take the map to bounds (``[[south, west], [north, east]]``, degrees), every time it is asked."""
    number = st.session_state.get("focus", {}).get("nonce", 0)
    st.session_state["focus"] = {"nonce": number + 1, "bounds": bounds}
    select(place=place, claim=claim)


def write_address(view: View) -> None:
    """Write the view's part of the address in one call, if it changed; the map's script owns its three fields."""
    now = {name: st.query_params.get_all(name) for name in st.query_params if name not in MAP_FIELDS}
    wanted = {name: value if isinstance(value, list) else [value] for name, value in to_parameters(view).items()}
    if now != wanted:
        st.query_params.from_dict(wanted)
