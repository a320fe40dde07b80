"""Tables of words as plain HTML.

They wrap, print, scroll sideways on a phone and are read aloud cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import streamlit as st
from markupsafe import Markup

from dashboard.html.templates import render


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to an address."""

    kind: ClassVar[str] = "link"
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A cell that carries a warning."""

    kind: ClassVar[str] = "warned"
    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A cell of an article’s own words, with where they stand and the original’s address."""

    kind: ClassVar[str] = "quote"
    words: str
    where: str
    address: str | None


Cell = str | Link | Warned | Quote


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Draw a table; the first cell of a row is its heading."""
    st.html(folded_table("", title, columns, rows))


def folded_table(
    summary: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], note: str = ""
) -> Markup:
    """Return a table, with a note below it, that opens at a click on its summary.

    Without a summary it is open. Streamlit's expander is only for what is no HTML: in version
    1.67.0 one that leaves the page stays in the browser's memory.
    """
    return render("table.html", summary=summary, title=title, columns=columns, rows=rows, note=note)


def plain(words: str) -> None:
    """Show hostile text as text."""
    st.html(render("plain.html", words=words))
