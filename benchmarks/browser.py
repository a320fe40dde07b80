"""First map and filter change in a real browser, beside named baselines, in one run.

The baselines, all with Leaflet served locally, are **hello** (Streamlit's smallest page), **bare**
(one static page with Leaflet and the same features) and **textbook** (as in tutorials: the whole
folium map is rebuilt in every run). Usage: ``python -m benchmarks.browser [--repeat 7]`` with the
test packages installed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from xstatic.pkg import leaflet

from dashboard.map.advance_marks import advance_features
from dashboard.map.marks import place_features, side_features
from dashboard.query.border import border_of
from dashboard.query.index import Index
from dashboard.query.selection import select
from dashboard.view.view import View
from geodata import gazetteer
from geodata.ground.drawn_lines import drawn_lines
from loaders import read_paths
from tests.chromium import find_chromium
from tests.server import folder_served, serve

ROOT = Path(__file__).resolve().parent.parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
]
UNCOMPILED = [*QUIET, "--js-flags=--jitless"]
"""V8 compiles what runs often and holds on to that machine code. Where the growth of the heap is
watched, it must not compile."""
_OURS = (
    "() => [...document.querySelectorAll('iframe')].some(f => f.contentWindow.claimline && "
    "f.contentWindow.claimline.state.base && "
    "f.contentWindow.claimline.state.layers['boundary:line'])"
)
_TEXTBOOK = (
    "() => [...document.querySelectorAll('iframe')].some(f => f.contentWindow.map && "
    "Object.keys(f.contentWindow.map._layers).length > 5)"
)
_MAP = "[...document.querySelectorAll('iframe')].map(f => f.contentWindow.map).find(m => m)"
_PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="leaflet.css">
<div id="m" style="height:600px"></div>
<script src="leaflet.js"></script><script>
var map = L.map("m").setView([39.6, 46.23], 11);
var read = (address) => fetch(address).then(answer => answer.json());
Promise.all([read("base.geojson"), read("marks.geojson")]).then(([base, marks]) => {
  L.geoJSON(base, {renderer: L.canvas(), interactive: false}).addTo(map);
  L.geoJSON(marks, {pointToLayer: (f, at) => L.circleMarker(at)}).addTo(map);
  window.drawn = true;
});</script>"""


