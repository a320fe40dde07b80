"""The part of the map that claims must name a place in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.view.area import Circle, address_of, area_of
from dashboard.view.view import View
from geodata import gazetteer
from tests.conftest import showing

LAT, LON = st.floats(-89, 89), st.floats(-180, 180)


@pytest.mark.parametrize(
    "value",
    ["", "here", "1,2", "1,2,3,4,5", "nan,1,5", "91,0,5", "40,46,0", "41,46,40,47", "1,2,1e9"],
)
def test_what_means_no_area_is_none(value):
    assert area_of(value) is None


@given(lat=LAT, lon=LON, km=st.floats(0.01, 5000))
def test_a_circle_comes_back_from_its_address(lat, lon, km):
    again = area_of(address_of(Circle(lat, lon, km)))
    assert isinstance(again, Circle)
    assert (again.lat, again.lon, again.km) == pytest.approx((lat, lon, km), abs=1e-5)


@given(lat=LAT, lon=LON, other_lat=LAT, other_lon=LON, km=st.floats(1, 5000))
def test_a_circle_holds_what_is_as_near_on_the_ground(lat, lon, other_lat, other_lon, km):
    away = Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)[2] / 1000
    inside = bool(Circle(lat, lon, km).holds(np.array([other_lat]), np.array([other_lon]))[0])
    if abs(away - km) > 0.006 * max(away, km):
        assert inside == (away < km)


def test_a_box_may_cross_the_180th_meridian():
    box = area_of("-20,170,-10,-170")
    lon = np.array([175.0, -175.0, 0.0, np.nan])
    assert box is not None and box.holds(np.full(4, -15.0), lon).tolist() == [
        True,
        True,
        False,
        False,
    ]


def test_only_claims_that_name_a_place_there_are_shown(seeds):
    goris = gazetteer.load()["goris"]
    near = showing(seeds, View(within=address_of(Circle(goris.lat, goris.lon, 5))))
    every = showing(seeds, View())
    named = {e.claim.id for e in every.entries if "goris" in e.claim.place_ids}
    assert {e.claim.id for e in near.entries} == named and named
    assert "goris" in near.sightings and "lachin_district" not in near.sightings
