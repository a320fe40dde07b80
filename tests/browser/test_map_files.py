"""The files that the map's frame loads: served with the page, cached, and never waited for."""

from __future__ import annotations

import gzip
import re
import statistics
import time
import urllib.error
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.conftest import Visit


def ask(address, **headers):
    with urllib.request.urlopen(
        urllib.request.Request(address, headers=headers), timeout=10
    ) as answer:
        return answer.headers, answer.read()


def announced(app, page=""):
    return re.findall(r"<([^>]+)>; rel=prefetch", ask(app + page)[0].get("Link", ""))


def test_the_page_announces_the_maps_files_and_they_are_cached_for_good(app):
    assert announced(app) == announced(app, "method")
    assert len(announced(app)) == 6
    for name in announced(app):
        headers, plain = ask(urljoin(app, name))
        assert "immutable" in headers["Cache-Control"] and headers["Content-Encoding"] is None
        packed_headers, packed = ask(urljoin(app, name), **{"Accept-Encoding": "gzip, br"})
        assert packed_headers["Content-Encoding"] == "gzip" and len(packed) < len(plain) / 2
        assert gzip.decompress(packed) == plain
        assert headers["Content-Type"].partition(";")[0] in {
            "text/javascript",
            "text/css",
            "application/geo+json",
        }


def answered(line):
    """Ask for something small; return the seconds to the answer's end."""
    start = time.perf_counter()
    line.request("GET", "/_stcore/health")
    line.getresponse().read()
    return time.perf_counter() - start


def test_a_connection_that_stays_open_answers_about_as_soon_as_a_new_one(app):
    """On an open connection, an answer's end must not wait until its beginning is acknowledged.

    Where it does, every answer but the first takes 40 ms longer.
    """

    def line():
        return closing(HTTPConnection(urlsplit(app).netloc, timeout=10))

    new = []
    for _ in range(20):
        with line() as one:
            new.append(answered(one))
    with line() as one:
        open_already = [answered(one) for _ in range(20)]
    assert statistics.median(open_already) < 4 * statistics.median(new)


@pytest.mark.parametrize(
    "name", ["embed.html", "icon.png", "..%2fapp.py", "../app.py", "claimline-map.js/x"]
)
def test_nothing_else_lies_there(app, name):
    with urllib.request.urlopen(f"{app}map-files/embed.html", timeout=10) as page:
        elsewhere = page.read()
    assert b'<div id="root">' in elsewhere, (
        "Streamlit answers an address it does not know with its page"
    )
    try:
        assert ask(f"{app}map-files/{name}")[1] == elsewhere
    except urllib.error.HTTPError as error:
        if error.code not in {400, 404}:
            raise


def test_a_frame_is_no_page_and_announces_nothing(app, visit):
    visit(app)  # Streamlit serves a component from the first visit on
    assert announced(app, "component/streamlit_folium.st_folium/index.html") == []
    assert announced(app, "app/static/embed.html") == []


@pytest.mark.parametrize("late", ["borders", "base"])
def test_the_marks_do_not_wait_for_a_file_that_does_not_come(browser, app, late):
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    seen = Visit(page)
    held = []
    page.route(f"**/map-files/{late}.geojson*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright looks at its signature)
    seen.open(app)
    assert "goris" in seen.marks()
    assert held
    drawn = {
        "borders": "!!claimline.state.base",
        "base": "!!claimline.state.layers['boundary:line']",
    }[late]
    seen.until(f"() => {drawn}")
    for route in held:
        route.continue_()
    seen.until("() => !!claimline.state.base && !!claimline.state.layers['boundary:line']")
    page.context.close()


def test_names_keep_clear_of_the_controls_however_late_the_styles_come(browser, app):
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    seen = Visit(page)
    held = []
    page.route("**/map-files/claimline-map.css*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright looks at its signature)
    seen.open(app)
    assert held
    for route in held:
        route.continue_()
    seen.until(
        "() => getComputedStyle(document.querySelector('.cl-label')).position === 'absolute'"
    )
    page.wait_for_timeout(500)
    met = """() => {
        const boxes = selector => [...document.querySelectorAll(selector)]
          .map(node => node.getBoundingClientRect()).filter(box => box.width);
        const meet = (a, b) => a.left < b.right && b.left < a.right
          && a.top < b.bottom && b.top < a.bottom;
        return boxes('.cl-label').filter(a => boxes('.leaflet-control').some(b => meet(a, b)))
          .length; }"""
    assert seen.map.evaluate("() => document.querySelectorAll('.cl-label').length") >= 3
    assert seen.map.evaluate(met) == 0
    page.context.close()
