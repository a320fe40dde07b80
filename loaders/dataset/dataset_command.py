"""The part of the loaders' command that reads into a dataset."""

from __future__ import annotations

import argparse
import errno
import sys
from pathlib import Path

from loaders.dataset.engine import HERE, EngineError, check_place, has_dask
from loaders.dataset.frames import Limits
from loaders.dataset.guard import ReadingError
from loaders.dataset.sources.plan import ARTICLES, Named

_STOPPED = 130
"""The exit code of a program that Ctrl-C stopped."""
_COLUMNS = ("text", "title", "address", "day")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of reading into a dataset."""
    group = parser.add_argument_group(
        "a dataset",
        "with --out FOLDER, a name without an ending: reads any number of articles, also from"
        " JSON lines, Parquet and WARC files and addresses such as s3://…; docs/reading_many.md",
    )
    group.add_argument(
        "--on",
        metavar="WHERE",
        help="local (the default), local:N for N workers, tcp://HOST:PORT of a Dask scheduler,"
        f" or {HERE} for this process alone",
    )
    for name in _COLUMNS:
        group.add_argument(
            f"--{name}",
            metavar="COLUMN",
            help=f"the column of the {name}: {', '.join(getattr(Named(), name))} without it",
        )
    group.add_argument(
        "--seconds",
        type=float,
        default=Limits().seconds,
        metavar="N",
        help="how long one article may take, else it is left out (%(default)g)",
    )
    group.add_argument(
        "--megabytes",
        type=int,
        default=Limits().memory // 1_000_000,
        metavar="N",
        help="how much memory one article may need (%(default)d)",
    )
    group.add_argument(
        "--shard",
        type=int,
        default=ARTICLES,
        metavar="N",
        help="articles of a file, about (%(default)d)",
    )


def is_dataset(options: argparse.Namespace) -> bool:
    """Whether the options ask for a dataset."""
    return any(not path.suffix for path in options.out) or options.on is not None


def fault_of(options: argparse.Namespace) -> str:
    """Return why the options make no sense, "" if they do."""
    if len(options.out) != 1 or options.out[0].suffix or options.json or options.relations:
        return "a dataset is one folder: give one --out, a name without an ending, and no form"
    if options.seconds <= 0 or options.megabytes <= 0 or options.shard <= 0:
        return "--seconds, --megabytes and --shard are numbers above 0"
    try:
        check_place(options.on or HERE)
    except EngineError as error:
        return str(error)
    return ""


def read(options: argparse.Namespace) -> int:
    """Read into a dataset; return the exit code: 1 if it holds no article."""
    # imported here: pyarrow is heavy, and a table of what was read needs none
    from loaders.dataset.read_all import Reading, read_all

    folder: Path = options.out[0]
    on = options.on or ("local" if has_dask() else HERE)
    if options.on is None and on == HERE:
        _say("on one processor; for more: pip install 'claimline[scale]'")
    given = {name: (value,) for name in _COLUMNS if (value := getattr(options, name))}
    limits = Limits(options.seconds, options.megabytes * 1_000_000)
    try:
        reading = Reading(options.paths, folder, on, Named(**given), limits, options.shard)
        entries = read_all(reading, _say)
    except KeyboardInterrupt:
        _say(f"\nstopped; {folder} is whole as far as it goes, and the same command goes on")
        return _STOPPED
    except ReadingError as error:
        _say(str(error))
        return 2
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else str(error)
        _say(f"{why}: {folder} is whole as far as it goes, and the same command goes on")
        return 2
    articles, problems = (sum(e.rows.get(t, 0) for e in entries) for t in ("articles", "problems"))
    _say(f"{folder}: {articles:,} articles in {len(entries):,} parts, {problems:,} problems")
    return 0 if articles else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
