"""Words that a visitor selects: believed only where the article says the same there."""

from __future__ import annotations

import pytest

from dashboard.html.selectable import Named, _pieces
from dashboard.map.place_map import pressed
from dashboard.session.notes import LONGEST_NOTE, clean_note
from dashboard.session.picking import whole_words, words_at
from loaders import Corpus, Span


def test_a_selection_becomes_whole_words(seeds: Corpus):
    article = seeds.articles[0]
    start = article.text.index("Sev Lake")
    for first, last in ((0, 8), (1, 6), (-1, 9), (-2, 8)):
        cut = article.text[start + first : start + last]
        found = words_at(article, start + first, start + last, cut)
        assert isinstance(found, Span)
        assert article.text[found.start : found.end].endswith("Sev Lake")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 7, "Another"),
        (-3, 7, "Armenia"),
        (7, 0, "Armenia"),
        (0, 10**9, "Armenia"),
        ("0", 7, "Armenia"),
        (True, 7, "rmenia"),
        (0, 7, None),
        (0.0, 7.0, "Armenia"),
    ],
)
def test_what_the_article_does_not_say_there_is_refused(seeds: Corpus, start, end, words):
    assert isinstance(words_at(seeds.articles[0], start, end, words), str)


def test_more_than_a_name_and_more_than_a_paragraph_are_refused(seeds: Corpus):
    article = seeds.articles[0]
    body = article.body_spans[0]
    assert "at most" in str(
        words_at(article, body.start, body.end, article.text[body.start : body.end])
    )
    first, then = article.body_spans[0].end - 5, article.body_spans[1].start + 5
    assert "one paragraph" in str(words_at(article, first, then, article.text[first:then]))


def test_marks_alone_are_no_word():
    assert whole_words("a — b", 1, 4) is None


def test_every_character_is_shown_as_one_whatever_it_is():
    text = "One\r\ntwo\x00 \U0001f600 three\tfour"
    pieces = _pieces(text, Span(0, len(text)), [Named(5, 8, "placed", "tip")])
    assert "".join(piece.words for piece in pieces) == "One  two  \U0001f600 three four"
    assert [piece.words for piece in pieces if piece.look] == ["two"]


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ({"last_clicked": {"lat": 39.512345678, "lng": 46.2}}, (39.51235, 46.2)),
        ({"last_clicked": {"lat": 10, "lng": 190}}, (10, -170)),
        ({"last_clicked": {"lat": 91, "lng": 0}}, None),
        ({"last_clicked": {"lat": "39", "lng": 46}}, None),
        ({"last_clicked": {"lat": float("nan"), "lng": 46}}, None),
        ({"last_clicked": {"lat": 39, "lng": float("inf")}}, None),
        ({"last_clicked": None}, None),
        (None, None),
        ("x", None),
    ],
)
def test_a_press_is_a_position_or_nothing(answer, point):
    assert pressed(answer) == point


def test_a_note_is_one_short_line_of_text():
    assert clean_note("  Ask\nthem\x00 <b>again</b> ") == "Ask them <b>again</b>"
    assert len(clean_note("x" * 1000)) == LONGEST_NOTE and clean_note(" \n") == ""
    assert clean_note("می\u200cخواهم") == "می\u200cخواهم"
