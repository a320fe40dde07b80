"""A change in static/symbology.json changes the map, its legend and the picture alike."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from dashboard.html.map_bundle import map_script
from tests.browser.test_map_files import ask
from tests.conftest import ROOT

COLOUR, DASH, WORDS = "#12ab34", "11 7", "A road in other words"
ENVIRONMENT = {**os.environ, "PYTHONPATH": "."}
MAKE = """
import sys
from pathlib import Path
from dashboard.exports.downloads import Files
from dashboard.exports.picture import picture
from dashboard.query.index import Index
from dashboard.query.selection import select
from dashboard.query.border import border_of
from dashboard.view.view import View
from geodata import gazetteer
from loaders import read_paths
index = Index(read_paths([Path("seeds")]))
shown = select(index, View(), gazetteer.load(), border_of("AM-AZ"))
files = Files(shown, ["osm"], [], "", "Title")
Path("page.html").write_bytes(files.make("page.html"))
Path("page.svg").write_bytes(picture(files.scene, files.scene.bounds["all"], [], "svg"))
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Return a folder with a page and a picture, made by a copy of the app with other looks."""
    folder = tmp_path_factory.mktemp("changed")
    for name in ("dashboard", "geodata", "static"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("loaders", "seeds"):
        (folder / name).symlink_to(ROOT / name)
    file = folder / "static" / "symbology.json"
    looks = json.loads(file.read_text(encoding="utf-8"))
    looks["colours"]["light"]["road"] = COLOUR
    looks["symbols"]["road"] |= {"dash": DASH, "legend": WORDS}
    file.write_text(json.dumps(looks), encoding="utf-8")
    subprocess.run([sys.executable, "-c", MAKE], cwd=folder, check=True, env=ENVIRONMENT)
    return folder


def test_the_map_and_its_legend_follow_the_file(browser, changed):
    page = browser.new_context(color_scheme="light").new_page()
    page.goto((changed / "page.html").as_uri())
    page.wait_for_function("() => window.map && claimline.state.layers['road:line']")
    looks = page.evaluate(
        "() => claimline.state.layers['road:line'].getLayers().map(layer =>"
        " [layer.options.color, layer.options.dashArray])"
    )
    assert looks and all(look == [COLOUR, DASH] for look in looks)
    row = page.locator(".cl-legend li", has_text=WORDS).locator("line")
    assert row.get_attribute("stroke") == COLOUR and row.get_attribute("stroke-dasharray") == DASH
    page.context.close()


def test_the_picture_and_its_legend_follow_the_file(changed):
    svg = (changed / "page.svg").read_text(encoding="utf-8")
    assert WORDS in svg
    lines = [line for line in svg.splitlines() if COLOUR in line]
    assert any("stroke-dasharray" in line for line in lines)


def test_one_answer_holds_the_whole_script(app):
    assert ask(f"{app}map-files/claimline-map.js")[1].decode() == map_script()
