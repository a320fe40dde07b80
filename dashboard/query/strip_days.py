"""The strip below the map: on which days things happened, were said and were published.

It shows what passes every filter but that of days, so that another day can be chosen on it. Pure;
imports no Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dashboard.query.index import NO_DAY, Ints, Mask, iso_days
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.query.timescale import Column, folded, follows
from dashboard.view.view import CLOCKS, FIRST_YEAR, LAST_YEAR, Clock

MOST_COLUMNS = 7
"""Columns at most: more would leave no room for marks and words at 1400 pixels."""
_MARKS = 42
"""Marks that fit in a row of the strip beside its words; a cell has its share of them."""
_FEWEST = 4
"""A cell of at most so many claims shows them as marks, however many columns there are."""
Look = Literal["left", "right", "others", "article"]
_LOOKS: tuple[Look, ...] = ("left", "right", "others")


@dataclass(frozen=True, slots=True)
class Group:
    """What looks alike in a cell: one side's claims, or articles.

    Attributes
    ----------
    look
        Its mark.
    hollow
        Whether the claims are debunked or retracted.
    muted
        Whether the view's voice is another's.
    inferred
        Whether the day of the event is inferred.
    count
        How many there are.
    """

    look: Look
    hollow: bool
    muted: bool
    count: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row has in a column.

    Attributes
    ----------
    count
        How many claims, or articles.
    groups
        They by look.
    dots
        Whether there is room for a mark for each.
    topics, speakers, outlets
        What the claims are about, who speaks, and in which outlets; the most frequent ones first.
    """

    count: int
    groups: tuple[Group, ...]
    dots: bool
    topics: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: which date, a cell for each column, how many have no day, and of how many."""

    clock: Clock
    cells: tuple[Cell, ...]
    undated: int
    total: int


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the strip.

    Attributes
    ----------
    column
        Its days.
    before
        The column before it, where days between the two are folded.
    clock
        The date that a press on the heading filters by: the first that has something here.
    inside
        Whether the day filter in force holds some of it.
    """

    column: Column
    before: Column | None
    clock: Clock
    inside: bool

    @property
    def reach(self) -> tuple[str, str]:
        """The first and last day that a day filter can hold of it."""
        first, last = f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"
        return max(self.column.first, first), min(self.column.last, last)


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns and rows of the strip."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


def strip_days(shown: Shown) -> Strip:
    """Return the strip of a view."""
    numbers = {
        "event": np.flatnonzero(shown.matching),
        "statement": np.flatnonzero(shown.matching),
        "publication": _articles(shown),
    }
    days = {clock: _days(shown, clock)[numbers[clock]] for clock in CLOCKS}
    columns = folded((d for some in days.values() for d in iso_days(some)), MOST_COLUMNS)
    rows = tuple(_row(shown, clock, numbers[clock], days[clock], columns) for clock in CLOCKS)
    heads = []
    for place, column in enumerate(columns):
        before = columns[place - 1] if place else None
        clock = next((row.clock for row in rows if row.cells[place].count), CLOCKS[0])
        gap = before if before and not follows(column, before) else None
        heads.append(Head(column, gap, clock, _inside(shown, column)))
    return Strip(tuple(heads), rows)


def _articles(shown: Shown) -> Ints:
    """Return the numbers of the articles with a claim that matches; of all if no filter is set."""
    if shown.matching.all():
        return np.arange(len(shown.corpus.articles))
    return np.unique(shown.index.article[shown.matching])


def _days(shown: Shown, clock: Clock) -> Ints:
    return shown.index.published if clock == "publication" else shown.index.days[clock]


def _inside(shown: Shown, column: Column) -> bool:
    view = shown.view
    first, last = view.date_from or "", view.date_to or "9999-12-31"
    return view.day_filter and first <= column.last and column.first <= last


def _row(shown: Shown, clock: Clock, numbers: Ints, days: Ints, columns: Sequence[Column]) -> Row:
    most = max(_FEWEST, _MARKS // max(1, len(columns)))
    cells = []
    for column in columns:
        first, last = (int(day.replace("-", "")) for day in (column.first, column.last))
        here = numbers[(first <= days) & (days <= last)]
        if clock == "publication":
            cells.append(_article_cell(shown, here, most))
        else:
            cells.append(_claim_cell(shown, here, most, clock))
    return Row(clock, tuple(cells), int((days == NO_DAY).sum()), len(numbers))


def _article_cell(shown: Shown, numbers: Ints, most: int) -> Cell:
    count = len(numbers)
    groups = (Group("article", hollow=False, muted=False, count=count),) if count else ()
    outlets = _frequent(shown.corpus.articles[n].publisher for n in numbers.tolist())
    return Cell(count, groups, count <= most, (), (), outlets)


def _claim_cell(shown: Shown, numbers: Ints, most: int, clock: Clock) -> Cell:
    index = shown.index
    articles = index.corpus.articles
    count = len(numbers)
    return Cell(
        count,
        _groups(shown, numbers, clock),
        count <= most,
        _frequent(index.topics[code] for code in index.topic[numbers].tolist()),
        _frequent(index.speakers[code][1] for code in index.speaker[numbers].tolist()),
        _frequent(articles[n].publisher for n in index.article[numbers].tolist()),
    )


def _groups(shown: Shown, numbers: Ints, clock: Clock) -> tuple[Group, ...]:
    """Return the claims by look: those of the sides first, the debunked ones of each last."""
    index = shown.index
    inferred = index.inferred[numbers] if clock == "event" else np.zeros(len(numbers), dtype=bool)
    looks = np.array(
        [_LOOKS.index(side_look(party, shown)) for party in index.parties], dtype=np.int64
    )
    look = looks[index.party[numbers]] if len(numbers) else numbers
    muted: Mask = (
        np.zeros(len(numbers), dtype=bool) if shown.chosen is None else ~shown.chosen[numbers]
    )
    columns = (index.struck[numbers], look, muted, inferred)
    counts = Counter(zip(*(column.tolist() for column in columns), strict=True))
    return tuple(
        Group(_LOOKS[code], hollow=hollow, muted=dim, inferred=guess, count=count)
        for (hollow, code, dim, guess), count in sorted(counts.items())
    )


def may_be_of_these_days(shown: Shown) -> int:
    """Return how many claims without a day of the event may be of the days chosen.

    It is open, or a stretch of days, when their event was, and this does not exclude those days.
    """
    view = shown.view
    if not view.day_filter or view.clock != "event":
        return 0
    first, last = view.date_from or "", view.date_to or "9999"
    without = np.flatnonzero(shown.matching & (shown.index.days["event"] == NO_DAY))
    claims = (shown.index.entries[number].claim for number in without.tolist())
    return sum(
        bool(c.event_from or c.event_to)
        and (c.event_from or first) <= last
        and first <= (c.event_to or last)
        for c in claims
    )


def side_look(party: str, shown: Shown) -> Look:
    """Return the mark of a party: its side's, or that of the others."""
    side = side_of_party(party, shown.border)
    return "left" if side == "left" else "right" if side == "right" else "others"


def _frequent(names: Iterable[str]) -> tuple[str, ...]:
    """Return the different names, the most frequent ones first; of equals the first one."""
    return tuple(name for name, _ in Counter(names).most_common())
