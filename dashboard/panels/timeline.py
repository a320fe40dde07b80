"""“Time”: the claims on the chosen clock, as precise as their words.

The three clocks side by side; what was known when.

Dragging over the days, or choosing one, sets the day filter of the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from dashboard.html.component import act, attributes, clickable
from dashboard.html.wording import CLOCK_LABELS, CLOCK_WORDS, STANCES, clip, party_label, time_label
from dashboard.query.index import Entry
from dashboard.query.selection import Shown, select
from dashboard.query.sides import side_of_party
from dashboard.query.timescale import Column, columns
from dashboard.view.view import CLOCKS, Clock
from geodata.borders import BorderLine
from loaders.claims.event_dates import event_time
from loaders.export.captions import counted, day_label

_SHAPES = (
    "M6 1L11 11H1Z",  # triangle
    "M1 1H11L6 11Z",  # triangle, turned
    "M6 1A5 5 0 1 0 6 11A5 5 0 1 0 6 1Z",  # disc
    "M2 2H10V10H2Z",  # square
    "M6 0.5L11.5 6L6 11.5L0.5 6Z",  # diamond
    "M4.5 1H7.5V4.5H11V7.5H7.5V11H4.5V7.5H1V4.5H4.5Z",  # cross
    "M6 0.5L7.6 4.3L11.6 4.6L8.5 7.2L9.5 11.2L6 9L2.5 11.2L3.5 7.2L0.4 4.6L4.4 4.3Z",  # star
    "M3.2 1.2H8.8L11.6 6L8.8 10.8H3.2L0.4 6Z",  # hexagon
)
_MOST = 48
"""More claims of one lane in one column are a number."""
_NAMED = 4
"""Of the parties that share a lane, so many are named."""
_EDGE, _LANE = "6.6rem", "minmax(5.5rem, 8.5rem)"


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a party's claims look: a shape, and the class of its hue."""

    shape: int
    look: str

    def svg(self) -> str:
        """Return the shape as HTML."""
        return (
            '<svg viewBox="-0.5 -0.5 13 13" aria-hidden="true"><path'
            f' d="{_SHAPES[self.shape]}"/></svg>'
        )


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline.

    Its name, the symbol of a party's own row, its claims, and the day each has in this row.
    """

    label: str
    symbol: Symbol | None
    entries: tuple[Entry, ...]
    day: Callable[[Entry], str | None]
    spans: bool


def timeline(shown: Shown, shared: frozenset[str]) -> None:
    """Draw the panel. ``shared`` holds the claims both sides make, for that voice."""
    view = shown.view
    # what the day filter leaves out stays in sight, pale, so that the brush can be moved
    every_day = replace(view, date_from=None, date_to=None, undated="show")
    whole = select(shown.index, every_day, shown.places, shown.line, shared)
    _switches(shown)
    if not whole.entries:
        st.caption("No claim passes the other filters.")
        return
    days = (
        f"{day_label(view.date_from)} to {day_label(view.date_to)}"
        if view.date_from or view.date_to
        else "every day"
    )
    undated = sum(entry.day(view.clock) is None for entry in whole.entries)
    st.caption(
        f"{len(shown.entries):,} of {counted(shown.total, 'claim')} on {days}; {undated:,} do not"
        f" state {CLOCK_WORDS[view.clock]}. Drag over the days to filter by them, or choose a day;"
        " “to here” stretches the choice."
    )
    # of the whole corpus: no filter changes how a party looks
    symbols = party_symbols(shown.index.entries, shown.line)
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
            format_func=lambda lanes: "The three clocks" if lanes else "Who speaks",
            required=True,
            help=(
                "One row for each party on the chosen clock, or the same claims on all three"
                " clocks: about, said, published."
            ),
        )
        st.segmented_control(
            "What was known, by the day it was",
            ["", "publication"],
            key="w_known_by",
            format_func=lambda by: "published" if by else "said",
            required=True,
            help=(
                "Said: the day of the statement, where the text gives one, else that of its"
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


def party_symbols(entries: Sequence[Entry], line: BorderLine) -> dict[str, Symbol]:
    """Return the parties' symbols, those with most claims first.

    Parties beyond the shapes share the last.
    """
    counts = Counter(entry.claim.party for entry in entries)
    last = len(_SHAPES) - 1
    shared = len(counts) > len(_SHAPES)
    return {
        party: Symbol(
            last if shared and number >= last else number,
            side_of_party(party, line) or f"h{min(number, last)}",
        )
        for number, (party, _) in enumerate(counts.most_common())
    }


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
        entries = tuple(entry for entry in whole.entries if entry.claim.party in group)
        if entries:
            lanes.append(Lane(name, symbols[group[0]], entries, _on(clock), clock == "event"))
    return lanes


def _clock_lanes(whole: Shown) -> list[Lane]:
    """Return the same claims in three lanes, one for each clock."""
    return [
        Lane(CLOCK_LABELS[clock], None, whole.entries, _on(clock), clock == "event")
        for clock in CLOCKS
    ]


def _on(clock: Clock) -> Callable[[Entry], str | None]:
    return lambda entry: entry.day(clock)


def timeline_html(lanes: Sequence[Lane], symbols: Mapping[str, Symbol], shown: Shown) -> str:
    """Return the timeline as HTML.

    A head of days, a row a lane, wider times as bars, and a column for claims that state none.
    """
    scale = columns(day for lane in lanes for entry in lane.entries if (day := lane.day(entry)))
    spans = [
        t
        for lane in lanes
        if lane.spans
        for e in lane.entries
        if (t := event_time(e.article, e.claim)) and not t.is_day
    ]
    if scale:
        before = any(t.first < scale[0].first for t in spans)
        after = any(t.last > scale[-1].last for t in spans)
    else:
        before = after = bool(spans)
    template = " ".join(
        [
            _LANE,
            *([_EDGE] if before else []),
            *(["minmax(2.1rem, 1fr)"] * len(scale)),
            *([_EDGE] if after else []),
            "minmax(5rem, 1.6fr)",
        ]
    )
    grid = f' style="grid-template-columns:{template}"'
    ids = {entry.claim.id for entry in shown.entries}
    rows = [_head(scale, shown, grid, before=before, after=after)]
    rows += [_lane(lane, symbols, scale, grid, ids, before=before, after=after) for lane in lanes]
    clear = ""
    if shown.view.date_from or shown.view.date_to:
        clear = (
            f'<div class="bar"><button type="button" class="push"{act(**{"from": None})}>✕ Every'
            " day again</button></div>"
        )
    key = (
        "".join(
            f'<span class="key {s.look}">{s.svg()} {escape(party_label(p))}</span> '
            for p, s in symbols.items()
        )
        if shown.view.lanes
        else ""
    )
    return (
        f'{clear}<div class="bar">{key}</div><div class="wide" role="region" aria-label="Timeline,'
        ' scrolls sideways" tabindex="0"><div class="grid"'
        f' data-brush="">{"".join(rows)}</div></div>'
    )


def _head(scale: Sequence[Column], shown: Shown, grid: str, *, before: bool, after: bool) -> str:
    view = shown.view
    cells = [
        (
            '<div class="lane'
            f' quiet">{escape(CLOCK_LABELS[view.clock]) if not view.lanes else "Clock"}</div>'
        )
    ]
    if before:
        cells.append('<div class="cell quiet">earlier</div>')
    chosen = bool(view.date_from or view.date_to)
    for column in scale:
        inside = (
            chosen
            and (view.date_from or "") <= column.last
            and column.first <= (view.date_to or "9999")
        )
        name = (
            day_label(column.first)
            if column.first == column.last
            else f"{day_label(column.first)} to {day_label(column.last)}"
        )
        day = {"from": column.first, "to": column.last}
        stretch = (
            f'<button type="button" class="quiet"{act(**day, stretch=True)} aria-label="Stretch the'
            f' choice to {escape(name)}">to here</button>'
            if chosen and not inside
            else ""
        )
        cells.append(
            f'<div class="cell{" inside" if inside else ""}"{_days(column)}>'
            f'<button type="button"{act(**day)} aria-label="Only {escape(name)}"'
            f' aria-pressed="{str(inside).lower()}">{escape(column.over)}<br><strong>{escape(column.label)}</strong></button>{stretch}</div>'
        )
    if after:
        cells.append('<div class="cell quiet">later</div>')
    cells.append('<div class="cell quiet">no day stated</div>')
    return f'<div class="row head"{grid}>{"".join(cells)}</div>'


def _days(column: Column) -> str:
    return f' data-from="{column.first}" data-to="{column.last}"'


def _lane(
    lane: Lane,
    symbols: Mapping[str, Symbol],
    scale: Sequence[Column],
    grid: str,
    ids: set[str],
    *,
    before: bool,
    after: bool,
) -> str:
    """Return a lane: its symbols by day, then a row for each wider time that a claim names."""
    look, shape = (lane.symbol.look, lane.symbol.svg()) if lane.symbol else ("", "")
    cells = [
        (
            f'<div class="lane {look}">{shape} {escape(lane.label)} <span'
            f' class="quiet">{len(lane.entries)}</span></div>'
        )
    ]
    by_column: dict[int, list[Entry]] = {}
    undated: list[Entry] = []
    wide: list[Entry] = []
    for entry in lane.entries:
        day = lane.day(entry)
        column = next((i for i, c in enumerate(scale) if day and c.first <= day <= c.last), None)
        if column is not None:
            by_column.setdefault(column, []).append(entry)
        elif lane.spans and event_time(entry.article, entry.claim):
            wide.append(entry)
        else:
            undated.append(entry)
    if before:
        cells.append('<div class="cell"></div>')
    cells += [
        f'<div class="cell"{_days(column)}>{_symbols(symbols, by_column.get(i, []), ids)}</div>'
        for i, column in enumerate(scale)
    ]
    if after:
        cells.append('<div class="cell"></div>')
    cells.append(f'<div class="cell">{_symbols(symbols, undated, ids)}</div>')
    bars = "".join(
        _bar(symbols[entry.claim.party], entry, scale, ids, before=before, after=after)
        for entry in wide
    )
    return f'<div class="row"{grid}>{"".join(cells)}{bars}</div>'


def _bar(
    symbol: Symbol,
    entry: Entry,
    scale: Sequence[Column],
    ids: set[str],
    *,
    before: bool,
    after: bool,
) -> str:
    """Return a claim that names a wider time as a bar over it, open at an end that lies outside the columns."""
    time = event_time(entry.article, entry.claim)
    assert time is not None
    inside = [i for i, c in enumerate(scale) if c.first <= time.last and time.first <= c.last]
    early, late = (
        not scale or time.first < scale[0].first,
        bool(scale) and time.last > scale[-1].last,
    )
    start = 2 if early and before else 2 + before + (inside[0] if inside else len(scale))
    end = 3 + before + inside[-1] if inside else start + 1
    if late and after:
        end = 3 + before + len(scale)
    words = f"names “{time.words.surface}”"
    tip = (
        f"{_tip(entry)}\n{words}: {time_label(time.first, time.last, time.words.value)}; no day is"
        " stated"
    )
    classes = (
        "span"
        f" {symbol.look}{' before' if early else ''}{' after' if late else ''}{'' if entry.claim.id in ids else ' outside'}"
    )
    return (
        f'<button type="button" tabindex="-1" class="{classes}" style="grid-column:{start} /'
        f' {max(end, start + 1)}" aria-label="{escape(tip)}"'
        f"{attributes(c=entry.claim.id, stop=f't:{entry.claim.id}', tip=tip)}{act(claim=entry.claim.id)}>{escape(words)}</button>"
    )


def _symbols(symbols: Mapping[str, Symbol], entries: Sequence[Entry], ids: set[str]) -> str:
    """Return the claims of one column of a lane, a symbol each.

    Those beyond ``_MOST`` as a number.
    """
    drawn = "".join(_symbol(symbols[entry.claim.party], entry, ids) for entry in entries[:_MOST])
    more = len(entries) - _MOST
    return drawn + (
        f'<span class="sym many quiet" title="{more:,} more">+{more:,}</span>' if more > 0 else ""
    )


def _symbol(symbol: Symbol, entry: Entry, ids: set[str]) -> str:
    tip = _tip(entry)
    classes = f"sym {symbol.look}{' hollow' if entry.fallen else ''}{'' if entry.claim.id in ids else ' outside'}"
    return (
        f'<button type="button" tabindex="-1" class="{classes}" aria-label="{escape(tip)}"'
        f"{attributes(c=entry.claim.id, stop=f't:{entry.claim.id}', tip=tip)}{act(claim=entry.claim.id)}>{symbol.svg()}</button>"
    )


def _tip(entry: Entry) -> str:
    claim = entry.claim
    fallen = f", {claim.status}" if entry.fallen else ""
    return "\n".join(
        [
            (
                f"{claim.speaker} ({entry.article.publisher}):"
                f" {STANCES.get(claim.stance, claim.stance)}{fallen}"
            ),
            f"“{clip(entry.quote.strip('“”'), 220)}”",
            (
                f"About: {day_label(claim.event_date)}. Said: {day_label(claim.statement_date)}."
                f" Published: {day_label(entry.article.published)}"
            ),
        ]
    )
