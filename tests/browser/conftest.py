"""A running app and a real Chromium in which every outside host is blocked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, Request, sync_playwright

from tests.chromium import find_chromium
from tests.server import serve

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no name but ours leads anywhere; unlike a route, this leaves the browser its cache
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
_READY = (
    "() => window.map && window.claimline && window.claimline.state.payload && "
    "Object.keys(window.claimline.state.layers).length > 0"
)


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=_QUIET)
        yield running
        running.close()


class Visit:
    """One visitor's page, the map's frame in it, and what went wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", self._note)

    def _note(self, request: Request) -> None:
        """Note a request to another host that only the tests' own block stopped."""
        if (
            urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}
            and request.failure != "csp"
        ):
            self.outside.append(request.url)

    def open(self, address: str) -> Visit:
        self.page.goto(address)
        if "embed=true" not in address:
            # the map comes first, the bar above it later; pages without a map have the bar too
            self.page.locator(".st-key-shown").wait_for(timeout=30_000)
        if "embed=true" in address or self.page.locator("iframe").count():
            self.page.wait_for_selector("iframe", state="attached", timeout=30_000)
            self.map.wait_for_function(_READY, timeout=30_000)
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
        self.page.wait_for_timeout(500)
        return self

    @property
    def map(self) -> Frame:
        for _ in range(100):
            found = next((f for f in self.page.frames if "streamlit_folium" in f.url), None)
            if found:
                return found
            self.page.wait_for_timeout(100)
        raise AssertionError("no map frame")

    def marks(self) -> dict[str, dict]:
        """Every feature on the map by id: kind, name and, for points, where it is."""
        return self.map.evaluate("""() => { const found = {};
            map.eachLayer(layer => { if (layer.feature) { const p = layer.feature.properties;
              const at = layer.getLatLng ? layer.getLatLng()
                : layer.getBounds ? layer.getBounds().getCenter() : null;
              found[p.id] = {...p, at: at && [at.lat, at.lng]}; } });
            return found; }""")

    def position(self) -> list[float]:
        return self.map.evaluate("() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]")

    def click_mark(self, mark: str) -> None:
        point = self.map.evaluate(
            """id => { let point = null; map.eachLayer(l => {
              if (l.feature && l.feature.properties.id === id)
                point = map.latLngToContainerPoint(l.getLatLng()); });
            return [point.x, point.y]; }""",
            mark,
        )
        # a notice above the map may have pushed it down
        self.page.locator("iframe").first.scroll_into_view_if_needed()
        frame = self.page.locator("iframe").first.bounding_box()
        self.page.mouse.click(frame["x"] + point[0], frame["y"] + point[1])

    def until(self, expression: str, argument: object = None) -> None:
        self.map.wait_for_function(expression, arg=argument, timeout=15_000)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def make(address: str, **options) -> Visit:
        context = browser.new_context(
            viewport=options.pop("viewport", {"width": 1400, "height": 900}), **options
        )
        contexts.append(context)
        return Visit(context.new_page()).open(address)

    yield make
    for context in contexts:
        context.close()
