"""What is too long to be drawn at once: page by page, or not before it is filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from dashboard.query.selection import Shown
from dashboard.session.corpus import MOST_COMPARED, comparable

T = TypeVar("T")


def page_of(items: Sequence[T], size: int, key: str) -> Sequence[T]:
    """Draw the choice of a page where there are several; return the page of the list.

    A list of another length begins at its first page.
    """
    pages = -(-len(items) // size)
    page = min(st.pagination(pages, key=f"{key}-page-{pages}"), pages) if pages > 1 else 1
    return items[(page - 1) * size : page * size]


def too_many(shown: Shown, what: str) -> bool:
    """Whether there are too many claims to go through while a visitor waits.

    Where there are, say so, and say what stands here once they are fewer.
    """
    if comparable(shown):
        return False
    st.info(
        f"{len(shown.entries):,} claims are too many to go through while you wait. Filter by days,"
        f" source, topic or words to at most {MOST_COMPARED:,}, and {what} here.",
        icon=":material/filter_alt:",
    )
    return True
