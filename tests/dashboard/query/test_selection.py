"""What the filters leave, and what is drawn of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from shapely.geometry import Point, shape

from dashboard.html.excerpts import excerpt_html
from dashboard.html.js_literal import js_literal
from dashboard.map.advance_marks import advance_features
from dashboard.map.marks import place_features, side_features
from dashboard.query.border import border_of
from dashboard.query.dek import view_caption
from dashboard.view.view import View
from geodata import gazetteer
from geodata.borders import border_lines, offset
from geodata.geodesy import distance_m
from loaders import Corpus
from loaders.documents.urls import source_link
from loaders.export.captions import caption
from tests.conftest import showing, words

BORDER = border_of("AM-AZ", "osm")
LINE = border_lines()["osm"]
PLACES = gazetteer.load()


def features(corpus):
    shown = showing(corpus, View())
    advances, _ = advance_features(shown.drawn_advances, BORDER, None, {})
    return [*place_features(shown), *side_features(shown), *advances]


def test_an_advance_is_strongest_at_the_border_line_and_fades_outward(seeds):
    nested = [f for f in features(seeds) if f["properties"]["kind"] == "advance"]
    assert nested and {f["properties"]["part"] for f in nested} == {"band"}
    limit, (lon, lat) = nested[0]["properties"]["metres"], nested[0]["properties"]["at"]
    shapes = [shape(f["geometry"]) for f in nested]
    whole = shapes[0]
    west, south, east, north = whole.bounds
    grid = [
        Point(west + (east - west) * x / 20, south + (north - south) * y / 20)
        for x in range(21)
        for y in range(21)
    ]
    inside = [at for at in grid if whole.contains(at)]
    assert len(inside) > 50
    for at in inside:
        away = offset(LINE, at.x, at.y).distance_m
        depth = sum(one.contains(at) for one in shapes)
        # one more of the nested areas for every ninth of the limit nearer to the line
        assert depth == pytest.approx(len(shapes) * (1 - away / limit) + 0.5, abs=0.8)
        assert offset(LINE, at.x, at.y).side == "left"
        assert distance_m(lon, lat, at.x, at.y) <= limit * 1.005


def test_everything_is_shown_at_first(seeds):
    shown = showing(seeds, View())
    assert len(shown.entries) == shown.total


def test_a_source_can_be_named_by_outlet_or_by_the_hash_alone(seeds, dw):
    for source in ("dw", dw.id, *(f"old-title-{dw.sha256[:n]}" for n in (6, 12))):
        assert {e.article.id for e in showing(seeds, View(source=(source,))).entries} == {dw.id}


def test_a_day_filter_hides_the_claims_without_a_day_until_they_are_asked_for(seeds, dw):
    three = next(c for c in dw.claims if c.distance_ids)
    day = View(date_from="2021-05-12", date_to="2021-05-12")
    shown = showing(seeds, replace(day, undated="show"))
    assert three.id in shown.by_claim and shown.undated > 0
    assert not any(e.claim.event_date == "2021-05-13" for e in shown.entries)
    hidden = showing(seeds, day)
    assert three.id not in hidden.by_claim
    assert hidden.hidden_undated == sum(not e.claim.event_date for e in showing(seeds).entries)
    assert {e.claim.event_date for e in hidden.entries} == {"2021-05-12"}


def test_without_a_day_filter_no_claim_is_hidden_for_want_of_a_day(seeds, dw):
    three = next(c for c in dw.claims if c.distance_ids)
    assert three.id in showing(seeds, View(clock="statement")).by_claim


def test_the_publication_clock_counts_every_claim(seeds):
    assert showing(seeds, View(clock="publication", date_from="2021-05-15")).entries == ()
    assert showing(seeds, View(clock="publication", date_from="2021-05-14")).undated == 0


def test_search_finds_words_and_speakers_whatever_their_accents(seeds):
    assert {e.claim.speaker for e in showing(seeds, View(q="giragosian")).entries} == {
        "Richard Giragosian"
    }
    assert showing(seeds, View(q="no such words anywhere")).entries == ()


def test_every_feature_keeps_the_contract(seeds):
    ids = {a.id for a in seeds.articles}
    claims = {c.id for a in seeds.articles for c in a.claims}
    seen = set()
    for feature in features(seeds):
        p = feature["properties"]
        assert {"id", "kind", "name"} <= set(p) and p["id"] not in seen
        seen.add(p["id"])
        if p["kind"] in {"place", "area", "road", "lake", "advance", "claim"}:
            assert p["articles"] and set(p["articles"]) <= ids
            assert set(p["claims"]) <= claims
        else:
            assert p["kind"] == "base"


def test_the_seven_named_places_stand_where_they_are(seeds):
    marks = {f["properties"]["id"]: f for f in features(seeds)}
    kinds = {
        "goris": "place",
        "sisian_airport": "place",
        "kapan": "place",
        "sev_lake": "lake",
        "mets_ishkhanasar": "place",
        "lachin_district": "area",
        "kalbajar_district": "area",
    }
    for place_id, kind in kinds.items():
        assert marks[place_id]["properties"]["kind"] == kind
        at = shape(marks[place_id]["geometry"]).centroid
        assert distance_m(at.x, at.y, PLACES[place_id].lon, PLACES[place_id].lat) < 50


def test_a_region_is_never_a_pin(seeds):
    for feature in features(seeds):
        p = feature["properties"]
        if p["kind"] == "area":
            assert p["part"] in {"label", "shape"}


def test_both_sides_speak_where_their_words_point(seeds):
    marks = {
        (f["properties"]["party"], f["properties"]["place"])
        for f in features(seeds)
        if f["properties"]["kind"] == "claim"
    }
    assert ("Armenia", "sev_lake") in marks
    assert {
        ("Azerbaijan", "lachin_district"),
        ("Azerbaijan", "kalbajar_district"),
        ("Azerbaijan", "syunik"),
    } <= marks


def test_only_an_advance_at_a_place_that_its_own_claim_names_is_drawn(seeds):
    drawn = [f["properties"] for f in features(seeds) if f["properties"]["kind"] == "advance"]
    assert {(p["form"], p["metres"]) for p in drawn} == {("zone", 3500)}
    assert all("not a front line" in p["name"] for p in drawn)
    assert [p["label"] for p in drawn if p["label"]] == ["up to 3.5 km"]


def test_the_caption_of_a_view_names_the_place_and_the_days_of_what_is_shown(seeds, read):
    rest = caption(seeds.articles)
    whole = showing(seeds, View())
    assert view_caption(whole) == f"Qaragöl / Sev Lake, 12 or 13 May 2021. {rest}"
    # what the filters hide is not spoken of, and nothing stands where nothing is said
    one = showing(seeds, View(source=("dw",)))
    assert view_caption(one) == f"13 May 2021. {caption(one.articles)}"
    told = Corpus(articles=(read("Armenia said that talks would be held in Moscow."),))
    assert view_caption(showing(told, View())) == caption(told.articles)
    assert view_caption(showing(Corpus(), View())) == caption(())


def test_the_caption_counts_the_articles(seeds):
    assert (
        caption(showing(seeds, View()).articles)
        == "Schematic. Built from 2 articles published 14 May 2021. Borders are not authoritative."
    )
    assert caption(showing(seeds, View(source=("dw",))).articles).startswith(
        "Schematic. Built from 1 article published"
    )


def test_an_excerpt_marks_the_claim_and_escapes_the_rest(read):
    hostile = "Armenia said that <img src=x onerror=alert(1)> & ${x} `y` {{z}} stood at the border."
    article = read(hostile)
    claim = article.claims[0]
    html = excerpt_html(article, claim)
    assert set(re.findall(r"</?([a-z]+)", html)) == {"blockquote", "mark"}
    assert unescape(re.sub(r"</?(?:blockquote|mark)[^>]*>", "", html)) == hostile
    assert words(article, claim) in unescape(html)


def test_a_link_to_the_sentence_is_a_fragment_of_its_words(seeds, moscow_times, read):
    claim = next(c for c in moscow_times.claims if "previous positions" in words(moscow_times, c))
    link = source_link(moscow_times, claim)
    assert link.startswith(moscow_times.url + "#:~:text=Azerbaijani%20forces%20on%20May%2012")
    assert source_link(read("Nothing here."), claim) is None


def test_a_payload_is_safe_in_a_script():
    words = "</script>{{x}}{{{% if %}{#&<b>\u2028"
    text = js_literal({"a": words})
    assert not any(mark in text for mark in ("<", "{{", "{%", "{#", "&", "\u2028"))
    assert json.loads(text) == {"a": words}


def test_nothing_to_show_is_no_error():
    shown = showing(Corpus(), View())
    assert shown.entries == () and "No article is shown" in caption(shown.articles)
