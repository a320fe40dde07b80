"""An article as HTML: whole, marked, and safe."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels.article_marks import Mark, find_marks
from dashboard.panels.reader import article_html
from dashboard.view.view import View
from geodata import gazetteer
from loaders import Corpus
from loaders.text.segment import fold_space
from tests.conftest import showing

PLACES = gazetteer.load()


def html_of(article, *, full_text=True, view=None):
    shown = showing(Corpus((article,)), view or View())
    return article_html(article, find_marks(article, shown), full_text=full_text)


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def test_every_paragraph_stands_in_order_and_nothing_is_lost(seeds):
    for article in seeds.articles:
        text, position = text_of(html_of(article)), 0
        for span in article.body_spans:
            position = text.index(fold_space(article.text[span.start : span.end]), position)
        for part in article.excluded:
            assert fold_space(article.text[part.start : part.end]) in text


def test_every_claim_and_place_can_be_walked_to_once(seeds):
    for article in seeds.articles:
        stops = " ".join(re.findall(r'data-stop="([^"]*)"', html_of(article))).split()
        assert len(stops) == len(set(stops))
        assert {f"c:{claim.id}" for claim in article.claims} <= set(stops)
        located = {
            f"p:{m.start}" for m in article.places if m.role == "literal" and m.lat is not None
        }
        assert located <= set(stops)


def test_filtered_claims_are_not_marked(moscow_times):
    html = html_of(moscow_times, view=View(party=("France",)))
    claims = set(re.findall(r"c:[\w-]+", " ".join(re.findall(r'data-stop="([^"]*)"', html))))
    assert claims == {f"c:{c.id}" for c in moscow_times.claims if c.party == "France"}


def test_excerpts_hold_the_sentences_of_claims_and_no_others(dw):
    text = text_of(html_of(dw, full_text=False))
    assert "taking positions that belong to Azerbaijan" in text and "[…]" in text
    assert "fragility of a Russian-brokered ceasefire" not in text
    assert "Skip to content" not in text


@given(st.text("<>&\"'`${}[]()=;:/\\ abcé“”", max_size=40))
def test_no_character_of_an_article_becomes_markup(words):
    article = _article(f"Armenia said that <b>troops</b> & “{words}” stood near Goris on May 12.")
    html = html_of(article)
    assert set(re.findall(r"</?(\w+)", html)) <= {
        "div",
        "p",
        "h3",
        "h5",
        "mark",
        "span",
        "details",
        "summary",
        "a",
    }
    assert "<b>" not in html


def _article(text):
    from loaders import read_article
    from loaders.documents.sidecar import Sidecar

    return read_article(
        "x.txt", text.encode(), Sidecar(title="Made up", publisher="Test", published="2021-05-14")
    )[0]


@pytest.mark.parametrize("spans", [((0, 10), (5, 20)), ((0, 20), (3, 8)), ((0, 8), (8, 20))])
def test_marks_may_overlap_nest_or_touch(spans):
    article = _article("Soldiers stood near Goris and Kapan in May, Armenia said on Friday.")
    start = article.body_spans[0].start
    marks = [Mark(start + a, start + b, "claim", f"c:{a}-{b}", "tip", who="x") for a, b in spans]
    html = article_html(article, marks, full_text=True)
    assert fold_space(article.text[start : article.body_spans[0].end]) in text_of(html)
    for mark in marks:
        assert f"{mark.stop}" in html
