"""The strip below the map: what happened, was said and was published on which day.

Pressing or dragging over its days sets the day filter of the whole page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.html.component import clickable
from dashboard.html.templates import render
from dashboard.html.wording import TOPICS, time_label
from dashboard.query.selection import Shown
from dashboard.query.sides import sides
from dashboard.query.strip_days import (
    Cell,
    Group,
    Head,
    Row,
    Strip,
    may_be_of_these_days,
    strip_days,
)
from dashboard.query.timescale import WEEKDAYS
from dashboard.view.view import Clock
from loaders.export.captions import counted, day_label

_ROWS: dict[Clock, str] = {"event": "Happened", "statement": "Said", "publication": "Published"}
_VERBS: dict[Clock, str] = {
    "event": "what happened",
    "statement": "what was said",
    "publication": "what was published",
}


def strip(shown: Shown) -> None:
    """Draw the strip."""
    with st.container(key="strip"):
        clickable(strip_html(shown), "strip", "Days: happened, said, published")


def day_filter_text(shown: Shown) -> str:
    """Return how much the day filter shows and hides; "" without a day filter.

    “12 of these days shown · 7 of other days hidden · 31 without a day hidden”: together they are
    all that pass the other filters.
    """
    view = shown.view
    if not view.day_filter:
        return ""
    dated, without = len(shown.entries) - shown.undated, _without_day(shown)
    others = int(shown.matching.sum()) - dated - without
    fate = "hidden" if view.hides_undated else "shown too"
    maybe = may_be_of_these_days(shown)
    open_days = f" ({maybe:,} may be of these days)" if maybe else ""
    return (
        f"{dated:,} of these days shown · {others:,} of other days hidden"
        f" · {without:,} without a day {fate}{open_days}"
    )


def _without_day(shown: Shown) -> int:
    """Return how many claims that pass the other filters have no day for the day filter."""
    return shown.hidden_undated if shown.view.hides_undated else shown.undated


def strip_html(shown: Shown) -> Markup:
    """Return the strip as HTML."""
    data = strip_days(shown)
    view = shown.view
    return render(
        "strip.html",
        heads=_heads(data),
        rows=[_row(shown, data, row) for row in data.rows],
        words=day_filter_text(shown),
        hidden=view.hides_undated,
        switch=view.day_filter and _without_day(shown) > 0,
    )


def _heads(data: Strip) -> list[dict[str, object]]:
    """Return the headings; the year stands at the first day, and where it changes."""
    years = [head.column.first[:4] for head in data.heads]
    found: list[dict[str, object]] = []
    for place, head in enumerate(data.heads):
        new_year = not place or years[place] != years[place - 1]
        label, over = _heading(head, year=new_year)
        before = head.before
        found.append(
            {
                "label": label,
                "over": over,
                "days": _days(head),
                "name": f"Only {_VERBS[head.clock]}: {_name(head)}",
                "clock": head.clock,
                "inside": head.inside,
                "gap": (
                    f"Nothing from {day_label(before.last)} to {day_label(head.column.first)}"
                    if before
                    else ""
                ),
            }
        )
    return found


def _heading(head: Head, *, year: bool) -> tuple[str, str]:
    """Return the words of a heading: the bold ones, and those beside them."""
    column = head.column
    if column.first != column.last:
        return column.label, column.over
    label = day_label(column.first)
    weekday = WEEKDAYS[date.fromisoformat(column.first).weekday()]
    return (label if year else label.rpartition(" ")[0]), weekday


def _days(head: Head) -> tuple[str, str] | None:
    """Return the days that a press filters by; None where a day filter cannot hold them."""
    first, last = head.reach
    return (first, last) if first <= last else None


def _name(head: Head) -> str:
    return time_label(head.column.first, head.column.last, "")


def _row(shown: Shown, data: Strip, row: Row) -> dict[str, object]:
    noun = "article" if row.clock == "publication" else "claim"
    return {
        "label": _ROWS[row.clock],
        "clock": row.clock,
        "undated": row.undated,
        "of": counted(row.total, noun),
        "cells": [
            _cell(shown, row.clock, head, cell)
            for head, cell in zip(data.heads, row.cells, strict=True)
        ],
    }


def _cell(shown: Shown, clock: Clock, head: Head, cell: Cell) -> dict[str, object]:
    words = _words(clock, cell)
    inferred = sum(group.count for group in cell.groups if group.inferred)
    noun = "article" if clock == "publication" else "claim"
    who = [] if clock == "publication" else [_group_words(shown, group) for group in cell.groups]
    label = f"{_ROWS[clock]} {_name(head)}: {counted(cell.count, noun)}"
    return {
        "count": cell.count,
        "days": _days(head),
        "inside": head.inside and shown.view.clock == clock,
        "marks": [
            {"group": group, "times": group.count if cell.dots else 1, "number": not cell.dots}
            for group in cell.groups
        ],
        "sure": f"{inferred:,} inferred" if inferred else "",
        "words": words,
        "label": "; ".join(part for part in (label, ", ".join(who), words) if part),
    }


def _group_words(shown: Shown, group: Group) -> str:
    """Return who a mark stands for, in words."""
    name = sides(shown.border).get(group.look, "other" if group.count == 1 else "others")
    inferred = ", the day inferred" if group.inferred else ""
    return f"{group.count:,} {name}{', debunked or retracted' if group.hollow else ''}{inferred}"


def _words(clock: Clock, cell: Cell) -> str:
    """Return what the claims of a cell are about, who says them, or where they are published."""
    if clock == "publication":
        return _listed(cell.outlets, "others")
    if clock == "statement":
        return _listed(cell.speakers, "others")
    topics = _listed([TOPICS[topic].lower() for topic in cell.topics], "more")
    if any(group.inferred for group in cell.groups):
        return topics
    return f"{topics}, in {cell.outlets[0]}" if len(cell.outlets) == 1 else topics


def _listed(names: Sequence[str], others: str) -> str:
    """Return names in words: both of two, of more the first and how many others there are."""
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1:,} {others}"
