"""Where the files lie that ship with the program but are no part of a package.

In a checkout they stand at its top, beside the packages. The wheel puts the same files, in the same
order, below ``dashboard/site``, so that no package named ``static`` or ``seeds`` is installed.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGES = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGES / "dashboard" / "site"

TOP = _INSTALLED if _INSTALLED.is_dir() else _PACKAGES
"""The folder of all of them; Streamlit's options stand in its ``.streamlit``."""
APP = TOP / "app.py"
"""The script that Streamlit serves. It finds its options beside it."""
SEEDS = TOP / "seeds"
"""The articles that are shown where no other folder is named."""
STATIC = TOP / "static"
"""What the browser fetches by address."""
