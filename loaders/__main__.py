"""The loaders' command: ``python -m loaders PATH... [--json | --relations] [--out FILE]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from geodata import gazetteer, world
from loaders.export import FORMATS, FormatError, write
from loaders.reader import article_files, read_paths
from loaders.records import Corpus
from loaders.relations import find_relations
from loaders.text import fold_space

_EXAMPLES = """examples:
  python -m loaders seeds                            a table of what was read
  python -m loaders seeds --json > articles.jsonl    one JSON object a line, one line an article
  python -m loaders seeds --relations                one relation between two claims a line
  python -m loaders seeds --out places.gpkg          the mentions on the ground, as a layer
"""
_LONG_WORK = 50
"""From this many files on, a progress bar is worth its line."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code: 1 only if nothing could be read, 2 if the call makes no sense."""
    options = _parser().parse_args(arguments)
    if not world.file().exists():
        print("building the list of the world’s towns, once …", file=sys.stderr)
    corpus = read_paths(options.paths, progress=_progress(options.paths))
    for problem in corpus.problems:
        print(problem, file=sys.stderr)
    if options.out:
        try:
            write(corpus, options.out)
        except (FormatError, OSError) as error:
            print(f"{options.out}: {error}", file=sys.stderr)
            return 2
    elif options.json:
        for article in corpus.articles:
            print(json.dumps(article.to_json(), ensure_ascii=False))
    elif options.relations:
        for relation in find_relations(corpus, gazetteer.load()):
            print(json.dumps(relation.to_json(), ensure_ascii=False))
    else:
        _table(corpus)
    return 0 if corpus.articles else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders",
        description="Read news articles into places, dates, distances and claims, each with its characters.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="article files, or folders of them")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object a line, one line an article")
    form.add_argument("--relations", action="store_true", help="print one relation between two claims a line, as JSON")
    form.add_argument("--out", type=Path, metavar="FILE", help=f"write to a file instead: {' '.join(FORMATS)}")
    return parser


class _Progress:
    """One line on the terminal that says how far the reading is."""

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
    total = sum(1 for path in paths if path.exists() for _ in article_files([path]))
    return _Progress(total) if total >= _LONG_WORK and sys.stderr.isatty() else None


def _table(corpus: Corpus) -> None:
    """Print what was read, for a person."""
    for article in corpus.articles:
        print(f"\n{article.title}\n  {article.publisher}, {article.published or 'no date'}  {article.id}")
        located = {m.name for m in article.places if m.role == "literal" and m.lat is not None}
        print(f"  places on the ground: {', '.join(sorted(located)) or 'none'}")
        print(
            f"  {len(article.dates)} days, {len(article.distances)} distances, {len(article.claims)} claims, {len(article.excluded)} parts left out"
        )
        for claim in article.claims:
            words = fold_space(article.text[claim.start : claim.end])
            day = claim.event_date or "no day"
            print(
                f"    {claim.party:<14.14} {claim.speaker:<26.26} {claim.topic:<10} {day:<10}  {words[:78]}{'…' if len(words) > 78 else ''}"
            )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # the reader of a pipe had enough (``| head``): not an error
        sys.stderr.close()
        sys.exit(0)
