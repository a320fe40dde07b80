"""The bar above the map: whose claims are brought out, the filters in one drawer, what is shown."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.filters import filters
from dashboard.panels.map_controls import border_choice, drawn_statement, measured_from, within
from dashboard.query.beside import offered
from dashboard.query.border import is_open
from dashboard.query.selection import AGREED, DISPUTED, Shown
from dashboard.query.sides import claims_of_both_sides, disputed_claims, sides
from dashboard.session import corpus as corpora
from dashboard.session import state
from loaders.export.captions import counted, day_label


def bar(shown: Shown, *, on_map: bool = False) -> None:
    """Draw the bar. The values of its widgets live in the session under ``w_`` keys.

    Parameters
    ----------
    shown
        What the view shows.
    on_map
        Whether the page has the map, so that two can be asked for.
    """
    with st.container(
        key="bar", horizontal=True, vertical_alignment="center", gap="xsmall", height="content"
    ):
        several = is_open(shown.index, shown.border)
        if several:
            border_choice(shown, beside=True)
        _voices(shown)
        drawer = st.popover(
            # the count is the style sheet's: a new label would shut the drawer while one filters
            "Filters",
            icon=":material/tune:",
            key="filters",
            on_change="rerun",
        )
        # drawn only while it is open: in Streamlit 1.67.0 a widget that the browser has not drawn
        # gives back its old value after a reset
        if drawer.open:
            with drawer:
                filters(shown.index)
                within(shown)
                if not several:
                    border_choice(shown, beside=False)
                measured_from(shown)
                drawn_statement(shown)
        if on_map:
            _beside(shown)
        if shown.view.touched:
            st.button(
                "Reset",
                on_click=state.reset,
                key="reset",
                icon=":material/restart_alt:",
                help="Show everything again",
                type="tertiary",
            )
        with st.container(key="shown"):
            st.caption(_shown_words(shown))


def sides_offered(shown: Shown) -> dict[str, str]:
    """Return the sides whose claims can be brought out, with their parties: those that speak."""
    speaking, chosen = shown.index.party_counts, shown.view.voice
    return {s: p for s, p in sides(shown.border).items() if speaking[p] or p == chosen}


def _voices(shown: Shown) -> None:
    """Draw the choice of whose claims stand out. One that would bring out none is not offered."""
    corpus, relations, line = shown.corpus, corpora.relations(shown), shown.border
    chosen = st.session_state["w_voice"]
    names = {"": "Everyone", **{party: party for party in sides_offered(shown).values()}}
    rest = {DISPUTED: ("Disputed", disputed_claims), AGREED: ("Agreed", claims_of_both_sides)}
    names |= {
        voice: name
        for voice, (name, find) in rest.items()
        if voice == chosen or find(corpus, relations, line)
    }
    if len(names) > 1:
        st.segmented_control(
            "Whose claims stand out; the others are dimmed",
            list(names),
            key="w_voice",
            format_func=names.__getitem__,
            required=True,
            label_visibility="collapsed",
        )


def _beside(shown: Shown) -> None:
    """Draw the choice of what two maps beside one another differ in."""
    if shown.view.beside:
        st.button(
            "One map", key="one_map", icon=":material/crop_square:", on_click=state.set_beside
        )
        return
    ways = offered(shown.index, shown.border)
    if not ways:
        return
    with st.popover("Two maps", icon=":material/vertical_split:", key="two_maps"):
        for value, words in ways.items():
            st.button(
                words,
                key=f"beside-{value}",
                on_click=state.set_beside,
                args=(value,),
                type="tertiary",
            )


def _shown_words(shown: Shown) -> str:
    """Return how much is shown, in one line."""
    view = shown.view
    words = f"**{len(shown.entries):,}** of {counted(shown.total, 'claim')}"
    words += f" · {len(shown.articles):,} of {counted(len(shown.corpus.articles), 'article')}"
    own = corpora.user_articles()
    if own.touched:
        changed = [counted(len(own.joined), "article") + " of yours"] if own.joined else []
        changed += [counted(len(own.corrections), "correction")] if own.corrections else []
        words += f" · with {' and '.join(changed)}, for this visit only"
    if view.known:
        said = "said (or published, if its date of statement is not stated)"
        how = "published" if view.known_by else said
        words += f" · only what was {how} by {day_label(view.known)}"
    if view.reading:
        words += " · one statement of the advance is chosen"
    return words
