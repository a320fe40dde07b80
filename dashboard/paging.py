"""Long lists, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def page_of(items: Sequence[T], size: int, key: str) -> Sequence[T]:
    """Return the page of a list that is chosen, and draw the choice where there is more than one; another length begins at the first."""
    pages = -(-len(items) // size)
    page = min(st.pagination(pages, key=f"{key}-page-{pages}"), pages) if pages > 1 else 1
    return items[(page - 1) * size : page * size]
