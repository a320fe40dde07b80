"""Two maps beside one another in a browser: what they differ in, and that they move together."""

from __future__ import annotations

from tests.browser.pieces import parameters, wait_for_address

BOTH = "() => document.querySelectorAll('iframe').length === 2"
FROM_BELOW = """() => {
  const tints = [];
  map.eachLayer(l => { if (l.feature && l.feature.properties.part === "tint" && l._path)
    tints.push(l._path); });
  return [...claimline.state.svg._rootGroup.children].map(node => tints.includes(node));
}"""
"""Of each shape of the marks' drawing, the lowest first: whether it is the tint of a country."""


def maps(seen):
    seen.page.wait_for_function(BOTH)
    frames = [f for f in seen.page.frames if "streamlit_folium" in f.url]
    for frame in frames:
        frame.wait_for_function(
            "() => window.map && window.claimline && window.claimline.state.payload"
        )
    return frames


def test_two_maps_come_with_one_press_and_move_together(app, visit):
    seen = visit(app)
    seen.page.get_by_role("button", name="Two maps").click()
    seen.page.get_by_role("button", name="Digital Chart of the World").click()
    wait_for_address(seen, "beside=dcw")
    left, right = maps(seen)
    picked = [f.evaluate("() => claimline.state.payload.lines.picked") for f in (left, right)]
    assert sorted(picked) == ["dcw", "osm"]
    left.evaluate("() => { map.setView([39.7, 46.3], 9, { animate: false }); }")
    right.wait_for_function(
        "() => map.getZoom() === 9 && map.getCenter().lat.toFixed(2) === '39.70'"
    )
    right.evaluate("() => { map.setView([39.5, 46.2], 10, { animate: false }); }")
    left.wait_for_function(
        "() => map.getZoom() === 10 && map.getCenter().lat.toFixed(2) === '39.50'"
    )
    seen.page.get_by_role("button", name="One map").click()
    seen.page.wait_for_function("() => document.querySelectorAll('iframe').length === 1")
    assert "beside" not in parameters(seen)


def test_a_copied_address_brings_both_maps_back(app, visit):
    seen = visit(app + "?beside=2021-05-13")
    left, right = maps(seen)
    for frame in (left, right):
        frame.wait_for_function("() => claimline.state.base && claimline.state.baseLayers")
        drawn = frame.evaluate(FROM_BELOW)
        assert drawn == sorted(drawn, reverse=True), "the tints lie below every mark"
    # the maps took the room they have: nobody moved them
    assert "zoom" not in parameters(seen)
    shown = [
        f.evaluate("() => claimline.state.payload.geojson.features.length") for f in (left, right)
    ]
    assert shown[0] < shown[1]
