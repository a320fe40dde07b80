"""The four answers beside the map in a real browser: open at once, clickable, by keyboard too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pieces import part, stay, stayed, wait_for_address

ANSWERS = "What the articles answer"
QUESTIONS = ["How far?", "Which day?", "Whose ground?", "What nobody says"]


def rows(seen):
    return part(seen, ANSWERS).locator(".far")


def test_the_page_opens_with_the_four_answers(app, look):
    seen = look(app)
    answers = part(seen, ANSWERS)
    assert answers.get_by_role("heading", level=3).all_inner_texts() == QUESTIONS
    assert rows(seen).locator(".fig > span").all_inner_texts() == [
        "up to 3.5 km",
        "more than 3 km",
        "up to 3.5 km",
        "3 km",
        "3 km",
    ]
    expect(answers.get_by_text("5 statements; one precise enough to map")).to_be_visible()
    expect(rows(seen).nth(0).get_by_text("on the map")).to_be_visible()
    expect(answers.get_by_text("Azerbaijan: no figure")).to_be_visible()
    # one scale: what is said to be farther is drawn longer
    wide = [box["width"] for box in (b.bounding_box() for b in rows(seen).locator(".bar").all())]
    assert wide[0] == pytest.approx(wide[2]) and wide[3] == pytest.approx(wide[4])
    assert wide[0] / wide[3] == pytest.approx(3.5 / 3, rel=0.02)


def test_all_four_answers_are_seen_without_scrolling(app, look):
    for size in ((1400, 900), (1920, 1080)):
        seen = look(app, viewport=dict(zip(("width", "height"), size, strict=True)))
        last = part(seen, ANSWERS).get_by_role("listitem").last.bounding_box()
        box = seen.page.locator(".st-key-panel-box").bounding_box()
        assert last["y"] + last["height"] <= box["y"] + box["height"]
        # the panel is no higher than the map, and the page no higher than the screen
        frame = seen.page.locator("iframe").bounding_box()
        assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
        assert seen.page.evaluate(
            "() => document.querySelector('.stMain').scrollHeight <= window.innerHeight"
        )
        smallest = part(seen, ANSWERS).evaluate(
            "root => Math.min(...[...root.querySelectorAll('*')]"
            ".map(node => parseFloat(getComputedStyle(node).fontSize)))"
        )
        assert smallest >= 12.5


def test_a_row_opens_its_quotation_and_the_way_back_leads_to_the_answers(app, visit):
    seen = visit(app)
    stay(seen)
    rows(seen).nth(0).click()
    wait_for_address(seen, "claim=0519f768641f-4880")
    answers = part(seen, ANSWERS)
    expect(answers.locator("blockquote mark", has_text="3.5 kilometers")).to_be_visible()
    expect(answers.locator("blockquote mark", has_text="[Sev] Lake")).to_be_visible()
    expect(rows(seen).nth(0)).to_have_attribute("aria-pressed", "true")
    assert rows(seen).nth(1).evaluate("node => node.classList.contains('dim')")
    expect(answers.get_by_text("Which day?")).to_be_hidden()
    answers.get_by_role("button", name="All four questions").click()
    expect(answers.get_by_text("Which day?")).to_be_visible()
    assert stayed(seen)
    # and by keyboard
    rows(seen).nth(1).focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "claim=0519f768641f-45")
    seen.page.wait_for_selector("[data-test-script-state=notRunning]")
    part(seen, ANSWERS).get_by_role("button", name="All four questions").press("Enter")
    words = part(seen, ANSWERS).locator(".side [role=button]").nth(1)
    words.focus()
    seen.page.keyboard.press("Enter")
    wait_for_address(seen, "claim=0519f768641f-6196")


def test_a_quotation_leads_into_its_article(app, visit):
    seen = visit(app + "?claim=0fb385d63510-743")
    answers = part(seen, ANSWERS)
    # a claim without a distance stands alone
    assert rows(seen).count() == 0
    assert "text=" in answers.get_by_role("link", name="Open the original").get_attribute("href")
    answers.get_by_role("button", name="Read in the article").click()
    wait_for_address(seen, "panel=read")


FAINT = """root => {
          const light = c => c.map(v => v / 255)
            .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const probe = document.createElement('canvas').getContext('2d');
          const paint = colour => { probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1);
            return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3); };
          const page = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
          const found = [];
          for (const node of root.querySelectorAll('*')) {
            const own = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            if (!own || !node.getClientRects().length) continue;
            let behind = node, back = 'rgba(0, 0, 0, 0)';
            while (behind && /, 0\\)$/.test(back)) {
              back = getComputedStyle(behind).backgroundColor; behind = behind.parentElement; }
            const two = [paint(getComputedStyle(node).color),
              paint(/, 0\\)$/.test(back) ? page : back)].map(light).sort((a, b) => b - a);
            const ratio = (two[0] + .05) / (two[1] + .05);
            if (ratio < 4.5) found.push([node.textContent.trim().slice(0, 40), ratio]);
          }
          return found; }"""
"""The words of a part of the page that do not stand out enough, each with its contrast."""


@pytest.mark.parametrize("query", ["", "?claim=0519f768641f-4880", "?voice=Azerbaijan"])
def test_small_words_stand_out_enough_and_rows_fit_a_finger(app, visit, query):
    seen = visit(app + query, viewport={"width": 390, "height": 844})
    assert all(box["height"] >= 40 for box in (r.bounding_box() for r in rows(seen).all()))
    assert part(seen, ANSWERS).evaluate(FAINT) == []
    seen.turn("dark")
    assert part(seen, ANSWERS).evaluate(FAINT) == []
