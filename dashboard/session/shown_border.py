"""Which border a visitor's view is of."""

from __future__ import annotations

import streamlit as st

from dashboard.query.border import Border, border_of, default_pair
from dashboard.query.index import Index
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from dashboard.view.settings import read_settings
from dashboard.view.view import View


def own_pair(index: Index | None = None) -> str:
    """Return the pair of a view that names none, as in the address; "" for none.

    It is the operator's, else that of ``story.toml``, else what the articles are about.
    """
    return default_pair(index or corpora.index(), read_settings().pair)


def border(view: View) -> Border:
    """Return the border that a view is of, measured from the line it names.

    Where there is no line of the name it is the first one, which is the most detailed.
    """
    return border_of(view.pair or own_pair(), view.border)


def drawn(shown: Shown) -> list[str]:
    """Return the ids of the border lines that a view draws: the one it measures from, and others.

    The others are those that it asks for; by default there are none.
    """
    own = shown.border.line.id if shown.border.line else ""
    return [name for name in shown.border.drawable if name == own or name in shown.view.lines]


def border_now() -> Border:
    """Return the border of this visitor's view, also on a page that has none yet."""
    session = st.session_state
    if "view" not in session:
        return border_of(own_pair())
    return border_of(session.get("w_pair") or own_pair(), session.get("w_border") or "")
