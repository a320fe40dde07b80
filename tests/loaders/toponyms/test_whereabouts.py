"""Where, exactly: ground that the words measure, coordinates, and names that no list has."""

from __future__ import annotations

import pytest

from geodata.geodesy import distance_m, measured_ground

HEAD = "Fighting\n\nReuters, 3 March 2024\n\n"
TOWN = "Ukraine’s Kupiansk was quiet. "


def one(article, surface):
    return next(m for m in article.places if m.surface == surface)


def of_claims(article):
    return {place for claim in article.claims for place in claim.place_ids}


def test_a_place_measured_from_a_town_is_not_at_that_town(read):
    article = read(
        HEAD + TOWN + "Russia said its forces had taken Synkivka, 8 km north-east of Kupiansk."
    )
    synkivka = one(article, "Synkivka")
    (place,) = article.given_places
    assert synkivka.place_id == place.id
    assert of_claims(article) == {place.id}
    assert place.offset is not None
    metres = distance_m(place.offset.lon, place.offset.lat, place.lon, place.lat)
    assert 6_500 < metres < 9_500
    assert place.lat > place.offset.lat
    assert place.lon > place.offset.lon
    area = measured_ground(place.offset)
    assert area.bounds[1] >= place.offset.lat - 0.05  # nothing of it lies to the south


def test_a_length_without_direction_is_a_ring_with_its_error(read):
    article = read(HEAD + "Armenia said that an outpost had been built about 10 km from Goris.")
    (place,) = article.given_places
    assert of_claims(article) == {place.id}
    assert place.offset is not None
    assert place.offset.bearing is None
    assert place.offset.inner_m < 10_000 < place.offset.outer_m
    assert len(measured_ground(place.offset).interiors) == 1


def test_between_two_towns_is_neither(read):
    article = read(HEAD + "Armenia said that troops stood between Goris and Sisian.")
    assert not of_claims(article) & {"goris", "sisian"}


@pytest.mark.parametrize(
    ("written", "lat", "lon", "metres"),
    [
        ("39°36′N 46°14′E", 39.6, 46.2333, 1000),
        ("39°36'36\"N, 46°13'48\"E", 39.61, 46.23, 20),
        ("39.6012, 46.2334", 39.6012, 46.2334, 10),
        ("38S NJ 06012 83900", 39.6048, 45.07, 100),
    ],
)
def test_coordinates_are_a_place_as_precise_as_they_are_written(read, written, lat, lon, metres):
    article = read(
        HEAD + f"Armenia said that an outpost had been set up at {written}, above the lake."
    )
    point = next(m for m in article.places if m.kind == "point")
    assert distance_m(lon, lat, point.lon, point.lat) < metres
    assert of_claims(article) == {point.place_id}


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("They had shelled the outskirts of Kucherivka.", "Kucherivka"),
        ("The clinic in Zhalovka was shut.", "Zhalovka"),
        ("A quake struck the hilly Gorrakha district.", "Gorrakha"),
    ],
)
def test_a_name_that_stands_like_a_place_is_listed(read, sentence, surface):
    found = one(read(HEAD + sentence), surface)
    assert (found.role, found.lat) == ("literal", None)
    assert "no list of places has it" in found.why


def test_a_namesake_elsewhere_is_not_meant(read):
    text = "Troops had been seen near Aygedzor, near Meghri in southern Syunik, Armenia said."
    assert one(read(HEAD + text), "Aygedzor").lat is None


def test_another_spelling_of_the_regions_places_is_read_and_marked(read):
    text = "Armenia said that troops from Azerbaijan stood near Goris and near Verishenn."
    article = read(HEAD + text)
    assert one(article, "Verishenn").place_id == "verishen"
    assert one(article, "Verishenn").sure == "likely"


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("The virus was found in Mexico, China, Japan and Peru.", "China", "country_cn"),
        (
            "The People’s Republic of China closed a farm.",
            "People’s Republic of China",
            "country_cn",
        ),
        (
            "France, Iran, Israel and Turkey met. Strikes hit targets near Damascus.",
            "Damascus",
            "capital_sy",
        ),
        ("Clark County, Washington, had ten cases.", "Washington", "us_washington"),
        ("Hospitals in Puerto Rico were full.", "Puerto Rico", "territory_pr"),
        ("Cologne and Berlin saw protests.", "Cologne", "gn2886242"),
    ],
)
def test_a_country_or_city_is_no_hamlet_of_its_name(read, text, surface, place):
    assert one(read(HEAD + text), surface).place_id == place


def test_a_storm_is_no_town(read):
    text = (
        "Hurricane Florence neared the coast. Florence would move inland, officials in Miami said."
    )
    article = read(HEAD + text)
    assert "Florence" not in {m.surface for m in article.places if m.role != "not_a_place"}
