"""The columns of the timeline hold every day, in units that fit."""

from __future__ import annotations

import itertools
import sys
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
def test_longer_times_are_shown_in_weeks_months_and_years(first, last, label):
    found = columns([first, last])
    assert len(found) <= MOST and found[1].over.endswith(label)


@pytest.mark.parametrize(
    ("first", "last"),
    [("1900-01-01", "2100-12-31"), ("1000-01-01", "9000-12-31"), ("2019-01-01", "2021-05-30")],
)
def test_a_long_time_costs_no_more_than_the_columns_it_ends_in(first, last):
    """Counted in calls: every month of two centuries was built before."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        found = columns([first, last])
    finally:
        sys.setprofile(None)
    assert len(found) <= MOST + 2
    assert calls < 12 * MOST


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
