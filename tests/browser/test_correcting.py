"""What the rules missed or misread in an article is corrected by hand."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from loaders.documents.sidecar import parse_sidecar
from tests.browser.own_articles import (
    STORY,
    VILLAGE,
    bring,
    join,
    names_on_the_map,
    open_your_articles,
    turn_to,
)


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
