"""Roles of place names in made-up sentences of a border incident.

Some names are the ground; some stand for a government, a team or a people.
"""

from __future__ import annotations

import pytest


def roles(article):
    return {
        m.surface: m.role for m in article.places if m.role not in {"not_a_place", "adjectival"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The convoy drove from Goris to Yerevan on Monday.",
            {"Goris": "literal", "Yerevan": "literal"},
        ),
        ("The minister sent a letter to Baku on Monday.", {"Baku": "metonym"}),
        ("The families left for Tbilisi at night.", {"Tbilisi": "literal"}),
        ("The analyst called it a message for Moscow.", {"Moscow": "metonym"}),
        ("Drones flew over Armenia all night.", {"Armenia": "literal"}),
        ("The envoy spoke of a victory over Armenia.", {"Armenia": "metonym"}),
        ("The soldiers came from Georgia.", {"Georgia": "literal"}),
        ("The mayor waits for a reply from Yerevan.", {"Yerevan": "metonym"}),
        (
            "Shepherds met at the line between Armenia and Azerbaijan.",
            {"Armenia": "literal", "Azerbaijan": "literal"},
        ),
        (
            "The ceasefire between Armenia and Azerbaijan held.",
            {"Armenia": "metonym", "Azerbaijan": "metonym"},
        ),
        ("The column advanced toward Armenia.", {"Armenia": "literal"}),
        ("He defended the policy toward Armenia.", {"Armenia": "metonym"}),
        ("Shells hit the outskirts of Yerevan.", {"Yerevan": "literal"}),
        ("The independence of Georgia was at stake.", {"Georgia": "metonym"}),
        ("The president of Georgia arrived late.", {"Georgia": "modifier"}),
        ("Anna Petrosyan, 40, of Yerevan, was hurt.", {"Yerevan": "literal"}),
        ("The paper printed fears about Azerbaijan seeking more.", {"Azerbaijan": "metonym"}),
        ("It is bordered by Turkey and Iran.", {"Turkey": "literal", "Iran": "literal"}),
    ],
)
def test_the_word_before_a_state_decides(read, text, expected):
    assert roles(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia’s protest was heard.", {"Armenia": "metonym"}),
        ("Armenia’s climate is dry.", {"Armenia": "literal"}),
        ("Armenia’s foreign policy changed.", {"Armenia": "metonym"}),
        ("The Georgia squad trained at noon.", {"Georgia": "metonym"}),
        ("Floods came after the Georgia earthquake.", {"Georgia": "literal"}),
        ("A Yerevan lawyer read the map.", {"Yerevan": "modifier"}),
        ("The Yerevan-area depot burned.", {"Yerevan": "literal"}),
    ],
)
def test_the_noun_after_a_state_decides(read, text, expected):
    assert roles(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia is a mountainous country.", {"Armenia": "literal"}),
        ("Georgia has a long coastline.", {"Georgia": "literal"}),
        ("Iran won the tournament.", {"Iran": "metonym"}),
        ("Its capital, Yerevan, was quiet.", {"Yerevan": "literal"}),
    ],
)
def test_the_verb_of_a_state_decides(read, text, expected):
    assert roles(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They served in Turkey, Iran and Georgia.",
            {"Turkey": "literal", "Iran": "literal", "Georgia": "literal"},
        ),
        ("In Goris, Armenia said little.", {"Goris": "literal", "Armenia": "metonym"}),
        ("He was wounded in Goris, Armenia, at dawn.", {"Goris": "literal", "Armenia": "literal"}),
        ("Aid reached war-torn Syria as well as Iran.", {"Syria": "literal", "Iran": "literal"}),
        ("Roads across snow-covered Georgia were shut.", {"Georgia": "literal"}),
        ("Armenia, Georgia reject the map.", {"Armenia": "metonym", "Georgia": "metonym"}),
    ],
)
def test_a_list_of_names_takes_the_role_its_governor_gives(read, text, expected):
    assert roles(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goris protested the decision.", {"Goris": "metonym"}),
        ("The minister said Goris had rejected the plan.", {"Goris": "metonym"}),
        (
            "Goris, Kapan and Sisian demanded an answer.",
            {"Goris": "metonym", "Kapan": "metonym", "Sisian": "metonym"},
        ),
        ("Kapan beat Goris on Sunday.", {"Kapan": "metonym", "Goris": "metonym"}),
        ("The team lost a match against Kapan.", {"Kapan": "metonym"}),
        ("Goris’s refusal surprised nobody.", {"Goris": "modifier"}),
    ],
)
def test_a_town_that_does_what_people_do_stands_for_them(read, text, expected):
    assert roles(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Goris was shelled at dawn.",
        "Goris protest ends in silence.",
        "Residents of Goris protested the decision.",
        "Farmers near Goris rejected the plan.",
        "A driver from Goris said the road was shut.",
        "Goris is asked to wait.",
        "An offensive against Goris began.",
        "The road between Goris and the lake is shut.",
        "Goris lost its water at noon.",
    ],
)
def test_a_town_stays_on_the_map_when_unsure(read, text):
    assert roles(read(text))["Goris"] == "literal"


@pytest.mark.parametrize(
    "text",
    [
        "GORIS The ministry denied it.",
        "GORIS: A man was held.",
        "GORIS (Agency) — The mayor resigned.",
        "GORIS - Police met.",
    ],
)
def test_the_place_of_a_dateline_is_ground(read, text):
    assert roles(read(f"The news of the day.\n\n{text}"))["GORIS"] == "literal"


def test_a_capital_where_an_article_was_written_makes_no_mark(read):
    article = read("A ceasefire was agreed.\n\nBISHKEK, April 30, 2021 (Agency) - Talks went on.")
    assert roles(article)["BISHKEK"] == "metonym"


def test_a_heading_in_capitals_is_no_dateline(read):
    assert (
        roles(
            read(
                "The news of the day.\n\nTBILISI: WE NEVER SAID SO\n\n"
                "The ministry told the press so."
            )
        )["TBILISI"]
        == "metonym"
    )


def test_every_decision_names_the_word_that_decided(read):
    article = read("Goris protested. The convoy left for Tbilisi.")
    assert [m.why.split("; ")[-1] for m in article.places] == [
        "subject of “protested”, which people do",
        "where a movement goes",
    ]
