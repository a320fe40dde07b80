"""The page over a dataset of a million articles: its questions, its memory, ten visitors at once.

The dataset is one of ``benchmarks.made_records`` (or any other) with its index. First each question
of the overview is asked of the index alone, with nothing cached. Then the app is served and visited
by sessions on Streamlit's own websocket: by one visitor, then by ten who think about five seconds,
then by one who opens articles in full. What a browser adds is measured in ``benchmarks.browser``.
Usage: ``python -m benchmarks.million_page DATASET [--minutes 2] [--index]``.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import psutil
from websockets.exceptions import WebSocketException

from benchmarks.streamlit_session import VisitError, Visitor
from benchmarks.visitors import resident, server_process
from dashboard.dataset import questions
from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked, as_text, to_parameters
from dashboard.dataset.build_index import build_index
from dashboard.dataset.fault import MANIFEST, index_of
from dashboard.dataset.open_dataset import MOST_CLAIMS, MOST_OPENED
from dashboard.session.opened import PARAMETER
from tests.server import serve

_ROUNDS = 12
_VISITORS, _THINKING_S = 10, 5.0
Times = dict[str, list[float]]


def asked_of(archive: Archive, chance: random.Random) -> Asked:
    """Return filters by chance: a party, an outlet or a topic, and a range of days."""
    first = date.fromisoformat(questions.iso(archive.first))
    whole = (date.fromisoformat(questions.iso(archive.last)) - first).days
    begin = chance.randrange(whole)
    days = {
        "date_from": (first + timedelta(begin)).isoformat(),
        "date_to": (first + timedelta(chance.randrange(begin, whole + 1))).isoformat(),
    }
    return chance.choice(
        [
            Asked(party=(chance.choice(archive.parties)[0],)),
            Asked(source=(chance.choice(archive.outlets)[0],)),
            Asked(topic=(chance.choice(archive.topics)[0],)),
            Asked(**days),
            Asked(clock="event", **days),
            Asked(party=(chance.choice(archive.parties)[0],), **days),
        ]
    )


def ask_all(folder: Path) -> tuple[Times, Times]:
    """Return the milliseconds of each question, over filters by chance: by the clock, and used.

    On a machine that others use, the second tells more.
    """
    archive, chance = Archive(folder), random.Random(1)  # noqa: S311
    places = [mark.id for mark in questions.marks(archive, Asked()).marks]
    words = {
        "search, rare word": _words(archive, 1, 2_000),
        "search, common word": _words(archive, 20_000, 200_000),
        "search, commonest word": _words(archive, 500_000, 10**9),
    }
    found: Times = defaultdict(list)
    processor: Times = defaultdict(list)

    def timed(name: str, ask: Callable[[], object]) -> None:
        archive.forget()
        start, used = time.perf_counter(), time.process_time()
        ask()
        found[name].append(1000 * (time.perf_counter() - start))
        processor[name].append(1000 * (time.process_time() - used))

    for _ in range(_ROUNDS):
        asked = asked_of(archive, chance)
        timed("marks", lambda a=asked: questions.marks(archive, a))
        timed("days and parties", lambda a=asked: questions.days(archive, a))
        timed("claims and articles counted", lambda a=asked: questions.counts(archive, a))
        page = replace(asked, page=chance.randint(1, 40))
        timed("a page of claims", lambda a=page: questions.page_of_claims(archive, a))
        place = Asked(place=chance.choice(places))
        timed("a place’s excerpts", lambda a=place: questions.page_of_claims(archive, a))
        for name, offered in words.items():
            if offered:
                word = Asked(q=offered.pop(chance.randrange(len(offered))))
                timed(name, lambda a=word: questions.page_of_claims(archive, a))
                timed(f"{name}: marks", lambda a=word: questions.marks(archive, a))
    archive.close()
    return found, processor


def _words(archive: Archive, fewest: int, most: int) -> list[str]:
    """Return some words that so many claims hold."""
    rows = archive.ask(
        "SELECT word FROM words JOIN (SELECT word AS no, count(*) AS n FROM postings GROUP BY ALL)"
        " USING (no) WHERE n BETWEEN ? AND ? AND length(word) > 2 ORDER BY hash(word) LIMIT 40",
        [fewest, most],
    )
    return [word for (word,) in rows]


def address_of(asked: Asked) -> str:
    """Return the query string of what is asked."""
    return urlencode(to_parameters(asked), doseq=True)


def visit(
    address: str, archive: Archive, number: int, seconds: float, thinking: float
) -> tuple[Times, list[str]]:
    """Be one visitor for so many seconds; return the milliseconds to map and page, and errors."""
    chance, end = random.Random(number), time.monotonic() + seconds  # noqa: S311
    times: Times = defaultdict(list)
    errors: list[str] = []
    time.sleep(chance.uniform(0, thinking))
    try:
        while time.monotonic() < end:
            # each step is a visit of its own: a session reads its address once
            for name, query in _steps(archive, chance):
                with Visitor(address) as visitor:
                    answer = visitor.go(query=query)
                if answer.map_ms is None:
                    errors.append(f"{name}: no map")
                else:
                    times[f"{name}: map"].append(answer.map_ms)
                    times[f"{name}: page"].append(answer.page_ms)
                time.sleep(chance.uniform(0.5, 1.5) * thinking)
    except (VisitError, LookupError, WebSocketException, OSError, TimeoutError) as error:
        errors.append(f"{type(error).__name__}: {error}")
    return times, errors


def _places(archive: Archive) -> list[str]:
    """Return the places that are named most."""
    return archive.cached(
        ("places",), lambda: [mark.id for mark in questions.marks(archive, Asked()).marks[:300]]
    )


def _steps(archive: Archive, chance: random.Random) -> Iterator[tuple[str, str]]:
    asked = asked_of(archive, chance)
    yield "everything", ""
    yield "filter", address_of(asked)
    yield "place", address_of(replace(asked, place=chance.choice(_places(archive))))


class Served:
    """The process that serves the app: its peak of resident memory, and its processor time."""

    def __init__(self, address: str) -> None:
        self._process = psutil.Process(server_process(address))
        self._peak, self._over = 0.0, threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self._peak = max(self._peak, resident(self._process.pid))

    def peak(self) -> float:
        """Return the peak since this was last asked, in MB."""
        found, self._peak = max(self._peak, resident(self._process.pid)), 0.0
        return found

    def used(self) -> float:
        """Return the processor time so far, in milliseconds."""
        return 1000 * sum(self._process.cpu_times()[:2])

    def leave(self) -> None:
        """Stop watching."""
        self._over.set()


def serve_and_visit(folder: Path, seconds: float) -> tuple[Times, list[str], dict[str, float]]:
    """Return milliseconds, errors and peaks of the app's resident memory in MB."""
    archive, peaks = Archive(folder), dict[str, float]()
    opening = opened_most(archive)
    with serve("app.py", CLAIMLINE_DATASET=str(folder), MALLOC_ARENA_MAX="2") as address:
        served = Served(address)
        times: Times = defaultdict(list)
        _go(address, "", served, "the very first page", times)
        alone, errors = visit(address, archive, 1000, seconds / 4, 0.2)
        for name, some in alone.items():
            times[f"one visitor, {name}"] += some
        used = served.used()
        visits = _crowd(address, archive, seconds, times, errors)
        times["ten visitors, processor time a page"] = [(served.used() - used) / max(visits, 1)]
        peaks["overview"] = served.peak()
        _go(address, urlencode({PARAMETER: as_text(opening)}), served, "opened in full", times)
        peaks["opened in full"] = served.peak()
        served.leave()
    archive.close()
    return times, errors, peaks


