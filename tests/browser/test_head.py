"""The headline in a real browser: what it says, where it leads, and that it does not jump."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.pieces import part, wait_for_address

GORIS = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"


def head_of(seen):
    found = part(seen, "What the articles say")
    found.get_by_role("heading", level=1).wait_for()
    return found


def test_each_line_has_its_side_s_mark_and_selects_its_claim(app, visit):
    seen = visit(app)
    head = head_of(seen)
    lines = head.get_by_role("heading", level=1).get_by_role("button")
    assert lines.all_inner_texts() == [
        "Armenia says Azerbaijani forces crossed the border and advanced up to 3.5 km;",
        "Azerbaijan says they stayed on their own side",
    ]
    marks = head.locator("h1 .sign").evaluate_all(
        "nodes => nodes.map(n => [getComputedStyle(n).borderTopLeftRadius, "
        "getComputedStyle(n).borderTopColor])"
    )
    assert marks[0][0] != marks[1][0] and marks[0][1] != marks[1][1]
    heights = lines.evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect().height)")
    assert heights == [34, 34]
    box = seen.page.locator(".st-key-headline").bounding_box()
    assert box["height"] == 92
    lines.nth(0).click()
    wait_for_address(seen, "claim=0519f768641f-4880")
    assert seen.page.locator(".st-key-headline").bounding_box() == box
    lines.nth(1).focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "claim=0fb385d63510-743")
    seen.page.wait_for_function(
        "() => location.search.includes('claim=0fb385d63510-743') && "
        "document.querySelector('[data-test-script-state=notRunning]')"
    )
    lines.nth(1).and_(seen.page.locator("[aria-current=true]")).wait_for()
    assert lines.nth(1).evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    assert not seen.errors


def test_a_finger_can_choose_a_line_on_a_phone(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844}, has_touch=True)
    head = head_of(seen)
    for button in head.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 40
    assert "whose ground it was" not in head.inner_text()
    assert head.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_a_neutral_headline_says_why(visit, shelf):
    address, folder = shelf
    (folder / "a.txt").write_text(GORIS, encoding="utf-8")
    (folder / "story.toml").write_text('pair = "AM-AZ"', encoding="utf-8")
    seen = visit(address)
    words = head_of(seen).inner_text()
    assert "border: what one article says, and where" in words
    assert re.search(r"no day of publication stated|1 article", words)
    (folder / "story.toml").write_text('title = "A <b>week</b> on the border"', "utf-8")
    assert "A <b>week</b> on the border" in head_of(seen.open(address)).inner_text()
    (folder / "story.toml").write_text("title = ", encoding="utf-8")
    seen.open(address)
    assert "What one article says, and where" in head_of(seen).inner_text()
    seen.page.get_by_text("story.toml is not valid TOML").wait_for()
    assert "goris" in seen.marks() and not seen.errors


def test_what_the_sources_differ_in_leads_to_its_row_of_compare(app, visit):
    seen = visit(app)
    head_of(seen).get_by_role("button", name="violence", exact=True).click()
    row = part(seen, "Differences between the sources").locator("tbody[data-at=violence] th")
    expect(row).to_be_in_viewport()
