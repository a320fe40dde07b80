"""The border lines in a real browser: drawn side by side, alike in weight, and measured from."""

from __future__ import annotations

import pytest

LOOKS = """() => { const found = {}; map.eachLayer(l => {
    const p = l.feature && l.feature.properties;
    if (p && p.kind === 'boundary') found[p.line] = {dash: l.options.dashArray,
      weight: l.options.weight, opacity: l.options.opacity, colour: l.options.color}; });
    return found; }"""
SOLID = """() => { const found = []; map.eachLayer(l => {
    const p = l.feature && l.feature.properties;
    if (p && ['boundary', 'area', 'claim'].includes(p.kind) && l.setStyle
      && l.options.interactive !== false
      && l.options.stroke !== false && !l.options.dashArray) found.push(p.id); });
    return found; }"""
LABELS = "() => [...document.querySelectorAll('.cl-boundary')].map(n => n.textContent)"


def pick(seen, name, option):
    box = seen.page.get_by_role("combobox", name=name)
    if not box.count():
        seen.page.get_by_role("button", name="Filters").click()
    # the drawer is filled by a run of the page; it and a scroll would close a list that is open
    box.wait_for()
    seen.rest(300)
    box.scroll_into_view_if_needed()
    seen.rest(300)
    box.click()
    seen.page.get_by_role("option", name=option).click()


def settle(seen, zoom):
    seen.map.evaluate("z => { map.setView([39.6, 46.23], z, {animate: false}); }", zoom)
    seen.page.wait_for_timeout(400)


def shown_lines(seen):
    return [name for name, look in seen.map.evaluate(LOOKS).items() if look["opacity"] > 0]


def test_several_lines_are_dashed_alike_in_weight_and_differ_without_colour(app, visit):
    seen = visit(app + "?lines=osm&lines=dcw&lines=wdb2")
    for scheme in ("light", "dark"):
        seen.turn(scheme)
        looks = seen.map.evaluate(LOOKS)
        assert set(looks) == {"osm", "dcw", "wdb2"}
        assert len({look["dash"] for look in looks.values() if look["dash"]}) == 3
        weights = {(look["weight"], look["opacity"], look["colour"]) for look in looks.values()}
        assert len(weights) == 1
    # an address keeps them
    seen.page.wait_for_function("() => location.search.includes('lines=')")
    assert set(visit(seen.page.url).map.evaluate(LOOKS)) == set(looks)
    assert seen.outside == [] and seen.errors == []


def test_at_first_only_the_line_that_is_measured_from_is_drawn(app, look):
    seen = look(app + "?border=dcw")
    assert shown_lines(seen) == ["dcw"]
    names = " ".join(seen.map.evaluate(LABELS))
    assert "Digital Chart" in names and "OpenStreetMap" not in names


def test_far_off_the_lines_close_to_one_and_then_the_band_alone_is_left(app, visit):
    seen = visit(app + "?border=dcw&lines=osm")
    for zoom, lines in ((7, []), (9, ["dcw"]), (11, ["dcw", "osm"])):
        settle(seen, zoom)
        assert sorted(shown_lines(seen)) == lines
        assert seen.map.evaluate(
            "() => claimline.state.layers['base:band'].getLayers()[0].options.fillOpacity"
        )


def test_no_advance_has_an_outline_and_no_border_is_solid_at_any_zoom(app, visit):
    seen = visit(app)
    outlined = """() => { const found = []; map.eachLayer(l => {
        const p = l.feature && l.feature.properties;
        if (p && (p.part === 'band' || p.part === 'tint') && p.kind === 'advance'
          && l.options.stroke) found.push(p.id); }); return found; }"""
    rings = """() => claimline.state.layers['advance:ring'].getLayers()
        .filter(l => l.options.opacity > 0).length"""
    for zoom, small in ((7, 1), (8, 1), (11, 0), (13, 0)):
        settle(seen, zoom)
        assert seen.map.evaluate(outlined) == []
        assert seen.map.evaluate(SOLID) == []
        # too small to be hatched, it is a ring at its place
        assert seen.map.evaluate(rings) == small
    masks = "() => document.querySelectorAll('path[mask]').length"
    assert seen.map.evaluate(masks) == 9


