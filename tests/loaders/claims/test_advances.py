"""What the words of a stated advance allow to be drawn."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from geodata.borders import border_lines
from loaders.compare.geometry import may_be_at

PLACES = gazetteer.load()
OSM = border_lines("AM-AZ")["osm"]


def read_one(read, sentence):
    (reading,) = read(sentence).advances
    return reading


@pytest.mark.parametrize(
    ("sentence", "form", "country", "where"),
    [
        (
            (
                "Armenia said that Azerbaijani forces crossed the border "
                "of Armenia near Sev Lake and advanced 3 kilometers from the border."
            ),
            "zone",
            "AM",
            "sev_lake",
        ),
        (
            "Armenia said that Azerbaijani forces advanced 3 kilometers into southern Armenia.",
            "isoline",
            "AM",
            "syunik",
        ),
        (
            (
                "Armenia said that Azerbaijani "
                "forces advanced 3 kilometers into Syunik from the border."
            ),
            "isoline",
            "AM",
            "syunik",
        ),
        (
            (
                "Armenia said that Azerbaijani forces crossed the border "
                "near Vardenis and advanced 2 kilometers into Gegharkunik."
            ),
            "zone",
            "AM",
            "vardenis",
        ),
        (
            (
                "Armenia said that Azerbaijani forces advanced 3 kilometers toward Kapan "
                "from their previous positions."
            ),
            "measure",
            None,
            None,
        ),
    ],
)
def test_the_form_follows_the_words(read, sentence, form, country, where):
    reading = read_one(read, sentence)
    assert (reading.form, reading.country) == (form, country)
    assert (reading.section if form == "isoline" else reading.place and reading.place.id) == where


def test_where_somebody_was_heading_is_not_where_he_was(read):
    reading = read_one(
        read,
        "Armenia said that Azerbaijani forces "
        "advanced 3 kilometers into southern Armenia toward Kapan.",
    )
    assert reading.form == "isoline" and reading.place is None


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Azerbaijan denied that its forces had advanced 3 kilometers across the border "
            "of Armenia near Sev Lake."
        ),
        "Armenia said that the forces did not advance 2.5 kilometers into Armenia near Sev Lake.",
        (
            "Armenia's claim that Azerbaijani troops advanced 2.5 kilometers into Armenia "
            "near Sev Lake is false, Azerbaijan's Foreign Ministry said."
        ),
    ],
)
def test_a_denied_advance_is_told_as_one(read, sentence):
    assert read_one(read, sentence).withheld == "denied"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (
            (
                "Armenia said that Azerbaijani "
                "forces could advance 5 kilometers into Armenia near Goris."
            ),
            "not told as done",
        ),
        (
            (
                "Armenia said that if they advanced 5 kilometers into Armenia "
                "near Goris it would answer."
            ),
            "not told as done",
        ),
        (
            (
                "Azerbaijan said that a shepherd crossed the border "
                "and advanced 1 kilometer into Armenia at Sev Lake."
            ),
            "not told of forces",
        ),
    ],
)
def test_what_is_not_done_or_not_of_forces_is_no_advance(read, sentence, why):
    assert read_one(read, sentence).withheld == why


def test_no_zone_is_cut_round_a_summit_whose_position_came_from_a_border(read):
    reading = read_one(
        read,
        "Armenia said that Azerbaijani forces crossed the border "
        "of Armenia near Mets Ishkhansar and advanced 3 kilometers from the border.",
    )
    assert reading.form != "zone" and reading.place is None


def test_no_resistance_is_no_denial(read):
    reading = read_one(
        read,
        "Armenia said that Azerbaijani forces met no resistance "
        "and advanced 3 kilometers into southern Armenia.",
    )
    assert not reading.withheld


def test_no_troops_advanced_is_one(read):
    assert (
        read_one(
            read, "Azerbaijan said that no troops had advanced 3 kilometers into southern Armenia."
        ).withheld
        == "denied"
    )


def test_no_more_than_is_no_denial(read):
    assert not read_one(
        read,
        "Armenia said that Azerbaijani forces "
        "advanced no more than 3 kilometers into southern Armenia.",
    ).withheld


def test_an_advance_of_two_other_countries_is_not_at_our_lines(read):
    sentence = (
        "Kyrgyzstan said that Tajik forces crossed the border "
        "of Kyrgyzstan and advanced up to 2 kilometers into Kyrgyzstan."
    )
    assert not may_be_at(read_one(read, sentence), OSM)


def test_a_not_of_another_clause_denies_no_distance(read):
    article = read(
        "Armenia said that Azerbaijani troops had not left Syunik "
        "and that they had advanced 3.5 kilometers across the border of Armenia near Sev Lake."
    )
    (reading,) = article.advances
    assert reading.withheld == ""


def test_nothing_is_measured_from_another_line_than_the_one_named(read):
    article = read(
        "Armenia said that Azerbaijani forces advanced 3 kilometers beyond the line of control "
        "near Sev Lake."
    )
    (advance,) = article.advances
    assert advance.form == "measure"
    assert "no line at hand for the Line of Control" in advance.missing
