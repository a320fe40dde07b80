"""A running app and a real Chromium in which every outside host is blocked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Frame,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

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
_SCREEN: ViewportSize = {"width": 1400, "height": 900}
_READY = (
    "() => window.map && window.claimline && window.claimline.state.payload && "
    "Object.keys(window.claimline.state.layers).length > 0"
)
_STILL = """quiet => new Promise(done => {
  const opened = Date.now();
  let changed = opened;
  const watch = new MutationObserver(() => { changed = Date.now(); });
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  watch.observe(document, all);
  const moves = () => document.getAnimations().some(a => a.playState === "running"
    && a.effect.getComputedTiming().endTime < 5000);
  const timer = setInterval(() => {
    if ((Date.now() - changed < quiet || moves()) && Date.now() - opened < 3000) return;
    clearInterval(timer);
    watch.disconnect();
    done();
  }, 20);
})"""
"""Ends when nothing in a document has changed for some milliseconds, and nothing moves."""


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
        self.rest()
        return self

    def rest(self, quiet: int = 150) -> None:
        """Wait until the run has ended and page and map have not changed for some milliseconds."""
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
        self.page.evaluate(_STILL, quiet)
        for frame in self.page.frames:
            if "streamlit_folium" in frame.url and not frame.is_detached():
                frame.evaluate(_STILL, 20)

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


class Profiles:
    """Browser profiles that know the app's files already and nothing of an earlier visitor.

    What a profile has in its cache, the browser neither fetches nor compiles again.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[BrowserContext] = []

    def take(self) -> BrowserContext:
        """Return a profile that nobody uses."""
        return self._free.pop() if self._free else self._browser.new_context()

    def give_back(self, profile: BrowserContext) -> None:
        """Close a profile's tabs and forget what they have stored."""
        profile.clear_cookies()
        *others, last = profile.pages
        for page in (*others, last):
            # one that did not open has no storage
            if page.url.startswith("http"):
                page.evaluate("() => localStorage.clear()")
        for page in others:
            page.close()
        # what a tab stores for itself goes with the tab, which stays until the next visitor goes:
        # theirs shares its process, where the scripts are compiled already
        try:
            last.goto(urljoin(last.url, "/_stcore/health"))
        except Error:
            last.close()  # a test's own server has ended
        self._free.append(profile)


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def visit(browser: Browser, profiles: Profiles) -> Iterator[Callable[..., Visit]]:
    """Open an address as one more visitor, with a profile that no other visitor uses."""
    used, contexts = [], []

    def make(
        address: str,
        *,
        viewport: ViewportSize = _SCREEN,
        color_scheme: str = "light",
        **device: bool,
    ) -> Visit:
        if device:
            contexts.append(
                browser.new_context(viewport=viewport, color_scheme=color_scheme, **device)
            )
            return Visit(contexts[-1].new_page()).open(address)
        used.append(profiles.take())
        page = used[-1].new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        return Visit(page).open(address)

    yield make
    for profile in reversed(used):
        profiles.give_back(profile)
    for context in contexts:
        context.close()
