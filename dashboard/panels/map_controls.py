"""The switches above the map.

Whose claims, which border line is measured from, which statement of the advance is drawn.
"""

from __future__ import annotations

import streamlit as st

from dashboard.html.wording import map_name, missing_label, no_markup
from dashboard.map.advance_marks import length_label
from dashboard.query.selection import BOTH, Shown
from dashboard.query.sides import sides
from dashboard.session.state import reset
from geodata.borders import border_lines

_MOST_OFFERED = 200
"""Statements of an advance that can be chosen in the list."""


def map_controls(shown: Shown) -> None:
    """Draw the switches; their values live in the session under ``w_`` keys.

    Always on the page, never in a popover: in Streamlit 1.67.0 a widget that the browser has not
    drawn gives back its old value after a reset.
    """
    choices = {
        "": "All",
        **{party: f"{party} says" for party in sorted(sides(shown.line).values())},
        BOTH: "Both say",
    }
    lines = border_lines()
    advances = _advances(shown)
    # at 1400 pixels all of them just fit one row, beside an open side bar
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.segmented_control(
            "Whose claims",
            list(choices),
            key="w_voice",
            format_func=choices.__getitem__,
            required=True,
            label_visibility="collapsed",
        )
        st.selectbox(
            "Border line that sides and distances are measured from",
            list(lines),
            key="w_border",
            format_func=lambda name: f"Measure from: border in {map_name(lines[name])}",
            label_visibility="collapsed",
            width=284,
        )
        st.selectbox(
            "Statement of the advance that is drawn",
            list(advances),
            key="w_reading",
            format_func=advances.__getitem__,
            label_visibility="collapsed",
            width=205,
        )
        st.button(
            "Reset",
            on_click=reset,
            key="reset_top",
            icon=":material/restart_alt:",
            disabled=not shown.view.touched,
            help="Show everything again",
            type="tertiary",
        )


def _advances(shown: Shown) -> dict[str, str]:
    """Return the statements of an advance that can be chosen, by id, with their words."""
    advances = shown.drawn_advances
    chosen = st.session_state["w_reading"]
    # more would be most of what the page sends; a filter brings others to the front
    offered = {r.id for r in advances[:_MOST_OFFERED]} | {chosen}
    short = f"; {_MOST_OFFERED} of them here" if len(advances) > _MOST_OFFERED else ""
    every = f"all {len(advances):,} statements{short}"
    names = {"": f"Advance: {every if len(advances) != 1 else 'the one statement'}"}
    names |= {
        r.id: f"{length_label(r)}, {no_markup(r.claim.speaker)}: {missing_label(r.missing[0])}"
        for r in advances
        if r.id in offered
    }
    names.setdefault(chosen, "One statement, hidden by the filters")
    return names
