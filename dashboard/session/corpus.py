"""The articles of a visit: those of the folder, and the visitor's own.

Those of the folder are read once for all visitors, and again when the folder changes.
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
from dashboard.session import opened
from dashboard.session.user_articles import UserArticles
from dashboard.view.settings import read_settings
from geodata import gazetteer, world
from geodata.gazetteer import Gazetteer
from loaders import Article, Corpus, Relation, read_paths
from loaders.compare.relations import find_relations
from loaders.toponyms.excluded import LeftOutName, left_out_names

MOST_COMPARED = 3000
"""Claims that are compared with one another at most. The time grows with the number of pairs, and
more would keep a visitor waiting for longer than a few seconds (``python -m benchmarks.scale``)."""
_CACHED_FOLDERS = 2
"""States of the folder that are cached: the newest, and the one that runs under way still use."""
_CACHED_ARTICLES = 2000
"""Articles whose left-out names are cached, for all visitors; a name takes some hundred bytes."""


def load() -> Corpus:
    """Return the articles of this visitor's view."""
    return index().corpus


def index() -> Index:
    """Return the articles of this visitor's view in columns.

    They are the shared ones as this visitor corrected them, then the visitor's own.
    """
    shared, own = _shared(), user_articles()
    return own.index(shared, read_settings().folder) if own.touched else shared


def begin_run() -> None:
    """Begin a run: it looks at the folder once, so that all of it shows the same articles."""
    st.session_state.pop("shared", None)


def load_shared() -> Corpus:
    """Return the articles of the folder, which all visitors share."""
    return _shared().corpus


def _shared() -> Index:
    """Return the articles of the folder in columns; an unchanged folder is not read again.

    Of a dataset they are those that this visitor opened in full.
    """
    settings = read_settings()
    folder = settings.folder
    if "shared" not in st.session_state:
        if not world.built():
            _build_world()
        st.session_state["shared"] = (
            opened.fingerprint() if settings.dataset_shown else _fingerprint(folder)
        )
    return _read(str(folder), st.session_state["shared"])


def user_articles() -> UserArticles:
    """Return this visitor's articles and corrections."""
    return cast("UserArticles", st.session_state.setdefault("user_articles", UserArticles()))


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
    """Return a digest of the name, size and times of every file in a folder; None without a folder.

    Of the two times, ``ctime`` changes with the permissions too, and cannot be set back.
    """
    files = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):  # it is gone by now, or a link to itself
                    if entry.is_file():
                        stat = entry.stat()
                        files.append((entry.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    except OSError:
        return None
    return hashlib.sha256(repr(sorted(files)).encode()).hexdigest()


@st.cache_resource(max_entries=_CACHED_FOLDERS, show_spinner="Reading the articles …")
def _read(folder: str, fingerprint: str | None) -> Index:
    if read_settings().dataset_shown:
        return opened.read(fingerprint or "")
    return Index(read_paths([Path(folder)]))


def relations(shown: Shown | None = None) -> list[Relation]:
    """Return the relations between the claims of this visitor's articles.

    Those of the shared articles are found once for all visitors. If there are more than
    ``MOST_COMPARED`` claims, only those that a view shows are compared; if these are still too
    many, there are no relations.

    Parameters
    ----------
    shown
        What the view shows.
    """
    corpus, own = load(), user_articles()
    if len(index().entries) > MOST_COMPARED:
        return _of_shown(shown) if shown and comparable(shown) else []
    if own.touched:
        return own.relations(corpus, places())
    return _relations(str(read_settings().folder), st.session_state["shared"])


def comparable(shown: Shown) -> bool:
    """Whether the claims shown are few enough to be compared while a visitor waits."""
    return len(shown.entries) <= MOST_COMPARED


def _of_shown(shown: Shown) -> list[Relation]:
    """Return the relations between the claims a view shows, cached while it shows the same."""
    ids = tuple(shown.by_claim)
    cached = st.session_state.get("compared")
    if cached is None or cached[0] != ids:
        articles = (
            replace(a, claims=tuple(c for c in a.claims if c.id in shown.by_claim))
            for a in shown.articles
        )
        with st.spinner("Comparing the claims …"):
            found = find_relations(Corpus(tuple(articles)), places())
        cached = st.session_state["compared"] = (ids, found)
    return cast("list[Relation]", cached[1])


@st.cache_resource(max_entries=_CACHED_FOLDERS, show_spinner="Comparing the claims …")
def _relations(folder: str, fingerprint: str | None) -> list[Relation]:
    return find_relations(_read(folder, fingerprint).corpus, gazetteer.load())


def left_out(article: Article) -> list[LeftOutName]:
    """Return the names of places in an article's excluded parts.

    Those of a shared article are found once for all visitors.
    """
    if load_shared().by_id.get(article.id) is article:
        return _left_out(article.id, article)
    return user_articles().left_out(article)


@st.cache_resource(max_entries=_CACHED_ARTICLES, show_spinner=False)
def _left_out(article_id: str, _article: Article) -> list[LeftOutName]:  # noqa: ARG001  (the id is the cache key: it holds the text's hash)
    return left_out_names(_article, gazetteer.load())
