"""The topic of made-up words, about borders anywhere."""

from __future__ import annotations

import pytest

from loaders.claims.topics import topic_of, topic_words


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("advance", "their soldiers moved 5 km into the valley"),
        ("advance", "not one of our men has crossed the line"),
        ("advance", "a patrol had entered Ruritanian land"),
        ("advance", "two boats intruded into its waters"),
        ("advance", "the jets violated its airspace twice"),
        ("advance", "the rebels captured two hilltop villages"),
        ("withdrawal", "the garrison had pulled its troops back"),
        ("withdrawal", "both armies had gone back to where they stood in spring"),
        ("withdrawal", "the tents were taken down"),
        ("withdrawal", "both armies left their posts on the ridge"),
        ("position", "herders put up three tents beside the spring"),
        ("position", "the neighbours set up an outpost"),
        ("position", "the fleet was on full alert"),
        ("position", "flags had been planted on the dune"),
        ("position", "it moved armoured vehicles to the north"),
        ("border", "the huts stand on Ruritanian land"),
        ("border", "the well belongs to Ruritania"),
        ("border", "the spring lies on the territory of Ruritania"),
        ("border", "the shoal is within its exclusive economic zone"),
        ("border", "half of the islet"),
        ("border", "the valley has always been Ethiopian"),
        ("border", "the court gave the peninsula to Cameroon"),
        ("violence", "guards opened fire at herders"),
        ("violence", "the market was hit by glide bombs"),
        ("violence", "a cutter rammed a fishing boat and used water cannon"),
        ("violence", "they shelled a checkpoint at dawn"),
        ("talks", "it was talking to both capitals"),
        ("talks", "the two sides agreed a truce"),
        ("demand", "it called on the neighbour to show restraint"),
        ("motive", "the capital wants a buffer zone along the border"),
        ("motive", "the fence is a pretext to stay"),
    ],
)
def test_words_have_their_topic(topic, words):
    assert topic_of(words, "asserts") == topic


@pytest.mark.parametrize(
    "words",
    [
        "the harvest was late this year",
        "firefighters from three towns came",
        "we got in a line of cars",
        "the choir sang again",
    ],
)
def test_what_no_word_fits_is_other_and_never_a_motive(words):
    assert topic_of(words, "asserts") == "other"
    assert topic_of(words, "reports") == "other"


def test_a_weak_word_decides_only_alone():
    assert topic_of("soldiers were seen", "asserts") == "position"
    assert topic_of("soldiers were wounded", "asserts") == "violence"


def test_the_words_of_a_topic_are_found_across_line_breaks():
    found = topic_words("They Crossed\nthe  border.", "advance")
    assert [match.span() for match in found] == [(5, 24)]
