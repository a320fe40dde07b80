"""What a visitor sees and does on the map, in a real browser with every outside host blocked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SEVEN = {
    "goris": ("place", 39.511, 46.342),
    "sisian_airport": ("place", 39.547, 46.057),
    "kapan": ("place", 39.208, 46.407),
    "sev_lake": ("lake", 39.598, 46.232),
    "mets_ishkhanasar": ("place", 39.580, 46.180),
    "lachin_district": ("area", 39.7, 46.4),
    "kalbajar_district": ("area", 40.1, 46.2),
}
SETTLED = "() => claimline.state.settled"
"""From then on the map remembers where it is moved to."""


def test_the_map_renders_in_full_with_every_outside_host_blocked(app, look):
    seen = look(app)
    marks = seen.marks()
    for mark, (kind, lat, lon) in SEVEN.items():
        assert marks[mark]["kind"] == kind
        assert marks[mark]["at"] == pytest.approx([lat, lon], abs=0.15 if kind == "area" else 0.002)
    assert {"boundary", "advance", "claim", "road", "base"} <= {m["kind"] for m in marks.values()}
    assert seen.outside == [] and seen.errors == []
    assert 10 <= seen.position()[2] <= 12.5
    caption = seen.map.locator(".cl-words")
    assert "Sev Lake, 12 or 13 May 2021. Schematic. Built from 2 articles" in caption.inner_text()
    assert caption.bounding_box()["height"] < 20  # one line


def test_filters_change_the_marks_and_keep_the_map_also_where_they_leave_nothing(app, visit):
    seen = visit(app)
    seen.map.evaluate(
        "() => { window.kept = true; map.setView([39.7, 46.4], 10, {animate: false}); }"
    )
    seen.page.wait_for_function("() => location.search.includes('lat=39.7')")
    before = seen.position()
    seen.page.get_by_role("button", name="Filters").click()
    seen.page.get_by_label("Source", exact=True).click()
    seen.page.get_by_role("option", name="DW").click()
    seen.until(
        "() => { let n = 0; map.eachLayer(l => { "
        "if (l.feature && l.feature.properties.id === 'goris') n += 1; }); return n === 0; }"
    )
    assert "sev_lake" in seen.marks()
    assert seen.map.evaluate("() => window.kept === true")
    assert seen.position() == before
    seen.page.wait_for_function("() => location.search.includes('source=dw')")
    # the drawer is still open
    search = seen.page.get_by_label("Search the claims")
    search.fill("no such words anywhere")
    search.press("Enter")
    seen.page.get_by_text("Nothing passes these filters").wait_for()
    seen.page.get_by_role("button", name="Show everything again").click()
    seen.page.get_by_text("Nothing passes these filters").wait_for(state="detached")
    seen.until("() => JSON.stringify(window.claimline.state.payload.geojson).includes('goris')")
    assert seen.map.evaluate("() => window.kept === true")
    # the notice took some of the map's height, and its middle stood still to the pixel
    assert seen.position() == pytest.approx(before, abs=0.001)


def test_a_change_leaves_nothing_behind_in_the_maps_frame(app, visit):
    seen = visit(app)
    count = "() => document.querySelectorAll('*').length"
    toggle = seen.page.locator(".strip thead button").first

    def there_and_back():
        for gone in (True, False):
            toggle.click()
            seen.until(
                f"() => {'!' if gone else '!!'}document.querySelector('[data-mark=sisian_airport]')"
            )
            # the strip is drawn anew after the map: a press on the old one is lost
            expect(toggle).to_have_attribute("aria-pressed", "true" if gone else "false")
            seen.page.wait_for_timeout(300)
        seen.page.wait_for_selector("[data-test-script-state=notRunning]")
        seen.page.wait_for_timeout(300)

    there_and_back()
    before = seen.map.evaluate(count)
    there_and_back()
    assert seen.map.evaluate(count) == before


def test_click_a_mark_then_again_and_whatever_tab_is_open(app, visit):
    seen = visit(app)
    seen.click_mark("goris")
    seen.page.get_by_text("names the place").first.wait_for()
    seen.page.wait_for_url("**place=goris**")  # the address is written when the run ends
    # the words stand beside the map: it lists none a second time
    assert seen.map.evaluate("() => claimline.state.payload.quotes") is None
    assert seen.map.locator(".cl-quotes").count() == 0
    seen.page.get_by_role("button", name="Back to the four questions").click()
    seen.page.get_by_role("heading", name="How far?").wait_for()
    seen.click_mark("goris")
    seen.page.get_by_text("names the place").first.wait_for()
    seen.page.get_by_role("tab", name="Not on the map").click()
    seen.page.get_by_text("names not drawn, by reason").wait_for()
    seen.click_mark("goris")
    seen.page.get_by_text("names the place").first.wait_for()


def test_show_on_map_goes_there_every_time(app, visit):
    seen = visit(app + "?place=gyumri")
    for _ in range(2):
        seen.map.evaluate("() => { map.setView([39.6, 46.2], 11, {animate: false}); }")
        seen.page.wait_for_timeout(500)
        seen.page.get_by_role("button", name="Show on map").first.click()
        seen.until(
            "() => Math.abs(map.getCenter().lat - 40.79) < 0.1 && "
            "Math.abs(map.getCenter().lng - 43.85) < 0.1"
        )


def test_a_shared_address_opens_the_same_view_in_a_fresh_browser(app, visit):
    seen = visit(app)
    seen.click_mark("goris")
    seen.page.get_by_text("names the place").first.wait_for()
    seen.until(SETTLED)
    seen.map.evaluate("() => { map.setView([39.55, 46.3], 12, {animate: false}); }")
    seen.page.wait_for_function("() => new URLSearchParams(location.search).get('zoom') === '12'")
    seen.map.get_by_role("button", name="Copy link").click()
    link = seen.map.evaluate("() => document.documentElement.getAttribute('data-link')")
    assert "place=goris" in link and "zoom=12" in link
    fresh = visit(link)
    fresh.page.get_by_text("names the place").first.wait_for()
    assert fresh.position() == pytest.approx([39.55, 46.3, 12], abs=0.01)


def test_python_writing_the_address_does_not_undo_the_position(app, visit):
    seen = visit(app)
    seen.until(SETTLED)
    seen.map.evaluate("() => { map.setView([39.7, 46.5], 10, {animate: false}); }")
    seen.page.wait_for_timeout(500)
    seen.click_mark("goris")
    seen.page.wait_for_function(
        "() => { const q = new URLSearchParams(location.search); return q.get('place') === 'goris' "
        "&& q.get('zoom') === '10' && q.get('lat').startsWith('39.7'); }"
    )


def test_nonsense_in_the_address_is_said(app, visit):
    seen = visit(app + "?source=nobody&zoom=999&lat=1&lon=2")
    seen.page.get_by_text("Part of this address could not be used").wait_for()
    assert "goris" in seen.marks()


def test_the_two_sides_are_drawn_alike(app, look):
    seen = look(app)
    looks = seen.map.evaluate(
        """() => [...document.querySelectorAll('.cl-chip')].map(n => {
          const look = getComputedStyle(n);
          return [n.classList[1], look.fontWeight, look.fontSize, look.opacity, n.textContent[0]];
        })"""
    )
    assert {look[0] for look in looks} == {"cl-left", "cl-right"}
    assert len({tuple(look[1:4]) for look in looks}) == 1
    assert len({look[4] for look in looks}) == 2


def test_the_method_page_opens_and_the_way_back_keeps_filter_and_position(app, visit):
    seen = visit(app + "?source=dw")
    seen.until(SETTLED)
    seen.map.evaluate("() => { map.setView([39.7, 46.4], 10, {animate: false}); }")
    seen.page.wait_for_function("() => location.search.includes('zoom=10')")
    before = seen.position()
    seen.page.get_by_role("link", name="Method").click()
    seen.page.get_by_role("heading", name="Method").wait_for()
    seen.page.get_by_role("link", name="Map", exact=True).click()
    seen.page.wait_for_selector("iframe")
    seen.until("() => window.map && window.claimline && window.claimline.state.payload")
    seen.page.wait_for_timeout(500)
    assert "goris" not in seen.marks() and "sev_lake" in seen.marks()
    assert seen.position() == pytest.approx(before, abs=0.01)


HOSTILE = """Border news

