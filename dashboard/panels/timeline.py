"""“Time”: the claims by a date of theirs, as precise as their words.

By the dates of event, statement and publication side by side; what was known when.

Dragging over the days, or choosing one, sets the day filter of the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from dashboard.html.component import clickable
from dashboard.html.templates import render
from dashboard.html.wording import (
    CLOCK_LABELS,
    CLOCK_WORDS,
    STANCES,
    clip,
    day_labels,
    party_label,
    time_label,
)
from dashboard.query.border import Border
from dashboard.query.index import Entry
from dashboard.query.selection import Shown, select
from dashboard.query.sides import side_of_party
from dashboard.query.timescale import Column, columns
from dashboard.view.view import CLOCKS, Clock
from loaders.claims.event_dates import event_time
from loaders.export.captions import counted, day_label

_SIDES = ("left", "right")
"""The sides in the order of their shapes, which no other party has."""
_SHAPES = (
    "M6 1A5 5 0 1 0 6 11A5 5 0 1 0 6 1Z",  # disc: the left side
    "M2 2H10V10H2Z",  # square: the right side
    "M6 0.5L11.5 6L6 11.5L0.5 6Z",  # diamond
    "M6 1L11 11H1Z",  # triangle
    "M1 1H11L6 11Z",  # triangle, turned
    "M4.5 1H7.5V4.5H11V7.5H7.5V11H4.5V7.5H1V4.5H4.5Z",  # cross
    "M6 0.5L7.6 4.3L11.6 4.6L8.5 7.2L9.5 11.2L6 9L2.5 11.2L3.5 7.2L0.4 4.6L4.4 4.3Z",  # star
    "M3.2 1.2H8.8L11.6 6L8.8 10.8H3.2L0.4 6Z",  # hexagon
)
_MOST = 48
"""More claims of one lane in one column are a number."""
_LONGEST = 220
"""Characters of a claim that are shown on hover."""
_PALE = " Pale: the day of the event is inferred, and the claim’s own words do not state it."
_NAMED = 4
"""Of the parties that share a lane, so many are named."""
_LANE, _EDGE, _DAY, _NO_DAY = (
    "minmax(5.5rem, 8.5rem)",
    "6.6rem",
    "minmax(2.1rem, 1fr)",
    "minmax(5rem, 1.6fr)",
)
"""Widths of the columns: a lane’s name, what lies outside the days, a day, claims without one."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a party's claims look: a shape, and the class of its hue."""

    shape: int
    look: str

    @property
    def path(self) -> str:
        """The shape as the data of an SVG path."""
        return _SHAPES[self.shape]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline.

    Attributes
    ----------
    label
        Its name.
    symbol
        That of the party whose row it is.
    entries, day
        Its claims, and the day each has in this row.
    spans
        Whether times wider than a day are drawn, as bars.
    """

    label: str
    symbol: Symbol | None
    entries: tuple[Entry, ...]
    day: Callable[[Entry], str | None]
    spans: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The columns of the timeline: its days, and whether one holds what is before or after."""

    days: Sequence[Column]
    before: bool
    after: bool

    @property
    def grid(self) -> str:
        """The widths of the columns, as CSS."""
        days = [_DAY] * len(self.days)
        edges = [_EDGE] * self.before, [_EDGE] * self.after
        return " ".join([_LANE, *edges[0], *days, *edges[1], _NO_DAY])


def timeline(shown: Shown) -> None:
    """Draw the panel."""
    view = shown.view
    # what the day filter leaves out stays in sight, pale, so that the brush can be moved
    every_day = replace(view, date_from=None, date_to=None)
    whole = select(shown.index, every_day, shown.places, shown.border)
    _switches(shown)
    if not whole.entries:
        st.caption("No claim passes the other filters.")
        return
    days = (
        f"{day_label(view.date_from)} to {day_label(view.date_to)}"
        if view.date_from or view.date_to
        else "every day"
    )
    inferred = (view.lanes or view.clock == "event") and shown.index.inferred.any()
    pale = _PALE if inferred else ""
    undated = sum(entry.day(view.clock) is None for entry in whole.entries)
    st.caption(
        f"{len(shown.entries):,} of {counted(shown.total, 'claim')} on {days}; {undated:,} do not"
        f" state {CLOCK_WORDS[view.clock]}. Drag over the days to filter by them, or choose a day;"
        " “to here” stretches the choice."
        f"{pale}"
    )
    # of the whole corpus: no filter changes how a party looks
    symbols = party_symbols(shown.index.entries, shown.border)
    lanes = _clock_lanes(whole) if view.lanes else _party_lanes(whole, view.clock, symbols)
    clickable(timeline_html(lanes, symbols, shown), "time", "Timeline of the claims")


