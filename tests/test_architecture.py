"""Imports point one way, and documents say what the code does."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys

import pytest

from dashboard.view.settings import VARIABLES
from dashboard.view.view import PARAMETERS
from tests.conftest import ROOT

ALLOWED = {
    "geodata": {"geodata"},
    "loaders": {"geodata", "loaders"},
    "dashboard": {"geodata", "loaders", "dashboard"},
}
FORBIDDEN = {
    "geodata": {"streamlit", "folium", "streamlit_folium"},
    "loaders": {"streamlit", "folium", "streamlit_folium"},
    "dashboard": set(),
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_imports_point_one_way(room):
    for path in (ROOT / room).rglob("*.py"):
        names = set(imported(path))
        assert not names & FORBIDDEN[room], path
        assert not names & (set(ALLOWED) - ALLOWED[room]), path


def test_the_gazetteer_stays_light():
    for name in ("gazetteer.py", "lakes.py", "waypoints.py"):
        assert not set(imported(ROOT / "geodata" / name)) & {
            "pandas",
            "geopandas",
            "shapely",
            "pyproj",
        }


def test_the_loaders_command_reads_articles_without_a_geometry_library():
    code = (
        "import sys, loaders.__main__; sys.exit(' '.join({'shapely', 'pyproj', 'numpy',"
        " 'geopandas', 'streamlit'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.stderr.strip() == ""


def test_the_exports_know_no_streamlit_and_draw_only_when_asked():
    code = (
        "import sys, dashboard.exports.downloads; sys.exit(' '.join({'streamlit', 'folium',"
        " 'matplotlib', 'geopandas'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.stderr.strip() == ""


def test_every_benchmark_can_be_started():
    for path in (ROOT / "benchmarks").glob("*.py"):
        importlib.import_module(f"benchmarks.{path.stem}")


def test_the_app_is_thin():
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 100


@pytest.mark.parametrize("page", ["README.md", "docs/address.md"])
def test_the_documents_name_every_parameter_of_the_address(page):
    words = (ROOT / page).read_text(encoding="utf-8")
    assert not [name for name in sorted(PARAMETERS) if f"`{name}`" not in words]


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_the_documents_name_every_setting(page):
    words = (ROOT / page).read_text(encoding="utf-8")
    assert not [name for name in VARIABLES.values() if f"`{name}`" not in words]


def test_no_rule_names_a_seed():
    stems = [path.stem for path in (ROOT / "seeds").glob("*.txt")]
    for folder in ("loaders", "geodata", "dashboard"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".csv"}:
                text = path.read_text(encoding="utf-8")
                assert not [stem for stem in stems if stem in text], path
