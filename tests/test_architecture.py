"""Imports point one way, and documents say what the code does."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections import Counter

import pytest

from dashboard.view.settings import VARIABLES
from dashboard.view.view import PARAMETERS
from tests.conftest import ROOT

ROOMS = ("geodata", "loaders", "dashboard")
"""The rooms, each of which may import those before it."""
ORDER = {
    "geodata": ("lines", "", "ground", "online", "build"),
    "loaders": (
        *("model", "lexicon", "text", "dates", "documents", "toponyms", "attribution"),
        *("speakers",),
        *("claims", "compare", "export", "", "dataset"),
    ),
    "dashboard": (
        *("view", "query", "session", "html", "server", "map", "exports"),
        *("panels", "front", "pages"),
    ),
}
"""The folders of a room in the order in which they may import; "" is the room itself."""
FORBIDDEN = {
    "geodata": {"streamlit", "folium", "streamlit_folium"},
    "loaders": {"streamlit", "folium", "streamlit_folium"},
    "dashboard": set(),
}
MOST_LINES = 400
MOST_MODULES = 15
"""A folder a newcomer can take in. geodata and attribution have the most."""


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(p): p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))}


def imported(path):
    """Yield the modules a file imports, at its top or inside a function, as they are written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


def tops(path):
    return {name.split(".")[0] for name in imported(path)}


def place(module):
    """Return the room of a module, and its folder's place in the order of the room."""
    room, *inner = module.split(".")
    if inner == ["__main__"]:  # a room's command may lead to all of it
        return room, len(ORDER[room])
    folder = inner[0] if inner and f"{room}.{inner[0]}" in packages() else ""
    return room, ORDER[room].index(folder) if folder in ORDER[room] else None


def packages():
    return {name for name, path in MODULES.items() if path.name == "__init__.py"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_file_imports_only_from_the_rooms_and_folders_before_its_own(module):
    path = MODULES[module]
    room, own = place(module)
    assert not tops(path) & FORBIDDEN[room]
    for name in set(imported(path)) & set(MODULES):
        other, folder = place(name)
        assert ROOMS.index(other) <= ROOMS.index(room), f"{module} imports {name}"
        if other == room:
            assert folder is not None and own is not None and folder <= own, f"{module}: {name}"


def test_no_import_goes_round_in_a_circle():
    graph = {m: set(imported(p)) & set(MODULES) - {m} for m, p in MODULES.items()}
    while free := [m for m, needs in graph.items() if not needs]:
        for module in free:
            del graph[module]
        graph = {m: needs - set(free) for m, needs in graph.items()}
    assert not graph


def test_a_folder_and_a_file_can_be_taken_in():
    for path in MODULES.values():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, path
    for package in packages():
        inside = [m for m in MODULES if m.rpartition(".")[0] == package and m not in packages()]
        assert len(inside) <= MOST_MODULES, package


def test_one_name_is_one_module():
    names = Counter(m.rpartition(".")[2] for m in MODULES if m not in packages())
    del names["__main__"]
    assert [name for name, count in names.items() if count > 1] == []


def test_every_room_says_what_it_is_for():
    assert not [
        p for m, p in MODULES.items() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]


def test_the_table_of_rooms_names_every_folder():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The rooms")[2]
    inner = {m.rpartition(".")[2] for m in packages() if "." in m}
    assert not [name for name in sorted(inner) if f"`{name}/`" not in table]


def test_the_gazetteer_stays_light():
    light = ("gazetteer.py", "place.py", "sections.py", "lakes.py", "waypoints.py")
    for name in (*light, "ground/neighbours.py"):
        assert not tops(ROOT / "geodata" / name) & {
            "pandas",
            "geopandas",
            "shapely",
            "pyproj",
            "pyarrow",
        }


def test_the_loaders_command_reads_articles_without_a_geometry_library():
    code = (
        "import sys, loaders.__main__; sys.exit(' '.join({'shapely', 'pyproj', 'numpy', "
        "'geopandas', 'streamlit'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.stderr.strip() == ""


def test_the_exports_know_no_streamlit_and_draw_only_when_asked():
    code = (
        "import sys, dashboard.exports.downloads; sys.exit(' '.join({'streamlit', 'folium', "
        "'matplotlib', 'geopandas'} & set(sys.modules)))"
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
