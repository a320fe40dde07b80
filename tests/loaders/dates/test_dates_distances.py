"""Days and lengths in made-up sentences.

The made-up article is published on Friday, 14 May 2021.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Troops crossed on 12 May 2021.", ["2021-05-12"]),
        ("Troops crossed on Wednesday.", ["2021-05-12"]),
        ("The court will rule on Monday.", ["2021-05-17"]),
        ("It happened yesterday, and today all was quiet.", ["2021-05-13", "2021-05-14"]),
        ("They fought last year and again last month.", ["2020", "2021-04"]),
        ("The war ended last November.", ["2020-11"]),
        ("On May 12 they advanced. Two days later they left.", ["2021-05-12", "2021-05-14"]),
        ("They may leave, and May said so.", []),
        ("In May 2020 nothing happened.", ["2020-05"]),
        ("It was so in the 1990s, and in 1988.", ["199", "1988"]),
        ("They met this week.", ["2021-W19"]),
        ("Snow melted in spring 2021.", ["2021-SP"]),
        ("On December 30 it snowed.", ["2020-12-30"]),
    ],
)
def test_days(read, text, values):
    assert [d.value for d in read(text).dates] == values


def test_without_a_day_of_publication_only_full_dates_are_resolved(read):
    article = read("On 12 May 2021 they came, and on Thursday they left.", published=None)
    assert [d.value for d in article.dates] == ["2021-05-12"]


def test_every_day_says_how_it_was_found(read):
    date = read("Troops crossed on Wednesday.").dates[0]
    assert "2021-05-14" in date.basis and date.edtf == "2021-05-12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They advanced up to 3.5 kilometers into Armenia.",
            (3.5, "km", "up_to", "advance", "the border"),
        ),
        (
            "They moved in, more than three kilometres from the border.",
            (3.0, "km", "more_than", "advance", "the border"),
        ),
        (
            "They advanced two miles from their previous positions.",
            (2.0, "mi", "exact", "advance", "previous positions"),
        ),
        ("The 3,200-meter peak is bare.", (3200.0, "m", "exact", "elevation", "not stated")),
        ("Goris is about 30 km away.", (30.0, "km", "about", "separation", "not stated")),
        ("The road is 3,5 km long.", (3.5, "km", "exact", "length", "not stated")),
    ],
)
def test_lengths(read, text, expected):
    d = read(text).distances[0]
    assert (d.value, d.unit, d.qualifier, d.role, d.datum) == expected


def test_a_bracketed_conversion_restates_the_same_length(read):
    first, second = read("They advanced 3 kilometers (2 miles).").distances
    assert second.converts == first.id and second.metres == pytest.approx(3218.7)


def test_money_and_millions_are_no_lengths(read):
    assert read("It cost $5 m and 3 months.").distances == ()
