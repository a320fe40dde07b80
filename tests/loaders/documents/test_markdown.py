"""A Markdown note: its front matter, its marks, and offsets into the file."""

from __future__ import annotations

import pytest

from tests.loaders.reading import ARTICLE, PROSE, ReadPage, read_page

TITLE = "Patrol crosses the border near Sev Lake"


def note(front: str = "", body: str = PROSE, title: str = TITLE) -> ReadPage:
    matter = f"---\n{front}\n---\n\n" if front else ""
    return read_page(f"{matter}# {title}\n\n{body}\n", "note.md")


def test_the_title_is_the_first_heading():
    assert note().json["title"] == TITLE


def test_marks_inside_the_heading_are_not_its_words():
    assert (
        note(title="Patrol crosses the **border** near [Sev Lake](https://example.org/sev)").json[
            "title"
        ]
        == TITLE
    )


def test_a_heading_with_its_underline_is_the_title():
    assert read_page(f"{TITLE}\n=====\n\n{PROSE}\n", "note.md").json["title"] == TITLE


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_front_matter_states_the_title(quote):
    assert (
        read_page(f"---\ntitle: {quote}{TITLE}{quote}\n---\n\n{PROSE}\n", "note.md").json["title"]
        == TITLE
    )


@pytest.mark.parametrize(
    "line",
    [
        "date: 2021-05-13",
        'date: "2021-05-13"',
        "published: 2021-05-13T18:40:00Z",
        "Date: 13 May 2021",
        "date: May 13, 2021",
        "date: 13.05.2021",
    ],
)
def test_the_front_matter_states_the_day(line):
    assert note(line).json["published"] == "2021-05-13"


@pytest.mark.parametrize("key", ["url", "source", "link", "canonical"])
def test_the_front_matter_states_the_address(key):
    assert note(f"{key}: https://example.org/patrol").json["url"] == "https://example.org/patrol"


def test_an_address_that_is_no_web_address_is_not_shown():
    assert note("url: javascript:alert(1)").json["url"] is None


@pytest.mark.parametrize("key", ["publisher", "site"])
def test_the_front_matter_states_the_outlet(key):
    assert note(f"{key}: Upper Valley Courier").json["publisher"] == "Upper Valley Courier"


def test_front_matter_after_a_byte_order_mark_is_read():
    read = read_page(f"\ufeff---\ndate: 2021-05-13\n---\n\n# {TITLE}\n\n{PROSE}\n", "note.md")
    assert read.json["published"] == "2021-05-13" and "2021-05-13" not in read.body


def test_front_matter_is_not_body():
    assert "Upper Valley Courier" not in note("publisher: Upper Valley Courier").body


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_day_stands_in_a_line_under_the_heading(newline):
    read = read_page(f"# {TITLE}\n\n*May 13, 2021*\n\n{PROSE}\n".replace("\n", newline), "note.md")
    assert read.json["published"] == "2021-05-13"


@pytest.mark.parametrize(
    "written",
    [
        "Sev Lake",
        "**Sev Lake**",
        "Sev **Lake**",
        "*Sev* Lake",
        "__Sev__ Lake",
        "[Sev Lake](https://example.org/sev)",
        "[Sev](https://example.org/sev_(lake)) Lake",
        '[Sev Lake](https://example.org/sev "the lake")',
        "S\u00adev\u00a0Lake",
        "Sev La-\nke",
    ],
)
def test_a_name_is_found_however_the_marks_stand(written):
    name = note(body=PROSE.replace("near Sev Lake", f"near {written}")).names("Sev Lake")[-1]
    assert name in written and name.startswith("S") and name.endswith("e")


@pytest.mark.parametrize(
    "image",
    [
        "![Kapan from above](https://example.org/kapan.jpg)",
        "[![Kapan](https://a.org/k.jpg)](https://a.org/kapan)",
    ],
)
def test_an_image_and_its_address_are_no_words(image):
    assert note(body="\n\n".join([ARTICLE[0], image, *ARTICLE[1:]])).names("Kapan") == ["Kapan"]


def test_the_address_of_a_link_is_no_place():
    assert note(body=PROSE.replace("the mayor", "[the mayor](https://example.org/Kapan)")).names(
        "Kapan"
    ) == ["Kapan"]


def test_a_quoted_paragraph_is_read_without_its_mark():
    body = "\n\n".join(
        [
            ARTICLE[0],
            (
                "> “Nobody has ever asked us for a paper here,” said Gohar Manasyan, a farmer from "
                "Goris."
            ),
            ARTICLE[2],
        ]
    )
    assert note(body=body).names("Goris") == ["Goris"]


def test_items_of_a_list_are_read():
    body = "\n".join([ARTICLE[0], "", *[f"- {paragraph}" for paragraph in ARTICLE[1:]]])
    assert note(body=body).names("Kapan") == ["Kapan"]


def test_a_snake_case_word_keeps_its_underscores():
    assert (
        "border_map_1" in note(body=PROSE.replace("a signed paper", "the file border_map_1")).body
    )
