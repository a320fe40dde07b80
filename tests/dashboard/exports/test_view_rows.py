"""The rows of a file are those that the page shows, whatever is filtered."""

from __future__ import annotations

import json

import pytest

from dashboard.view.view import View
from tests.conftest import showing
from tests.dashboard.exports.exported import files_of, layer_of, rows_of

FILTERS = {
    "topic": {"topic": ("border", "talks")},
    "source": {"source": ("dw",)},
    "party": {"party": ("Azerbaijan",)},
    "days": {"date_from": "2021-05-13", "date_to": "2021-05-13"},
    "q": {"q": "border"},
    "known": {"known": "2021-05-13"},
}


def passes(name, claim):
    """Whether a claim's row passes a filter, by what the row itself says."""
    return {
        "topic": claim["topic"] in {"border", "talks"},
        "source": claim["publisher"] == "DW",
        "party": claim["party"] == "Azerbaijan",
        "days": claim["event_date"] == "2021-05-13",
        "q": "border" in (claim["quote"] + claim["speaker"] + claim["relay"]).lower(),
        "known": (claim["statement_date"] or claim["published"]) <= "2021-05-13",
    }[name]


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_the_rows_that_the_page_shows(seeds, made, name):
    data = files_of(seeds, **FILTERS[name]).make("claims.geojson")
    every = layer_of(made("seeds", "claims.geojson"), "claims")
    ids = [row["id"] for row in layer_of(data, "claims")]
    assert ids == [entry.claim.id for entry in showing(seeds, View(**FILTERS[name])).entries]
    assert ids == [claim["id"] for claim in every if passes(name, claim)] and 0 < len(ids) < len(
        every
    )
    assert {row["claim"] for row in layer_of(data, "places")} <= {"", *ids}
    between = [
        row
        for row in layer_of(made("seeds", "claims.geojson"), "relations")
        if row["a"] in ids and row["b"] in ids
    ]
    assert [(row["a"], row["b"], row["relation"]) for row in layer_of(data, "relations")] == [
        (r["a"], r["b"], r["relation"]) for r in between
    ]
    assert set(" ".join(row["claims"] for row in layer_of(data, "marks")).split()) <= set(ids)
    assert json.loads(data)["claimline"]["filters"].startswith(f"{len(ids)} of 69 claims")


def test_a_view_that_shows_nothing_holds_no_claim(made):
    data = made("nothing", "claims.geojson")
    assert {row["properties"]["layer"] for row in rows_of(data)} == {"border_lines"}
    assert "No article is shown" in json.loads(data)["claimline"]["caption"]
    assert "The rules found no difference" in made("nothing", "page.html").decode()
