"""The index of a dataset, open to be asked: read-only, bounded, and one question after another.

DuckDB's memory limit is shared by all questions, so that ten at a time would run out of it. One
thread asks them in the order in which they came: nobody waits longer than those before them take.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dashboard.dataset.asked import Known
from dashboard.dataset.fault import (
    FORM,
    MANIFEST,
    DatasetError,
    build_words,
    index_of,
    is_dataset,
)
from dashboard.dataset.searches import Search, Searches, Select, Table
from dashboard.view.view import CLOCKS, Clock

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
Row = tuple[Any, ...]
_MEMORY, _THREADS = "70MB", 2
"""What DuckDB may hold. The process holds 35 to 60 MB more than this, and the app by itself 200 MB:
together they stay below 350 MB (``python -m benchmarks.million_page``)."""
_LONGEST_S = 20.0
"""Seconds after which a question is given up, so that those after it are answered."""
_CACHED = 150
"""Answers that are cached. The largest, a map of 1,500 marks, has 150 kB; there are about four for
each view."""
_ROOM_FOR_SEARCHES = 12_000_000
"""Bytes of the searches that are cached when one more comes: that of a common word has eleven
million for the list and as many for the map."""
_MOST_OFFERED = 300
"""Outlets that can be chosen: of more only those with the most articles. A link can name any."""


class Archive:
    """An open index.

    Attributes
    ----------
    folder
        The dataset.
    articles, claims, places
        How many it has; of the places those that a claim names.
    stamp
        The digest of the shards it was made of.
    parties, topics, outlets
        By number: parties and topics with how many claims they have; outlets as slug, name and how
        many articles they have.
    countries
        By ISO code, how many places in it are named.
    ends
        The first and last day of each kind as ``YYYYMMDD``; 0 where there is none.
    totals
        How many claims, and of how many articles, there are of each party and topic and in all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection = _open(folder)
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="dataset")
        self._cached: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        try:
            self._learn()
        except BaseException:
            self.close()
            raise

    def _learn(self) -> None:
        about = dict(cast("list[tuple[str, str]]", self.ask("SELECT name, value FROM meta")))
        if about.get("form") != str(FORM):
            raise DatasetError(
                f"the index of {self.folder.name} was built by another version of Claimline",
                build_words(self.folder),
            )
        self.articles, self.claims = int(about["articles"]), int(about["claims"])
        self._searches = Searches(self._connection, self.claims, _ROOM_FOR_SEARCHES)
        self.places, self.stamp = int(about["places"]), about["stamp"]
        self.parties = [
            (name, n) for name, n in self.ask("SELECT name, n FROM parties ORDER BY no")
        ]
        self.topics = [(name, n) for name, n in self.ask("SELECT name, n FROM topics ORDER BY no")]
        self.outlets = [
            (slug, name, n)
            for slug, name, n in self.ask("SELECT slug, name, n FROM outlets ORDER BY no")
        ]
        self.countries = {
            code: n
            for code, n in self.ask(
                "SELECT unnest(string_split(country, '/')) AS code, count(*) AS n FROM places"
                " GROUP BY code ORDER BY code"
            )
            if code
        }
        self.ends: dict[Clock, tuple[int, int]] = dict.fromkeys(CLOCKS, (0, 0))
        self.ends |= {
            clock: (first, last)
            for clock, first, last in self.ask(
                "SELECT clock, min(day), max(day) FROM calendar GROUP BY clock"
            )
        }
        self.totals: dict[tuple[str, int], tuple[int, int]] = {
            (kind, no): (claims, articles)
            for kind, no, claims, articles in self.ask("SELECT * FROM totals")
        }
        self.known = Known(
            party={name for name, _ in self.parties},
            source={slug for slug, _, _ in self.outlets},
            topic={name for name, _ in self.topics},
            country=set(self.countries),
        )

    @property
    def first(self) -> int:
        """The first day of publication; 0 where no article has a day."""
        first, _ = self.ends["publication"]
        return first

    @property
    def last(self) -> int:
        """The last day of publication; 0 where no article has a day."""
        _, last = self.ends["publication"]
        return last

    def offered_outlets(self) -> dict[str, str]:
        """Return the outlets to choose from, with their names and how many articles they have."""
        return {slug: f"{name} ({n:,})" for slug, name, n in self.outlets[:_MOST_OFFERED]}

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the rows that a question gives.

        Parameters
        ----------
        statement
            SQL. What a visitor wrote is never in it.
        values
            What is bound to its question marks.

        Raises
        ------
        DatasetError
            The question needs too long or too much memory, or the index is damaged.
        """
        return self._in_turn(self._answer, statement, list(values))

    def _in_turn(self, do: Callable[..., T], *given: object) -> T:
        """Do something in the one thread that asks, after what was asked before."""
        try:
            return self._asking.submit(do, *given).result()
        except (CancelledError, RuntimeError) as error:
            raise DatasetError("the index was built anew meanwhile", "Reload the page") from error

    def cached(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return an answer that is cached by its key; the same question is asked once.

        Who asks it while it is being answered waits for that answer.
        """
        with self._lock:
            asked = self._cached.get(key)
            answer: Future[T] = Future() if asked is None else asked
            self._cached[key] = answer
            self._cached.move_to_end(key)
            while len(self._cached) > _CACHED:
                self._cached.popitem(last=False)
        if asked is None:
            try:
                answer.set_result(find())
            except BaseException as error:
                with self._lock:
                    self._cached.pop(key, None)
                answer.set_exception(error)
                raise
        return answer.result()

    def forget(self) -> None:
        """Forget the cached answers."""
        with self._lock:
            self._cached.clear()

    def search(self, table: Table, selects: Sequence[Select]) -> Search:
        """Return the claims that all of some statements give, to be read beside a table."""
        return self._in_turn(self._search, table, selects)

    def close(self) -> None:
        """Close the index; questions that wait are given up."""
        self._asking.shutdown(wait=True, cancel_futures=True)
        self._connection.close()

    def _search(self, table: Table, selects: Sequence[Select]) -> Search:
        """Find the claims of a search, in the one thread that asks."""
        with self._watched():
            return self._searches.find(table, selects)

    def _answer(self, statement: str, values: list[object]) -> list[Row]:
        """Ask, in the one thread that asks."""
        with self._watched():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Give up what takes too long, and say of every error how to fix it."""
        import duckdb

        watch = threading.Timer(_LONGEST_S, self._connection.interrupt)
        watch.daemon = True
        watch.start()
        try:
            yield
        except (duckdb.OutOfMemoryException, duckdb.InterruptException) as error:
            raise DatasetError(
                "this is too much to go through while you wait",
                "Narrow the days, or choose a party, an outlet or a rarer word",
            ) from error
        except duckdb.CatalogException as error:  # searches of others took its place
            raise DatasetError("many search at this moment", "Search again") from error
        except duckdb.Error as error:
            raise DatasetError(
                f"the index of {self.folder.name} is damaged", build_words(self.folder)
            ) from error
        finally:
            watch.cancel()


def check_folder(folder: Path) -> None:
    """Check that a folder is a dataset with an index.

    Raises
    ------
    DatasetError
        It is not; the error says how to fix it.
    """
    if not is_dataset(folder):
        raise DatasetError(
            f"{folder} is no dataset: it has no {MANIFEST}",
            "Name a folder that `claimline read … --out` wrote",
        )
    if not index_of(folder).is_file():
        raise DatasetError(f"the dataset {folder.name} has no index yet", build_words(folder))


def _open(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open an index read-only: no file but this one, no extension, no spilling to the disk."""
    check_folder(folder)
    try:
        import duckdb
    except ImportError as error:
        raise DatasetError("DuckDB is not installed", 'pip install "claimline[scale]"') from error
    options: dict[str, Any] = {
        "threads": _THREADS,
        "memory_limit": _MEMORY,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    try:
        connection = duckdb.connect(str(index_of(folder)), read_only=True, config=options)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise DatasetError(
            f"the index of {folder.name} is damaged, or no index", build_words(folder)
        ) from error
    return connection
