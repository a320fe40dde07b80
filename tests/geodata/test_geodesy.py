"""Lengths and places on the ground."""

from __future__ import annotations

import pytest

from geodata.geodesy import GeometryError, bar, bearing, disc, distance_m, metric, shift, utm_zone


def test_the_zone_of_the_lake_is_utm_38_north():
    assert utm_zone(46.23, 39.6) == 32638


def test_a_bar_has_its_true_length():
    (x1, y1), (x2, y2) = bar(46.2, 39.6, 3500).coords
    assert distance_m(x1, y1, x2, y2) == pytest.approx(3500, rel=1e-6)


def test_a_disc_lies_at_its_radius():
    assert all(
        distance_m(46.2, 39.6, x, y) == pytest.approx(600, abs=0.01)
        for x, y in disc(46.2, 39.6, 600).exterior.coords
    )


def test_a_bearing_runs_clockwise_from_north():
    for east, north, expected in ((0, 1000, 0), (1000, 0, 90), (0, -1000, 180), (-1000, 0, 270)):
        assert bearing(46.2, 39.6, *shift(46.2, 39.6, east, north)) == pytest.approx(
            expected, abs=0.1
        )


@pytest.mark.parametrize("point", [(200.0, 0.0), (0.0, 95.0), (float("nan"), 0.0)])
def test_a_point_off_the_globe_is_refused(point):
    with pytest.raises(GeometryError, match="longitude before latitude"):
        metric(*point)
