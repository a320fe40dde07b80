"""The page through Streamlit's own test harness: filters, counts, notices, problems."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from geodata import gazetteer
from tests.conftest import ROOT

LINES = ["osm", "dcw", "wdb2", "ne10m"]


@pytest.fixture
def open_page(monkeypatch):
    def open_with(parameters=None, seeds=None):
        if seeds is not None:
            monkeypatch.setenv("CLAIMLINE_SEEDS", str(seeds))
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        page.session_state["map_sent"] = ""  # there is no browser for the map to come first in
        page.session_state["filters"] = True  # the drawer is open
        for name, value in (parameters or {}).items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    return open_with


def payload(page):
    args = json.loads(page.get("component_instance")[0].proto.json_args)
    text = args["feature_group"].split("claimline.show(", 1)[1]
    return json.JSONDecoder().raw_decode(text)[0]


def written(page):
    return " ".join(str(m.value) for m in (*page.markdown, *page.caption))


def test_the_map_holds_the_marks_and_the_line_counts_them(open_page):
    page = open_page()
    ids = {f["properties"]["id"] for f in payload(page)["geojson"]["features"]}
    assert {"goris", "kapan", "sev_lake", "mets_ishkhanasar", "lachin_district"} <= ids
    assert "of 2 articles" in written(page)


def test_the_map_asks_no_outside_host(open_page):
    args = json.loads(open_page().get("component_instance")[0].proto.json_args)
    assert not [
        link
        for link in (*args["js_links"], *args["css_links"])
        if "://" in link or link.startswith("//")
    ]


def test_filtering_by_source_keeps_the_base_script(open_page):
    page = open_page()
    before = json.loads(page.get("component_instance")[0].proto.json_args)["script"]
    page.multiselect(key="w_source").select("dw").run()
    assert json.loads(page.get("component_instance")[0].proto.json_args)["script"] == before
    assert "goris" not in {f["properties"]["id"] for f in payload(page)["geojson"]["features"]}


def test_a_shared_address_restores_filters_and_selection(open_page):
    page = open_page(
        {"source": "dw", "clock": "publication", "place": "sev_lake", "undated": "show"}
    )
    assert page.multiselect(key="w_source").value == ["dw"]
    assert page.toggle(key="w_show_undated").value is True
    assert payload(page)["selected"]["place"] == "sev_lake"


def test_nonsense_in_the_address_is_said_and_breaks_nothing(open_page):
    page = open_page({"source": "nobody", "from": "never", "place": "<img src=x>"})
    assert "Part of this address could not be used" in written(page)
    assert "of 2 articles" in written(page)
    page.button(key="dismiss").click().run()
    assert "Part of this address" not in written(page)


def test_a_filter_that_leaves_nothing_says_so_and_offers_the_way_back(open_page):
    page = open_page({"q": "zzzz"})
    assert "Nothing passes these filters" in written(page)
    page.button(key="reset_empty").click().run()
    assert "Nothing passes" not in written(page)
    assert page.text_input(key="w_q").value == ""


def test_bad_files_are_named_and_the_rest_is_shown(open_page, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(
        "Armenia said on 12 May 2021 that troops stood near Goris.", encoding="utf-8"
    )
    page = open_page(seeds=tmp_path)
    shown = " ".join(str(h.value) for h in page.get("html"))
    assert "empty.txt" in shown
    assert "goris" in {f["properties"]["id"] for f in payload(page)["geojson"]["features"]}


@pytest.mark.parametrize("name", ["none", "blank"])
def test_no_articles_is_a_helpful_page(open_page, tmp_path, name):
    folder = tmp_path / name
    if name == "blank":
        folder.mkdir()
    page = open_page(seeds=folder)
    assert any("no article to show" in str(info.value) for info in page.info)


def test_a_place_nobody_can_locate_is_listed_with_the_reason(open_page, tmp_path):
    (tmp_path / "x.txt").write_text(
        "Armenia said on 12 May 2021 that shots were heard "
        "near the village of Qwertyan and in Goris.",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    page.session_state["panel"] = "Not on the map"
    page.run()
    shown = " ".join(str(h.value) for h in page.get("html"))
    assert "Qwertyan" in shown and "not in the gazetteer" in shown


@pytest.mark.parametrize("digits", [6, 12])
@pytest.mark.parametrize("title", ["dw-2021-05-14-{hash}", "an-older-title-2021-05-13-{hash}"])
def test_a_link_to_one_article_names_it_by_its_hash(open_page, dw, title, digits):
    page = open_page({"source": title.format(hash=dw.sha256[:digits])})
    assert page.multiselect(key="w_source").value == [dw.id]
    assert "Part of this address" not in written(page)


def test_a_party_that_says_nothing_here_is_dropped_with_a_notice(open_page):
    page = open_page({"party": "Iran"})
    assert "Part of this address could not be used" in written(page)
    assert page.multiselect(key="w_party").value == []


def advance(page):
    return {
        json.dumps(f["geometry"])
        for f in payload(page)["geojson"]["features"]
        if f["properties"].get("form") == "zone"
    }


def not_on_map(page):
    """Open the tab of what is not drawn, and return its words."""
    page.session_state["panel"] = "Not on the map"
    page.run()
    return html(page)


def html(page):
    return " ".join(str(h.value) for h in page.get("html"))


def test_one_line_is_drawn_at_first_and_the_one_picked_always(open_page):
    assert payload(open_page())["lines"] == {"drawn": ["osm"], "picked": "osm", "offered": LINES}
    page = open_page({"border": "wdb2", "lines": "osm"})
    assert payload(page)["lines"] == {"drawn": ["osm", "wdb2"], "picked": "wdb2", "offered": LINES}
    assert [row["line"] for row in payload(page)["legend"] if "line" in row] == ["wdb2", "osm"]


def test_the_advance_follows_the_line_that_is_picked(open_page):
    page = open_page()
    before = advance(page)
    page.selectbox(key="w_border").set_value("ne10m").run()
    assert advance(page) and not advance(page) & before
    assert page.query_params["border"] == "ne10m"


def test_one_reading_at_a_time(open_page):
    page = open_page()
    assert len(page.selectbox(key="w_reading").options) == 6
    chosen = next(
        f["properties"]["reading"]
        for f in payload(page)["geojson"]["features"]
        if f["properties"]["kind"] == "advance"
    )
    page.selectbox(key="w_reading").set_value(chosen).run()
    assert {
        f["properties"]["reading"]
        for f in payload(page)["geojson"]["features"]
        if "reading" in f["properties"]
    } == {chosen}


def voices(page):
    return page.get("button_group")[0].options


@pytest.mark.parametrize("voice", ["Armenia", "Azerbaijan", "disputed", "both"])
def test_a_choice_of_claims_removes_nothing(open_page, voice):
    every = {f["properties"]["id"] for f in payload(open_page())["geojson"]["features"]}
    page = open_page({"voice": voice})
    assert {f["properties"]["id"] for f in payload(page)["geojson"]["features"]} == every
    assert "**69** of 69 claims" in written(page)


def test_only_a_choice_that_brings_out_something_is_offered(open_page):
    names = voices(open_page())
    assert names == ["Everyone", "Armenia", "Azerbaijan", "Disputed"]


def test_what_both_sides_say_is_offered_where_they_say_it(open_page, tmp_path):
    (tmp_path / "x.txt").write_text(
        "Armenia said on 12 May 2021 that a round of talks on demarcation between Armenia "
        "and Azerbaijan was held in Goris.\n\nAzerbaijan said on 12 May 2021 that "
        "talks on demarcation between Armenia and Azerbaijan were held in Goris in one round.\n",
        encoding="utf-8",
    )
    page = open_page({"voice": "both"}, seeds=tmp_path)
    assert "Agreed" in voices(page)
    assert "goris" in {f["properties"]["id"] for f in payload(page)["geojson"]["features"]}


def test_the_shares_by_line_stand_beside_the_words_and_the_published_numbers(open_page):
    page = open_page({"below": "lines"})
    shown = html(page)
    for words in (
        "10 to 31 %",
        "69 to 90 %",
        "0 to 7 %",
        "73 to 95 %",
        "83 to 100 %",
        "divided between",
        "outside the articles",
        "J-38-21",
    ):
        assert words in shown, words


def test_the_checks_warn_where_a_line_cannot_show_a_claim(open_page):
    page = open_page({"below": "checks"})
    shown = html(page)
    assert (
        "it cannot: ± 5.0 km against the 3 km stated" in shown
        and "unknown: no accuracy and no scale is stated" in shown
    )
    assert (
        "Armenia, 6.9 to 8.2 km" in shown
        and "not given: its position was itself inferred from a border line" in shown
    )
    assert "6.6 to 15.7 km" in shown and "needs a terrain model" in shown and "48 m more" in shown


def test_an_advance_at_a_border_no_line_is_at_hand_for_is_only_a_notice(open_page, tmp_path):
    (tmp_path / "x.txt").write_text(
        "Cuba said on 12 May 2021 that American forces crossed the border "
        "of Cuba near Caimanera and advanced 2 kilometers from the border.",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    assert not [f for f in payload(page)["geojson"]["features"] if "reading" in f["properties"]]
    assert "no border line at hand for Cuba–United States" in not_on_map(page)


def test_a_length_no_map_can_hold_breaks_nothing(open_page, tmp_path):
    (tmp_path / "x.txt").write_text(
        "Armenia said on 12 May 2021 that Azerbaijani forces crossed the border "
        "of Armenia near Sev Lake and advanced 400 kilometers from the border.",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    assert not [f for f in payload(page)["geojson"]["features"] if "reading" in f["properties"]]
    assert (
        payload(page)["bounds"]["incident"][1][1] < 47
    )  # the map opens where the places are, not as wide as the number
    assert "too long to be drawn" in not_on_map(page)


def test_a_denied_advance_is_listed_and_not_drawn(open_page, tmp_path):
    (tmp_path / "x.txt").write_text(
        "Azerbaijan denied on 12 May 2021 "
        "that its forces had advanced 3 kilometers across the border of Armenia near Sev Lake.",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    assert not [f for f in payload(page)["geojson"]["features"] if "reading" in f["properties"]]
    assert "3 km, denied by Azerbaijan" in not_on_map(page)


def test_an_advance_elsewhere_is_never_set_beside_ours(open_page, tmp_path):
    (tmp_path / "ours.txt").write_text(
        "Armenia said on 12 May 2021 that Azerbaijani forces crossed the border "
        "of Armenia near Sev Lake and advanced 3 kilometers from the border.",
        encoding="utf-8",
    )
    (tmp_path / "theirs.txt").write_text(
        "Kyrgyzstan said on 12 May 2021 that Tajik forces crossed the border "
        "of Kyrgyzstan and advanced up to 2 kilometers into Kyrgyzstan.",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    assert {
        f["properties"]["metres"]
        for f in payload(page)["geojson"]["features"]
        if "reading" in f["properties"]
    } == {3000}
    assert "it is not at the border Armenia–Azerbaijan" in not_on_map(page)
    assert "the 2 km stated" not in html(open_page({"below": "checks"}, seeds=tmp_path))


def test_a_place_that_may_be_another_of_its_name_says_so_on_the_map(open_page, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Guards leave the camp\n\nDW\n30 April 2021\n\nOfficials in Bishkek said on Friday "
        "that shots were heard near Springfield, and that hundreds left.\n",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    marks = {
        f["properties"]["label"]: f["properties"]["note"]
        for f in payload(page)["geojson"]["features"]
        if f["properties"].get("label")
    }
    assert "not sure that this place of the name is meant" in marks["Springfield (?)"]
    assert "Bishkek" in marks


def test_a_hamlet_of_a_country_nobody_speaks_of_is_listed_and_not_drawn(open_page, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Shots near Goris\n\nDW\n30 April 2021\n\n"
        "Armenia said that soldiers near Goris and in Reigate heard shots on Thursday.\n",
        encoding="utf-8",
    )
    page = open_page(seeds=tmp_path)
    assert {f["properties"].get("label") for f in payload(page)["geojson"]["features"]} & {
        "Reigate",
        "Reigate (?)",
    } == set()
    assert "of which the article does not speak" in not_on_map(page)


def test_a_mark_names_few_articles_to_the_browser_and_counts_them_all(open_page, tmp_path):
    for number in range(25):
        (tmp_path / f"{number}.txt").write_text(
            f"Report {number}\n\nYEREVAN, May {number + 1} - Troops were seen "
            "near Goris, Armenia said.",
            encoding="utf-8",
        )
    goris = next(
        f["properties"]
        for f in payload(open_page(seeds=tmp_path))["geojson"]["features"]
        if f["properties"]["id"] == "goris"
    )
    assert goris["told"] == "25 mentions in 25 articles"
    assert len(goris["articles"]) == 20


def test_long_lists_come_page_by_page(open_page, tmp_path):
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(
            f"Report {number}\n\nYEREVAN, May {number % 28 + 1} - Azerbaijani "
            f"forces advanced {number % 3 + 1} km into Armenia near Goris, Armenia said.",
            encoding="utf-8",
        )
    page = open_page(seeds=tmp_path)
    # folded until it is asked for
    assert not [b for b in page.button if b.label == "Cite"]
    assert "All 30 statements shown" in [fold.label for fold in page.expander]
    page = open_page({"topic": "advance"}, seeds=tmp_path)
    assert 0 < len([b for b in page.button if b.label == "Cite"]) < 15
    page = open_page({"place": "goris"}, seeds=tmp_path)
    assert 0 < len([b for b in page.button if b.label == "Cite"]) < 15


def test_where_places_are_many_their_marks_tell_in_words_what_tags_would(open_page, tmp_path):
    places = [
        p
        for p in gazetteer.load().places.values()
        if p.kind == "settlement" and p.country in {"AM", "AZ"} and p.name.isalpha()
    ]
    towns = list(dict.fromkeys(p.name for p in places))[:230]
    for number, town in enumerate(towns):
        text = (
            f"Report {number}\n\nYEREVAN, May "
            f"{number % 28 + 1} - Azerbaijani troops crossed the border near {town}, Armenia said."
        )
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    marks = [f["properties"] for f in payload(open_page(seeds=tmp_path))["geojson"]["features"]]
    points = [m for m in marks if m.get("part") == "point"]
    assert len(points) > 150
    assert not [m for m in marks if m.get("part") in {"tag", "precision"}]
    assert [m for m in points if "Armenia: 1 claim of what lies where" in m["told"]]
    assert all("Position known to" in m["note"] for m in points)
    for file in sorted(tmp_path.iterdir())[100:]:
        file.unlink()
    marks = [f["properties"] for f in payload(open_page(seeds=tmp_path))["geojson"]["features"]]
    assert [m for m in marks if m.get("part") == "tag"]
