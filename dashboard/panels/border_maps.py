"""“Border maps compared”: the border lines side by side.

Each side’s share of a lake by line, and what was published elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.html.excerpts import quote_cell
from dashboard.html.html_tables import Cell, Link, table
from dashboard.html.wording import (
    country_name,
    error_label,
    line_name,
    month_label,
    percent_range,
)
from dashboard.query.border import Border
from dashboard.query.selection import Shown
from geodata.borders import BorderLine, silent_maps
from geodata.geodesy import GeometryError
from geodata.ground.neighbours import known_pair
from geodata.lake_shares import ORIENTATIONS, ShareRange, share_ranges
from geodata.lakes import schematic_lakes
from geodata.place import Place
from geodata.published import PublishedStatement, published_statements
from loaders import Article, Share
from loaders.compare.geometry import is_compatible
from loaders.export.captions import counted, sentence
from loaders.model.records import Story

COMPATIBLE = "compatible"


def border_maps(shown: Shown) -> None:
    """Draw the panel."""
    border, lines = shown.border, shown.border.lines
    if not lines:
        st.caption(f"{sentence(border.absent or border.no_line)}: there are no maps to compare.")
    else:
        _maps(shown)
        _silent(border)
    _claimed(border)
    named = {mention.place_id for article in shown.corpus.articles for mention in article.places}
    for place_id in schematic_lakes():
        if place_id in named and lines:
            _lake(shown.places[place_id], shown, lines)
    _elsewhere([s for s in statements(shown) if s.topic != "height"])


def statements(shown: Shown) -> list[PublishedStatement]:
    """Return the statements published elsewhere on the border shown, or on a place named.

    Those that ``story.toml`` gives come last.
    """
    border, story = shown.border, shown.corpus.story
    named = {mention.place_id for article in shown.corpus.articles for mention in article.places}
    about = (*published_statements(), *story.statements)
    return [s for s in about if (s.place_id and s.place_id in named) or is_about(s, border, story)]


def is_about(statement: PublishedStatement, border: Border, story: Story) -> bool:
    """Whether a statement is about a border: its own, or without one that of its folder."""
    pair = statement.pair or ("-".join(story.pair) if statement in story.statements else "")
    return bool(border.pair) and known_pair(pair) == border.pair


def _elsewhere(found: Sequence[PublishedStatement]) -> None:
    """List what was published elsewhere, if anything."""
    if not found:
        return
    st.markdown("##### Published elsewhere: from outside the articles shown")
    st.caption(
        "These maps and protocols are not available as lines. They are listed with their source and"
        " not drawn. The words are ours."
    )
    table(
        "Published statements",
        ["Statement", "Number", "Map it rests on", "Speaker", "Outlet", "Date"],
        [_published(s) for s in found],
    )


def _maps(shown: Shown) -> None:
    """Draw what is known of each line."""
    st.caption(
        f"{shown.border.agreement}. Each of these maps draws one. In the filters you"
        " choose which one to measure from and which others to draw. At first the one with the"
        " closest corners is measured from, and drawn alone. That says nothing about which is"
        f" right. Statements come from {len(shown.entries):,} of"
        f" {counted(shown.total, 'claim')}."
    )
    st.markdown("##### The lines")
    table(
        "The border lines",
        [
            "Line",
            "Publisher",
            "Edition",
            "Scale",
            "Corners",
            "Accuracy",
            "Licence",
            "Derived by",
        ],
        _lines(shown.border.lines),
    )


def _lines(lines: Iterable[BorderLine]) -> list[list[Cell]]:
    return [
        [
            line_name(line),
            str(p["publisher"]),
            str(p["edition"]),
            str(p["scale"]),
            f"every {p['vertex_spacing_m']:,} m (median)",
            str(p["accuracy"]),
            Link(str(p["licence"]), str(p["source_url"])),
            f"geodata/{p['derived_by']}",
        ]
        for line, p in ((line, line.properties) for line in lines)
    ]


def _silent(border: Border) -> None:
    """Say which maps have no line of the border, and why."""
    silent = silent_maps(border.pair)
    if silent:
        st.markdown("##### Maps that have no line here")
        table(
            "Maps without a line",
            ["Map", "Publisher", "Why"],
            [
                [str(p["label"]).split(",")[0], str(p["publisher"]), str(p["note"])]
                for p in silent.values()
            ],
        )


def _claimed(border: Border) -> None:
    """List the lines that one party claims, with whose claim each is."""
    if not border.claims:
        return
    st.markdown("##### Lines that one party claims")
    st.caption(
        "Each is the claim of the party named, as a map draws it. Nothing is measured from it. In"
        " the filters you choose whether it is drawn."
    )
    table(
        "Claimed lines",
        ["Line", "Claimed by", "Publisher", "Edition", "Scale", "Accuracy", "Licence"],
        [
            [
                line_name(claim),
                country_name(claim.claimed_by),
                str(p["publisher"]),
                str(p["edition"]),
                str(p["scale"]),
                str(p["accuracy"]),
                Link(str(p["licence"]), str(p["source_url"])),
            ]
            for claim, p in ((claim, claim.properties) for claim in border.claims)
        ],
    )


def _published(statement: PublishedStatement) -> list[Cell]:
    number = _number(statement) or "no number"
    if statement.country and statement.number:
        number = f"{country_name(statement.country)}: {number}"
    return [
        statement.words,
        number,
        statement.map or "not given",
        statement.speaker,
        Link(statement.outlet, statement.address),
        "; ".join(filter(None, [month_label(statement.date), statement.note])),
    ]


def _number(statement: PublishedStatement) -> str:
    return f"{statement.number} {statement.unit}".strip()


def _lake(place: Place, shown: Shown, lines: Sequence[BorderLine]) -> None:
    lake = schematic_lakes()[place.id]
    st.markdown(f"##### {place.label.replace('/', '·')}: each side’s share, by line")
    ranges, known = _lake_shares(place, lines)
    if not known:
        st.caption("None of the lines passes by this lake.")
        return
    sizes = " and ".join(
        f"{length / 1000:g} × {width / 1000:g} km" for length, width in lake.sizes_m
    )
    st.caption(
        "Shape not known. Each share is the least and the most over the"
        f" published sizes ({sizes}), every orientation ({ORIENTATIONS[0]}° to {ORIENTATIONS[-1]}°)"
        f" and the centre’s ± {lake.precision_m:.0f} m. Nothing is averaged. They are shares of the"
        " line as drawn: the line’s own error, in the last column, comes on top."
    )
    share_table(place, lines)
    st.caption(
        "Which statements a line, as drawn, is compatible with: the share the words are read as and"
        " the share by the line have values in common, in whole percent. An empty cell means that"
        " they have none, and nothing more."
    )
    labels = [str(line.properties["label"]) for line in known]
    table(
        f"Statements about {place.name}",
        ["Share stated", "Read as", "Speaker", *labels],
        [*_stated_shares(place, shown, ranges), *_published_shares(place, shown, ranges)],
    )


def _stated_shares(
    place: Place, shown: Shown, ranges: Sequence[dict[str, ShareRange]]
) -> list[list[Cell]]:
    """Return the shares of a lake that the claims shown state, each with the lines it fits."""
    return [
        [
            quote_cell(article, stated.claim, stated),
            _read_as(stated.country, stated.low, stated.high),
            stated.claim.who,
            *(COMPATIBLE if is_compatible(stated, share) else "" for share in ranges),
        ]
        for article, stated in shown_shares(shown)
        if stated.place_id == place.id
    ]


def _published_shares(
    place: Place, shown: Shown, ranges: Sequence[dict[str, ShareRange]]
) -> list[list[Cell]]:
    """Return the shares of a lake published elsewhere, each with the lines it fits."""
    return [
        [
            f"{country_name(s.country)}: {_number(s)}",
            _read_as(s.country, s.low, s.high),
            Link(f"{s.speaker}, {s.outlet} (outside the articles)", s.address),
            *(COMPATIBLE if share[s.country].meets(s.low, s.high) else "" for share in ranges),
        ]
        for s in statements(shown)
        if s.topic == "lake_share"
        and s.place_id == place.id
        and s.country in ranges[0]
        and s.low is not None
        and s.high is not None
    ]


def shown_shares(shown: Shown) -> list[tuple[Article, Share]]:
    """Return the shares of a schematic lake that the claims shown state, with their articles."""
    found = ((article, share) for article in shown.articles for share in article.shares)
    return [
        (article, share)
        for article, share in found
        if share.place_id in schematic_lakes() and share.claim.id in shown.by_claim
    ]


def share_table(place: Place, lines: Iterable[BorderLine]) -> None:
    """Draw each side's share of a schematic lake by line, with the line's own error."""
    ranges, known = _lake_shares(place, lines)
    countries = sorted(ranges[0]) if ranges else []
    table(
        f"Shares of {place.name}",
        ["Line", *(f"On the side of {country_name(c)}" for c in countries), "The line’s own error"],
        [
            [
                str(line.properties["label"]),
                *(percent_range(share[c].low, share[c].high) for c in countries),
                error_label(line),
            ]
            for line, share in zip(known, ranges, strict=True)
        ],
    )


def _lake_shares(
    place: Place, lines: Iterable[BorderLine]
) -> tuple[list[dict[str, ShareRange]], list[BorderLine]]:
    """Return the shares of a schematic lake by line, and the lines that pass by it."""
    ranges, known = [], []
    for line in lines if place.position else ():
        try:
            ranges.append(share_ranges(line, schematic_lakes()[place.id], *(place.position or ())))
            known.append(line)
        except GeometryError:
            continue
    return ranges, known


def _read_as(country: str | None, low: float, high: float) -> str:
    return (
        f"{country_name(country)}: {low:g} to {high:g} %" if country else "some of it on both sides"
    )
