"""The panel on a phone in a real browser: a sheet over the map, that rises and falls."""

from __future__ import annotations

import pytest

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WHERE = """() => {
  const box = node => { const b = node.getBoundingClientRect(); return [b.top, b.bottom]; };
  const frame = document.querySelector('iframe');
  const foot = frame.contentDocument.querySelector('.cl-foot').getBoundingClientRect();
  const top = frame.getBoundingClientRect().top;
  return { sheet: box(document.querySelector('.stColumn:has(.st-key-sheet)')),
    map: [top, top + foot.top], foot: [top + foot.top, top + foot.bottom],
    strip: box(document.querySelector('.st-key-strip')),
    scrolled: document.querySelector('.stMain').scrollTop }; }"""


def where(seen):
    """Return upper and lower edges on the screen: of the sheet, the map, its words, the days."""
    return seen.page.evaluate(WHERE)


def handle(seen):
    return seen.page.get_by_role("button", name="Panel over the map")


def until(seen, *, raised):
    """Wait until the sheet is up, or down, and rests there."""
    seen.page.wait_for_function(
        """([handle, raised]) => { const at = document.querySelector('.stMain').scrollTop;
          const still = at === window.wasAt; window.wasAt = at;
          return still && handle.getAttribute('aria-expanded') === String(raised); }""",
        arg=[handle(seen).element_handle(), raised],
        polling=250,
    )


def scroll(seen, pixels):
    seen.page.evaluate("y => { document.querySelector('.stMain').scrollTop = y; }", pixels)
    seen.page.wait_for_timeout(300)


def middle(seen):
    box = handle(seen).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(("query", "scheme"), [("", "light"), ("?claim=0519f768641f-4880", "dark")])
def test_a_phone_opens_with_the_sheet_over_the_lower_edge_of_the_map(app, visit, scheme, query):
    seen = visit(app + query, color_scheme=scheme, **PHONE)
    assert seen.page.locator("iframe").bounding_box()["width"] <= 390
    assert seen.map.evaluate("() => document.documentElement.dataset.theme") == scheme
    at = where(seen)
    assert at["map"][0] < at["sheet"][0] < at["map"][1]
    # nearly all of the map is free, its buttons among it
    assert at["map"][1] - at["sheet"][0] <= 20
    bar = seen.map.locator(".cl-bar").bounding_box()
    assert bar["y"] + bar["height"] <= at["sheet"][0]
    assert handle(seen).bounding_box()["height"] >= 40
    for name in ("Evidence", "Read", "Not on the map"):
        tab = seen.page.get_by_role("tab", name=name, exact=True).bounding_box()
        assert at["sheet"][0] < tab["y"] and tab["y"] + tab["height"] <= 844
    assert not seen.errors


def test_the_sheet_rises_and_falls_by_a_tap_the_keyboard_a_mouse_and_a_finger(app, visit):
    seen = visit(app, **PHONE)
    before = where(seen)
    for press in (lambda: handle(seen).tap(), lambda: handle(seen).press("Enter")):
        press()
        until(seen, raised=True)
        up = where(seen)
        # over the map, of which a strip can still be seen above it
        assert up["map"][0] + 20 < up["sheet"][0] < 200
        assert seen.page.get_by_role("heading", name="How far?").is_visible()
        press()
        until(seen, raised=False)
        assert where(seen) == before
    rest = before["sheet"][0]
    x, y = middle(seen)
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x, y - 640, steps=20)
    seen.page.mouse.up()
    until(seen, raised=True)
    x, y = middle(seen)
    touch = seen.page.context.new_cdp_session(seen.page)
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 21):
        points = [{"x": x, "y": y + step * 32}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(seen, raised=False)
    assert where(seen)["sheet"][0] == pytest.approx(rest, abs=1)
    _nothing_is_out_of_reach(seen)


def _nothing_is_out_of_reach(seen):
    scroll(seen, 280)
    at = where(seen)
    # the whole map, its legend and its caption stand free between the page's head and the sheet
    assert at["map"][0] >= 59 and at["foot"][1] <= at["sheet"][0] + 9 and at["sheet"][0] < 844 - 96
    scroll(seen, 100_000)
    at = where(seen)
    assert at["sheet"][1] <= at["strip"][0] and at["strip"][1] <= 844
    # from far down, too, the handle leads back to the map
    handle(seen).tap()
    until(seen, raised=False)
    assert where(seen)["map"][1] <= 844


def test_a_wheel_over_the_sheet_scrolls_the_page(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844})
    x, y = middle(seen)
    seen.page.mouse.move(x, y + 60)
    seen.page.mouse.wheel(0, 900)
    until(seen, raised=True)
    assert where(seen)["scrolled"] == pytest.approx(900, abs=2)


def test_on_a_wide_screen_there_is_no_sheet(app, visit):
    seen = visit(app, viewport={"width": 820, "height": 1180})
    assert not handle(seen).is_visible()
    at = where(seen)
    assert at["sheet"][0] == pytest.approx(at["map"][0], abs=1)


def test_two_maps_on_a_phone_have_the_sheet_too(app, visit):
    seen = visit(app + "?beside=sides", **PHONE)
    rest = handle(seen).bounding_box()
    assert rest["y"] + 1 >= 844 - 96 and rest["y"] + rest["height"] <= 844
    handle(seen).tap()
    until(seen, raised=True)
    assert seen.page.get_by_role("heading", name="How far?").is_visible()
    maps = [frame.bounding_box() for frame in seen.page.locator("iframe").all()]
    assert len(maps) == 2 and maps[1]["y"] >= maps[0]["y"] + maps[0]["height"]