Published: 14 May 2021

Armenia said on May 12 that Azerbaijani forces crossed the border of Armenia near Sev Lake and \
advanced up to 3.5 kilometers from the border <img src=x onerror="parent.document.title='owned'"> \
${parent.document.title='owned'} `tick` </script><script>parent.document.title='owned'</script> \
{{7*7}} {% if %} {# {{{% \\1 “end”.

The mayor of Goris said that <b onmouseover="parent.document.title='owned'">nothing</b> had \
happened in Goris at all.
"""


def test_hostile_text_is_shown_literally_and_runs_nothing(visit, shelf):
    address, folder = shelf
    (folder / "x.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "x.toml").write_text(
        "publisher = '{% if %}{# {{{% <img src=x onerror=\"parent.document.title=`owned`\">'\n"
        "title = '${parent.document.title=1}'",
        encoding="utf-8",
    )
    (folder / "<img src=x onerror=document.title='owned'>.txt".replace("/", "")).write_bytes(b"")
    seen = visit(address)
    marks = seen.marks()
    assert "goris" in marks and any(m["kind"] == "advance" for m in marks.values())
    seen.click_mark("goris")
    seen.page.get_by_role("button", name="Back to the four questions").wait_for()
    seen.map.evaluate(
        "() => { window.tips = []; map.eachLayer(l => { if (!l.feature) return; "
        "window.claimline.tooltips.show(l.feature.properties, L.point(100, 100)); "
        "window.tips.push(document.querySelector('.cl-tip').textContent); }); }"
    )
    seen.page.wait_for_timeout(800)
    assert seen.page.title() == "Claimline"
    assert seen.errors == []
    assert len(seen.map.evaluate("() => window.tips.join(' ')")) > 50
    assert (
        seen.map.evaluate(
            "() => document.querySelectorAll('.leaflet-container img[src=x], "
            ".leaflet-container script').length"
        )
        == 0
    )
    text = seen.page.inner_text("body")
    assert re.search(r"<b onmouseover=.parent\.document\.title='owned'.>nothing</b>", text)
    assert "<img src=x onerror=document.title='owned'>.txt" in text
    embedded = visit(address + "?embed=true", viewport={"width": 700, "height": 600})
    embedded.click_mark("goris")
    quotes = embedded.map.locator(".cl-quotes")
    quotes.wait_for()
    assert "b onmouseover=" in quotes.inner_text() and "{{{% <img" in quotes.inner_text()
    assert quotes.locator("b[onmouseover], img").count() == 0
