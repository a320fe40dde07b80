"""The security policy of every answer, enforced by a real Chromium.

It says what the page may reach, and which pages may show it.
"""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request

import pytest
from lxml import html

from dashboard.server.headers import security_headers, tile_source
from dashboard.view.settings import Settings
from tests.browser.conftest import Visit
from tests.browser.pieces import go, reader, tab
from tests.server import first_line, folder_served, serve


def policy(settings):
    parts = security_headers(settings)["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in map(str.split, parts)}


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}{r}.png", "https://*.tile.example.org"),
        ("https://tiles-{s}.example.org:8080/{z}/{x}/{y}.png", "https://*.example.org:8080"),
        ("https://{switch:a,b,c}.tile.example.org/{z}/{x}/{y}.png", "https://*.tile.example.org"),
        ("https://*.example.org/{z}/{x}/{y}.png", "https://*.example.org"),
        ("https://tile.example.org/{s}/{z}/{x}/{y}.png", "https://tile.example.org"),
    ],
)
def test_a_tile_services_hosts_are_named_as_a_policy_names_them(url, source):
    assert tile_source(url) == source


def test_pictures_come_from_tile_services_only_where_they_are_offered():
    local = ["'self'", "data:", "blob:"]
    assert policy(Settings(basemaps=False))["img-src"] == local
    assert policy(Settings())["img-src"] == [
        *local,
        "https://tile.openstreetmap.org",
        "https://tile.opentopomap.org",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "method",
        "app/static/base.geojson",
        "_stcore/health",
        "component/no.such/index.html",
        "static/../secret",
    ],
)
def test_every_answer_carries_the_headers(app, path):
    try:
        answer = urllib.request.urlopen(app + path, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        for name, value in security_headers(Settings()).items():
            assert answer.headers.get_all(name) == [value]
        assert answer.headers["X-Frame-Options"] is None


class Watched(Visit):
    """A visit that notes what the policy stopped the page from doing."""

    def __init__(self, page):
        super().__init__(page)
        self.violations = []
        page.on("console", self.note_violation)

    def leave(self):
        super().leave()
        self.page.remove_listener("console", self.note_violation)

    def note_violation(self, message):
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)


@pytest.fixture
def watch(enter):
    return lambda: enter(Watched)


PLANTED = """kind => new Promise(resolve => {
    document.addEventListener("securitypolicyviolation",
      event => resolve([event.effectiveDirective, event.blockedURI]));
    if (kind === "fetch") fetch("https://outside.example/").catch(() => {});
    else if (kind === "socket") {
      try { new WebSocket("wss://outside.example/"); } catch (error) { /* refused at once */ }
    } else {
      const image = document.createElement("img");
      image.src = kind;
      document.body.append(image);
    }
    setTimeout(() => resolve("nothing was stopped"), 3000);
})"""


def test_the_page_works_under_the_policy(app, watch):
    seen = watch().open(app)
    assert {"goris", "sev_lake"} <= set(seen.marks())
    seen.click_mark("goris")
    seen.page.get_by_text("names the place").first.wait_for()
    tab(seen, "Read")
    reader(seen).wait_for()
    seen.page.get_by_role("link", name="Method").click()
    seen.page.get_by_role("heading", name="Method", exact=True).wait_for()
    assert seen.violations == [] and seen.errors == [] and seen.outside == []


def test_what_is_planted_in_the_page_or_the_map_reaches_no_outside_host(app, watch):
    seen = watch().open(app)
    for place in (seen.page, seen.map):
        assert place.evaluate(PLANTED, "fetch") == ["connect-src", "https://outside.example/"]
        assert place.evaluate(PLANTED, "socket") == ["connect-src", "wss://outside.example/"]
        assert place.evaluate(PLANTED, "https://outside.example/x.png") == [
            "img-src",
            "https://outside.example/x.png",
        ]
    # the policy held: nothing came as far as the tests' own wall
    assert seen.outside == []


def test_an_online_base_map_may_be_fetched(app, watch):
    seen = watch().open(app + "?basemap=osm")
    seen.page.wait_for_timeout(500)
    assert {url.split("/")[2] for url in seen.outside} == {"tile.openstreetmap.org"}
    assert seen.violations == []


