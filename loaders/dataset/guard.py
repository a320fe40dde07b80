"""Reads parts in a process that may fall: an article that makes it fall costs itself alone."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from loaders.dataset.article_rows import Rows, problem_row
from loaders.dataset.frames import (
    BEGUN,
    DONE,
    FAILED,
    READ,
    READY,
    TOO_MUCH,
    Frame,
    Limits,
    Task,
    received,
)
from loaders.dataset.sources.plan import Part
from loaders.model.ids import digits_in
from loaders.model.records import Problem
from loaders.model.version import rules_version

_GRACE_S = 30.0
"""Seconds after the limit that the system's alarm is waited for: a process that waits for a disk
does not hear it."""
_START_S = 300.0
"""Seconds in which a process must answer first: it may have to build the list of towns."""
_END_S = 2.0
"""Seconds in which a process that was told to end must do so."""
_FALLS = 3
"""Times that a part may make the process fall while no article is being read."""
_REPORT = "Please report this article; the others were read"


class ReadingError(RuntimeError):
    """Nothing can be read here: another version, or tables that are missing."""


@dataclass(slots=True)
class _Position:
    """Where reading is: the next article's number, and the name of the one being read, if any."""

    start: int = 0
    file: str | None = None


class Guard:
    """Reads parts in a child process, which it starts again when an article made it fall."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._frames: Iterator[Frame] = iter(())

    def read(self, part: Part) -> Rows:
        """Return the rows of a part in every table, with its problems.

        Raises
        ------
        ReadingError
            Nothing can be read here.
        """
        rows: Rows = defaultdict(list)
        seen: dict[str, str] = {}
        at, falls = _Position(), 0
        while (why := self._read_on(part, at, rows, seen)) is not None:
            if at.file is not None:
                rows["problems"].append(_row(at.file, why, _REPORT))
                at.start, at.file, falls = at.start + 1, None, 0
                continue
            falls += 1
            if falls == _FALLS:
                name = Path(part.addresses[0]).name
                rows["problems"].append(_row(name, why, "Check the file; the others were read"))
                break
        return dict(rows)

    def _read_on(self, part: Part, at: _Position, rows: Rows, seen: dict[str, str]) -> str | None:
        """Read a part from a position on; return None at its end, else why the child fell."""
        child = self._ready()
        try:
            _send(child, Task(part, at.start))
            for what, number, value in self._frames:
                if what == BEGUN:
                    at.start, at.file = number, value
                elif what == READ:
                    _add(rows, value, seen)
                    at.start, at.file = number + 1, None
                elif what == DONE:
                    return None
                elif what == TOO_MUCH:
                    self.close()
                    return f"it needs more than {self._limits.memory / 1e6:,.0f} MB of memory"
                elif what == FAILED:
                    at.file = None
                    return f"it cannot be read ({value})"
        except (BrokenPipeError, TimeoutError):
            pass
        return self._why()

    def _why(self) -> str:
        """Return why the child fell, and end what is left of it."""
        code = self.close()
        if code == -signal.SIGALRM or code is None:
            return f"reading it took longer than {self._limits.seconds:g} seconds"
        if code < 0:
            return f"reading it ended the process ({signal.Signals(-code).name})"
        return f"reading it ended the process (exit code {code})"

    def _ready(self) -> subprocess.Popen[bytes]:
        """Return the child, started if there is none."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        child = subprocess.Popen(
            [sys.executable, "-m", "loaders.dataset.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        self._child = child
        _send(child, self._limits)
        patience = max(_START_S, self._limits.seconds + _GRACE_S)
        answers = cast("IO[bytes]", child.stdout)
        self._frames = received(answers.fileno(), patience)
        what, _, value = next(self._frames, ("", 0, ("", "")))
        if what != READY:
            raise ReadingError(f"no process for reading starts: {self._why()}")
        version, notice = value
        if notice or version != rules_version():
            self.close()
            raise ReadingError(notice or "the process for reading has other rules")
        return child

    def close(self) -> int | None:
        """End the child; return its exit code, or None where it had to be killed."""
        child, self._child = self._child, None
        if child is None:
            return None
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            return child.wait(timeout=_END_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return None


def _send(child: subprocess.Popen[bytes], value: Limits | Task) -> None:
    asked = cast("IO[bytes]", child.stdin)
    pickle.dump(value, asked)
    asked.flush()


def _add(rows: Rows, more: Rows, seen: dict[str, str]) -> None:
    """Add an article's rows, unless an article of the same part has the same bytes."""
    for article in more.get("articles", ()):
        digits, file = digits_in(article[0]), article[1]
        if digits in seen:
            why, fix = f"the same text as {seen[digits]}", "Remove one of the two"
            rows["problems"].append(_row(file, why, fix))
            return
        seen[digits] = file
    for table, some in more.items():
        rows[table] += some


def _row(file: str, why: str, fix: str) -> list[object]:
    return problem_row(Problem(file, why, fix, skipped=True), None)
