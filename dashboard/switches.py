"""The switches above the map: whose claims, which border lines and which one is counted from, which reading of the advance."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.advance import length_label
from dashboard.shown import BOTH, sides
from dashboard.state import reset
from geodata.borders import BorderLine, border_lines
from loaders.readings import Reading


def switches(readings: Sequence[Reading], line: BorderLine, *, active: bool) -> None:
    """Draw the switches; their values live in the session under ``w_`` keys.

    Parameters
    ----------
    readings
        Every reading the filters leave, whichever of them is drawn.
    line
        The line that is counted from.
    active
        Whether there is anything to put back.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        names = {"": "All", **{party: f"{party} says" for party in sorted(sides(line).values())}, BOTH: "Both say"}
        st.segmented_control(
            "Whose claims", list(names), key="w_voice", format_func=names.__getitem__, required=True, label_visibility="collapsed"
        )
        _lines(line)
        _readings(readings)
        st.button(
            "Reset",
            on_click=reset,
            key="reset_top",
            icon=":material/restart_alt:",
            disabled=not active,
            help="Show everything again",
            type="tertiary",
        )


def _lines(line: BorderLine) -> None:
    lines = border_lines()
    drawn = sum(1 for name in lines if name == line.id or name in st.session_state["w_lines"])
    with st.popover(f"Border lines: {drawn} of {len(lines)}", icon=":material/border_style:", key="lines"):
        st.caption("The parties have agreed on no line. Each of these is one map’s; none is the border.")
        st.pills("Draw", list(lines), key="w_lines", format_func=lambda name: str(lines[name].properties["label"]), selection_mode="multi")
        st.radio(
            "Count sides, shares and distances from",
            list(lines),
            key="w_border",
            format_func=lambda name: str(lines[name].properties["label"]),
            help="The line that is counted from is always drawn.",
        )


def _readings(readings: Sequence[Reading]) -> None:
    names = {"": "Every statement of the distance"} | {r.id: f"{length_label(r)}, {r.claim.speaker}: {r.missing[0]}" for r in readings}
    chosen = st.session_state["w_reading"]
    names.setdefault(chosen, "The statement chosen: hidden by the filters")
    if len(names) == 1:
        return
    with st.popover(f"Advance: {'1 of ' if chosen else 'all '}{len(readings)}", icon=":material/straighten:", key="readings"):
        st.caption("Each statement of a distance is drawn as its own words allow. They are never averaged.")
        st.radio("Draw", list(names), key="w_reading", format_func=names.__getitem__)
