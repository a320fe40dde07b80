"""“Evidence”: for what is selected, every sentence behind it.

With speaker, outlet, dates and the way to the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import streamlit as st

from dashboard.html.excerpts import excerpt_html, quote_cell
from dashboard.html.html_tables import Cell, folded_table
from dashboard.html.templates import render
from dashboard.html.wording import (
    CLOCK_LABELS,
    days_in_words,
    no_markup,
    relation_label,
    side_label,
)
from dashboard.map.extent import has_bounds
from dashboard.map.marks import doubt
from dashboard.panels.claim_card import claim_card
from dashboard.panels.paging import page_of
from dashboard.query.counts import speaker_counts
from dashboard.query.index import Entry, slug
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.query.sightings import Sighting
from dashboard.session import corpus as corpora
from dashboard.session import state
from geodata.gazetteer import Gazetteer
from geodata.lakes import schematic_lakes
from geodata.layers import place_name, roads
from geodata.place import Place
from loaders import Claim
from loaders.compare.geometry import place_offset
from loaders.documents.urls import source_link
from loaders.export.captions import counted, day_label

_PAGE = 8
"""Cards on a page."""
_MOST_BESIDE = 20
"""Claims listed beside one; Compare has the rest."""


def evidence(shown: Shown) -> None:
    """Draw the panel of the selection, or of the reported advance when nothing is selected."""
    view = shown.view
    selected = shown.by_claim.get(view.claim or "")
    sightings = shown.sightings.get(view.place or "", ())
    hidden = (view.claim and not selected) or (view.place and not sightings)
    if hidden:
        st.info(
            "Part of what was selected is hidden by the filters.", icon=":material/filter_alt_off:"
        )
    if not (selected or sightings):
        if hidden:
            st.button("Clear the selection", on_click=state.select, key="clear_hidden")
        _overview(shown)
        return
    st.button(
        "Back to the reported advance",
        on_click=state.select,
        icon=":material/arrow_back:",
        key="clear",
    )
    if selected:
        st.markdown("##### The claim")
        claim_card(selected, shown, key="selected")
        _beside(selected, shown)
    if sightings:
        _place(view.place or "", sightings, selected, shown)


def _overview(shown: Shown) -> None:
    """Draw the statements of the distance, or every claim where the filters ask for others."""
    advances = shown.drawn_advances
    view = shown.view
    advances = [r for r in advances if view.reading in {None, r.id}]
    if advances and (not view.filtered or view.reading or view.voice):
        st.markdown("##### The reported advance")
        count = len(advances)
        st.caption(
            f"{count} {'statement' if count == 1 else 'statements'} of the distance,"
            f" {'shown as it stands' if count == 1 else 'each shown as it stands'}. Click a mark on"
            " the map for its sentences."
        )
        for advance in page_of(advances, _PAGE, "advance"):
            claim_card(
                shown.by_claim[advance.claim.id],
                shown,
                key=f"advance-{advance.id}",
            )
        st.caption(
            "Every claim is in the table below the map; what the sources do not agree on is under"
            " Compare."
        )
    elif shown.entries:
        _every_claim(shown)


def _every_claim(shown: Shown) -> None:
    """Draw every claim shown, on the map or not, page by page in the articles’ order."""
    st.markdown(f"##### Every claim shown ({len(shown.entries):,})")
    st.caption(f"{shown.counts}.")
    for entry in page_of(shown.entries, _PAGE, "every"):
        claim_card(entry, shown, key=f"every-{entry.claim.id}")


def border_claims(shown: Shown) -> None:
    """Draw what each side says of the border, in turn and equal in weight.

    First what is said of a place, then what is said of the border as a whole.
    """
    located = {
        e.claim.id: (side, e)
        for (side, place), entries in shown.side_entries.items()
        for e in entries
        if _local(place, shown.places)
    }
    whole = {
        e.claim.id: (side, e)
        for e in shown.entries
        if e.claim.topic == "border"
        and e.claim.id not in located
        and (side := side_of_party(e.claim.party, shown.line))
    }
    if not (located or whole):
        st.caption("No claim shown says where the border runs.")
        return
    count = len(located) + len(whole)
    st.caption(
        f"{count:,} of {counted(len(shown.entries), 'claim')} shown: each side’s own words, as the"
        " articles give them, in turn. No line is drawn from words."
    )
    for heading, group in (
        ("At a place or area they name", located),
        ("Of the border as a whole", whole),
    ):
        if group:
            st.markdown(f"##### {heading}")
        for side, entry in page_of(
            _in_turn(list(group.values())), _PAGE, "whole" if group is whole else "located"
        ):
            claim_card(entry, shown, key=f"side-{side}-{entry.claim.id}")


def _local(place_id: str, gazetteer: Gazetteer) -> bool:
    return place_id in gazetteer and gazetteer[place_id].kind != "country"


def _in_turn(claims: Sequence[tuple[str, Entry]]) -> list[tuple[str, Entry]]:
    """Return the two sides' claims in turn, so that neither side stands first as a block."""
    sides = [[claim for claim in claims if claim[0] == side] for side in ("left", "right")]
    return [claim for pair in zip_longest(*sides) for claim in pair if claim]


