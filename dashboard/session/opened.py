"""Which articles of a dataset this visitor opened in full, as the filters that found them.

The address holds them in ``opened``; without it the overview is shown. A folder of seeds needs none
of this, and no part of DuckDB is loaded for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.query.index import Index
from dashboard.session import navigation
from dashboard.view.settings import read_settings
from geodata import gazetteer
from loaders import Corpus

if TYPE_CHECKING:
    from dashboard.dataset.archive import Archive

PARAMETER = "opened"


def archive() -> Archive:
    """Return the dataset that is shown, open to be asked.

    Raises
    ------
    DatasetError
        It cannot be asked.
    """
    from dashboard.dataset.open_dataset import archive_of

    return archive_of(read_settings().folder)


def opened() -> str:
    """Return the filters by which articles were opened; "" where none are."""
    session = st.session_state
    if "view" not in session or navigation.in_history():
        return str(st.query_params.get(PARAMETER, ""))
    return str(session["view"].opened)


def fingerprint() -> str:
    """Return what the opened articles depend on: the dataset's shards, and the filters."""
    return f"{archive().stamp}?{opened()}"


def read(key: str) -> Index:
    """Return the articles opened, by their fingerprint, in columns.

    Raises
    ------
    DatasetError
        There are too many of them, or they cannot be read.
    """
    from dashboard.dataset.open_dataset import read_opened

    text = key.partition("?")[2]
    if not text:
        return Index(Corpus())
    return Index(Corpus(tuple(read_opened(archive(), text, gazetteer.load()))))


def show(parameters: dict[str, str | list[str]]) -> None:
    """Begin anew from an address, as a reload would; Back leads to the one before."""
    session = st.session_state
    for name in ("view", "shared", "opening", "map_config", "map_of", "focus", "asked"):
        session.pop(name, None)
    st.query_params.from_dict(parameters)
