"""Lists, countries' namesakes, areas with their type word, diseases, heights: invented reports."""

from __future__ import annotations

import pytest

HEAD = "Health\n\nReuters, 3 March 2024\n\n"
FOUND = [
    # a country in a list of countries is neither a state of its name nor a quarter of a city
    ("Nurses in Abuja and Kano treat guests from Niger, Chad and Benin.", "Niger", "country_ne"),
    ("Nurses in Abuja and Kano treat guests from Niger, Chad and Benin.", "Benin", "country_bj"),
    ("Doctors in New York heard of Ecuador, Jamaica and Cuba.", "Jamaica", "country_jm"),
    # … and a state in a list of states is no capital and no town
    ("Measles is back in Idaho, Oregon and Washington.", "Washington", "us_washington"),
    ("Measles is back in Idaho, Oregon and Washington.", "Oregon", "us_oregon"),
    ("She flew to Texas and Washington, D.C.", "Washington", "capital_us"),
    # a state's own name, not its capital's other name
    ("Clinics in Recife and all of Pernambuco are full.", "Pernambuco", "br_pernambuco"),
    ("Clinics in Patna and all of Bihar are full.", "Bihar", "in_bihar"),
    ("Schools in New York closed on Monday.", "New York", "gn5128581"),
    # what the town before the comma lies in
    ("She studied in Athens, Georgia.", "Georgia", "us_georgia"),
    ("She studied in Kutaisi, Georgia.", "Georgia", "country_ge"),
    # the type word belongs to an area's name
    ("Three fell ill in Lofa County, Liberia.", "Lofa County", "lr_lofa"),
    ("Three fell ill in Edo State, Nigeria.", "Edo State", "ng_edo"),
    (
        "In Henrico County, Virginia, schools closed.",
        "Henrico County",
        "us_virginia_henrico_county",
    ),
    ("The county of Hillsborough County votes.", "Hillsborough County", None),
    # areas that the press names and that no list of towns has
    ("Villages in Darfur were emptied.", "Darfur", "area_darfur"),
    ("A storm closed roads in East Anglia.", "East Anglia", "area_east_anglia"),
    ("Boats left Lesbos at night.", "Lesbos", "area_lesbos"),
    ("The flu is rare in the Sahel, in Mali, Niger, Chad and Senegal.", "Sahel", "area_sahel"),
    ("Two were bitten in Kasese District, Uganda.", "Kasese District", None),
    # two known towns of a list show what the third is
    ("Crowds in Beirut, Damascus and Zahle said they were tired.", "Zahle", "gn266045"),
    ("“We are well,” a nurse of Paphos said. Cyprus is calm.", "Paphos", "gn146214"),
    ("Shanghai has closed its markets.", "Shanghai", "gn1796236"),
    ("Envoys of Mali, Chad, Kenya and Togo met in Oxford.", "Oxford", "gn2640729"),
]
ABSENT = [
    ("The Lund strain killed two in Malmö.", "Lund"),
    ("Marburg fever is back; Marburg killed nine in Angola.", "Marburg"),
    ("Nine died of West Nile fever in Texas.", "West Nile"),
    ("Police in Reading met. Reading about it, she wept.", "Reading about"),
    ("The car’s ABS failed in Denver.", "ABS"),
    ("Israel Lund, 43, a farmer from Haifa, was hurt.", "Israel"),
]


@pytest.mark.parametrize(("words", "surface", "place"), FOUND)
def test_a_name_means_what_stands_beside_it(read, words, surface, place):
    found = [m for m in read(HEAD + words).places if m.surface == surface]
    assert found, surface
    assert found[0].lat is not None
    if place:
        assert found[0].place_id == place


@pytest.mark.parametrize(("words", "surface"), ABSENT)
def test_a_name_of_something_else_is_no_place(read, words, surface):
    text = HEAD + words
    at = text.index(surface)
    marks = [m for m in read(text).places if m.role != "not_a_place" and m.start == at]
    assert not marks


def test_in_a_sentence_s_first_word_is_no_part_of_a_name(read):
    surfaces = {m.surface for m in read(HEAD + "In Dallas County, Texas, planes spray.").places}
    assert "Dallas County" in surfaces


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ("Armenia said its men held Hill 2541 near Goris.", {"Hill 2541"}),
        ("They fled Point 5140 and Height 1062, said Goris.", {"Point 5140", "Height 1062"}),
        ("Goris saw shelling of Heights 804 and 811.", {"Heights 804", "811"}),
    ],
)
def test_a_height_by_its_number_is_listed_and_not_drawn(read, words, surfaces):
    places = {m.surface: m for m in read(HEAD + words).places}
    assert surfaces <= set(places)
    assert all(places[surface].lat is None for surface in surfaces)
    assert all("no list of places has it" in places[surface].why for surface in surfaces)


@pytest.mark.parametrize(
    "words",
    [
        "A house on a hill 300 metres above Goris burned.",
        "At point 300 the plan names Goris.",
        "The peak 1,200 men saw lies near Goris.",
    ],
)
def test_a_length_or_a_figure_is_no_height(read, words):
    assert {m.surface for m in read(HEAD + words).places} == {"Goris"}


def test_a_length_from_a_road_is_not_measured_from_its_first_town(read):
    text = HEAD + "Armenia said a post stood 300 metres from the Goris-Kapan highway."
    article = read(text)
    assert not article.given_places
    assert all("not at Goris" not in mention.why for mention in article.places)
