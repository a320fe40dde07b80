"""Leaves pandas out of the app: 50 MB and half a second of a start, for what is never used here.

Whoever needs it later, such as the export as GeoPackage, imports it as ever. Of pyarrow, which
Streamlit does need, the pool of memory that gives nothing back is left out.
"""

from __future__ import annotations

import importlib
import os
import sys

from streamlit.components.v1 import custom_component
from streamlit.components.v2.bidi_component import serialization

_OPTIONAL = "pandas"
_ASKED = "is_dataframe_like"


def import_folium() -> None:
    """Import folium; unless somebody has it already, pandas looks as if it were not installed."""
    # pyarrow 26.0.1 reads this once, when it is imported: its own pool holds 24 MB more
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if _OPTIONAL in sys.modules or "folium" in sys.modules:
        return
    # folium 0.20.0 imports it in a ``try``, and goes without where that fails
    sys.modules[_OPTIONAL] = None  # type: ignore[assignment]
    try:
        importlib.import_module("folium")
    finally:
        del sys.modules[_OPTIONAL]


def pass_plain_values() -> None:
    """Have lists and dictionaries passed to a component as they are."""
    is_table = getattr(custom_component, _ASKED)

    def is_table_of_its_own(value: object) -> bool:
        return not isinstance(value, list | dict) and is_table(value)

    # Streamlit 1.67.0 imports pandas to ask of each whether it is a table of its own. None is here
    for module in (custom_component, serialization):
        setattr(module, _ASKED, is_table_of_its_own)
