"""What a first visitor chooses: a side's tag, a side in the bar, a half of the headline."""

from __future__ import annotations

import re

import pytest

from tests.browser.pieces import parameters, part, wait_for_address

DIMMED = "node => node.classList.contains('cl-dim')"
STRENGTH = """() => { let found = 0; map.eachLayer(l => {
  if (l.feature && l.feature.properties.kind === 'advance'
    && l.feature.properties.part === 'band') found = l.options.fillOpacity; });
  return found; }"""


def chip(seen, words):
    return seen.map.get_by_role("button", name=words)


def half(seen, words):
    return part(seen, "What the articles say").get_by_role("button", name=re.compile(words))


def test_the_tag_of_who_disputes_opens_the_disputing_claim(app, visit):
    seen = visit(app)
    half(seen, "^Azerbaijan says").click()
    seen.page.wait_for_url("**claim=**")
    answer = parameters(seen)["claim"]
    seen.page.get_by_role("button", name="All four questions").click()
    seen.page.wait_for_url(lambda url: "claim=" not in url)
    seen.rest()
    chip(seen, "Azerbaijan disputes").hover()
    tip = seen.map.locator(".cl-tip").inner_text()
    assert tip.startswith("Disputed by Azerbaijan") and "Pashinyan" not in tip
    chip(seen, "Azerbaijan disputes").click()
    seen.page.wait_for_url("**claim=**")
    assert parameters(seen)["claim"] == answer
    seen.rest()
    assert "chosen" in half(seen, "^Azerbaijan says").get_attribute("class")
    assert "chosen" not in half(seen, "^Armenia says").get_attribute("class")
    chip(seen, "Armenia says").click()
    seen.page.wait_for_url(lambda url: f"claim={answer}" not in url)
    seen.rest()
    assert "chosen" in half(seen, "^Armenia says").get_attribute("class")
    # a press on the empty map clears the selection
    frame = seen.page.locator("iframe").bounding_box()
    seen.page.mouse.click(frame["x"] + 120, frame["y"] + 340)
    seen.page.wait_for_url(lambda url: "claim=" not in url)


def test_a_side_that_is_chosen_stands_out_whatever_is_selected(app, visit):
    seen = visit(app)
    strong = seen.map.evaluate(STRENGTH)
    half(seen, "^Azerbaijan says").click()
    seen.page.wait_for_url("**claim=**")
    seen.rest()
    # the claim answers the advance: both stand out, and who says it does not
    assert seen.map.evaluate(STRENGTH) >= strong
    assert not chip(seen, "Azerbaijan disputes").evaluate(DIMMED)
    assert chip(seen, "Armenia says").evaluate(DIMMED)
    seen.page.get_by_role("radio", name="Armenia").click()
    seen.page.wait_for_url("**voice=Armenia**")
    seen.rest()
    assert seen.map.evaluate(STRENGTH) >= strong
    assert not chip(seen, "Armenia says").evaluate(DIMMED)
    # the other side chosen, and nothing selected: its own tag stands at the first one's claim
    seen.page.get_by_role("button", name="All four questions").click()
    seen.page.wait_for_url(lambda url: "claim=" not in url)
    seen.page.get_by_role("radio", name="Azerbaijan").click()
    seen.page.wait_for_url("**voice=Azerbaijan**")
    seen.rest()
    assert not chip(seen, "Azerbaijan disputes").evaluate(DIMMED)
    assert chip(seen, "Armenia says").evaluate(DIMMED)


def test_days_that_hide_the_advance_say_so_on_the_map_and_lead_back(app, visit):
    seen = visit(app)
    before = seen.map.evaluate(STRENGTH)
    part(seen, "Days: happened, said, published").get_by_role(
        "button", name="Only what happened: 13 May 2021"
    ).click()
    wait_for_address(seen, "from=2021-05-13")
    seen.rest()
    assert seen.map.evaluate(STRENGTH) == 0
    shown = chip(seen, "The advance, of 12 May 2021, is hidden by the days chosen · Show")
    assert shown.is_visible()
    head = part(seen, "What the articles say")
    # the headline is of the story, and not of the filters
    assert head.get_by_text("All articles, before any filter").is_visible()
    assert "up to 3.5 km" in head.inner_text()
    # the line of the strip takes its room from the map: the page still does not scroll
    assert seen.page.evaluate(
        "() => document.querySelector('.stMain').scrollHeight <= window.innerHeight"
    )
    shown.click()
    seen.page.wait_for_url(lambda url: "from=" not in url)
    seen.rest()
    assert seen.map.evaluate(STRENGTH) == before
    assert not head.get_by_text("before any filter").count()


def test_a_statement_of_a_land_in_sight_leaves_the_map_and_reset_shows_it_as_it_opened(app, visit):
    seen = visit(app)
    before = seen.position()
    seen.page.locator(".far").nth(1).click()  # “crossed Armenia's border” names only a country
    seen.page.wait_for_url("**claim=**")
    seen.rest()
    assert seen.position() == before
    seen.map.evaluate("() => { map.setView([41, 44], 7, {animate: false}); }")
    seen.page.get_by_role("button", name="Reset").click()
    seen.page.wait_for_url(lambda url: "claim=" not in url)
    seen.rest()
    seen.until("zoom => map.getZoom() === zoom", before[2])
    assert seen.position() == pytest.approx(before, abs=0.001)  # less than a pixel


def test_all_border_lines_are_seen_as_lines_after_they_were_asked_for(app, visit):
    seen = visit(app)
    seen.map.evaluate("() => { map.setZoom(8, {animate: false}); }")
    seen.map.get_by_role("button", name="All four border lines").click()
    seen.page.wait_for_url("**lines=**")
    seen.rest()
    lines = seen.map.evaluate("""() => { const found = new Set(); map.eachLayer(l => {
      if (l.feature && l.feature.properties.kind === 'boundary' && l.options.opacity > 0.5
        && l.options.stroke !== false) found.add(l.feature.properties.line); });
      return found.size; }""")
    assert lines == 4


def test_on_a_phone_a_finger_has_room_and_the_way_to_the_pages_has_a_name(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reach = """node => { const box = node.getBoundingClientRect();
      const x = box.x + box.width / 2; let n = 0;
      for (let y = box.y - 30; y < box.bottom + 30; y++)
        n += document.elementFromPoint(x, y) === node; return n; }"""
    assert chip(seen, "Armenia says").evaluate(reach) >= 36
    assert seen.map.locator("button.cl-name", has_text="Goris").evaluate(reach) >= 36
    menu = seen.page.get_by_role("button", name="Menu", exact=True)
    assert menu.bounding_box()["height"] >= 40 and menu.bounding_box()["width"] >= 40
