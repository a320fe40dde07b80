"""What is asserted and by whom, and what is not, in made-up sentences about a border incident."""

from __future__ import annotations

import pytest

from tests.conftest import words


def attributed(article):
    return [(c.speaker, words(article, c)) for c in article.claims if c.party != "narrator"]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Norland nor Vardia has confirmed that the bridge was hit.",
        "No official has said that the guards left the post.",
        "Nobody claimed that the guards had left the post.",
        "The ministry refused to say whether troops had crossed the river.",
        "The spokesman declined to confirm that the post was lost.",
        "The minister stopped short of saying that soldiers had opened fire.",
        "The envoy was asked whether the army had entered the valley.",
        "The general denies knowing whether troops had crossed the river.",
        "The agency could not confirm that the village was taken.",
        "A spokesman asked not to be named.",
        "Villagers found the boat and alerted the guards.",
        "The minister has long enjoyed support for the road.",
        "Police added charges of theft from a depot.",
    ],
)
def test_nobody_asserts(read, text):
    assert attributed(read(text)) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("No. 10 said that the border was closed.", "No. 10", "the border was closed"),
        (
            "Three officials who asked not to be named said that the guards had moved two miles.",
            "Three officials",
            "the guards had moved two miles",
        ),
        (
            "The satellite images show that trucks had crossed the dry river.",
            "The satellite images",
            "trucks had crossed the dry river",
        ),
        (
            "The mayor has over the past few weeks repeatedly warned that the dam is weak.",
            "The mayor",
            "the dam is weak",
        ),
        (
            "They’re claiming that the guards had left the post.",
            "They",
            "the guards had left the post",
        ),
        (
            "Norland's army had taken the hill, a news agency quoted Vardian officials as saying.",
            "Vardian officials",
            "Norland's army had taken the hill",
        ),
        (
            "Citing the Norland Defence Ministry, the Anadolu agency said that a tank had crossed.",
            "the Norland Defence Ministry",
            "a tank had crossed",
        ),
        (
            "“We left the ridge,” the mayor said, “and we will not return to it.”",
            "the mayor",
            "“We left the ridge,” the mayor said, “and we will not return to it.”",
        ),
        (
            "The governor told the farmers by the lake to leave within three days.",
            "The governor",
            "The governor told the farmers by the lake to leave within three days",
        ),
        (
            "The envoy condemned the slow spread of rumours about the closed pass.",
            "The envoy",
            "The envoy condemned the slow spread of rumours about the closed pass",
        ),
    ],
)
def test_somebody_asserts(read, text, speaker, content):
    assert attributed(read(text)) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: An earlier version of this article said that troops had advanced 35 km.",
        "A previous version of this story gave the distance as 35 km.",
    ],
)
def test_a_correction_takes_back_the_outlets_own_words(read, text):
    (claim,) = read(text).claims
    assert (claim.party, claim.status) == ("narrator", "retracted")


def test_a_statement_is_taken_back_by_whom_the_sentence_names(read):
    article = read(
        "Two sources in Vardia said that troops would leave the lake on Tuesday.\n\n"
        "Norland later withdrew its statement that troops had reached the village."
    )
    assert [(c.speaker, c.status) for c in article.claims][1:] == [("Norland", "retracted")]


def test_a_quotation_left_open_waits_for_its_speaker(read):
    article = read(
        "The pass was closed.\n\n“We saw trucks at the ford on Monday.\n\n"
        "“Then they turned back,” Anna Smith said."
    )
    assert {c.speaker for c in article.claims} == {"Anna Smith"}
