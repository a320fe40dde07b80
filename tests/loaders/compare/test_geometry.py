"""What can be computed of a claim about a summit; and where places stand to a stated distance."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from geodata.borders import border_lines
from geodata.published import published_statements
from loaders.compare.geometry import heights, place_offset, standings, summit_lines, unseen
from tests.conftest import words

PLACES = gazetteer.load()
OSM = border_lines("AM-AZ")["osm"]


def test_a_summit_and_what_is_named_with_it_are_apart_by_a_range(moscow_times):
    found = {line.target_id: line for line in summit_lines(moscow_times, PLACES)}
    airport = found["sisian_airport"]
    # 11.1 km was measured between the two points; the summit is known to 3.5 km, the airstrip to 1
    # km
    assert airport.low_m == pytest.approx(
        11_140 - 4500, abs=60
    ) and airport.high_m == pytest.approx(11_140 + 4500, abs=60)
    assert airport.bearing_low < 251 < airport.bearing_high
    road = found["m2_saravan_kapan"]
    assert road.low_m == 0 and road.bearing_low is None
    assert "commanding height" in words(moscow_times, airport)


def test_a_claimed_height_stands_beside_the_published_ones(moscow_times):
    (height,) = heights(moscow_times, PLACES)
    assert words(moscow_times, height) == "3,500-meter" and height.distance.metres == 3500
    assert {s.low for s in height.published} == {3548, 3549, 3550, 3552}


def test_what_needs_a_terrain_model_is_said(moscow_times):
    assert [words(moscow_times, item) for item in unseen(moscow_times, PLACES)] == ["commanding"]


def test_this_height_means_the_last_summit_named(read):
    article = read(
        "Troops took Mets Ishkhansar. An officer said that the height overlooks Sisian airport."
    )
    assert [line.origin.id for line in summit_lines(article, PLACES)] == ["mets_ishkhanasar"]
    other = read("An officer said that the height overlooks Sisian airport.")
    assert list(summit_lines(other, PLACES)) == []


def test_a_height_above_the_ground_is_no_summit(read):
    article = read(
        "Troops took Mets Ishkhansar. An officer said "
        "that a drone flew at a height of 1,200 meters near Sisian airport."
    )
    assert list(summit_lines(article, PLACES)) == [] and list(heights(article, PLACES)) == []


def test_places_are_inside_near_or_outside_a_zone(read):
    article = read(
        "Armenia said that Azerbaijani forces crossed the border "
        "of Armenia near Sev Lake and advanced up to 9 kilometers from the border."
    )
    (reading,) = article.advances
    assert reading.form == "zone"
    told = {
        s.place.id: s
        for s in standings(
            reading,
            OSM,
            [
                PLACES[i]
                for i in ("goris", "kapan", "sev_lake", "mets_ishkhanasar", "verishen", "syunik")
            ],
        )
    }
    assert told["sev_lake"].standing == "near" and told["kapan"].standing == "outside"
    assert told["goris"].standing == "outside" and told["goris"].offset.low_m == pytest.approx(
        6941, abs=30
    )
    assert (
        told["mets_ishkhanasar"].standing == "not told" and told["mets_ishkhanasar"].offset is None
    )
    assert "syunik" not in told


def test_a_measure_reaches_no_place(read):
    article = read(
        "Armenia said that Azerbaijani forces advanced 3 kilometers "
        "from their previous positions near Sev Lake."
    )
    (reading,) = article.advances
    assert (
        reading.form == "measure"
        and reading.place.id == "sev_lake"
        and "start not stated" in reading.missing
    )
    assert standings(reading, OSM, [PLACES["goris"]]) == []


def test_a_summit_whose_position_came_from_a_border_is_never_told_a_side():
    assert all(
        place_offset(PLACES["mets_ishkhanasar"], line) is None
        for line in border_lines("AM-AZ").values()
    )


def test_published_shares_are_read_as_their_round_number_allows():
    shares = [s for s in published_statements() if s.topic == "lake_share"]
    assert {s.country for s in shares} == {"AM", "AZ"}
    assert all((s.low is None) == (s.high is None) for s in shares)
    assert all(0 <= s.low <= s.high <= 100 for s in shares if s.low is not None)
