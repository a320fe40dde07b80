"""A text file: its title, outlet, day and address, its body, and offsets into the file."""

from __future__ import annotations

import pytest

from loaders import read_article, read_paths
from loaders.documents.source import MAX_BYTES
from loaders.model.errors import ArticleError
from tests.loaders.reading import ARTICLE, PROSE, read_page

TITLE = "Patrol crosses the border near Sev Lake"


def page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


# --- what the page is


def test_the_title_is_the_line_above_the_article():
    assert read_page(page(TITLE, "May 13, 2021", PROSE)).json["title"] == TITLE


def test_the_title_is_not_read_as_body():
    assert TITLE not in read_page(page(TITLE, "May 13, 2021", PROSE)).body


def test_a_title_that_stands_twice_outranks_the_section_above_it():
    doubled = page(
        f"{TITLE} - Civilnet", "World news and analysis from the valley today", TITLE, PROSE
    )
    assert read_page(doubled).json["title"] == TITLE


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
    ("parts", "publisher"),
    [
        (["Civilnet", TITLE, PROSE], "CivilNet"),
        ([TITLE, PROSE, "© 2021 Eurasianet"], "Eurasianet"),
        ([TITLE, PROSE, "URL: https://oc-media.org/patrol-crosses-border-sev-lake/"], "OC Media"),
        (
            [TITLE, PROSE, "© 2021 The Upper Valley Courier. All rights reserved."],
            "The Upper Valley Courier",
        ),
        (
            [
                "The Upper Courier",
                TITLE,
                PROSE,
                "The Upper Courier is a reader-funded magazine. Become a member.",
            ],
            "The Upper Courier",
        ),
        (["mediamax.am", TITLE, PROSE], "Mediamax"),
        ([TITLE, f"YEREVAN, May 13. /TASS/. {PROSE}"], "TASS"),
        ([TITLE, f"{ARTICLE[0]} Turan reports. {PROSE}"], "Turan"),
    ],
)
def test_the_outlet_is_named_by_the_page_its_address_or_its_sign_off(parts, publisher):
    assert read_page(page(*parts)).json["publisher"] == publisher


def test_the_site_that_carries_a_channel_s_posts_is_not_its_outlet():
    assert (
        read_page(page(TITLE, PROSE, "https://t.me/uppervalley/4417")).json["publisher"]
        == "unknown outlet"
    )


def test_an_unknown_outlet_is_said_to_be_unknown_with_the_way_to_state_it():
    article, problems = read_article("x.txt", page(TITLE, "May 13, 2021", PROSE).encode())
    assert article.publisher == "unknown outlet"
    assert any("x.toml" in problem.fix and "publisher" in problem.fix for problem in problems)


@pytest.mark.parametrize(
    "line",
    [
        "May 13, 2021",
        "Thursday, 13 May 2021",
        "13.05.2021",
        "13/05/2021 18:40",
        "2021-05-13",
        "2021-05-13T18:40:00",
        "13 May 2021, 18:40 (GMT+04:00)",
        "Published: 13 May 2021",
        "Published on May 13, 2021 at 6:40 p.m.",
        "Published May 13, 2021 | Updated May 15, 2021",
        "First published: 13.05.2021 Last updated: 15.05.2021",
        "Posted by Anahit Sarafyan on May 13, 2021",
    ],
)
def test_the_day_is_that_of_the_line_that_says_when_it_was_published(line):
    assert read_page(page(TITLE, line, PROSE)).json["published"] == "2021-05-13"


def test_figures_are_day_first():
    assert read_page(page(TITLE, "03/05/2021", PROSE)).json["published"] == "2021-05-03"


def test_figures_that_can_only_be_month_first_are():
    assert read_page(page(TITLE, "05/13/2021", PROSE)).json["published"] == "2021-05-13"


def test_the_day_stands_in_the_articles_address():
    address = "https://example.org/2021/05/13/patrol-crosses-border-sev-lake"
    assert read_page(page(TITLE, PROSE, f"URL: {address}")).json["published"] == "2021-05-13"


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("YEREVAN, May 13. /TASS/. ", "2021-05-13"),
        ("Baku/13.05.21/Turan: ", "2021-05-13"),
        ("BAKU, Azerbaijan, May 13, 2021 (Trend) — ", "2021-05-13"),
        ("Goris, 13 May 2021 (Upper Valley) - ", "2021-05-13"),
    ],
)
def test_the_day_stands_in_the_dateline(dateline, day):
    assert (
        read_page(page(TITLE, dateline + PROSE, "© 2021 Upper Valley Courier")).json["published"]
        == day
    )


