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


def test_an_article_is_judged_joined_and_seen_by_nobody_else(enter, home):
    address, folder = home
    page = open_your_articles(enter, address)
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
    turn_to(page, "Map")
    expect(page.get_by_text("1 article of yours, for this visit only")).to_be_visible(
        timeout=20_000
    )
    expect(page.get_by_text(re.compile(r"3 of 3 articles"))).to_be_visible()
    other = enter(viewport={"width": 1280, "height": 720}).page
    other.goto(address)
    expect(other.get_by_text(re.compile(r"2 of 2 articles"))).to_be_visible(timeout=20_000)
    assert VILLAGE not in other.locator("body").inner_text()
    assert not [
        path
        for path in folder.rglob("*")
        if path.is_file() and VILLAGE.encode() in path.read_bytes()
    ]
    page.reload()
    expect(page.get_by_text(re.compile(r"2 of 2 articles"))).to_be_visible(timeout=20_000)


def test_a_pasted_article_s_details_are_asked_for_given_and_taken_along(enter, home):
    page = open_your_articles(enter, home[0])
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("The article’s text").fill(STORY)
    page.get_by_label("Outlet", exact=True).first.fill("=cmd()<b>")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("=cmd()<b>").first).to_be_visible(timeout=20_000)
    form = page.locator("form, [data-testid=stForm]").filter(has_text="This is right")
    expect(page.get_by_text("Is this right?")).to_be_visible()
    expect(form.get_by_text("given by you")).to_be_visible()
    expect(form.get_by_text("likely: the line “Hetq, May 15, 2021”")).to_be_visible()
    page.wait_for_timeout(500)
    form.get_by_label("Day of publication").fill("no day")
    form.get_by_role("button", name="This is right").click()
    expect(page.get_by_text("is not a day")).to_be_visible()
    form.get_by_label("Day of publication").fill("2021-05-16")
    form.get_by_role("button", name="This is right").click()
    expect(page.get_by_text(re.compile("16 May 2021")).first).to_be_visible()
    # what is said of an own article corrects nothing
    expect(page.get_by_text("Is this right?")).to_be_hidden()
    expect(page.get_by_text("Corrections made")).to_be_hidden()
    save = page.get_by_role("button", name="Save as a file")
    for _ in range(10):  # what is opened while the page is drawn anew closes again
        page.wait_for_selector("[data-test-script-state=notRunning]")
        page.wait_for_timeout(500)
        if save.is_visible():
            break
        page.get_by_text("Title, outlet, day and address: as you gave them").click()
    with page.expect_download() as download:
        save.click()
    sidecar = parse_sidecar("x.toml", download.value.path().read_text(encoding="utf-8"))
    assert (sidecar.publisher, sidecar.published) == ("=cmd()<b>", "2021-05-16")


def test_a_name_no_table_has_is_placed_by_the_service_the_operator_named(enter, home):
    page = open_your_articles(enter, home[0])
    bring(page, "placed.txt", STORY.replace("May 15", "May 16"))
    page.get_by_role("button", name="Add to the view").click(timeout=20_000)
    expect(page.get_by_text("Your articles in the view (1)")).to_be_visible()
    open_names(page)
    page.get_by_role("option", name=re.compile(f"{VILLAGE} .*not found")).first.click()
    # nothing that one press would accept is filled in
    expect(page.get_by_role("button", name="Place it there")).to_be_disabled()
    page.get_by_text("Choose by name").click()
    expect(page.get_by_label("Look for")).to_have_value(VILLAGE)
    page.get_by_role("button", name=re.compile("Ask ")).click()
    expect(page.get_by_text(re.compile("1 from .*OpenStreetMap contributors"))).to_be_visible(
        timeout=20_000
    )
    page.get_by_text(re.compile(f"{VILLAGE}, settlement, .*39.900, 46.000")).click()
    page.get_by_role("button", name="Place it there").click()
    expect(page.get_by_text("Corrections made (1)")).to_be_visible()
    open_names(page)
    expect(page.get_by_role("option", name=re.compile(f"{VILLAGE} → {VILLAGE}"))).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="See it on the map").click()
    assert VILLAGE in names_on_the_map(page)


def open_names(page):
    """Open the list of names; one that is open while the page is drawn anew closes again."""
    for _ in range(10):
        page.get_by_role("combobox", name=re.compile("Name")).click()
        page.wait_for_timeout(700)
        if page.get_by_role("option").first.is_visible():
            return
    raise AssertionError("the list of names does not stay open")


def names_on_the_map(page):
    """Return the names of the marks, once the map of the Map page is drawn."""
    expect(page.get_by_role("tab", name="Read", exact=True)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)
    return next(f for f in page.frames if "streamlit_folium" in f.url).evaluate(
        "() => { const names = []; map.eachLayer(l => l.feature && "
        "names.push(l.feature.properties.name)); return names; }"
    )


def join(page, name="hetq.txt", text=STORY):
    bring(page, name, text)
    page.get_by_role("button", name="Add to the view").click(timeout=20_000)
    expect(page.get_by_text("Your articles in the view (1)")).to_be_visible()
    page.wait_for_timeout(500)


