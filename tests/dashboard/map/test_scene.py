"""What the map of a view shows: one line, a band, tints, hatch without an outline, tags."""

from __future__ import annotations

import json

import pytest
from shapely.geometry import Point, shape

from dashboard.map.advance_marks import disputes_of
from dashboard.map.scene import scene
from dashboard.session import shown_border
from dashboard.view.view import View
from geodata import gazetteer
from geodata.borders import border_lines, offset
from loaders import Corpus
from loaders.compare.relations import find_relations
from tests.conftest import showing

PARTS = {
    ("base", "tint"),
    ("base", "band"),
    ("base", "side"),
    ("place", "point"),
    ("place", "precision"),
    ("lake", "point"),
    ("lake", "precision"),
    ("lake", "certain"),
    ("lake", "envelope"),
    ("road", "line"),
    ("area", "label"),
    ("area", "shape"),
    ("claim", "tag"),
    ("advance", "band"),
}
"""All there is: no isoline, no bar, no inset and no outline."""
VIEWS = [
    View(),
    View(debunked="show"),
    View(voice="Azerbaijan"),
    *(View(border=name) for name in border_lines("AM-AZ")),
]


def drawn(corpus, view=None):
    view = view or View()
    shown = showing(corpus, view)
    disputes = disputes_of(find_relations(corpus, gazetteer.load()), corpus, shown.border)
    return scene(shown, shown_border.drawn(shown), disputes=disputes)


def told(found, kind, part=None):
    return [
        f["properties"]
        for f in found.features
        if f["properties"]["kind"] == kind and part in {None, f["properties"]["part"]}
    ]


def test_a_day_filter_leaves_the_advances_of_that_day(seeds):
    assert not told(drawn(seeds, View(date_from="2021-05-13", date_to="2021-05-13")), "advance")
    found = told(drawn(seeds, View(date_from="2021-05-12", date_to="2021-05-12")), "advance")
    assert found and all("claimed by Nikol Pashinyan" in p["name"] for p in found)


@pytest.mark.parametrize("view", VIEWS, ids=repr)
def test_nothing_is_drawn_that_reads_as_a_border_or_a_front(seeds, view):
    found = drawn(seeds, view)
    kinds = {(f["properties"]["kind"], f["properties"]["part"]) for f in found.features}
    assert kinds <= PARTS
    for advance in told(found, "advance"):
        assert len(advance["label"].split()) <= 4
    lines = {f["properties"]["kind"] for f in found.features if "Line" in f["geometry"]["type"]}
    assert lines <= {"road"}


@pytest.mark.parametrize("view", VIEWS, ids=repr)
def test_one_line_is_drawn_until_others_are_asked_for(seeds, view):
    assert [line.id for line in drawn(seeds, view).lines] == [view.border or "osm"]
    some = showing(seeds, View(border="dcw", lines=("osm", "wdb2")))
    assert shown_border.drawn(some) == ["osm", "dcw", "wdb2"]
    every = showing(seeds, View(lines=tuple(border_lines("AM-AZ"))))
    assert shown_border.drawn(every) == list(border_lines("AM-AZ"))


def test_an_advance_says_who_says_it_and_who_disputes_it(seeds):
    label = next(p for p in told(drawn(seeds), "advance") if p["label"])
    assert [(tag["side"], tag["text"]) for tag in label["tags"]] == [
        ("left", "Armenia says"),
        ("right", "Azerbaijan disputes"),
    ]
    assert all(tag["claim"] in seeds.claims for tag in label["tags"])
    alone = scene(showing(seeds), ["osm"])
    label = next(p for p in told(alone, "advance") if p["label"])
    assert [tag["text"] for tag in label["tags"]] == ["Armenia says"]


def test_an_advance_is_drawn_once_however_many_articles_state_it(read):
    words = (
        "Armenia said on May 12 that Azerbaijani forces crossed the border of Armenia near Sev Lake"
        " and advanced 2 kilometers from the border. "
    )
    corpus = Corpus((read(words + "One."), read(words + "Two.", published="2021-05-15")))
    found = told(drawn(corpus), "advance")
    assert len([p for p in found if p["label"]]) == 1
    assert len(found[0]["claims"]) == 2 and len(found[0]["articles"]) == 2


def test_a_tag_stands_at_the_places_own_name(seeds):
    tags = told(drawn(seeds), "claim")
    assert {(t["side"], t["place"]) for t in tags} >= {
        ("right", "lachin_district"),
        ("right", "syunik"),
    }
    assert all(t["part"] == "tag" and len(t["label"].split()) <= 4 for t in tags)
    assert {t["label"] for t in tags if t["side"] == "right"} == {"Azerbaijan says …"}
    # what the hatch at the lake says already is not said again beside it
    assert ("left", "sev_lake") not in {(t["side"], t["place"]) for t in tags}