def test_a_dateline_without_a_year_is_no_day_where_nothing_states_the_year():
    assert read_page(page(TITLE, f"YEREVAN, May 13. /TASS/. {PROSE}")).json["published"] is None


def test_a_day_in_the_article_is_not_the_day_of_publication():
    assert (
        read_page(
            page(TITLE, PROSE, "The two sides last met on 2 March 2020 in Kapan, said a spokesman.")
        ).json["published"]
        is None
    )


def test_the_days_of_other_stories_are_not_the_day_of_publication():
    others = (
        "More stories\n\nOrchards flower late in the valley\n\nMay 20, 2021\n\n"
        "A bridge opens again\n\nMay 21, 2021"
    )
    assert read_page(page(TITLE, PROSE, others)).json["published"] is None


def test_the_days_of_headlines_within_the_article_are_not_the_day_of_publication():
    others = [
        "Latest news",
        "May 20, 2021",
        "Orchards flower late in the valley",
        "May 21, 2021",
        "A bridge opens again",
    ]
    assert read_page(page(TITLE, ARTICLE[0], *others, *ARTICLE[1:])).json["published"] is None


def test_a_year_that_cannot_be_a_day_is_no_day():
    assert read_page(page(TITLE, "31.02.2021", PROSE)).json["published"] is None


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


def test_a_photo_credit_names_the_agencies():
    read = read_page(
        page(
            TITLE, ARTICLE[0], "A tent below the pass. Photo: Lilit Hakobyan/Reuters", *ARTICLE[1:]
        )
    )
    assert read.json["agencies"] == ["Reuters"]


# --- what is left out, and why


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "navigation"),
        ("Share this", "navigation"),
        ("We use cookies to improve this page. By staying here you accept them.", "navigation"),
        ("Read also: Orchards flower late in the valley", "related link"),
        ("A tent below the pass. Photo: Lilit Hakobyan/Reuters", "caption"),
        ("(File photo)", "caption"),
        ("By Anahit Sarafyan", "byline"),
        (
            (
                "Sign up for our free newsletter and get the best of the valley straight to your "
                "inbox every morning."
            ),
            "navigation",
        ),
        (
            (
                "Please subscribe to our free newsletter: the best of the valley, straight to your "
                "inbox, every morning."
            ),
            "promotion",
        ),
        ("Upper Valley Ministry (@uppervalley) May 12, 2021", "embedded post"),
        ("Anahit Sarafyan is a freelance journalist based in Goris.", "credit"),
        ("© 2021 The Upper Valley Courier. All rights reserved.", "navigation"),
        ("https://example.org/news/orchards-flower-late", "link"),
    ],
)
def test_a_line_within_the_article_that_is_not_its_text_is_left_out_with_the_reason(line, reason):
    read = read_page(
        page(TITLE, "May 13, 2021", ARTICLE[0], ARTICLE[1], line, ARTICLE[2], ARTICLE[3])
    )
    assert line not in read.body
    assert read.reasons(line) == {reason}
    assert ARTICLE[3] in read.body


def test_the_words_of_a_post_are_left_out_with_its_name():
    post = "Our post at the lake stands where it stood yesterday"
    read = read_page(
        page(
            TITLE,
            *ARTICLE[:2],
            "Upper Valley Ministry (@uppervalley) May 12, 2021",
            post,
            *ARTICLE[2:],
        )
    )
    assert post not in read.body and ARTICLE[2] in read.body


def test_headlines_under_top_stories_within_the_article_are_left_out():
    others = [
        "Top stories",
        "Orchards flower late in the valley",
        "A bridge over the Vorotan opens again",
    ]
    read = read_page(page(TITLE, "May 13, 2021", *ARTICLE[:2], *others, *ARTICLE[2:]))
    assert not any(line in read.body for line in others)
    assert ARTICLE[2] in read.body and ARTICLE[3] in read.body


def test_everything_after_more_stories_is_left_out():
    other = (
        "A court in another town heard on Monday how a shepherd lost forty sheep, and put the case "
        "off until the autumn."
    )
    read = read_page(
        page(TITLE, "May 13, 2021", *ARTICLE, "More stories", "Shepherd goes to court", other)
    )
    assert read.body.endswith(ARTICLE[3])
    assert read.reasons(other) == {"more stories"}


