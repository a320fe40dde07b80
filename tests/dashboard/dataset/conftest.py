"""A dataset of a hundred invented articles and some hostile ones, made by the real writer."""

from __future__ import annotations

import pytest

from benchmarks.made import made
from dashboard.dataset.archive import Archive
from dashboard.dataset.build_index import build_index
from geodata import gazetteer
from loaders import Corpus, read_article
from loaders.dataset.from_corpus import write_corpus
from loaders.documents.sidecar import Sidecar

HOSTILE = '<img src=x onerror="owned()">'
_TEXTS = {
    "markup.txt": f"Baku’s {HOSTILE} Ministry said on Friday that shots were fired near Goris.",
    "quotes.txt": "Armenia’s Foreign Ministry said that “O'Brien's 100%_sure; DROP TABLE claims”"
    " had reached Kapan.",
    "accents.txt": "Prime Minister Nikol Pashinyan said that the café in Vardenis was closed.",
}
_STATED = {
    "markup.txt": Sidecar(
        title=f"{HOSTILE} title",
        publisher=f"{HOSTILE} Outlet",
        published="2021-05-14",
        url="https://example.org/a'b\"c<d>",
    ),
    "quotes.txt": Sidecar(title="'; DROP TABLE articles; --", publisher="O'Outlet"),
    "accents.txt": Sidecar(title="Café", publisher="Plain", published="2021-05-15"),
}


@pytest.fixture(scope="session")
def articles() -> Corpus:
    """A hundred invented articles, and three whose texts and facts are hostile."""
    texts = {**dict(made(100)), **_TEXTS}
    read = [
        read_article(name, text.encode(), _STATED.get(name, Sidecar()))[0]
        for name, text in texts.items()
    ]
    return Corpus(tuple(read))


@pytest.fixture(scope="session")
def folder(articles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data set's")
    write_corpus(folder, articles, gazetteer.load())
    build_index(folder)
    return folder


@pytest.fixture(scope="session")
def archive(folder):
    opened = Archive(folder)
    yield opened
    opened.close()
