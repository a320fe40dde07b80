"""Reading an article in a real browser: text and map lead to one another, without a reload."""

from __future__ import annotations

import re

import pytest

from tests.browser.pieces import reader, stay, stayed, until_in_frame, wait_for_address


def test_the_article_stands_in_full_with_what_was_left_out_folded(app, visit, moscow_times):
    seen = visit(app + f"?panel=read&read={moscow_times.id}")
    text = reader(seen)
    text.get_by_role("heading", name="Armenia and Azerbaijan in New Border Crisis").wait_for()
    words = " ".join(text.locator(".text").evaluate("node => node.textContent").split())
    for span in moscow_times.body_spans:
        assert " ".join(moscow_times.text[span.start : span.end].split()) in words
    folded = text.locator("details", has_text="later link, dated 2025-04-25, after publication")
    assert not folded.get_by_text("themoscowtimes.com/2025").is_visible()
    folded.locator("summary").click()
    folded.get_by_text("themoscowtimes.com/2025").wait_for()


def rest_on(seen, mark):
    """Hover over a mark once it stands still, since scrolling hides what is said of a mark."""
    mark.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(400)
    mark.hover()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the day before", ["13 May 2021", "Because: counted from the day last named"]),
        ("Sev Lich", ["Sev Lake", "± 50 m"]),
        ("Kalbajar", ["Kalbajar", "district"]),
    ],
)
def test_a_mark_says_what_was_understood(app, look, words, expected):
    seen = look(app + "?panel=read&source=dw")
    rest_on(seen, reader(seen).locator(".m", has_text=re.compile(f"^{words}$")).first)
    tip = seen.page.get_by_role("tooltip").filter(has_text=words)
    tip.wait_for()
    for part_of_it in expected:
        assert part_of_it in tip.inner_text()


def test_marks_of_text_and_map_lead_to_one_another_without_a_reload(app, visit):
    seen = visit(app + "?panel=read&source=moscow-times")
    rest_on(seen, reader(seen).locator(".m.name", has_text=re.compile("^Yerevan$")).first)
    told = seen.page.get_by_role("tooltip").filter(has_text="Yerevan").inner_text()
    assert "stands for a government" in told
    stay(seen)
    # a place selects and moves the map
    reader(seen).get_by_role("button", name="Gyumri").click()
    seen.until(
        "() => Math.abs(map.getCenter().lat - 40.79) < 0.1 && "
        "Math.abs(map.getCenter().lng - 43.85) < 0.1"
    )
    wait_for_address(seen, "place=gyumri")
    assert seen.map.evaluate("() => claimline.state.payload.selected.place") == "gyumri"
    seen.map.get_by_role("button", name="Back to where I was").click()
    # a claim lights up its marks
    reader(seen).locator("mark", has_text="This is a commanding height").first.click(
        position={"x": 40, "y": 8}
    )
    wait_for_address(seen, "claim=0519f768641f-8926")
    seen.until("() => document.querySelectorAll('.cl-sign.cl-chosen').length > 0")
    chosen = reader(seen).locator("mark.chosen")
    assert "commanding height" in " ".join(chosen.all_inner_texts())
    # a mark on the map scrolls to its sentence
    seen.rest()
    seen.map.evaluate("() => claimline.travel.home()")
    seen.click_mark("goris")
    wait_for_address(seen, "place=goris")
    until_in_frame(seen, reader(seen).locator(".m.place.chosen", has_text="Goris"))
    assert "panel=read" in seen.page.url and stayed(seen)


def test_a_mark_of_another_article_opens_that_article(app, visit, dw):
    seen = visit(app + f"?panel=read&read={dw.id}")
    reader(seen).get_by_role("heading", name="Armenia says Azerbaijan remains").wait_for()
    seen.click_mark("goris")
    reader(seen).get_by_role("heading", name="in New Border Crisis").wait_for()
    until_in_frame(seen, reader(seen).locator(".m.place.chosen", has_text="Goris"))


def test_the_walk_follows_the_text_works_by_keyboard_and_is_in_the_address(app, visit):
    seen = visit(app + "?panel=read&source=dw")
    stay(seen)
    walked = []
    for _ in range(3):
        reader(seen).get_by_role("button", name="Next").click()
        seen.page.wait_for_timeout(400)
        walked.append(
            seen.page.evaluate(
                "() => { let n = document.activeElement; "
                "while (n.shadowRoot) n = n.shadowRoot.activeElement; return n.dataset.stop; }"
            )
        )
    order = (
        reader(seen).locator("[data-stop]").evaluate_all("nodes => nodes.map(n => n.dataset.stop)")
    )
    places = [order.index(stop) for stop in walked]
    assert places == sorted(places) and len(set(places)) == 3
    assert walked[0] == reader(seen).locator("[data-stop][data-act]").first.get_attribute(
        "data-stop"
    )
    reader(seen).get_by_role("button", name="Previous").click()
    seen.page.wait_for_timeout(300)
    assert stayed(seen)
    # and by keyboard, in the address
    reader(seen).get_by_role("button", name="Next").focus()
    chosen = (
        "() => ['claim', 'place'].map(name => "
        "new URLSearchParams(location.search).get(name) || '').join('|')"
    )
    addresses = [seen.page.evaluate(chosen)]
    for _ in range(3):
        seen.page.keyboard.press("n")
        seen.page.wait_for_function(f"last => ({chosen})() !== last", arg=addresses[-1])
        addresses.append(seen.page.evaluate(chosen))
    claim = next(address.split("|")[0] for address in addresses if not address.startswith("|"))
    # a mark that is reached by keyboard says what one that is hovered over says
    mark = reader(seen).locator("[data-tip][tabindex='0']").first
    mark.focus()
    seen.page.keyboard.press("ArrowRight")
    told = reader(seen).locator("[data-tip]:focus").get_attribute("data-tip")
    tip = seen.page.get_by_role("tooltip").filter(has_text=told.splitlines()[0])
    tip.wait_for()
    seen.page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    fresh = visit(app + f"?panel=read&source=dw&claim={claim}")
    until_in_frame(fresh, reader(fresh).locator("mark.chosen"))


def test_marks_can_be_switched_off_and_the_address_keeps_it(app, visit):
    seen = visit(app + "?panel=read&source=dw")
    boxed = "node => getComputedStyle(node).borderTopStyle"
    day = reader(seen).locator(".m.date", has_text=re.compile("^the day before$"))
    assert day.evaluate(boxed) == "solid"
    reader(seen).get_by_role("button", name="Times").click()
    wait_for_address(seen, "unmarked=date")
    seen.page.wait_for_timeout(300)
    assert day.evaluate(boxed) == "none"
