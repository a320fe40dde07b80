"""The border lines in a real browser: drawn side by side, alike in weight, and measured from."""

from __future__ import annotations

import pytest

LOOKS = """() => { const found = {}; map.eachLayer(l => {
    const p = l.feature && l.feature.properties;
    if (p && p.kind === 'boundary') found[p.line] = {dash: l.options.dashArray,
      weight: l.options.weight, opacity: l.options.opacity, colour: l.options.color}; });
    return found; }"""
LABELS = "() => [...document.querySelectorAll('.cl-boundary')].map(n => n.textContent)"


def pick(seen, name, option):
    seen.page.get_by_role("combobox", name=name).click()
    seen.page.get_by_role("option", name=option).click()


def settle(seen, zoom):
    seen.map.evaluate("z => { map.setView([39.6, 46.23], z, {animate: false}); }", zoom)
    seen.page.wait_for_timeout(400)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_four_lines_are_dashed_alike_in_weight_and_differ_without_colour(app, visit, scheme):
    seen = visit(app, color_scheme=scheme)
    looks = seen.map.evaluate(LOOKS)
    assert set(looks) == {"osm", "dcw", "wdb2", "ne10m"}
    assert (
        all(look["dash"] for look in looks.values())
        and len({look["dash"] for look in looks.values()}) == 4
    )
    assert len({(look["weight"], look["opacity"], look["colour"]) for look in looks.values()}) == 1
    assert seen.outside == [] and seen.errors == []


def test_far_off_where_dashes_would_close_to_a_solid_line_only_one_is_drawn(app, visit):
    seen = visit(app + "?border=dcw")
    for zoom in (6, 8, 10):
        settle(seen, zoom)
        assert [name for name, look in seen.map.evaluate(LOOKS).items() if look["opacity"] > 0] == [
            "dcw"
        ]
    settle(seen, 11)
    assert all(look["opacity"] > 0 for look in seen.map.evaluate(LOOKS).values())


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
    pick(seen, "measured from", "World Data Bank II")
    seen.until(
        f"first => ({zone})() !== first && window.claimline.state.payload.lines.picked === 'wdb2'",
        first,
    )
    seen.page.wait_for_function("() => location.search.includes('border=wdb2')")
    assert seen.map.evaluate("() => window.kept === true") and seen.position() == before


def test_a_line_can_be_left_out_and_the_address_keeps_it_so(app, visit):
    seen = visit(app)
    seen.page.get_by_role("button", name="Natural Earth").click()
    seen.until("() => window.claimline.state.payload.lines.drawn.length === 3")
    assert set(seen.map.evaluate(LOOKS)) == {"osm", "dcw", "wdb2"}
    seen.page.wait_for_function("() => location.search.includes('lines=')")
    fresh = visit(seen.page.url)
    assert set(fresh.map.evaluate(LOOKS)) == {"osm", "dcw", "wdb2"}


@pytest.mark.parametrize("border", ["osm", "dcw", "wdb2", "ne10m"])
def test_every_line_and_every_reading_has_its_words_whichever_line_is_picked(app, visit, border):
    seen = visit(app + f"?border={border}")
    lines = " ".join(seen.map.evaluate(LABELS))
    for words in (
        "OpenStreetMap 2026, no stated scale",
        "1:1,000,000",
        "1:3,000,000",
        "1:10,000,000",
        "counted from this line",
    ):
        assert words in lines, words
    readings = seen.map.evaluate(
        "() => [...document.querySelectorAll('.cl-advance, .cl-sight')].map(n => "
        "n.textContent).join(' | ')"
    )
    for words in (
        "up to 3.5 km, claimed by Nikol Pashinyan",
        "3 km, claimed by Nikol Pashinyan (DW)",
        "more than 3 km · Yerevan",
        "up to 3.5 km · Armenia",
        "3 km · Richard Giragosian",
    ):
        assert words in readings, words


def test_the_switch_for_one_side_leaves_the_others_marks_out(app, visit):
    seen = visit(app)
    seen.page.get_by_role("radio", name="Azerbaijan says").click()
    seen.until(
        "() => { const s = new Set(); "
        "map.eachLayer(l => { const p = l.feature && l.feature.properties; "
        "if (p && p.kind === 'claim') s.add(p.side); }); return s.size === 1 && s.has('right'); }"
    )
    assert not [m for m in seen.marks().values() if m["kind"] == "advance"]
    seen.page.wait_for_function("() => location.search.includes('voice=Azerbaijan')")


def test_on_a_phone_the_tables_scroll_and_the_page_does_not(app, visit):
    seen = visit(app + "?below=lines", viewport={"width": 390, "height": 844})
    seen.page.get_by_text("each side’s share, by line").scroll_into_view_if_needed()
    assert seen.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_reset_stays_reset_whatever_is_touched_next(app, visit):
    seen = visit(app)
    pick(seen, "measured from", "Natural Earth")
    pick(seen, "advance that is drawn", "3 km, Nikol Pashinyan")
    seen.page.wait_for_function(
        "() => location.search.includes('reading=') && location.search.includes('border=ne10m')"
    )
    seen.page.get_by_role("button", name="Reset", exact=True).first.click()
    seen.page.wait_for_function(
        "() => !location.search.includes('reading=') && !location.search.includes('border=')"
    )
    seen.page.get_by_role("radio", name="Armenia says").click()
    seen.page.wait_for_function("() => location.search.includes('voice=Armenia')")
    assert "reading=" not in seen.page.url and "border=" not in seen.page.url
    assert seen.map.evaluate("() => window.claimline.state.payload.lines.picked") == "osm"


def test_the_incident_stays_in_view_whichever_statement_is_drawn(app, visit):
    seen = visit(app)
    home = seen.position()
    pick(seen, "advance that is drawn", "up to 3.5 km, Armenia")
    seen.until(
        "() => new Set(window.claimline.state.payload.geojson.features.map(f => "
        "f.properties.reading).filter(Boolean)).size === 1"
    )
    seen.map.get_by_role("button", name="Incident").click()
    seen.page.wait_for_timeout(900)
    assert seen.position() == pytest.approx(home, abs=0.01)
    assert "length only" in seen.map.evaluate(
        "() => [...document.querySelectorAll('.cl-sight')].map(n => n.textContent).join(' ')"
    )


def test_the_legend_names_only_the_lines_drawn_at_this_zoom(app, visit):
    seen = visit(app)
    rows = (
        "() => [...document.querySelectorAll('.cl-legend li')].filter(n => "
        "n.textContent.includes('Border line of')).length"
    )
    assert seen.map.evaluate(rows) == 4
    settle(seen, 8)
    assert seen.map.evaluate(rows) == 1


def test_the_incident_is_the_same_place_whoever_speaks(app, visit):
    home = visit(app).position()
    seen = visit(app + "?voice=Azerbaijan")
    assert seen.position() == pytest.approx(home, abs=0.02)


def test_the_pill_of_the_line_that_is_counted_from_stays_on(app, visit):
    seen = visit(app)
    seen.page.get_by_role("button", name="OpenStreetMap 2026").click()
    seen.page.wait_for_timeout(1500)
    assert "osm" in seen.map.evaluate(LOOKS)
    pill = seen.page.get_by_role("button", name="OpenStreetMap 2026")
    assert (
        "Active" in (pill.get_attribute("data-testid") or "")
        or pill.get_attribute("aria-pressed") == "true"
    )
