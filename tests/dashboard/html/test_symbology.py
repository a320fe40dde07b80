"""The map's script comes whole and in order, and all that draws a mark reads one file of looks."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.exports.picture import picture
from dashboard.html.map_bundle import SCRIPTS, map_script, map_styles
from dashboard.html.symbology import FILE, symbology, symbology_text
from tests.conftest import ROOT
from tests.dashboard.exports.exported import files_of

MAP = ROOT / "static" / "map"
_OF_THE_PAGE_TOO = {"ink", "quiet", "halo", "fill", "accent"}
"""Plain text, paper and accent: the page around the map has them of its own."""


def in_order(parts, whole):
    """Whether all parts stand in a text, each after the one before it."""
    at = 0
    for part in parts:
        at = whole.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def texts():
    return [(MAP / name).read_text(encoding="utf-8") for name in SCRIPTS]


def test_the_script_holds_every_file_in_the_order_stated():
    assert sorted(SCRIPTS) == sorted(path.name for path in MAP.glob("*.js"))
    assert in_order(texts(), map_script())
    assert symbology_text() in map_script()
    assert json.loads(symbology_text()) == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_small_and_says_what_it_owns(name):
    text = (MAP / name).read_text(encoding="utf-8")
    assert text.startswith("/*") and "Owns" in text.partition("*/")[0]
    assert len(text.splitlines()) <= 250


def test_a_page_that_stands_alone_holds_the_same_script_and_styles(seeds):
    page = files_of(seeds).make("page.html").decode()
    assert f"<script>{map_script()}</script>" in page
    assert f"<style>{map_styles()}</style>" in page


def test_no_colour_of_a_mark_is_written_twice():
    themes = symbology().colours.values()
    pairs = [(code.casefold(), name) for theme in themes for name, code in theme.items()]
    shared = {code for code, name in pairs if name in _OF_THE_PAGE_TOO}
    marks = {c: name for c, name in pairs if not name.endswith("-text") and c not in shared}
    for folder in ("static", "dashboard"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".js", ".css", ".html"}:
                text = path.read_text(encoding="utf-8").casefold()
                found = set(re.findall(r"#[0-9a-f]{6}\b", text))
                assert not [marks[code] for code in found & set(marks)], path


def test_every_mark_of_the_map_has_a_symbol_and_every_symbol_its_words(seeds):
    scene = files_of(seeds).scene
    drawn = [
        f["properties"]
        for f in scene.features
        if f["properties"].get("part") not in {"label", "side", "tag"}
    ]
    assert not [p["id"] for p in drawn if symbology().symbol_of(p) is None]
    words = {row["look"]: row["text"] for row in scene.legend}
    for look, text in words.items():
        told = symbology().symbols[look].legend
        told = symbology().symbols["boundary"].picked if look == "boundary" else told
        assert re.match(re.sub(r"\\\{\w+\\\}", ".*", re.escape(told)), text)


def test_the_picture_has_the_colours_of_the_file(seeds):
    scene = files_of(seeds).scene
    svg = picture(scene, scene.bounds["incident"], [], "svg").decode()
    light = symbology().colours["light"]
    for name in (
        *("tint-left", "tint-right", "band", "border", "left", "right"),
        *("advance", "lake", "road", "place"),
    ):
        assert light[name].casefold() in svg.casefold(), name
