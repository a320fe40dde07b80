"""The command ``claimline`` of the installed program: it reads articles, or serves the app.

Of a dataset it builds the index that the app asks.

Reading loads neither Streamlit nor a library of shapes.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from geodata.shipped import APP
from loaders import __version__

_EXAMPLES = """examples:
  claimline read articles                       a table of what was read
  claimline read articles --json > run.jsonl    one JSON object a line, one line an article
  claimline read --help                         everything that reading can do
  claimline index DATASET                       the index of a dataset, for the app
  claimline serve                               the app with the shipped articles
  claimline serve --port 8600 --seeds articles  the app with your own
"""
_SERVE_EXAMPLES = """examples:
  claimline serve
  claimline serve --port 8600 --seeds articles

The settings of the app are environment variables that begin with CLAIMLINE_; those of the server
begin with STREAMLIT_, such as STREAMLIT_SERVER_BASE_URL_PATH.
"""
_PORTS = range(1, 2**16)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code, 2 if the call makes no sense."""
    words, parser = sys.argv[1:] if arguments is None else arguments, _parser()
    if not words:
        parser.print_help(sys.stderr)
        return 2
    options = parser.parse_args(words)
    if options.command == "read":
        from loaders import __main__ as reading

        return reading.run(options.rest, program="claimline read")
    if options.command == "index":
        return _index(options.rest)
    return _serve(options.rest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimline",
        usage="claimline [--help] [--version] {read,index,serve} …",
        description="Who says what, where, and on what evidence: read from news articles.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"claimline {__version__}")
    parser.add_argument(
        "command",
        choices=("read", "index", "serve"),
        help="read: articles into places, dates, distances and claims; index: what the app asks of"
        " a dataset; serve: the app",
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="what to read or serve")
    return parser


def _index(arguments: list[str]) -> int:
    """Build the index of a dataset, or say what is wrong and how to fix it."""
    parser = argparse.ArgumentParser(
        prog="claimline index",
        description="Build the index that the app asks of a dataset, beside its files.",
        epilog="Build it again after the dataset has grown: it takes some minutes a million"
        " articles. Until then the app shows the dataset as it was.",
    )
    parser.add_argument("dataset", type=Path, metavar="DATASET", help="the folder of the dataset")
    options = parser.parse_args(arguments)

    from dashboard.dataset.build_index import build_index
    from dashboard.dataset.fault import DatasetError

    try:
        made = build_index(options.dataset, lambda what: print(what, file=sys.stderr))
    except DatasetError as error:
        print(f"claimline index: {error}", file=sys.stderr)
        return 1
    print(made)
    return 0


def _serve(arguments: list[str]) -> int:
    """Serve the app with the options of its ``.streamlit/config.toml`` until it is stopped."""
    options = _serve_parser().parse_args(arguments)
    if options.seeds is not None:
        # the app reads its settings when it starts, from wherever it was started
        os.environ["CLAIMLINE_SEEDS"] = str(options.seeds.resolve())
    given = {"--server.port": options.port, "--server.address": options.address}
    words = [word for name, value in given.items() if value for word in (name, str(value))]

    from streamlit.web import cli

    # without a screen to open a browser on; else a first start asks for a mail address
    cli.main(["run", str(APP), "--server.headless", "true", *words])
    return 0


def _serve_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimline serve",
        description="Serve the app for browsers, by default on http://localhost:8501.",
        epilog=_SERVE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, metavar="N", help="the port, 8501 if none is given")
    parser.add_argument(
        "--address",
        metavar="HOST",
        help="the address to listen on; 127.0.0.1 is this machine alone",
    )
    parser.add_argument(
        "--seeds",
        type=_folder,
        metavar="FOLDER",
        help="the folder of articles; the shipped ones if none is given",
    )
    return parser


def _port(words: str) -> int:
    if not words.isdecimal() or int(words) not in _PORTS:
        raise argparse.ArgumentTypeError(f"{words!r} is no port; give a number from 1 to 65535")
    return int(words)


def _folder(words: str) -> Path:
    path = Path(words)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{words!r} is no folder; name one that holds articles")
    return path


if __name__ == "__main__":
    sys.exit(main())