def _beside(entry: Entry, shown: Shown) -> None:
    """List how other claims stand to one: denials, other figures, other days.

    This is never a verdict, and hides nothing.
    """
    rows: list[list[Cell]] = []
    for relation in corpora.relations(shown):
        if entry.claim.id in {relation.a, relation.b}:
            other = shown.by_claim.get(relation.b if relation.a == entry.claim.id else relation.a)
            if other:
                rows.append(
                    [
                        relation_label(relation.relation),
                        f"{other.claim.speaker}, {day_label(other.article.published)}",
                        quote_cell(other.article, other.claim),
                        days_in_words(relation.reason),
                    ]
                )
    if rows:
        more = (
            f"and {len(rows) - _MOST_BESIDE:,} more; Compare, below the map, has them all"
            if len(rows) > _MOST_BESIDE
            else ""
        )
        summary = (
            f"How {counted(len(rows), 'other claim')} {'stands' if len(rows) == 1 else 'stand'}"
            " to it"
        )
        columns = ["Relation", "Speaker", "Words", "Why"]
        st.html(
            folded_table(
                summary, "How other claims stand to this one", columns, rows[:_MOST_BESIDE], more
            )
        )


def _place(
    place_id: str,
    sightings: Iterable[Sighting],
    selected: Entry | None,
    shown: Shown,
) -> None:
    group = list(sightings)
    _about_place(place_id, shown)
    if has_bounds(place_id, shown.places):
        st.button(
            "Show on map",
            key="show-place",
            icon=":material/location_on:",
            on_click=state.focus,
            kwargs={"place": place_id},
        )
    entries = [shown.by_claim[c.id] for s in group for c in s.claims]
    claims = f"; claims: {speaker_counts(entries)}" if entries else "; in no claim"
    st.caption(
        f"{counted(len(group), 'mention')} in"
        f" {counted(len({slug(s.article) for s in group}), 'outlet')}{claims}"
    )
    for number, card in page_of(
        list(enumerate(_cards(group, selected))), _PAGE, f"place-{place_id}"
    ):
        if isinstance(card, Sighting):
            _mention_card(card, number)
        else:
            claim_card(shown.by_claim[card.id], shown, key=f"place-{number}-{card.id}")


def _about_place(place_id: str, shown: Shown) -> None:
    """Draw a place’s name, what is known of it, and where it lies by the line measured from."""
    place, road = shown.places.get(place_id), roads().get(place_id)
    # the name comes from our own tables, but what Markdown would read in it must stay text too
    st.html(render("name.html", name=place_name(place_id, shown.places)))
    behind = shown.sightings.behind(place_id)
    if behind.doubtful:
        st.caption(f":material/help: {no_markup(doubt(behind.why))}.")
    for words in _place_notes(place, road.properties if road else None):
        st.caption(words)
    if (
        place
        and place.id not in schematic_lakes()
        and (where := place_offset(place, shown.line))
        and shown.line.countries & place.countries
    ):
        st.caption(f"By the line of {shown.line.properties['label']}: {side_label(where)}.")


def _cards(sightings: Iterable[Sighting], selected: Entry | None) -> Iterator[Claim | Sighting]:
    """Yield what stands behind a place, in text order: claims, and mentions in no claim.

    Each claim comes once; the one selected has its card already.
    """
    done = {selected.claim.id} if selected else set()
    for sighting in sightings:
        if not sighting.claims:
            yield sighting
        for claim in sighting.claims:
            if claim.id not in done:
                done.add(claim.id)
                yield claim


def _place_notes(place: Place | None, road: dict[str, object] | None) -> list[str]:
    if road:
        return [f"{str(road['note']).capitalize()}. Source: {road['source']}."]
    if place is None:
        return []
    notes = [place.contested_note] if place.contested_note else []
    if place.lat is not None and not place.is_area:
        notes.append(
            f"{place.lat:.4f}, {place.lon:.4f}, known to about {place.precision_m:,.0f} m. Source:"
            f" {place.source}."
        )
    elif place.is_area:
        notes.append(
            f"An area. Its shape, where it is known, is simplified. Source: {place.source}."
        )
    return [no_markup(note) for note in notes]


def _mention_card(sighting: Sighting, number: int) -> None:
    """Draw a mention that stands in no claim: the outlet names the place in passing."""
    article, mention = sighting.article, sighting.mention
    with st.container(border=True):
        st.html(
            render(
                "mention_card.html",
                article=article.id,
                publisher=article.publisher,
                excerpt=excerpt_html(article, mention),
                date=f"{CLOCK_LABELS['publication']}: {day_label(article.published)}",
            )
        )
        link = source_link(article, article.sentence_at(mention))
        if link:
            st.link_button(
                "Open the original at this sentence",
                link,
                icon=":material/open_in_new:",
                type="tertiary",
                key=f"open-mention-{number}",
            )
