"""“Can the map test it?”: what can be computed of a claim. No verdicts.

Each result has its inputs, method, uncertainty and span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import streamlit as st

from dashboard.html.excerpts import quote_cell
from dashboard.html.html_tables import Cell, Link, Warned, table
from dashboard.html.wording import length_range, no_line_words, no_markup, side_label
from dashboard.map.advance_marks import length_label
from dashboard.panels.border_maps import share_table, shown_shares, statements
from dashboard.panels.paging import too_many
from dashboard.query.selection import Shown
from geodata.borders import BorderLine, can_show, error_m
from geodata.lakes import schematic_lakes
from geodata.place import Place
from loaders import Article, Span
from loaders.claims.advances import BORDER
from loaders.compare.geometry import heights, place_offset, summit_lines, unseen
from loaders.export.captions import counted, sentence
from loaders.text.segment import fold_space


def map_tests(shown: Shown) -> None:
    """Draw the panel."""
    if too_many(shown, "what can be computed of them stands"):
        return
    lines = shown.border.lines
    st.caption(
        f"From {len(shown.entries):,} of {counted(shown.total, 'claim')}. Each number is computed"
        " from what is named beside it. None of them says who is right."
    )
    tested = shown.drawn_advances or shown_shares(shown) or _places(shown, lines)
    if not tested:
        st.caption(
            "None of the claims shown states a distance, a share of a lake or a place with a"
            " position: there is nothing to compute."
        )
    if lines:
        _resolution(shown, lines)
        _shares(shown, lines)
        _sides(shown, lines)
    elif tested:
        absent = shown.border.absent or shown.border.no_line
        st.caption(f"{sentence(absent)}: no side and no distance is computed.")
    _summits(shown)
    _heights(shown)
    _unseen(shown)


def _label(line: BorderLine) -> str:
    return str(line.properties["label"])


def _resolution(shown: Shown, lines: Sequence[BorderLine]) -> None:
    """Whether a line’s own error is smaller than what a claim states.

    Not asked of a distance that is not measured from a border.
    """
    rows = [*_advance_rows(shown, lines), *_share_rows(shown, lines)]
    if not rows:
        return
    st.markdown("##### Can this line show this claim?")
    _method(
        inputs="the distance stated, or the lake’s least published width; each line’s error",
        method=(
            "the accuracy its publisher states, else half a millimetre at the map’s nominal scale,"
            " else unknown; compared with the distance"
        ),
        uncertainty=(
            "an error is that of the whole map, not of this stretch of it, and may be passed in one"
            " case of ten"
        ),
    )
    table("Can this line show this claim?", ["Claim", "Words", *map(_label, lines)], rows)


def _advance_rows(shown: Shown, lines: Sequence[BorderLine]) -> Iterator[list[Cell]]:
    for advance in shown.drawn_advances:
        article = shown.by_claim[advance.claim.id].article
        metres = advance.distance.metres or 0.0
        cells: list[Cell] = ["another border: none of these lines is near"] * len(lines)
        if advance.distance.datum != BORDER:
            given = "from" in advance.missing[0]
            start = (
                f"measured from {advance.distance.datum}" if given else "starting point not given"
            )
            absent = no_line_words(advance.distance.datum)
            cells = [f"not asked: {absent or start}"] * len(lines)
        elif shown.border.may_hold(advance):
            cells = [_able(line, metres, f"the {metres / 1000:g} km stated") for line in lines]
        name = f"{length_label(advance)}, {advance.claim.who}"
        yield [name, quote_cell(article, advance.claim), *cells]


def _share_rows(shown: Shown, lines: Sequence[BorderLine]) -> Iterator[list[Cell]]:
    for article, share in shown_shares(shown):
        width = 2 * schematic_lakes()[share.place_id].certain_radius_m
        name = (
            f"“{fold_space(article.text[share.start : share.end])}”"
            f" {shown.places[share.place_id].name}, {share.claim.who}"
        )
        cells = [_able(line, width, f"the lake’s width of {width / 1000:g} km") for line in lines]
        yield [name, quote_cell(article, share.claim), *cells]


def _able(line: BorderLine, metres: float, what: str) -> Cell:
    error, able = error_m(line), can_show(line, metres)
    if error is None or able is None:
        return "unknown: no accuracy and no scale is stated"
    size = f"± {error / 1000:.1f} km against {what}"
    return f"its error is smaller: {size}" if able else Warned(f"it cannot: {size}")


def _shares(shown: Shown, lines: Sequence[BorderLine]) -> None:
    """Each side's share of a lake by line, beside the claims that state one."""
    shares = shown_shares(shown)
    for place_id in dict.fromkeys(share.place_id for _, share in shares):
        place, lake = shown.places[place_id], schematic_lakes()[place_id]
        st.markdown(f"##### Share of {no_markup(place.name)}, by line")
        _method(
            inputs=(
                f"the lake’s centre (± {lake.precision_m:.0f} m), its published sizes, every"
                " orientation; the line as drawn"
            ),
            method="the ellipse cut by the line, in the lake’s UTM zone",
            uncertainty="least and most of every case; the line’s own error comes on top",
        )
        share_table(place, lines)
        claims: list[list[Cell]] = [
            [quote_cell(article, share.claim)]
            for article, share in shares
            if share.place_id == place_id
        ]
        table(f"Claims about {place.name}", ["The claims about it"], claims)


