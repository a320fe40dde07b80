"""A piece of the page whose words can be clicked: safe HTML in, what was chosen out, and no reload.

Everything in the HTML that is not ours passes through ``html.escape`` before it comes here. What
the browser sends back is checked against what exists before it is used
(``dashboard.session.actions``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from dashboard.html.symbology import colour_variables
from dashboard.session.actions import handle_action

Look = Literal["reader", "claims", "ledger", "time", "tray"]
_PARTS = Path(__file__).resolve().parent / "parts"
_mount = st.components.v2.component(
    "claimline_clickable",
    html='<div class="frame">\n<div class="cl"></div>\n</div>',
    css=colour_variables(".frame", ".frame:has(> .dark)", ("left", "right", "advance-text"))
    + (_PARTS / "clickable.css").read_text(encoding="utf-8"),
    js=(_PARTS / "clickable.js").read_text(encoding="utf-8"),
)


def clickable(
    html: str,
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
        Escaped HTML; ``act`` and ``attributes`` make what can be chosen.
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
    dark = " dark" if st.context.theme.type == "dark" else ""
    on_act: Callable[[], None] = lambda: handle_action(key)  # noqa: E731  (a callback takes no argument)
    _mount(
        key=key,
        data={
            "html": html,
            "look": f"{look}{dark}",
            "label": label,
            "scrolls": scrolls,
            "go": go,
            "what": what,
            "chosen": {"claim": view.claim, "place": view.place},
        },
        on_act_change=on_act,
    )


def act(**told: object) -> str:
    """Return the attribute that makes an element send something when it is chosen."""
    return f' data-act="{escape(json.dumps(told, ensure_ascii=False))}"'


def attributes(**named: str | None) -> str:
    """Return attributes, escaped; those without a value are left out.

    ``c``, ``p``, ``stop``, ``tip`` become ``data-…``.
    """
    return "".join(f' data-{name}="{escape(value)}"' for name, value in named.items() if value)
