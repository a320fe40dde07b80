"""The table, the timeline, what is compared and what is not on the map, in a real browser.

Embed, accessibility, hostile text.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pieces import (
    parameters,
    part,
    reader,
    stay,
    stayed,
    tab,
    until_in_frame,
    wait_for_address,
)
from tests.server import serve

# ---- the cards
# -----------------------------------------------------------------------------------------------------------


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


# ---- the table of claims
# -------------------------------------------------------------------------------------------------


def rows(seen):
    return part(seen, "Table of the claims shown").locator("tbody tr")


def test_a_row_and_its_mark_light_up_together(app, visit):
    seen = visit(app + "?q=commanding")
    stay(seen)
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
    seen.until("() => claimline.state.payload.selected.claim === '0519f7-8926'")
    seen.until("() => document.querySelectorAll('.cl-label.cl-chosen').length > 0")
    part(seen, "Table of the claims shown").locator(
        "tr.chosen", has_text="commanding height"
    ).wait_for()
    assert stayed(seen)


def test_the_headings_sort_and_what_is_not_stated_comes_last(app, visit):
    seen = visit(app)
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
    assert (
        stated == sorted(stated) and stated[0] == "12 May 2021" and days[: len(stated)] == stated
    )  # all of one month
    heading.click()
    part(seen, "Table of the claims shown").locator("th[aria-sort=descending]").wait_for()
    assert rows(seen).locator("td:nth-child(5)").first.inner_text() == "14 May 2021"


def test_searching_in_the_table_filters_every_view(app, visit):
    seen = visit(app)
    field = part(seen, "Table of the claims shown").get_by_role("searchbox")
    field.fill("infiltration")
    field.press("Enter")
    wait_for_address(seen, "q=infiltration")
    seen.until("() => !JSON.stringify(claimline.state.payload.geojson).includes('\"gyumri\"')")
    seen.page.get_by_text(re.compile("Showing")).first.wait_for()
    words = [text.lower() for text in rows(seen).locator("td.words").all_inner_texts()]
    assert 0 < len(words) < 6 and all("infiltration" in text for text in words)
    field.fill("no such words")
    field.press("Enter")
    seen.page.get_by_text("Nothing passes these filters").wait_for()
    assert field.is_visible()


def test_a_row_leads_into_the_article(app, visit):
    seen = visit(app + "?q=commanding")
    rows(seen).get_by_role("button", name="Read in the article", exact=True).click()
    until_in_frame(seen, reader(seen).locator("mark.chosen"))


# ---- time
# ------------------------------------------------------------------------------------------------------------------


def days(seen):
    return part(seen, "Timeline of the claims")


def test_the_timeline_draws_days_wider_times_and_claims_without_a_day(app, visit):
    seen = visit(app + "?below=time")
    lane = days(seen)
    lane.get_by_text("12 May", exact=True).wait_for()
    assert lane.locator(".span", has_text="last November").count() == 1
    shapes = lane.locator(".row:not(.head) .lane path").evaluate_all(
        "nodes => nodes.map(n => n.getAttribute('d'))"
    )
    assert len(set(shapes)) == len(shapes) > 5
    assert lane.locator(".sym.hollow").count() == 1  # the debunked clashes


def test_brushing_sets_the_day_filter_of_the_whole_page(app, visit):
    seen = visit(app + "?below=time&undated=hide")
    stay(seen)
    first, last = (
        days(seen).locator(".head .cell", has_text=name) for name in ("12 May", "13 May")
    )
    first.scroll_into_view_if_needed()
    a, b = first.bounding_box(), last.bounding_box()
    seen.page.mouse.move(a["x"] + a["width"] / 2, a["y"] + 70)
    seen.page.mouse.down()
    seen.page.mouse.move(b["x"] + b["width"] / 2, b["y"] + 70, steps=8)
    seen.page.mouse.up()
    wait_for_address(seen, "from=2021-05-12")
    assert parameters(seen)["to"] == "2021-05-13"
    assert seen.page.get_by_label("From", exact=True).first.is_visible()
    days(seen).get_by_role("button", name="Every day again").click()
    seen.page.wait_for_function("() => !location.search.includes('from=')")
    assert stayed(seen)


def test_a_day_can_be_chosen_and_stretched_by_keyboard(app, visit):
    seen = visit(app + "?below=time")
    days(seen).get_by_role("button", name="Only 12 May 2021").focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "to=2021-05-12")
    days(seen).get_by_role("button", name="Stretch the choice to 14 May 2021").focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "to=2021-05-14")
    assert parameters(seen)["from"] == "2021-05-12"


def test_the_three_dates_stand_one_above_the_other(app, visit):
    seen = visit(app + "?below=time")
    seen.page.get_by_text("The three dates", exact=True).click()
    wait_for_address(seen, "lanes=clocks")
    lanes = days(seen).locator(".row:not(.head) .lane")
    lanes.filter(has_text="Date of publication").wait_for()
    assert [text.split()[2] for text in lanes.all_inner_texts()] == [
        "event",
        "statement",
        "publication",
    ]


def test_what_was_known_when_reveals_claims_by_the_day_they_were_said(app, visit):
    seen = visit(app + "?below=time&known=2021-05-13")
    seen.page.get_by_text(re.compile(r"Showing \d+ of 70")).wait_for()
    before = int(
        re.search(
            r"Showing (\d+)", seen.page.get_by_text(re.compile(r"Showing \d+ of 70")).inner_text()
        )[1]
    )
    assert 0 < before < 20
    slider = seen.page.get_by_role("slider", name="What was known when")
    slider.focus()
    seen.page.keyboard.press("End")
    seen.page.get_by_text("Showing 70 of 70").wait_for()


# ---- differences and what is not on the map
# --------------------------------------------------------------------------------


def test_compare_shows_each_sides_words_and_why(app, visit):
    seen = visit(app + "?below=differences")
    compared = part(seen, "Differences between the sources")
    compared.get_by_role("heading", name="On which day").wait_for()
    words = compared.inner_text()
    for told in (
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
        assert told in words, told
    assert not re.search(r"\b(?:true|false|correct|wrong)\b", words)


def test_one_version_of_a_difference_is_drawn_alone(app, visit):
    seen = visit(app + "?below=differences")
    section = part(seen, "Differences between the sources").locator(
        "section", has=seen.page.get_by_role("heading", name="How far")
    )
    section.locator("blockquote", has_text="into southern Armenia").get_by_role(
        "button", name="Show this version"
    ).click()
    wait_for_address(seen, "reading=0fb385")
    seen.until(
        "() => claimline.state.payload.geojson.features.filter(f => f.properties.reading).every(f"
        " => f.properties.reading.startsWith('0fb385'))"
    )


def test_a_cell_of_the_matrix_opens_its_quotes(app, visit):
    seen = visit(app + "?below=differences")
    compared = part(seen, "Differences between the sources")
    compared.get_by_role("button", name="Azerbaijan on: Border: open the quotes").click()
    opened = compared.get_by_role("dialog", name="Azerbaijan on: Border")
    opened.get_by_text("historical Azerbaijani territory").wait_for()
    assert "Azerbaijani officials" in opened.inner_text()
    seen.page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert compared.get_by_text("silent", exact=True).count() > 3
    # what was debunked is nobody's position, and “without any shots” asserts no violence
    assert (
        compared.get_by_role("button", name="Local reports on: Violence").inner_text()
        == "⊘ debunked 1"
    )
    assert (
        compared.get_by_role("button", name="Armenia on: Violence").inner_text() == "○ says not 1"
    )


def test_the_panel_names_what_is_not_drawn_and_why(app, visit):
    seen = visit(app + "?panel=unmapped")
    absent = part(seen, "Names and claims that are not on the map")
    absent.wait_for()
    words = absent.evaluate("node => node.textContent")
    for told in (
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
        assert told in words, told
    country = absent.locator("details", has_text="Only a country").first
    country.locator("summary").first.click()
    country.locator("details summary").first.click()
    country.get_by_role("button", name="Read").first.click()
    until_in_frame(seen, reader(seen).locator(".m.place.flash", has_text="Armenia"))
    tab(seen, "Not on the map")
    group = absent.locator("details", has_text="Stands for a government").first
    group.locator("summary").first.click()
    group.locator("details", has_text="Moscow").first.locator("summary").click()
    group.locator("details", has_text="Moscow").first.get_by_role(
        "button", name="Read"
    ).first.click()
    until_in_frame(seen, reader(seen).locator(".m.name", has_text="Moscow"))


DEBUNKED = """Border news

