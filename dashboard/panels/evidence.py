"""The sentences behind a place, behind each side’s view of the border, or behind every claim.

Each has its speaker, outlet, dates and the way to the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import streamlit as st

from dashboard.html.excerpts import excerpt_html
from dashboard.html.templates import render
from dashboard.html.wording import (
    CLOCK_LABELS,
    no_markup,
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


def every_claim(shown: Shown) -> None:
    """Draw every claim shown, on the map or not, page by page in the articles’ order.

    The list is folded; under filters, which ask for certain claims, it stands open at first.
    """
    if not shown.entries:
        return
    words = "statement" if len(shown.entries) == 1 else "statements"
    fold = st.expander(
        f"All {len(shown.entries):,} {words} shown",
        expanded=shown.view.filtered,
        key=f"every-{shown.view.filtered}",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            st.caption(f"{shown.counts}.")
            for entry in page_of(shown.entries, _PAGE, "every"):
                claim_card(entry, shown, key=f"every-{entry.claim.id}")


def place_evidence(shown: Shown, selected: Entry | None) -> None:
    """Draw what stands behind the selected place: what is known of it, and its sentences."""
    place_id = shown.view.place or ""
    _place(place_id, shown.sightings.get(place_id, ()), selected, shown)


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
        and (side := side_of_party(e.claim.voice, shown.border))
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
    line = shown.border.line
    if (
        place
        and line
        and place.id not in schematic_lakes()
        and (where := place_offset(place, line))
        and line.countries & place.countries
    ):
        st.caption(f"By the line of {line.properties['label']}: {side_label(where)}.")


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
