"""Lengths in made-up sentences."""

from __future__ import annotations

import pytest

from loaders.claims.distances import datum_words, qualified
from tests.conftest import words


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


@pytest.mark.parametrize(
    ("text", "figure", "start"),
    [
        (
            (
                "Armenia said that troops advanced up to 3.5 kilometers toward Armenia from their"
                " previous positions and crossed the border."
            ),
            "up to 3.5 kilometers",
            "from their previous positions",
        ),
        (
            (
                "Armenia said that troops crossed the state border of Armenia and advanced as far"
                " as 3.5 kilometers in that section."
            ),
            "as far as 3.5 kilometers",
            "crossed the state border",
        ),
        ("Armenia said that troops moved 3 km into Armenia.", "3 km", "into"),
        ("Armenia said that troops advanced about two miles.", "about two miles", None),
    ],
)
def test_the_words_of_a_figure_and_of_its_starting_point_are_found(read, text, figure, start):
    article = read(text)
    (distance,) = article.distances
    assert words(article, qualified(article.text, distance)) == figure
    found = datum_words(article.text, article.sentence_at(distance), distance)
    assert (words(article, found) if found else None) == start
