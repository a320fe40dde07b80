"""A PDF: the text of its pages, read like any other, or a clear message why it cannot be."""

from __future__ import annotations

import pytest

from loaders import read_article
from loaders.documents import pdf as pdf_module
from loaders.model.errors import ArticleError
from tests.loaders.reading import read_page

TITLE = "Patrol crosses the border near Sev Lake"
FIRST = [
    TITLE,
    "",
    "13 May 2021",
    "",
    "Armenian officials said on Wednesday that a patrol from the",
    "neighbouring army had crossed the state border near Sev Lake,",
    "and that it had stayed on the slope above the village until",
    "dusk. The mayor of Goris watched it through his field glasses",
    "and wrote down what he saw, hour by hour, in a school exer-",
    "cise book. The same morning a column of lorries left Nagorno-",
    "Karabakh and drove towards the pass, said a shepherd, and the",
]
SECOND = [
    "drivers asked him for water. Officials in Baku rejected the",
    "account and said that their guards had never left their own",
    "side of the frontier. Talks between the two commands will go",
    "on in Kapan, where an earlier round ended without a paper.",
]


def pdf(*pages: list[str]) -> bytes:
    """Return a PDF with one line of Helvetica for each string."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T*\n" if line else "T*\n" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 760 Td\n{shown}ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        page = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R "
            f">> >> /Contents {number + 1} 0 R >>"
        )
        objects += [page, f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size "
        f"{len(objects) + 1} /Root 1 0 R >>\n"
    )
    return written + f"{end}startxref\n{len(written)}\n%%EOF\n".encode("latin-1")


@pytest.fixture(scope="module")
def two_pages():
    return read_page(pdf(FIRST, SECOND), "print.pdf")


def test_the_title_is_the_first_line(two_pages):
    assert two_pages.json["title"] == TITLE


def test_the_day_stands_in_a_line_of_its_own(two_pages):
    assert two_pages.json["published"] == "2021-05-13"


def test_both_pages_are_read(two_pages):
    assert two_pages.names("Goris") == ["Goris"] and two_pages.names("Kapan") == ["Kapan"]


def test_a_sentence_goes_on_over_the_page_s_end(two_pages):
    assert len(two_pages.json["body_spans"]) == 1 and "and the drivers asked him" in two_pages.body


def test_the_text_that_was_read_is_given_because_offsets_point_into_it(two_pages):
    assert two_pages.json["text"] and two_pages.names("Sev Lake") == ["Sev Lake", "Sev Lake"]


def test_a_word_broken_at_a_line_s_end_is_whole(two_pages):
    assert "exercise book" in two_pages.body


def test_a_name_s_own_hyphen_stays_at_a_line_s_end(two_pages):
    assert two_pages.names("Nagorno-Karabakh") == ["Nagorno-Karabakh"]


def test_the_headers_of_a_print_are_left_out():
    pages = [
        [f"Upper Valley Courier - page {number} of 2", "", *lines]
        for number, lines in enumerate((FIRST, SECOND), 1)
    ]
    read = read_page(pdf(*pages), "print.pdf")
    assert "Courier" not in read.body and "Kapan" in read.body


def test_a_pdf_is_known_by_its_first_bytes_whatever_its_name():
    assert read_page(pdf(FIRST, SECOND), "print.txt").json["title"] == TITLE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (pdf([]), "only pictures"),
        (pdf(["", ""], [""]), "only pictures"),
        (b"%PDF-1.4\nbroken", "cannot be read"),
        (pdf(FIRST)[:300], "cannot be read"),
        (b"%PDF-", "cannot be read"),
        (pdf(FIRST).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "cannot be read"),
    ],
)
def test_a_pdf_without_text_or_a_broken_one_is_refused_in_words_that_say_what_to_do(data, word):
    with pytest.raises(ArticleError) as refused:
        read_article("print.pdf", data)
    assert word in refused.value.problem and refused.value.fix


def test_a_file_named_pdf_that_is_none_is_refused():
    with pytest.raises(ArticleError) as refused:
        read_article("print.pdf", b"\x00\x01\x02 nothing")
    assert refused.value.fix


def test_a_book_is_refused_before_its_pages_are_read(monkeypatch):
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 1)
    with pytest.raises(ArticleError, match="more than 1 pages"):
        read_article("print.pdf", pdf(FIRST, SECOND))


def test_a_page_that_is_only_a_picture_is_named():
    scan = pdf(FIRST, [" "], SECOND)
    # the second page draws a picture of one point instead of its line
    picture = b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"
    empty = b"BT /F1 12 Tf 14 TL 72 760 Td\n( ) Tj T*\nET"
    assert empty in scan
    scan = scan.replace(empty, picture.ljust(len(empty)))
    article, problems = read_article("print.pdf", scan)
    assert "Kapan" in article.text
    assert [p.problem for p in problems if "picture" in p.problem] == [
        "page 2 is only a picture: what is written there was not read"
    ]


def test_letters_that_a_font_draws_as_one_and_columns_are_words_in_their_order():
    left = "BT /F1 12 Tf 14 TL 72 760 Td (The left column tells of the) Tj T* (first patrol.) Tj ET"
    right = "BT /F1 12 Tf 14 TL 330 760 Td (The right one tells of the) Tj T* (second.) Tj ET"
    read = read_page(drawn(f"{left} {right}"), "print.pdf")
    assert "of the\nfirst patrol." in read.json["text"] and "of the\nsecond." in read.json["text"]


def test_a_file_that_breaks_the_reader_ends_only_that_file():
    from tests.hostile.pdfs import PDFS

    with pytest.raises(ArticleError, match="far more than an article"):
        read_article("print.pdf", PDFS["forms in forms"]())
    assert read_page(pdf(FIRST, SECOND), "print.pdf").json["title"] == TITLE


def drawn(shown: str) -> bytes:
    """Return a PDF of one page with what some operators draw."""
    one = pdf(["x"])
    start, end = one.index(b"BT /F1"), one.index(b"ET") + 2
    length = f"/Length {end - start}".encode()
    new = f"/Length {len(shown)}".encode()
    return one[:start].replace(length, new) + shown.encode() + one[end:]


def test_what_stands_at_the_foot_of_a_page_is_read_last_whenever_it_is_drawn():
    foot = "BT /F1 9 Tf 72 60 Td (Explore more on these topics) Tj ET"
    text = "BT /F1 12 Tf 14 TL 72 760 Td (The first line of the page.) Tj T* (The second.) Tj ET"
    text_read = read_page(drawn(f"{foot} {text}"), "print.pdf").json["text"]
    assert text_read.split("\n") == [
        "The first line of the page.",
        "The second.",
        "",
        "Explore more on these topics",
    ]


def test_paragraphs_are_parted_by_their_distance_and_their_lines_joined():
    lines = [
        "Armenian officials said on Wednesday that a patrol from the",
        "neighbouring army had crossed the state border near Sev Lake,",
        "and stayed.",
    ]
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    page = f"BT /F1 12 Tf 14 TL 72 760 Td {shown} 0 -28 Td {shown} ET"
    text = read_page(drawn(page), "print.pdf").json["text"]
    assert text == "\n\n".join([" ".join(lines)] * 2)
