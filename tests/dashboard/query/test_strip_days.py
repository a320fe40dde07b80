"""The strip counts every claim once in each row, and fits whatever time the articles span."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.front.strip import day_filter_text, strip_html
from dashboard.query.strip_days import MOST_COLUMNS, strip_days
from dashboard.query.timescale import MOST_CHOICES, ends_to_choose, folded, follows
from dashboard.view.view import View
from loaders import Corpus
from tests.conftest import showing


def rows(corpus, view=None):
    return {row.clock: row for row in strip_days(showing(corpus, view)).rows}


def corpus_of(*articles):
    return Corpus(tuple(articles), ())


def test_every_claim_stands_in_each_row_once(seeds):
    for view in (View(), View(topic=("advance",)), View(source=("dw",))):
        shown = showing(seeds, view)
        for row in strip_days(shown).rows:
            assert sum(cell.count for cell in row.cells) + row.undated == row.total
            for cell in row.cells:
                assert sum(group.count for group in cell.groups) == cell.count
        found = rows(seeds, view)
        assert found["event"].total == len(shown.entries)
        assert found["publication"].total == len(shown.articles)


def test_the_marks_are_the_parties_and_the_debunked_is_hollow(seeds):
    may_12 = rows(seeds)["event"].cells[0]
    looks = Counter({})
    for group in may_12.groups:
        looks[group.look, group.hollow] += group.count
    assert looks == {("left", False): 4, ("right", False): 1, ("others", True): 1}
    assert may_12.topics[0] == "advance" and may_12.outlets == ("The Moscow Times",)


def test_an_inferred_day_looks_different_and_says_so(seeds):
    """Two of Armenia's four claims on 12 May state the day; two rest on words beside them."""
    may_12 = rows(seeds)["event"].cells[0]
    counts = {g.inferred: g.count for g in may_12.groups if g.look == "left"}
    assert counts == {False: 2, True: 2}
    strip = strip_html(showing(seeds))
    assert "2 Armenia, the day inferred" in strip and "mk left inferred" in strip
    said = rows(seeds)["statement"]  # what a speaker's day rests on is not the event's
    assert not any(group.inferred for cell in said.cells for group in cell.groups)


def test_a_day_filter_says_what_may_be_of_its_days(seeds):
    """DW's “advanced 3 kilometers” was on no later day than the report: nothing more is said."""
    before = day_filter_text(showing(seeds, View(date_from="2021-05-09", date_to="2021-05-09")))
    after = day_filter_text(showing(seeds, View(date_from="2021-05-15", date_to="2021-05-15")))
    bounds = [c for a in seeds.articles for c in a.claims if c.event_to and not c.event_date]
    open_then = sum((c.event_from or "") <= "2021-05-09" <= c.event_to for c in bounds)
    assert open_then > 3 and f"({open_then} may be of these days)" in before
    assert "(1 may be of these days)" in after  # “this week”


def test_a_day_filter_changes_what_is_lit_and_not_what_is_there(seeds):
    whole = strip_days(showing(seeds))
    day = strip_days(showing(seeds, View(date_from="2021-05-13", date_to="2021-05-13")))
    assert day.rows == whole.rows
    assert [head.inside for head in day.heads] == [False, True, False]
    assert not any(head.inside for head in whole.heads)


def test_the_other_sides_marks_are_dimmed_and_stay(seeds):
    found = rows(seeds, View(voice="Armenia"))["event"].cells[0]
    assert found.count == 6
    assert {group.look for group in found.groups if group.muted} == {"right", "others"}


def test_the_page_says_what_a_day_filter_shows_and_hides(seeds):
    day = View(date_from="2021-05-12", date_to="2021-05-13")
    shown = showing(seeds, day)
    assert day_filter_text(shown) == (
        "11 of these days shown · 1 of other days hidden · 57 without a day hidden"
        " (6 may be of these days)"
    )
    assert shown.total == 11 + 1 + 57
    # the three are all that pass the other filters
    day = View(date_from="2021-05-14", undated="show", voice="Armenia", topic=("advance",))
    counted, *_ = day_filter_text(showing(seeds, day)).split(" (")
    numbers = [int(n) for n in re.findall(r"\d+", counted)]
    assert sum(numbers) == len(showing(seeds, View(topic=("advance",))).entries)
    assert day_filter_text(showing(seeds)) == ""


def test_a_heading_means_the_first_date_that_has_something_on_the_day(read):
    text = "Azerbaijani forces advanced on May 12, Armenia said."
    heads = strip_days(showing(corpus_of(read(text, published="2021-06-30")))).heads
    assert [head.clock for head in heads] == ["event", "publication"]
    assert heads[1].before == heads[0].column  # the weeks between them are folded


@pytest.mark.parametrize("text", ["", "Nothing is claimed here."])
def test_articles_without_a_claim_or_a_day_make_a_strip_too(read, text):
    corpus = corpus_of(read(text, published=None)) if text else corpus_of()
    html = strip_html(showing(corpus))
    assert "No day given" in html and "Armenia" not in html


def test_ten_years_fit(read):
    years = [
        read(f"Baku denied it on Thursday, {n}.", published=f"{n}-05-14") for n in range(2011, 2021)
    ]
    strip = strip_days(showing(corpus_of(*years)))
    assert len(strip.heads) <= MOST_COLUMNS
    assert sum(cell.count for cell in strip.rows[2].cells) == 10


def test_words_of_an_article_are_no_markup(read):
    article = read("“Go away,” <b onclick=x>Baku</b> said on Thursday.")
    assert "<b onclick" not in strip_html(showing(corpus_of(article)))


def test_short_gaps_are_drawn_and_long_ones_folded():
    assert [c.label for c in folded(["2021-05-12", "2021-05-14"], 7)] == [
        "12 May",
        "13 May",
        "14 May",
    ]
    two = folded(["2021-05-12", "2021-05-30"], 7)
    assert [c.label for c in two] == ["12 May", "30 May"] and not follows(two[1], two[0])


DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 12, 31))


@example([date(1000, 1, 1) + timedelta(days=n * 300_000) for n in range(9)])
@settings(max_examples=50)
@given(st.lists(DAYS, min_size=1, max_size=30))
def test_whatever_the_days_the_columns_fit_and_hold_each_once(days):
    found = folded((day.isoformat() for day in days), MOST_COLUMNS)
    assert 0 < len(found) <= MOST_COLUMNS
    for day in days:
        assert sum(c.first <= day.isoformat() <= c.last for c in found) == 1
    assert [c.first for c in found] == sorted(c.first for c in found)


def test_a_list_of_days_to_choose_stays_short_and_leaves_no_day_out():
    days = [(date(2011, 1, 1) + timedelta(days=n)).isoformat() for n in range(3650)]
    first, last = (ends_to_choose(days, last=end) for end in (False, True))
    assert len(first) <= MOST_CHOICES
    assert first[0] <= days[0] and last[-1] >= days[-1]
    assert ends_to_choose(["2021-05-12"], last=False) == ["2021-05-12"]
    assert ends_to_choose([], last=True) == []
