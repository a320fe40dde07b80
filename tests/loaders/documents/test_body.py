"""What of a text file is the article, and why the rest is left out."""

from __future__ import annotations

import pytest

from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import ARTICLE, read_page


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "navigation"),
        ("Share this", "navigation"),
        ("We use cookies to improve this page. By staying here you accept them.", "navigation"),
        ("Read also: Orchards flower late in the valley", "related link"),
        ("A tent below the pass. Photo: Lilit Hakobyan/Reuters", "caption"),
        ("(File photo)", "caption"),
        ("Tents stand below the pass. (Xinhua photo by Li Na)", "caption"),
        ("By Anahit Sarafyan", "byline"),
        (
            (
                "Sign up for our free newsletter "
                "and get the best of the valley straight to your inbox every morning."
            ),
            "navigation",
        ),
        (
            (
                "Please subscribe to our free newsletter: "
                "the best of the valley, straight to your inbox, every morning."
            ),
            "promotion",
        ),
        ("Upper Valley Ministry (@uppervalley) May 12, 2021", "embedded post"),
        ("Anahit Sarafyan is a freelance journalist based in Goris.", "credit"),
        ("© 2021 The Upper Valley Courier. All rights reserved.", "navigation"),
        ("https://example.org/news/orchards-flower-late", "link"),
    ],
)
def test_a_line_amid_the_article_that_is_not_its_words_is_left_out_with_the_reason(line, reason):
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


def test_headlines_under_top_stories_amid_the_article_are_left_out():
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
        "A court in another town heard on Monday how a shepherd lost forty sheep, "
        "and put the case off until the autumn."
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
    told = (
        f"“{said}, and nobody has ever asked us for a paper,” said Gohar Manasyan, "
        "a farmer from the village below the pass."
    )
    read = read_page(page(TITLE, ARTICLE[0], told, f"“{said}”", *ARTICLE[1:]))
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


LONG = [f"{paragraph} {ARTICLE[index - 1]}" for index, paragraph in enumerate(ARTICLE)]


def test_what_stands_below_the_names_of_an_agency_s_reporters_is_left_out():
    other = "The most comprehensive solution to manage all your ever-expanding tax needs."
    read = read_page(
        page(TITLE, "May 13, 2021", *LONG, "Reporting by A. B; editing by C. D", other)
    )
    assert other not in read.body and read.body.endswith(LONG[-1])


def test_several_stories_with_their_datelines_go_on_below_the_first_one_s_reporters():
    signed = "Reporting by A. B; editing by C. D"
    other = "KAPAN, May 14 (Reuters) - A court heard on Monday how a shepherd lost forty sheep."
    assert other in read_page(page(TITLE, "May 13, 2021", *LONG, signed, other)).body


def test_a_list_of_headlines_with_a_sentence_each_is_no_part_of_the_article():
    teasers = [
        part
        for name in ("A shepherd", "A baker", "A miller")
        for part in (
            f"{name} goes to court in the valley",
            f"{name} from another town told the court on Monday how forty sheep were lost.",
        )
    ]
    read = read_page(page(TITLE, "May 13, 2021", *LONG, *LONG[:1], *teasers))
    assert "forty sheep" not in read.body and LONG[3] in read.body


def test_an_article_goes_on_below_a_box_of_links():
    box = ["More on this story", "Orchards flower late", "A bridge opens", "Subscribe", "Sign up"]
    assert LONG[3] in read_page(page(TITLE, "May 13, 2021", LONG[0], *box, *LONG[1:])).body


def test_a_paragraph_that_a_page_has_twice_is_the_article_s_once():
    read = read_page(page(TITLE, "May 13, 2021", *ARTICLE, ARTICLE[1]))
    assert read.body.count(ARTICLE[1]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Please enable JavaScript to view the comments.",
        "You can email Cristina Laila here, and read more of her articles here.",
        "Visit OurOtherSite.org to learn how to help.",
        "Pictured from left, are the mayor of Goris, a shepherd and his two dogs.",
        "Smoke rises over the pass near Sev Lake Neil Mockford/GC Images",
        "A tent below the pass in this picture obtained from social media on May 12.",
        "Get the latest headlines, breaking news and columns.",
        "The front is burning pic.twitter.com/PbK0B7UjJM",
        "Beaumont covers national politics for the Courier. He is based in Kapan.",
    ],
)
def test_what_a_page_says_of_itself_within_an_article_is_left_out(line):
    read = read_page(page(TITLE, "May 13, 2021", *LONG[:2], line, *LONG[2:]))
    assert line not in read.body and LONG[3] in read.body


@pytest.mark.parametrize(
    "line",
    [
        "He said that readers would get the latest figures in the evening.",
        "The minister said that she would visit Kapan to learn how to help.",
        "Reporters covering the border said that they had seen smoke.",
        "“We want to hear from you,” the mayor told the commander.",
        "Officials said they could not watch now what they had watched before.",
    ],
)
def test_an_article_s_own_words_that_look_alike_stay(line):
    assert line in read_page(page(TITLE, "May 13, 2021", *LONG[:2], line, *LONG[2:])).body