def test_comments_are_left_out():
    comment = (
        "I grew up beside that lake and we never saw a fence there in all those years, believe me."
    )
    read = read_page(page(TITLE, "May 13, 2021", *ARTICLE, "Comments (2)", "Vahan", comment))
    assert comment not in read.body


def test_a_sidebar_with_its_own_days_neither_dates_nor_joins_the_article():
    side = [
        "Latest news",
        "May 20, 2021",
        "Orchards flower late in the valley",
        "May 21, 2021",
        "A bridge opens again",
    ]
    read = read_page(page(TITLE, "May 13, 2021", *ARTICLE[:2], *side, *ARTICLE[2:]))
    assert read.json["published"] == "2021-05-13"
    assert not any(line in read.body for line in side)


def test_a_caption_above_its_credit_is_left_out_with_it():
    caption = "Shepherds look up at the slope above the lake."
    read = read_page(
        page(TITLE, *ARTICLE[:2], f"{caption}\nPhoto: Lilit Hakobyan/AFP", *ARTICLE[2:])
    )
    assert caption not in read.body and read.reasons(caption) == {"caption"}


def test_a_pull_quote_is_read_once():
    said = "We have been grazing our sheep on this slope since my grandfather was a boy"
    paragraph = (
        f"“{said}, and nobody has ever asked us for a paper,” said Gohar Manasyan, a farmer from "
        "the village below the pass."
    )
    read = read_page(page(TITLE, ARTICLE[0], paragraph, f"“{said}”", *ARTICLE[1:]))
    assert read.body.count(said) == 1


def test_a_heading_between_paragraphs_belongs_to_the_article():
    read = read_page(
        page(TITLE, "May 13, 2021", *ARTICLE[:2], "Two accounts of one morning", *ARTICLE[2:])
    )
    assert "Two accounts of one morning" in read.body


def test_a_print_s_header_inside_a_paragraph_is_left_out_and_the_paragraph_goes_on():
    first, rest = (
        "Villagers carried bread and water up to the post all through the",
        "night, and came down again at dawn, tired and silent.",
    )
    header = "Upper Valley Courier, page {} of 3"
    read = read_page(
        page(
            TITLE,
            ARTICLE[0],
            header.format(1),
            ARTICLE[1],
            first,
            header.format(2),
            rest,
            ARTICLE[2],
            header.format(3),
            ARTICLE[3],
        )
    )
    assert "Courier" not in read.body
    assert first in read.body and rest in read.body


def test_wrapped_lines_are_one_paragraph():
    wrapped = """Armenian officials said on Wednesday that a patrol from the
neighbouring army had crossed the state border near Sev
Lake, and that it had stayed on the slope above the village
until dusk, when it went back the way that it had come."""
    read = read_page(
        page(TITLE, wrapped, wrapped.replace("Armenian", "Local").replace("Wednesday", "Monday"))
    )
    assert len(read.json["body_spans"]) == 2


# --- offsets


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


def test_a_form_feed_does_not_shift_the_offsets_of_a_paragraph():
    text = page(TITLE, *ARTICLE[:2]) + "\f" + page(*ARTICLE[2:])
    assert read_page(text).names("Kapan") == ["Kapan"]


def test_letters_outside_the_basic_plane_count_as_one():
    assert read_page(page(TITLE, "🛰 May 13, 2021", "🛰🛰 " + PROSE)).names("Goris") == ["Goris"]


# --- bad files


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "no paragraph"),
        ((TITLE + "\0" + PROSE).encode(), "NUL"),
        ((PROSE * 20 + "\0" + PROSE).encode(), "NUL"),
        (PROSE.replace("e", "é").encode("latin-1"), "UTF-8"),
        (PROSE.encode("utf-16"), "NUL"),
        (b"https://example.org/a\n", "no paragraph"),
        (b"...\n***\n---\n", "no paragraph"),
        (b"\xe2\x80\x8b\xc2\xad", "no paragraph"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_words_that_say_what_to_do(data, word):
    with pytest.raises(ArticleError) as refused:
        read_article("x.txt", data)
    assert word in refused.value.problem and refused.value.fix


def test_a_file_too_large_to_be_an_article_is_refused_before_it_is_read():
    with pytest.raises(ArticleError, match="larger than"):
        read_article("x.txt", b"a" * (MAX_BYTES + 1))


def test_one_bad_file_of_every_kind_does_not_stop_the_good_ones(tmp_path):
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