def embed(folder, address):
    (folder / "story.html").write_text(
        f'<iframe src="{address}?embed=true" width="900" height="600"></iframe>', encoding="utf-8"
    )


def shows_the_map(seen, page):
    """Whether a page that embeds the map shows it.

    A refusal comes with the first answer, and the console reports it.
    """
    seen.page.goto(page)
    for _ in range(200):
        if any("frame-ancestors" in violation for violation in seen.violations):
            assert not [frame for frame in seen.page.frames if "streamlit_folium" in frame.url]
            return False
        if [frame for frame in seen.page.frames if "streamlit_folium" in frame.url]:
            seen.until(
                "() => window.map && window.claimline && "
                "Object.keys(window.claimline.state.layers).length > 0"
            )
            return True
        seen.page.wait_for_timeout(100)
    raise AssertionError("neither the map nor a refusal")


def test_anybody_may_embed_the_map_at_first(app, watch, tmp_path):
    embed(tmp_path, app)
    with folder_served(tmp_path) as other:
        assert shows_the_map(watch(), f"{other}story.html")
    # a page opened from a disk, too
    assert shows_the_map(watch(), (tmp_path / "story.html").as_uri())


def test_the_strictest_settings_leave_the_page_whole_and_let_nobody_in(watch, tmp_path):
    title, tile = "<b>Who said it?</b> & ${1}", "https://tile.openstreetmap.org/1/1/1.png"
    strict = {
        "CLAIMLINE_EMBED": "none",
        "CLAIMLINE_BASEMAPS": "false",
        "CLAIMLINE_TITLE": title,
        "CLAIMLINE_FULL_TEXT": "false",
        "CLAIMLINE_UPLOADS": "false",
    }
    with folder_served(tmp_path) as other, serve(**strict) as address:
        embed(tmp_path, address)
        assert not shows_the_map(watch(), f"{other}story.html")
        # the map is a frame of the page itself, where it stays
        seen = watch().open(address)
        assert "goris" in seen.marks()
        assert seen.page.title() == title
        assert seen.page.evaluate(PLANTED, tile) == ["img-src", tile]
        # without the right to whole articles only excerpts are sent
        seen.open(f"{address}?panel=read&source=dw")
        reader(seen).get_by_text("Excerpts only").wait_for()
        words = reader(seen).inner_text()
        assert "It gave few further details" not in words
        assert "taking positions that belong to Azerbaijan" in words
        # where bringing is switched off, there is no way in
        go(seen, "Your articles")
        seen.page.get_by_text("has switched off adding articles").wait_for()
        assert seen.page.locator("input[type=file][multiple]").count() == 0
        assert seen.outside == []


def test_only_the_origins_that_are_named_may_embed_the_map(watch, tmp_path):
    with (
        folder_served(tmp_path) as other,
        serve(CLAIMLINE_EMBED=f"https://example.org {other.rstrip('/')}") as address,
    ):
        embed(tmp_path, address)
        assert shows_the_map(watch(), f"{other}story.html")
        # the same page under another name is another origin
        assert not shows_the_map(watch(), f"{other.replace('127.0.0.1', 'localhost')}story.html")


def test_where_the_hosts_name_is_known_the_page_talks_to_no_other():
    upgrade = (
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: streamlit",
    )
    with serve(STREAMLIT_SERVER_ALLOWED_HOSTS="maps.example.org") as address:
        answers = {
            host: first_line(
                address, "GET", "/_stcore/stream", *upgrade, f"Origin: http://{host}", host=host
            )
            for host in ("maps.example.org", "rebound.example.com")
        }
    assert "101" in answers["maps.example.org"]
    assert "403" in answers["rebound.example.com"]


@pytest.mark.parametrize("packed", [{}, {"Accept-Encoding": "gzip"}])
def test_whoever_reads_the_head_alone_finds_a_title_and_a_description(app, packed):
    for path in ("", "?source=dw", "method"):
        asked = urllib.request.Request(app + path, headers=packed)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            body = answer.read()
            assert int(answer.headers.get("Content-Length", len(body))) == len(body)
            if answer.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
        page = html.fromstring(body)
        told = {m.get("property") or m.get("name"): m.get("content") for m in page.iter("meta")}
        assert page.findtext(".//title") == told["og:title"] == "Claimline"
        assert (
            told["og:description"] == told["description"] and "who says it" in told["description"]
        )
