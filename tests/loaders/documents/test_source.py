"""A text file as bytes: offsets into the file itself, and files that are no article."""

from __future__ import annotations

import pytest

from loaders import read_article, read_paths
from loaders.documents.source import MAX_BYTES
from loaders.model.errors import ArticleError
from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import ARTICLE, PROSE, read_page


@pytest.mark.parametrize(
    "written",
    [
        "Sev Lake",
        "Sev\u00a0Lake",
        "Sev\u2009Lake",
        "Sev\nLake",
        "Sev  Lake",
        "S\u00adev La\u00adke",
        "Se\u200bv L\u200dake",
        "\u2066Sev Lake\u2069",
        "Sev La\ufeffke",
        "Sev La-\nke",
        "Sev La-\r\nke",
    ],
)
def test_a_name_is_found_however_the_file_writes_it(written):
    text = page(TITLE, PROSE.replace("near Sev Lake", f"near {written}"))
    names = read_page(text).names("Sev Lake")
    assert "".join(filter(str.isalpha, names[-1])) == "SevLake"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("front", ["", "\ufeff", "\n\n", "\f"])
def test_places_are_cut_out_of_the_file_itself(newline, front):
    text = front + page(TITLE, "May 13, 2021", PROSE).replace("\n", newline)
    assert read_page(text).names("Sev Lake") == ["Sev Lake", "Sev Lake"]


def test_a_byte_order_mark_is_no_letter_of_the_title():
    assert read_page("\ufeff" + page(TITLE, "May 13, 2021", PROSE)).json["title"] == TITLE


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Azer-\nbaijan", "Azerbaijan"),
        ("Nagorno-\nKarabakh", "Nagorno-Karabakh"),
        ("Go- \n  ris", "Goris"),
    ],
)
def test_a_word_broken_at_a_line_s_end_is_one_name(written, name):
    text = page(
        TITLE,
        ARTICLE[0],
        f"A column of trucks was seen in {written} on the same evening, said a driver.",
        *ARTICLE[1:],
    )
    broken = [place for place in read_page(text).names(name) if "\n" in place]
    assert broken == [written]


def test_a_hyphen_that_belongs_joins_two_names_over_a_line_s_end():
    text = page(
        TITLE,
        ARTICLE[0],
        "A column of trucks was seen on the Armenia-\nAzerbaijan border on the same evening.",
        *ARTICLE[1:],
    )
    read = read_page(text)
    assert "Armenia" in read.names("Armenia") and "Azerbaijan" in read.names("Azerbaijan")


def test_a_hyphen_the_file_writes_elsewhere_stays():
    text = page(
        TITLE,
        ARTICLE[0],
        "The cease-fire held in Goris.",
        "A new cease-\nfire was agreed in Kapan on the same evening.",
        *ARTICLE[1:],
    )
    article, _ = read_article("x.txt", text.encode())
    assert article.text.count("cease-fire") == 2


def test_a_form_feed_parts_no_paragraph_from_its_offsets():
    text = page(TITLE, *ARTICLE[:2]) + "\f" + page(*ARTICLE[2:])
    assert read_page(text).names("Kapan") == ["Kapan"]


def test_letters_outside_the_basic_plane_count_as_one():
    assert read_page(page(TITLE, "🛰 May 13, 2021", "🛰🛰 " + PROSE)).names("Goris") == ["Goris"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "no paragraph"),
        ((TITLE + "\0" + PROSE).encode(), "NUL"),
        ((PROSE * 20 + "\0" + PROSE).encode(), "NUL"),
        (PROSE.replace("e", "é").encode("latin-1"), "UTF-8"),
        (PROSE.encode("utf-16-le"), "NUL"),
        (b"https://example.org/a\n", "no paragraph"),
        (b"...\n***\n---\n", "no paragraph"),
        (b"\xe2\x80\x8b\xc2\xad", "no paragraph"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_words_that_say_what_to_do(data, word):
    with pytest.raises(ArticleError) as refused:
        read_article("x.txt", data)
    assert word in refused.value.problem and refused.value.fix


def test_a_file_too_large_to_be_an_article_is_refused_unread():
    with pytest.raises(ArticleError, match="larger than"):
        read_article("x.txt", b"a" * (MAX_BYTES + 1))


def test_one_bad_file_of_every_kind_costs_the_good_ones_nothing(tmp_path):
    for number in range(3):
        (tmp_path / f"good{number}.txt").write_text(
            page(TITLE, f"{10 + number}.05.2021", PROSE), encoding="utf-8"
        )
    bad = {
        "a.txt": b"",
        "b.pdf": b"%PDF-1.4 broken",
        "c.html": b"<html></html>",
        "d.md": b"---\n---\n",
        "e.txt": b"\xe9\xe8",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    corpus = read_paths([tmp_path])
    assert [article.file for article in corpus.articles] == ["good0.txt", "good1.txt", "good2.txt"]
    assert {p.file for p in corpus.problems if p.skipped} == set(bad)
    assert all(p.fix for p in corpus.problems)