def _go(address: str, query: str, served: Served, name: str, times: Times) -> None:
    """Visit a page once; note the time to its map, to all of it, and the processor time."""
    used = served.used()
    with Visitor(address) as visitor:
        answer = visitor.go(query=query)
    times[f"{name}: map"].append(answer.map_ms or math.nan)
    times[f"{name}: page"].append(answer.page_ms)
    times[f"{name}: processor"].append(served.used() - used)


def _crowd(address: str, archive: Archive, seconds: float, times: Times, errors: list[str]) -> int:
    """Have ten visitors come at once; return how many pages they saw."""
    visits = 0
    with ThreadPoolExecutor(_VISITORS) as people:
        futures = [
            people.submit(visit, address, archive, n, seconds, _THINKING_S)
            for n in range(_VISITORS)
        ]
        for future in futures:
            some_times, some_errors = future.result()
            errors += some_errors
            for name, some in some_times.items():
                times[f"ten visitors, {name}"] += some
                visits += len(some) if name.endswith("map") else 0
    return visits


def opened_most(archive: Archive) -> Asked:
    """Return the newest days of the place that has most articles to open in full together."""
    best, most = Asked(), 0
    for mark in questions.marks(archive, Asked()).marks[::75]:
        place = Asked(place=mark.id)
        days = questions.newest(archive, place, MOST_OPENED, MOST_CLAIMS)
        if days and days.articles > most:
            most = days.articles
            best = replace(place, date_from=days.first, date_to=days.last)
    return best


def build(folder: Path) -> None:
    """Build the index anew, and print what it takes."""
    start, used = time.perf_counter(), time.process_time()
    build_index(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"index: {time.perf_counter() - start:.0f} s, processor {time.process_time() - used:.0f} s,"
        f" peak {peak:.0f} MB, {index_of(folder).stat().st_size / 2**20:.0f} MB"
    )


def sizes(folder: Path) -> str:
    """Return the bytes an article of the dataset's files, without its index."""
    archive = Archive(folder)
    archive.close()
    whole = sum(
        entry.stat().st_size
        for table in os.scandir(folder)
        if table.is_dir() and table.name != MANIFEST
        for entry in os.scandir(table)
    )
    return f"{archive.articles:,} articles, {whole / archive.articles:,.0f} bytes each"


def main() -> int:
    """Ask, serve, visit, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--minutes", type=float, default=2, help="of ten visitors")
    parser.add_argument("--index", action="store_true", help="build the index first")
    options = parser.parse_args()
    if options.index:
        build(options.dataset)
    print(sizes(options.dataset))
    found, processor = ask_all(options.dataset)
    for name, some in found.items():
        print(f"{_row(name, some)}; processor p50 {statistics.median(processor[name]):.0f} ms")
    times, errors, peaks = serve_and_visit(options.dataset, 60 * options.minutes)
    for name, some in times.items():
        print(_row(name, some))
    for name, peak in peaks.items():
        print(f"app resident, peak, {name}: {peak:.0f} MB")
    print(f"errors: {len(errors)}", *sorted(set(errors)))
    return int(bool(errors))


def _row(name: str, times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return f"{name:<42} p50 {cuts[49]:6.0f} ms, p95 {cuts[94]:6.0f} (n {len(times)})"


if __name__ == "__main__":
    sys.exit(main())
