"""A piece of the overview whose words can be pressed: HTML in, what was pressed out.

It is the piece of ``dashboard.html.component`` with another receiver: nothing of articles in memory
is asked for.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.html.piece_styles import look_of, mount_piece
from dashboard.overview import asking

_mount = mount_piece("claimline_overview", "tables", "overview")


def pressable(html: Markup, look: str, label: str, *, what: str = "") -> None:
    """Draw HTML that can be pressed.

    Parameters
    ----------
    html
        What a template gave; its macro ``act`` makes what can be chosen.
    look
        Which part of the style sheet it takes, and its key.
    label
        Its name for screen readers.
    what
        Names what is shown: something else begins at its top.
    """
    key = f"overview_{look}"
    _mount(
        key=key,
        data={"html": str(html), "look": look_of(look), "label": label, "what": what},
        on_act_change=lambda: asking.choose(st.session_state[key].get("act")),
    )
