"""The process that reads articles for a guard, which stands when this one falls.

``python -m loaders.dataset.child`` takes parts from its standard input and answers on its standard
output; only ``guard`` starts it. The system itself ends it when an article takes too long: a
regular expression that hangs lets no other thread of Python run.
"""

from __future__ import annotations

import os
import pickle
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from geodata import gazetteer as gazetteers
from geodata.gazetteer import Gazetteer
from loaders.compare.relations import find_denials
from loaders.dataset.article_rows import Rows, article_rows, problem_row, relation_row
from loaders.dataset.frames import BEGUN, DONE, FAILED, READ, READY, TOO_MUCH, Limits, Task, frame
from loaders.dataset.sources.contents import Content, contents
from loaders.model.errors import ArticleError
from loaders.model.records import Problem
from loaders.model.version import rules_version
from loaders.pipeline import read_article

_LONGEST = 200
"""Characters of an error's message that a problem gives."""
_OBJECT = re.compile(r"0x[0-9a-f]+")
"""Where an object lies in memory: another in every run."""


def main() -> int:
    """Answer the guard until it closes the pipe."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # nothing that is printed may come among the answers
    os.dup2(2, 1)
    # Ctrl-C is for the program that was started, which closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    limits: Limits = pickle.load(asked)  # noqa: S301  (from the process that started this one)
    table = gazetteers.load()
    _warm(table)
    _limit_memory(limits.memory)
    answers.write(frame(READY, 0, [rules_version(), table.notice]))
    answers.flush()
    while True:
        try:
            task: Task = pickle.load(asked)  # noqa: S301  (the same)
        except EOFError:
            return 0
        _answer(task, table.stating(task.part.places), limits, answers)


def _warm(table: Gazetteer) -> None:
    """Read a sentence: the first article loads tables, which is not to count for its limits."""
    text = "France said on 1 May 2020 that two of its soldiers were wounded near Lyon."
    read_article("first.txt", text.encode(), None, table)


def _answer(task: Task, places: Gazetteer, limits: Limits, answers: IO[bytes]) -> None:
    """Read the articles of a task, and say so of each."""
    try:
        for number, content in enumerate(contents(task.part)):
            if number < task.start or content is None:
                continue
            answers.write(frame(BEGUN, number, content.file))
            answers.flush()
            with _ending_after(limits.seconds):
                try:
                    answers.write(frame(READ, number, _rows(content, places)))
                except MemoryError:
                    answers.write(frame(TOO_MUCH, number, None))
                    answers.flush()
                    # what could not be made may be missing anywhere
                    os._exit(1)
        answers.write(frame(DONE, 0, None))
    except Exception as error:  # noqa: BLE001  (whatever reads the source may raise anything)
        answers.write(frame(FAILED, 0, _words(error)))
    answers.flush()


@contextmanager
def _ending_after(seconds: float) -> Iterator[None]:
    """End this process, by the system's alarm, if the block takes longer."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory(extra: int) -> None:
    """Let this process have so many bytes more of data than it has.

    Not of addresses (``RLIMIT_AS``): pyarrow reserves many. macOS does not hold to the limit.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 + extra
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _rows(content: Content, places: Gazetteer) -> Rows:
    """Return the rows of an article and its problems, or those of what is wrong with it."""
    problems, found, rows = list(content.problems), None, Rows()
    if content.data is not None:
        try:
            article, notices = read_article(content.file, content.data, content.sidecar, places)
            table = places.with_places(article.given_places)
            rows = article_rows(article, table)
            rows["relations"] = [relation_row(r) for r in find_denials(article, table)]
            problems += notices
            found = article.id
        except ArticleError as error:
            problems.append(Problem(content.file, error.problem, error.fix, skipped=True))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (one article must not cost the others)
            fault = f"reading it failed ({_words(error)})"
            fix = "Please report this article; the others were read"
            problems, rows = [Problem(content.file, fault, fix, skipped=True)], Rows()
    rows["problems"] = [problem_row(problem, found) for problem in problems]
    return rows


def _words(error: Exception) -> str:
    return _OBJECT.sub("…", f"{type(error).__name__}: {error}")[:_LONGEST]


if __name__ == "__main__":
    sys.exit(main())
