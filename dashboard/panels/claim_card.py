"""The card of a claim: who says what, when, by which way, and the ways on from it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.exports.citation import cite
from dashboard.html.excerpts import excerpt_html
from dashboard.html.html_tables import Cell, folded_table
from dashboard.html.templates import render
from dashboard.html.wording import (
    STANCES,
    TOPICS,
    day_labels,
    error_label,
    how_sure,
    relay_chain,
    side_beside,
    side_label,
    speaker_label,
    start_label,
)
from dashboard.map.advance_marks import advance_label
from dashboard.map.extent import claim_has_bounds
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.session import state
from dashboard.session.mine import corrected_by
from dashboard.session.notes import note_of
from dashboard.session.picking import correct_claim
from dashboard.view.permalink import permalink
from dashboard.view.settings import read_settings
from dashboard.view.view import View
from geodata.borders import can_show
from loaders import Advance
from loaders.compare.geometry import standings
from loaders.documents.urls import source_link
from loaders.text.segment import fold_space


def claim_card(entry: Entry, shown: Shown, *, key: str) -> None:
    """Draw one claim: the sentence with the claim marked, whose it is, its dates and ways on.

    A claim of an advance also says what its words leave open, and which places the distance
    reaches.
    """
    article, claim = entry.article, entry.claim
    advance = (
        next((r for r in shown.drawn_advances if r.claim.id == claim.id), None)
        if claim.distance_ids
        else None
    )
    marks = [m for m in article.places if claim.contains(m) and m.role == "literal"]
    said = claim.status_span
    with st.container(border=True):
        st.html(
            render(
                "claim_card.html",
                article=article.id,
                speaker=speaker_label(claim),
                party=side_beside(claim),
                stance=STANCES.get(claim.stance, claim.stance),
                topic=TOPICS.get(claim.topic, claim.topic),
                status=claim.status,
                status_words=fold_space(article.text[said.start : said.end]) if said else "",
                advance=advance_label(advance) if advance else "",
                start=start_label(advance.distance.datum) if advance else "",
                excerpt=excerpt_html(article, claim, marks, struck=entry.struck),
                meta=_meta(entry),
                warning=_too_fine(advance, shown) if advance else "",
                reached=_reached(advance, shown) if advance else "",
            )
        )
        _actions(entry, shown, key)
        note_of(claim, key)


def _meta(entry: Entry) -> list[str]:
    sure = how_sure(entry.claim, corrected_by(entry.article, entry.claim))
    return [relay_chain(entry.article, entry.claim), *sure, *day_labels(entry.article, entry.claim)]


def _too_fine(advance: Advance, shown: Shown) -> str:
    """Return a warning where the error of the line measured from is larger than the distance."""
    metres, line = advance.distance.metres or 0.0, shown.border.line
    if line is None or advance.form == "measure" or can_show(line, metres) is not False:
        return ""
    return (
        f"The line of {line.properties['label']} cannot show this distance. Its error:"
        f" {error_label(line)}."
    )


def _reached(advance: Advance, shown: Shown) -> Markup | str:
    """Return the places inside, near and outside what an advance reaches, by the line chosen."""
    line = shown.border.line
    if line is None:
        return ""
    named = [shown.places[i] for i in shown.sightings if i in shown.places]
    standing = standings(advance, line, [p for p in named if line.countries & p.countries])
    if not standing:
        return ""
    rows: list[list[Cell]] = [
        [
            row.place.label,
            f"{row.standing}: {row.why}" if row.why else row.standing,
            side_label(row.offset),
        ]
        for row in standing
    ]
    within = (
        f"Counted within the same distance of {advance.place.label}, the place the claim names."
        if advance.form == "zone" and advance.place
        else ""
    )
    return folded_table(
        f"Which places it reaches, by {line.properties['label']}",
        "Places and this distance",
        ["Place", "Reached?", "From the line"],
        rows,
        within,
    )


def _actions(entry: Entry, shown: Shown, key: str) -> None:
    link = source_link(entry.article, entry.claim)
    with st.container(horizontal=True, vertical_alignment="center"):
        if claim_has_bounds(entry, shown):
            places = [p for p in entry.claim.place_ids if p in shown.sightings]
            local = next(
                (p for p in places if p not in shown.places or shown.places[p].kind != "country"),
                None,
            )
            st.button(
                "Show on map",
                key=f"show-{key}",
                icon=":material/location_on:",
                on_click=state.focus,
                kwargs={"claim": entry.claim.id, "place": local},
            )
        else:
            st.caption("Names no place that can be marked")
        st.button(
            "Read in the article",
            key=f"read-{key}",
            icon=":material/article:",
            on_click=_read_claim,
            args=(entry.article.id, entry.claim.id),
            type="tertiary",
        )
        if link:
            st.link_button(
                "Open the original at this sentence",
                link,
                icon=":material/open_in_new:",
                type="tertiary",
            )
        else:
            st.caption("No web address is known for this article")
        st.button(
            "Correct the speaker",
            key=f"correct-{key}",
            icon=":material/edit:",
            on_click=correct_claim,
            args=(entry.claim.id,),
            type="tertiary",
        )
        if st.button("Cite", key=f"cite-{key}", icon=":material/format_quote:", type="tertiary"):
            citation(entry, shown)


@st.dialog("Cite this claim", width="medium")
def citation(entry: Entry, shown: Shown) -> None:
    """Show a claim ready to be cited; each form has a button that copies it."""
    citation = cite(
        entry, permalink(View(claim=entry.claim.id)), shown.index.version, read_settings().title
    )
    for label, words, language in (
        ("Plain", citation.plain, None),
        ("Markdown", citation.markdown, "markdown"),
        ("BibTeX", citation.bibtex, "latex"),
    ):
        st.caption(label)
        st.code(words, language=language, wrap_lines=True)


def _read_claim(article_id: str, claim_id: str) -> None:
    state.select(claim=claim_id)
    state.open_article(article_id)
