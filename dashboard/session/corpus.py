"""The articles in view.

Those on disk, read once for all visitors and again when the folder changes, and the visitor's own.
"""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

import streamlit as st

from dashboard.query.index import Index
from dashboard.query.selection import Shown
from dashboard.session.user_articles import Shelf
from dashboard.view.settings import read_settings
from geodata import gazetteer, world
from geodata.gazetteer import Gazetteer
from loaders import Article, Corpus, Relation, read_paths
from loaders.compare.relations import find_relations
from loaders.toponyms.excluded import LeftOutName, left_out_names

MOST_COMPARED = 3000
"""Comparing more claims with one another would keep a visitor waiting for more than some seconds."""


def load() -> Corpus:
    """Return the articles of this visitor's view."""
    return index().corpus


def index() -> Index:
    """Return the articles of this visitor's view in columns.

    Everybody's, with what the visitor brought and corrected.
    """
    shared, own = _shared(), shelf()
    return own.index(shared, read_settings().seeds) if own.touched else shared


def look_again() -> None:
    """Begin a run.

    Whoever asks first in it looks at the folder, and all of it speaks of the same articles.
    """
    st.session_state.pop("shared", None)


def load_shared() -> Corpus:
    """Return everybody's articles and the problems met on reading them."""
    return _shared().corpus


def _shared() -> Index:
    """Return everybody's articles in columns; unchanged folders are not read again."""
    folder = read_settings().seeds
    if "shared" not in st.session_state:
        if not world.built():
            _build_world()
        st.session_state["shared"] = _fingerprint(folder)
    return _read(str(folder), st.session_state["shared"])


def shelf() -> Shelf:
    """Return what this visitor brought and corrected."""
    return cast("Shelf", st.session_state.setdefault("shelf", Shelf()))


def places() -> Gazetteer:
    """Return the places that this visitor's articles may name."""
    return gazetteer.load().with_places(load().given_places)


@st.cache_resource(show_spinner=False)
def _world_thread() -> threading.Thread:
    """Return the one thread that builds the list of the world's towns, for all visitors."""
    thread = threading.Thread(target=gazetteer.load, daemon=True)
    thread.start()
    return thread


def _build_world() -> None:
    """Wait for the list of the world's towns, and say meanwhile how far it is."""
    place, thread = st.empty(), _world_thread()
    while thread.is_alive():
        place.info(world.progress() or "Building the list of the world’s towns, once …")
        thread.join(0.5)
    place.empty()


def _fingerprint(folder: Path) -> str | None:
    """Return a digest of what must stay the same for a reading to hold.

    Name, size and times of change of every file; None without a folder.

    The second time is that of any change, to permissions too, and nobody can set it back.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):  # it is gone by now, or a link to itself
                    if entry.is_file():
                        about = entry.stat()
                        found.append(
                            (entry.name, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
                        )
    except OSError:
        return None
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()


@st.cache_resource(max_entries=2, show_spinner="Reading the articles …")
def _read(folder: str, fingerprint: str | None) -> Index:  # noqa: ARG001  (part of the cache key)
    return Index(read_paths([Path(folder)]))


def relations(shown: Shown | None = None) -> list[Relation]:
    """Return how the claims of the articles stand to one another.

    Of everybody's articles they are found once for all visitors.

    Of more than ``MOST_COMPARED`` claims only those that a view shows are compared, and nothing
    where these are too many still.
    """
    corpus, own = load(), shelf()
    if len(index().entries) > MOST_COMPARED:
        return _of_shown(shown) if shown and comparable(shown) else []
    if own.touched:
        return own.relations(corpus, places())
    return _relations(str(read_settings().seeds), st.session_state["shared"])


def comparable(shown: Shown) -> bool:
    """Whether the claims shown are few enough to be compared with one another while a visitor waits."""
    return len(shown.entries) <= MOST_COMPARED


def _of_shown(shown: Shown) -> list[Relation]:
    """Return the relations among the claims a view shows.

    Kept in the session while it shows the same.
    """
    ids = tuple(shown.by_claim)
    held = st.session_state.get("compared")
    if held is None or held[0] != ids:
        articles = (
            replace(a, claims=tuple(c for c in a.claims if c.id in shown.by_claim))
            for a in shown.articles
        )
        with st.spinner("Comparing the claims …"):
            held = st.session_state["compared"] = (
                ids,
                find_relations(Corpus(tuple(articles)), places()),
            )
    return cast("list[Relation]", held[1])


@st.cache_resource(max_entries=2, show_spinner="Comparing the claims …")
def _relations(folder: str, fingerprint: str | None) -> list[Relation]:
    return find_relations(_read(folder, fingerprint).corpus, gazetteer.load())


def left_out(article: Article) -> list[LeftOutName]:
    """Return the names of places in an article's excluded parts.

    Of everybody's articles they are found once for all visitors.
    """
    if load_shared().by_id.get(article.id) is article:
        return _left_out(article.id, article)
    return shelf().left_out(article)


@st.cache_resource(max_entries=2000, show_spinner=False)
def _left_out(article_id: str, _article: Article) -> list[LeftOutName]:  # noqa: ARG001  (the id is the cache key: it holds the text's hash)
    return left_out_names(_article, gazetteer.load())
