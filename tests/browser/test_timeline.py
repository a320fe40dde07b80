"""The timeline in a real browser: days, brushing, clocks, and what was known when."""

from __future__ import annotations

import re

from tests.browser.pieces import (
    parameters,
    part,
    wait_for_address,
)


def days(seen):
    return part(seen, "Timeline of the claims")


def test_the_timeline_is_drawn_brushed_and_turned_to_the_three_dates(app, visit):
    seen = visit(app + "?below=time")
    lane = days(seen)
    lane.get_by_text("12 May", exact=True).wait_for()
    assert lane.locator(".span", has_text="last November").count() == 1
    shapes = lane.locator(".row:not(.head) .lane path").evaluate_all(
        "nodes => nodes.map(n => n.getAttribute('d'))"
    )
    assert len(set(shapes)) == len(shapes) > 5
    assert lane.locator(".sym.hollow").count() == 1  # the debunked clashes
    # brushing sets the day filter of the whole page
    seen.page.evaluate("() => { window.stayed = true; }")
    first, last = (
        days(seen).locator(".head .cell", has_text=name) for name in ("12 May", "13 May")
    )
    first.scroll_into_view_if_needed()
    a, b = first.bounding_box(), last.bounding_box()
    seen.page.mouse.move(a["x"] + a["width"] / 2, a["y"] + 70)
    seen.page.mouse.down()
    seen.page.mouse.move(b["x"] + b["width"] / 2, b["y"] + 70, steps=8)
    seen.page.mouse.up()
    wait_for_address(seen, "from=2021-05-12")
    assert parameters(seen)["to"] == "2021-05-13"
    seen.page.get_by_role("button", name="Filters · 1").wait_for()
    days(seen).get_by_role("button", name="Every day again").click()
    seen.page.wait_for_function("() => !location.search.includes('from=')")
    assert seen.page.evaluate("() => window.stayed === true")
    seen.rest()
    # a day can be chosen and stretched by keyboard
    days(seen).get_by_role("button", name="Only 12 May 2021").focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "to=2021-05-12")
    days(seen).get_by_role("button", name="Stretch the choice to 14 May 2021").focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "to=2021-05-14")
    assert parameters(seen)["from"] == "2021-05-12"
    seen.rest()
    # the three dates stand one above the other
    seen.page.get_by_text("The three dates", exact=True).click()
    wait_for_address(seen, "lanes=clocks")
    lanes = days(seen).locator(".row:not(.head) .lane")
    lanes.filter(has_text="Date of publication").wait_for()
    assert [text.split()[2] for text in lanes.all_inner_texts()] == [
        "event",
        "statement",
        "publication",
    ]


def test_what_was_known_when_reveals_claims_by_the_day_they_were_said(app, visit):
    seen = visit(app + "?below=time&known=2021-05-13")
    count = seen.page.get_by_text(re.compile(r"^\d+ of 69 claims ·"))
    count.wait_for()
    before = int(count.inner_text().split()[0])
    assert 0 < before < 20
    slider = seen.page.get_by_role("slider", name="What was known when")
    slider.focus()
    seen.page.keyboard.press("End")
    seen.page.get_by_text("69 of 69 claims ·").wait_for()
