"""The two countries that articles are about are found from what is read of them."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from loaders import Corpus, read_paths
from loaders.compare.pairs import find_pairs
from tests.other_borders import CHILE, SEA, THAI, folder_of


def pairs(corpus):
    return [(p.id, len(p.articles), p.land) for p in find_pairs(corpus, gazetteer.load())]


def test_the_shipped_story_is_about_one_border(seeds):
    assert pairs(seeds) == [("AM-AZ", 2, True)]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((THAI,), [("KH-TH", 2, True)]),
        ((CHILE,), [("CL-PE", 1, True)]),
        ((SEA,), [("JP-KR", 1, False)]),
        ((CHILE, THAI, SEA), [("KH-TH", 2, True), ("CL-PE", 1, True), ("JP-KR", 1, False)]),
    ],
)
def test_the_border_of_most_articles_comes_first_and_one_of_the_sea_last(
    tmp_path, articles, expected
):
    assert pairs(read_paths([folder_of(tmp_path, *articles)])) == expected


def test_who_only_speaks_of_it_is_no_side_of_it(read):
    article = read(
        "Kenya said that Somali soldiers crossed the border of Kenya near Mandera.\n\n"
        "Somalia denied it. Ethiopia called for calm. The United States and France said that"
        " Kenya and Somalia should talk."
    )
    assert pairs(Corpus((article,))) == [("KE-SO", 1, True)]


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Paris was fine on Monday, the mayor said.",
        "France won the cup. Spain came second, and Germany third.",
        # any two of them would be as good as any other
        (
            "Kyrgyzstan, Tajikistan, Uzbekistan and Kazakhstan met. Kyrgyzstan said that"
            " Tajikistan, Uzbekistan and Kazakhstan agreed."
        ),
        "",
    ],
)
def test_countries_named_in_passing_are_no_pair(read, text):
    assert pairs(Corpus((read(text or "No country."),))) == []
