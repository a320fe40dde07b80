"""Days in made-up sentences of an article published on Friday, 14 May 2021."""

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
        ("The ford is shut until 9 a.m. Tuesday.", ["2021-05-18"]),
        ("The curfew was extended to June 21.", ["2021-06-21"]),
        ("The talks were postponed until Tuesday.", ["2021-05-18"]),
        ("The herders were ordered to leave by Tuesday.", ["2021-05-18"]),
        ("The trial was set for November 9.", ["2021-11-09"]),
        ("The grazing permit expires on June 3.", ["2021-06-03"]),
        ("They fought until Tuesday.", ["2021-05-11"]),
        ("The herders left by Tuesday.", ["2021-05-11"]),
        ("The ferry was sold on June 21.", ["2020-06-21"]),
        ("The ferry sank on October 20.", ["2020-10-20"]),
        # more than 220 days back, and no verb says which: the nearest
        ("Anniversary of the bridge: September 20.", ["2021-09-20"]),
        ("Anniversary of the bridge: October 20.", ["2020-10-20"]),
    ],
)
def test_what_is_put_off_or_due_lies_ahead(read, text, expected):
    assert [date.value for date in read(text).dates] == expected
