"""What counts as somebody's words, and in which pieces, in made-up sentences."""

from __future__ import annotations

import pytest

from loaders.lexicon.tables import read_table, reporting_adjectives
from tests.conftest import words


def attributed(article):
    return [(c.speaker, words(article, c)) for c in article.claims if c.party != "narrator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The pass is shut,” Ola Renn said. “It was mined.”",
            [("Ola Renn", "“The pass is shut,” Ola Renn said. “It was mined.”")],
        ),
        (
            "“They came back,” Ola Renn said, but “nobody knows why.”",
            [("Ola Renn", "“They came back,” Ola Renn said, but “nobody knows why.”")],
        ),
        # two long statements stay two
        (
            (
                "“The patrol came down from the ridge before dawn and left by noon that day,” Ola "
                "Renn said. “Nobody in the village was told why the guards had been sent there.”"
            ),
            [
                (
                    "Ola Renn",
                    "“The patrol came down from the ridge before dawn and left by noon that day,”",
                ),
                (
                    "Ola Renn",
                    "“Nobody in the village was told why the guards had been sent there.”",
                ),
            ],
        ),
    ],
)
def test_a_quotation_in_pieces(read, text, expected):
    assert attributed(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Ola Renn is convinced that the guards will leave the ridge.",
            "Ola Renn",
            "the guards will leave the ridge",
        ),
        (
            "The mayor remains deeply worried that the pass will be shut.",
            "The mayor",
            "the pass will be shut",
        ),
        (
            "Ola Renn regards the patrol as a threat to the village.",
            "Ola Renn",
            "Ola Renn regards the patrol as a threat to the village",
        ),
        (
            "Ola Renn says neither the army nor the police crossed the ridge.",
            "Ola Renn",
            "neither the army nor the police crossed the ridge",
        ),
        (
            "Ola Renn said after the meeting he would not withdraw the guards.",
            "Ola Renn",
            "he would not withdraw the guards",
        ),
        (
            "The crossing would stay shut, the mayor said Friday afternoon, as trucks turned back.",
            "the mayor",
            "The crossing would stay shut",
        ),
        (
            "Ola Renn offered no proof that the guards had crossed the ridge.",
            "Ola Renn",
            "the guards had crossed the ridge",
        ),
    ],
)
def test_what_somebody_holds(read, text, speaker, content):
    assert attributed(read(text)) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "It is certain that the pass was shut.",
        "The convinced voters of the village walked home.",
        "Ola Renn keeps animals such as goats and sheep.",
        "If the mayor is happy to open the crossing, trucks will pass.",
        # what the army is about to do, or does, is nothing that it says
        "The army was ready to fire at the crossing.",
        "The army responded with artillery fire at the crossing.",
        "The ministry was silent about the crossing.",
    ],
)
def test_what_nobody_holds(read, text):
    assert attributed(read(text)) == []


def test_a_thing_goes_on_after_a_comma(read):
    article = read(
        "The mayor called for open roads, especially for the families of the valley, "
        "with a wave of his hand."
    )
    assert attributed(article) == [
        (
            "The mayor",
            "The mayor called for open roads, especially for the families of the valley",
        )
    ]


def test_the_adjective_table_holds_known_links_and_stances():
    assert {row["stance"] for row in read_table("cue_adjectives")} <= {
        *("asserts", "denies", "demands", "accuses", "opines")
    }
    links = frozenset().union(*(row.links for row in reporting_adjectives().values()))
    assert links <= {*("that", "to", "of", "about", "on", "over", "for", "in", "with", "by", "at")}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The mayor said that would be a matter for the court.",
            "that would be a matter for the court",
        ),
        ("The mayor told Ola Renn his boat had crossed the line.", "his boat had crossed the line"),
    ],
)
def test_a_statement_has_its_subject(read, text, content):
    assert [words for _, words in attributed(read(text))] == [content]


def test_who_is_cautioned_to_do_what_is_shown_with_the_verb(read):
    ((speaker, content),) = attributed(read("The mayor cautioned them not to cross the bridge."))
    assert speaker == "The mayor"
    assert content.endswith("cautioned them not to cross the bridge")
