"""Whose mouth words come from in articles nobody tuned to: kinds of wrong speakers, made up."""

from __future__ import annotations

import pytest

from tests.conftest import words


def attributed(article):
    return [(c.speaker, words(article, c)) for c in article.claims if c.party != "narrator"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Ola Renn, of Marfield, Ohio, said the bridge had been closed to trucks since dawn.",
            "Ola Renn",
            "the bridge had been closed to trucks since dawn",
        ),
        (
            "The driver, of Marfield, Ohio, told police that the lorry had no brakes at all.",
            "The driver",
            "the lorry had no brakes at all",
        ),
        (
            "A man Marfield police say robbed the ferry office was held at the border.",
            "Marfield police",
            "robbed the ferry office was held at the border",
        ),
        (
            "The gate was left open all night, a police report said on Monday.",
            "a police report",
            "The gate was left open all night",
        ),
        (
            "PORTVALE (NNS) Fishing crews say the patrol boat cut their nets.",
            "Fishing crews",
            "the patrol boat cut their nets",
        ),
        (
            "Also, Marfield Parks and Roads Director Ola Renn said the path is shut.",
            "Ola Renn",
            "the path is shut",
        ),
        (
            "The smuggler, according to the coast guard, fled north in a small boat.",
            "the coast guard",
            "The smuggler, according to the coast guard, fled north in a small boat",
        ),
        (
            "Renn’s family has called on the court to free him and called on guards to leave.",
            "Renn’s family",
            "called on guards to leave",
        ),
        (
            "Ferry Coordinator Sarah Quill said the crossing would stay shut until June.",
            "Sarah Quill",
            "the crossing would stay shut until June",
        ),
        (
            "Norland says the deal is unfair and declared last year it would leave the talks.",
            "Norland",
            "it would leave the talks",
        ),
    ],
)
def test_the_speaker_is_whoever_speaks(read, text, speaker, content):
    assert (speaker, content) in attributed(read(text))


@pytest.mark.parametrize(
    ("text", "mouths"),
    [
        # a year, an adverb and “I” speak nothing
        ("It was the minister who in 2010 said the pass must stay open to all.", {"2010"}),
        ("Initially, state officers did not see the boat at all.", {"Initially"}),
        ("Renn took offence at suggestions that the patrol had crossed the river.", {"Renn"}),
        ("The senate knew of Norland’s threat to Vardia and other small states.", {"Norland"}),
        ("Police say he raised a gun and refused to drop the weapon.", {"refused"}),
        ("As Renn spoke, cooks in the market hall served soup to the crowd.", {"Renn"}),
        ("When Renn asked about the raid, I laughed and said, “That is a tale.”", {"Renn"}),
        ("They were backed by the mayor in the long court fight.", {"mayor"}),
        ("As the senate votes on the ferry law, Renn strongly disagrees.", {"Renn"}),
        ("On this week’s broadcast of “Late Morning Talk,” Renn smiled and said little.", {"Renn"}),
        ("Renn told Radio Nine it is clear from publicly disclosed papers of the port.", {"Nine"}),
        ("They drew up the plan, which state news crews saw at the port.", {"plan"}),
    ],
)
def test_no_other_is_given_the_words(read, text, mouths):
    for speaker, content in attributed(read(text)):
        assert not any(mouth in speaker or content.startswith(mouth) for mouth in mouths)


def test_who_is_announced_with_a_colon_is_the_subject_of_its_verb(read):
    article = read(
        "Marfield Council’s member for roads and ports, Ola Renn, said:\n\n"
        "“The bridge will stay shut until the guards have left the far bank.”"
    )
    assert [speaker for speaker, _ in attributed(article)] == ["Ola Renn"]


def test_an_office_is_that_of_a_name_with_a_particle(read):
    article = read(
        "Mayor Karl van Essen opened the bridge.\n\nOfficers named Karl Moss as chief.\n\n"
        "The gate will stay shut for two weeks, the mayor said."
    )
    assert attributed(article)[-1][0] == "Karl van Essen"


def test_a_headline_with_capitals_is_nobodys_name(read):
    article = read(
        "Envoy Condemns Border Raid That Killed Guards.\n\n"
        "“The raid must be looked into by both sides,” he said in a note."
    )
    assert [speaker for speaker, _ in attributed(article)] == ["he"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Herald on Saturday wrote that the ferry had been sold twice.", "The Herald"),
        (
            "Dana Quill Moss, 59, of Marfield, Md., who saw the raid, said the boat was sunk.",
            "Dana Quill Moss",
        ),
        ("The port released an e-mail from a mother who said the ferry was sunk.", "a mother"),
    ],
)
def test_a_day_or_a_town_is_no_part_of_a_speaker(read, text, speaker):
    assert [name for name, _ in attributed(read(text))] == [speaker]


def test_a_quotation_that_goes_on_is_not_the_next_speakers(read):
    article = read(
        "“The boats must stay in port,” Ola Renn said. “We have lost two crews.” "
        "Port chairman Karl Moss admitted in a note the rule is hard to keep."
    )
    said = {content: speaker for speaker, content in attributed(article)}
    assert said["“We have lost two crews.”"] == "Ola Renn"


def test_with_opens_no_statement(read):
    article = read("With officers increasingly worried about the border, the port closed early.")
    assert attributed(article) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "“Absurd,” Ana Ruiz, the envoy, posted on X. The army would never fire, she wrote.",
            "The army would never fire",
        ),
        ("The boats left at 5 p.m. The coast guard said nobody was hurt.", "nobody was hurt"),
        ("The envoy is in the U.S. She said the talks would begin.", "the talks would begin"),
        ("General J. He Wen said the talks would begin.", "the talks would begin"),
    ],
)
def test_an_abbreviation_may_end_a_sentence(read, text, said):
    assert said in [content for _, content in attributed(read(text))]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ola Renn told mayors there that Chile “knows very well” the price.", "Chile “knows very"),
        ("Ola Renn told a crowd of farmers on Sunday that the post was lost.", "the post was lost"),
        ("Ola Renn told station KZZQ that two men had come in.", "two men had come in"),
        ("Ola Renn told visiting envoys her plan was the only one left.", "her plan was the only"),
        ("Ola Renn told farmers the post was lost to the river.", "the post was lost to the river"),
    ],
)
def test_whoever_is_told_the_words_are_the_speakers(read, text, content):
    (claim,) = attributed(read(text))
    assert claim[0] == "Ola Renn"
    assert claim[1].startswith(content)


def test_an_office_before_a_colon_goes_on_to_the_name(read):
    article = read("EU foreign policy chief Ana Ruiz: “Both sides must step back from the line.”")
    assert attributed(article) == [("Ana Ruiz", "“Both sides must step back from the line.”")]


def test_a_denial_told_in_passing_is_one_claim(read):
    article = read("Kigali accused the group of arson. Rwanda’s government dismissed that.")
    assert attributed(article)[1:] == [("Rwanda’s government", "dismissed that")]
