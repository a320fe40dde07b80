"""The choices of where, what is measured from, and which statement of the advance is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.html.wording import area_words, map_name, missing_label, no_markup
from dashboard.map.advance_marks import length_label
from dashboard.query.border import pair_choices
from dashboard.query.selection import Shown
from dashboard.session import state
from dashboard.view.area import Circle, address_of
from loaders.export.captions import sentence

_RADII_KM = (5, 10, 25, 50, 100)
"""Radii in kilometres that can be chosen round a place."""
_PAIR_WIDTH = 250
"""Width in pixels of the choice of a border in the bar: two names of countries and a number."""
_MOST_OFFERED = 200
"""Statements of an advance that can be chosen in the list."""


def border_choice(shown: Shown, *, beside: bool) -> None:
    """Draw the choice of the two countries whose border the view is of, the likely ones first.

    Parameters
    ----------
    shown
        What the view shows.
    beside
        Whether it stands in the bar, which has no room for its label.
    """
    pair = shown.border.pair
    names = pair_choices(shown.index, pair)
    st.selectbox(
        "Border between",
        list(names) if pair else ["", *names],
        key="w_pair",
        format_func=lambda name: names.get(name, "Choose a border"),
        on_change=state.choose_pair,
        label_visibility="collapsed" if beside else "visible",
        width=_PAIR_WIDTH if beside else "stretch",
        help=None if beside else "First those that the articles are about.",
    )


def measured_from(shown: Shown) -> None:
    """Draw the choice of the border line that sides and distances are measured from."""
    border = shown.border
    lines = border.by_id
    if not lines:
        st.caption(f"{sentence(border.absent or border.no_line)}: nothing is measured from one.")
        return
    # another pair's line may have been chosen before the articles changed
    if st.session_state["w_border"] not in lines:
        st.session_state["w_border"] = next(iter(lines))
    st.selectbox(
        "Measure from",
        list(lines),
        key="w_border",
        format_func=lambda name: f"Border in {map_name(lines[name])}",
        help=f"Sides and distances are measured from this line. {border.agreement}.",
    )


def drawn_statement(shown: Shown) -> None:
    """Draw the choice of the statement of the advance that is drawn, where there is one."""
    if not (shown.drawn_advances or st.session_state["w_reading"]):
        return
    advances = _advances(shown)
    st.selectbox(
        "Statement of the advance",
        list(advances),
        key="w_reading",
        format_func=advances.__getitem__,
    )


def within(shown: Shown) -> None:
    """Draw the choice of a circle round the selected place that claims must name a place in."""
    chosen = st.session_state["w_within"]
    place = shown.places.get(shown.view.place or "")
    names = {"": "Everywhere"}
    if place and place.lat is not None and place.lon is not None:
        names |= {
            address_of(Circle(place.lat, place.lon, km)): f"Within {km} km of {place.name}"
            for km in _RADII_KM
        }
    names.setdefault(chosen, area_words(chosen).capitalize())
    if len(names) > 1:
        st.selectbox("Where", list(names), key="w_within", format_func=names.__getitem__)
    else:
        st.caption("Select a place to filter by what lies round it.")


def _advances(shown: Shown) -> dict[str, str]:
    """Return the statements of an advance that can be chosen, by id, with their words."""
    advances = shown.drawn_advances
    chosen = st.session_state["w_reading"]
    # more would be most of what the page sends; a filter brings others to the front
    offered = {r.id for r in advances[:_MOST_OFFERED]} | {chosen}
    short = f", {_MOST_OFFERED} of them here" if len(advances) > _MOST_OFFERED else ""
    names = {"": f"All ({len(advances):,}{short})"}
    names |= {
        r.id: f"{length_label(r)}, {no_markup(r.claim.who)}: {missing_label(r.missing[0])}"
        for r in advances
        if r.id in offered
    }
    names.setdefault(chosen, "One statement, hidden by the filters")
    return names
