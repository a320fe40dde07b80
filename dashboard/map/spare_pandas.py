"""Leaves pandas out of the app: 50 MB and half a second of a start, for what is never used here.

Whoever needs it later, such as the export as GeoPackage, imports it as ever. Of pyarrow, which
Streamlit does need, the pool of memory that gives nothing back is left out. Where another version
of folium or Streamlit works otherwise, pandas is loaded, and nothing else changes.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from functools import wraps

_OPTIONAL, _NEEDING = "pandas", "folium"
_ASKED = "is_dataframe_like"
_ASKING = (
    "streamlit.components.v1.custom_component",
    "streamlit.components.v2.bidi_component.serialization",
)
"""The modules of Streamlit 1.67.0 that ask it of each value passed to a component."""


def import_folium() -> None:
    """Import folium; unless somebody has it already, pandas looks as if it were not installed."""
    # pyarrow 26.0.1 reads this once, when it is imported: its own pool holds 24 MB more
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if _OPTIONAL in sys.modules or _NEEDING in sys.modules:
        return
    # folium 0.20.0 imports it in a ``try``, and goes without where that fails
    sys.modules[_OPTIONAL] = None  # type: ignore[assignment]
    try:
        importlib.import_module(_NEEDING)
    except ImportError:
        # one that does need it is imported with it, by whoever draws the map
        for name in [name for name in sys.modules if name.partition(".")[0] == _NEEDING]:
            del sys.modules[name]
    finally:
        sys.modules.pop(_OPTIONAL, None)


def pass_plain_values() -> None:
    """Have lists and dictionaries passed to a component as they are.

    Streamlit 1.67.0 imports pandas to ask of each whether it is a table of its own. None is here.
    """
    for name in _ASKING:
        try:
            module = importlib.import_module(name)
            is_table = getattr(module, _ASKED)
        except (ImportError, AttributeError):
            continue
        setattr(module, _ASKED, _but_of_plain(is_table))


def _but_of_plain(is_table: Callable[[object], bool]) -> Callable[[object], bool]:
    """Return a question that is answered with no for lists and dictionaries, and else asked on."""

    @wraps(is_table)
    def is_table_of_its_own(value: object) -> bool:
        return not isinstance(value, list | dict) and is_table(value)

    return is_table_of_its_own
