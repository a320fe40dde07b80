"""What is the visitor's own, and how one comes from it to the map."""

from __future__ import annotations

import math
from collections.abc import Iterable

import streamlit as st

from dashboard.query.index import slug
from dashboard.session import corpus as corpora
from dashboard.session import navigation, state
from loaders import Article, Claim, Corpus, Mention
from loaders.documents.corrections import claim_key
from loaders.model.records import BY_HAND

TAG = "yours"
"""What is written beside the outlet of an article that the visitor joined."""
_FURTHEST, _NEAREST = 4.0, 12.0
"""Zooms between which the map opens at an article's places."""


def is_mine(article_id: str) -> bool:
    """Whether the visitor joined the article of this id; it ends in digits of the file's hash."""
    digits = article_id.rpartition("-")[2]
    return bool(digits) and any(sha.startswith(digits) for sha in corpora.user_articles().joined)


def outlet_words(article: Article) -> str:
    """Return the outlet's name for a list, with “yours” where the article is the visitor's."""
    return f"{article.publisher} · {TAG}" if is_mine(article.id) else article.publisher


def corrected_by(article: Article, claim: Claim) -> str:
    """Return who corrected a claim: “by you” in this visit, else “by hand”."""
    if BY_HAND not in {claim.speaker_why, claim.party_why}:
        return ""
    key = claim_key(article, claim)
    mine = any(
        c.speaking and c.sha256 == article.sha256 and (c.speaking.start, c.speaking.words) == key
        for c in corpora.user_articles().corrections
    )
    return "by you" if mine else "by hand"


def own_outlets(corpus: Corpus) -> set[str]:
    """Return the outlets, by slug, of which the visitor joined every article."""
    if not corpora.user_articles().joined:
        return set()
    mine = {slug(article) for article in corpus.articles if is_mine(article.id)}
    return mine - {slug(article) for article in corpus.articles if not is_mine(article.id)}


def go_to_map(articles: Iterable[Article] = (), place: Mention | None = None) -> None:
    """Open the Map page, where it shows only some articles, if there are any, and their places.

    A place that a mention means is selected there. It cannot be called in a callback: Streamlit
    1.67.0 changes the page within a run only.
    """
    shown = list(articles)
    if shown:
        st.session_state["w_source"] = [article.id for article in shown]
    if place:
        state.select(place=place.place_id)
    opening = _opening([place] if place else [m for article in shown for m in article.places])
    if opening:
        st.session_state["opening"] = opening
        # the map begins anew, there
        st.session_state.pop("map_config", None)
    st.session_state["came_from"] = navigation.current()
    navigation.switch(navigation.MAP)


def _opening(mentions: Iterable[Mention]) -> tuple[float, float, float] | None:
    """Return latitude, longitude and zoom that hold the places of some mentions."""
    points = [
        (m.lat, m.lon)
        for m in mentions
        if m.role == "literal" and m.kind != "country" and m.lat is not None and m.lon is not None
    ]
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    wide = max(max(lats) - min(lats), max(lons) - min(lons), 0.02)
    # at zoom 0 the world, 360 degrees, is 256 pixels wide; a phone's map has some 360, with margins
    zoom = math.log2(360 * 360 / 256 / wide) - 1
    return (
        (min(lats) + max(lats)) / 2,
        (min(lons) + max(lons)) / 2,
        min(max(math.floor(zoom * 2) / 2, _FURTHEST), _NEAREST),
    )
