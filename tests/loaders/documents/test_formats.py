"""Word and RTF files, mails, pages in one file, and the ways in which letters are written."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from loaders import read_article
from loaders.model.errors import ArticleError
from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import ARTICLE, PROSE, read_page

PAGE = (
    "<!DOCTYPE html><html><head><title>{title}</title>{meta}</head><body><article><h1>{title}</h1>"
    "{body}</article></body></html>"
)


def html(meta=""):
    return PAGE.format(title=TITLE, meta=meta, body="".join(f"<p>{part}</p>" for part in ARTICLE))


def word(*lines):
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def mail(subject, body="", page=""):
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "desk@example.org"
    message["Date"] = "Thu, 13 May 2021 09:00:00 +0400"
    message.set_content(body or "See the page.")
    if page:
        message.add_alternative(page, subtype="html")
    return message


def body_of(article):
    return " ".join(article.text[span.start : span.end] for span in article.body_spans)


def test_a_word_file_is_read_with_its_title_and_day():
    article, _ = read_article("a.docx", word(TITLE, "May 13, 2021", *ARTICLE))
    assert (article.title, article.published) == (TITLE, "2021-05-13")
    assert all(part in body_of(article) for part in ARTICLE)
    assert read_page(word(TITLE, *ARTICLE), "a.docx").names("Kapan") == ["Kapan"]


def test_a_rich_text_file_is_read():
    rich = r"{\rtf1\ansi\deff0 " + r"\par ".join([TITLE, "May 13, 2021", *ARTICLE]) + "}"
    article, _ = read_article("a.rtf", rich.encode())
    assert (article.title, article.published) == (TITLE, "2021-05-13")
    assert ARTICLE[-1] in body_of(article)


def test_a_saved_mail_gives_the_subject_as_title_and_its_day():
    article, _ = read_article("a.eml", mail(TITLE, PROSE).as_bytes())
    assert (article.title, article.published) == (TITLE, "2021-05-13")
    assert ARTICLE[0] in body_of(article).replace("\n", " ")


def test_the_day_a_mail_was_passed_on_is_not_that_of_the_article():
    assert read_article("a.eml", mail(f"Fwd: {TITLE}", PROSE).as_bytes())[0].published is None


def test_a_mail_in_a_mail_is_read():
    outer = EmailMessage()
    outer["Subject"] = f"Fwd: {TITLE}"
    outer.add_attachment(mail(TITLE, PROSE))
    outer.replace_header("Content-Type", "multipart/mixed")
    assert ARTICLE[0] in body_of(read_article("a.eml", outer.as_bytes())[0]).replace("\n", " ")


def test_a_page_saved_as_one_file_is_read_with_its_address():
    saved = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://oc-media.org/a/\r\n"
        f"Subject: {TITLE}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        'type="text/html"; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; charset=utf-8'
        f"\r\nContent-Location: https://oc-media.org/a/\r\n\r\n{html()}\r\n----b--\r\n"
    )
    article, _ = read_article("a.mhtml", saved.encode())
    assert (article.title, article.publisher) == (TITLE, "OC Media")
    assert article.url == "https://oc-media.org/a/" and ARTICLE[0] in body_of(article)


@pytest.mark.parametrize("coding", ["utf-16", "utf-32"])
def test_a_file_that_begins_with_its_encodings_mark_is_read(coding):
    article, _ = read_article("a.txt", page(TITLE, "May 13, 2021", PROSE).encode(coding))
    assert (article.title, article.published) == (TITLE, "2021-05-13")


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", ""])
def test_a_page_is_read_by_the_charset_it_declares(declared):
    meta = f'<meta charset="{declared}">' if declared else ""
    data = html(meta).replace("their own side", "their “own” side").encode("windows-1252")
    assert "their “own” side" in body_of(read_article("a.html", data)[0])


def test_a_declared_charset_that_is_no_pages_is_refused():
    data = html('<meta charset="unicode_escape">').encode() + b"\xff"
    with pytest.raises(ArticleError, match="UTF-8"):
        read_article("a.html", data)


def test_letters_decoded_once_too_often_are_repaired_and_it_is_said():
    told = PROSE.replace("Officials in Baku", "Baku’s “officials”")
    broken = page(TITLE, told).encode().decode("windows-1252", "replace")
    article, problems = read_article("a.txt", broken.encode())
    assert "Baku’s “officials" in body_of(article)
    assert any("encoding" in problem.problem for problem in problems)


def test_a_text_with_one_foreign_letter_is_left_as_it_is():
    told = page(TITLE, PROSE.replace("Kapan", "São Kapan Ã"))
    article, problems = read_article("a.txt", told.encode())
    assert "São Kapan Ã" in article.text and not any("encoding" in p.problem for p in problems)


def bomb(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in parts.items():
            folder.writestr(name, data)
    return held.getvalue()


NESTED = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(1500))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)).replace("&a0;", "&a;")
    + "]><d>&a11;</d>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", bomb({"word/document.xml": b" " * 9_000_000})),
        ("a.docx", bomb({"word/document.xml": b"<a/>", "word/media/p.bmp": b"0" * 70_000_000})),
        ("a.docx", bomb({"word/document.xml": b"<a/>"} | {f"x{i}": b"" for i in range(2100)})),
        ("a.docx", bomb({"[Content_Types].xml": LAUGHS, "word/document.xml": LAUGHS})),
        ("a.docx", bomb({"readme.txt": b"nothing"})),
        ("a.docx", word(TITLE, PROSE)[:2000]),
        ("a.docx", b"PK\x03\x04" + b"x" * 100),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"x" * 100),
        ("a.rtf", b"{\\rtf1 " + b"{\\b " * 100_000),
        ("a.rtf", b"{\\rtf1 " + b"word " * 700_000 + b"}"),
        ("a.eml", NESTED.encode()),
        ("a.eml", b"Subject: x\n\n"),
        ("a.eml", b"\n--b" * 5000),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: text/html; charset=\xff\n\n"),
    ],
)
def test_a_hostile_file_is_refused_in_words_that_say_what_to_do(name, data):
    with pytest.raises(ArticleError) as refused:
        read_article(name, data)
    assert refused.value.problem and refused.value.fix
