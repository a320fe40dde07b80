"""A piece of the page whose words can be clicked: safe HTML in, what was chosen out, and no reload.

The HTML comes from templates, which escape what is not ours. What the browser sends back is checked
against what exists before it is used (``dashboard.session.actions``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st
from markupsafe import Markup

from dashboard.html.piece_styles import look_of, mount_piece
from dashboard.session.actions import handle_action

Look = Literal["reader", "claims", "compare", "time", "unmapped", "head", "answers", "strip"]
_mount = mount_piece(
    "claimline_clickable",
    *("article", "tables", "compare", "time", "strip", "answers", "unmapped", "head"),
)


def clickable(
    html: Markup,
    look: Look,
    label: str,
    *,
    scrolls: str = "",
    go: dict[str, Any] | None = None,
    what: str = "",
) -> None:
    """Draw HTML that can be clicked; the view's selection lights up in it.

    Parameters
    ----------
    html
        What a template gave; its macro ``act`` makes what can be chosen.
    look
        Which part of the style sheet it takes, and its key.
    label
        Its name for screen readers.
    scrolls
        A CSS height where it scrolls by itself, else it is as high as its content.
    go
        ``n`` (a number that changes when something is to come into view) and ``to`` (a stop, or
        None for what is selected).
    what
        Names what is shown: something else begins at its top.
    """
    view = st.session_state["view"]
    key = f"clickable_{look}"
    on_act: Callable[[], None] = lambda: handle_action(key)  # noqa: E731  (a callback takes no argument)
    _mount(
        key=key,
        data={
            "html": str(html),
            "look": look_of(look),
            "label": label,
            "scrolls": scrolls,
            "go": go,
            "what": what,
            "chosen": {"claim": view.claim, "place": view.place},
        },
        on_act_change=on_act,
    )
