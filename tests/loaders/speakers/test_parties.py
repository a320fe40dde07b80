"""Whose party a speaker is, in made-up sentences: never a country's that the words do not give."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from loaders.documents.sidecar import Sidecar
from loaders.lexicon.tables import parties
from loaders.model.records import NARRATOR
from loaders.pipeline import read_article
from loaders.speakers.parties import body_party
from loaders.speakers.party.home import NOWHERE, Home
from loaders.speakers.party.known import kinds

OPEN = "unattributed"
AT_HOME = Home("Kenya", "the country of the outlet")
SAID = "said that two lorries had crossed the bridge on Monday."


def party(words: str, home: Home = NOWHERE) -> str:
    return body_party(words, gazetteer.load(), home).party


def first(article):
    return next(claim for claim in article.claims if claim.party != NARRATOR)


def spoken(read, text: str):
    return first(read(text))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nairobi", "Kenya"),
        ("Asunción", "Paraguay"),
        ("South Korean officials", "South Korea"),
        ("the Ministry of Defence of Mongolia", "Mongolia"),
        ("Peru's ambassador to the United Nations", "Peru"),
        ("the Zambian embassy in Lusaka", "Zambia"),
        ("the foreign ministry in Windhoek", "Namibia"),
        ("Blue House", "South Korea"),
        ("the Knesset", "Israel"),
        ("New Mexico Governor", "United States"),
        ("the Peruvian prime minister's office", "Peru"),
        ("Hamas", "Hamas"),
        ("Lebanon's Hezbollah", "Hezbollah"),
        ("UNIFIL", "United Nations"),
        ("Finland's UN ambassador", "Finland"),
        ("the Moroccan state news agency", "media"),
        ("Turkey's Anadolu agency", "media"),
        ("the Kyiv Post", "media"),
        ("RFE/RL's Kyrgyz Service", "media"),
        ("the BBC's Moscow bureau", "media"),
        ("Finland's Border Service", "Finland"),
        ("the mayor of Ostrava", "local report"),
        ("Lagos police", "local report"),
        ("the head of the Karoo district", "local report"),
        ("a Chilean historian", "analyst"),
        ("La Paz", "Bolivia"),
        ("Stepanakert", "Artsakh (Nagorno-Karabakh authorities)"),
    ],
)
def test_the_words_say_whose_a_body_is(words, expected):
    assert party(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "the British Beekeeping Society",
        "the University of Windhoek",
        "the Peruvian Football Federation",
        "Peru's Olympic Committee",
        "a Rwandan-backed militia",
        "soldiers in Chad",
        "the embassy in Lusaka",
        "a Western diplomat in Lima",
        "an Israeli-Turkish committee",
        "the National Security Council's printer company",
        "Mr. King",
        "the ambassador to Peru",
        "a lawyer for the Bolivian family",
        "the former president of Peru",
    ],
)
def test_words_that_give_no_country_leave_the_party_open_with_a_reason(words):
    found = body_party(words, gazetteer.load())
    assert (found.party, found.sure) == (OPEN, "unsure")
    assert found.why


def test_officials_of_both_sides_and_those_who_only_know_are_not_the_homes():
    assert party("officials on both sides of the border", AT_HOME) == OPEN
    assert party("an official with knowledge of the talks", AT_HOME) == OPEN
    assert party("border officials", AT_HOME) == "Kenya"


def test_an_official_without_a_country_is_the_homes_and_only_likely():
    found = body_party("the Prime Minister", gazetteer.load(), AT_HOME)
    assert (found.party, found.sure) == ("Kenya", "likely")
    assert "the country of the outlet" in found.why
    assert party("the Prime Minister") == OPEN


@pytest.mark.parametrize(
    "words",
    [
        "the president of Oak Tree Bank",
        "the vice president of Bluebell",
        "a diplomat",
        "both sides",
    ],
)
def test_at_home_nobody_becomes_an_official_who_is_none(words):
    assert party(words, AT_HOME) == OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"After Peru spoke, Bolivia's Defence Minister Ana Soto {SAID}", "Bolivia"),
        (f"Ana Soto, the Bolivian ambassador to Peru, {SAID}", "Bolivia"),
        (f"The Bolivian ambassador to Peru, Ana Soto, {SAID}", "Bolivia"),
        (f"The head of the UN mission in Mali, Ana Soto, {SAID}", "United Nations"),
        (f"Ana Soto, 43, a shopkeeper in Goma, {SAID}", "local report"),
        (f"Ana Soto, a Lima-based researcher, {SAID}", "analyst"),
        (f"Ana Soto of the Peruvian foreign ministry {SAID}", "Peru"),
        (f"Ana Soto, chief executive of a Peruvian airline, {SAID}", OPEN),
        (f"Ana Soto, who once lived in Peru, {SAID}", OPEN),
        (f"Rep. Ana Soto (D-Ohio) {SAID}", "United States"),
    ],
)
def test_the_office_beside_a_name_says_whose_a_person_is(read, text, expected):
    claim = spoken(read, text)
    assert claim.speaker == "Ana Soto"
    assert claim.party == expected
    assert claim.party_why


def test_an_abbreviation_stands_for_the_body_the_article_explains(read):
    article = read(
        "The Road Safety Authority of Ghana (RSAG) opened an office. "
        "Its figures were new. RSAG spokesperson Kofi Badu said that nine buses had crashed."
    )
    assert first(article).party == "Ghana"


def test_the_home_is_the_country_of_the_dateline_the_outlet_or_the_whole_article():
    said = "Interior Minister Juma Otieno said that two lorries had crossed the bridge on Monday."

    def claim(publisher: str, text: str):
        article, _ = read_article(
            "made-up.txt",
            text.encode(),
            Sidecar(title="Made up", publisher=publisher, published="2021-05-14"),
        )
        return first(article)

    dateline = claim("Nobody's Paper", f"NAIROBI, May 14 (Reuters) - {said} Kenya is dry.")
    assert (dateline.party, dateline.party_sure) == ("Kenya", "likely")
    assert claim("Daily Nation", said).party == "Kenya"
    about = "Kenya is dry. Kenya waits. Kenya hopes. Kenya prays for rain."
    assert claim("Nobody's Paper", f"{said} {about}").party == "Kenya"
    two = f"{about} Uganda is dry. Uganda waits. Uganda hopes. Uganda prays for rain."
    assert claim("Nobody's Paper", f"{said} {two}").party == OPEN


def test_every_country_is_a_party_and_no_name_is_in_two():
    codes = {code for party in parties().values() for code in party.countries}
    places = gazetteer.load().places.values()
    assert {place.country for place in places if place.kind == "country"} <= codes
    names = [name for party in parties().values() for name in (*party.institutions, *party.people)]
    assert len(names) == len(set(names))
    leagues = {name for name in kinds()["league"] if "-" not in name}
    assert leagues <= set(parties())


def test_the_outlet_that_names_itself_is_the_reporter_and_another_paper_is_a_medium():
    home = Home("Kenya", "the country of the outlet", outlet="DailyNation")
    assert party("the Daily Nation", home) == NARRATOR
    assert party("the Kyiv Post", home) == "media"


def test_its_minister_is_that_of_the_country_spoken_of(read):
    article = read(
        "Burundi closed the border in January. Its interior minister, Ivo Lang, said that two men"
        " had crossed it.\n\nNobody came.\n\nLang said that the bridge was shut. Its keeper, Ida"
        " Holm, said that the river was high."
    )
    assert [(c.speaker, c.party) for c in article.claims] == [
        ("Ivo Lang", "Burundi"),
        ("Ivo Lang", "Burundi"),
        ("Ida Holm", "unattributed"),
    ]


def test_an_agency_of_one_word_is_a_medium_and_no_person_unless_somebody_is_called_so(read):
    article = read("The drone was shot down, Xinhua reported. Trend said that two men were hurt.")
    assert {(c.speaker, c.party) for c in article.claims} == {
        ("Xinhua", "media"),
        ("Trend", "media"),
    }
    (figure,) = read("24.kg said that the figure was two.").claims
    assert (figure.speaker, figure.party) == ("24.kg", "media")
    named = read("Anna Trend, the mayor, said the road was open. Trend said two men were hurt.")
    assert {(c.speaker, c.party) for c in named.claims} == {("Anna Trend", "local report")}
