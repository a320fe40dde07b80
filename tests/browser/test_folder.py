"""The folder of articles changes, goes and comes back while somebody looks."""

from __future__ import annotations

import shutil

from tests.faults.test_faults import GORIS, KAPAN


def test_a_visitor_in_a_browser_gets_over_all_of_it(visit, shelf):
    address, seeds = shelf
    (seeds / "a.txt").write_text(GORIS, encoding="utf-8")
    seen = visit(address)
    assert "goris" in seen.marks()
    (seeds / "a.txt").write_bytes(GORIS.encode()[:10])
    (seeds / "b.txt").write_text(KAPAN, encoding="utf-8")
    seen.page.get_by_role("tab", name="Read", exact=True).click()
    seen.page.get_by_text("left out").wait_for()
    seen.until(
        "() => claimline.state.payload.geojson.features.some(feature => "
        "feature.properties.id === 'kapan')"
    )
    shutil.rmtree(seeds)
    seen.page.reload()
    seen.page.get_by_text("no article to show").wait_for()
    seeds.mkdir()
    (seeds / "a.txt").write_text(GORIS, encoding="utf-8")
    assert "goris" in seen.open(address).marks()
    assert seen.page.locator('[data-testid="stException"]').count() == 0 and not seen.errors
