"""The cards of the evidence panel in a real browser: what unfolds stays unfolded."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.pieces import (
    wait_for_address,
)


def test_a_card_unfolds_the_places_its_distance_reaches_and_stays_unfolded(app, visit):
    seen = visit(app)
    fold = seen.page.locator(
        "details", has_text="Which places it reaches, by OpenStreetMap 2026"
    ).first
    expect(fold.get_by_role("table")).to_be_hidden()
    fold.locator("summary").press("Enter")
    expect(fold.locator("tr", has_text="Sev Lake")).to_be_visible()
    # a run that leaves the card as it is leaves it open
    seen.page.get_by_role("combobox", name="Date", exact=True).click()
    seen.page.get_by_role("option", name="Date of publication").click()
    wait_for_address(seen, "clock=publication")
    seen.page.wait_for_selector("[data-test-script-state=notRunning]")
    expect(fold.locator("tr", has_text="Sev Lake")).to_be_visible()


def test_a_chosen_claim_unfolds_how_others_stand_to_it(app, visit):
    seen = visit(app + "?claim=0519f7-45")
    fold = seen.page.locator("details", has_text=re.compile("^How .* other claims? stands? to it"))
    fold.locator("summary").click()
    expect(fold.locator("tr", has_text="possibly two events").first).to_be_visible()
