"""Reads sources into a dataset: only what is missing or changed, and never anything twice."""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loaders.dataset import shards
from loaders.dataset.article_rows import problem_row
from loaders.dataset.engine import Engine
from loaders.dataset.frames import Limits
from loaders.dataset.read_shard import ReadJob, read_shard
from loaders.dataset.shards import Entry, shard_name
from loaders.dataset.sources.plan import ARTICLES, Named, is_remote, name_of, plan
from loaders.dataset.wordings import SOURCE, blocks, compare_block
from loaders.documents.sidecar import STORY
from loaders.model.records import Problem
from loaders.model.version import rules_version

_EVERY_S = 0.5
"""Seconds between two lines of progress on a terminal."""
_EVERY_LOGGED_S = 30.0
"""Seconds between two where they are kept, such as in a file."""


@dataclass(frozen=True)
class Reading:
    """What is to be read, and how.

    Attributes
    ----------
    sources
        Files, folders, patterns and addresses.
    folder
        The dataset; every worker must see it under this path.
    on
        Where parts are read, as ``engine.check_place`` takes it.
    named
        The columns of JSON lines and Parquet files.
    limits
        What one article may take.
    size
        Articles of a shard.
    """

    sources: Sequence[str]
    folder: Path
    on: str
    named: Named = field(default_factory=Named)
    limits: Limits = field(default_factory=Limits)
    size: int = ARTICLES


def read_all(reading: Reading, say: Callable[[str], None]) -> list[Entry]:
    """Read what is missing or changed; return the entries of the manifest.

    What the sources hold no longer leaves the dataset; what other sources gave stays. Whatever
    stops it, what is committed is whole, and the same call goes on from there.

    Parameters
    ----------
    reading
        What, where to and how.
    say
        Called with lines for people.
    """
    folder = reading.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    shards.remove_unfinished(folder)
    rules = rules_version()
    wanted: dict[str, ReadJob] = {}
    faults: dict[str, list[Problem]] = {}
    for source in reading.sources:
        parts, problems = plan(source, reading.named, reading.size)
        jobs = [ReadJob(part, str(folder), rules, reading.limits) for part in parts]
        wanted |= {job.name: job for job in jobs}
        faults[name_of(source)] = problems
        _keep_story(source, folder)
        for problem in problems:
            say(str(problem))
    noted = {_faults_name(source, p, rules) for source, p in faults.items() if p}
    there = _there(folder, {*wanted, *noted}, set(faults))
    for source, problems in faults.items():
        if problems and _faults_name(source, problems, rules) not in there:
            _write_faults(folder, source, problems, rules)
    jobs = [job for name, job in wanted.items() if name not in there]
    with Engine(reading.on, say) as engine:
        _read(jobs, len(wanted), engine, say)
        return _finish(folder, engine, rules, say)


def _there(folder: Path, wanted: set[str], sources: set[str]) -> set[str]:
    """Return the shards that are there; remove what the sources do not hold any more."""
    there = set()
    for entry in shards.read_manifest(folder):
        if entry.shard in wanted and shards.is_whole(folder, entry):
            there.add(entry.shard)
        elif entry.source in sources:
            shards.remove_shard(folder, entry)
    return there


def _read(jobs: Sequence[ReadJob], total: int, engine: Engine, say: Callable[[str], None]) -> None:
    if total > len(jobs):
        say(f"{total - len(jobs):,} of {total:,} parts are there already")
    progress = _Progress(sum(job.part.count for job in jobs), say)
    counts = {job.name: job.part.count for job in jobs}
    for entry in engine.spread(jobs, read_shard):
        progress.add(counts[entry.shard])
    progress.end()


def _finish(folder: Path, engine: Engine, rules: str, say: Callable[[str], None]) -> list[Entry]:
    """Note the articles that two shards have, and compare wordings; return the manifest."""
    entries = shards.read_manifest(folder)
    repeated = shards.find_repeated(folder, entries)
    if repeated != shards.repeated(folder) or not (folder / shards.REPEATED).exists():
        shards.write_beside(folder, shards.REPEATED, repeated)
    wanted = {job.name: job for job in blocks(folder, entries, rules)}
    there = _there(folder, set(wanted), {SOURCE})
    jobs = [job for name, job in wanted.items() if name not in there]
    if jobs:
        say(f"comparing what each speaker is quoted with: {len(jobs):,} blocks")
    for _ in engine.spread(jobs, compare_block):
        continue
    return shards.read_manifest(folder)


def _faults_name(source: str, problems: Sequence[Problem], rules: str) -> str:
    return shard_name(source, _faults_content(problems), rules)


def _faults_content(problems: Sequence[Problem]) -> str:
    words = "\n".join(str(problem) for problem in problems)
    return f"problems {hashlib.sha256(words.encode('utf-8', 'surrogateescape')).hexdigest()}"


def _write_faults(folder: Path, source: str, problems: Sequence[Problem], rules: str) -> None:
    """Write a shard of the files that are of no kind that is read, or cannot be opened."""
    content = _faults_content(problems)
    entry = Entry(shard_name(source, content, rules), source, content, rules)
    rows = [problem_row(problem, None) for problem in problems]
    shards.write_shard(folder, entry, {"problems": shards.table_of("problems", rows)})


def _keep_story(source: str, folder: Path) -> None:
    """Copy what a folder states of its articles, where the dataset has no story yet."""
    story = Path(source) / STORY
    if not is_remote(source) and story.is_file() and not (folder / STORY).exists():
        shutil.copyfile(story, folder / STORY)


class _Progress:
    """How many articles are read, how fast, and how long the rest will take."""

    def __init__(self, total: int, say: Callable[[str], None]) -> None:
        self._total, self._done, self._say = total, 0, say
        self._begun = self._said = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def add(self, count: int) -> None:
        """Count articles as read, and say so now and then."""
        self._done += count
        now = time.monotonic()
        if now - self._said >= (_EVERY_S if self._terminal else _EVERY_LOGGED_S):
            self._said = now
            self._tell(now)

    def _tell(self, now: float) -> None:
        rate = self._done / max(now - self._begun, 0.001)
        left = _duration((self._total - self._done) / rate) if rate else "unknown"
        line = f"{self._done:,} of {self._total:,} articles, {rate:,.0f} a second, {left} left"
        if self._terminal:
            print(f"\r{line:<79}", end="", file=sys.stderr, flush=True)
        else:
            self._say(line)

    def end(self) -> None:
        """Say what was read in all."""
        if not self._total:
            return
        if self._terminal:
            print(f"\r{'':<79}\r", end="", file=sys.stderr, flush=True)
        seconds = time.monotonic() - self._begun
        rate = self._done / max(seconds, 0.001)
        self._say(f"{self._done:,} articles in {_duration(seconds)}, {rate:,.0f} a second")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
