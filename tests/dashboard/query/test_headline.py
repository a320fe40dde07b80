"""The headline says what the claims say, by whom they say it, or nothing of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.query import headline as rule
from dashboard.query.border import NO_PAIR, border_of, default_pair
from dashboard.query.dek import dates, days_in, dek
from dashboard.query.headline import Headline, headline
from dashboard.query.index import Index
from geodata import gazetteer
from loaders import Article, Corpus, read_article
from loaders.compare.differences import find_differences
from loaders.compare.relations import find_relations
from loaders.documents.sidecar import Sidecar
from loaders.model.records import Story
from tests.conftest import words

CROSSED = (
    "Armenia said that Azerbaijani forces crossed the border and advanced up to 3 kilometers"
    " into Armenia near Goris."
)
STAYED = "Azerbaijan said its forces remained on their own side of the border."
HEADLINE = (
    "Armenia says Azerbaijani forces crossed the border and advanced up to 3 km near Goris;"
    " Azerbaijan says they stayed on their own side"
)


def of(corpus: Corpus) -> Headline:
    places = gazetteer.load().with_places(corpus.given_places)
    border = border_of(default_pair(Index(corpus)))
    return headline(corpus, border, find_relations(corpus, places), places)


def dek_of(corpus: Corpus) -> str:
    relations = find_relations(corpus, gazetteer.load())
    pieces = dek(corpus, of(corpus), find_differences(corpus, relations))
    return " · ".join("".join(part.words for part in piece) for piece in pieces)


@pytest.fixture
def told(read: Callable[..., Article]) -> Callable[..., Headline]:
    def tell(*sentences: str) -> Headline:
        return of(Corpus((read("\n\n".join(sentences)),)))

    return tell


def test_the_shipped_story_has_a_line_for_each_side_with_its_quote(seeds):
    head = of(seeds)
    assert head.plain == (
        "Armenia says Azerbaijani forces crossed the border and advanced up to 3.5 km;"
        " Azerbaijan says they stayed on their own side"
    )
    assert [line.side for line in head.lines] == ["left", "right"] and not head.reason
    first, second = (words(seeds.by_id[line.article], line.span) for line in head.lines)
    assert "crossed the state border" in first and "as far as 3.5 kilometers" in first
    assert second == "its forces only defended their side of the frontier"
    for line in head.lines:
        article, claim = seeds.claims[line.claim]
        assert article.id == line.article and line.words.startswith(claim.party)


def test_no_place_stands_in_the_line_of_a_speaker_who_gives_it_no_preposition(seeds):
    head = of(seeds)
    assert "Lake" not in head.plain and head.place == "Qaragöl / Sev Lake"


def test_the_dek_says_which_days_which_articles_and_what_they_differ_in(seeds):
    assert dek_of(seeds) == (
        "Reported for 12 or 13 May 2021 · place named: Qaragöl / Sev Lake · 2 articles, both of"
        " 14 May (The Moscow Times, DW) · sources differ on the day, the distance, its starting"
        " point, the lake’s shares, violence and whose ground it was"
    )
    assert dates(seeds) == "12 or 13 May 2021"


def test_an_invented_story_gets_its_own_headline(told):
    assert told(CROSSED, STAYED).plain == HEADLINE


def test_the_other_side_may_be_the_one_that_claims(told):
    head = told(
        "Azerbaijan said that Armenian troops advanced 2 kilometers from the border into Azerbaijan"
        " near Gadabay.",
        "Armenia rejected the accusations.",
    )
    assert [line.side for line in head.lines] == ["right", "left"]
    assert head.plain == (
        "Azerbaijan says Armenian forces advanced 2 km near Gadabay; Armenia denies it"
    )


@pytest.mark.parametrize(
    ("claimed", "line"),
    [
        (
            (
                "Azerbaijani troops advanced more than two kilometers from the border into Armenia"
                " near the village of Verishen"
            ),
            "advanced more than 2 km near the village of Verishen;",
        ),
        (
            (
                "Azerbaijani forces advanced between 2 and 3 kilometers across the border of"
                " Armenia near Goris"
            ),
            "advanced 2 to 3 km near Goris;",
        ),
        (
            (
                "Azerbaijani troops crossed the border near Goris and advanced 3 kilometers into"
                " Armenia"
            ),
            "crossed the border and advanced 3 km;",
        ),
    ],
)
def test_figure_verb_and_place_are_the_claim_s_own(told, claimed, line):
    head = told(f"Armenia said that {claimed}.", STAYED)
    assert head.lines[0].words == f"Armenia says Azerbaijani forces {line}"


@pytest.mark.parametrize(
    "claimed",
    [
        "Armenian forces advanced 3 kilometers from the border into Azerbaijan near Lachin",
        (
            "its forces advanced 3 kilometers across the border of Armenia near Goris against"
            " Azerbaijani troops"
        ),
        "Azerbaijani forces may have advanced 3 kilometers across the border of Armenia near Goris",
        "Azerbaijani forces did not advance 3 kilometers across the border of Armenia near Goris",
        "Azerbaijani forces never advanced 3 kilometers across the border of Armenia near Goris",
        (
            "Azerbaijani forces reportedly advanced 3 kilometers across the border of Armenia near"
            " Goris"
        ),
        "Azerbaijani forces advanced to within 3 kilometers of the border of Armenia near Goris",
        (
            "Azerbaijani forces retreated after Armenian forces advanced 3 kilometers across the"
            " border of Armenia near Goris"
        ),
        (
            "Azerbaijani forces retreated and Armenians advanced 3 kilometers across the border of"
            " Armenia near Goris"
        ),
        (
            "Russia believed Azerbaijani forces advanced 3 kilometers across the border of Armenia"
            " near Goris"
        ),
        (
            "commanders of Azerbaijani forces advanced 3 kilometers across the border of Armenia"
            " near Goris"
        ),
        (
            "if Azerbaijani forces advanced 3 kilometers across the border of Armenia near Goris it"
            " would respond"
        ),
        "Azerbaijani shepherds advanced 3 kilometers across the border of Armenia near Goris",
    ],
)
def test_what_a_claim_does_not_plainly_say_is_no_headline(told, claimed):
    head = told(f"Armenia said that {claimed}.", STAYED, "Azerbaijan rejected the accusations.")
    assert head.reason in {rule.NO_ADVANCE, rule.BOTH_ADVANCE}
    assert head.plain == "Armenia–Azerbaijan border: what one article says, and where"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (STAYED, "Azerbaijan says they stayed on their own side"),
        (
            "Azerbaijan said its forces were deployed within its territory.",
            "Azerbaijan says they stayed on their own side",
        ),
        ("Azerbaijan denied that its troops had advanced.", "Azerbaijan denies it"),
        ("Azerbaijan rejected the accusations.", "Azerbaijan denies it"),
        ("Azerbaijan denied the allegations from Armenia.", "Azerbaijan denies it"),
    ],
)
def test_the_answer_is_what_the_other_side_s_words_are(told, answer, line):
    assert told(CROSSED, answer).lines[1].words == line


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Azerbaijan said Armenian forces should stay on their own side of the border.",
        "Azerbaijan said its forces would stay on their own side of the border.",
        "Azerbaijan said its forces would defend its territory.",
        "Azerbaijan said its forces are leaving their territory.",
        "Azerbaijan said its forces are not on their own side of the border.",
        "Azerbaijan said its forces had remained on their own side near Lachin.",
        "Azerbaijan denied that its troops had opened fire.",
        "Azerbaijan denied that it planned talks with Armenia.",
        "Russia said Azerbaijani forces remained on their own side of the border.",
        "Russia rejected the accusations.",
    ],
)
def test_no_answer_is_made_of_words_about_something_else(told, answer):
    head = told(CROSSED, answer)
    assert head.reason == rule.NO_ANSWER and len(head.lines) == 1


def test_advances_of_both_sides_give_no_headline_to_one(told):
    head = told(
        CROSSED,
        STAYED,
        "Azerbaijan said that Armenian forces advanced 2 kilometers across the border.",
    )
    assert head.reason == rule.BOTH_ADVANCE


def test_an_unsure_place_is_not_in_a_headline(seeds):
    unsure = tuple(
        replace(
            article,
            places=tuple(
                replace(mention, sure="likely") if mention.place_id == "sev_lake" else mention
                for mention in article.places
            ),
        )
        for article in seeds.articles
    )
    head = of(Corpus(unsure))
    assert head.reason == rule.UNSURE_PLACE and head.lines[0].words.startswith("Armenia–Azerbaijan")


def test_a_debunked_claim_is_no_headline(told):
    head = told(CROSSED.removesuffix(".") + ", a report that was quickly debunked.", STAYED)
    assert len(head.lines) == 1


def made(number: int, text: str, published: str | None) -> Article:
    stated = Sidecar(title=f"Made up {number}", publisher=f"Outlet {number}", published=published)
    return read_article(f"{number}.txt", text.encode(), stated)[0]


def test_articles_of_two_stories_give_no_headline():
    later = "Armenia and Azerbaijan said on Monday that talks went on. "
    corpus = Corpus(
        (
            made(1, CROSSED, "2021-05-14"),
            made(2, STAYED, "2021-05-15"),
            made(3, later, "2022-09-17"),
        )
    )
    head = of(corpus)
    assert head.reason == rule.APART
    assert head.plain == "Armenia–Azerbaijan border: what three articles say, and where"
    assert rule.APART in dek_of(corpus) and " or " not in dek_of(corpus).partition(" · ")[2]
    assert "14 May 2021 to 17 September 2022 (Outlet 1, Outlet 2, Outlet 3)" in dek_of(corpus)


def test_an_article_without_a_day_may_be_another_story():
    corpus = Corpus((made(1, CROSSED, "2021-05-14"), made(2, STAYED, None)))
    assert of(corpus).reason == rule.NO_DAY
    assert "2 articles, of 14 May 2021, 1 without a day" in dek_of(corpus)


def test_the_words_of_two_articles_of_one_story_meet():
    corpus = Corpus((made(1, CROSSED, "2021-05-14"), made(2, STAYED, "2021-05-15")))
    assert of(corpus).plain == HEADLINE
    assert [corpus.by_id[line.article].file for line in of(corpus).lines] == ["1.txt", "2.txt"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Kyrgyzstan, Tajikistan, Uzbekistan and Kazakhstan met. Kyrgyzstan said that"
            " Tajikistan, Uzbekistan and Kazakhstan agreed. Armenia and Azerbaijan did not come."
        ),
        "The weather in Paris was fine on Monday, the mayor said.",
    ],
)
def test_another_story_has_no_word_of_the_border_that_is_drawn(read, text):
    corpus = Corpus((read(text),))
    head = of(corpus)
    assert head.plain == "What one article says, and where" and head.reason == NO_PAIR
    assert not re.search("Armenia|Azerbaijan", dek_of(corpus))


def test_another_border_has_a_headline_of_its_own(told):
    head = told(
        "Kyrgyzstan said that Tajik troops crossed the border of Kyrgyzstan near Isfara and"
        " advanced 2 kilometers. Tajikistan denied it."
    )
    assert head.plain == (
        "Kyrgyzstan says Tajik forces crossed the border and advanced 2 km; Tajikistan denies it"
    )


def test_a_folder_states_its_pair_and_title(read):
    article = read("Kyrgyzstan said that Tajik troops crossed the border. Tajikistan denied it.")
    paired = Corpus((article,), story=Story(pair=("KG", "TJ")))
    assert of(paired).plain == "Kyrgyzstan–Tajikistan border: what one article says, and where"
    assert of(paired).reason == rule.NO_ADVANCE
    titled = Corpus((article,), story=Story(title="A week on the border"))
    assert of(titled).plain == "A week on the border" and not of(titled).reason


def test_no_article_is_no_error():
    assert of(Corpus()).reason == rule.NO_ARTICLES and dek_of(Corpus()) == rule.NO_ARTICLES


def test_too_many_claims_to_compare_are_said_to_be_so(seeds):
    head = headline(seeds, border_of("AM-AZ"), None, gazetteer.load())
    assert head.reason == rule.TOO_MANY


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], ""),
        (["2021-05-12"], "12 May 2021"),
        (["2021-05-12", "2021-05-13", "2021-05-14"], "12, 13 or 14 May 2021"),
        (["2021-04-30", "2021-05-01"], "30 April or 1 May 2021"),
        (["2021-12-31", "2022-01-01"], "31 December 2021 or 1 January 2022"),
        ([f"2021-05-{day}" for day in range(10, 16)], "6 days from 10 to 15 May 2021"),
    ],
)
def test_days_share_month_and_year(days, expected):
    assert days_in(days) == expected


def test_more_than_three_outlets_are_counted():
    corpus = Corpus(tuple(made(n, f"{n}. {STAYED}", "2021-05-14") for n in range(1, 6)))
    assert "5 articles, all of 14 May 2021 (Outlet 1, Outlet 2, Outlet 3 and 2 more)" in dek_of(
        corpus
    )
