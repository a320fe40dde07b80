"""For whom a speaker speaks where a name or a word of the office seems to say it: made-up cases."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from loaders.speakers.parties import body_party
from loaders.speakers.party.home import NOWHERE

OPEN = "unattributed"


def party(words: str) -> str:
    return body_party(words, gazetteer.load(), NOWHERE).party


def spoken(read, text: str) -> dict[str, str]:
    """Return the party of each speaker an article names."""
    return {c.speaker: c.party for c in read(text).claims if c.party != "narrator"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the National Bureau of Statistics", OPEN),
        ("the National Agency", OPEN),
        ("the District Information Officer", OPEN),
        ("the Press Information Bureau", OPEN),
        ("the Danish newspaper Information", "media"),
        ("Turkey's Anadolu agency", "media"),
        ("the Security Council", "United Nations"),
        ("the secretary of the Security Council", OPEN),
        ("the Security Council of Armenia", "Armenia"),
        ("Mongolia's Security Council", "Mongolia"),
        ("the State Department Refugee Office Center", "United States"),
        ("the Saudi-led coalition fighting the Houthis", "Saudi-led coalition"),
        ("a patrol of the army fighting the Houthis", OPEN),
        ("the Houthis' fighting wing", "Houthis"),
        ("the so-called foreign ministry in Sukhumi", "Abkhazia"),
        ("the so-called interior ministry in Mitrovica", OPEN),
        ("the interior ministry in Chisinau", "Moldova"),
    ],
)
def test_a_word_of_an_office_is_no_owner(words, expected):
    assert party(words) == expected


def test_a_surname_of_the_tables_is_its_bearer_only_where_his_country_is_spoken_of(read):
    abroad = spoken(read, "Minister Singh said that the ferry to Trinidad had been stopped twice.")
    assert abroad == {"Singh": OPEN}
    at_home = spoken(read, "Minister Singh said that Indian guards had stopped the ferry twice.")
    assert at_home == {"Rajnath Singh": "India"}


def test_a_surname_that_is_also_a_groups_name_is_a_persons_where_a_person_is_named(read):
    found = spoken(
        read,
        "Councillor Karl Wagner spoke on Monday. Wagner said that the road would stay shut.",
    )
    assert found == {"Karl Wagner": "local report"}
    group = spoken(read, "Wagner said that its fighters had left the mine.")
    assert group == {"Wagner": "Wagner"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Georgia protested. The authorities in Tskhinvali rejected that. Their foreign "
                "minister, Alan Kokov, said that the posts were old."
            ),
            "South Ossetia",
        ),
        (
            "The African Union urged talks. Its chairperson, Awa Diarra, said both must pull back.",
            "African Union",
        ),
    ],
)
def test_whose_minister_somebody_is_stands_before_the_office(read, text, expected):
    assert list(spoken(read, text).values())[-1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the European Commission", "European Union"),
        ("La Paz", "Bolivia"),
        ("a source in the Uzbek foreign ministry", "Uzbekistan"),
        ("a source in Tashkent", OPEN),
    ],
)
def test_bodies_with_a_name_of_several_words(words, expected):
    assert party(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:40 Guinea's junta says the flag has always been there.", {"Guinea's junta": "Guinea"}),
        (
            "Asked if Lima would use its treaty with Chile, Ruiz said it was too early to say.",
            {"Ruiz": OPEN},
        ),
        (
            (
                "Peru's ministry said shots were fired. Chile's navy denied that. In Lima, the "
                "ministry said that the film was real."
            ),
            {"Peru's ministry": "Peru", "Chile's navy": "Chile", "the ministry": OPEN},
        ),
    ],
)
def test_no_side_is_guessed_from_the_words_around(read, text, expected):
    assert spoken(read, text) == expected


def test_soldiers_who_attack_say_nothing(read):
    assert not spoken(read, "Peruvian soldiers attacked the Chilean post before dawn.")
    assert spoken(read, "The minister attacked the plan as a danger to the fishermen.")


TALKS = """Transcript of the talks

COLONEL DIAZ: Peruvian troops crossed the river and fired at our post. You must leave.

COLONEL VEGA: Your men came first. The island belongs to Peru.

COLONEL DIAZ: The island does not belong to Peru. Chile dug its wells long ago.
"""


def test_in_talks_of_two_sides_an_office_without_a_country_is_nobodys_at_home(read):
    assert spoken(read, TALKS) == {"Diaz": "Chile", "Vega": "Peru"}
    alone = TALKS.replace("Chile dug its", "We dug the").replace("belongs to Peru", "is not yours")
    assert spoken(read, alone)["Vega"] == OPEN
