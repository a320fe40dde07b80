"""The handle of the panel beside the map, which on a phone is a sheet over the map's lower part."""

from __future__ import annotations

import streamlit as st

from dashboard.html.piece_styles import PARTS
from dashboard.html.templates import render

_mount = st.components.v2.component(
    "claimline_sheet",
    html=str(render("sheet.html")),
    css=(PARTS / "sheet.css").read_text(encoding="utf-8"),
    js=(PARTS / "sheet.js").read_text(encoding="utf-8"),
)


def handle() -> None:
    """Draw the handle at the top of the panel; ``layout.html`` shows it on a phone only."""
    _mount(key="sheet")
