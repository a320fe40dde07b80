"""A running app and a real Chromium in which every outside host is blocked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

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

from tests.browser.own_articles import answers, home  # noqa: F401  (fixtures)
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
SCREEN: ViewportSize = {"width": 1400, "height": 900}
Scheme = Literal["light", "dark"]
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
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("shelf")
    with serve(CLAIMLINE_SEEDS=str(folder)) as address:
        yield address, folder


@pytest.fixture
def shelf(_shelf: tuple[str, Path]) -> Iterator[tuple[str, Path]]:
    """Return the address of an app with a folder of articles, and that folder, empty as yet.

    One app serves all tests that have articles of their own: to start one and open its first page
    costs as much as three pages more.
    """
    yield _shelf
    for path in _shelf[1].iterdir():
        path.unlink()


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
        self.address = ""
        page.on("pageerror", self._note_error)
        page.on("requestfailed", self._note_request)

    def leave(self) -> None:
        """Note nothing more: the tab is the next visitor's."""
        self.page.remove_listener("pageerror", self._note_error)
        self.page.remove_listener("requestfailed", self._note_request)

    def _note_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def _note_request(self, request: Request) -> None:
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
            # not at every frame, which is the usual: it would have the page make frames
            self.map.wait_for_function(_READY, timeout=30_000, polling=50)
        self.rest()
        self.address = self.page.url
        return self

    def rest(self, quiet: int = 150) -> None:
        """Wait until the run has ended and page and map have not changed for some milliseconds."""
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
        self.page.evaluate(_STILL, quiet)
        for frame in self.page.frames:
            if "streamlit_folium" in frame.url and not frame.is_detached():
                frame.evaluate(_STILL, 20)

    def turn(self, scheme: Scheme) -> None:
        """Have the system turn dark or light: the page follows, without a run."""
        self.page.emulate_media(color_scheme=scheme)
        for frame in self.page.frames:
            if "streamlit_folium" in frame.url:
                frame.wait_for_function(
                    "scheme => claimline.state.payload.theme === scheme", arg=scheme
                )
        self.rest(300)

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

    What a profile has in its cache, the browser neither fetches nor compiles again. Its one tab
    stays open between two visitors, since in a tab's process all scripts are compiled already: a
    page opens in two thirds of the processor's time that it takes in a new tab.
    """

    def __init__(self, browser: Browser, rest: str) -> None:
        self._browser = browser
        self._rest = rest
        self._free: dict[frozenset[tuple[str, bool]], list[BrowserContext]] = defaultdict(list)
        self._kinds: dict[BrowserContext, frozenset[tuple[str, bool]]] = {}

    def take(
        self, viewport: ViewportSize = SCREEN, color_scheme: Scheme = "light", **device: bool
    ) -> Page:
        """Return an empty tab of a profile that nobody uses, on a screen of that kind."""
        kind = frozenset(device.items())
        free = self._free[kind]
        profile = free.pop() if free else self._browser.new_context(**device)
        self._kinds[profile] = kind
        page = profile.pages[0] if profile.pages else profile.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        return page

    def give_back(self, page: Page) -> None:
        """Forget what a visitor's profile has stored, close its other tabs, and leave its first."""
        profile = page.context
        profile.clear_cookies()
        for other in profile.pages:
            if other is not page:
                other.close()
        self._free[self._kinds[profile]].append(profile)
        page.mouse.move(0, 0)
        with suppress(Error):  # one that did not open has no storage
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        # of the site that is visited next: another would be another process
        page.goto(self._rest)


@pytest.fixture(scope="session")
def profiles(browser: Browser, app: str) -> Profiles:
    return Profiles(browser, f"{app}_stcore/health")


@pytest.fixture(scope="module")
def look(profiles: Profiles) -> Iterator[Callable[..., Visit]]:
    """Open an address once for all tests of a file that only look at the page.

    They may hover and ask, and leave its address, position and marks as they found them. Of two
    pages that were looked at, the one of longer ago makes room for a third.
    """
    opened: dict[str, Visit] = {}

    def make(address: str, **screen: Any) -> Visit:
        screen = {"viewport": SCREEN, "color_scheme": "light", **screen}
        name = f"{address} {sorted(screen.items())}"
        seen = opened.pop(name, None)
        if seen is None or seen.page.url != seen.address:
            while len(opened) > 1:
                leave(opened.pop(next(iter(opened))))
            seen = seen or Visit(profiles.take(**screen))
            seen.open(address)
        opened[name] = seen
        return seen

    def leave(seen: Visit) -> None:
        seen.leave()
        profiles.give_back(seen.page)

    yield make
    for seen in opened.values():
        leave(seen)


@pytest.fixture
def enter(profiles: Profiles) -> Iterator[Callable[..., Visit]]:
    """Return an empty tab for one more visitor, with a profile that no other visitor uses."""
    used: list[Visit] = []

    def make(kind: type[Visit] = Visit, **screen: Any) -> Visit:
        used.append(kind(profiles.take(**screen)))
        return used[-1]

    yield make
    # the one that opened first knows most of the app's files: it is the next to be taken
    for seen in reversed(used):
        seen.leave()
        profiles.give_back(seen.page)


@pytest.fixture
def visit(enter: Callable[..., Visit]) -> Callable[..., Visit]:
    """Open an address as one more visitor: on a screen of 1400 by 900, in light, or as named."""

    def make(address: str, **screen: Any) -> Visit:
        return enter(**screen).open(address)

    return make
