"""The table of claims in a real browser: sorting, searching, and the way to the map and back."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.pieces import (
    go,
    parameters,
    part,
    reader,
    until_in_frame,
    wait_for_address,
)

DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


def rows(seen):
    return part(seen, "Table of the claims shown").locator("tbody tr")


def test_a_row_and_its_mark_light_up_together(app, visit):
    seen = visit(app + "claims?q=commanding")
    expect(rows(seen)).to_have_count(1)
    for words in (
        "Movses Hakobyan",
        "Movses Hakobyan, quoted by news.am, quoted by The Moscow Times",
        "Kapan",
        "14 May 2021",
        "no day stated",
        "opinion, asserted",
    ):
        assert words in rows(seen).inner_text(), words
    rows(seen).get_by_role("button", name="commanding height").click()
    part(seen, "Table of the claims shown").locator(
        "tr.chosen", has_text="commanding height"
    ).wait_for()
    rows(seen).get_by_role("button", name="Show on the map").click()
    seen.page.wait_for_selector("iframe", state="attached")
    seen.until(
        "() => window.claimline && claimline.state.payload.selected.claim === '0519f768641f-8926'"
    )
    seen.until("() => document.querySelectorAll('.cl-chosen').length > 0")
    seen.page.get_by_role("link", name="Back to Claims").click()
    rows(seen).first.wait_for()
    assert parameters(seen)["claim"] == "0519f768641f-8926"
    # and into the article
    rows(seen).get_by_role("button", name="Read in the article", exact=True).click()
    until_in_frame(seen, reader(seen).locator("mark.chosen"))


def test_the_headings_sort_and_what_is_not_stated_comes_last(app, visit):
    seen = visit(app + "claims")
    heading = part(seen, "Table of the claims shown").get_by_role(
        "button", name=re.compile("^Date of event")
    )
    heading.click()
    wait_for_address(seen, "sort=event")
    part(seen, "Table of the claims shown").locator(
        "th[aria-sort=ascending]", has_text="Date of event"
    ).wait_for()
    days = rows(seen).locator("td:nth-child(5)").all_inner_texts()
    stated = [day for day in days if day != "no day stated"]
    assert days[: len(stated)] == stated and stated[0].startswith("1 November 2020 to")
    times = [datetime.strptime(DAY.search(day)[0], "%d %B %Y") for day in stated]  # noqa: DTZ007
    assert times == sorted(times) and "12 May 2021" in stated
    heading.click()
    part(seen, "Table of the claims shown").locator("th[aria-sort=descending]").wait_for()
    assert "14 May 2021" in rows(seen).locator("td:nth-child(5)").first.inner_text()


def test_searching_in_the_table_filters_every_view(app, visit):
    seen = visit(app + "claims")
    field = part(seen, "Table of the claims shown").get_by_role("searchbox")
    field.fill("infiltration")
    field.press("Enter")
    wait_for_address(seen, "q=infiltration")
    seen.page.get_by_role("button", name="Filters · 1").wait_for()
    words = [text.lower() for text in rows(seen).locator("td.words").all_inner_texts()]
    assert 0 < len(words) < 6 and all("infiltration" in text for text in words)
    field.fill("no such words")
    field.press("Enter")
    seen.page.get_by_text("None of 69 claims passes these filters").wait_for()
    assert field.is_visible()
    field.fill("infiltration")
    field.press("Enter")
    wait_for_address(seen, "q=infiltration")
    go(seen, "Map")
    seen.until("() => !JSON.stringify(claimline.state.payload.geojson).includes('\"gyumri\"')")


def test_a_claim_chosen_on_the_map_is_turned_to_in_the_table(app, visit):
    seen = visit(app + "?claim=0fb385d63510-3798")
    go(seen, "Claims")
    part(seen, "Table of the claims shown").locator(
        "tr.chosen", has_text="into southern Armenia"
    ).wait_for()


def test_the_map_goes_to_a_claim_that_another_page_shows_on_it(app, visit):
    seen = visit(app + "?lat=41&lon=44&zoom=12")
    go(seen, "Claims")
    field = part(seen, "Table of the claims shown").get_by_role("searchbox")
    field.fill("commanding")
    field.press("Enter")
    wait_for_address(seen, "q=commanding")
    expect(rows(seen)).to_have_count(1)
    rows(seen).get_by_role("button", name="Show on the map").click()
    seen.page.wait_for_selector("iframe", state="attached")
    seen.until("() => window.map && map.getBounds().contains([39.5111, 46.3389])")
    # from then on, where it is moved is remembered
    seen.until("() => claimline.state.settled && !map._animatingZoom")
    seen.rest()  # at its end, the way there would undo another move
    # the map is not taken there again when it is opened later
    seen.map.evaluate("() => { map.setView([41.5, 44.5], 12, { animate: false }); }")
    seen.page.wait_for_function(
        "() => Math.abs(new URLSearchParams(location.search).get('lat') - 41.5) < 0.001"
    )
    go(seen, "Method")
    go(seen, "Map")
    seen.page.wait_for_selector("iframe", state="attached")
    seen.until("() => window.map && window.claimline && claimline.state.marks")
    seen.page.wait_for_timeout(900)
    assert seen.position()[:2] == pytest.approx([41.5, 44.5], abs=0.001)
