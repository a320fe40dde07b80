"""Open a dataset once for all visitors, and articles of it in full."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from dashboard.dataset.archive import Archive, check_folder
from dashboard.dataset.asked import Asked, from_text
from dashboard.dataset.fault import DatasetError, index_of
from dashboard.dataset.questions import articles_of, counts, days, page_of_claims
from geodata.gazetteer import Gazetteer
from loaders import Article

MOST_OPENED = 200
"""Articles that are opened in full at most: a folder of so many is as quick as one of two."""
MOST_CLAIMS = 1_000
"""Claims that fit the filters at most, where articles are opened in full."""
_lock = threading.Lock()
_open: dict[tuple[Path, int, int], Archive] = {}


def archive_of(folder: Path) -> Archive:
    """Return an open dataset; one whose index was built again is opened again.

    Raises
    ------
    DatasetError
        It cannot be asked.
    """
    check_folder(folder)
    state = index_of(folder).stat()
    key = (folder, state.st_mtime_ns, state.st_size)
    with _lock:
        if key not in _open:
            # DuckDB 2.0.1 opens no second file of a name whose first one is still open
            for old in list(_open):
                _open.pop(old).close()
            _open[key] = Archive(folder)
        return _open[key]


def open_ahead(folder: Path) -> None:
    """Open a dataset and ask what every first page asks, before anybody visits.

    What is wrong with it is told to whoever comes.
    """
    with suppress(DatasetError):
        archive = archive_of(folder)
        everything = Asked()
        counts(archive, everything)
        page_of_claims(archive, everything)
        days(archive, everything)


def too_many(articles: int, claims: int) -> bool:
    """Whether there are too many articles to open in full, or too many of their claims fit."""
    return articles > MOST_OPENED or claims > MOST_CLAIMS


def read_opened(archive: Archive, text: str, gazetteer: Gazetteer) -> list[Article]:
    """Return the articles that some filters find, in full.

    Raises
    ------
    DatasetError
        There are none, or too many; or they cannot be read.
    """
    # pyarrow takes some 60 MB: not before somebody opens articles
    from dashboard.dataset.stored import read_stored

    asked = from_text(text, archive.known)
    claims, articles = counts(archive, asked)
    if too_many(articles, claims):
        raise DatasetError(
            f"{articles:,} articles with {claims:,} claims that fit are too many to open in full",
            f"Narrow the filters to at most {MOST_OPENED} articles and {MOST_CLAIMS:,} claims",
        )
    wanted = articles_of(archive, asked, MOST_OPENED)
    if not wanted:
        raise DatasetError("no article of this dataset fits", "Show everything, then filter again")
    return read_stored(archive.folder, wanted, gazetteer)
