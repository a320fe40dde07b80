"""The head of the opening screen: the headline, each line linked to its quote, and the dek."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from dashboard.html.component import clickable
from dashboard.html.templates import render
from dashboard.query.dek import DekPart, Piece, dek
from dashboard.query.headline import Headline, headline
from dashboard.session import corpus as corpora
from geodata.borders import BorderLine
from loaders import Relation
from loaders.compare.differences import find_differences


def head(line: BorderLine, *, filtered: bool = False) -> None:
    """Draw the headline of this visitor’s articles and its dek.

    They are of the story: where the view is filtered, they say so.
    """
    found, below = story_head(line)
    if filtered:
        # in the room of the place, so that the map below keeps its height
        rest = [piece for piece in below if not piece[0].words.startswith("place named")]
        below = [(DekPart("All articles, before any filter"),), *rest]
    html = render("head.html", lines=found.lines, pieces=below)
    clickable(html, "head", "What the articles say")


def story_head(line: BorderLine) -> tuple[Headline, list[Piece]]:
    """Return the headline and the dek of this visitor’s articles, by a border line.

    They are of the story and not of what the filters leave, so they are made once for the articles.
    """
    corpus = corpora.load()
    cached = st.session_state.get("story_head")
    if cached is None or cached[0] is not corpus or cached[1] != line.id:
        few = len(corpora.index().entries) <= corpora.MOST_COMPARED
        relations: Sequence[Relation] | None = corpora.relations() if few else None
        found = headline(corpus, line, relations, corpora.places())
        differences = find_differences(corpus, relations) if relations else []
        cached = (corpus, line.id, (found, dek(corpus, found, differences)))
        st.session_state["story_head"] = cached
    return cast("tuple[Headline, list[Piece]]", cached[2])
