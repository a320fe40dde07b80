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


OWN = "https://oc-media.org/patrol-crosses-border"


@pytest.mark.parametrize(
    ("address", "own"),
    [
        (f"https://web.archive.org/web/20210601000000/{OWN}", OWN),
        (f"https://web.archive.org/web/20210601id_/{OWN}", OWN),
        (f"https://archive.ph/2021.06.01-120000/{OWN}", OWN),
        (f"https://archive.today/{OWN}", OWN),
        (f"https://archive.is/o/AbC12/{OWN}", OWN),
        (f"https://arquivo.pt/wayback/20210601000000/{OWN}", OWN),
        ("https://webcache.googleusercontent.com/search?q=cache:" + OWN.partition("//")[2], OWN),
        ("https://archive.ph/AbC12", None),
        ("https://perma.cc/ABCD-1234", None),
    ],
)
def test_an_archived_copy_has_its_own_address_and_that_of_the_original(address, own):
    for written in (f"URL: {address}", f"Source:\n{address}"):
        read = read_page(page(TITLE, "May 13, 2021", PROSE, written)).json
        assert (read["url"], read["archive_url"]) == (own, address)
        assert read["publisher"] == ("OC Media" if own else "unknown outlet")


def test_an_original_is_no_copy():
    read = read_page(page(TITLE, "May 13, 2021", PROSE, f"URL: {OWN}")).json
    assert (read["url"], read["archive_url"]) == (OWN, None)


@pytest.mark.parametrize(
    ("parts", "sure"),
    [
        (["OC Media", TITLE, "Published: 13 May 2021", PROSE], ("likely", "likely", "certain")),
        ([PROSE], ("unsure", "unsure", "unsure")),
        ([TITLE, PROSE, f"URL: {OWN}", "© 2021 OC Media"], ("likely", "certain", "unsure")),
    ],
)
def test_every_detail_says_how_surely_it_was_read(parts, sure):
    details = read_page(page(*parts)).json["details"]
    assert tuple(details[field]["sure"] for field in ("title", "publisher", "published")) == sure
    assert all(detail["why"] for detail in details.values())
