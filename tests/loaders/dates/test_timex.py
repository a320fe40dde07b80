"""TIMEX3 values beyond days: ages, what recurs, parts of days, feasts.

The made-up article is published on Friday, 14 May 2021.
"""

from __future__ import annotations

import pytest

from loaders.model.as_json import article_json


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # ages
        ("A 44-year-old herder and a six-month-old lamb were found.", ["P44Y", "P6M"]),
        ("She was twenty years old.", ["P20Y"]),
        ("The bridge, 90 years of age, fell.", ["P90Y"]),
        ("An old mill and a years-old feud fell.", ["PXY"]),
        # lengths of two units
        ("He was held for a year and a half.", ["P1.5Y"]),
        ("He was held for five years and eight months.", ["P5Y8M"]),
        ("The march took two hours and 30 minutes.", ["PT2H30M"]),
        ("He stayed for two years and eight goats died.", ["P2Y"]),
        ("Wool doubled in the past decade.", ["P1DE"]),
        ("It rained in the last week.", ["P1W"]),
        ("It was a day of mourning.", []),
        ("It took a day.", ["P1D"]),
        ("They had to wait months.", ["PXM"]),
        ("It is planned for the years 2018 and 2019.", ["2018", "2019"]),
        ("They will stage a play written by a herder on June 12.", ["2021-06-12"]),
        ("The play was staged by a herder on June 12.", ["2020-06-12"]),
        ("The pass was closing until Sunday.", ["2021-05-16"]),
        # what recurs
        ("They pray every Friday and fast each Monday.", ["XXXX-WXX-5", "XXXX-WXX-1"]),
        ("The market is held on Saturdays.", ["XXXX-WXX-6"]),
        ("The ferry is shut on weekends.", ["XXXX-WXX-WE"]),
        ("He walks the dyke every morning.", ["XXXX-XX-XXTMO"]),
        ("The pass closes every October and opens each spring.", ["XXXX-10", "XXXX-SP"]),
        ("He spoke in the Saturdays Hall.", []),
        # the present and future as such
        ("As soon as he left it rained. It will rain soon.", ["FUTURE_REF"]),
        ("He did so in the past over and over. The past over there is old.", ["PAST_REF"] * 2),
        ("Its future models are for the river; in future all are.", ["FUTURE_REF"]),
        ("The People's Daily wrote so daily.", ["P1D"]),
        ("What the future holds is open.", ["FUTURE_REF"]),
        ("The future talks must be public.", ["FUTURE_REF"]),
        # seasons, years and their ends
        ("Fall 1921 was wet; so was the fall of 1922.", ["1921-FA", "1922-FA"]),
        ("The fall of Ardel came in 1922.", ["1922"]),
        ("The dam will be done by year-end.", ["2021"]),
        ("It was the largest flood of the year, they say.", ["2021"]),
        ("Since the start of the year wool rose.", ["2021"]),
        ("She was named player of the year on Monday.", ["2021-05-10"]),
        ("Profit rose last fiscal year.", ["2020"]),
        ("A 19th-century mill and a twentieth-century road.", ["18", "19"]),
        ("Wells ran dry throughout the summer.", ["2020-SU"]),
        ("1789 - A wall was built.", ["1789"]),
        ("1789 men built it.", []),
        # what a clause tells is no day that was named
        ("They met on May 3. He left the day after it was revealed.", ["2021-05-03"]),
        ("They met on May 3. She sang on the day that he left.", ["2021-05-03"]),
        ("They met on May 3. The day after, she sang.", ["2021-05-03", "2021-05-04"]),
        # “that day” is the day something was done, rather than the day it was told
        (
            "Guards met on May 4, the ministry said on Monday. That day shots fell.",
            ["2021-05-04", "2021-05-10", "2021-05-04"],
        ),
        (
            "Guards met on May 4. A herder fell on Monday. The same day it rained.",
            ["2021-05-04", "2021-05-10", "2021-05-10"],
        ),
        ("The ministry said on Monday that guards met that day.", ["2021-05-10", "2021-05-10"]),
        ("Shares fell on Monday at the start of the day.", ["2021-05-10", "2021-05-10"]),
        ("Shares fell on Monday. In morning trading they rose.", ["2021-05-10", "2021-05-10"]),
        ("They met on Monday. At the end of the day, all is well.", ["2021-05-10"]),
        ("He was held for up to 10  years.", ["P10Y"]),
        # feasts
        ("Herders came home at Christmas.", ["2020-12-25"]),
        ("The Christmas tree fell.", []),
        ("The Christmas and New Year markets fell.", []),
        ("They joined the St. Patrick's Day parade and the May Day Run.", []),
        ("It may end by next Christmas; last Christmas it did not.", ["2021-12-25", "2020-12-25"]),
        ("They met on Easter Sunday.", ["2021-04-04"]),
        ("They met on Easter Sunday, 2020, and on Good Friday 2019.", ["2020-04-12", "2019-04-19"]),
        ("They met on Thanksgiving Day.", ["2020-11-26"]),
        ("They will meet on Veterans Day.", ["2021-11-11"]),
        # a slip of the weekday beside a day of this week is a slip
        ("The court met on Tuesday, May 12.", ["2021-05-12"]),
    ],
)
def test_values(read, text, values):
    assert [date.value for date in read(text).dates] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Wednesday night.", ("2021-05-12", "2021-05-12TNI")),
        ("Shells fell this morning.", ("2021-05-14", "2021-05-14TMO")),
        ("Shells fell last night.", ("2021-05-13", "2021-05-13TNI")),
        ("Shells fell in the early hours of Tuesday.", ("2021-05-11", "2021-05-11TMO")),
        ("Shells fell at 8:30 a.m. on Tuesday.", ("2021-05-11", "2021-05-11T08:30")),
        ("Shells fell at 10 p.m. Tuesday.", ("2021-05-11", "2021-05-11T22:00")),
        (
            "Shells fell on Tuesday at 12.15 a.m. and on.",
            ("2021-05-11", "2021-05-11T00:15"),
        ),
        ("Shells fell at noon on Tuesday.", ("2021-05-11", "2021-05-11T12:00")),
        ("Shells fell around midday on Tuesday.", ("2021-05-11", "2021-05-11T12:00")),
        ("Shells fell at midnight on Tuesday.", ("2021-05-11", "2021-05-11T24:00")),
        ("Shells fell on Tuesday at 18:20.", ("2021-05-11", "2021-05-11T18:20")),
        ("Shells fell in the morning on Tuesday.", ("2021-05-11", "2021-05-11TMO")),
        ("Shells fell on Tuesday.", ("2021-05-11", "2021-05-11")),
        ("Shells fell for five years.", ("P5Y", "P5Y")),
        ("Shells fell in May 2020.", ("2020-05", "2020-05")),
    ],
)
def test_the_part_of_a_day_is_in_timex_and_the_value_stays_a_day(read, text, expected):
    (date,) = article_json(read(text))["dates"]
    assert (date["value"], date["timex"]) == expected
