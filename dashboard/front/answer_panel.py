"""The panel beside the map: four answers from the records, and one claim when it is chosen."""

from __future__ import annotations

import streamlit as st

from dashboard.front.chosen_claim import chosen_claim
from dashboard.front.panel_words import (
    how_far_words,
    questions_words,
    which_day_words,
    whose_ground_words,
)
from dashboard.html.component import clickable
from dashboard.html.templates import render
from dashboard.panels.claim_card import citation, claim_card
from dashboard.panels.evidence import every_claim, place_evidence
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from dashboard.session import state


def answer_panel(shown: Shown) -> None:
    """Draw the panel: the four answers, the chosen claim, or the place that is selected."""
    view = shown.view
    selected = shown.by_claim.get(view.claim or "")
    sightings = shown.sightings.get(view.place or "", ())
    # always there, so that what follows keeps its position and is not mounted anew
    with st.container():
        if (view.claim and not selected) or (view.place and not sightings):
            _hidden(nothing=not (selected or sightings))
    with st.container():
        if selected or not sightings:
            _answers(shown, selected)
    with st.container():
        if selected:
            with st.expander("Everything about this claim", key=f"all-{selected.claim.id}"):
                claim_card(selected, shown, key="selected")
        if sightings:
            _place(shown, selected)
        elif not selected:
            every_claim(shown)
    asked = st.session_state.pop("cite", None)
    if selected and asked == selected.claim.id:
        citation(selected, shown)


def _hidden(*, nothing: bool) -> None:
    """Say that the filters hide what was selected."""
    st.info("Part of what was selected is hidden by the filters.", icon=":material/filter_alt_off:")
    if nothing:
        st.button("Clear the selection", on_click=state.select, key="clear_hidden")


def _answers(shown: Shown, selected: Entry | None) -> None:
    """Draw the answers; with a claim chosen, only how far, and the claim."""
    relations = corpora.relations(shown)
    compared = corpora.comparable(shown)
    html = render(
        "answers.html",
        how_far=how_far_words(shown),
        chosen=chosen_claim(selected, shown, relations) if selected else None,
        which_day=None if selected else which_day_words(shown, relations),
        ground=whose_ground_words(shown, relations) if compared and not selected else None,
        questions=questions_words(shown) if compared and not selected else None,
    )
    what = shown.view.claim or "answers"
    clickable(html, "answers", "What the articles answer", what=what)


def _place(shown: Shown, selected: Entry | None) -> None:
    """Draw what stands behind the selected place."""
    if not selected:
        st.button(
            "Back to the four questions",
            on_click=state.select,
            icon=":material/arrow_back:",
            key="clear",
        )
    place_evidence(shown, selected)
