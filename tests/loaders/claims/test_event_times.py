"""The time of an event with its basis and certainty, in articles published on 14 May 2021."""

from __future__ import annotations

import json

import pytest

from loaders.model.as_json import article_json
from tests.conftest import words


def times(article):
    return [
        (c.event_date, c.event_from, c.event_to, c.event_sure)
        for c in article.claims
        if c.party != "narrator"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # stated in the claim: certain
        (
            "The ministry said that shots were fired at the border on Wednesday.",
            [("2021-05-12", "2021-05-12", "2021-05-12", "certain")],
        ),
        # a stretch of time is no day
        (
            "The ministry said that guards fired at herders this month.",
            [(None, "2021-05-01", "2021-05-31", "certain")],
        ),
        (
            "The ministry said that guards had fired at herders since April 3.",
            [(None, "2021-04-03", "2021-05-14", "certain")],
        ),
        # … nor is a day that only bounds it
        (
            "The ministry said that guards fired at herders between May 3 and May 5.",
            [(None, "2021-05-03", "2021-05-05", "certain")],
        ),
        (
            "The ministry said that guards shelled the ford from Monday to Wednesday.",
            [(None, "2021-05-10", "2021-05-12", "certain")],
        ),
        (
            "The ministry said that the troops would stay at the ford until Monday.",
            [(None, None, "2021-05-17", "certain")],
        ),
        # … and a day of the event that it answers is not its own
        (
            "The ministry said that guards shelled a mill in retaliation for a raid on Tuesday.",
            [(None, None, "2021-05-14", "likely")],
        ),
        # what was going on as it was said
        (
            "The general said on Monday that his troops were shelling the ford.",
            [("2021-05-10", "2021-05-10", "2021-05-10", "likely")],
        ),
        (
            "The general said on Monday that his troops were not shelling the ford.",
            [(None, None, None, None)],
        ),
        # the first verb says whether it looks ahead
        (
            "The ministry said that guards fired at a mill that would be closed.",
            [(None, None, "2021-05-14", "likely")],
        ),
        # the tense alone gives bounds
        (
            "The ministry said that guards fired at herders near the ford.",
            [(None, None, "2021-05-14", "likely")],
        ),
        (
            "The ministry said that the troops would withdraw from the ford.",
            [(None, "2021-05-14", None, "likely")],
        ),
        # a day before “that” is the day it was said
        (
            "The minister told a council on Tuesday that the tents would be removed by guards.",
            [(None, "2021-05-11", None, "likely")],
        ),
        # opinions, demands and states have no time
        ("The ministry demanded that the troops withdraw from the ford.", [(None,) * 4]),
        ("The ministry said that the ford belongs to Armenia.", [(None,) * 4]),
    ],
)
def test_a_time_has_bounds_and_a_certainty(read, text, expected):
    assert times(read(text)) == expected


STORY = "Shots were fired across the river on Wednesday, the border guards said.\n\n"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        # the story's day
        ("A herder said that shells fell near the mill.", "2021-05-12"),
        ("The mayor accused Azerbaijan of firing at the mill.", "2021-05-12"),
        # one clause that tells of it is enough, and whoever shot may have fled
        ("A herder said that guards fired at the mill, causing no injuries.", "2021-05-12"),
        ("A herder said that a boy was not lying still and guards shot him.", "2021-05-12"),
        ("A herder said that two men shelled the mill and fled in a car.", "2021-05-12"),
        (
            "A herder said that shots fell. Seconds later, he said, a shell hit the mill.",
            "2021-05-12",
        ),
        ("A herder said that a remote control bomb went off near the mill.", "2021-05-12"),
        # … and so is what comes of it
        ("A herder said that a boy was taken to hospital.", "2021-05-12"),
        # a time in a side clause is not where the paragraph is
        (
            "The mill, which was built in 1990, is shut. A herder said that shells fell near it.",
            "2021-05-12",
        ),
        # … not what might have been, is described, or is a present state
        ("A herder said that guards would have fired at the mill.", None),
        ("The council described the violence at the mill as “vile”.", None),
        ("A herder said that guards are firing from the mill that shells hit.", None),
        # … but not of a state, a move of people, or where the paragraph names another day
        ("A herder said that soldiers are standing near the mill.", None),
        ("A herder said that women had been evacuated after shells fell near the mill.", None),
        ("Guards had left on May 3. A herder said that shells fell near the mill.", None),
        ("A herder said that shells fell near the mill last month.", None),
        ("A herder said that no shells fell near the mill.", None),
        ("An analyst said that shells fell near the mill because both armies want war.", None),
    ],
)
def test_what_is_told_of_the_ground_is_of_the_storys_day(read, rest, expected):
    last = [c for c in read(STORY + rest).claims if c.party != "narrator"][-1]
    assert last.event_date == expected


def test_an_accusation_gives_the_story_no_day(read):
    article = read(
        "On Thursday, Armenia accused Azerbaijan of firing at a mill.\n\n"
        "A herder said that shells fell near the ford."
    )
    assert [c.event_date for c in article.claims][-1] is None


def test_the_same_voice_goes_on_in_the_next_paragraph(read):
    article = read(
        "The ministry said that guards shelled a mill on Wednesday.\n\n"
        "A school was hit, the ministry said."
    )
    first, second = [c for c in article.claims if c.party != "narrator"]
    assert (second.event_date, second.event_sure) == ("2021-05-12", "likely")
    assert "goes on" in second.event_basis
    assert words(article, second.event_span) == words(article, first)


def test_the_basis_is_in_the_record(read):
    article = read("The ministry said that shots were fired at the border on Wednesday.")
    (row,) = json.loads(json.dumps(article_json(article)))["claims"]
    start, end = row["event_span"]
    assert article.text[start:end] == "on Wednesday"[3:]
    assert (row["event_from"], row["event_to"], row["event_sure"]) == (
        "2021-05-12",
        "2021-05-12",
        "certain",
    )
    assert row["event_basis"] == "stated in the claim (“Wednesday”)"
