"""Reads one part and writes its shard: what every worker does, again and again."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from loaders.dataset.frames import Limits
from loaders.dataset.guard import Guard, ReadingError
from loaders.dataset.schema import tables
from loaders.dataset.shards import Entry, shard_name, table_of, write_shard
from loaders.dataset.sources.plan import Part
from loaders.model.version import rules_version

_here = threading.local()


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A part to be read into a dataset."""

    part: Part
    folder: str
    rules: str
    limits: Limits

    @property
    def name(self) -> str:
        """The shard's name."""
        return shard_name(self.part.source, self.part.content, self.rules)


def read_shard(job: ReadJob) -> Entry:
    """Read a part and write its shard; return its entry in the manifest.

    Raises
    ------
    ReadingError
        This machine has other rules, or lacks tables.
    OSError
        The shard cannot be written.
    """
    if rules_version() != job.rules:
        raise ReadingError("a worker has another version of Claimline or of its tables")
    begun = time.monotonic()
    rows = _guard(job.limits).read(job.part)
    made = {name: table_of(name, rows.get(name, [])) for name in tables()}
    entry = Entry(
        job.name,
        job.part.source,
        job.part.content,
        job.rules,
        seconds=round(time.monotonic() - begun, 3),
    )
    return write_shard(Path(job.folder), entry, made)


def _guard(limits: Limits) -> Guard:
    """Return this thread's guard: its process reads one part after the other."""
    guard: Guard | None = getattr(_here, "guard", None)
    if guard is None or _here.limits != limits:
        if guard is not None:
            guard.close()
        guard = _here.guard = Guard(limits)
        _here.limits = limits
    return guard
