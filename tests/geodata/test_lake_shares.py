"""The least and the greatest share of a lake without an outline on each side of a line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.borders import border_lines, offset
from geodata.gazetteer import load
from geodata.geodesy import GeometryError
from geodata.lake_shares import share_ranges
from geodata.lakes import schematic_lakes

LAKE = load()["sev_lake"]
SHAPE = schematic_lakes()["sev_lake"]


def percent(line, error=None):
    share = share_ranges(border_lines("AM-AZ")[line], SHAPE, LAKE.lon, LAKE.lat, error)["AZ"]
    return share.low * 100, share.high * 100


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [("osm", 14.4, 27.1), ("dcw", 0, 4.1), ("wdb2", 76.9, 91.1), ("ne10m", 86.4, 99.4)],
)
def test_without_the_centres_error_the_shares_are_those_measured_before(line, low, high):
    # the earlier measurement left out one size lying north and south, which widens three of these
    # by half a point
    found = percent(line, 0.0)
    assert found[0] == pytest.approx(low, abs=0.7) and found[1] == pytest.approx(high, abs=0.7)


@pytest.mark.parametrize("line", sorted(border_lines("AM-AZ")))
def test_the_centres_error_only_widens_a_share_and_the_sides_mirror_each_other(line):
    narrow, wide = percent(line, 0.0), percent(line)
    assert wide[0] <= narrow[0] and narrow[1] <= wide[1]
    both = share_ranges(border_lines("AM-AZ")[line], SHAPE, LAKE.lon, LAKE.lat)
    assert both["AM"].low == pytest.approx(1 - both["AZ"].high) and both[
        "AM"
    ].high == pytest.approx(1 - both["AZ"].low)


def test_a_lake_far_from_the_line_lies_whole_on_one_side():
    share = share_ranges(border_lines("AM-AZ")["osm"], SHAPE, 46.6, 39.85)["AZ"]
    assert (share.low, share.high) == (1, 1)


@settings(max_examples=60)
@given(
    line=st.sampled_from(sorted(border_lines("AM-AZ"))),
    lon=st.floats(46.0, 46.5),
    lat=st.floats(39.4, 39.8),
)
def test_a_lake_that_no_line_comes_near_is_divided_by_none(line, lon, lat):
    found = share_ranges(border_lines("AM-AZ")[line], SHAPE, lon, lat)
    far = (
        offset(border_lines("AM-AZ")[line], lon, lat).distance_m
        > SHAPE.envelope_radius_m + SHAPE.precision_m + 1
    )
    if far:
        assert not any(share.divides for share in found.values())
    assert all(0 <= share.low <= share.high <= 1 for share in found.values())


def test_a_centre_off_the_globe_is_refused():
    with pytest.raises(GeometryError):
        share_ranges(border_lines("AM-AZ")["osm"], SHAPE, 460, 39)


def test_the_disc_and_the_envelope_follow_from_the_published_sizes():
    assert (SHAPE.certain_radius_m, SHAPE.envelope_radius_m) == (600, 975)