def select_words(page, words):
    """Drag over words of the article as a reader does."""
    box = page.get_by_role("region", name="the words of the article, to select").evaluate(
        """(root, words) => {
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            node.parentElement.scrollIntoView({ block: "center" });
            const lines = [...range.getClientRects()], last = lines[lines.length - 1];
            const middle = box => box.top + box.height / 2;
            return [lines[0].left, middle(lines[0]), last.right, middle(last)];
          }
          return null; }""",
        words,
    )
    left, first, right, last = box
    page.mouse.move(left + 1, first)
    page.mouse.down()
    page.mouse.move(left + 5, first, steps=2)
    page.mouse.move(right - 1, last, steps=4)
    page.mouse.up()


def press_the_map(page, right=0.6, down=0.4):
    frame = page.locator("iframe").first
    expect(page.frame_locator("iframe").first.locator(".cl-picker-name").first).to_be_visible()
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)


def test_a_missed_place_is_added_by_its_words_and_a_press_on_the_map(enter, home):
    page = open_your_articles(enter, home[0])
    join(page)
    select_words(page, "seen soldiers")
    expect(page.get_by_text("Not read as the name of a place")).to_be_visible()
    expect(page.locator("mark.picked")).to_have_text("seen soldiers")
    place = page.get_by_role("button", name="Place it there")
    expect(place).to_be_disabled()
    press_the_map(page)
    expect(page.get_by_text(re.compile(r"Position: \d+\.\d+, \d+\.\d+"))).to_be_visible()
    expect(place).to_be_disabled()  # how exactly has not been said
    page.get_by_text("Within about 1 km").click()
    page.get_by_role("textbox", name="Its name", exact=True).fill("The soldiers’ post")
    page.get_by_role("textbox", name="Its name", exact=True).press("Enter")
    expect(place).to_be_enabled()
    page.wait_for_timeout(500)
    place.click()
    expect(page.get_by_text("stands on the map now")).to_be_visible()
    page.get_by_role("button", name="See it on the map").click()
    assert "The soldiers’ post" in names_on_the_map(page)
    turn_to(page, "Your articles")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Corrections made")).to_be_hidden()


def test_a_missed_place_is_added_by_keyboard_alone(enter, home):
    page = open_your_articles(enter, home[0])
    join(page, text=STORY.replace("May 15", "May 17"))
    page.locator("summary", has_text="Type the words of a missed place").press("Enter")
    page.get_by_label("Words, as the article writes them").fill("seen soldiers")
    page.get_by_role("button", name="Find them").press("Enter")
    expect(page.get_by_text("Not read as the name of a place")).to_be_visible()
    page.get_by_role("radio", name="The very spot").press("Space")
    page.wait_for_timeout(800)
    region = page.frame_locator("iframe").first.locator(".leaflet-container")
    region.focus()
    region.press("ArrowRight")
    region.press("Enter")
    expect(page.get_by_text(re.compile(r"Position: \d+\.\d+, \d+\.\d+"))).to_be_visible()
    expect(page.get_by_role("button", name="Place it there")).to_be_enabled()


def test_what_is_mine_is_marked_as_mine_and_leads_to_the_map(enter, home):
    page = open_your_articles(enter, home[0])
    join(page)
    page.get_by_role("button", name="See on the map").click()
    assert "Goris" in names_on_the_map(page)
    expect(page.get_by_text("1 of 3 articles")).to_be_visible()
    page.get_by_role("tab", name="Read", exact=True).click()
    text = page.get_by_role("region", name=re.compile("the article, with its claims"))
    expect(text.locator(".tag", has_text="yours")).to_be_visible()
    turn_to(page, "Claims")
    table = page.get_by_role("region", name="Table of the claims shown")
    expect(table.locator(".tag", has_text="yours").first).to_be_visible()


