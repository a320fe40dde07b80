"""The styles of the page's own pieces: one file each in ``parts``, over the base they share."""

from __future__ import annotations

from pathlib import Path

from dashboard.html.symbology import colour_variables

PARTS = Path(__file__).resolve().parent / "parts"
_BASE = "base"


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
