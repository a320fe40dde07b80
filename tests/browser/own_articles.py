"""How a test brings an article of its own, and the app that lets it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.server import serve

expect.set_options(timeout=25_000)
VILLAGE = "Nowhereville"
STORY = f"""Azerbaijani troops near {VILLAGE}, Armenia says

Hetq, May 15, 2021

YEREVAN -- Armenian Prime Minister Nikol Pashinyan said that Azerbaijani troops had crossed \
3.5 kilometers into southern Armenia near Goris.

Azerbaijan denied that its forces had crossed the border. Residents of the village of {VILLAGE} \
said that they had seen soldiers near Vardenis.
"""


@pytest.fixture(scope="session")
def answers():
    """A server that answers as Nominatim does, and a page that leads inside."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path.startswith("/search"):
                record = {
                    "osm_type": "node",
                    "osm_id": 7,
                    "lat": "39.9",
                    "lon": "46.0",
                    "display_name": f"{VILLAGE}, Vayots Dzor, Armenia",
                    "class": "place",
                    "category": "place",
                    "type": "village",
                    "addresstype": "village",
                    "boundingbox": ["39.89", "39.91", "45.99", "46.01"],
                    "address": {"country_code": "am"},
                }
                body = json.dumps([record]).encode()
            else:
                body = b"<html>inside</html>"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def home(answers, tmp_path_factory):
    """The app with every way to bring articles, and its temporary folder."""
    folder = tmp_path_factory.mktemp("temporary")
    settings = {
        "CLAIMLINE_ADDRESSES": "true",
        "CLAIMLINE_GEOCODER": answers,
        "CLAIMLINE_CONTACT": "desk@example.org",
        "TMPDIR": str(folder),
    }
    with serve(**settings) as address:
        yield address, folder


def open_your_articles(enter, address):
    page = enter(viewport={"width": 1300, "height": 1400}).page
    page.goto(f"{address}yours")
    page.get_by_text("Your articles", exact=True).first.wait_for()
    return page


def turn_to(page, name):
    """Open a page of the site by its name in the navigation."""
    page.get_by_role("link", name=name, exact=True).click()


def bring(page, name="hetq.txt", text=STORY):
    page.locator("input[type=file][multiple]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()}]
    )


def join(page, name="hetq.txt", text=STORY):
    bring(page, name, text)
    page.get_by_role("button", name="Add to the view").click(timeout=20_000)
    expect(page.get_by_text("Your articles in the view (1)")).to_be_visible()
    page.wait_for_timeout(500)


def names_on_the_map(page):
    """Return the names of the marks, once the map of the Map page is drawn."""
    expect(page.get_by_role("tab", name="Read", exact=True)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)
    return next(f for f in page.frames if "streamlit_folium" in f.url).evaluate(
        "() => { const names = []; map.eachLayer(l => l.feature && "
        "names.push(l.feature.properties.name)); return names; }"
    )
