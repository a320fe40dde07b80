"""The columns of the timeline hold every day, in units that fit."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.query.timescale import MOST, columns


def test_days_have_an_empty_column_on_either_side():
    found = columns(["2021-05-12", "2021-05-14"])
    assert [c.label for c in found] == ["11 May", "12 May", "13 May", "14 May", "15 May"]
    assert found[1].over == "Wed"


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ("2021-01-01", "2021-05-30", "week"),
        ("2020-01-01", "2021-05-30", "2020"),
        ("1918-01-01", "2021-05-30", ""),
    ],
)
def test_longer_times_are_told_in_weeks_months_and_years(first, last, label):
    found = columns([first, last])
    assert len(found) <= MOST and found[1].over.endswith(label)


def test_no_days_have_no_columns():
    assert columns([]) == []


@example([date(9000, 12, 31)])
@example([date(8991, 1, 1), date(9000, 12, 31)])
@example([date(1000, 1, 1)])
@settings(max_examples=30)
@given(
    st.lists(
        st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 12, 31)), min_size=1, max_size=6
    )
)
def test_columns_follow_one_another_and_hold_every_day(days):
    found = columns(day.isoformat() for day in days)
    assert len(found) <= MOST + 2
    for day in days:
        assert sum(c.first <= day.isoformat() <= c.last for c in found) == 1
    for one, other in itertools.pairwise(found):
        assert date.fromisoformat(one.last) + timedelta(days=1) == date.fromisoformat(other.first)


def test_a_day_no_article_is_about_breaks_nothing():
    assert columns(["9999-12-31"]) == []
    assert [c.first for c in columns(["0001-01-01", "2021-05-12"])] == [
        "2021-05-11",
        "2021-05-12",
        "2021-05-13",
    ]
