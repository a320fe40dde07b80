"""Every view in a real browser: embedded, accessible, on a phone, and with hostile text."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from tests.browser.pieces import go, tab


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


EVERY_VIEW = (
    (tab, "Read"),
    (tab, "Not on the map"),
    (tab, "Evidence"),
    (go, "Compare"),
    (go, "Claims"),
    (tab, "Timeline"),
    (go, "Border maps"),
    (tab, "Each side on the border"),
)
"""How one comes to each view that shows an article's words, in turn."""


def serious(run, ours):
    """Return the serious faults that axe finds in our own markup: which rule, and where."""
    faults = run.response["violations"]
    found = [
        (f["id"], n["html"][:160])
        for f in faults
        if f["impact"] in {"serious", "critical"}
        for n in f["nodes"]
        if ours(n["target"])
    ]
    return found[:5]


WHOLE: dict = {"resultTypes": ["violations"]}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
"""In the dark the markup is the same: what can differ is how its colours stand out."""
FADED = """node => { for (; node; node = node.parentElement)
  if (getComputedStyle(node).opacity !== '1') return true; return false; }"""


def is_ours(target):
    """Whether axe means a piece of ours, by its path.

    They stand in shadow roots, which axe names by a path; Streamlit's own widgets do not.
    """
    return any(isinstance(step, list) or "stHtml" in step for step in target)


def test_our_own_markup_has_no_serious_fault_of_accessibility(app, visit):
    seen = visit(app + "?panel=read")
    for scheme, options in (("light", WHOLE), ("dark", COLOURS)):
        seen.turn(scheme)
        assert serious(Axe().run(seen.map, options=options), lambda _: True) == [], scheme
        assert not seen.page.locator(".st-key-shown p").evaluate(FADED)
    for show, name in EVERY_VIEW:
        show(seen, name)
        seen.rest(300)  # a run that is on its way would bring the colours it began with
        for scheme, options in (("dark", COLOURS), ("light", WHOLE)):
            seen.turn(scheme)
            found = serious(Axe().run(seen.page, options=options), is_ours)
            assert found == [], (name, scheme)


HOSTILE = """Border news <img src=x onerror="document.title='owned'">

Published: 14 May 2021

Armenia <script>document.title='owned'</script> said on May 12 that Azerbaijani forces crossed the \
border of Armenia near Sev Lake and advanced up to 3.5 kilometers from the border \
"><img src=x onerror="document.title='owned'"> ' data-act='{"claim":1}' near Goris.

Azerbaijan denied the claim of Armenia <svg onload="document.title='owned'"> near Goris on May 13, \
saying there were no shots near Goris on May 12.
"""


def test_hostile_text_runs_nothing_in_any_view(visit, shelf):
    address, folder = shelf
    (folder / "x.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "x.toml").write_text(
        'publisher = \'"><img src=x onerror="document.title=1">\'', encoding="utf-8"
    )
    seen = visit(address)
    for show, name in EVERY_VIEW:
        show(seen, name)
        seen.rest(300)
        assert seen.page.title() == "Claimline"
        assert seen.errors == [] and seen.outside == []
        assert seen.page.locator("img[src=x], .frame script, .frame svg[onload]").count() == 0


def test_on_a_phone_every_view_fits_the_width(app, visit):
    seen = visit(app, viewport={"width": 390, "height": 844})
    for show, name in EVERY_VIEW:
        if show is go:
            seen.page.get_by_test_id("stExpandSidebarButton").click()
            seen.page.wait_for_timeout(600)
        show(seen, name)
        seen.rest(300)
        assert (
            seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
            <= 390
        ), name
