"""Where folium or Streamlit work otherwise than today's, the app loads pandas and goes on."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT


def runs(code, *path):
    """Return whether some lines run in a process of its own, with folders before the packages."""
    paths = os.pathsep.join(map(str, (*path, ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths}, cwd=ROOT, check=False
    )
    return done.returncode == 0


def test_a_folium_that_needs_pandas_is_imported_with_it(tmp_path):
    (tmp_path / "pandas.py").write_text("", encoding="utf-8")
    (tmp_path / "folium").mkdir()
    (tmp_path / "folium" / "__init__.py").write_text("from . import inner", encoding="utf-8")
    (tmp_path / "folium" / "inner.py").write_text("import pandas", encoding="utf-8")
    assert runs(
        "from dashboard.map.spare_pandas import import_folium; import_folium();"
        " import folium, pandas; assert folium.inner.pandas is pandas",
        tmp_path,
    )


def test_a_streamlit_that_asks_nothing_is_left_as_it_is():
    assert runs(
        "from streamlit.components.v1 import custom_component as first;"
        " from streamlit.components.v2.bidi_component import serialization as second;"
        " del first.is_dataframe_like;"
        " from dashboard.map.spare_pandas import pass_plain_values; pass_plain_values();"
        " assert not hasattr(first, 'is_dataframe_like');"
        " assert not second.is_dataframe_like({'a': 1})"
    )
