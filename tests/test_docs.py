"""What the documents say can be followed: their links, their names of tabs, their script."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from dashboard.view.view import BORDER_TABS, CLAIMS_TABS, PANELS
from loaders import __version__
from loaders.__main__ import main
from tests.conftest import ROOT

PAGES = sorted(
    path
    for folder in ("", "docs", "seeds", "geodata", "benchmarks")
    for path in (ROOT / folder).glob("*.md")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    here = [link for link in links if not link.startswith(("http", "mailto:"))]
    assert not [link for link in here if not (page.parent / link).exists()]


def test_every_page_of_the_documents_is_linked_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").iterdir():
        assert f"(docs/{page.name})" in readme


def test_the_guide_names_every_tab_as_the_page_does():
    guide = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    tabs = (PANELS, CLAIMS_TABS, BORDER_TABS)
    assert not [name for some in tabs for name in some.values() if f"**{name}**" not in guide]


def test_the_changelog_and_the_citation_are_of_this_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[([\d.]+)\]", changes, re.MULTILINE)[0] == __version__
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in citation


def test_the_script_reads_measures_and_writes(tmp_path):
    program = (
        "import runpy, sys; runpy.run_path(sys.argv[1]);"
        " sys.exit(' '.join({'streamlit', 'folium', 'dashboard'} & set(sys.modules)) or 0)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, ROOT / "docs" / "notebook.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
    told = found.stdout
    assert (
        "Armenia (Armenia), in The Moscow Times: up to 3.5 km\n  from: previous positions" in told
    )
    assert "Nikol Pashinyan (Armenia), in DW: 3 km\n  from: the border" in told
    assert "Sev Lake: 309 to 409 m from osm, AM" in told
    written = json.loads((tmp_path / "measured.geojson").read_text(encoding="utf-8"))
    named = {feature["properties"]["name"] for feature in written["features"]}
    assert {"Sev Lake", "Goris"} & named
    for feature in written["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 40 < lon < 52
        assert 37 < lat < 44
        assert feature["properties"]["low_m"] <= feature["properties"]["high_m"]


def test_the_calls_in_the_guide_to_the_command_work(tmp_path, monkeypatch, capsys):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs" / "command.md").read_text(encoding="utf-8")
    calls = re.findall(r"^claimline read (.*?) *#", guide, re.MULTILINE)
    assert len(calls) == 5
    for call in calls:
        capsys.readouterr()
        words, _, kept = call.partition(" > ")
        assert main([word.strip('"') for word in words.split()]) == 0
        if kept:
            (tmp_path / kept).write_text(capsys.readouterr().out, encoding="utf-8")