def test_a_session_is_taken_along_and_opened_in_another_browser(enter, home):
    page = open_your_articles(enter, home[0])
    join(page)
    form = page.locator("form, [data-testid=stForm]").filter(has_text="This is right")
    form.get_by_label("Outlet").fill("Evening Hetq")
    form.get_by_role("button", name="This is right").click()
    expect(page.get_by_text(re.compile("Evening Hetq ·")).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my session").click()
    taken = download.value.path().read_bytes()
    other = open_your_articles(enter, home[0])
    open_session(other, taken)
    expect(
        other.get_by_text("This session holds 1 article, 0 corrections, 0 notes")
    ).to_be_visible()
    other.get_by_role("button", name="Open it").click()
    expect(other.get_by_text("Your articles in the view (1)")).to_be_visible()
    expect(other.get_by_text("Evening Hetq").first).to_be_visible()
    # a broken file says so and changes nothing
    open_session(other, b'{"format": "other"}')
    expect(other.get_by_text("this is no session file")).to_be_visible()
    expect(other.get_by_text("Your articles in the view (1)")).to_be_visible()
    # the good parts of a spoiled one can be used
    spoiled = json.loads(taken)
    spoiled["articles"][0]["text"] += "!"
    spoiled["notes"] = [{"claim": "0519f768641f-45", "note": "<b>Ask</b> Yerevan"}, 3]
    open_session(other, json.dumps(spoiled).encode())
    expect(other.get_by_text(re.compile("is not the one that was saved"))).to_be_visible()
    expect(other.get_by_text(re.compile("Left out: note 2"))).to_be_visible()
    other.get_by_role("button", name="Replace what is here").click()
    expect(other.get_by_text("Your notes (1)")).to_be_visible()
    expect(other.get_by_text("<b>Ask</b> Yerevan").first).to_be_visible()
    expect(other.get_by_text("Your articles in the view")).to_be_hidden()
    other.get_by_role("button", name="Undo").first.click()
    expect(other.get_by_text("Your articles in the view (1)")).to_be_visible()
    expect(other.get_by_text("Your notes")).to_be_hidden()


def open_session(page, data):
    page.get_by_role("region", name="Open a session").locator("input[type=file]").set_input_files(
        [{"name": "s.json", "mimeType": "application/json", "buffer": data}]
    )


def test_a_note_stays_from_page_to_page_and_can_be_removed(enter, home):
    page = enter(viewport={"width": 1300, "height": 1400}).page
    page.goto(f"{home[0]}?claim=0519f768641f-355")
    page.get_by_text("Everything about this claim").click()
    note = page.get_by_label("Your note on this claim").first
    note.wait_for(timeout=30_000)
    page.wait_for_timeout(1500)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
    note.fill("Ask which line they mean")
    note.press("Enter")
    page.wait_for_timeout(800)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
    expect(note).to_have_value("Ask which line they mean")
    turn_to(page, "Your articles")
    expect(page.get_by_text("Your notes (1)")).to_be_visible()
    expect(page.get_by_text(re.compile("Ask which line they mean — on The Moscow"))).to_be_visible()
    turn_to(page, "Map")
    expect(page.get_by_label("Your note on this claim").first).to_have_value(
        "Ask which line they mean"
    )
    turn_to(page, "Your articles")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Your notes (0)")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("Your notes (1)")).to_be_visible()


def test_nothing_blank_stands_at_the_side_on_a_first_visit(enter, home):
    page = open_your_articles(enter, home[0])
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
    sidebar = page.get_by_test_id("stSidebar")
    assert sidebar.count() == 0 or sidebar.bounding_box() is None or not sidebar.is_visible()


def test_an_address_inside_is_refused(enter, home, answers):
    page = open_your_articles(enter, home[0])
    page.get_by_role("tab", name="By address").click()
    page.get_by_label("The article’s web address").fill(answers)
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("1 file could not be used")).to_be_visible(timeout=20_000)
    assert "inside" not in page.locator("body").inner_text()


def test_where_bringing_is_switched_off_there_is_no_way_in(enter):
    with serve(CLAIMLINE_UPLOADS="false") as address:
        page = open_your_articles(enter, address)
        expect(page.get_by_text("has switched off adding articles")).to_be_visible()
        assert page.locator("input[type=file][multiple]").count() == 0


def test_a_claim_is_corrected_from_its_card_and_the_file_puts_it_back(enter, home):
    page = open_your_articles(enter, home[0])
    bring(page)
    page.get_by_role("button", name="Add to the view").click()
    page.get_by_role("button", name="See on the map").click()
    # from the article that is read, with the claim chosen
    page.get_by_role("tab", name="Read").click()
    page.locator("mark.claim", has_text="3.5").first.click()
    page.get_by_role("button", name="Correct the speaker").locator("visible=true").first.click()
    form = page.locator("[data-testid=stForm]").filter(has_text="Speaks for")
    speaker = form.get_by_role("textbox", name="Speaker, as the article")
    expect(speaker).to_have_value("Nikol Pashinyan")
    expect(form).to_be_in_viewport()
    speaker.fill("Residents")
    party = form.get_by_role("combobox", name="Speaks for")
    party.fill("Local reports")
    party.press("Enter")
    form.get_by_role("button", name="Correct").click()
    expect(page.get_by_text("Speaker and side corrected by you")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Corrections file of").click()
    toml = download.value.path().read_text(encoding="utf-8")
    (speaking,) = parse_sidecar("x.toml", toml).speakings
    assert (speaking.speaker, speaking.party) == ("Residents", "local report")
    turn_to(page, "Map")
    page.get_by_role("tab", name="Evidence").click()
    expect(page.get_by_text("Residents, Local reports").first).to_be_visible()
    # on the next visit, the article and its corrections file are added together
    again = open_your_articles(enter, home[0])
    again.locator("input[type=file][multiple]").set_input_files(
        [
            {"name": "hetq.txt", "mimeType": "text/plain", "buffer": STORY.encode()},
            {"name": "hetq.toml", "mimeType": "application/toml", "buffer": toml.encode()},
        ]
    )
    again.get_by_text("Claim by claim").click()
    expect(again.get_by_text("Residents").first).to_be_visible()
