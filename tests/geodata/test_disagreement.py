"""The band lies where the maps of a border disagree, and nowhere else; the tints leave it free."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point

from geodata.borders import BorderLine, border_lines, offset
from geodata.ground.disagreement import Ground, ground
from geodata.ground.third_lines import base_lines

LINES = tuple(border_lines("AM-AZ").values())
MIDDLE = (46.2, 39.6)
MOVED_M = 60.0
"""Edges near the story are moved by some 25 m at most to save points; twice that is let pass."""


@pytest.fixture(scope="module")
def whole() -> Ground:
    return ground(LINES, *MIDDLE)


@given(st.floats(45.9, 46.5), st.floats(39.4, 39.8))
def test_a_point_is_in_the_band_exactly_where_the_lines_disagree(lon, lat):
    whole = ground(LINES, *MIDDLE)
    offsets = [offset(line, lon, lat) for line in LINES]
    if min(o.distance_m for o in offsets) < MOVED_M:
        return
    at, sides = Point(lon, lat), {o.side for o in offsets}
    assert whole.band.contains(at) is (sides == {"left", "right"})
    assert whole.left.contains(at) is (sides == {"left"})
    assert whole.right.contains(at) is (sides == {"right"})


def test_band_and_tints_share_their_edges_and_no_ground(whole):
    parts = [whole.band, whole.left, whole.right]
    assert all(part.is_valid and not part.is_empty for part in parts)
    together = shapely.union_all(parts)
    assert together.area == pytest.approx(sum(part.area for part in parts), rel=1e-9)
    # no gap between them: what is left free is smaller than a hectare
    holes = [
        shapely.polygons(ring) for part in shapely.get_parts(together) for ring in part.interiors
    ]
    assert sum(hole.area for hole in holes) < 1e-6  # square degrees


def test_every_line_runs_in_the_band_or_along_its_edge(whole):
    near = shapely.box(45.9, 39.4, 46.5, 39.8)
    for line in LINES:
        inside = line.geometry.intersection(near)
        # half a thousandth of a degree is 50 m
        assert inside.difference(whole.band.buffer(0.0006)).length < 0.02 * inside.length


def test_a_third_country_is_in_no_tint(whole):
    for lon, lat in ((44.8, 41.7), (46.0, 38.5), (43.0, 40.5)):  # Tbilisi, Iran, Turkey
        assert not any(p.contains(Point(lon, lat)) for p in (whole.left, whole.right, whole.band))
    assert whole.left.contains(Point(44.5, 40.2)) and whole.right.contains(Point(49.8, 40.4))
    assert whole.right.contains(Point(45.4, 39.2))  # Nakhchivan


def test_the_base_layer_draws_no_line_of_its_own_for_the_pair():
    assert "country_line_am_az" not in base_lines()


def test_one_map_alone_has_no_band():
    alone = ground(LINES[:1], *MIDDLE)
    assert alone.band.is_empty and not alone.left.is_empty and not alone.right.is_empty


def made(*points: tuple[float, float]) -> BorderLine:
    return BorderLine({"id": f"made{points[0]}"}, MultiLineString([LineString(points)]), "AM", "AZ")


def test_a_gap_in_every_line_is_guessed_nowhere():
    """Two lines that cross once and end in the middle of a country: no side, so no tint."""
    a, b = made((46.0, 39.9), (46.0, 40.1)), made((45.99, 39.95), (46.01, 40.05))
    found = ground((a, b), 46.0, 40.0)
    assert found.left.is_empty and found.right.is_empty and found.band.is_empty


def test_no_line_or_one_far_away_has_no_ground():
    assert all(part.is_empty for part in (ground((), 0, 0).band, ground((), 0, 0).left))
    far = ground(LINES, 150.0, -30.0)
    assert far.band.is_empty and far.left.is_empty


def test_an_exclave_that_one_map_lacks_is_all_band():
    ring = [(46.6, 39.8), (46.66, 39.8), (46.66, 39.84), (46.6, 39.84), (46.6, 39.8)]
    with_ring = BorderLine(
        {"id": "ring"},
        MultiLineString([*LINES[0].geometry.geoms, LineString(ring)]),
        "AM",
        "AZ",
    )
    found = ground((LINES[0], with_ring), *MIDDLE)
    at = Point(46.63, 39.82)
    assert found.band.contains(at) and not found.right.contains(at)


@pytest.mark.parametrize(
    ("pair", "middle", "left", "right", "third"),
    [
        # gaps of the lines with third countries: Abkhazia, pockets along the Danube, Koalou
        ("AM-GE", (44.5, 41.2), (44.5, 40.7), (44.0, 41.8), (48.0, 40.5)),
        ("BA-HR", (16.5, 45.2), (17.2, 44.7), (16.0, 45.8), (20.5, 44.8)),
        ("BF-NE", (1.0, 13.4), (-1.5, 12.4), (2.1, 13.5), (2.4, 10.5)),
    ],
)
def test_gaps_of_a_third_countrys_line_keep_no_side_from_being_filled(
    pair, middle, left, right, third
):
    found = ground(tuple(border_lines(pair).values()), *middle)
    assert found.left.contains(Point(left)) and found.right.contains(Point(right))
    assert not any(p.contains(Point(third)) for p in (found.left, found.right, found.band))


def test_ground_that_maps_of_a_third_border_give_to_two_countries_is_nobodys():
    found = ground(tuple(border_lines("IL-LB").values()), 35.4, 33.2)
    assert found.left.contains(Point(35.3, 32.9)) and found.right.contains(Point(35.5, 33.6))
    golan = Point(35.78, 33.0)
    assert not any(p.contains(golan) for p in (found.left, found.right, found.band))


def test_the_ground_ends_at_the_shore_as_it_is_near_the_story():
    found = ground(tuple(border_lines("IL-LB").values()), 35.4, 33.2)
    nahariya, sea = Point(35.11, 33.0), Point(35.03, 33.0)
    assert found.left.contains(nahariya) and not found.left.contains(sea)
