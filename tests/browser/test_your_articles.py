"""A visitor's own articles: added, compared, and visible to nobody else."""

from __future__ import annotations

import json
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
