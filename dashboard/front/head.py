"""The head of the opening screen: the headline, each line linked to its quote, and the dek."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from dashboard.html.component import clickable
from dashboard.html.templates import render
from dashboard.query.border import Border, concerned, story_of
from dashboard.query.dek import DekPart, Piece, dek
from dashboard.query.headline import Headline, headline
from dashboard.query.index import Index
from dashboard.session import corpus as corpora
from loaders import Corpus, Relation
from loaders.compare.differences import find_differences


def head(index: Index, border: Border, *, filtered: bool = False) -> None:
    """Draw the headline of this visitor’s articles and its dek.

    They are of the story: where the view is filtered, they say so.
    """
    found, below = story_head(index, border)
    if filtered:
        # in the room of the place, so that the map below keeps its height
        rest = [piece for piece in below if not piece[0].words.startswith("place named")]
        below = [(DekPart("All articles, before any filter"),), *rest]
    html = render("head.html", lines=found.lines, pieces=below)
    clickable(html, "head", "What the articles say")


def story_head(index: Index, border: Border) -> tuple[Headline, list[Piece]]:
    """Return the headline and the dek of this visitor’s articles on a border.

    They are of the story and not of what the filters leave, so they are made once for the articles.
    """
    cached = st.session_state.get("story_head")
    if cached is None or cached[0] is not index or cached[1] != border:
        few = len(index.entries) <= corpora.MOST_COMPARED
        relations: Sequence[Relation] | None = corpora.relations() if few else None
        story = story_of(index, border.pair)
        found = headline(story, border, relations, corpora.places())
        differences = find_differences(story, _between(story, relations)) if relations else []
        below = dek(story, found, differences, concerned(index, border))
        cached = (index, border, (found, below))
        st.session_state["story_head"] = cached
    return cast("tuple[Headline, list[Piece]]", cached[2])


def _between(story: Corpus, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations between the claims of a story."""
    return [r for r in relations if r.a in story.claims and r.b in story.claims]
