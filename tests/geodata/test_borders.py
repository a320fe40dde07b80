"""Border lines: on which side a place lies, how far away, and how a polygon is shared.

They are tested on real lines and on made-up ones with sharp bends.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise

import geopandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, Point, Polygon

from geodata import borders
from geodata.borders import BorderLine, border_lines, can_show, error_m, offset, shares
from geodata.gazetteer import load
from geodata.geodesy import GeometryError, bar, disc, distance_m, shift
from geodata.ground.drawn_lines import drawn_lines

LINES = border_lines("AM-AZ")
LAKE = load()["sev_lake"]
COMPASS = st.floats(0, 2 * math.pi)


def line(*points, name="mine"):
    return BorderLine({"id": name}, LineString(points), "AM", "AZ")


def test_there_are_four_lines_each_with_what_a_reader_needs():
    assert set(LINES) == {"osm", "dcw", "wdb2", "ne10m"}
    for one in LINES.values():
        p = one.properties
        for key in (
            "publisher",
            "edition",
            "scale",
            "accuracy",
            "licence",
            "source_url",
            "derived_by",
            "label",
        ):
            assert p[key], (one.id, key)
        assert p["vertex_spacing_m"] > 0 and len(one.geometry.geoms) == 2
        assert p["accuracy_m"] is None or p["accuracy_source"].count("http")


def test_every_line_has_armenia_on_its_left_and_azerbaijan_on_its_right():
    for one in LINES.values():
        for place, country in (
            ("goris", "AM"),
            ("sisian_airport", "AM"),
            ("gyumri", "AM"),
            ("lachin_town", "AZ"),
            ("shusha", "AZ"),
            ("baku", "AZ"),
        ):
            where = load()[place]
            assert offset(one, where.lon, where.lat, where.precision_m).country == country, (
                one.id,
                place,
            )


@pytest.mark.parametrize(
    ("name", "metres_north"), [("osm", 359), ("dcw", 817), ("ne10m", -603), ("wdb2", -428)]
)
def test_each_line_crosses_the_meridian_of_the_lake_where_it_was_measured(name, metres_north):
    x, y = shift(LAKE.lon, LAKE.lat, 0, metres_north)
    assert offset(LINES[name], x, y).distance_m < 30


def test_a_line_as_a_frame_keeps_its_crs():
    frame = borders.to_geodataframe(LINES.values())
    assert isinstance(frame, geopandas.GeoDataFrame) and frame.crs.to_epsg() == 4326
    assert set(frame.id) == set(LINES) and set(frame.left) == {"AM"}


def test_the_error_of_a_line_is_its_publishers_else_half_a_millimetre_else_unknown():
    assert {name: error_m(one) for name, one in LINES.items()} == {
        "osm": None,
        "dcw": 2042,
        "wdb2": 1500,
        "ne10m": 5000,
    }
    assert (
        can_show(LINES["ne10m"], 3500) is False
        and can_show(LINES["dcw"], 3500) is True
        and can_show(LINES["osm"], 3500) is None
    )


def test_a_point_on_the_line_is_on_neither_side():
    where = offset(line((46, 39.5), (46, 39.6), (46, 39.7)), 46, 39.6)
    assert (where.side, where.country, where.distance_m) == (
        "on the line",
        None,
        pytest.approx(0, abs=0.01),
    )


def test_a_place_past_the_end_of_a_line_has_no_side():
    assert offset(line((46, 39.5), (46, 39.7)), 46.01, 39.8).side == "beyond its ends"


def test_a_place_nearer_than_its_precision_may_be_on_either_side():
    where = offset(line((46, 39.5), (46, 39.7)), 46.01, 39.6, precision_m=2000)
    assert (
        where.country is None
        and where.low_m == 0
        and where.high_m == pytest.approx(where.distance_m + 2000)
    )


def test_the_side_is_right_at_the_tip_of_a_narrow_tongue():
    tongue = line((46.0, 39.5), (46.1, 39.55), (46.0, 39.552))
    assert (
        offset(tongue, 46.12, 39.55).side == "right" and offset(tongue, 46.05, 39.54).side == "left"
    )


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (LineString(), "empty"),
        (MultiLineString(), "empty"),
        (LineString([(46, 39), (46, 39)]), "no length"),
        (Point(46, 39), "not a line"),
        (LineString([(46, 39), (float("inf"), 40)]), "degrees"),
        (None, "no geometry"),
        (
            LineString([(45.9, 39.5), (46.1, 39.5), (46.1, 39.52), (46.0, 39.52), (46.0, 39.4)]),
            "crosses",
        ),
        (LineString([(46.0, 39.5), (46.1, 39.5), (46.05, 39.5)]), "retraces"),
        (LineString([(500_000, 4_380_000), (500_100, 4_380_000)]), "degrees"),
    ],
)
def test_what_is_no_line_is_refused(geometry, message):
    with pytest.raises(GeometryError, match=message):
        BorderLine({"id": "bad"}, geometry, "AM", "AZ")


@pytest.mark.parametrize(
    ("polygon", "message"),
    [
        (Polygon(), "empty"),
        (Polygon([(46, 39), (46.1, 39.1), (46.1, 39), (46, 39.1)]), "not valid"),
        (LineString([(46, 39), (46.1, 39)]), "polygon is needed"),
        (Polygon([(460, 39), (461, 39), (461, 40)]), "on the globe"),
    ],
)
def test_what_is_no_polygon_is_refused(polygon, message):
    with pytest.raises(GeometryError, match=message):
        shares(LINES["osm"], polygon)


def test_a_ring_has_an_inside_and_an_outside():
    # a disc runs clockwise, so that its inside is on the right hand
    ring = line(*disc(46.2, 39.6, 5000).exterior.coords)
    for where, left in (((46.2, 39.6), 0.0), ((46.2, 39.72), 1.0)):
        assert shares(ring, disc(*where, 1000))["AM"] == pytest.approx(left)
    half = shares(ring, disc(*ring.geometry.geoms[0].coords[0], 500))["AM"]
    assert 0.5 < half < 0.6


def test_a_line_that_ends_inside_has_no_two_shares():
    with pytest.raises(GeometryError, match="ends inside"):
        shares(line((46.0, 39.6), (46.2, 39.6)), disc(46.2, 39.6, 1000))


@settings(max_examples=40)
@given(
    east=st.floats(-1500, 1500),
    north=st.floats(-1500, 1500),
    radius=st.floats(100, 2000),
    name=st.sampled_from(sorted(LINES)),
)
def test_the_two_shares_add_up_to_the_whole(east, north, radius, name):
    whole = disc(*shift(LAKE.lon, LAKE.lat, east, north), radius)
    left, right = borders.divide(LINES[name], whole)
    assert set(shares(LINES[name], whole)) == {"AM", "AZ"}
    assert left.area + right.area == pytest.approx(whole.area, rel=1e-6)
    assert left.intersection(right).area < whole.area * 1e-6


@settings(max_examples=40)
@given(bearing=COMPASS, steps=st.lists(st.floats(-0.02, 0.02), min_size=2, max_size=6))
def test_a_share_grows_as_the_line_moves_away_from_its_side(bearing, steps):
    # a line through the lake, moved step by step to its right: the left side can only gain
    dx, dy = math.cos(bearing), math.sin(bearing)
    through = LineString([(LAKE.lon - dx, LAKE.lat - dy), (LAKE.lon + dx, LAKE.lat + dy)])
    lake = disc(LAKE.lon, LAKE.lat, 900)
    found = [
        shares(BorderLine({"id": "moved"}, translate(through, dy * d, -dx * d), "AM", "AZ"), lake)[
            "AM"
        ]
        for d in sorted(steps)
    ]
    assert all(b >= a - 1e-9 for a, b in pairwise(found))


@settings(max_examples=60)
@given(bearing=COMPASS, metres=st.floats(5, 5_000), side=st.sampled_from([-1, 1]))
def test_a_distance_from_a_straight_line_is_the_geodesic_one(bearing, metres, side):
    ahead = math.degrees(bearing)
    # an edge is straight in degrees: corners this close hold a line to its geodesic
    along = [bar(46.2, 39.6, d, ahead).coords[-1] for d in range(-10_000, 10_001, 500)]
    where = offset(line(*along), *bar(46.2, 39.6, metres, ahead + 90 * side).coords[-1])
    assert where.distance_m == pytest.approx(metres, rel=0.005, abs=0.5)
    assert where.side == ("right" if side > 0 else "left")


def test_the_distance_of_a_town_is_that_to_the_nearest_corner_or_closer():
    goris = load()["goris"]
    for one in LINES.values():
        corners = min(
            distance_m(goris.lon, goris.lat, *xy)
            for part in one.geometry.geoms
            for xy in part.coords
        )
        assert offset(one, goris.lon, goris.lat).distance_m <= corners + 1


def test_the_browsers_copy_strays_no_further_than_a_few_metres():
    copy = json.loads(drawn_lines("AM-AZ"))["features"]
    assert {f["properties"]["line"] for f in copy} == set(LINES)
    for feature in copy:
        shape = (
            geopandas.GeoSeries([LINES[feature["properties"]["line"]].geometry], crs=4326)
            .to_crs(32638)
            .iloc[0]
        )
        drawn = (
            geopandas.GeoDataFrame.from_features([feature], crs=4326).to_crs(32638).geometry.iloc[0]
        )
        assert drawn.hausdorff_distance(shape) < 10
