"""Differences, and what is not on the map, in a real browser."""

from __future__ import annotations

import re

from tests.browser.pieces import (
    part,
    reader,
    tab,
    until_in_frame,
    wait_for_address,
)
from tests.browser.test_claims_table import rows
from tests.server import serve


def test_differences_show_each_sides_words_and_why(app, visit):
    seen = visit(app + "?below=differences")
    table = part(seen, "Differences between the sources")
    table.get_by_role("heading", name="On which day").wait_for()
    words = table.inner_text()
    for expected in (
        "12 May 2021",
        "13 May 2021",
        "the day before",
        "possibly two events",
        "more than 3 km",
        "up to 3.5 km",
        "rounded figure",
        "from previous positions",
        "from the border",
        "different starting point",
        "most of",
        "divided between",
        "violent clashes",
        "in the article’s own words",
        "without any shots",
        "each places the other’s troops on its own land",
        "Azerbaijan denies",
        "have crossed into Armenian territory",
        "invaded Armenian territory",
        "same statement",
        "Which map is meant?",
    ):
        assert expected in words, expected
    assert not re.search(r"\b(?:true|false|correct|wrong)\b", words)


def test_a_reading_among_the_differences_is_drawn_alone(app, visit):
    seen = visit(app + "?below=differences")
    section = part(seen, "Differences between the sources").locator(
        "section", has=seen.page.get_by_role("heading", name="How far")
    )
    section.locator("blockquote", has_text="into southern Armenia").get_by_role(
        "button", name="Show this version"
    ).click()
    wait_for_address(seen, "reading=0fb385")
    seen.until(
        "() => claimline.state.payload.geojson.features.filter(f => "
        "f.properties.reading).every(f => f.properties.reading.startsWith('0fb385'))"
    )


def test_a_cell_of_the_matrix_opens_its_quotes(app, visit):
    seen = visit(app + "?below=differences")
    table = part(seen, "Differences between the sources")
    table.get_by_role("button", name="Azerbaijan on: Border: open the quotes").click()
    opened = table.get_by_role("dialog", name="Azerbaijan on: Border")
    opened.get_by_text("historical Azerbaijani territory").wait_for()
    assert "Azerbaijani officials" in opened.inner_text()
    seen.page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert table.get_by_text("silent", exact=True).count() > 3
    # what was debunked is nobody's position, and “without any shots” asserts no violence
    assert (
        table.get_by_role("button", name="Local reports on: Violence").inner_text()
        == "⊘ debunked 1"
    )
    assert table.get_by_role("button", name="Armenia on: Violence").inner_text() == "○ says not 1"


def test_what_is_not_drawn_is_named_with_the_reason(app, visit):
    seen = visit(app + "?panel=unmapped")
    listed = part(seen, "Names and claims that are not on the map")
    listed.wait_for()
    words = listed.evaluate("node => node.textContent")
    for expected in (
        "Stands for a government",
        "Only a country",
        "Shape not known",
        "later link, dated 2025-04-25, after publication",
        "related link",
        "Claims that name no place on the ground",
        "No place here",
        "Minsk Group",
        "debunked",
    ):
        assert expected in words, expected
    country = listed.locator("details", has_text="Only a country").first
    country.locator("summary").first.click()
    country.locator("details summary").first.click()
    country.get_by_role("button", name="Read").first.click()
    until_in_frame(seen, reader(seen).locator(".m.place.flash", has_text="Armenia"))
    tab(seen, "Not on the map")
    group = listed.locator("details", has_text="Stands for a government").first
    group.locator("summary").first.click()
    group.locator("details", has_text="Moscow").first.locator("summary").click()
    group.locator("details", has_text="Moscow").first.get_by_role(
        "button", name="Read"
    ).first.click()
    until_in_frame(seen, reader(seen).locator(".m.name", has_text="Moscow"))


DEBUNKED = """Border news

Published: 14 May 2021

Reports, which were quickly debunked, claimed that Azerbaijani troops had opened fire near Goris \
on May 12.

Armenia said on May 13 that soldiers stood near Kapan.
"""


def test_what_was_debunked_is_off_the_map_until_asked_for_and_always_listed(tmp_path, visit):
    (tmp_path / "x.txt").write_text(DEBUNKED, encoding="utf-8")
    with serve(CLAIMLINE_SEEDS=str(tmp_path)) as address:
        seen = visit(address)
        assert "kapan" in seen.marks() and "goris" not in seen.marks()
        rows(seen).locator(".struck", has_text="opened fire").wait_for()
        tab(seen, "Not on the map")
        seen.page.get_by_text("Draw what was debunked").click()
        seen.until("() => JSON.stringify(claimline.state.payload.geojson).includes('\"goris\"')")
        wait_for_address(seen, "debunked=show")
        look = seen.map.evaluate(
            "() => { let found; map.eachLayer(l => { "
            "if (l.feature && l.feature.properties.id === 'goris') found = l.options; }); "
            "return [found.fill, found.dashArray]; }"
        )
        assert look[0] is False and look[1]
        seen.map.get_by_role("button", name="All places").click()
        struck = seen.map.locator(".cl-struck", has_text="Goris")
        assert "line-through" in struck.evaluate("node => getComputedStyle(node).textDecoration")
