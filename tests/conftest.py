"""Fixtures of all tests: the shipped corpus, and made-up sentences read as an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.query.border import border_of
from dashboard.query.index import Index
from dashboard.query.selection import Shown, select
from dashboard.view.view import View
from geodata import gazetteer
from loaders import Article, Corpus, read_article, read_paths
from loaders.documents.sidecar import Sidecar

# the same examples in every run, so that a test that passed passes again
settings.register_profile("claimline", derandomize=True, deadline=None)
settings.load_profile("claimline")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _no_corpora_for_the_app() -> Iterator[None]:
    """CLAIMLINE_CORPORA is the tests' own: the app would take it for a setting misspelt."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CLAIMLINE_CORPORA", raising=False)
        yield


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return read_paths([ROOT / "seeds"])


@pytest.fixture(scope="session")
def moscow_times(seeds: Corpus) -> Article:
    return next(a for a in seeds.articles if a.publisher == "The Moscow Times")


@pytest.fixture(scope="session")
def dw(seeds: Corpus) -> Article:
    return next(a for a in seeds.articles if a.publisher == "DW")


@pytest.fixture(scope="session")
def read() -> Callable[..., Article]:
    """Read sentences as an article published on Friday, 14 May 2021."""

    def read_text(
        text: str, published: str | None = "2021-05-14", publisher: str = "Test"
    ) -> Article:
        article, _ = read_article(
            "made-up.txt",
            text.encode(),
            Sidecar(title="Made up", publisher=publisher, published=published),
        )
        return article

    return read_text


def words(article: Article, span: object) -> str:
    """Return the characters a record rests on, white space folded."""
    return " ".join(article.text[span.start : span.end].split())  # type: ignore[attr-defined]


def showing(corpus: Corpus, view: View | None = None) -> Shown:
    """Return what a view (all of it by default) shows of a corpus, by the border it names.

    Without one it is that of the shipped story, which made-up sentences may be too few to tell.
    """
    wanted = view or View()
    places = gazetteer.load().with_places(corpus.given_places)
    border = border_of(wanted.pair or "AM-AZ", wanted.border)
    return select(Index(corpus), wanted, places, border)
