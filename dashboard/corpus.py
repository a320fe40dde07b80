"""The corpus on disk, read once for all visitors and read again when the folder changes."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from dashboard.settings import read_settings
from geodata import gazetteer, world
from geodata.gazetteer import Gazetteer
from loaders import Article, Corpus, Relation, read_paths
from loaders.left_out import LeftOutName, left_out_names
from loaders.relations import find_relations


def load() -> Corpus:
    """Return the articles and the problems met on reading them; unchanged folders are not read again."""
    if not world.file().exists():
        _build_world()
    folder = read_settings().seeds
    return _read(str(folder), _fingerprint(folder))


@st.cache_resource(show_spinner="Building the list of the world’s towns, once: about ten seconds …")
def _build_world() -> Gazetteer:
    return gazetteer.load()


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of change of every file: what must stay the same for a reading to hold."""
    try:
        return tuple(sorted((e.name, e.stat().st_size, e.stat().st_mtime_ns) for e in os.scandir(folder) if e.is_file()))
    except OSError:
        return ()


@st.cache_resource(max_entries=2, show_spinner="Reading the articles …")
def _read(folder: str, fingerprint: tuple[tuple[str, int, int], ...]) -> Corpus:  # noqa: ARG001  (part of the cache key)
    return read_paths([Path(folder)])


def relations() -> list[Relation]:
    """Return how the claims of the articles stand to one another; found once for all visitors."""
    folder = read_settings().seeds
    return _relations(str(folder), _fingerprint(folder))


@st.cache_resource(max_entries=2, show_spinner="Comparing the claims …")
def _relations(folder: str, fingerprint: tuple[tuple[str, int, int], ...]) -> list[Relation]:
    return find_relations(_read(folder, fingerprint), gazetteer.load())


@st.cache_resource(max_entries=2000, show_spinner=False)
def left_out(article_id: str, _article: Article) -> list[LeftOutName]:  # noqa: ARG001  (the id is the cache key: it holds the text's hash)
    """Return the names of places in an article's excluded parts; found once for all visitors."""
    return left_out_names(_article, gazetteer.load())