def test_a_countrys_name_stands_on_its_own_side_and_in_its_tint(seeds):
    for border in border_lines("AM-AZ"):
        found = drawn(seeds, View(border=border))
        tints = {
            f["properties"]["side"]: shape(f["geometry"])
            for f in found.features
            if f["properties"]["part"] == "tint"
        }
        names = [f for f in found.features if f["properties"]["part"] == "side"]
        assert len(names) == 2
        for name in names:
            lon, lat = name["geometry"]["coordinates"]
            side = name["properties"]["side"]
            assert offset(border_lines("AM-AZ")[border], lon, lat).side == side
            assert tints[side].contains(Point(lon, lat))


def test_a_voice_dims_the_marks_of_the_others_and_removes_none(seeds):
    every, one = drawn(seeds), drawn(seeds, View(voice="Azerbaijan"))
    ids = {f["properties"]["id"] for f in every.features}
    assert {f["properties"]["id"] for f in one.features} == ids
    assert not any(f["properties"].get("muted") for f in every.features)
    assert all(p["muted"] for p in told(one, "advance"))
    assert not any(p.get("muted") for p in told(one, "claim"))


def test_a_debunked_advance_is_drawn_only_where_it_is_asked_for(read):
    text = (
        "Armenia said on May 12 that Azerbaijani forces crossed the border of Armenia near Sev "
        "Lake and advanced 2 kilometers from the border, a claim that was later debunked."
    )
    corpus = Corpus((read(text),))
    if not any(c.status != "asserted" for c in corpus.articles[0].claims):
        pytest.fail("the sentence is no longer read as debunked: choose another")
    assert not told(drawn(corpus), "advance")
    assert all(p["struck"] for p in told(drawn(corpus, View(debunked="show")), "advance"))


def test_the_incident_holds_the_hatch_the_lake_and_the_nearest_town(seeds):
    found = drawn(seeds)
    (south, west), (north, east) = found.bounds["incident"]
    goris, lake = gazetteer.load()["goris"], gazetteer.load()["sev_lake"]
    for place in (goris, lake):
        assert west < place.lon < east and south < place.lat < north
    zone = next(
        shape(f["geometry"]) for f in found.features if f["properties"]["kind"] == "advance"
    )
    assert zone.bounds[3] - zone.bounds[1] > (north - south) / 5


def test_the_legend_has_a_row_for_what_is_drawn_and_no_other(seeds):
    rows = {row["text"] for row in drawn(seeds).legend}
    assert rows == {
        "Claimed advance, at most this far; not a front line",
        "Four maps draw the border differently here",
        "Distances are measured from this line: OpenStreetMap 2026, no stated scale",
        "Lake, shape not known",
        "Town named in an article",
        "Summit, known to 3.5 km",
        "Airport, known to 1 km",
        "M2 road, schematic",
    }
    nothing = {row["look"] for row in drawn(seeds, View(q="no such words")).legend}
    assert nothing == {"band", "boundary"}


def test_the_ground_is_small(seeds):
    ground = [
        f
        for f in drawn(seeds).features
        if f["properties"]["kind"] == "base" and f["properties"]["part"] != "side"
    ]
    assert len(ground) == 3
    assert len(json.dumps(ground, separators=(",", ":"))) < 85_000


def test_no_article_and_no_claim_make_a_map():
    found = drawn(Corpus())
    assert found.bounds["incident"] and {f["properties"]["kind"] for f in found.features} <= {
        "base"
    }


@pytest.mark.parametrize("clock", ["event", "statement", "publication"])
def test_an_advance_that_the_days_hide_is_told_of(seeds, clock):
    found = drawn(seeds, View(date_from="2021-05-16", clock=clock))
    assert not told(found, "advance")
    of = {
        "event": ", of 12 May 2021,",
        "statement": ", of 12 May 2021,",
        "publication": ", of 14 May 2021,",
    }[clock]
    assert found.unseen == f"The advance{of} is hidden by the days chosen"
    assert drawn(seeds).unseen == ""
    # a filter of another kind hides it, too, and is no day
    assert drawn(seeds, View(date_from="2021-05-16", source=("dw",))).unseen == ""


def test_who_disputes_may_be_hidden_by_a_filter(seeds):
    every = drawn(seeds)
    tags = [tag for p in told(every, "advance") for tag in p.get("tags", ())]
    hidden = next(tag["claim"] for tag in tags if "disputes" in tag["text"])
    article = seeds.claims[hidden][0]
    other = next(a.publisher for a in seeds.articles if a is not article)
    assert drawn(seeds, View(q="no such words")).features
    assert drawn(seeds, View(source=(other.lower().replace(" ", "-"),))).features
