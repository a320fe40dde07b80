"""Times in made-up sentences about a border.

The made-up article is published on Friday, 14 May 2021.
"""

from __future__ import annotations

import pytest

from tests.conftest import words


def values(article):
    return [date.value for date in article.dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guards left on Friday.", ["2021-05-14"]),
        ("The sides will meet on Tuesday.", ["2021-05-18"]),
        ("On Tuesday the sides will meet.", ["2021-05-18"]),
        ("Talks are to be held on Tuesday.", ["2021-05-18"]),
        ("The sides agreed to meet on Tuesday.", ["2021-05-18"]),
        ("The sides agreed on Tuesday to meet.", ["2021-05-11"]),
        ("The ministry said on Tuesday that it would withdraw.", ["2021-05-11"]),
        ("The talks start Monday.", ["2021-05-17"]),
        ("Tuesday's attack will not be forgotten.", ["2021-05-11"]),
        ("The post, shelled on Tuesday, will be rebuilt.", ["2021-05-11"]),
        ("The unit must leave by Wednesday.", ["2021-05-19"]),
        ("They had met last Friday and the Monday before.", ["2021-05-07", "2021-05-10"]),
        ("They will meet next Wednesday.", ["2021-05-19"]),
        ("They met on Tuesday of last week.", ["2021-05-04"]),
        (
            "They met on Wednesday, May 12. The previous Thursday all was calm.",
            ["2021-05-12", "2021-05-06"],
        ),
        ("They met on Friday the 14th.", ["2021-05-14"]),
        ("They pray every Friday. On Black Friday they rest.", ["XXXX-WXX-5"]),
        ("The Sunday Times has the story.", []),
    ],
)
def test_a_weekday_is_past_or_coming_as_the_verb_is(read, text, expected):
    assert values(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops crossed on May 12th.", ["2021-05-12"]),
        ("Troops crossed on the 12th of May.", ["2021-05-12"]),
        ("Troops crossed on the 12th, villagers said.", ["2021-05-12"]),
        ("Troops crossed on the 28th of last month.", ["2021-04-28"]),
        ("A hearing on the June 3 ambush has been set.", ["2021-06-03"]),
        ("The commission will meet on January 10.", ["2022-01-10"]),
        ("Fighting began on September 27.", ["2020-09-27"]),
        ("On 12/05/2021 and 05/13/2021 they fired.", ["2021-05-12", "2021-05-13"]),
        ("They fired on 2021-05-12.", ["2021-05-12"]),
        ("Guards met from May 30 to June 2, 2020.", ["2020-05-30", "2020-06-02"]),
        ("The post fell the day before yesterday.", ["2021-05-12"]),
        ("The post fell on New Year’s Eve.", ["2020-12-31"]),
        ("In May 12 soldiers died.", ["2021-05"]),
        ("On February 30 nothing happened.", []),
    ],
)
def test_a_day_without_a_year_is_of_the_nearest_year(read, text, expected):
    assert values(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        (
            "The shelling on the night of May 12-13 killed two.",
            "2021-05-12/2021-05-13",
            "2021-05-12",
            "2021-05-13",
        ),
        ("Guards met from May 12 to 14.", "2021-05-12/2021-05-14", "2021-05-12", "2021-05-14"),
        (
            "Guards met between 12 and 14 May 2020.",
            "2020-05-12/2020-05-14",
            "2020-05-12",
            "2020-05-14",
        ),
        ("The 1992–1994 war left mines.", "1992/1994", "1992-01-01", "1994-12-31"),
    ],
)
def test_ranges_are_intervals(read, text, value, first, last):
    (date,) = read(text).dates
    assert (date.value, date.edtf, date.first, date.last) == (value, value, first, last)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("The post was built in early June 2020.", "2020-06", "2020-06"),
        ("The post was built in mid-May.", "2021-05", "2021-05~"),
        ("The post was built around May 12.", "2021-05-12", "2021-05-12~"),
        ("The post was built about two years ago.", "2019", "2019~"),
        ("The post was built at the end of last year.", "2020", "2020"),
        ("The post was built in the first quarter of 2021.", "2021-Q1", "2021-01/2021-03"),
        ("The post was built in the second half of 2020.", "2020-H2", "2020-07/2020-12"),
        ("The post was built last week.", "2021-W18", "2021-05-03/2021-05-09"),
        ("The post was built over the weekend.", "2021-W18-WE", "2021-05-08/2021-05-09"),
        ("The post was built in the last week of March.", "2021-W12", "2021-03-22/2021-03-28"),
        ("The post was built in the week of May 3.", "2021-W18", "2021-05-03/2021-05-09"),
        ("The post was built last winter.", "2020-WI", "2020-24"),
        ("The post was built in the summer of 2020.", "2020-SU", "2020-22"),
        ("The post was built in the early 1990s.", "199", "199X"),
        ("The post was built in the nineties.", "199", "199X"),
        ("The post was built in the 19th century.", "18", "18XX"),
        ("The post was built in 1828.", "1828", "1828"),
        ("The post was built in March last year.", "2020-03", "2020-03"),
        ("The post was built half a year ago.", "2020-11", "2020-11"),
        ("The post was built in the early hours of May 12.", "2021-05-12", "2021-05-12"),
        ("The first Friday of June will decide.", "2021-06-04", "2021-06-04"),
    ],
)
def test_values_and_their_edtf(read, text, value, edtf):
    (date,) = read(text).dates
    assert (date.value, date.edtf) == (value, edtf)


