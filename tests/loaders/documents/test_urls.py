"""Which address in a text file is the article's own."""

from __future__ import annotations

import pytest

from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import PROSE, read_page


def test_the_articles_own_address_is_the_one_that_repeats_its_title():
    own = "https://example.org/news/patrol-crosses-border-near-sev-lake"
    links = f"https://example.org/about\n{own}\nhttps://example.org/news/orchards-flower-late"
    assert read_page(page(TITLE, "May 13, 2021", PROSE, links)).json["url"] == own


@pytest.mark.parametrize("label", ["URL: ", "Source:\n", "Original URL:\n\n", "Link: "])
def test_the_articles_own_address_is_the_one_labelled_so(label):
    links = f"https://example.org/about\n\n{label}https://example.org/en/a1"
    assert read_page(page(TITLE, PROSE, links)).json["url"] == "https://example.org/en/a1"


def test_an_address_of_another_story_is_not_the_articles_own():
    assert (
        read_page(page(TITLE, PROSE, "https://example.org/news/orchards-flower-late")).json["url"]
        is None
    )


def test_the_only_address_on_a_line_of_its_own_is_the_articles_when_an_article_s_number_ends_it():
    assert (
        read_page(page(TITLE, PROSE, "https://example.org/en/news/43127/")).json["url"]
        == "https://example.org/en/news/43127/"
    )


def test_a_year_at_an_address_s_end_is_no_article_s_number():
    assert read_page(page(TITLE, PROSE, "https://example.org/archive/2021/")).json["url"] is None


def test_a_copy_in_an_archive_has_the_address_of_the_original():
    own = "https://example.org/news/patrol-crosses-border-near-sev-lake"
    copy = f"https://web.archive.org/web/20210601000000/{own}"
    assert read_page(page(copy, TITLE, "May 13, 2021", PROSE)).json["url"] == own
