"""Land and lakes near a border are fine, and are known in whole squares."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from geodata.ground.shores import shores_near
from geodata.ground.third_lines import finer_lines


@pytest.mark.parametrize(
    ("place", "land", "sea"),
    [
        ((35.2, 33.1), (35.12, 33.09), (35.06, 33.09)),  # Ras al-Naqoura
        ((-83.7, 10.8), (-83.70, 10.88), (-83.58, 10.88)),  # the mouth of the San Juan
        ((179.5, 66.5), None, None),  # no land border is near
    ],
)
def test_a_shore_near_a_border_is_known_to_some_hundred_metres(place, land, sea):
    found = shores_near(*place)
    assert found.known.is_empty is (land is None)
    if land and sea:
        assert found.land.contains(Point(land))
        assert found.known.contains(Point(sea)) and not found.land.contains(Point(sea))


def test_a_lake_on_a_border_is_drawn():
    pangong = Point(78.65, 33.75)
    assert shores_near(78.7, 34.0).lakes.distance(pangong) < 0.05


def test_the_lines_of_other_countries_near_a_story_are_fine_too():
    assert "JO-SY" in finer_lines("IL-LB", 35.5, 33.1)
    assert "IL-LB" not in finer_lines("IL-LB", 35.5, 33.1)