def _switches(shown: Shown) -> None:
    """Draw the choice of rows, and the slider of what was known when."""
    known = sorted(
        {day for entry in shown.index.entries if (day := entry.known(shown.view.known_by))}
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "Rows",
            ["", "clocks"],
            key="w_lanes",
            format_func=lambda lanes: "The three dates" if lanes else "Who speaks",
            required=True,
            help=(
                "One row for each party, by the date chosen in the filters; or the same claims by"
                " their dates of event, statement and publication."
            ),
        )
        st.segmented_control(
            "Known since the date of",
            ["", "publication"],
            key="w_known_by",
            format_func=lambda by: "publication" if by else "statement",
            required=True,
            help=(
                "Statement: the date of the statement where the text gives one, else that of"
                " publication."
            ),
        )
        # a day of the address stays a choice, though nothing was said on it
        chosen = st.session_state["w_known"]
        options = [*sorted({*known, chosen} if chosen else known), None]
        if len(options) > 1:
            st.select_slider(
                "What was known when",
                options,
                key="w_known",
                format_func=lambda day: f"by {day_label(day)}" if day else "everything",
                width=420,
                help=(
                    "Shows, in every view and on the map, only what had been said or published by"
                    " that day."
                ),
            )


def party_symbols(entries: Sequence[Entry], border: Border) -> dict[str, Symbol]:
    """Return the parties’ symbols, those with most claims first.

    The sides have the shapes they have everywhere on the page. Where there are more other parties
    than shapes, the last ones share a shape.
    """
    counts = Counter(entry.claim.voice for entry in entries)
    others = [party for party, _ in counts.most_common() if not side_of_party(party, border)]
    shapes = range(len(_SIDES), len(_SHAPES))
    shape_of = {party: shapes[min(n, len(shapes) - 1)] for n, party in enumerate(others)}
    found = {}
    for party, _ in counts.most_common():
        side = side_of_party(party, border)
        shape = _SIDES.index(side) if side else shape_of[party]
        found[party] = Symbol(shape, side or f"h{shape}")
    return found


def _party_lanes(whole: Shown, clock: Clock, symbols: Mapping[str, Symbol]) -> list[Lane]:
    """Return a lane for each shape: a party's, or that of all the others."""
    parties: dict[int, list[str]] = {}
    for party, symbol in symbols.items():
        parties.setdefault(symbol.shape, []).append(party)
    lanes = []
    for group in parties.values():
        name = (
            party_label(group[0])
            if len(group) == 1
            else f"Others: {', '.join(map(party_label, group[:_NAMED]))}"
        )
        entries = tuple(entry for entry in whole.entries if entry.claim.voice in group)
        if entries:
            lanes.append(Lane(name, symbols[group[0]], entries, _on(clock), clock == "event"))
    return lanes


def _clock_lanes(whole: Shown) -> list[Lane]:
    """Return the same claims in three lanes, one for each date."""
    return [
        Lane(CLOCK_LABELS[clock], None, whole.entries, _on(clock), clock == "event")
        for clock in CLOCKS
    ]


def _on(clock: Clock) -> Callable[[Entry], str | None]:
    return lambda entry: entry.day(clock)


def timeline_html(lanes: Sequence[Lane], symbols: Mapping[str, Symbol], shown: Shown) -> Markup:
    """Return the timeline as HTML.

    It has a head of days, a row for each lane, bars for wider times, and a column for claims that
    state no time.
    """
    view = shown.view
    scale = _scale(lanes)
    ids = {entry.claim.id for entry in shown.entries}
    key = [(symbol, party_label(party)) for party, symbol in symbols.items()]
    return render(
        "timeline.html",
        grid=scale.grid,
        before=scale.before,
        after=scale.after,
        filtered=bool(view.date_from or view.date_to),
        key=key if view.lanes else [],
        what="Date" if view.lanes else CLOCK_LABELS[view.clock],
        days=[_day(column, shown) for column in scale.days],
        lanes=[_lane(lane, symbols, scale, ids) for lane in lanes],
    )


