"""A place after “of” or “from” is nobody's name; a name after the name of an office is."""

from __future__ import annotations

import pytest

from loaders import read_article

HEARD = "said he had heard heavy shelling."


@pytest.mark.parametrize(
    "speaker",
    [
        "A farmer from Novo Kumana",
        "A resident of the border village of Novo Kumana",
        "The head of the fire service of Novo Kumana",
    ],
)
def test_a_place_is_not_the_speaker(read, speaker):
    (claim,) = read(f"{speaker} {HEARD}").claims
    assert claim.speaker == speaker


def test_a_name_after_a_department_is_the_name(read):
    (claim,) = read(f"The director of Border Roads Anna Melik {HEARD}").claims
    assert claim.speaker == "Anna Melik"
    (claim,) = read(f"The head of the mission Rovan Telk {HEARD}").claims
    assert claim.speaker == "Rovan Telk"


def test_an_office_before_a_rank_gives_the_party(read):
    (claim,) = read(f"An Armenian army spokesman in Goris, Lt Col Rovan Telk, {HEARD}").claims
    assert (claim.speaker, claim.party) == ("Rovan Telk", "Armenia")


def test_an_analyst_is_a_person_whatever_the_surname_ends_in(read):
    first, second = read(
        "Analyst Stephanie Wolters said both sides wanted peace. “Neither wants a war,” she said."
    ).claims
    assert (first.speaker, second.speaker) == ("Stephanie Wolters", "Stephanie Wolters")


def test_an_official_without_a_country_is_open_where_another_country_just_spoke():
    text = (
        "LIMA, Peru — Peru’s army said that its post was lost in the night.\n\n"
        "Chile denied the allegation. The government spokesman, Ana Ruiz, said that the army had"
        " not moved at all.\n\n"
        "Lima, Peru, was calm on Sunday, and so was the rest of Peru."
    )
    article, _ = read_article("made-up.txt", text.encode())
    assert [c.party for c in article.claims if c.speaker == "Ana Ruiz"] == ["unattributed"]
