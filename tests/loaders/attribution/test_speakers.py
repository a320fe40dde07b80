"""Who says what in made-up sentences."""

from __future__ import annotations

import pytest

from loaders.lexicon.tables import read_table, reporting_verbs
from tests.conftest import words


def claims(article):
    return [
        (c.speaker, words(article, c), c.stance) for c in article.claims if c.party != "narrator"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Armenia said on Friday that troops had crossed the border.",
            ("Armenia", "troops had crossed the border", "asserts"),
        ),
        (
            "Troops had crossed the border at dawn, Yerevan said.",
            ("Yerevan", "Troops had crossed the border at dawn", "asserts"),
        ),
        (
            "Baku accused Armenia of shelling its positions.",
            ("Baku", "Baku accused Armenia of shelling its positions", "accuses"),
        ),
        (
            "France urged Azerbaijan to pull back its forces.",
            ("France", "France urged Azerbaijan to pull back its forces", "demands"),
        ),
        (
            "Azerbaijan denies the latest claims from Armenia.",
            ("Azerbaijan", "denies the latest claims from Armenia", "denies"),
        ),
        (
            "“They must leave at once,” said President Jean Dupont.",
            ("Jean Dupont", "“They must leave at once,”", "demands"),
        ),
        (
            "According to the Kremlin, both sides agreed to talk.",
            ("the Kremlin", "both sides agreed to talk", "asserts"),
        ),
        (
            "Interfax quoted Prime Minister Ivan Petrov as saying that all was calm there.",
            ("Ivan Petrov", "all was calm there", "asserts"),
        ),
    ],
)
def test_content_speaker_and_stance(read, text, expected):
    assert expected in claims(read(text))


def test_a_pronoun_and_a_surname_lead_back_to_the_name(read):
    article = read(
        "Prime Minister Anna Smith said that the road was closed. “It is closed now,” she said. "
        "Smith added that it would open soon."
    )
    assert [c.speaker for c in article.claims] == ["Anna Smith"] * 3


def test_an_office_leads_back_to_the_last_person_named_with_it(read):
    article = read(
        "President Anna Smith met Foreign Minister John Brown. "
        "Brown said that the road was closed. The president said that it would open soon. "
        "The foreign minister said that it would not open."
    )
    assert [c.speaker for c in article.claims] == ["John Brown", "Anna Smith", "John Brown"]


def test_an_institution_is_no_person(read):
    article = read(
        "The White House said that the road was closed. She said that it would open soon."
    )
    assert article.claims[0].party == "United States"
    assert article.claims[1].party == "unattributed"


def test_a_quotation_of_its_own_goes_on_in_the_same_voice(read):
    article = read(
        "“The road is closed to all,” Anna Smith said.\n\n“It will not open again this year.”"
    )
    assert [c.speaker for c in article.claims] == ["Anna Smith", "Anna Smith"]


def test_scare_quotes_are_no_claim(read):
    assert claims(read("The so-called “map” hung on the wall of the “office”.")) == []


def test_the_party_comes_from_the_office_the_text_gives(read):
    article = read("Georgian Foreign Minister Nino Beridze said that the border was open.")
    assert article.claims[0].party == "Georgia"


def test_somebody_who_studies_the_matter_speaks_for_no_state(read):
    article = read(
        "“It was a test of nerves,” said Levon Petrosyan, an analyst at a Yerevan think tank."
    )
    assert (article.claims[0].party, article.claims[0].stance) == ("analyst", "opines")


def test_the_outlets_own_voice_is_the_narrator(read):
    article = read("Maps show that the border runs through Sev Lake in the mountains. It rained.")
    assert any(c.party == "narrator" and c.place_ids == ("sev_lake",) for c in article.claims)


def test_the_verb_table_holds_known_frames_and_stances():
    frames = frozenset().union(*(v.frames for v in reporting_verbs().values()))
    assert frames == {
        *("that", "tell", "of", "to", "np", "inf", "as", "quote", "for", "name", "only", "like")
    }
    assert {row["stance"] for row in read_table("verbs")} <= {
        "asserts",
        "denies",
        "demands",
        "accuses",
        "opines",
        "reports",
    }
