"""A file names every filter of its view in words."""

from __future__ import annotations

import pytest

from dashboard.exports.file_words import filter_words
from dashboard.view.view import View
from tests.conftest import showing


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(), "69 of 69 claims, from 2 of 2 articles."),
        (View(source=("dw",)), "Sources: dw"),
        (View(party=("Azerbaijan", "analyst")), "Who speaks: Azerbaijan, "),
        (View(topic=("border",)), "Topics: Border"),
        (View(q="Sev Lake"), "Words: Sev Lake"),
        (
            View(date_from="2021-05-12", date_to="2021-05-13"),
            "Days: 12 May 2021 to 13 May 2021, by ",
        ),
        (View(date_from="2021-05-12"), "Days: from 12 May 2021"),
        (View(date_to="2021-05-12"), "Days: up to 12 May 2021"),
        (View(date_from="2021-05-12", clock="statement"), "are left out"),
        (View(date_from="2021-05-12", undated="show"), "are shown too"),
        (View(known="2021-05-13"), "Only what was said by 13 May 2021"),
        (
            View(known="2021-05-14", known_by="publication"),
            "Only what was published by 14 May 2021",
        ),
        (View(voice="Armenia"), "Brought out: the claims of Armenia"),
        (View(voice="both"), "Brought out: what both sides say"),
        (View(reading="x"), "One statement of the advance"),
    ],
)
def test_every_filter_is_named(seeds, view, words):
    assert words in filter_words(showing(seeds, view))
    # what a filter is called is said only where it is set
    assert (words in filter_words(showing(seeds, View()))) is (view == View())
