"""Many visitors at once, each a real session on Streamlit's websocket, beside the textbook app.

Both apps are measured in the same run. A visitor opens the page, filters, clicks a mark, resets the
filters, and waits about a second before each. Two crowds come, one after the other: memory that the
second leaves on top of the first is memory that was not given back. A session outlives its
connection by ``server.disconnectedSessionTTL`` (120 s unless set; here 5), and then ends when the
next visitor leaves, since Streamlit has no timer for it. Streamlit notices a connection that broke
without being closed by ``server.websocketPingInterval``. What a browser adds (fetching scripts,
drawing) is measured in ``benchmarks.browser``, not here. Usage: ``python -m benchmarks.visitors
[--visitors 50] [--minutes 2] [--articles N]`` with the test packages installed.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from websockets.exceptions import WebSocketException

from benchmarks import made
from benchmarks.streamlit_session import Answer, VisitError, Visitor
from tests.server import serve

_SESSION_S = 5
"""How many seconds the server keeps the session of a visitor who may come back."""


@dataclass
class Tally:
    """What visitors saw.

    Attributes
    ----------
    first, filter, click
        Milliseconds to the first map, to the map after a filter or reset, and to that after a
        click.
    received
        Bytes of a filter's answer.
    errors
        What failed, in words.
    """

    first: list[float] = field(default_factory=list)
    filter: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, what: str, answer: Answer, waited: float = 0.0) -> None:
        """Count an answer, and the milliseconds that were waited before it was asked for.

        A map that did not change is an error.
        """
        if answer.map_ms is None:
            self.errors.append(f"{what}: the map did not change")
            return
        getattr(self, what).append(waited + answer.map_ms)
        if what == "filter":
            self.received.append(answer.received)

    def __iadd__(self, other: Tally) -> Self:
        for name in ("first", "filter", "click", "received", "errors"):
            getattr(self, name).extend(getattr(other, name))
        return self


Actions = Callable[[Visitor, random.Random], Iterator[tuple[str, Answer]]]


def ours(visitor: Visitor, chance: random.Random) -> Iterator[tuple[str, Answer]]:
    """Filter, click on a mark, reset: each changes the map, whatever was filtered before."""
    visitor.set(Filters=True)  # the drawer of the filters is filled once it is open
    while True:
        name = chance.choice(["w_source", "w_party", "w_topic"])
        value = [chance.choice(visitor.element(name).options)]
        yield "filter", visitor.set(**{name: value})
        marks = [
            f["properties"]["id"]
            for f in visitor.payload["geojson"]["features"]
            if f["properties"].get("articles")
        ]
        if marks:
            yield "click", visitor.click(chance.choice(marks))
        yield "filter", visitor.press("reset")


def textbook(visitor: Visitor, chance: random.Random) -> Iterator[tuple[str, Answer]]:
    """Choose one source, then all."""
    options = visitor.element("Source").options
    while True:
        yield "filter", visitor.set(Source=chance.choice(options[1:]))
        yield "filter", visitor.set(Source=options[0])


def visit(address: str, number: int, seconds: float, actions: Actions) -> Tally:
    """Be one visitor for so many seconds, who comes at a random time in the first third of them."""
    seen, chance, end = (
        Tally(),
        random.Random(number),  # noqa: S311
        time.monotonic() + seconds,
    )
    time.sleep(chance.uniform(0, seconds / 3))
    try:
        start = time.perf_counter()
        with Visitor(address) as visitor:
            connected = 1000 * (time.perf_counter() - start)
            seen.add("first", visitor.go(), connected)
            next_action = actions(visitor, chance)
            while time.monotonic() < end:
                time.sleep(chance.uniform(0.5, 1.5))
                seen.add(*next(next_action))
    except (VisitError, LookupError, WebSocketException, OSError) as error:
        seen.errors.append(f"{type(error).__name__}: {error}")
    return seen


@dataclass
class Memory:
    """A server's resident memory, in MB."""

    before: float
    after: list[float] = field(default_factory=list)
    peak: float = 0.0


def server_process(address: str) -> int:
    """Return the process that ``serve`` started for an address."""
    port = address.rstrip("/").rpartition(":")[2]
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if f"\0--server.port\0{port}\0".encode() in file.read_bytes():
                return int(file.parent.name)
    raise LookupError(f"no process serves {address}")


def resident(process: int) -> float:
    """Return a process's resident memory, in MB of 1024² bytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def crowds(address: str, visitors: int, seconds: float, actions: Actions) -> tuple[Tally, Memory]:
    """Have two crowds come and leave, each for half of the seconds."""
    process, seen, over = server_process(address), Tally(), threading.Event()
    _leave(address)
    memory = Memory(before=resident(process))

    def watch() -> None:
        while not over.wait(0.2):
            memory.peak = max(memory.peak, resident(process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ThreadPoolExecutor(visitors) as people:
            for crowd in range(2):
                for one in people.map(
                    lambda n: visit(address, n, seconds / 2, actions),
                    range(crowd * visitors, (crowd + 1) * visitors),
                ):
                    seen += one
                time.sleep(_SESSION_S + 1)
                _leave(address)
                memory.after.append(resident(process))
    finally:
        over.set()
        watcher.join()
    return seen, memory


def _leave(address: str) -> None:
    """Visit and leave.

    The first visit makes the server read the articles; a later one makes it drop the sessions whose
    time is over.
    """
    with Visitor(address, patience=600) as visitor:
        visitor.go()
    time.sleep(1)


def main() -> int:
    """Have the visitors come to both apps, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=2, help="for each app")
    parser.add_argument(
        "--articles",
        type=int,
        help=(
            "so many made-up articles in place of the seeds; "
            "the textbook app, which has the seeds, is left out"
        ),
    )
    options = parser.parse_args()
    settings = {
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(_SESSION_S),
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
        # as the Dockerfile has it
        "MALLOC_ARENA_MAX": "2",
    }
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.articles:
            made.write(Path(folder), options.articles)
            settings["CLAIMLINE_SEEDS"] = folder
        with serve("app.py", **settings) as address:
            found["ours"] = crowds(address, options.visitors, 60 * options.minutes, ours)
    if not options.articles:
        with serve("benchmarks/baselines/textbook.py", **settings) as address:
            found["textbook"] = crowds(address, options.visitors, 60 * options.minutes, textbook)
    for what in ("first", "filter", "click"):
        for name, (seen, _) in found.items():
            if times := getattr(seen, what):
                print(f"{what:<7} to map {name:<9} {_summary(times)}")
    for name, (seen, memory) in found.items():
        if seen.received:
            print(
                f"filter  bytes  {name:<9} median {statistics.median(seen.received) / 1024:5.0f} KB"
            )
        after = ", then ".join(f"{mb:.0f}" for mb in memory.after)
        growth = (memory.peak - memory.before) / options.visitors
        print(
            f"resident       {name:<9} before {memory.before:.0f} MB, "
            f"peak {memory.peak:.0f} ({growth:.2f} a visitor), after each crowd {after}"
        )
        print(
            f"errors         {name:<9} {len(seen.errors)}",
            *sorted(set(seen.errors)),
            sep="\n  " if seen.errors else "",
        )
    return int(any(seen.errors for seen, _ in found.values()))


def _summary(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return (
        f"p50 {cuts[49]:5.0f} ms, p95 {cuts[94]:5.0f}, "
        f"p99 {cuts[98]:5.0f}  (max {max(times):.0f}, n {len(times)})"
    )


if __name__ == "__main__":
    sys.exit(main())
