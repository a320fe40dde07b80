"""Tables of words as plain HTML.

They wrap, print, scroll sideways on a phone and are read aloud cell by cell.

Every cell is escaped; only http(s) addresses become links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.html.wording import link_html

_CELL = (
    "padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in"
    " srgb, currentColor 18%, transparent)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to an address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A cell that carries a warning."""

    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A cell of an article's own words.

    Where they stand, and the way to the original, where there is one.
    """

    words: str
    where: str
    address: str | None


Cell = str | Link | Warned | Quote


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Draw a table; the first cell of a row is its heading."""
    st.html(_table_html(title, columns, rows))


def folded_table(
    summary: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], note: str = ""
) -> str:
    """Return the HTML of a table, with a note below it, that opens at a click on its summary.

    Streamlit's expander is for what is no HTML: one that leaves the page stays in the browser's
    memory.
    """
    below = f"<small>{escape(note)}</small>" if note else ""
    return (
        '<details style="margin-top:.5rem"><summary'
        f' style="cursor:pointer;font-size:.875rem">{escape(summary)}</summary>'
        f"{_table_html(title, columns, rows)}{below}</details>"
    )


def _table_html(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(column)}</th>' for column in columns)
    body = "".join(
        f"<tr>{''.join(_cell(cell, first=not index) for index, cell in enumerate(row))}</tr>"
        for row in rows
    )
    return (
        f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{escape(title)}">'
        "<table"
        f' style="border-collapse:collapse;font-size:.875rem;width:100%"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(cell: Cell, *, first: bool) -> str:
    tag, scope = ("th", ' scope="row"') if first else ("td", "")
    return (
        f"<{tag}{scope}"
        f' style="{_CELL};font-weight:{600 if first else 400};min-width:6.5rem">{_content(cell)}</{tag}>'
    )


def _content(cell: Cell) -> str:
    if isinstance(cell, Warned):
        return f'<strong><span aria-hidden="true">⚠ </span>{escape(cell.words)}</strong>'
    if isinstance(cell, Link):
        return link_html(cell.words, cell.address)
    if isinstance(cell, Quote):
        return (
            f"“{escape(cell.words)}”<br><small>{link_html(cell.where, cell.address or '')}</small>"
        )
    return escape(cell)


def plain(words: str) -> None:
    """Show hostile text as text."""
    st.html(f"<p>{escape(words)}</p>")
