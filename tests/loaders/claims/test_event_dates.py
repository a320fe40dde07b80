"""The day a claim is about, in made-up sentences of an article published on 14 May 2021."""

from __future__ import annotations

import pytest

from tests.conftest import words


def days(article):
    return [(words(article, c)[:24], c.event_date) for c in article.claims if c.party != "narrator"]


@pytest.mark.parametrize(
    ("text", "event_days"),
    [
        # the day inside the claim, whenever it was said
        (
            "The ministry said on Friday that shots were fired on Wednesday at the border.",
            ["2021-05-12"],
        ),
        # said on a day, about none
        ("The ministry said on Friday that the border guards were at their posts.", [None]),
        # an accusation of doing is of the day the sentence has
        (
            "On Thursday, Armenia accused Azerbaijan of sending troops across the border.",
            ["2021-05-13"],
        ),
        # a piece of a quotation in a dated sentence
        (
            (
                "Nikol Pashinyan met the guards on Thursday "
                "and praised “the calm of all who held the line.”"
            ),
            ["2021-05-13"],
        ),
        # the same voice goes on in the same paragraph, in the past
        (
            (
                "Shots were fired at the border on Wednesday, the ministry said. "
                "It said that two guards were wounded in the clash."
            ),
            ["2021-05-12", "2021-05-12"],
        ),
        # … but not of what is to come
        (
            (
                "Shots were fired at the border on Wednesday, the ministry said. "
                "It said that the troops would withdraw from the border."
            ),
            ["2021-05-12", None],
        ),
        # … and at the front of the next paragraph
        (
            (
                "Shots were fired at the border on Wednesday, the ministry said.\n\n"
                "It said that two guards were wounded in the clash."
            ),
            ["2021-05-12", "2021-05-12"],
        ),
        # an answer is about what it answers, not about the day it was given
        (
            (
                "Armenia said that troops crossed the border on Wednesday.\n\n"
                "The next day Baku responded, saying its forces stood at their own posts."
            ),
            ["2021-05-12", "2021-05-12"],
        ),
        # reports named again are about the day they came up
        (
            (
                "It began on the morning of May 12, when reports came from the border. "
                "The reports claimed that troops had clashed there."
            ),
            ["2021-05-12"],
        ),
        # one event told twice in the same words by the same side
        (
            (
                "Troops crossed the border and advanced to the town, Armenia said.\n\n"
                "Armenia says troops on May 12 crossed the border and advanced to the town."
            ),
            ["2021-05-12", "2021-05-12"],
        ),
        # … but four words in common are too few to be the same event
        (
            (
                "Troops crossed the border and advanced, Armenia said.\n\n"
                "Armenia says troops on May 12 crossed the border and advanced."
            ),
            [None, "2021-05-12"],
        ),
        # … and so are five of nine: six of ten are enough
        (
            (
                "Troops crossed the border and advanced to the town under heavy artillery fire, "
                "Armenia said.\n\nArmenia says troops on May 12 crossed the border and advanced "
                "to the town behind three armoured vehicles."
            ),
            [None, "2021-05-12"],
        ),
        (
            (
                "Troops crossed the eastern border and advanced to the town under heavy artillery "
                "fire, Armenia said.\n\nArmenia says troops on May 12 crossed the eastern border "
                "and advanced to the town behind three armoured vehicles."
            ),
            ["2021-05-12", "2021-05-12"],
        ),
    ],
)
def test_the_day_a_claim_is_about(read, text, event_days):
    assert [day for _, day in days(read(text))] == event_days
