"""The styles of the page's own pieces: one file each in ``parts``, over the base they share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.html.symbology import colour_variables
from dashboard.html.templates import render

PARTS = Path(__file__).resolve().parent / "parts"
_BASE = "base"


def mount_piece(name: str, *sheets: str) -> Callable[..., Any]:
    """Return what mounts a piece of this name whose words can be pressed, in some styles."""
    mount: Callable[..., Any] = st.components.v2.component(
        name,
        html=str(render("frame.html")),
        css=styles(*sheets),
        js=(PARTS / "clickable.js").read_text(encoding="utf-8"),
    )
    return mount


def look_of(look: str) -> str:
    """Return the name of a piece's styles, for the theme in force."""
    return f"{look} dark" if st.context.theme.type == "dark" else look


def styles(*names: str) -> str:
    """Return the styles of some pieces, with the colours that they share with the map.

    Parameters
    ----------
    names
        Files of ``parts`` without their ending, in order.
    """
    colours = colour_variables(".frame", ".frame:has(> .dark)", ("left", "right", "advance-text"))
    sheets = ((PARTS / f"{name}.css").read_text(encoding="utf-8") for name in (_BASE, *names))
    return colours + "".join(sheets)
