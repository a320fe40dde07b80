"""The map's frame in a real browser: labels, height, keyboard, fingers, tools, inset."""

from __future__ import annotations

import re

import pytest
from pyproj import Geod, Transformer

LABELS = """() => {
  const frame = map.getContainer().getBoundingClientRect();
  const lines = [];
  map.eachLayer(l => { const p = l.feature && l.feature.properties;
    if (!p || p.kind !== 'boundary' || !l.getLatLngs || !(l.options.opacity > 0)) return;
    const flat = a => Array.isArray(a[0]) ? a.forEach(flat)
      : lines.push(a.map(q => map.latLngToContainerPoint(q)));
    flat(l.getLatLngs()); });
  const crossed = (cx, cy, w, h, angle) => lines.some(line => line.some((b, i) => {
    const a = line[i - 1];
    if (!a) return false;
    for (let t = 0; t <= 1; t += 0.05) {
      const dx = a.x + (b.x - a.x) * t - cx, dy = a.y + (b.y - a.y) * t - cy;
      const x = dx * Math.cos(angle) + dy * Math.sin(angle);
      const y = dy * Math.cos(angle) - dx * Math.sin(angle);
      if (Math.abs(x) < w / 2 - 1 && Math.abs(y) < h / 2 - 1) return true;
    }
    return false; }));
  return [...document.querySelectorAll('.cl-label')].map(n => {
    const box = n.getBoundingClientRect(), m = new DOMMatrix(getComputedStyle(n).transform);
    const angle = Math.atan2(m.b, m.a), name = n.querySelector('.cl-name');
    return { text: name ? name.textContent : '', turned: Math.abs(angle) > 0.05,
      box: [box.left, box.top, box.right, box.bottom].map((v, i) => v - (i % 2 ? frame.top
        : frame.left)), size: [frame.width, frame.height],
      crossed: crossed(box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top,
        n.offsetWidth, n.offsetHeight, angle) }; }); }"""
CONTROLS = """() => { const f = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll('.leaflet-control')].map(n => n.getBoundingClientRect())
    .filter(b => b.width).map(b => [b.left - f.left, b.top - f.top, b.right - f.left,
      b.bottom - f.top]); }"""


def _meet(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def check_labels(seen):
    """Check the names on the map, and return their words."""
    labels = seen.map.evaluate(LABELS)
    texts = [label["text"] for label in labels]
    assert 3 <= len(labels) <= 10, texts
    controls = seen.map.evaluate(CONTROLS)
    for i, label in enumerate(labels):
        words = [word for word in label["text"].split() if re.search(r"\w", word)]
        assert len(words) <= 4, label
        assert not label["crossed"], label
        left, top, right, bottom = label["box"]
        assert left >= 0 and top >= 0, label
        assert right <= label["size"][0] and bottom <= label["size"][1], label
        if not label["turned"]:
            assert not any(_meet(label["box"], other) for other in controls), label
            for other in labels[i + 1 :]:
                assert other["turned"] or not _meet(label["box"], other["box"]), (label, other)
    return texts


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1920, 1080), (820, 1180), (390, 844)])
def test_at_most_ten_labels_none_long_cut_crossed_or_on_another(app, visit, width, height):
    seen = visit(app, viewport={"width": width, "height": height})
    texts = check_labels(seen)
    assert "up to 3.5 km" in texts and "Qaragöl / Sev Lake" in texts
    seen.turn("dark")
    assert check_labels(seen) == texts
    for button in ("border lines|4 lines", "All places"):
        seen.map.get_by_role("button", name=re.compile(button)).click()
        seen.rest(300)
        check_labels(seen)


def test_the_map_takes_what_height_the_screen_leaves_and_nothing_stands_on_it(app, look):
    for width, height in ((1400, 900), (1920, 1080), (390, 844)):
        seen = look(app, viewport={"width": width, "height": height})
        stage, foot, whole = seen.map.evaluate(
            "() => [map.getSize().y, document.querySelector('.cl-foot').offsetHeight, innerHeight]"
        )
        assert abs(stage + foot - whole) <= 1  # no white space below
        frame = seen.page.locator("iframe").first.bounding_box()
        if width == 390:
            assert stage == pytest.approx(height / 2, abs=2)
        else:
            assert frame["y"] + frame["height"] <= height
            assert stage >= 400
        assert seen.map.evaluate(
            "() => document.querySelectorAll('.leaflet-container .cl-caption, "
            ".leaflet-container .cl-legend').length === 0"
        )


def test_the_map_stays_where_the_target_is_in_sight_and_leads_back_where_it_moved(app, visit):
    seen = visit(app)
    before = seen.position()
    go = "b => window.claimline.travel.go(b)"
    seen.map.evaluate(go, [[39.59, 46.2], [39.6, 46.24]])
    seen.page.wait_for_timeout(400)
    assert seen.position() == before
    seen.map.evaluate(go, [[40.7, 43.7], [40.9, 44.0]])
    seen.until("() => map.getCenter().lng < 44.5")
    seen.page.wait_for_timeout(400)
    seen.map.get_by_role("button", name="Back to where I was").click()
    seen.page.wait_for_timeout(400)
    assert seen.position() == pytest.approx(before, abs=0.001)
    assert not seen.map.get_by_role("button", name="Back to where I was").is_visible()


def test_every_mark_that_can_be_clicked_is_reached_by_tab_and_pressed(app, visit):
    seen = visit(app)
    reach = seen.map.evaluate(
        """() => [...document.querySelectorAll('.leaflet-container button, [role=button]')]
          .filter(n => n.tabIndex === 0 && n.getBoundingClientRect().width)
          .map(n => n.getAttribute('data-mark') || n.dataset.label || n.textContent)"""
    )
    said = " ".join(reach)
    for mark in ("goris", "mets_ishkhanasar", "sev_lake", "advance", "m2", "lachin", "syunik"):
        assert mark in said.lower(), (mark, reach)
    seen.map.locator("[data-label='goris|name']").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**place=goris**")
    # the labels were made anew, and the focus is where it was
    assert seen.map.evaluate("() => document.activeElement.dataset.label") == "goris|name"


