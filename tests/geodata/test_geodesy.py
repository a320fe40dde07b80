"""Zones and isolines beside a border line, checked against geodesic distances."""

from __future__ import annotations

import pytest
from shapely.geometry import Point
from shapely.ops import unary_union

from geodata.gazetteer import load
from geodata.geodesy import Side, bar, disc, distance_m, distance_to_line_m, utm_zone
from geodata.layers import border_lines

LINE = border_lines()["osm"]
LAKE = load()["sev_lake"]


def vertices(geometry):
    parts = getattr(geometry, "geoms", [geometry])
    return [xy for part in parts for xy in part.coords]


@pytest.mark.parametrize("country", ["AM", "AZ"])
@pytest.mark.parametrize("limit", [500.0, 3500.0])
def test_an_isoline_lies_at_its_distance_within_half_a_percent(country, limit):
    # far enough round the lake that a shallow limit has an isoline too
    line = Side(LINE, country, LAKE.lon, LAKE.lat).isoline(limit, within=disc(LAKE.lon, LAKE.lat, 6000))
    distances = [distance_to_line_m(LINE, x, y) for x, y in vertices(line)]
    assert distances and all(abs(d - limit) <= 0.005 * limit for d in distances)


def test_the_two_sides_share_no_ground_and_lie_where_they_should():
    ours = unary_union(Side(LINE, "AM", LAKE.lon, LAKE.lat).zone(3500, 5))
    theirs = unary_union(Side(LINE, "AZ", LAKE.lon, LAKE.lat).zone(3500, 5))
    assert ours.intersection(theirs).area < 1e-9
    goris, lachin = load()["goris"], load()["lachin_town"]
    south = Point(LAKE.lon + 0.2 * (goris.lon - LAKE.lon), LAKE.lat + 0.2 * (goris.lat - LAKE.lat))
    assert ours.contains(south) and not theirs.contains(south)
    assert theirs.contains(Point(LAKE.lon, LAKE.lat + 0.015)) and lachin.lon > LAKE.lon


def test_a_zone_reaches_no_further_from_the_place_than_its_distance():
    zone = unary_union(Side(LINE, "AM", LAKE.lon, LAKE.lat).zone(3500, 5))
    assert max(distance_m(LAKE.lon, LAKE.lat, x, y) for x, y in zone.exterior.coords) <= 3500 * 1.005


def test_a_bar_has_its_true_length():
    (x1, y1), (x2, y2) = bar(46.2, 39.6, 3500).coords
    assert distance_m(x1, y1, x2, y2) == pytest.approx(3500, rel=1e-6)


def test_a_country_on_neither_side_is_refused():
    with pytest.raises(ValueError, match="neither side"):
        Side(LINE, "GE", LAKE.lon, LAKE.lat)


def test_a_line_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="within"):
        Side(LINE, "AM", 37.6, 55.7)


def test_the_zone_of_the_lake_is_utm_38_north():
    assert utm_zone(LAKE.lon, LAKE.lat).to_epsg() == 32638
