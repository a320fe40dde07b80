"""The outlet, the agencies and the day of publication that a text file states."""

from __future__ import annotations

import pytest

from loaders import read_article
from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import ARTICLE, PROSE, read_page


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


def test_a_dateline_without_a_year_is_no_day_where_nothing_tells_the_year():
    assert read_page(page(TITLE, f"YEREVAN, May 13. /TASS/. {PROSE}")).json["published"] is None


def test_a_day_in_the_story_is_not_the_day_of_publication():
    assert (
        read_page(
            page(TITLE, PROSE, "The two sides last met on 2 March 2020 in Kapan, said a spokesman.")
        ).json["published"]
        is None
    )


def test_the_days_of_other_stories_are_not_the_day_of_publication():
    others = (
        "More stories\n\nOrchards flower late in the valley\n\n"
        "May 20, 2021\n\nA bridge opens again\n\nMay 21, 2021"
    )
    assert read_page(page(TITLE, PROSE, others)).json["published"] is None


def test_the_days_of_headlines_amid_the_story_are_not_the_day_of_publication():
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


def test_a_photo_credit_names_the_agencies():
    read = read_page(
        page(
            TITLE, ARTICLE[0], "A tent below the pass. Photo: Lilit Hakobyan/Reuters", *ARTICLE[1:]
        )
    )
    assert read.json["agencies"] == ["Reuters"]


@pytest.mark.parametrize(
    "line",
    [
        "2 minute readMay 13, 20212:26 PM GMT+2Last Updated 9 min ago",
        "08:39, 13 May 2021Updated 08:41, 14 May 2021",
        "Thu, May 13, 2021 page1",
    ],
)
def test_a_day_glued_to_its_hour_or_label_is_read(line):
    assert read_page(page(TITLE, line, PROSE)).json["published"] == "2021-05-13"


def test_the_day_below_the_title_outranks_those_of_stories_above_it():
    stories = ("Orchards flower late in the valley", "A bridge opens", "Snow shuts the pass")
    above = "\n".join(f"REGION\n{story}\nLilit Petros\nMay 2, 2021" for story in stories)
    told = page(f"{above}\nREGION\n{TITLE}\nA summary of it\nAnahit Sarafyan\nMay 13, 2021", PROSE)
    assert read_page(told).json["published"] == "2021-05-13"


def test_the_day_of_a_photo_is_not_that_of_publication():
    photo = "The pass near Goris, Monday, May 10, 2021. (AP Photo/Karen Petros)"
    assert read_page(page(TITLE, photo, PROSE)).json["published"] is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"Document 1 of 2\n\n{TITLE}\n\n{PROSE}\n\nDocument 2 of 2\n\n{PROSE}", "several"),
        (f"{TITLE}: live updates - all of the day\n\n{PROSE}", "several"),
        (f"{TITLE}\n\n{ARTICLE[0]}\n\nTo continue reading, subscribe now.", "part"),
        (
            "Soldaten gingen über die Grenze am See, sagte ein Sprecher der Regierung. " * 3,
            "German",
        ),
    ],
)
def test_what_a_reader_must_know_of_a_file_is_told(text, word):
    _, problems = read_article("x.txt", text.encode())
    assert any(word in problem.problem and problem.fix for problem in problems)
    _, problems = read_article("x.txt", page(TITLE, "May 13, 2021", PROSE).encode())
    assert not any(word in problem.problem for problem in problems)


def test_nothing_is_placed_from_a_text_in_another_language():
    told = (
        "Die Armee sei bei Goris über die Grenze gegangen, sagte Armenia am Mittwoch. Das sei "
        "falsch, hieß es aus Baku, wo man eine Erklärung von der anderen Seite verlangte."
    )
    article, _ = read_article("x.txt", told.encode())
    assert article.language == "de" and not article.places and not article.claims


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 2 days ago", "2021-05-13"),
        ("Posted 3 hours ago", "2021-05-15"),
        ("an hour ago", "2021-05-15"),
        ("20 hours ago", None),
        ("2 weeks ago", None),
    ],
)
def test_a_time_ago_counts_from_the_day_the_page_names_as_its_own(line, day):
    parts = ["Saturday, May 15, 2021", "Politics", TITLE, line, PROSE]
    assert read_page(page(*parts)).json["published"] == day
    assert read_page(page(TITLE, line, PROSE)).json["published"] is None


@pytest.mark.parametrize(
    "lines",
    [
        "Written by Valley Web Desk | Goris | Updated: May 13, 2021 10:22 IST",
        "By Anahit Sarafyan2021-05-13 21:32:46 UTC",
        "Posted on May 13, 2021 by editor",
        "May 13, 2021 Updated 3 hrs ago",
        "UPDATED MAY 14, 2021, 09:10 AM\n\nPUBLISHED MAY 13, 2021, 08:55 PM",
        "Updated: Goats, sheep and cows? May 13, 2021, 5:02 PM ET",
    ],
)
def test_the_day_of_a_byline_or_of_a_line_with_its_hour_is_read(lines):
    assert read_page(page(TITLE, lines, PROSE)).json["published"] == "2021-05-13"