def test_the_basis_names_the_part_of_a_time(read):
    (date,) = read("The post was built in late 2020.").dates
    assert "late part" in date.basis and (date.first, date.last) == ("2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "The 2000 troops met 1990 villagers.",
        "Resolution 1990 was read at 1915 hours.",
        "They march in March for Peace.",
        "She may go, Theresa May said, as August Wilson did.",
        "At the end of the day, nobody won.",
        "In winter the road is closed.",
    ],
)
def test_numbers_names_and_habits_are_no_times(read, text):
    assert [v for v in values(read(text)) if v != "2021-03"] == []


def test_a_time_of_day_belongs_to_the_day_beside_it_or_just_named(read):
    article = read(
        "At 18:20 on May 13 they fired. At 19:00 it was quiet. "
        "Late in the evening they fired again."
    )
    assert [(words(article, d), d.value) for d in article.dates] == [
        ("18:20 on May 13", "2021-05-13"),
        ("19:00", "2021-05-13"),
        ("Late in the evening", "2021-05-13"),
    ]


def test_years_and_weeks_are_counted_from_the_time_last_named(read):
    text = (
        "The war began in September 2016. A year earlier all was calm. "
        "On May 5 guards met. The following week they parted."
    )
    assert values(read(text)) == ["2016-09", "2015", "2021-05-05", "2021-W19"]


def test_past_events_are_not_counted_from_a_future_day(read):
    assert values(read("On May 12 they agreed to meet on May 20. The next day they fired.")) == [
        "2021-05-12",
        "2021-05-20",
        "2021-05-13",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They came yesterday,” Anna Sargsyan told reporters on Thursday.", "2021-05-12"),
        ("On Wednesday, the mayor said: “They came yesterday.”", "2021-05-11"),
        ("“They came yesterday,” said Anna Sargsyan, who fled on Monday.", "2021-05-13"),
        (
            "After the clash of May 3 the mayor spoke up. “They came yesterday,” he said.",
            "2021-05-13",
        ),
        (
            "On Wednesday the mayor addressed the village.\n\n“They came yesterday,” he said.",
            "2021-05-11",
        ),
        ("“They came yesterday,” the mayor said.", "2021-05-13"),
        (
            "On May 12 they came. The day before, guards had met. “They came yesterday,” he said.",
            "2021-05-13",
        ),
        (
            (
                "The mayor said on Thursday the sides had agreed to meet on Sunday. "
                "“They came yesterday,” he said."
            ),
            "2021-05-12",
        ),
    ],
)
def test_a_quotation_counts_from_the_day_it_was_spoken(read, text, expected):
    article = read(text)
    assert next(d.value for d in article.dates if d.surface == "yesterday") == expected


def test_days_named_in_a_quotation_do_not_move_the_article(read):
    article = read(
        "On May 12 they came. “On May 3 they had gone,” he said. The next day they left."
    )
    assert values(article) == ["2021-05-12", "2021-05-03", "2021-05-13"]


@pytest.mark.parametrize(
    "text",
    [
        "13 мая 2021",
        "13 мая 2021 года",
        "2021 թ. մայիսի 13-ին",
        "13 մայիսի, 2021",
        "13 may 2021",
        "mayın 13, 2021",
        "13. Mai 2021",
        "13 mai 2021",
    ],
)
def test_full_dates_are_read_in_the_languages_of_the_table(read, text):
    assert values(read(f"The order bears the words {text} on its first page.", published=None)) == [
        "2021-05-13"
    ]


@pytest.mark.parametrize(
    "line", ["13 мая 2021, 10:30", "Donnerstag, 13. Mai 2021", "13 Մայիսի, 2021"]
)
def test_a_publication_line_is_read_in_the_languages_of_the_table(read, line):
    text = (
        f"Guards met at the lake\n\n{line}\n\n"
        "The guards of the two sides met at the lake and spoke of the path for an hour."
    )
    assert read(text, published=None).published == "2021-05-13"


def test_without_a_day_of_publication_nothing_relative_is_resolved(read):
    text = (
        "Last week, on Thursday and on the 12th, around May 3, in March, this spring and two years "
        "ago, they met over the weekend."
    )
    assert values(read(text, published=None)) == []


def test_without_a_day_of_publication_a_stated_day_still_counts_on(read):
    assert values(read("On 12 May 2021 they came. The next day they left.", published=None)) == [
        "2021-05-12",
        "2021-05-13",
    ]
