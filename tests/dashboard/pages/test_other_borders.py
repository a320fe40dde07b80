"""The page of a folder about another border: heading, sides, choice of a border, statements."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.border_maps import statements
from tests.conftest import ROOT, showing
from tests.dashboard.query.test_border import OURS, shown_of
from tests.other_borders import CHILE, CUBA, SEA, THAI, folder_of


@pytest.fixture
def open_page(monkeypatch):
    def open_with(folder, parameters=None, pair=""):
        monkeypatch.setenv("CLAIMLINE_SEEDS", str(folder))
        monkeypatch.setenv("CLAIMLINE_PAIR", pair)
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        page.session_state["map_sent"] = ""
        page.session_state["filters"] = True
        for name, value in (parameters or {}).items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    return open_with


def words(page):
    """Return everything that the page says, without the choices of a list."""
    pieces = [json.loads(c.proto.json_args) for c in page.get("component_instance")]
    texts = [str(e.value) for e in (*page.markdown, *page.caption, *page.get("html"))]
    given = [e.proto.json for e in _shadowed(page) if e.proto.json]
    texts += [json.dumps(json.loads(text), ensure_ascii=False) for text in given]
    return " ".join([*texts, *(str(piece.get("feature_group")) for piece in pieces)])


def _shadowed(page):
    """Return our own pieces of the page; Streamlit's harness has no name for them."""
    return page.get("bidi_component")


def voices(page):
    return [option for group in page.get("button_group") for option in group.options]


@pytest.mark.parametrize(
    ("articles", "heading", "sides"),
    [
        (THAI, "Cambodia–Thailand border: what two articles say", {"Cambodia", "Thailand"}),
        (CHILE, "Chile–Peru border: what one article says", {"Chile", "Peru"}),
        (SEA, "Japan–South Korea: what one article says", set()),
    ],
    ids=["thai", "chile", "sea"],
)
def test_the_page_is_of_the_border_that_the_articles_are_about(
    open_page, tmp_path, articles, heading, sides
):
    page = open_page(folder_of(tmp_path, articles))
    said = words(page)
    assert heading in said and not OURS.search(said)
    assert sides <= set(voices(page)) and "pair" not in page.query_params
    choice = [box for box in page.selectbox if box.key == "w_border"]
    assert [len(box.options) for box in choice] == ([4] if sides else [])


def test_where_no_line_is_at_hand_the_page_says_so_and_offers_none(open_page, tmp_path):
    page = open_page(folder_of(tmp_path, CUBA))
    assert "No border line at hand for Cuba–United States" in words(page)
    assert not [box for box in page.selectbox if box.key == "w_border"]


def test_the_page_of_a_border_of_the_sea_says_so(open_page, tmp_path):
    page = open_page(folder_of(tmp_path, SEA))
    assert "Japan and South Korea share no land border" in words(page)
    assert "Japan" not in voices(page)


def test_a_reader_switches_to_another_border_and_back(open_page, tmp_path):
    page = open_page(folder_of(tmp_path, THAI, CHILE), {"voice": "Thailand"})
    assert "Two of 3 articles are about this border" in words(page)
    choice = page.selectbox(key="w_pair")
    assert choice.options[:2] == ["Cambodia–Thailand · 2 articles", "Chile–Peru · 1 article"]
    choice.set_value("CL-PE").run()
    assert not page.exception and page.query_params["pair"] == "CL-PE"
    # the voice of a side goes with its border
    assert "voice" not in page.query_params and {"Chile", "Peru"} <= set(voices(page))
    assert "One of 3 articles is about this border" in words(page)
    page.selectbox(key="w_pair").set_value("KH-TH").run()
    assert "pair" not in page.query_params and "Thailand" in voices(page)


def test_an_address_names_the_border_in_either_order(open_page, tmp_path):
    folder = folder_of(tmp_path, THAI, CHILE)
    page = open_page(folder, {"pair": "PE-CL", "voice": "Peru"})
    assert (page.query_params["pair"], page.query_params["voice"]) == ("CL-PE", "Peru")
    wrong = open_page(folder, {"pair": "XX-YY"})
    assert "asks for pair" in words(wrong) and "Cambodia–Thailand" in words(wrong)


def test_the_operator_may_state_the_border(open_page, tmp_path):
    page = open_page(folder_of(tmp_path, THAI, CHILE), pair="pe-cl")
    assert "Chile–Peru border: what one article says" in words(page)
    assert "pair" not in page.query_params


def test_another_border_than_the_story_s_has_its_own_lines_and_sides(open_page):
    page = open_page(ROOT / "seeds", {"pair": "AM-GE", "border": "dcw", "lines": "claim_ve"})
    assert page.query_params["border"] == "dcw" and "lines" not in page.query_params
    assert "Azerbaijan" not in voices(page)
    page.selectbox(key="w_pair").set_value("AM-AZ").run()
    assert not page.exception and page.selectbox(key="w_border").value == "osm"
    assert "Azerbaijan" in voices(page) and "pair" not in page.query_params


STATED = """
pair = "KH-TH"
[[statements]]
words = "the temple stands on one side"
speaker = "A court"
outlet = "A paper"
"""


def test_published_statements_are_those_of_the_border_shown(tmp_path, seeds):
    shown = shown_of(folder_of(tmp_path, THAI, story=STATED))
    assert [s.speaker for s in statements(shown)] == ["A court"]
    assert len(statements(showing(seeds))) > 15
    (tmp_path / "story.toml").unlink()
    assert statements(shown_of(tmp_path)) == []
