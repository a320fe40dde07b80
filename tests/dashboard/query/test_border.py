"""One value says which border a view is of; another border leaves no word of ours."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from shapely import get_coordinates
from shapely.geometry import Point, shape

from dashboard.exports.downloads import Files
from dashboard.front.panel_words import start_words
from dashboard.html.wording import start_label
from dashboard.map.scene import scene
from dashboard.query.border import (
    NO_PAIR,
    border_of,
    concerned,
    default_pair,
    pair_choices,
    story_of,
)
from dashboard.query.headline import headline
from dashboard.query.index import Index
from dashboard.query.selection import select
from dashboard.query.sides import sides
from dashboard.session import shown_border
from dashboard.view.view import View
from geodata import gazetteer
from geodata.borders import offset
from loaders import read_paths
from loaders.compare.relations import find_relations
from tests.other_borders import CHILE, CUBA, GUYANA, KASHMIR, SEA, SUDAN, THAI, folder_of

OURS = re.compile(
    r"Armen|Azer|Yerevan|Baku|Nakhchivan|Karabakh|Sev L|Syunik|Goris|Ishkhan", re.IGNORECASE
)
FILES = (
    *("page.html", "claims.csv", "map-incident.svg", "share.html", "all-rows.csv"),
    *("claims.geojson", "bibliography.bib", "annotations.jsonld", "evidence-pack.zip"),
)


def shown_of(folder, view=None):
    index = Index(read_paths([folder]))
    view = view or View()
    border = border_of(view.pair or default_pair(index), view.border)
    places = gazetteer.load().with_places(index.corpus.given_places)
    return select(index, view, places, border)


def files_of(shown):
    relations = find_relations(shown.corpus, gazetteer.load())
    return Files(shown, shown_border.drawn(shown), relations, "http://localhost:8501/", "Claimline")


def test_the_two_sides_follow_the_border():
    assert sides(border_of("AM-AZ")) == {"left": "Armenia", "right": "Azerbaijan"}
    turned, border = border_of("AZ-AM"), border_of("AM-AZ")
    assert (turned.name, [*turned.by_id], turned.line.id) == (border.name, [*border.by_id], "osm")
    assert border_of("AM-AZ", "dcw").line.id == "dcw"
    assert sides(border_of("PE-CL")) == {"left": "Chile", "right": "Peru"}
    assert border_of("CL-PE").name == "Chile–Peru"


def test_a_border_of_the_sea_and_no_border_have_no_sides_and_say_why():
    sea, none = border_of("JP-KR"), border_of("")
    assert sea.absent == "Japan and South Korea share no land border" and none.absent == NO_PAIR
    for border in (sea, none):
        assert not sides(border) and not border.lines and border.line is None


@pytest.mark.parametrize(
    ("setting", "story", "expected"),
    [
        ("", "", "KH-TH"),
        ("", 'pair = "TH-MY"', "MY-TH"),
        ("LA-TH", 'pair = "TH-MY"', "LA-TH"),
    ],
)
def test_the_operator_comes_before_the_folder_and_it_before_what_is_found(
    tmp_path, setting, story, expected
):
    index = Index(read_paths([folder_of(tmp_path, THAI, story=story)]))
    assert default_pair(index, setting) == expected


def test_of_several_borders_each_has_its_own_articles(tmp_path):
    index = Index(read_paths([folder_of(tmp_path, THAI, CHILE)]))
    assert default_pair(index) == "KH-TH"
    assert concerned(index, border_of("KH-TH")) == "Two of 3 articles are about this border"
    assert concerned(index, border_of("CL-PE")) == "One of 3 articles is about this border"
    assert concerned(index, border_of("LA-TH")) == "None of 3 articles is about this border"
    assert [a.file for a in story_of(index, "CL-PE").articles] == ["desert.txt"]
    likely = list(pair_choices(index, "KH-TH").items())
    assert likely[:2] == [
        ("KH-TH", "Cambodia–Thailand · 2 articles"),
        ("CL-PE", "Chile–Peru · 1 article"),
    ]
    assert ("AM-AZ", "Armenia–Azerbaijan") in likely[2:]


def test_a_folder_about_one_border_is_not_counted(tmp_path, seeds):
    index = Index(read_paths([folder_of(tmp_path, THAI)]))
    assert not concerned(index, border_of("KH-TH"))
    assert not concerned(Index(seeds), border_of("AM-AZ"))


@pytest.mark.parametrize("articles", [THAI, CHILE, SEA], ids=["thai", "chile", "sea"])
def test_nothing_of_ours_is_in_what_another_folder_draws_or_exports(tmp_path, articles):
    shown = shown_of(folder_of(tmp_path, articles))
    drawn = scene(shown, shown_border.drawn(shown))
    assert not OURS.search(repr((drawn.payload(), drawn.notices)))
    orients = any(f["properties"]["kind"] == "base" for f in drawn.features)
    assert bool(drawn.lines) == orients == bool(shown.border.lines) == (articles is not SEA)
    files = files_of(shown)
    for name in FILES:
        data = files.make(name)
        texts = [data]
        if name.endswith(".zip"):
            pack = zipfile.ZipFile(io.BytesIO(data))
            texts = [pack.read(inside) for inside in pack.namelist()]
        for text in texts:
            # the map of the world that only orients names every country
            words = re.sub(r'"base":.*?"borders":', "", text.decode("utf-8", "ignore"))
            assert not OURS.search(words), (name, OURS.search(words))


def test_a_distance_without_a_line_is_listed_and_says_which_line_is_missing(tmp_path):
    shown = shown_of(folder_of(tmp_path, CUBA))
    drawn = scene(shown, [])
    assert not [f for f in drawn.features if f["properties"]["kind"] in {"advance", "base"}]
    assert any("no border line at hand for Cuba–United States" in n for n in drawn.notices)


def test_another_border_is_drawn_as_the_shipped_one(tmp_path):
    shown = shown_of(folder_of(tmp_path, SUDAN))
    drawn = scene(shown, shown_border.drawn(shown))
    assert [line.id for line in drawn.lines] == ["osm"] and len(shown.border.lines) == 4
    parts = {(f["properties"]["kind"], f["properties"].get("part")) for f in drawn.features}
    assert {("advance", "band"), ("base", "band"), ("base", "tint"), ("base", "side")} <= parts
    zone = next(f for f in drawn.features if f["properties"]["kind"] == "advance")
    corners = get_coordinates(shape(zone["geometry"]))
    furthest = max(offset(shown.border.line, *xy).distance_m for xy in corners)
    assert 2_000 < furthest < 4_020
    at = Point(zone["properties"]["anchor"])
    tints = {
        f["properties"]["name"]: f for f in drawn.features if f["properties"]["part"] == "tint"
    }
    assert set(tints) == {"ET", "SD"} and not shape(tints["ET"]["geometry"]).contains(at)
    south, west = drawn.bounds["incident"][0]
    assert 12 < south < 13.2 and 35.5 < west < 36.5


def test_every_export_of_another_border_carries_its_lines(tmp_path):
    shown = shown_of(folder_of(tmp_path, GUYANA), View(lines=("osm", "dcw", "claim_ve")))
    files = files_of(shown)
    page = files.make("page.html").decode()
    for words in ("Digital Chart of the World", "Venezuelan claim", "one party’s claim"):
        assert words in page
    table = files.make("all-rows.csv").decode()
    assert (
        "OpenStreetMap 2026" in table and "Venezuelan claim (Natural Earth); one party’s" in table
    )
    svg = files.make("map-incident.svg").decode()
    assert "Venezuelan claim" in svg and "nothing is measured from it" in svg.replace("\n", " ")


def test_a_claimed_line_is_named_as_one_party_s_claim_and_nothing_is_measured_from_it(tmp_path):
    folder = folder_of(tmp_path, GUYANA)
    asked = shown_of(folder, View(lines=("claim_ve",), border="claim_ve"))
    assert asked.border.line.id == "osm"  # a claim has no sides
    assert "claim_ve" not in shown_border.drawn(shown_of(folder))
    drawn = scene(asked, shown_border.drawn(asked))
    assert [claim.claimed_by for claim in drawn.claims] == ["VE"]
    told = [row["text"] for row in drawn.legend if row["look"] == "claimed"]
    assert told == [
        "Venezuelan claim (Natural Earth): one party’s claim; nothing is measured from it"
    ]
    bands = [
        next(f for f in scene(shown, []).features if f["properties"]["id"] == "band")
        for shown in (asked, shown_of(folder))
    ]
    assert bands[0] == bands[1]


def test_a_distance_from_a_line_of_control_is_not_measured_from_the_border(tmp_path):
    shown = shown_of(folder_of(tmp_path, KASHMIR))
    (advance,) = shown.advances
    assert shown.border.pair == "IN-PK" and advance.form == "measure"
    assert not any(f["properties"]["kind"] == "advance" for f in scene(shown, []).features)
    datum = advance.distance.datum
    assert start_label(datum) == f"Starting point: {datum}; no line at hand for {datum}"
    entry = shown.by_claim[advance.claim.id]
    assert start_words(entry, advance.distance) == f"from {datum}; no line at hand for it"


def test_the_map_opens_at_the_border_shown(tmp_path):
    folder = folder_of(tmp_path, THAI, CHILE)
    (south, west), (north, east) = scene(shown_of(folder), []).bounds["incident"]
    assert 10 < south < north < 18 and 100 < west < east < 108
    (south, west), (north, east) = scene(shown_of(folder, View(pair="CL-PE")), []).bounds[
        "incident"
    ]
    assert -20 < south < north < -16 and -72 < west < east < -68


def test_the_headline_is_of_the_border_shown_and_of_its_articles(tmp_path):
    index = Index(read_paths([folder_of(tmp_path, THAI, CHILE, story='title = "Two borders"')]))
    titled = headline(index.corpus, border_of("CL-PE"), [], gazetteer.load())
    assert titled.plain == "Two borders"
    index = Index(read_paths([folder_of(tmp_path, story='title = "A temple"\npair = "KH-TH"')]))
    own = headline(index.corpus, border_of("KH-TH"), [], gazetteer.load())
    assert own.plain == "A temple"
    other = headline(story_of(index, "CL-PE"), border_of("CL-PE"), [], gazetteer.load())
    assert other.plain == "Chile–Peru border: what one article says, and where"


STORY = """
pair = "KH-TH"
[home]
lat = 14.4
lon = 104.7
zoom = 10
[[places]]
name = "Ta Muen Thom"
lat = 14.349
lon = 103.265
precision_m = 300
kind = "poi"
source = "a survey"
"""


def test_a_folder_states_where_the_map_opens_and_a_place_no_table_has(tmp_path):
    folder = folder_of(tmp_path, THAI, story=STORY)
    (folder / "more.txt").write_text(
        "Thailand said on 26 July 2025 that Cambodian troops were at Ta Muen Thom.",
        encoding="utf-8",
    )
    shown = shown_of(folder)
    drawn = scene(shown, [])
    (south, west), (north, east) = drawn.bounds["incident"]
    assert (south + north) / 2 == pytest.approx(14.4, abs=0.01)
    assert (west + east) / 2 == pytest.approx(104.7, abs=0.01) and east - west < 1.2
    placed = [
        tuple(f["geometry"]["coordinates"])
        for f in drawn.features
        if f["properties"]["name"] == "Ta Muen Thom" and f["properties"]["part"] == "point"
    ]
    assert placed == [(103.265, 14.349)]
    other = scene(shown_of(folder, View(pair="LA-TH")), []).bounds["incident"]
    assert other != drawn.bounds["incident"]