def _sides(shown: Shown, lines: Sequence[BorderLine]) -> None:
    """On which side of each line every place lies, and how far from it."""
    rows: list[list[Cell]] = []
    for place, article, span in _places(shown, lines):
        if place.from_border:
            sides = ["not given: its position was itself inferred from a border line"] * len(lines)
        elif place.id in schematic_lakes():
            sides = ["see its shares, under “Border maps compared”"] * len(lines)
        else:
            sides = [side_label(place_offset(place, line)) for line in lines]
        rows.append(
            [place.label, f"± {place.precision_m:,.0f} m", *sides, quote_cell(article, span)]
        )
    if not rows:
        return
    st.markdown("##### On which side of each line, and how far from it")
    _method(
        inputs=(
            "each place’s coordinates and precision (click its mark for the source); the line’s"
            " corners"
        ),
        method="the side of the nearest edge of the line, and the geodesic distance to it",
        uncertainty=(
            "the range is the place’s precision; where it reaches the line, no side is given."
            " The line’s own error comes on top"
        ),
    )
    table(
        "Sides and distances", ["Place", "Position known to", *map(_label, lines), "Named in"], rows
    )


def _places(shown: Shown, lines: Sequence[BorderLine]) -> list[tuple[Place, Article, Span]]:
    """Return the located places of the lines’ countries, each with the first words for it."""
    countries = frozenset().union(*(line.countries for line in lines))
    found = []
    for place_id, sightings in shown.sightings.items():
        place = shown.places.get(place_id)
        if place and not place.is_area and place.lat is not None and countries & place.countries:
            found.append((place, sightings[0].article, sightings[0].mention))
    return sorted(found, key=lambda item: item[0].name)


def _summits(shown: Shown) -> None:
    """How far, and which way, what a claim names lies from the summit it speaks of."""
    rows: list[list[Cell]] = []
    for article in shown.articles:
        for line in summit_lines(article, shown.places):
            if line.claim.id in shown.by_claim:
                way = (
                    "any: the errors are larger than the distance"
                    if line.bearing_low is None
                    else f"{line.bearing_low:.0f}° to {line.bearing_high:.0f}°"
                )
                rows.append(
                    [
                        f"{line.origin.label} to {line.target}",
                        length_range(line.low_m, line.high_m),
                        way,
                        line.inputs,
                        quote_cell(article, line),
                    ]
                )
    if not rows:
        return
    st.markdown("##### Distance and bearing from the summit")
    _method(
        inputs="the two positions, in the table",
        method="geodesic on WGS84; bearing at the summit, clockwise from north",
        uncertainty="both ends may lie anywhere within their precision; the range holds every case",
    )
    table("Distance and bearing", ["From and to", "Distance", "Bearing", "Inputs", "Claim"], rows)


def _heights(shown: Shown) -> None:
    """A claimed height beside the published ones."""
    rows: list[list[Cell]] = []
    for article in shown.articles:
        for height in heights(article, shown.places, statements(shown)):
            if height.claim.id not in shown.by_claim:
                continue
            claimed = height.distance.metres or 0.0
            for statement in height.published:
                apart = (statement.low or 0.0) - claimed
                rows.append(
                    [
                        f"{height.place.label}: {claimed:,.0f} m",
                        Link(
                            f"{statement.low:,.0f} m, {statement.outlet} (outside the articles)",
                            statement.address,
                        ),
                        (
                            f"{abs(apart):,.0f} m {'more' if apart > 0 else 'less'}"
                            if apart
                            else "the same"
                        ),
                        quote_cell(article, height.claim),
                    ]
                )
    if not rows:
        return
    st.markdown("##### The height claimed, and heights published")
    _method(
        inputs="the height the claim gives; heights published elsewhere, each with its address",
        method="the difference",
        uncertainty="none of the sources states one; the claim’s may be rounded",
    )
    table("Heights", ["Claimed", "Published", "Difference", "Claim"], rows)


def _unseen(shown: Shown) -> None:
    found = list(
        chain.from_iterable(
            ((a, u) for u in unseen(a, shown.places) if u.claim.id in shown.by_claim)
            for a in shown.articles
        )
    )
    if not found:
        return
    st.markdown("##### Not computed")
    table(
        "Not computed",
        ["Claim", "Why not"],
        [
            [
                quote_cell(article, item.claim),
                (
                    f"What can be seen or commanded from {item.place.label} needs a terrain model"
                    " and the summit’s surveyed position; neither is at hand."
                ),
            ]
            for article, item in found
        ],
    )


def _method(*, inputs: str, method: str, uncertainty: str) -> None:
    st.caption(f"Inputs: {inputs}. Method: {method}. Uncertainty: {uncertainty}.")
