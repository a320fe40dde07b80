"""Only what is in view: a filter by the part of the map that is looked at."""

from __future__ import annotations


def test_only_what_is_in_view_is_kept_until_a_reset(app, visit):
    seen = visit(app + "?lat=39.51&lon=46.34&zoom=13")
    seen.map.get_by_role("button", name="Tools").click()
    seen.map.get_by_role("button", name="Only what is in view").click()
    seen.page.wait_for_function("() => location.search.includes('within=')")
    seen.page.get_by_text("of 69 claims · ").wait_for()
    seen.until("() => !JSON.stringify(claimline.state.payload.geojson).includes('\"gyumri\"')")
    assert "goris" in seen.marks()
    seen.page.get_by_role("button", name="Reset", exact=True).click()
    seen.until("() => JSON.stringify(claimline.state.payload.geojson).includes('\"gyumri\"')")
    seen.page.wait_for_function("() => !location.search.includes('within=')")
