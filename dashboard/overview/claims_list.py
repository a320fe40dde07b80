"""The list beside the map: a page of the claims that fit, each with its exact words."""

from __future__ import annotations

import streamlit as st

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import MOST_PAGES, Asked
from dashboard.dataset.questions import (
    PAGE,
    Found,
    counts,
    iso,
    page_of_claims,
    place_named,
)
from dashboard.html.templates import render
from dashboard.html.wording import STANCES, TOPICS, party_label
from dashboard.overview import asking
from dashboard.overview.overview_map import drawn_places
from dashboard.overview.pressable import pressable
from dashboard.view.settings import read_settings
from loaders.documents.urls import text_link
from loaders.export.captions import counted, day_label

_HEIGHT = 420


def claims_list(archive: Archive, asked: Asked) -> None:
    """Draw the list, and the choice of its page."""
    claims, articles = counts(archive, asked)
    with st.container(height=_HEIGHT, border=False, key="overview-claims"):
        html = render(
            "overview_claims.html",
            place=_place(archive, asked, claims, articles),
            offered=_offered(archive, asked),
            claims=[_claim(archive, found) for found in page_of_claims(archive, asked)],
            more=more_words(claims),
        )
        pressable(html, "said", "Claims, the newest first", what=repr(asked))
    pages = min(MOST_PAGES, -(-claims // PAGE))
    if pages > 1:
        key, page = f"o_page-{pages}", min(asked.page, pages)
        if key in st.session_state and st.session_state[key] != page:
            st.session_state[key] = page
        st.pagination(
            pages,
            default=page,
            key=key,
            on_change=lambda: asking.turn_to(st.session_state[key]),
        )


def more_words(claims: int) -> str:
    """Return that not all claims can be paged through, and what to do; "" where they can."""
    most = MOST_PAGES * PAGE
    if claims <= most:
        return ""
    return (
        f"The newest {most:,} of {claims:,} claims can be read here. Narrow the filters for more."
    )


def _place(archive: Archive, asked: Asked, claims: int, articles: int) -> dict[str, str] | None:
    """Return the heading of a selected place, and how many claims and articles name it."""
    if not asked.place:
        return None
    named = place_named(archive, asked.place)
    told = f"{counted(claims, 'claim')} in {counted(articles, 'article')}"
    return {"id": asked.place, "name": named[0] if named else asked.place, "told": told}


def _offered(archive: Archive, asked: Asked) -> list[dict[str, object]]:
    """Return the places that are named most, to choose one without the map."""
    if asked.place:
        return []
    return [
        {"id": mark.id, "name": mark.name, "claims": mark.claims}
        for mark in drawn_places(archive, asked).most_named
    ]


def _claim(archive: Archive, found: Found) -> dict[str, object]:
    """Return a claim as the template takes it."""
    topic: str = archive.topics[found.topic][0]
    about: str = f"{TOPICS.get(topic, topic)}, {STANCES.get(found.stance, found.stance)}"
    return {
        "quote": found.quote,
        "struck": found.status != "asserted",
        "status": found.status,
        "who": f"{found.who} (likely)" if found.likely else found.who,
        "party": party_label(archive.parties[found.party][0]),
        "about": about.lower(),
        "event": day_label(iso(found.event)) if found.event else "",
        "outlet": archive.outlets[found.outlet][1],
        "day": day_label(iso(found.day)) if found.day else "no day stated",
        "title": found.title,
        "original": text_link(found.url, found.quote) if found.url else None,
        "article": found.article,
        "claim": found.id,
        "full_text": read_settings().full_text,
    }
