"""Dates in figures and in other calendars, and the line that states a day of publication."""

from __future__ import annotations

import pytest

from loaders.dates.full_dates import find_full_dates
from loaders.documents.dateline import dateline_day, weekday_line_day
from loaders.documents.parts.date_line import line_date
from loaders.model.records import Span


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the article's own dates show which figure is the month
        (
            "On 04/30/2021 herders met. On 05/02/2021 shots rang out.",
            "2021-05-14",
            ["2021-04-30", "2021-05-02"],
        ),
        (
            "On 30/04/2021 herders met. On 02/05/2021 shots rang out.",
            "2021-05-14",
            ["2021-04-30", "2021-05-02"],
        ),
        # what has happened is not after publication
        ("Shots rang out on 05/12/2021.", "2021-05-14", ["2021-05-12"]),
        (
            "It was begun on 30/04/2021. The bridge will open on 05/12/2021.",
            "2021-05-14",
            ["2021-04-30", "2021-12-05"],
        ),
        ("Shots rang out on 03.05.2021.", "2021-05-14", ["2021-05-03"]),
    ],
)
def test_the_order_of_figures_is_the_articles_own(read, text, published, expected):
    assert [date.value for date in read(text, published=published).dates] == expected


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [("USA Today", "2021-03-05"), ("The Daily Telegraph", "2021-05-03"), ("Unknown", "2021-05-03")],
)
def test_figures_that_leave_it_open_are_read_as_the_outlets_country_writes(read, outlet, expected):
    article = read("Shots rang out on 03/05/2021.", publisher=outlet)
    assert [date.value for date in article.dates] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards saw it on 5 Khordad 1399.", "2020-05-25"),
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("30 Esfand 1399", "2021-03-20"),
        ("1399/03/05", "2020-05-25"),
        ("2019/8/3", "2019-08-03"),
        ("3 avqust 2019", "2019-08-03"),
        ("3 օգոստոսի 2019", "2019-08-03"),
        ("3 ogostosi 2019", "2019-08-03"),
    ],
)
def test_calendars_and_languages(text, expected):
    assert [day for day, _ in find_full_dates(text)] == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 2019/8/3", "2019-08-03"),
        ("By Ana Petrova | Lake City | August 3, 2019", "2019-08-03"),
        ("Herders met on August 3, 2019.", None),
    ],
)
def test_lines_of_publication(line, expected):
    assert line_date(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("August 3, 2019 (OSH) – Guards said that all was calm.", "2019-08-03"),
        # a year in passing is not the article's
        ("OSH, August 3. /TASS/. All was calm. The war of 5 March 2010 is over.", None),
        ("OSH, August 3. /TASS/. All was calm on 2 August 2019, guards said.", "2019-08-03"),
    ],
)
def test_a_dateline_takes_no_year_from_a_year_in_passing(text, expected):
    assert dateline_day(text, Span(0, len(text))) == expected


def test_a_line_of_weekday_and_day_takes_the_year_in_which_they_agree():
    text = "Calm returns\n\nSaturday, 3 August\n\nThe war ended in 2017, guards said."
    assert weekday_line_day(text) == "2019-08-03"
    assert weekday_line_day("Calm returns\n\nAll met on Saturday, 3 August 2019.") is None
