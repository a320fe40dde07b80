"""Lengths of time, what recurs, “now” and “recently”: they have values and are no days.

The made-up article is published on Friday, 14 May 2021.
"""

from __future__ import annotations

import json

import pytest

from loaders.model.as_json import article_json
from tests.conftest import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ford was shut for five years.", ["P5Y"]),
        ("A 24-hour curfew and a two-and-a-half-year siege followed.", ["PT24H"]),
        ("The siege took two and a half years.", ["P2.5Y"]),
        ("They waited half an hour, then a quarter of a century.", ["PT30M", "P25Y"]),
        ("For decades herders crossed here; several weeks passed.", ["PXDE", "PXW"]),
        ("It was the worst flood in six years.", ["P6Y"]),
        ("Rain fell for six straight days.", ["P6D"]),
        ("The thaw came about a month earlier than usual.", ["P1M"]),
        ("It was a decades-long feud and a daylong march.", ["PXDE", "P1D"]),
        ("The bridge is painted every year, and guards change daily.", ["P1Y", "P1D"]),
        ("Three quarters of the village burned.", []),
        ("A herder of 40, older by two years than I, came for a second time.", ["P2Y"]),
        ("The Daily Herdsman said so.", []),
        ("The road is now open; it was recently paved.", ["PRESENT_REF", "PAST_REF"]),
        ("Talks will resume soon. In the future all will change.", ["FUTURE_REF", "FUTURE_REF"]),
        ("The past leaders and the present mayor met.", []),
        ("For the past week the ford was dry.", ["P1W"]),
        ("Yield fell during the fourth quarter, the ministry wrote.", ["2020-Q4"]),
        ("They scored twice in the fourth quarter of the game.", []),
    ],
)
def test_lengths_and_references_have_timex_values(read, text, expected):
    assert [date.value for date in read(text).dates] == expected


def test_a_length_is_no_day(read):
    article = read("The post was held for five years. Guards are now there.")
    assert [(date.day, date.first, date.edtf) for date in article.dates] == [(None, "", "")] * 2
    rows = json.loads(json.dumps(article_json(article)))["dates"]
    assert [(row["surface"], row["from"], row["to"], row["edtf"]) for row in rows] == [
        ("five years", None, None, None),
        ("now", None, None, None),
    ]


def test_the_past_days_are_a_length_that_covers_days(read):
    (date,) = read("For the past three days the road was shut.").dates
    assert (date.value, date.first, date.last) == ("P3D", "2021-05-11", "2021-05-14")
    assert words(read("For the past three days it rained."), date)


def test_nothing_is_counted_from_a_length(read):
    article = read(
        "Shots rang out on May 10. For five years all was calm. The next day guards came."
    )
    assert [date.value for date in article.dates] == ["2021-05-10", "P5Y", "2021-05-11"]
