"""Differences, and what is not on the map, in a real browser."""

from __future__ import annotations

import re

from tests.browser.pieces import (
    go,
    part,
    reader,
    tab,
    until_in_frame,
    wait_for_address,
)
from tests.browser.test_claims_table import rows

NAME = "Differences between the sources"


def row(seen, question):
    """Return a question’s cells, with all its statements folded beneath them."""
    return part(seen, NAME).locator("tbody", has=seen.page.get_by_text(question, exact=True))


def sizes(node):
    return node.evaluate("node => [node.scrollWidth, node.clientWidth]")


def test_a_question_is_answered_in_whole_sentences_by_each_outlet(app, look):
    seen = look(app + "compare")
    seen.page.get_by_role("heading", name="Eight questions, two outlets").wait_for()
    day = row(seen, "Which day?").inner_text()
    for expected in (
        "Armenia says that Azerbaijani forces on May 12 advanced up to 3.5 kilometers toward",
        "Armenia · 12 May 2021",
        "On Thursday, Armenia accused Azerbaijan of sending troops across the frontier.",
        "Armenia · 13 May 2021",
        "Richard Giragosian: no day given",
        "Possibly two events",
    ):
        assert expected in " ".join(day.split()), expected
    far = row(seen, "How far?")
    assert "… on May 12 advanced up to 3.5 kilometers toward" in far.inner_text()
    assert "in full above" in far.inner_text()
    assert far.locator("mark").all_inner_texts() == [
        *("more than three kilometers", "up to 3.5 kilometers", "as far as 3.5 kilometers"),
        *("three kilometers", "3 kilometers"),
    ]
    violence = row(seen, "Was there violence?")
    assert "debunked, says the article" in violence.inner_text()
    assert "Silent on this." in violence.inner_text()
    struck = violence.locator("s").first
    assert "line-through" in struck.evaluate("node => getComputedStyle(node).textDecoration")
    assert "Rounded figure" in far.inner_text() and "3 km against 3.5 km" in far.inner_text()
    words = part(seen, NAME).inner_text()
    assert not re.search(r"\b(?:true|false|correct|wrong)\b", words)
    assert not seen.errors and not seen.outside


def test_all_statements_and_reasons_stand_folded_beneath_their_question(app, visit):
    seen = visit(app + "?below=differences")
    seen.page.wait_for_url("**/compare*")
    whole = part(seen, NAME)
    whole.wait_for()
    for fold in whole.locator("details summary").all():
        fold.click()
    words = whole.inner_text()
    for expected in (
        *("more than 3 km", "up to 3.5 km", "from previous positions", "from the border"),
        *("different starting point", "in the article’s own words", "Azerbaijan denies"),
        *("same statement", "Which map is meant?", "Left open by 4 claims"),
    ):
        assert expected in words, expected
    # a demand is no position
    assert "Emmanuel Macron says they are" not in words


def test_what_stands_side_by_side_is_chosen_and_kept_in_the_address(app, visit):
    seen = visit(app + "compare")
    seen.page.get_by_role("radio", name="By speaker").click()
    wait_for_address(seen, "by=speaker")
    seen.page.get_by_role("heading", name="Eight questions, eleven speakers").wait_for()
    table = part(seen, NAME).locator("table.answered")
    assert table.locator("thead b").all_inner_texts()[:2] == ["Nikol Pashinyan", "Armenia"]
    seen.page.get_by_role("button", name="Page 2").click()
    table.locator("thead", has_text="The reports").wait_for()
    again = visit(app + "compare?by=party")
    again.page.get_by_role("heading", name="Eight questions, six parties").wait_for()


def test_a_statement_is_chosen_with_the_keyboard_and_leads_to_the_map(app, visit):
    seen = visit(app + "compare")
    said = row(seen, "How far?").get_by_role("button", name="Pashinyan claimed Azerbaijani")
    said.focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "claim=0fb385")
    item = row(seen, "How far?").locator("li.chosen", has_text="Pashinyan claimed Azerbaijani")
    item.get_by_role("button", name="Show this version").click()
    wait_for_address(seen, "reading=0fb385")
    seen.page.locator("iframe").wait_for()
    seen.until(
        "() => window.claimline && claimline.state.payload && claimline.state.payload.geojson"
        ".features.map(f => f.properties.reading).every(r => !r || r.startsWith('0fb385'))"
    )


def test_the_claims_of_the_other_side_are_dimmed_and_stay(app, visit):
    seen = visit(app + "compare?voice=Azerbaijan")
    troops = row(seen, "Whose troops where?")
    assert troops.locator("li.muted", has_text="crossed Armenia’s border").count()
    own = troops.locator("li", has_text="in the positions of our country")
    assert "muted" not in (own.first.get_attribute("class") or "")


def test_a_cell_of_the_matrix_opens_its_quotes(app, look):
    seen = look(app + "compare")
    table = part(seen, NAME)
    # at 1400 pixels nothing has to be scrolled sideways
    needed, given = sizes(table.get_by_role("region", name="Positions, scrolls sideways"))
    assert needed <= given
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


def test_on_a_phone_the_columns_stand_one_below_the_other(app, visit):
    seen = visit(app + "compare", viewport={"width": 390, "height": 844})
    cells = row(seen, "Which day?").locator("tr").first.locator("td")
    first, second = (cells.nth(number).bounding_box() for number in (0, 1))
    assert second["y"] >= first["y"] + first["height"]
    assert first["width"] > 300
    assert cells.first.locator(".whose").inner_text() == "The Moscow Times"
    needed, given = sizes(seen.page.locator("[data-testid=stMain]"))
    assert needed <= given
    length = seen.page.locator("[data-testid=stMain]").evaluate("node => node.scrollHeight")
    assert length < 8000


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


def test_what_was_debunked_is_off_the_map_until_asked_for_and_always_listed(visit, shelf):
    address, folder = shelf
    (folder / "x.txt").write_text(DEBUNKED, encoding="utf-8")
    seen = visit(address)
    assert "kapan" in seen.marks() and "goris" not in seen.marks()
    go(seen, "Claims")
    rows(seen).locator(".struck", has_text="opened fire").wait_for()
    go(seen, "Map")
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
    struck = seen.map.locator(".cl-struck > .cl-name", has_text="Goris")
    assert "line-through" in struck.evaluate("node => getComputedStyle(node).textDecoration")
