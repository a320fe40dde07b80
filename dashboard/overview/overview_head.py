"""The heading of the overview, and what it says where nothing fits."""

from __future__ import annotations

import streamlit as st

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked
from dashboard.dataset.fault import shards_of, stamp
from dashboard.dataset.questions import counts, iso
from dashboard.html.templates import render
from dashboard.overview import asking
from dashboard.session import corpus as corpora
from loaders.export.captions import counted, day_label


def overview_head(archive: Archive) -> None:
    """Draw the heading, and that the dataset has changed since it was indexed, if it has."""
    st.html(str(render("overview_head.html", title=heading(archive), dek=dek(archive))))
    if stamp(shards_of(archive.folder)) != archive.stamp:
        st.caption(
            ":material/info: The dataset has changed since its index was built; this shows it as"
            " it was. Build the index again to see all of it."
        )


def heading(archive: Archive) -> str:
    """Return how much the dataset holds: the words that no filter changes."""
    return f"{counted(archive.claims, 'claim')} in {counted(archive.articles, 'article')}"


def dek(archive: Archive) -> str:
    """Return what stands below the heading."""
    days = (
        f"Published {day_label(iso(archive.first))} to {day_label(iso(archive.last))}"
        if archive.first
        else "With no date of publication"
    )
    return (
        f"{days} · {counted(len(archive.outlets), 'outlet')} ·"
        f" {counted(archive.places, 'place')} named on the ground"
    )


def own_articles() -> None:
    """Say where the visitor's own articles are shown, if they brought some."""
    joined = corpora.user_articles().joined
    if joined:
        st.caption(
            f"Your own {counted(len(joined), 'article')} stand beside the articles that you open in"
            " full."
        )


def nothing_fits(archive: Archive, asked: Asked) -> None:
    """If no claim fits, say so and offer to show everything."""
    if counts(archive, asked)[0]:
        return
    st.markdown("**No claim fits these filters.** The list is empty, and so may be the map.")
    st.button("Show everything again", on_click=asking.reset, key="reset_empty", type="primary")