def _scale(lanes: Sequence[Lane]) -> Scale:
    """Return the days that hold every claim that states one, and what the wider times need."""
    days = columns(day for lane in lanes for entry in lane.entries if (day := lane.day(entry)))
    spans = [
        time
        for lane in lanes
        if lane.spans
        for e in lane.entries
        if (time := event_time(e.article, e.claim)) and not time.is_day
    ]
    if not days:
        return Scale(days, before=bool(spans), after=bool(spans))
    before = any(time.first < days[0].first for time in spans)
    return Scale(days, before, after=any(time.last > days[-1].last for time in spans))


def _day(column: Column, shown: Shown) -> dict[str, object]:
    """Return the head of a column."""
    first, last = shown.view.date_from or "", shown.view.date_to or "9999"
    chosen = bool(shown.view.date_from or shown.view.date_to)
    return {
        "first": column.first,
        "last": column.last,
        "name": time_label(column.first, column.last, ""),
        "over": column.over,
        "label": column.label,
        "inside": chosen and first <= column.last and column.first <= last,
    }


def _lane(
    lane: Lane, symbols: Mapping[str, Symbol], scale: Scale, ids: set[str]
) -> dict[str, object]:
    """Return a lane: its claims by day, then a bar for each wider time that a claim names."""
    by_day: dict[int, list[Entry]] = {}
    undated: list[Entry] = []
    wide: list[Entry] = []
    for entry in lane.entries:
        day = lane.day(entry)
        found = (i for i, c in enumerate(scale.days) if day and c.first <= day <= c.last)
        column = next(found, None)
        if column is not None:
            by_day.setdefault(column, []).append(entry)
        elif lane.spans and event_time(entry.article, entry.claim):
            wide.append(entry)
        else:
            undated.append(entry)
    return {
        "label": lane.label,
        "symbol": lane.symbol,
        "count": len(lane.entries),
        "cells": [
            _cell(by_day.get(i, []), symbols, ids, events=lane.spans)
            for i in range(len(scale.days))
        ],
        "undated": _cell(undated, symbols, ids, events=False),
        "bars": [_bar(entry, symbols[entry.claim.voice], scale, ids) for entry in wide],
    }


def _cell(
    entries: Sequence[Entry], symbols: Mapping[str, Symbol], ids: set[str], *, events: bool
) -> dict[str, object]:
    """Return the claims of one column of a lane; those beyond ``_MOST`` as a number.

    Of a lane of ``events``, those whose day is inferred are pale.
    """
    return {
        "marks": [
            {
                "claim": entry.claim.id,
                "symbol": symbols[entry.claim.voice],
                "tip": _tip(entry),
                "hollow": entry.struck,
                "inferred": events and entry.claim.event_sure == "likely",
                "outside": entry.claim.id not in ids,
            }
            for entry in entries[:_MOST]
        ],
        "more": max(0, len(entries) - _MOST),
    }


def _bar(entry: Entry, symbol: Symbol, scale: Scale, ids: set[str]) -> dict[str, object]:
    """Return the bar of a claim that names a wider time, open where it leaves the columns."""
    time = event_time(entry.article, entry.claim)
    assert time is not None
    days = scale.days
    inside = [i for i, c in enumerate(days) if c.first <= time.last and time.first <= c.last]
    early, late = not days or time.first < days[0].first, bool(days) and time.last > days[-1].last
    # the first column of the grid is the lane's name
    first = 2 + scale.before
    start = 2 if early and scale.before else first + (inside[0] if inside else len(days))
    end = first + 1 + inside[-1] if inside else start + 1
    if late and scale.after:
        end = first + 1 + len(days)
    words = f"names “{time.words.surface}”"
    span = time_label(time.first, time.last, time.words.value)
    return {
        "claim": entry.claim.id,
        "symbol": symbol,
        "words": words,
        "tip": f"{_tip(entry)}\n{words}: {span}; no day is stated",
        "start": start,
        "end": max(end, start + 1),
        "early": early,
        "late": late,
        "outside": entry.claim.id not in ids,
    }


def _tip(entry: Entry) -> str:
    claim = entry.claim
    status = f", {claim.status}" if entry.struck else ""
    return "\n".join(
        [
            (
                f"{claim.who} ({entry.article.publisher}):"
                f" {STANCES.get(claim.stance, claim.stance)}{status}"
            ),
            f"“{clip(entry.quote.strip('“”'), _LONGEST)}”",
            *day_labels(entry.article, claim),
        ]
    )