def test_picking_a_line_moves_the_advance_and_keeps_the_map(app, visit):
    seen = visit(app)
    seen.map.evaluate("() => { window.kept = true; }")
    before = seen.position()
    zone = (
        "() => { let f = null; map.eachLayer(l => { const p = l.feature && l.feature.properties; "
        "if (p && p.form === 'zone' && p.part === 'band') "
        "f = JSON.stringify(l.feature.geometry); }); return f; }"
    )
    first = seen.map.evaluate(zone)
    pick(seen, "Measure from", "World Data Bank II")
    seen.until(
        f"first => ({zone})() !== first && window.claimline.state.payload.lines.picked === 'wdb2'",
        first,
    )
    seen.page.wait_for_function("() => location.search.includes('border=wdb2')")
    assert seen.map.evaluate("() => window.kept === true") and seen.position() == before


@pytest.mark.parametrize("border", ["osm", "dcw", "wdb2", "ne10m"])
def test_the_line_and_the_advance_have_their_words_whichever_line_is_picked(app, look, border):
    seen = look(app + (f"?border={border}" if border != "osm" else ""))
    assert seen.map.evaluate(LABELS)
    words = seen.map.evaluate(
        "() => [...document.querySelectorAll('.cl-advance')].map(n => n.textContent).join(' ')"
    )
    assert "up to 3.5 km" in words


def test_one_side_chosen_dims_the_others_marks(app, look):
    opacity = """() => { const found = {}; claimline.state.layers['advance:band'].eachLayer(l => {
        found[l.feature.properties.id] = l.options.fillOpacity; }); return found; }"""
    before = look(app).map.evaluate(opacity)
    after = look(app + "?voice=Azerbaijan").map.evaluate(opacity)
    assert set(after) == set(before)
    assert all(after[mark] < before[mark] / 2 for mark in before)


def test_on_a_phone_the_tables_scroll_and_the_page_does_not(app, visit):
    seen = visit(app + "?below=lines", viewport={"width": 390, "height": 844})
    seen.page.get_by_text("each side’s share, by line").scroll_into_view_if_needed()
    assert seen.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_reset_stays_reset_whatever_is_touched_next(app, visit):
    seen = visit(app)
    pick(seen, "Measure from", "World Data Bank II")
    pick(seen, "Statement of the advance", "up to 3.5 km, Nikol")
    seen.page.wait_for_function(
        "() => location.search.includes('reading=') && location.search.includes('border=wdb2')"
    )
    seen.page.get_by_role("button", name="Reset", exact=True).first.click()
    seen.page.wait_for_function(
        "() => !location.search.includes('reading=') && !location.search.includes('border=')"
    )
    seen.page.get_by_role("radio", name="Armenia").click()
    seen.page.wait_for_function("() => location.search.includes('voice=Armenia')")
    assert "reading=" not in seen.page.url and "border=" not in seen.page.url
    assert seen.map.evaluate("() => window.claimline.state.payload.lines.picked") == "osm"


def test_the_incident_is_the_same_place_whoever_speaks(app, look):
    home = look(app).position()
    seen = look(app + "?voice=Azerbaijan")
    assert seen.position() == pytest.approx(home, abs=0.02)


def test_the_pill_of_the_line_that_is_measured_from_stays_on(app, visit):
    seen = visit(app)
    seen.page.get_by_role("button", name="Filters").click()
    pill = seen.page.get_by_role("button", name="OpenStreetMap 2026")
    pill.click()
    seen.page.wait_for_timeout(1500)
    assert "osm" in seen.map.evaluate(LOOKS)
    assert (
        "Active" in (pill.get_attribute("data-testid") or "")
        or pill.get_attribute("aria-pressed") == "true"
    )
