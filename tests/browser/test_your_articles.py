"""A visitor's own articles: added, compared, corrected, and visible to nobody else."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from loaders.documents.sidecar import parse_sidecar
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


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
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


def open_your_articles(browser, address):
    page = browser.new_context(viewport={"width": 1300, "height": 1400}).new_page()
    page.goto(f"{address}yours")
    page.get_by_text("Your articles", exact=True).first.wait_for()
    return page


def bring(page, name="hetq.txt", text=STORY):
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()}]
    )


def test_an_article_is_judged_joined_and_seen_by_nobody_else(browser, home):
    address, folder = home
    page = open_your_articles(browser, address)
    # over a megabyte: a server that spools uploads would put it on the disk
    bring(page, text=f"{STORY}\n{'The weather was fine in the valley that day. ' * 40_000}")
    expect(page.get_by_text("Read, and not yet in the view (1)")).to_be_visible(timeout=30_000)
    expect(
        page.get_by_text(re.compile(r"repeats 1 .* 2 new places|repeats 1 .* new place"))
    ).to_be_visible()
    page.get_by_text("Claim by claim").click()
    expect(page.get_by_text("rounded figure").first).to_be_visible()
    page.get_by_role("button", name="Add to the view").click()
    expect(page.get_by_text("Your articles in the view (1)")).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Map").click()
    expect(page.get_by_text("1 article of yours, for this visit only")).to_be_visible(
        timeout=20_000
    )
    expect(page.get_by_text(re.compile(r"from 3 of 3 articles"))).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(address)
    expect(other.get_by_text(re.compile(r"from 2 of 2 articles"))).to_be_visible(timeout=20_000)
    assert VILLAGE not in other.locator("body").inner_text()
    assert not [
        path
        for path in folder.rglob("*")
        if path.is_file() and VILLAGE.encode() in path.read_bytes()
    ]
    page.reload()
    expect(page.get_by_text(re.compile(r"from 2 of 2 articles"))).to_be_visible(timeout=20_000)
    for visitor in (page, other):
        visitor.context.close()


def test_a_pasted_article_is_corrected_exported_and_put_back(browser, home):
    page = open_your_articles(browser, home[0])
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("The article’s text").fill(STORY)
    page.get_by_label("Outlet", exact=True).first.fill("=cmd()<b>")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("=cmd()<b>").first).to_be_visible(timeout=20_000)
    form = page.locator("form, [data-testid=stForm]").filter(has_text="Article details")
    page.wait_for_timeout(500)
    form.get_by_label("Day of publication").fill("no day")
    form.get_by_role("button", name="Correct").click()
    expect(page.get_by_text("is not a day")).to_be_visible()
    form.get_by_label("Day of publication").fill("2021-05-16")
    form.get_by_role("button", name="Correct").click()
    expect(page.get_by_text("Corrections made (2)")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Corrections file of").click()
    sidecar = parse_sidecar("x.toml", download.value.path().read_text(encoding="utf-8"))
    assert (sidecar.publisher, sidecar.published) == ("=cmd()<b>", "2021-05-16")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Corrections made (1)")).to_be_visible()
    expect(page.get_by_text(re.compile("15 May 2021")).first).to_be_visible()
    page.context.close()


def test_a_name_no_table_has_is_placed_by_the_service_the_operator_named(browser, home):
    page = open_your_articles(browser, home[0])
    bring(page, "placed.txt", STORY.replace("May 15", "May 16"))
    page.get_by_role("button", name="Add to the view").click(timeout=20_000)
    expect(page.get_by_text("Your articles in the view (1)")).to_be_visible()
    page.wait_for_timeout(500)  # the page is drawn anew, and a list that is open meanwhile closes
    page.get_by_role("combobox", name=re.compile("Name")).click()
    page.get_by_role("option", name=re.compile(f"{VILLAGE} .*not found")).first.click()
    # while the page is drawn anew, the field of the name chosen before may still stand beside
    expect(page.get_by_label("Look for").and_(page.locator(f'[value="{VILLAGE}"]'))).to_be_visible()
    page.get_by_role("button", name=re.compile("Ask ")).click()
    expect(page.get_by_text(re.compile("1 from .*OpenStreetMap contributors"))).to_be_visible(
        timeout=20_000
    )
    page.get_by_text(re.compile(f"{VILLAGE}, settlement, .*39.900, 46.000")).click()
    page.get_by_role("button", name="Place it there").click()
    expect(page.get_by_text("Corrections made (1)")).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Map").click()
    frame = page.frame_locator("iframe").first
    frame.get_by_role("button", name="All places").click(timeout=20_000)
    page.wait_for_timeout(800)
    layers = next(f for f in page.frames if "streamlit_folium" in f.url).evaluate(
        "() => { const names = []; map.eachLayer(l => l.feature && "
        "names.push(l.feature.properties.name)); return names; }"
    )
    assert VILLAGE in layers
    page.context.close()


def test_an_address_inside_is_refused(browser, home, answers):
    page = open_your_articles(browser, home[0])
    page.get_by_role("tab", name="By address").click()
    page.get_by_label("The article’s web address").fill(answers)
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("1 file could not be used")).to_be_visible(timeout=20_000)
    assert "inside" not in page.locator("body").inner_text()
    page.context.close()


def test_where_bringing_is_switched_off_there_is_no_way_in(browser):
    with serve(CLAIMLINE_UPLOADS="false") as address:
        page = open_your_articles(browser, address)
        expect(page.get_by_text("has switched off adding articles")).to_be_visible()
        assert page.locator("input[type=file]").count() == 0
        page.context.close()