Published: 14 May 2021

Reports, which were quickly debunked, claimed that Azerbaijani troops had opened fire near Goris on May 12.

Armenia said on May 13 that soldiers stood near Kapan.
"""


def test_what_was_debunked_is_off_the_map_until_asked_for_and_always_listed(tmp_path, visit):
    (tmp_path / "x.txt").write_text(DEBUNKED, encoding="utf-8")
    with serve(CLAIMLINE_SEEDS=str(tmp_path)) as address:
        seen = visit(address)
        assert "kapan" in seen.marks() and "goris" not in seen.marks()
        assert rows(seen).locator(".struck", has_text="opened fire").count() == 1
        tab(seen, "Not on the map")
        seen.page.get_by_text("Draw what was debunked").click()
        seen.until("() => JSON.stringify(claimline.state.payload.geojson).includes('\"goris\"')")
        wait_for_address(seen, "debunked=show")
        look = seen.map.evaluate(
            "() => { let found; map.eachLayer(l => { if (l.feature && l.feature.properties.id ==="
            " 'goris') found = l.options; }); return [found.fill, found.dashArray]; }"
        )
        assert look[0] is False and look[1]
        seen.map.get_by_role("button", name="All places").click()
        struck = seen.map.locator(".cl-fallen", has_text="Goris")
        assert "line-through" in struck.evaluate("node => getComputedStyle(node).textDecoration")


# ---- embed, accessibility, hostile text
# -----------------------------------------------------------------------------------


def test_an_embed_is_a_clean_map_with_caption_and_link(app, visit):
    seen = visit(app + "?embed=true&source=dw", viewport={"width": 700, "height": 460})
    assert (
        seen.page.get_by_role("tab").count() == 0
        and seen.page.get_by_label("Source", exact=True).count() == 0
    )
    link = seen.map.get_by_role("link", name=re.compile("Open the whole page"))
    assert "Schematic. Built from 1 article" in seen.map.locator(".cl-caption").inner_text()
    assert "source=dw" in link.get_attribute("href") and "embed" not in link.get_attribute("href")
    seen.page.wait_for_timeout(700)
    frame = seen.page.locator("iframe").first.bounding_box()
    assert frame["y"] + frame["height"] <= 462
    whole = visit(link.get_attribute("href"))
    assert whole.page.get_by_role("tab", name="Evidence").count() == 1


def serious(run, ours):
    """The serious faults of a run of axe in what is ours: what rule, and where."""
    faults = run.response["violations"]
    found = [
        (f["id"], n["html"][:160])
        for f in faults
        if f["impact"] in {"serious", "critical"}
        for n in f["nodes"]
        if ours(n["target"])
    ]
    return found[:5]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_markup_has_no_serious_fault_of_accessibility(app, visit, scheme):
    seen = visit(app + "?panel=read", color_scheme=scheme)
    for names in (("Claims",), ("Time",), ("Not on the map", "Compare")):
        for name in names:
            tab(seen, name)
        seen.page.wait_for_timeout(1200)
        seen.page.locator(".frame").nth(1).wait_for()
        # our pieces stand in shadow roots, which axe names by a path; Streamlit's own widgets do
        # not
        assert (
            serious(
                Axe().run(seen.page),
                lambda target: any(isinstance(step, list) or "stHtml" in step for step in target),
            )
            == []
        ), names
    assert serious(Axe().run(seen.map), lambda _: True) == []


HOSTILE = """Border news <img src=x onerror="document.title='owned'">

