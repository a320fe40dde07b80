"""Imports folium without pandas, which it takes where it is installed and never uses here.

pandas, and pyarrow behind it, take 67 MB and half a second of a start. Whoever needs them later
imports them as ever.
"""

from __future__ import annotations

import importlib
import sys

_OPTIONAL = "pandas"


def import_folium() -> None:
    """Import folium; unless somebody has it already, pandas looks as if it were not installed."""
    if _OPTIONAL in sys.modules or "folium" in sys.modules:
        return
    # folium 0.20.0 imports it in a ``try``, and goes without where that fails
    sys.modules[_OPTIONAL] = None  # type: ignore[assignment]
    try:
        importlib.import_module("folium")
    finally:
        del sys.modules[_OPTIONAL]
