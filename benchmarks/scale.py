"""Where the time goes with many articles and marks, and how long a filter takes in a browser.

It takes a thousand and twenty thousand articles, and ten thousand marks. The articles are made from
templates with real place names (``benchmarks.made``). The textbook app runs on the ten thousand
marks in the same run. Reading twenty thousand articles for the first time takes minutes; from the
cache it takes seconds. Usage: ``python -m benchmarks.scale [--articles 1000 20000] [--marks]
[--repeat 7]`` with the test packages installed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import made
from benchmarks.browser import QUIET, filter_change, summary
from dashboard.html.js_literal import js_literal
from dashboard.map.payload import most_ids
from dashboard.map.scene import scene
from dashboard.query.border import border_of
from dashboard.query.index import Index
from dashboard.query.selection import select
from dashboard.view.view import View
from geodata import gazetteer
from loaders import read_paths
from tests.chromium import find_chromium
from tests.server import serve

T = TypeVar("T")
_MARKS = 2600
"""This many articles with the world's towns name some ten thousand places."""
_VIEWS = {
    "everything": View(),
    "one topic": View(topic=("advance",)),
    "one party": View(party=("Armenia",)),
    "days": View(date_from="2021-05-01", date_to="2021-05-31"),
    "words": View(q="goris"),
    "one topic again": View(topic=("advance",)),
}
_PAYLOAD = (
    "[...document.querySelectorAll('iframe')].map(f => f.contentWindow.claimline && "
    "f.contentWindow.claimline.state.payload).find(p => p)"
)
_LAYERS = (
    "[...document.querySelectorAll('iframe')].map(f => f.contentWindow.map && "
    "Object.keys(f.contentWindow.map._layers).length).find(n => n > 5)"
)


def timed(name: str, do: Callable[[], T]) -> T:
    """Call a function, print how long it took, and return its result."""
    start = time.perf_counter()
    result = do()
    print(f"  {name:<44} {1000 * (time.perf_counter() - start):9.0f} ms")
    return result


def stages(folder: Path) -> None:
    """Print where the time goes, from files to the map's payload."""
    corpus = timed("reading, the first time or cached", lambda: read_paths([folder]))
    corpus = timed("reading again, unchanged", lambda: read_paths([folder]))
    places, border = gazetteer.load(), border_of("AM-AZ")
    print(f"  {len(corpus.articles):,} articles, {len(corpus.claims):,} claims")
    index = timed("columns, once", lambda: Index(corpus))
    for name, view in _VIEWS.items():
        shown = timed(f"{name}: filter", lambda view=view: select(index, view, places, border))
        drawn = timed(
            f"{name}: marks",
            lambda shown=shown: scene(shown, list(border.by_id), most_ids(shown)),
        )
        text = timed(f"{name}: payload", lambda drawn=drawn: js_literal(drawn.payload()))
        print(
            f"  {'':<44} {len(shown.entries):,} claims, {len(drawn.features):,} marks, "
            f"{len(text) / 1e6:.2f} MB"
        )
    print(
        "  resident memory "
        f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


def ours(browser: Browser, address: str, repeat: int) -> list[float]:
    """Return milliseconds from a press on the first day of the strip to the changed map."""

    def change(page: Page, _: int) -> str:
        page.evaluate(f"() => {{ window.before = {_PAYLOAD}; }}")
        page.locator(".strip thead button").first.click()
        return f"() => {{ const now = {_PAYLOAD}; return now && now !== window.before; }}"

    return filter_change(browser, address, f"() => {_PAYLOAD}", repeat, change)


def textbook(browser: Browser, address: str, repeat: int) -> list[float]:
    """Return milliseconds from choosing one outlet, and all again, to the rebuilt map."""

    def change(page: Page, number: int) -> str:
        before = page.evaluate(f"() => {_LAYERS}")
        page.get_by_role("radiogroup").locator("label").nth(1 - number % 2).click()
        return f"() => {{ const now = {_LAYERS}; return now && now !== {before}; }}"

    return filter_change(browser, address, f"() => {_LAYERS}", repeat, change)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="*", default=[1000, 20_000])
    parser.add_argument(
        "--marks", action="store_true", help="ten thousand marks, beside the textbook app"
    )
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        for count in options.articles:
            print(f"{count:,} articles")
            folder = Path(temporary) / str(count)
            made.write(folder, count)
            stages(folder)
            with serve("app.py", CLAIMLINE_SEEDS=str(folder)) as address:
                print(
                    "  filter to changed map, in the browser: "
                    f"{summary(ours(browser, address, options.repeat))}"
                )
        if options.marks:
            folder = Path(temporary) / "marks"
            made.write(folder, _MARKS, world=True)
            stages(folder)
            with serve("app.py", CLAIMLINE_SEEDS=str(folder)) as address:
                mine = ours(browser, address, options.repeat)
            with serve("benchmarks/baselines/textbook.py", CLAIMLINE_SEEDS=str(folder)) as address:
                theirs = textbook(browser, address, min(options.repeat, 3))
            print(f"  filter, ours      {summary(mine)}\n  filter, textbook  {summary(theirs)}")
            print(
                f"  ours is {statistics.median(mine) / statistics.median(theirs):.3f} of textbook"
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