def test_the_words_of_a_mark_are_whole_wherever_it_stands(app, look):
    for width, height in ((1400, 900), (390, 844)):
        seen = look(app, viewport={"width": width, "height": height})
        cut = seen.map.evaluate(
            """() => { const size = map.getSize(), cut = [];
              const p = window.claimline.state.payload.geojson.features
                .map(f => f.properties).filter(q => (q.quotes || []).length);
              for (const q of p.slice(0, 8)) {
                for (const at of [[3, 3], [size.x - 3, 3], [3, size.y - 3],
                    [size.x - 3, size.y - 3], [size.x / 2, size.y / 2]]) {
                  window.claimline.tooltips.show(q, L.point(at));
                  const f = map.getContainer().getBoundingClientRect();
                  const b = document.querySelector('.cl-tip').getBoundingClientRect();
                  if (b.left < f.left || b.right > f.right || b.top < f.top || b.bottom > f.bottom)
                    cut.push([q.id, at]); } }
              return cut; }"""
        )
        assert cut == []


def test_one_finger_scrolls_the_page_and_two_are_asked_for(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert seen.map.evaluate("() => map.dragging.enabled()") is False
    style = "() => getComputedStyle(map.getContainer()).touchAction"
    assert "pan-y" in seen.map.evaluate(style)
    seen.map.evaluate(
        """() => { const node = map.getContainer();
          const touch = y => [new Touch({identifier: 1, target: node, clientX: 150, clientY: y})];
          const fire = (name, y) => node.dispatchEvent(
            new TouchEvent(name, {touches: touch(y), bubbles: true}));
          fire('touchstart', 300); fire('touchmove', 240); }"""
    )
    assert seen.map.get_by_text("Use two fingers to move the map").is_visible()
    small = seen.map.evaluate(
        """() => [...document.querySelectorAll('.cl-bar button, .leaflet-bar a')]
          .filter(n => n.offsetHeight && n.offsetHeight < 40).map(n => n.textContent)"""
    )
    assert small == []


COORDINATES = (
    (38.8977, -77.0365, "18S UJ"),
    (48.8583, 2.2945, "31U DQ"),
    (-33.8568, 151.2153, "56H LH"),
    (60.39, 5.32, "32V KN"),
    (39.598, 46.232, "38S"),
)
"""Points in degrees, with how their MGRS references begin."""


def test_coordinates_are_those_of_proj(app, look):
    seen = look(app)
    for lat, lon, grid in COORDINATES:
        found = seen.map.evaluate(
            """([lat, lon]) => { const c = window.claimline.coordinates;
              return [c.mgrs(lat, lon), c.toUtm(lat, lon), c.parse(c.mgrs(lat, lon)),
                c.parse(c.dms(lat, lon)),
                window.claimline.geodesic.metres([lat, lon], [40, 45])]; }""",
            [lat, lon],
        )
        mgrs, utm, from_grid, from_dms, metres = found
        assert mgrs.startswith(grid)
        code = (32600 if lat >= 0 else 32700) + utm["zone"]
        east, north = Transformer.from_crs(4326, code, always_xy=True).transform(lon, lat)
        assert [utm["easting"], utm["northing"]] == pytest.approx([east, north], abs=0.001)
        assert mgrs.split()[2:] == [f"{int(east % 1e5):05}", f"{int(north % 1e5):05}"]
        assert from_grid == pytest.approx([lat, lon], abs=2e-5)
        assert from_dms == pytest.approx([lat, lon], abs=2e-5)
        assert metres == pytest.approx(Geod(ellps="WGS84").inv(lon, lat, 45, 40)[2], abs=0.01)


def test_a_reader_goes_to_a_point_measures_and_ends_with_esc(app, visit):
    seen = visit(app)
    seen.map.get_by_role("button", name="Tools").click()
    field = seen.map.get_by_label("Go to coordinates")
    field.fill("nonsense, 12")
    seen.map.get_by_role("button", name="Go to").click()
    assert "no coordinates" in seen.map.get_by_role("alert").inner_text()
    field.fill("39°30′00″N 46°20′00″E")
    seen.map.get_by_role("button", name="Go to").click()
    seen.page.wait_for_timeout(300)
    assert seen.position()[:2] == pytest.approx([39.5, 46.3333], abs=0.01)
    seen.map.get_by_role("button", name="Measure").click()
    frame = seen.page.locator("iframe").first.bounding_box()
    for x in (420, 520):
        seen.page.mouse.click(frame["x"] + x, frame["y"] + 240)
        seen.page.wait_for_timeout(350)
    words = seen.map.locator(".cl-length").inner_text()
    assert re.search(r"\d (k?m)", words) and "Accuracy of the border line" in words
    assert "claim=" not in seen.page.url  # the click was the tool's
    seen.map.get_by_label("Go to coordinates").focus()
    seen.page.keyboard.press("Escape")
    assert seen.map.evaluate("() => window.claimline.state.tool") is None


def test_the_inset_shows_where_the_map_is_until_the_map_shows_as_much(app, visit):
    seen = visit(app)
    assert "Armenia" in seen.map.locator(".cl-inset").inner_text()
    seen.map.evaluate("() => { map.setZoom(5, {animate: false}); }")
    seen.page.wait_for_timeout(300)
    assert not seen.map.locator(".cl-inset").is_visible()
