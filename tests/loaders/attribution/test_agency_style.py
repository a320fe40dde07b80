"""Sentences as agencies write them: when and where it was said stands before the verb."""

from __future__ import annotations

import pytest

from tests.conftest import words

MOVED = "soldiers had crossed the border near Goris"


def said(article):
    return [(claim.speaker, words(article, claim)) for claim in article.claims]


@pytest.mark.parametrize(
    ("speaker", "when"),
    [
        ("The Sudanese army", "on Sunday"),
        ("The Foreign Ministry", "late on Monday evening"),
        ("The army", "yesterday"),
        ("The ministry in Yerevan", "last week"),
        ("Armenia's Defense Ministry", "in a statement on Tuesday"),
        ("Nikol Pashinyan", "in a televised address"),
        ("Nikol Pashinyan", "on May 12"),
    ],
)
def test_when_and_where_it_was_said_is_no_part_of_the_speaker(read, speaker, when):
    assert said(read(f"{speaker} {when} said that {MOVED}.")) == [(speaker, MOVED)]


def test_a_name_that_is_a_month_stays_a_name(read):
    assert said(read(f"Theresa May said that {MOVED}.")) == [("Theresa May", MOVED)]


@pytest.mark.parametrize("when", ["on Sunday", "late on Sunday", "this week", "in a statement"])
def test_an_accusation_goes_on_after_its_time(read, when):
    (claim,) = read(f"The army accused its neighbour {when} of killing six soldiers.").claims
    assert claim.stance == "accuses" and claim.topic == "violence"


@pytest.mark.parametrize("short", ["shells fell", "it had moved", "they heard shelling"])
def test_a_short_statement_is_a_claim(read, short):
    assert said(read(f"Residents of Kumana said {short}.")) == [("Residents of Kumana", short)]


@pytest.mark.parametrize("nothing", ["so on Friday", "he had not", "nothing more", "hello"])
def test_a_few_words_that_state_nothing_are_none(read, nothing):
    assert not read(f"Residents of Kumana said {nothing}.").claims


def test_about_before_a_number_is_no_subject_of_talk(read):
    about = "about 300 soldiers had crossed the border near Goris"
    assert said(read(f"Two officials said {about}.")) == [("Two officials", about)]


def test_the_day_of_saying_is_no_content(read):
    article = read(
        "Troops crossed the river near Goris, the minister told parliament on Tuesday, 11 May 2021."
    )
    assert said(article) == [("the minister", "Troops crossed the river near Goris")]


@pytest.mark.parametrize("media", ["state media", "state television", "state-run radio"])
def test_state_media_are_media_and_state_nothing(read, media):
    (claim,) = read(f"At least two people died near Goris, {media} reported.").claims
    assert (claim.speaker, claim.party) == (media, "media")


def test_words_of_somebody_not_made_out_are_not_the_reporters(read):
    article = read("A man police say was shot near Goris by border troops was jailed on Tuesday.")
    assert not [claim for claim in article.claims if claim.party == "narrator"]


@pytest.mark.parametrize("hearers", ["a news conference in Baku later Sunday", "a press briefing"])
def test_an_occasion_may_be_told(read, hearers):
    article = read(f"Nikol Pashinyan told {hearers} that {MOVED}.")
    assert said(article) == [("Nikol Pashinyan", MOVED)]


def test_a_think_tank_does_not_think(read):
    (claim,) = read(f"The Border Institute, a US think tank, assessed that {MOVED}.").claims
    assert (claim.speaker, claim.party) == ("The Border Institute", "analyst")


def test_a_denial_of_what_stands_before_is_a_claim(read):
    article = read(f"Azerbaijan said {MOVED}. Armenia denied this.")
    assert said(article)[1:] == [("Armenia", "denied this")]
    assert not read("Nobody denied it.").claims


@pytest.mark.parametrize("when", ["On Tuesday", "On Tuesday night", "Late on Tuesday"])
def test_a_day_without_a_comma_is_no_part_of_the_speaker(read, when):
    assert said(read(f"{when} Greek police said {MOVED}.")) == [("Greek police", MOVED)]


def test_a_statement_may_follow_its_hearers_at_once(read):
    island = "the islet had been taken by border troops"
    assert said(read(f"Nikol Pashinyan told parliament {island}.")) == [("Nikol Pashinyan", island)]
    assert said(read(f"Sources told this correspondent that {island}.")) == [("Sources", island)]
