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


@pytest.mark.parametrize(
    ("text", "figure", "metres"),
    [
        ("They came a kilometre and a half down the valley.", "a kilometre and a half", 1500),
        ("They came two miles and a half down the valley.", "two miles and a half", 4023.4),
        ("They came one and a half miles down the valley.", "one and a half miles", 2414),
        ("They came three-and-a-half kilometres on.", "three-and-a-half kilometres", 3500),
        ("They came half a kilometre down the valley.", "half a kilometre", 500),
        ("They came 2½ km down the valley.", "2½ km", 2500),
        ("They came 4 700 metres down the valley.", "4 700 metres", 4700),
        ("They came 4\u00a0700 metres down the valley.", "4 700 metres", 4700),
        ("They came 4\u2009700 m down the valley.", "4 700 m", 4700),
        ("They came 4\u202f700 m down the valley.", "4 700 m", 4700),
        ("They came 4.700 metres down the valley.", "4.700 metres", 4700),
        ("They came 4,7 km down the valley.", "4,7 km", 4700),
        ("They came 1,500 metres down the valley.", "1,500 metres", 1500),
        ("They came twenty-five kilometres on.", "twenty-five kilometres", 25000),
        ("They came 300 yards down the valley.", "300 yards", 274.3),
        ("They stood 12 nautical miles off.", "12 nautical miles", 22224),
    ],
)
def test_how_a_figure_may_be_written(read, text, figure, metres):
    article = read(text)
    (distance,) = article.distances
    assert words(article, distance) == figure and distance.metres == pytest.approx(metres, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "On May 12 700 metres of fence were laid.",
        "In 2021 700 metres of fence were laid.",
        "It took a day and a half to lay 700 metres.",
    ],
)
def test_a_number_before_a_figure_is_no_part_of_it(read, text):
    assert [d.metres for d in read(text).distances] == [700.0]


def test_a_half_after_a_length_may_be_of_something_else(read):
    (distance,) = read("They walked a kilometre and a half hours later slept.").distances
    assert distance.metres == 1000.0


@pytest.mark.parametrize("vague", ["hundreds of metres", "a few kilometres", "tens of miles"])
def test_a_length_without_a_number_has_none(read, vague):
    (distance,) = read(f"They came {vague} down the valley.").distances
    assert (distance.metres, distance.qualifier) == (None, "vague")


def test_a_range_has_both_figures(read):
    (distance,) = read("They came 1.5-2 km down the valley.").distances
    assert (distance.low, distance.metres, distance.qualifier) == (1.5, 2000.0, "range")


@pytest.mark.parametrize(
    ("text", "datum", "kind", "start"),
    [
        (
            "They stood 800 metres from the Line of Actual Control.",
            "the Line of Actual Control",
            "the border",
            "from the Line of Actual Control",
        ),
        (
            "They camped 2 km on the Indian side of the LAC.",
            "the Line of Actual Control",
            "the border",
            "on the Indian side of the LAC",
        ),
        ("They moved 3 km inside the LoC.", "the Line of Control", "the border", "inside the LoC"),
        (
            "Tents stand 30 metres south of the Blue Line, it says.",
            "the Blue Line",
            "the border",
            "south of the Blue Line",
        ),
        (
            "It lies 5 km behind the front line.",
            "the front line",
            "the contact line",
            "behind the front line",
        ),
        (
            "It is 300 m from the armistice line.",
            "the armistice line",
            "the border",
            "from the armistice line",
        ),
        (
            "It is 30 miles (48 km) east of the Venezuelan border.",
            "the border",
            "",
            "east of the Venezuelan border",
        ),
        ("It is 100 km from the border of Poland.", "the border", "", "from the border"),
        ("It is 10 km from Poland's border.", "the border", "", "from Poland's border"),
        ("Posts are within 5 km of the Kenyan border.", "the border", "", "of the Kenyan border"),
    ],
)
def test_the_line_that_a_distance_starts_at_keeps_its_name(read, text, datum, kind, start):
    article = read(text)
    distance = article.distances[0]
    assert (distance.datum, distance.line_kind) == (datum, kind)
    found = datum_words(article.text, article.sentence_at(distance), distance)
    assert (words(article, found) if found else None) == start


@pytest.mark.parametrize(
    "text",
    [
        "They came 700 metres into our village and burned it.",
        "It lies 12 km from the town of Isfana.",
        "Of the 970-km border 504 km have been agreed.",
        "Only 504 km of the 970-km border have been agreed.",
        "They built 30 km of border fence.",
        "A post stands 2 km from the location.",
        "He stood 3 km east of the village.",
    ],
)
def test_a_village_or_a_length_is_no_starting_line(read, text):
    assert {d.datum for d in read(text).distances} == {"not stated"}
