"""The border and contested places of the world, its provinces and its rivers, by every name."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from geodata import gazetteer
from geodata.place import name_key

FOLDER = gazetteer.REGION.parent
ROWS = gazetteer.read_table(gazetteer.BORDER_PLACES)
LEAST_ROWS = 180


def places_of(name):
    """Return the places that a name may mean."""
    key = name_key(name)
    return gazetteer.load().candidates([key]).get(key, ())


def test_every_row_says_how_well_its_position_is_known():
    assert len(ROWS) >= LEAST_ROWS
    assert len({row.id for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.precision_m >= 1000, row.id
        assert all(re.fullmatch("[A-Z]{2}", code) for code in row.countries), row.id
        assert (row.lat is None) == (row.kind == "river"), row.id
        if row.lat is not None:
            assert -90 < row.lat < 90 and -180 <= (row.lon or 0.0) <= 180, row.id
            assert row.source.startswith(("GeoNames", "general knowledge, to about")), row.id
        both = set(row.contested_name.split(" / ")) - {""}
        assert both <= set(row.names), row.id


def test_no_continent_is_forgotten():
    with (FOLDER / "countries.csv").open(encoding="utf-8", newline="") as file:
        where = {row["country"]: row for row in csv.DictReader(file) if row["kind"] == "country"}
    found = Counter(
        "Americas"
        if float(where[code]["lon"]) < -30
        else "Africa"
        if float(where[code]["lat"]) < 31 and float(where[code]["lon"]) < 35
        else "Asia"
        if float(where[code]["lon"]) > 45
        else "Europe and the Levant"
        for row in ROWS
        for code in list(row.countries)[:1]
        if code in where
    )
    assert min(found.values()) > 60 and len(found) == 4, found


@pytest.mark.parametrize(
    ("name", "lat", "lon", "km"),
    [
        ("Galwan Valley", 34.75, 78.2, 20),
        ("Pangong Tso", 33.73, 78.9, 20),
        ("Daulat Beg Oldi", 35.4, 77.93, 10),
        ("Donglang", 27.3, 88.93, 15),
        ("Shebaa Farms", 33.29, 35.71, 8),
        ("Rosh HaNikra", 33.09, 35.1, 3),
        ("al-Fashqa", 14.1, 36.4, 40),
        ("Guayana Esequiba", 5.5, -59.5, 100),
        ("Prasat Ta Muen Thom", 14.35, 103.27, 3),
        ("Takeshima", 37.24, 131.87, 3),
        ("Diaoyu Islands", 25.75, 123.5, 20),
        ("Malvinas", -51.75, -59.2, 60),
        ("Badme", 14.73, 37.8, 5),
        ("Guerguerat", 21.42, -16.95, 8),
        ("Vorukh", 39.85, 70.58, 6),
        ("Hala'ib", 22.22, 36.65, 6),
    ],
)
def test_both_sides_names_lead_to_the_place(name, lat, lon, km):
    found = [p for p in places_of(name) if p.lat is not None]
    assert any(
        abs(p.lat - lat) < km / 111 and abs((p.lon or 0.0) - lon) < km / 90 for p in found
    ), found


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sughd", "TJ"),
        ("Oddar Meanchey", "KH"),
        ("Gedaref", "SD"),
        ("Oromia", "ET"),
        ("North Darfur", "SD"),
        ("Rakhine State", "MM"),
        ("Kyiv region", "UA"),
        ("Issyk-Kul", "KG"),
        ("Fujairah", "AE"),
    ],
)
def test_provinces_go_by_the_names_of_the_press(name, country):
    assert any(p.kind == "province" and p.country == country for p in places_of(name))


@pytest.mark.parametrize("name", ["Pomeranian", "Silesian", "Chechen", "Udmurt"])
def test_an_adjective_is_no_province(name):
    assert not any(p.kind == "province" for p in places_of(name))


def test_a_river_is_known_with_its_countries_and_without_a_point():
    (amur,) = [p for p in places_of("Amur River") if p.kind == "river"]
    assert amur.countries == {"CN", "RU"} and amur.lat is None
    assert any({"Yangtze", "Chang Jiang"} <= set(p.names) for p in places_of("Yangtze"))
