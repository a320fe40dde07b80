"""Zones and isolines beside every shipped line, checked against geodesic distances."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point
from shapely.ops import unary_union

from geodata.borders import BorderLine, border_lines, offset
from geodata.gazetteer import load
from geodata.geodesy import GeometryError, disc, distance_m, shift
from geodata.zones import isoline, standing, zone

LINES = border_lines("AM-AZ")
LAKE = load()["sev_lake"]


def vertices(geometry):
    parts = getattr(geometry, "geoms", [geometry])
    return [xy for part in parts for xy in part.coords]


@pytest.mark.parametrize("country", ["AM", "AZ"])
@pytest.mark.parametrize("limit", [500.0, 3000.0, 3500.0])
@pytest.mark.parametrize("name", sorted(LINES))
def test_an_isoline_lies_at_its_distance_within_half_a_percent(name, country, limit):
    # far enough round the lake that a shallow limit has an isoline too
    line = isoline(
        LINES[name], country, LAKE.lon, LAKE.lat, limit, within=disc(LAKE.lon, LAKE.lat, 8000)
    )
    found = [offset(LINES[name], x, y) for x, y in vertices(line)]
    assert found and all(abs(o.distance_m - limit) <= 0.005 * limit for o in found)
    assert {o.country for o in found} == {country}


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_two_sides_share_no_ground_and_lie_where_they_should(name):
    ours = unary_union(zone(LINES[name], "AM", LAKE.lon, LAKE.lat, 3500, 5))
    theirs = unary_union(zone(LINES[name], "AZ", LAKE.lon, LAKE.lat, 3500, 5))
    assert ours.intersection(theirs).area < 1e-9
    for ground, country in ((ours, "AM"), (theirs, "AZ")):
        for polygon in getattr(ground, "geoms", [ground]):
            inner = polygon.representative_point()
            assert offset(LINES[name], inner.x, inner.y).country == country


def test_a_zone_reaches_no_further_from_the_place_than_its_distance():
    ground = unary_union(zone(LINES["osm"], "AM", LAKE.lon, LAKE.lat, 3500, 5))
    assert (
        max(distance_m(LAKE.lon, LAKE.lat, x, y) for x, y in ground.exterior.coords) <= 3500 * 1.005
    )


@settings(max_examples=25)
@given(
    bends=st.lists(st.floats(-0.03, 0.03), min_size=6, max_size=14),
    limit=st.floats(300, 6000),
    country=st.sampled_from(["AM", "AZ"]),
)
def test_on_a_line_that_bends_the_limit_keeps_its_distance_and_its_side(bends, limit, country):
    points = [(46.0 + 0.04 * i, 39.6 + bend) for i, bend in enumerate(bends)]
    line = BorderLine({"id": "bent"}, LineString(points), "AM", "AZ")
    middle = points[len(points) // 2]
    edge = isoline(line, country, *middle, limit, within=disc(*middle, 12_000))
    assert not edge.is_empty
    for x, y in vertices(edge):
        where = offset(line, x, y)
        assert where.distance_m == pytest.approx(limit, rel=0.005)
        assert where.country in {country, None}


def test_standing_is_stated_only_where_the_precision_allows():
    osm, around = LINES["osm"], Point(LAKE.lon, LAKE.lat)
    goris = load()["goris"]
    assert standing(osm, "AM", goris.lon, goris.lat, goris.precision_m, 3500)[0] == "outside"
    assert standing(osm, "AM", goris.lon, goris.lat, 5000, 3500)[0] == "near"
    assert standing(osm, "AM", goris.lon, goris.lat, goris.precision_m, 9000)[0] == "inside"
    assert (
        standing(osm, "AM", goris.lon, goris.lat, goris.precision_m, 9000, around)[0] == "outside"
    )
    assert standing(osm, "AZ", goris.lon, goris.lat, goris.precision_m, 9000)[0] == "outside"
    assert standing(osm, "AM", 37.6, 55.7, 1000, 3500)[0] == "not told"


@settings(max_examples=60)
@given(
    name=st.sampled_from(sorted(LINES)),
    place=st.sampled_from(["sev_lake", "kapan", "vardenis", "yeraskh", "agarak"]),
    limit=st.floats(500, 24_000),
    country=st.sampled_from(["AM", "AZ"]),
    east=st.floats(-1, 1),
    north=st.floats(-1, 1),
)
def test_a_zone_holds_what_stands_inside_it_and_nothing_else(
    name, place, limit, country, east, north
):
    centre = load()[place]
    x, y = shift(centre.lon, centre.lat, east * limit, north * limit)
    reached, where, _ = standing(
        LINES[name], country, x, y, 0.0, limit, Point(centre.lon, centre.lat)
    )
    apart = distance_m(centre.lon, centre.lat, x, y)
    if (
        min(abs(where.distance_m - limit), abs(apart - limit), where.distance_m) < 0.01 * limit
        or reached == "not told"
    ):
        return  # on the edge, where a curve of straight pieces may differ
    try:
        ground = unary_union(zone(LINES[name], country, centre.lon, centre.lat, limit))
    except GeometryError:
        assert reached == "outside"  # the line does not come near
        return
    assert ground.contains(Point(x, y)) == (reached == "inside")


def test_a_country_on_neither_side_is_refused():
    with pytest.raises(ValueError, match="neither side"):
        zone(LINES["osm"], "GE", LAKE.lon, LAKE.lat, 3500)


def test_a_standing_beside_another_country_is_refused():
    with pytest.raises(ValueError, match="neither side"):
        standing(LINES["osm"], "GE", 46.3, 39.5, 0.0, 3500)


@pytest.mark.parametrize("metres", [float("nan"), -1.0, float("inf")])
def test_a_length_that_is_none_is_refused(metres):
    with pytest.raises(GeometryError, match="length"):
        offset(LINES["osm"], 46.3, 39.5, metres)
    with pytest.raises(GeometryError, match="length"):
        standing(LINES["osm"], "AM", 46.3, 39.5, 0.0, metres)


def test_a_line_out_of_reach_is_refused():
    with pytest.raises(GeometryError, match="within"):
        zone(LINES["osm"], "AM", 37.6, 55.7, 3500)


@pytest.mark.parametrize("limit", [0.0, -5.0, 90_000.0, float("nan")])
def test_a_distance_that_is_none_is_refused(limit):
    with pytest.raises(GeometryError, match="up to 25 km"):
        isoline(LINES["osm"], "AM", LAKE.lon, LAKE.lat, limit)
