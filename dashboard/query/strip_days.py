"""The strip below the map: on which days things happened, were said and were published.

It shows what passes every filter but that of days, so that another day can be chosen on it. Pure;
imports no Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dashboard.html.wording import CLOCK_WORDS, TOPICS, party_label
from dashboard.query.index import NO_DAY, Ints, iso_days
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.query.timescale import WEEKDAYS, Column, folded, follows
from dashboard.view.view import CLOCKS, FIRST_YEAR, LAST_YEAR, Clock
from loaders.export.captions import counted, day_label

MOST_COLUMNS = 7
"""Columns at most: more would leave no room for marks and words at 1400 pixels."""
_MARKS = 42
"""Marks that fit in a row of the strip beside its words; a cell has its share of them."""
_FEWEST = 4
"""A cell of at most so many claims shows them as marks, however many columns there are."""
_ROWS: dict[Clock, tuple[str, str]] = {
    "event": ("Happened", "happened"),
    "statement": ("Said", "was said"),
    "publication": ("Published", "was published"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one look in a cell: one side's, or articles.

    Attributes
    ----------
    look
        ``left``, ``right``, ``others`` or ``article``.
    who
        The party, or who else, in words.
    hollow
        Whether they are debunked or retracted.
    muted
        Whether the view’s voice is another’s.
    count
        How many.
    """

    look: str
    who: str
    hollow: bool
    muted: bool
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row has in one column.

    Attributes
    ----------
    clock, first, last
        Which date, and its ISO days: what a press filters by.
    count
        How many claims, or articles.
    groups
        They by look.
    dots
        Whether there is room for one mark each.
    words
        What they have in common, or who they are.
    label
        All of it in words.
    """

    clock: Clock
    first: str
    last: str
    count: int
    groups: tuple[Group, ...]
    dots: bool
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the strip.

    Attributes
    ----------
    first, last
        Its ISO days, cut to what a day filter can hold.
    label, over
        The words of its heading: the bold ones, and the others.
    name
        Its days in words.
    skipped
        What lies between the column before it and this one, in words; "" for nothing.
    clock
        The date that a press on the heading filters by: the first that has something here.
    inside
        Whether the day filter in force holds it.
    """

    first: str
    last: str
    label: str
    over: str
    name: str
    skipped: str
    clock: Clock
    inside: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the strip: its name, a cell for each column, and what has no day."""

    clock: Clock
    label: str
    cells: tuple[Cell, ...]
    undated: int
    of: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip: its columns and rows, and what the day filter shows and hides, in words."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The claims that the strip shows: their numbers, and what each one looks like."""

    numbers: Ints
    articles: Ints


def day_filter_text(shown: Shown) -> str:
    """Return what the day filter shows and hides, in words; "" without a day filter.

    “12 dated shown · 31 without a day hidden”
    """
    view = shown.view
    if not view.day_filter:
        return ""
    dated = len(shown.entries) - shown.undated
    if view.hides_undated:
        return f"{dated:,} dated shown · {shown.hidden_undated:,} without a day hidden"
    return f"{dated:,} dated shown · {shown.undated:,} without a day shown too"


def strip_days(shown: Shown) -> Strip:
    """Return the strip of a view."""
    kinds = _Kinds(np.flatnonzero(shown.matching), _articles(shown))
    days = {clock: _days(shown, kinds, clock) for clock in CLOCKS}
    found = folded((day for some in days.values() for day in iso_days(some)), MOST_COLUMNS)
    columns = [_within_reach(column) for column in found]
    rows = tuple(_row(shown, kinds, clock, days[clock], columns) for clock in CLOCKS)
    years = [column.first[:4] for column in found]
    heads = tuple(
        _head(
            shown,
            column,
            found[n - 1] if n else None,
            year=not n or years[n] != years[n - 1],
            clock=next((row.clock for row in rows if row.cells[n].count), "event"),
        )
        for n, column in enumerate(found)
    )
    return Strip(heads, rows)


def _articles(shown: Shown) -> Ints:
    """Return the numbers of the articles with a claim here; of all if no filter is set."""
    if shown.matching.all():
        return np.arange(len(shown.corpus.articles))
    return np.unique(shown.index.article[shown.matching])


def _days(shown: Shown, kinds: _Kinds, clock: Clock) -> Ints:
    """Return the days of a row: of its claims, or of the articles published."""
    if clock == "publication":
        return shown.index.published[kinds.articles]
    return shown.index.days[clock][kinds.numbers]


def _within_reach(column: Column) -> Column:
    """Return a column cut to the days that a filter can hold."""
    first, last = f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"
    if column.last < first or column.first > last:
        return column
    return replace(column, first=max(column.first, first), last=min(column.last, last))


def _head(shown: Shown, column: Column, before: Column | None, *, year: bool, clock: Clock) -> Head:
    view = shown.view
    cut = _within_reach(column)
    day = date.fromisoformat(column.first)
    single = column.first == column.last
    name = _name(column)
    label, over = column.label, column.over
    if single:
        # the year stands at the first day, and where it changes
        label, over = day_label(column.first), WEEKDAYS[day.weekday()]
        label = label if year else label.rpartition(" ")[0]
    skipped = before is not None and not follows(column, before)
    return Head(
        first=cut.first,
        last=cut.last,
        label=label,
        over=over,
        name=name,
        skipped=f"Nothing between {_name(before)} and {name}" if skipped and before else "",
        clock=clock,
        inside=view.day_filter
        and (view.date_from or "") <= cut.last
        and cut.first <= (view.date_to or "9999"),
    )


def _name(column: Column) -> str:
    """Return the days of a column in words."""
    first, last = day_label(column.first), day_label(column.last)
    return first if first == last else f"{first} to {last}"


def _row(
    shown: Shown, kinds: _Kinds, clock: Clock, days: Ints, columns: Sequence[Column]
) -> Row:
    whole = kinds.articles if clock == "publication" else kinds.numbers
    cells = []
    for column in columns:
        first, last = (int(day.replace("-", "")) for day in (column.first, column.last))
        cells.append(
            _cell(shown, clock, whole[(first <= days) & (days <= last)], column, len(columns))
        )
    noun = "article" if clock == "publication" else "claim"
    undated = int((days == NO_DAY).sum())
    return Row(clock, _ROWS[clock][0], tuple(cells), undated, counted(len(whole), noun))


def _cell(shown: Shown, clock: Clock, numbers: Ints, column: Column, columns: int) -> Cell:
    if clock == "publication":
        groups = (Group("article", "articles", False, False, len(numbers)),)
        words = _listed(shown.corpus.articles[n].publisher for n in numbers.tolist())
        what = counted(len(numbers), "article")
    else:
        groups = _groups(shown, numbers)
        words = _speakers(shown, numbers) if clock == "statement" else _topics(shown, numbers)
        what = counted(len(numbers), "claim")
    parts = [f"{what} on what {_ROWS[clock][1]} on {_name(column)}"]
    if clock == "publication":
        parts = [f"{what} published on {_name(column)}"]
    elif clock == "statement":
        parts = [f"{what} said on {_name(column)}"]
    if clock != "publication":
        parts.append(", ".join(_group_label(group) for group in groups))
    return Cell(
        clock=clock,
        first=column.first,
        last=column.last,
        count=len(numbers),
        groups=groups if len(numbers) else (),
        dots=len(numbers) <= max(_FEWEST, _MARKS // columns),
        words=words,
        label=": ".join(part for part in [*parts, words] if part),
    )