@contextmanager
def bare() -> Iterator[str]:
    """Serve one static page with Leaflet and the features of the seeds."""
    corpus, places, border = read_paths([ROOT / "seeds"]), gazetteer.load(), border_of("AM-AZ")
    shown = select(Index(corpus), View(), places, border)
    advances, _ = advance_features(shown.drawn_advances, border, None, {})
    borders = json.loads(drawn_lines("AM-AZ"))["features"]
    features = [
        *place_features(shown),
        *side_features(shown),
        *borders,
        *advances,
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("leaflet.js", "leaflet.css"):
            shutil.copy(Path(leaflet.BASE_DIR) / name, folder)
        shutil.copy(ROOT / "static" / "base.geojson", folder)
        (Path(folder) / "marks.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
        )
        (Path(folder) / "index.html").write_text(_PAGE, encoding="utf-8")
        with folder_served(Path(folder)) as address:
            yield f"{address}index.html"


def first_map(browser: Browser, address: str, ready: str, repeat: int) -> list[float]:
    """Return milliseconds from navigation to the map with its marks, a new visitor each time.

    A first visit, which warms the server, is not counted.
    """
    times = []
    for _ in range(repeat + 1):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_function(ready, timeout=60_000, polling=20)
        times.append(1000 * (time.perf_counter() - start))
        context.close()
    return times[1:]


def filter_change(
    browser: Browser, address: str, ready: str, repeat: int, change: Callable[[Page, int], str]
) -> list[float]:
    """Return milliseconds from a filter click to the changed marks on the map.

    ``change`` clicks and returns the expression that is true once the map has changed. A corpus
    that must be read first may take minutes to be ready.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(ready, timeout=900_000)
    page.wait_for_timeout(1500)
    times = []
    for number in range(repeat + 1):
        start = time.perf_counter()
        changed = change(page, number)
        page.wait_for_function(changed, timeout=120_000, polling=10)
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_selector("[data-test-script-state=notRunning]", timeout=120_000)
        page.wait_for_timeout(500)
    context.close()
    return times[1:]


@dataclass(frozen=True)
class Changes:
    """What many filter changes cost.

    Attributes
    ----------
    kilobytes
        KB received a change, the median.
    heap_before, heap_after
        MB of the browser's heap after a fifth of the changes, and after all.
    same_view
        Whether the map still has the place and zoom that it was moved to.
    """

    kilobytes: float
    heap_before: float
    heap_after: float
    same_view: bool


def many_changes(
    browser: Browser, address: str, ready: str, count: int, change: Callable[[Page, int], str]
) -> Changes:
    """Pan and zoom the map, change the filter ``count`` times, and return what that cost.

    The heap is first measured after a fifth of them, when all views have been drawn once.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    received = [0]
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda data: received.__setitem__(0, received[0] + len(data))
        ),
    )
    page.goto(address)
    page.wait_for_function(ready, timeout=60_000)
    page.wait_for_timeout(1500)
    page.evaluate(f"() => {{ {_MAP}.setView([39.2, 46.9], 8.5, {{animate: false}}); }}")
    page.wait_for_timeout(700)
    heap, sizes = [], []
    for number in range(count):
        before = received[0]
        page.wait_for_function(change(page, number), timeout=120_000, polling=10)
        page.wait_for_timeout(500)
        sizes.append((received[0] - before) / 1024)
        if number + 1 in {count // 5, count}:
            heap.append(_heap_mb(page))
    place = page.evaluate(
        f"() => {{ const at = {_MAP}.getCenter(); return [at.lat, at.lng, {_MAP}.getZoom()]; }}"
    )
    context.close()
    same = all(abs(now - then) < 0.05 for now, then in zip(place, (39.2, 46.9, 8.5), strict=True))
    return Changes(statistics.median(sizes), heap[0], heap[-1], same)


def _heap_mb(page: Page) -> float:
    """Return how many MB the page's scripts hold on to, frames included."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    session.detach()
    return float(used)


def _toggle_ours(page: Page, number: int) -> str:
    """Press the first day of the strip, which filters by it, and press it again.

    The airport, which no claim of that day names, leaves the map and returns.
    """
    page.locator(".strip thead button").first.click()
    found = (
        "[...document.querySelectorAll('iframe')].some(f => f.contentWindow.claimline && "
        "f.contentWindow.document.querySelector('[data-mark=sisian_airport]'))"
    )
    return f"() => {'!' if number % 2 == 0 else ''}{found}"


def _radio_textbook(page: Page, number: int) -> str:
    """Choose one source, then all: Goris, which one outlet names, leaves the map and returns."""
    page.get_by_text("dw" if number % 2 == 0 else "all", exact=True).click()
    found = (
        "[...document.querySelectorAll('iframe')].some(f => f.contentWindow.map && "
        "Object.values(f.contentWindow.map._layers).some(l => l.getTooltip && l.getTooltip() && "
        "String(l.getTooltip().getContent()).includes('goris')))"
    )
    loaded = "[...document.querySelectorAll('iframe')].some(f => f.contentWindow.map)"
    return f"() => {loaded} && {'!' if number % 2 == 0 else ''}{found}"


def main() -> int:
    """Run every measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument(
        "--changes",
        type=int,
        default=50,
        help="filter changes over which the browser's memory is watched",
    )
    options = parser.parse_args()
    repeat = options.repeat
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        uncompiled = playwright.chromium.launch(executable_path=find_chromium(), args=UNCOMPILED)
        with serve("benchmarks/baselines/hello.py") as address:
            hello = first_map(
                browser, address, "() => document.body.innerText.includes('hello')", repeat
            )
        with bare() as address:
            static = first_map(browser, address, "() => window.drawn === true", repeat)
        with serve("app.py") as address:
            ours = first_map(browser, address, _OURS, repeat)
            ours_filter = filter_change(browser, address, _OURS, repeat, _toggle_ours)
            ours_many = many_changes(uncompiled, address, _OURS, options.changes, _toggle_ours)
        with serve("benchmarks/baselines/textbook.py") as address:
            textbook = first_map(browser, address, _TEXTBOOK, repeat)
            textbook_filter = filter_change(browser, address, _TEXTBOOK, repeat, _radio_textbook)
            textbook_many = many_changes(
                uncompiled, address, _TEXTBOOK, options.changes, _radio_textbook
            )
        browser.close()
        uncompiled.close()
    for name, times in (("hello", hello), ("bare", static), ("ours", ours), ("textbook", textbook)):
        print(f"first map  {name:<9} {summary(times)}")
    budget = statistics.median(hello) + 1.5 * statistics.median(static)
    print(
        f"first map  budget    hello + 1.5 × bare = {budget:.0f} ms; "
        f"ours is {statistics.median(ours) / budget:.2f} of it"
    )
    for name, times in (("ours", ours_filter), ("textbook", textbook_filter)):
        print(f"filter     {name:<9} {summary(times)}")
    print(
        "filter     ours is "
        f"{statistics.median(ours_filter) / statistics.median(textbook_filter):.2f} of textbook"
    )
    for name, many in (("ours", ours_many), ("textbook", textbook_many)):
        place = "kept" if many.same_view else "lost"
        print(
            f"{options.changes} changes {name:<9} {many.kilobytes:.0f} KB each; "
            f"heap {many.heap_before:.1f} MB after a fifth of them, "
            f"{many.heap_after:.1f} after all; pan and zoom {place}"
        )
    return 0


def summary(times: list[float]) -> str:
    """Return the median, the extremes and the number of some times in milliseconds, in words."""
    return (
        f"median {statistics.median(times):5.0f} ms  "
        f"(min {min(times):.0f}, max {max(times):.0f}, n {len(times)})"
    )


if __name__ == "__main__":
    sys.exit(main())
