"""The loaders' command: ``python -m loaders PATH... --json``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from loaders.reader import read_paths

_EXAMPLES = """examples:
  python -m loaders seeds                       a table of what was read
  python -m loaders seeds --json > out.jsonl    one JSON object a line, one line an article
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code: 1 only if nothing could be read."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders",
        description="Read news articles into places, dates, distances and claims, each with its characters.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="article files, or folders of them")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line, one line an article")
    options = parser.parse_args(arguments)
    corpus = read_paths(options.paths)
    for problem in corpus.problems:
        print(problem, file=sys.stderr)
    for article in corpus.articles:
        print(json.dumps(article.to_json(), ensure_ascii=False))
    return 0 if corpus.articles else 1


if __name__ == "__main__":
    sys.exit(main())
