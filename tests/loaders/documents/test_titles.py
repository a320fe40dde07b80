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
