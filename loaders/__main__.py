"""The loaders' command.

``python -m loaders PATH... [--json | --relations] [--out FILE]...`` or ``--diff OLD NEW``. The
installed command ``claimline read`` is the same.
"""

from __future__ import annotations

import argparse
import glob
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from geodata import gazetteer, world
from loaders.compare.relations import find_relations
from loaders.dataset import dataset_command
from loaders.export.captions import caption
from loaders.export.export_columns import Provenance
from loaders.export.writers import (
    FORMATS,
    FormatError,
    check_ending,
    write,
    write_articles,
)
from loaders.model.as_json import article_json, relation_json
from loaders.model.records import Corpus
from loaders.model.version import data_version
from loaders.pipeline import article_files, read_paths
from loaders.run_diff import RunError, find_changes, read_run
from loaders.text.segment import fold_space

_EXAMPLES = """examples:
  {program} seeds                              a table of what was read
  {program} seeds --json > run.jsonl           one JSON object a line, one line an article
  {program} seeds --relations                  one relation between two claims a line
  {program} "seeds/*.txt" --out claims.gpkg    layers of claims, places and relations
  {program} seeds --out a.geojson --out a.csv --out a.kml --out a.jsonl
  {program} --diff run.jsonl seeds             what changed since that run
  {program} seeds --out dataset --on here      a dataset, for any number of articles
"""
_LONG_WORK = 50
"""Files from which a progress bar is shown: fewer are read within a second."""
_WIDTH = 78
"""Characters of a claim in the table; with them its line fits a wide terminal."""


def main(arguments: list[str] | None = None, *, program: str = "python -m loaders") -> int:
    """Run the command and return its exit code.

    It is 1 only if nothing could be read, and 2 if the options make no sense.

    Parameters
    ----------
    arguments
        The words after the command; those of the process where none are given.
    program
        The words that start the command, for its help.
    """
    parser = _parser(program)
    options = parser.parse_args(arguments)
    if bool(options.paths) == bool(options.diff):
        parser.error("give articles to read, or --diff with two runs")
    dataset = dataset_command.is_dataset(options)
    fault = dataset_command.fault_of(options) if dataset else _fault_of(options.out)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    if not world.built():
        print("building the list of the world’s towns, once …", file=sys.stderr)
    if options.diff:
        return _diff(*options.diff, as_json=options.json)
    return dataset_command.read(options) if dataset else _read(options)


def run(arguments: list[str] | None = None, *, program: str = "python -m loaders") -> int:
    """Run the command as ``main`` does, where the output may be a pipe or a disk that is full."""
    try:
        return main(arguments, program=program)
    except BrokenPipeError:
        # the reader of a pipe had enough (``| head``): not an error
        sys.stderr.close()
        return 0
    except OSError as error:
        sys.exit(f"the output cannot be written: {error.strerror}")


def _read(options: argparse.Namespace) -> int:
    """Read the articles and put out what was asked for; return the exit code."""
    paths = _expanded(options.paths)
    corpus = read_paths(paths, progress=_progress(paths))
    for problem in corpus.problems:
        print(problem, file=sys.stderr)
    try:
        for path in options.out:
            _write(corpus, path)
    except OSError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    _print(corpus, options)
    return 0 if corpus.articles else 1


def _print(corpus: Corpus, options: argparse.Namespace) -> None:
    """Print what was read in the form that was asked for; nothing where it went to files only."""
    if options.json:
        for article in corpus.articles:
            print(json.dumps(article_json(article), ensure_ascii=False))
    elif options.relations:
        for relation in find_relations(corpus, gazetteer.load()):
            print(json.dumps(relation_json(relation), ensure_ascii=False))
    elif not options.out:
        _table(corpus)


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=(
            "Read news articles into places, dates, distances and claims, each with its characters."
        ),
        epilog=_EXAMPLES.format(program=program),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="article files, folders of them, or patterns such as '2021/**/*.txt'",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a line, one line an article (with --diff, a change)",
    )
    form.add_argument(
        "--relations",
        action="store_true",
        help="print one relation between two claims a line, as JSON",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help=f"write to a file, by its ending: {' '.join(FORMATS)}; repeatable",
    )
    parser.add_argument(
        "--diff",
        nargs=2,
        type=Path,
        metavar=("OLD", "NEW"),
        help="print what changed between two runs: .jsonl files, or articles read now",
    )
    dataset_command.add_options(parser)
    return parser


def _expanded(given: Iterable[str]) -> list[Path]:
    """Return the paths that the arguments mean: a path itself, else what a pattern matches."""
    paths: list[Path] = []
    for words in given:
        matches: list[str] = []
        if not Path(words).exists():
            matches = sorted(glob.glob(words, recursive=True))  # noqa: PTH207  (may be absolute)
        paths += [Path(match) for match in matches or [words]]
    return paths


def _fault_of(paths: Iterable[Path]) -> str:
    """Return why one of the output files cannot be written, by its ending; "" if all can."""
    for path in paths:
        try:
            check_ending(path.suffix)
        except FormatError as error:
            return f"{path}: {error}"
    return ""


def _write(corpus: Corpus, path: Path) -> None:
    if path.suffix.lower() == ".jsonl":
        write_articles(corpus, path)
        return
    # imported here, because it imports shapely, which a run that only reads does not need
    from loaders.export.rows import corpus_rows

    provenance = Provenance(
        caption(corpus.articles), "Everything that was read.", data_version(corpus.articles)
    )
    write(corpus_rows(corpus, gazetteer.load()), provenance, path)


def _diff(old: Path, new: Path, *, as_json: bool) -> int:
    """Print what changed between two runs; return 0, or 2 if one could not be read."""
    try:
        changes = list(find_changes(read_run(old), read_run(new)))
    except RunError as error:
        print(error, file=sys.stderr)
        return 2
    for change in changes:
        print(json.dumps(change.to_json(), ensure_ascii=False) if as_json else change)
    if not changes:
        print("nothing changed", file=sys.stderr)
    return 0


class _Progress:
    """A progress bar on one line of the terminal."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, name: str) -> None:
        self.done += 1
        bar = "#" * (30 * self.done // self.total)
        print(
            f"\r[{bar:<30}] {self.done}/{self.total} {name[:40]:<40}",
            end="\n" if self.done == self.total else "",
            file=sys.stderr,
            flush=True,
        )


def _progress(paths: list[Path]) -> _Progress | None:
    try:
        total = sum(1 for path in paths if path.exists() for _ in article_files([path]))
    except OSError:
        return None  # reading the files will say what is wrong
    return _Progress(total) if total >= _LONG_WORK and sys.stderr.isatty() else None


def _table(corpus: Corpus) -> None:
    """Print what was read, for a person."""
    for article in corpus.articles:
        published = article.published or "no date"
        print(f"\n{article.title}\n  {article.publisher}, {published}  {article.id}")
        located = {m.name for m in article.places if m.role == "literal" and m.lat is not None}
        print(f"  places on the ground: {', '.join(sorted(located)) or 'none'}")
        times = sum(1 for date in article.dates if date.first)
        print(
            f"  {times} days, {len(article.distances)} distances,"
            f" {len(article.claims)} claims, {len(article.excluded)} parts left out"
        )
        for claim in article.claims:
            words = fold_space(article.text[claim.start : claim.end])
            day = claim.event_date or "no day"
            print(
                f"    {claim.voice:<14.14} {claim.who:<26.26} {claim.topic:<10} {day:<10} "
                f" {words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}"
            )


if __name__ == "__main__":
    sys.exit(run())
