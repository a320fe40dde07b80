"""The evidence of a claim in a real browser: everything known of it can be reached."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.pieces import part, wait_for_address

ANSWERS = "What the articles answer"


def test_a_card_unfolds_the_places_its_distance_reaches_and_stays_unfolded(app, visit):
    seen = visit(app + "?claim=0519f768641f-4880")
    every = seen.page.locator("details", has_text="Everything about this claim").first
    every.locator("summary").first.click()
    fold = every.locator("details", has_text="Which places it reaches, by OpenStreetMap 2026")
    expect(fold.get_by_role("table")).to_be_hidden()
    fold.locator("summary").press("Enter")
    expect(fold.locator("tr", has_text="Sev Lake")).to_be_visible()
    # a run that leaves the card as it is leaves it open
    part(seen, ANSWERS).get_by_role("button", name=re.compile("Cite")).click()
    dialog = seen.page.get_by_role("dialog", name="Cite this claim")
    dialog.wait_for()
    seen.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(fold.locator("tr", has_text="Sev Lake")).to_be_visible()


def test_a_chosen_claim_unfolds_how_others_stand_to_it(app, visit):
    answers = part(visit(app + "?claim=0519f768641f-45"), ANSWERS)
    expect(answers.get_by_text("How other statements stand to it")).to_be_visible()
    expect(answers.get_by_text("Contradicts it: on their own side")).to_be_visible()
    fold = answers.locator("details", has_text="Possibly another event: 13 May 2021")
    words = fold.get_by_text("sending troops across the frontier")
    expect(words).to_be_hidden()
    fold.locator("summary").click()
    expect(words).to_be_visible()


def test_every_claim_is_listed_below_the_answers_when_it_is_asked_for(app, visit):
    seen = visit(app)
    seen.page.locator("summary", has_text="All 69 statements shown").click()
    card = seen.page.locator("[data-testid=stExpander]", has_text="All 69 statements shown")
    card.get_by_role("button", name="Read in the article").first.click()
    wait_for_address(seen, "panel=read")
