"""The browser's Back: one press undoes one step."""

from __future__ import annotations

from tests.browser.pieces import go, parameters, part


def back(seen):
    seen.page.go_back()
    seen.rest()


def shown(seen):
    return seen.page.locator(".st-key-shown").inner_text()


def test_back_goes_through_what_was_selected(app, visit):
    seen = visit(app)
    head = part(seen, "What the articles say")
    chosen = []
    for number in (0, 1):
        head.locator("button.line").nth(number).click()
        seen.page.wait_for_function("() => location.search.includes('claim=')")
        seen.rest()
        chosen.append(parameters(seen)["claim"])
    assert chosen[0] != chosen[1]
    back(seen)
    assert parameters(seen)["claim"] == chosen[0]
    assert "chosen" in head.locator("button.line").first.get_attribute("class")
    back(seen)
    assert "claim" not in parameters(seen)
    seen.page.get_by_role("heading", name="Which day?").wait_for()
    seen.page.go_forward()
    seen.rest()
    assert parameters(seen)["claim"] == chosen[0]


def test_back_from_another_page_leads_to_the_map_as_it_was(app, visit):
    seen = visit(app)
    part(seen, "What the articles say").locator("button.line").first.click()
    seen.page.wait_for_function("() => location.search.includes('claim=')")
    seen.rest()
    claim = parameters(seen)["claim"]
    go(seen, "Compare")
    assert parameters(seen)["claim"] == claim
    back(seen)
    assert seen.page.evaluate("() => location.pathname") == "/"
    assert parameters(seen)["claim"] == claim
    back(seen)
    assert "claim" not in parameters(seen)
    # a filter is undone, too
    before = shown(seen)
    part(seen, "Days: happened, said, published").locator("thead button").nth(1).click()
    seen.page.wait_for_function("() => location.search.includes('from=2021-05-13')")
    seen.rest()
    assert shown(seen) != before
    seen.page.get_by_role("radio", name="Armenia").click()
    seen.page.wait_for_function("() => location.search.includes('voice=')")
    seen.rest()
    back(seen)
    assert "voice" not in parameters(seen) and parameters(seen)["from"] == "2021-05-13"
    assert seen.page.get_by_role("radio", name="Everyone").is_checked()
    back(seen)
    assert "from" not in parameters(seen) and shown(seen) == before