Published: 14 May 2021

Armenia <script>document.title='owned'</script> said on May 12 that Azerbaijani forces crossed the border of Armenia near Sev Lake and advanced \
up to 3.5 kilometers from the border "><img src=x onerror="document.title='owned'"> ' data-act='{"claim":1}' near Goris.

Azerbaijan denied the claim of Armenia <svg onload="document.title='owned'"> near Goris on May 13, saying there were no shots near Goris on May 12.
"""


def test_hostile_text_runs_nothing_in_any_view(tmp_path, visit):
    (tmp_path / "x.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "x.toml").write_text(
        'publisher = \'"><img src=x onerror="document.title=1">\'', encoding="utf-8"
    )
    with serve(CLAIMLINE_SEEDS=str(tmp_path)) as address:
        seen = visit(address)
        for name in ("Read", "Not on the map", "Time", "Compare", "Each side on the border"):
            tab(seen, name)
            seen.page.wait_for_timeout(900)
            assert seen.page.title() == "Claimline"
            assert seen.errors == [] and seen.outside == []
            assert seen.page.locator("img[src=x], .frame script, .frame svg[onload]").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_every_view_fits_the_width(app, visit, dark):
    seen = visit(
        app, viewport={"width": 390, "height": 844}, color_scheme="dark" if dark else "light"
    )
    for name in ("Read", "Time", "Compare", "Not on the map"):
        tab(seen, name)
        seen.page.wait_for_timeout(900)
        assert (
            seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
            <= 390
        ), name


def test_a_claim_chosen_on_the_map_is_turned_to_in_the_table(app, visit):
    seen = visit(app + "?claim=0fb385-3798")
    part(seen, "Table of the claims shown").locator(
        "tr.chosen", has_text="into southern Armenia"
    ).wait_for()
