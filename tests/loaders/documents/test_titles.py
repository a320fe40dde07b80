"""Which line of a text file is its title, and which its subtitle."""

from __future__ import annotations

import pytest

from loaders import read_article
from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import PROSE, read_page


def test_the_title_is_the_line_above_the_article():
    assert read_page(page(TITLE, "May 13, 2021", PROSE)).json["title"] == TITLE


def test_the_title_is_not_read_as_body():
    assert TITLE not in read_page(page(TITLE, "May 13, 2021", PROSE)).body


def test_a_title_told_twice_is_not_the_section_above_it():
    told = page(
        f"{TITLE} - Civilnet", "World news and analysis from the valley today", TITLE, PROSE
    )
    assert read_page(told).json["title"] == TITLE


@pytest.mark.parametrize(
    "line",
    ["3-4 minutes", "5 min read", "News » Society » Region", "Home > News > Region and the world"],
)
def test_reading_time_and_the_path_of_sections_are_not_the_title(line):
    assert read_page(page(TITLE, line, PROSE)).json["title"] == TITLE
    assert read_page(page(line, TITLE, PROSE)).json["title"] == TITLE


def test_the_menu_is_not_the_title():
    assert (
        read_page(page("Home\nPolitics\nSociety\nSport", TITLE, "May 13, 2021", PROSE)).json[
            "title"
        ]
        == TITLE
    )


def test_the_line_under_the_title_is_the_subtitle():
    standfirst = "Villagers above Goris count the tents on the slope"
    article, _ = read_article("x.txt", page(TITLE, standfirst, "May 13, 2021", PROSE).encode())
    assert (
        article.subtitle_span
        and article.text[article.subtitle_span.start : article.subtitle_span.end] == standfirst
    )


@pytest.mark.parametrize(
    "line",
    [
        "Anahit Sarafyan Political Correspondent",
        "Anahit SarafyanNews Reporter",
        "Anahit Sarafyan and Karen Petros",
        "Anahit Sarafyan Gulf News",
    ],
)
def test_an_authors_line_is_not_the_title(line):
    assert read_page(page(TITLE, line, "May 13, 2021", PROSE)).json["title"] == TITLE
    assert read_page(page("News", TITLE, line, "10:12, 13 May 2021", PROSE)).json["title"] == TITLE


def test_a_title_that_stands_three_times_is_no_running_head():
    menu = "Home\nBooks & the Arts\nSociety\nSport"
    told = page(TITLE, menu, TITLE, TITLE, "May 13, 2021", PROSE)
    assert read_page(told).json["title"] == TITLE


def test_the_first_of_a_headlines_key_points_is_the_title():
    points = (
        "Villagers above the town count the tents on the slope",
        "Officials of both sides meet for a second day",
    )
    told = page(f"{TITLE}\n{points[0]}\n{points[1]}", "By Anahit Sarafyan", "May 13, 2021", PROSE)
    assert read_page(told).json["title"] == TITLE


def test_teasers_above_the_title_are_not_the_title():
    teasers = "\n".join(
        f"Region / {hours} h ago\nOrchards flower late in the valley, growers say {hours}"
        for hours in range(2, 9)
    )
    told = page("Most Read\n" + teasers, TITLE, "By Anahit Sarafyan", "13 May 2021 4:55 PM", PROSE)
    assert read_page(told).json["title"] == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "Mixx Facebook Twitter Digg delicious reddit LinkedIn",
        "EDITION SIGN IN SUBSCRIBE AND MORE OF IT",
        "Climate Elections Money Health World",
        "Publication: Daily Bulletin Volume: 17 Issue: 141",
        "Home League of Legends",
    ],
)
def test_a_line_of_a_menu_is_not_the_title_although_a_date_follows(line):
    told = page(line, TITLE, "Anahit Sarafyan", "May 13, 2021", PROSE)
    assert read_page(told).json["title"] == TITLE


def test_a_title_may_end_in_a_cry_or_have_short_sentences():
    for title in ("Villagers above the lake win their case!", "The Few. The Proud. The Herders?"):
        assert read_page(page(title, "May 13, 2021", PROSE)).json["title"] == title


def test_the_first_words_of_an_article_without_a_title_are_whole():
    words = read_page(page(PROSE)).json["title"]
    assert PROSE.startswith(words + " ")
