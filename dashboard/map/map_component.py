"""The map as a component: a base script that never changes, and a payload that follows the view.

streamlit-folium 0.27.4 makes a hash of the base script, and mounts the map anew when it changes.
The browser asks no host but ours.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable
from typing import Any

import folium
import streamlit as st

from dashboard.map.advance_marks import disputes_of
from dashboard.map.extent import claim_bounds, place_bounds
from dashboard.map.mark_quotes import mark_quotes
from dashboard.map.offline_map import OfflineMap, Show, Start, in_frame, lines_in_frame, mount_map
from dashboard.map.opening import stated_home
from dashboard.map.payload import drawn_map
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from dashboard.session import shown_border, state
from dashboard.view.area import address_of, area_of
from dashboard.view.base_maps import BASEMAPS
from dashboard.view.settings import read_settings
from dashboard.view.view import PANELS
from loaders import Relation

HEIGHT = 574
"""Height of the map with its legend and caption in pixels, until its script has taken what the
screen leaves: streamlit-folium 0.27.4 leaves white space below a map without one
(https://github.com/randyzwitch/streamlit-folium/issues/213)."""


def map_panel(
    shown: Shown, key: str = "map", answers: Callable[[], Collection[str]] = tuple
) -> tuple[list[str], bool]:
    """Draw the map of a view.

    Parameters
    ----------
    shown
        What the view shows.
    key
        The component's key: each of two maps in one page has its own.
    answers
        Finds the claims by which a side preferably answers an advance: those of the headline. Only
        asked where the map is not cached.

    Returns
    -------
    tuple of list of str and bool
        Notices about what could not be drawn, and whether the browser's map changes.
    """
    session = st.session_state
    now = drawn_map(
        shown,
        shown_border.drawn(shown),
        lambda: disputes_of(_relations_shown(shown), shown.corpus, shown.border, answers()),
    )
    session[f"{key}_marks"] = now.selections
    payload = now.with_visitor(_own(shown, _focus(shown)) | _quotes(shown, now.quoted))
    # another border has another home view: the map is then mounted anew
    if "map_config" not in session or session.get("map_of") != shown.border.pair:
        session["map_of"] = shown.border.pair
        (south, west), (north, east) = now.home
        session["map_config"] = {
            "base": in_frame("base.geojson"),
            "borders": lines_in_frame(shown.border, (west + east) / 2, (south + north) / 2),
            "home": now.home,
            "view": _opening(shown),
            "session": secrets.token_hex(8),
        }
    (south, west), (north, east) = session["map_config"]["home"]
    drawn = OfflineMap(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=11,
        zoom_snap=0.5,
        zoom_delta=0.5,
        min_zoom=2,
    )
    Start(session["map_config"]).add_to(drawn)
    group = folium.FeatureGroup(name="marks")
    Show(payload).add_to(group)
    mount_map(drawn, group, key, HEIGHT, lambda: _clicked(key))
    sent = hashlib.sha256(payload.encode()).hexdigest()
    changed = session.get(f"{key}_sent") != sent
    session[f"{key}_sent"] = sent
    return now.notices, changed


def _relations_shown(shown: Shown) -> list[Relation]:
    """Return the relations between claims that are shown: a tag at a mark leads to its claim."""
    seen = shown.by_claim
    return [r for r in corpora.relations(shown) if r.a in seen and r.b in seen]


def _opening(shown: Shown) -> dict[str, float] | None:
    """Return where the map opens: as the address says, else as ``story.toml`` does."""
    opening = st.session_state.get("opening") or stated_home(shown)
    return {"lat": opening[0], "lon": opening[1], "zoom": opening[2]} if opening else None


def _clicked(key: str) -> None:
    """Select what was clicked on a map; an id is checked against those that exist."""
    event = st.session_state.get(key)
    if not isinstance(event, dict) or event.get("at") == st.session_state.get("last_click"):
        return
    st.session_state["last_click"] = event.get("at")
    if event.get("lines") in {"all", "one"}:
        state.draw_lines(every=event["lines"] == "all")
        return
    if event.get("clear") is True:
        state.select()
        return
    if event.get("days") == "every":
        state.brush(None, None)
        return
    if isinstance(event.get("within"), str):
        area = area_of(event["within"])
        state.keep_within(address_of(area) if area else "")
        return
    known = st.session_state.get(f"{key}_marks", {})
    selection = known.get(str(event.get("mark")))
    if selection and event.get("claim") in corpora.load().claims:
        # one of the tags at a mark: each has a claim of its own
        selection = {**selection, "claim": str(event["claim"])}
    if selection:
        state.select(**selection)
        article = _article_of(selection) if st.session_state["panel"] == PANELS["read"] else None
        if article:
            state.open_article(article)
        else:
            state.open_evidence()


def _article_of(selection: dict[str, str | None]) -> str | None:
    """Return the article that holds what was selected: the one being read, or the first."""
    corpus, reading = corpora.load(), st.session_state["w_read"]
    if selection["claim"] in corpus.claims:
        return corpus.claims[str(selection["claim"])][0].id
    named = [
        a.id
        for a in corpus.articles
        if any(m.place_id == selection["place"] and m.role == "literal" for m in a.places)
    ]
    return reading if reading in named else next(iter(named), None)


def _focus(shown: Shown) -> dict[str, Any] | None:
    """Return where the map was last asked to move, with the number of the request.

    The bounds are found once for each request.
    """
    request = st.session_state.get("focus")
    if request is None:
        return None
    if "bounds" not in request:
        place, claim = request["place"], request["claim"]
        bounds = claim_bounds(claim, shown, countries=request["countries"]) if claim else None
        request["bounds"] = bounds or (place_bounds(place, shown.places) if place else None)
    return {name: request[name] for name in ("n", "bounds", "reveal", "home") if name in request}


def _quotes(shown: Shown, claims: Iterable[str]) -> dict[str, Any]:
    """Return what an embedded map says of its marks; elsewhere the page beside it does."""
    if not st.context.is_embedded:
        return {}
    return {"title": read_settings().title, "quotes": mark_quotes(shown, claims)}


def _own(shown: Shown, focus: dict[str, Any] | None) -> dict[str, Any]:
    """Return the members of the map script's payload that belong to this visitor alone."""
    view = shown.view
    basemap = BASEMAPS.get(view.basemap)
    return {
        "theme": "dark" if st.context.theme.type == "dark" else "light",
        "selected": {"place": view.place, "claim": view.claim},
        "voice": view.voice,
        "focus": focus,
        "basemap": basemap.payload() if basemap else None,
        "embedded": st.context.is_embedded,
    }
