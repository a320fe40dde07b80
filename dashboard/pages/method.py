"""The Method page: how the articles are read and the map is drawn, with figures from the data."""

from __future__ import annotations

import streamlit as st

from dashboard.html.html_tables import Link, table
from dashboard.html.method_text import DRAWING, MEASURED, PRECISION, READING, accuracy, names
from dashboard.html.wording import error_label, no_markup
from dashboard.pages.page_frame import layout, shown_of
from dashboard.query.border import Border
from dashboard.query.index import Index
from dashboard.session import corpus as corpora
from dashboard.session import shown_border, state
from dashboard.view.settings import read_settings
from geodata.layers import areas, roads
from loaders.documents.urls import is_web


def page() -> None:
    """Draw the page."""
    index, places = corpora.index(), corpora.places()
    state.begin(index)
    layout(shown_of(index))
    st.markdown(READING)
    _accuracy()
    st.markdown(DRAWING)
    st.markdown("#### What each precision means")
    table("What each precision means", ["On the map", "It says"], list(PRECISION))
    st.markdown(names(index, places))
    _lines(shown_border.border_now())
    _shapes(index)
    _report()


def _accuracy() -> None:
    """Say how well the loaders read, on which collections, and when it was measured."""
    st.markdown("#### How well that works")
    st.caption(MEASURED)
    table("Accuracy of reading", ["Collection", "Measures", "Measured on"], accuracy())


def _lines(border: Border) -> None:
    """List the lines of the border shown, if there are some."""
    if not border.lines:
        return
    st.markdown("#### The border lines and their licences")
    table(
        "The border lines",
        ["Line", "Publisher", "Edition", "Accuracy", "Licence", "Terms"],
        [
            [
                str(line.properties["label"]),
                str(line.properties["publisher"]),
                str(line.properties["edition"]),
                error_label(line),
                str(line.properties["licence"]),
                Link("the source’s page", str(line.properties["source_url"])),
            ]
            for line in border.lines
        ],
    )


def _shapes(index: Index) -> None:
    """List the roads and areas that the articles name, with their sources."""
    st.markdown("#### Sources of the other shapes")
    named = {mention.place_id for article in index.corpus.articles for mention in article.places}
    layers = {**roads(), **areas()}
    rows = [layer.properties for place_id, layer in layers.items() if place_id in named]
    if rows:
        table(
            "Sources of the shapes",
            ["Shape", "Source", "Licence", "Edition", "Known to", "Note"],
            [
                [
                    str(p["name"]),
                    str(p["source"]),
                    str(p["licence"]),
                    str(p["retrieved"]),
                    f"{p['precision_m']:,} m",
                    str(p["note"]),
                ]
                for p in rows
            ],
        )
    st.markdown(
        "The evidence panel names the source of each place’s coordinates. Base map: Natural Earth"
        " (public domain), GSHHG (LGPL), GeoNames (CC BY 4.0), © OpenStreetMap contributors (ODbL"
        " 1.0). The texts belong to their publishers."
    )


def _report() -> None:
    contact = read_settings().contact
    st.markdown("#### To report an error")
    st.markdown(
        "Select the claim or place, click **Copy link** on the map, and send the link with what is"
        " wrong: it opens exactly what you saw. A name, verb, outlet or place that the rules do not"
        " know can be added as a row of a table; CONTRIBUTING.md, beside the code, says which. What"
        " the sentences of an article say is the responsibility of its publisher, not of this page."
    )
    if is_web(contact):
        st.link_button("Write to the operator of this page", contact, icon=":material/mail:")
    elif contact:
        st.markdown(f"Write to: {no_markup(contact)}")
