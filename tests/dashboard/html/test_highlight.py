"""Words with marks in them: nothing is lost, whatever overlaps, and white space is folded."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.html.highlight import highlight, layer, shortened
from dashboard.html.templates import render
from loaders import Span
from loaders.text.segment import fold_space

TEXT = "Armenian  forces\nstopped the advance near Goris, without any shots being fired."


def html(pieces):
    """Pieces as a template writes them, without the block quotation round them."""
    return re.sub(r"</?blockquote[^>]*>\n?", "", render("excerpt.html", words=pieces)).strip()


def words(pieces):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html(pieces))).split())


def span(part):
    start = TEXT.index(part)
    return Span(start, start + len(part))


def test_marks_nest_from_the_outermost_layer_inwards():
    pieces = highlight(
        TEXT,
        Span(0, len(TEXT)),
        layer([span("the advance near Goris")], "mark"),
        layer([span("the advance near Goris")], "s"),
        layer([span("Goris")], "strong"),
    )
    assert html(pieces) == (
        "Armenian forces stopped <mark><s>the advance near <strong>Goris</strong></s></mark>,"
        " without any shots being fired."
    )


@pytest.mark.parametrize(
    ("part", "reach", "expected"),
    [
        ("Goris", 10, "… near <strong>Goris</strong>, without\u00a0…"),
        ("Goris", 500, None),
        ("Armenian", 6, "<strong>Armenian</strong>\u00a0…"),
    ],
)
def test_long_words_are_cut_between_words_round_what_matters(part, reach, expected):
    pieces = shortened(TEXT, Span(0, len(TEXT)), span(part), reach, "strong")
    if expected is None:
        assert words(pieces) == fold_space(TEXT)
    else:
        assert html(pieces) == expected


PLACES = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(
    st.text("ab <&>\"'\n\u00ad\u00a0", min_size=1, max_size=40),
    st.lists(PLACES, max_size=4),
    st.lists(PLACES, max_size=4),
)
def test_no_character_is_lost_or_becomes_markup(text, outer, inner):
    pieces = highlight(text, Span(0, len(text)), layer(outer, "mark"), layer(inner, "strong"))
    written = html(pieces)
    assert set(re.findall(r"</?(\w+)", written)) <= {"mark", "strong"}
    shown = unescape(re.sub(r"</?(?:mark|strong)>", "", written))
    assert "".join(shown.split()) == "".join(fold_space(text).split())
