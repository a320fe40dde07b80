"""How much of a lake an article says lies in one country."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from geodata.lake_shares import ShareRange
from loaders.compare.geometry import is_compatible
from tests.conftest import words

PLACES = gazetteer.load()


@pytest.mark.parametrize(
    ("sentence", "country", "low", "high"),
    [
        ("Armenia said that most of Sev Lake lies in Armenia.", "AM", 50, 100),
        ("Baku said that the whole of Sev Lake belongs to Azerbaijan.", "AZ", 95, 100),
        ("The mayor of Goris said that 30 percent of the Sev Lake is in Azerbaijan.", "AZ", 25, 35),
        ("Armenia said that about 80% of Lake Sev is in Armenian territory.", "AM", 75, 85),
        ("Armenia said that at least 60 percent of Sev Lake is in Armenia.", "AM", 60, 100),
        ("Armenia said that less than half of Sev Lake belongs to Azerbaijan.", "AZ", 0, 50),
        ("Armenia said that 10% of Sev Lake, claimed by Azerbaijan, is in Armenia.", "AM", 5, 15),
        ("Armenia said that Sev Lake lies mostly in Armenian territory.", "AM", 50, 100),
        ("Baku said that Sev Lake is entirely within Azerbaijan.", "AZ", 95, 100),
        ("The map shows that Sev Lake is divided between the two countries.", None, 0, 100),
        ("The map shows that Sev Lake is shared by Armenia and Azerbaijan.", None, 0, 100),
    ],
)
def test_a_stated_share_is_read_with_its_country(read, sentence, country, low, high):
    extents = read(sentence).shares
    assert [(e.country, e.low, e.high) for e in extents] == [(country, low, high)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Armenia said that most of its soldiers stood near Sev Lake in Armenia.",
        "Armenia said that half of the villagers had left Goris.",
        "The two countries divided the work near Goris.",
        "Armenia denied that most of Sev Lake is in Azerbaijan.",
        "Armenia said that not all of Sev Lake is in Armenia.",
        "Azerbaijan said that most of Sev Lake does not belong to Armenia.",
        "Azerbaijan demanded that all of Sev Lake be handed to Azerbaijan.",
        "Armenia said that troops had occupied most of Sev Lake and should leave Armenia.",
        "Armenia said that Sev Lake's guard duty was divided between the two battalions.",
        "Armenia said that Sev Lake is shared by fishermen from Goris.",
    ],
)
def test_a_share_of_something_else_is_none(read, sentence):
    assert read(sentence).shares == ()


def test_the_span_is_the_phrase(read):
    article = read("Armenia said that most of Sev Lake lies in Armenia.")
    assert words(article, article.shares[0]) == "most of"


def test_words_and_shares_have_values_in_common_or_not(read):
    most = read("Armenia said that most of Sev Lake lies in Armenia.").shares[0]
    (divided,) = read("The map shows that Sev Lake is divided between the two countries.").shares

    def by_line(low, high):
        return {"AM": ShareRange("AM", low, high), "AZ": ShareRange("AZ", 1 - high, 1 - low)}

    assert is_compatible(most, by_line(0.4, 0.6)) and not is_compatible(most, by_line(0.1, 0.3))
    assert is_compatible(divided, by_line(0.9, 1.0))
    assert not is_compatible(divided, by_line(1.0, 1.0))


def test_both_articles_state_one(moscow_times, dw):
    assert [(e.country, e.place_id) for a in (moscow_times, dw) for e in a.shares] == [
        ("AM", "sev_lake"),
        (None, "sev_lake"),
    ]
