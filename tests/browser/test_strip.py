"""The strip below the map in a real browser: pressing, dragging, the keyboard, what has no day."""

from __future__ import annotations

from tests.browser.pieces import parameters, part, stay, stayed, wait_for_address

NO_WIDER = "() => document.documentElement.scrollWidth <= innerWidth"


def strip(seen):
    return part(seen, "Days: happened, said, published")


def gone(seen, name):
    seen.page.wait_for_function("name => !location.search.includes(name + '=')", arg=name)


def test_a_press_on_a_day_filters_by_it_says_what_is_hidden_and_is_undone_by_another(app, visit):
    seen = visit(app)
    stay(seen)
    day = strip(seen).get_by_role("button", name="Only what happened: 12 May 2021")
    day.click()
    wait_for_address(seen, "to=2021-05-12")
    assert parameters(seen)["from"] == "2021-05-12"
    strip(seen).get_by_text(
        "6 of these days shown · 6 of other days hidden · 57 without a day hidden"
    ).wait_for()
    strip(seen).get_by_role("button", name="show", exact=True).click()
    wait_for_address(seen, "undated=show")
    strip(seen).get_by_text(
        "6 of these days shown · 6 of other days hidden · 57 without a day shown too"
    ).wait_for()
    assert day.get_attribute("aria-pressed") == "true"
    day.click()
    gone(seen, "from")
    assert parameters(seen) == {} and stayed(seen)
    seen.rest()
    # in a row, by the date of that row
    said = strip(seen).get_by_role("row", name="Said").get_by_role("button")
    said.first.focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "clock=statement")
    assert parameters(seen)["from"] == "2021-05-12"
    # Shift stretches the choice
    said.nth(2).focus()
    seen.page.keyboard.press("Shift+Enter")
    wait_for_address(seen, "to=2021-05-14")
    assert parameters(seen)["from"] == "2021-05-12"


def test_the_strip_is_whole_and_dragging_over_days_filters_by_all_of_them(app, visit):
    seen = visit(app)
    box = strip(seen).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1400 and box["height"] <= 90
    assert seen.page.evaluate(NO_WIDER)
    assert (
        not strip(seen)
        .locator(".about")
        .evaluate_all(
            "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth).map(n => n.textContent)"
        )
    )
    row = strip(seen).get_by_role("row", name="Happened")
    a, b = (row.locator("td").nth(n).bounding_box() for n in (0, 1))
    seen.page.mouse.move(a["x"] + a["width"] / 2, a["y"] + 10)
    seen.page.mouse.down()
    seen.page.mouse.move(b["x"] + b["width"] / 2, b["y"] + 10, steps=8)
    seen.page.mouse.up()
    wait_for_address(seen, "to=2021-05-13")
    assert parameters(seen) == {"from": "2021-05-12", "to": "2021-05-13"}


def swipe(seen, start, end):
    """Move one finger from one point of the screen to another."""
    touch = seen.page.context.new_cdp_session(seen.page)
    for step in range(13):
        ends = zip("xy", start, end, strict=True)
        point = {axis: a + (b - a) * step / 12 for axis, a, b in ends}
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        seen.page.wait_for_timeout(20)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.page.wait_for_timeout(400)


def centre(node):
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_drags_over_days_as_a_mouse_does(app, visit):
    seen = visit(app, viewport={"width": 820, "height": 1180}, has_touch=True)
    row = strip(seen).get_by_role("row", name="Happened")
    swipe(seen, centre(row.locator("td").nth(0)), centre(row.locator("td").nth(1)))
    wait_for_address(seen, "to=2021-05-13")
    assert parameters(seen) == {"from": "2021-05-12", "to": "2021-05-13"}


def test_on_a_phone_a_finger_drags_over_the_days_heads_and_still_scrolls_both_ways(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    box = strip(seen).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert seen.page.evaluate(NO_WIDER)
    buttons = strip(seen).get_by_role("button")
    heights = buttons.evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect().height)")
    assert min(heights) >= 40
    scrolled = "() => document.querySelector('.stMain').scrollTop"
    heads = strip(seen).locator("thead [data-from]")
    x, y = centre(heads.nth(0))
    before = seen.page.evaluate(scrolled)
    swipe(seen, (x, y), (x + 4, y + 160))
    assert seen.page.evaluate(scrolled) < before - 60
    cell = strip(seen).get_by_role("row", name="Said").locator("td").nth(1)
    x, y = centre(cell)
    box = strip(seen).locator(".scroll")
    box.evaluate("node => { node.scrollLeft = 0; }")
    swipe(seen, (x, y), (x - 120, y + 2))
    assert box.evaluate("node => node.scrollLeft") > 60
    assert parameters(seen) == {}
    box.evaluate("node => { node.scrollLeft = 0; }")
    x, y = centre(heads.nth(0))
    swipe(seen, (x, y), (x + heads.nth(0).bounding_box()["width"], y + 2))
    wait_for_address(seen, "to=2021-05-13")
    assert parameters(seen)["from"] == "2021-05-12"


def test_choosing_a_first_day_filters_at_once_and_the_last_can_be_chosen_right_after(app, visit):
    seen = visit(app)
    seen.page.get_by_role("button", name="Filters").click()
    for label, day, address in (
        ("From", "12 May 2021", "from=2021-05-12"),
        ("To", "13 May 2021", "to=2021-05-13"),
    ):
        seen.page.get_by_role("combobox", name=label, exact=True).click()
        seen.page.get_by_role("option", name=day, exact=True).click()
        wait_for_address(seen, address)
    strip(seen).get_by_text("11 of these days shown").wait_for()
