"""Reading many articles into a dataset: rates of one and two workers, Dask's share, growth.

The articles are made (``benchmarks.made``), or with ``--corpora`` real news texts (LGL, TR-News)
as often as it takes. Trust the ratios: the rates are of this machine. ``benchmarks.million_page``
measures the page over a million articles.

Usage: ``python -m benchmarks.million [--articles 4000] [--growth 1000 10000] [--rounds 3]``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

import psutil

from benchmarks import made
from benchmarks.corpora.toponyms import FILES, articles
from loaders.dataset.shards import read_manifest
from loaders.model.errors import ArticleError
from loaders.pipeline import read_article

_SHARD = 250
_SAMPLE_S = 0.1
_WORKERS = (1, 2)


@dataclass(frozen=True)
class Run:
    """A run of the command: articles a second without its start, and processor seconds.

    ``cpu`` has them for the processes that read, those that Dask started, and the command's own.
    """

    rate: float
    cpu: Counter[str]
    resident: Counter[str]
    size: int

    @property
    def total(self) -> float:
        """Processor seconds of all processes."""
        return sum(self.cpu.values())

    def __sub__(self, start: Run) -> Run:
        """Return the run without the processor time of its start."""
        left = Counter({kind: self.cpu[kind] - start.cpu[kind] for kind in self.cpu})
        return replace(self, cpu=left)


def texts(corpora: Path | None) -> Iterator[str]:
    """Yield articles without end."""
    if corpora is None:
        yield from (text for _, text in made.made(1_000_000))
    found = [text for name in FILES for _, text, _ in articles(corpora / FILES[name])]
    for number, text in enumerate(cycle(found)):
        # the same bytes twice would be left out
        yield f"{text}\n\n{number}"


def write_lines(path: Path, some: Iterable[str]) -> Path:
    """Write articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in some)
    return path


def loop(some: list[str]) -> float:
    """Return how many articles a second a plain loop reads."""
    begun = time.perf_counter()
    for number, text in enumerate(some):
        try:
            read_article(f"{number}.txt", text.encode())
        except ArticleError:
            continue
    return len(some) / (time.perf_counter() - begun)


def run(source: Path, on: str) -> Run:
    """Read a file into a new dataset, and measure the processes."""
    with tempfile.TemporaryDirectory() as temporary:
        dataset = Path(temporary) / "dataset"
        words = [str(source), "--out", str(dataset), "--on", on, "--shard", str(_SHARD)]
        running = subprocess.Popen(
            [sys.executable, "-m", "loaders", *words], stderr=subprocess.DEVNULL
        )
        cpu, resident = _watch(running)
        if running.returncode:
            raise SystemExit(f"the command failed with {running.returncode}")
        size = sum(path.stat().st_size for path in dataset.rglob("*") if path.is_file())
        return Run(_rate(dataset, on), cpu, resident, size)


def _rate(dataset: Path, on: str) -> float:
    """Return articles a second from when each worker has written its first shard."""
    entries = sorted(read_manifest(dataset), key=lambda entry: entry.written)
    first = int(on.partition(":")[2] or 1)
    counted = sum(entry.rows.get("articles", 0) for entry in entries[first:])
    return counted / (entries[-1].written - entries[first - 1].written or 1)


def _watch(running: subprocess.Popen[bytes]) -> tuple[Counter[str], Counter[str]]:
    """Return processor seconds and the most resident bytes by kind of process, until it ends."""
    times: dict[int, tuple[str, float]] = {}
    resident: Counter[str] = Counter()
    command = psutil.Process(running.pid)
    while running.poll() is None:
        try:
            for process in (command, *command.children(recursive=True)):
                kind, spent = _kind(process, command), sum(process.cpu_times()[:2])
                times[process.pid] = (kind, spent)
                resident[kind] = max(resident[kind], process.memory_info().rss)
        except psutil.Error:
            continue
        time.sleep(_SAMPLE_S)
    cpu: Counter[str] = Counter()
    for kind, spent in times.values():
        cpu[kind] += spent  # type: ignore[assignment]
    return cpu, resident


def _kind(process: psutil.Process, command: psutil.Process) -> str:
    if process == command:
        return "command"
    return "reading" if "loaders.dataset.child" in process.cmdline() else "worker"


def workers(source: Path, some: list[str], rounds: int) -> None:
    """Print rates of a plain loop and of workers, and what Dask takes."""
    rates: dict[str, list[float]] = {"plain loop": [], "here": []}
    runs: dict[str, Run] = {}
    for _ in range(rounds):
        rates["plain loop"].append(loop(some))
        for on in ("here", *(f"local:{count}" for count in _WORKERS)):
            runs[on] = run(source, on)
            rates.setdefault(on, []).append(runs[on].rate)
    for name, rate in rates.items():
        print(f"  {name:<12} {statistics.median(rate):7.0f} articles a second")
    one, two = (statistics.median(rates[f"local:{count}"]) for count in _WORKERS)
    print(f"  two workers are {two / one:.2f} of one")
    few = write_lines(source.with_name("few.jsonl"), some[:2])
    here = runs["here"] - run(few, "here")
    for count in _WORKERS:
        on = f"local:{count}"
        found = runs[on] - run(few, on)
        engine = found.cpu["command"] + found.cpu["worker"] - here.cpu["command"]
        print(
            f"  {on}: {100 * engine / found.total:.1f} % of {found.total:.0f} s of processor time"
            " is the engine's, without the start; resident at most "
            + ", ".join(f"{kind} {size / 1e6:.0f} MB" for kind, size in found.resident.items())
        )


def growth(counts: list[int], corpora: Path | None, folder: Path) -> None:
    """Print the processor time an article at growing numbers, without the start."""
    start = run(write_lines(folder / "few.jsonl", islice(texts(corpora), 2)), "here").total
    for count in counts:
        source = write_lines(folder / f"{count}.jsonl", islice(texts(corpora), count))
        found = run(source, "here")
        each = 1000 * (found.total - start) / count
        print(
            f"  {count:>9,} articles: {each:.2f} ms of processor time each,"
            f" {found.size / count:,.0f} bytes each"
        )


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpora", type=Path, help="read the news texts of these corpora")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if options.rounds:
            some = list(islice(texts(options.corpora), options.articles))
            print(f"{len(some):,} articles, median of {options.rounds} rounds")
            workers(write_lines(folder / "articles.jsonl", some), some[:1000], options.rounds)
        if options.growth:
            print("growth, in one process and its reader")
            growth(options.growth, options.corpora, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
