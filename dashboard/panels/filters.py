"""The filters, in a drawer: source, party, topic, words, and days of one of three dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.html.wording import CLOCK_LABELS, TOPICS, line_name, party_label
from dashboard.query.index import Index, slug
from dashboard.query.timescale import ends_to_choose
from dashboard.session.mine import TAG, outlet_words, own_outlets
from dashboard.session.shown_border import border_now
from dashboard.session.state import reset
from dashboard.view.base_maps import BASEMAPS
from dashboard.view.settings import read_settings
from dashboard.view.view import CLOCKS, FIRST_YEAR, LAST_YEAR
from loaders.export.captions import day_label

_MOST_ARTICLES = 300
"""Of more articles the list of sources names the outlets only; a link can still choose one."""
_EARLIEST, _LATEST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def filters(index: Index) -> None:
    """Draw the filters; their values live in the session under ``w_`` keys."""
    parties, topics = index.party_counts, index.topic_counts
    sources = _sources(index)
    for name, known in (("source", sources), ("party", parties), ("topic", topics)):
        # an article may have gone since the choice was made
        st.session_state[f"w_{name}"] = [
            value for value in st.session_state[f"w_{name}"] if value in known
        ]
    st.button(
        "Reset filters and selection",
        on_click=reset,
        icon=":material/restart_alt:",
        width="stretch",
        key="reset_side",
    )
    st.text_input(
        "Search the claims",
        key="w_q",
        placeholder="Words, speakers",
        max_chars=200,
        icon=":material/search:",
    )
    _choice("Source", "source", sources, "All sources")
    speakers = {name: f"{party_label(name)} ({n})" for name, n in parties.most_common()}
    _choice("Who speaks", "party", speakers, "Everyone")
    known_topics = {t: f"{TOPICS[t]} ({topics[t]})" for t in TOPICS if topics[t]}
    _choice("Topic", "topic", known_topics, "All topics")
    _dates(index)
    _lines()
    if read_settings().basemaps:
        _basemap()


def _choice(label: str, name: str, names: Mapping[str, str], everything: str) -> None:
    """Draw a choice of several values, by their names."""
    st.multiselect(
        label,
        list(names),
        key=f"w_{name}",
        format_func=names.__getitem__,
        placeholder=everything,
    )


def _lines() -> None:
    """Draw the choice of the border lines that are drawn, where there are some."""
    border = border_now()
    lines = border.drawable
    if not lines:
        return
    # the line that is measured from is drawn in any case, and its pill says so
    st.session_state["w_lines"] = [
        n for n in lines if n in st.session_state["w_lines"] or n == st.session_state["w_border"]
    ]
    st.pills(
        "Border lines drawn",
        list(lines),
        key="w_lines",
        format_func=lambda name: line_name(lines[name]),
        selection_mode="multi",
        help=(
            f"{border.agreement}; each of these is one map’s, or one party’s claim. The line that"
            " is measured from, chosen below, is always drawn."
        ),
    )


def _basemap() -> None:
    """Draw the choice of a base map."""
    st.selectbox(
        "Base map",
        ["", *BASEMAPS],
        key="w_basemap",
        format_func=lambda b: BASEMAPS[b].name + " (online)" if b else "Built in (works offline)",
        help="An online base map is fetched from the service named, and draws a border of its own.",
    )
    if st.session_state["w_basemap"]:
        st.caption(
            "This base map comes from an outside host and draws a border of its own: one more line"
            " nobody agreed on."
        )


def _sources(index: Index) -> dict[str, str]:
    """Return what can be chosen as a source, with its name for people.

    Every outlet; and, where the articles are few, each article of an outlet with several. One that
    a link has chosen already stays a choice.
    """
    corpus, outlets = index.corpus, index.outlets
    chosen = st.session_state["w_source"]
    few = len(corpus.articles) <= _MOST_ARTICLES
    ids = corpus.by_id if few else [name for name in chosen if name in corpus.by_id]
    articles = [a for i in ids if outlets[slug(a := corpus.by_id[i])][1] > 1 or i in chosen]
    mine = own_outlets(corpus)
    return {
        name: f"{outlet} · {TAG}" if name in mine else outlet
        for name, (outlet, _) in sorted(outlets.items())
    } | {a.id: f"{outlet_words(a)}: {a.title}" for a in articles}


def _dates(index: Index) -> None:
    """Draw the day filter: which of the three dates, from when, to when.

    From and To are lists of the days there are. A calendar (``date_input`` of Streamlit 1.67.0)
    stayed open over the next field and filtered nothing until it was closed.
    """
    st.selectbox(
        "Date",
        CLOCKS,
        key="w_clock",
        format_func=CLOCK_LABELS.__getitem__,
        help=(
            "The event, the statement about it and its publication may each have another date."
            " From and To filter by the one chosen here."
        ),
    )
    session = st.session_state
    days = index.stated_days(session["w_clock"] or "event")
    with st.container(horizontal=True):
        for name, label, empty in (("from", "From", "the first day"), ("to", "To", "the last day")):
            ends = {date.fromisoformat(day) for day in ends_to_choose(days, last=name == "to")}
            # a day of the address stays a choice, though nothing has it
            chosen = {session[f"w_{name}"]} - {None}
            st.selectbox(
                label,
                sorted({day for day in ends if _EARLIEST <= day <= _LATEST} | chosen),
                index=None,
                key=f"w_{name}",
                format_func=lambda day: day_label(day.isoformat()),
                placeholder=empty,
            )
    limited = bool(session["w_from"] or session["w_to"])
    st.toggle(
        "Show claims with no day stated",
        key="w_show_undated",
        disabled=not limited,
        help="Most claims state no day. From and To hide them, unless you show them here.",
    )
    if session["w_from"] and session["w_to"] and session["w_from"] > session["w_to"]:
        st.caption("From is after To; they are read the other way round.")
