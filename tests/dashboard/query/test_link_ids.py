"""Links of older versions open what they named, where that is one article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.query.index import Index
from dashboard.query.link_ids import current_parameters
from loaders import Corpus


@pytest.fixture(scope="module")
def index(seeds):
    return Index(seeds)


@pytest.mark.parametrize("digits", [6, 12])
def test_a_link_names_its_article_and_claim_by_old_and_new_digits(index, dw, digits):
    claim = next(c for c in dw.claims if dw.advances_of(c))
    advance, stem = dw.advances_of(claim)[0].id, dw.sha256[:digits]
    linked = {
        "source": ["dw", f"older-2021-05-13-{stem}"],
        "read": [f"dw-2021-05-14-{stem}"],
        "claim": [f"{stem}-{claim.start}"],
        "reading": [advance.replace(dw.sha256[:12], stem)],
        "q": [f"{stem}-{claim.start}"],
    }
    now = current_parameters(linked, index)
    assert now["source"] == ["dw", dw.id] and now["read"] == [dw.id]
    assert now["claim"] == [claim.id] and now["reading"] == [advance]
    assert now["q"] == linked["q"]


def test_an_old_link_that_may_mean_two_articles_means_neither(seeds, dw):
    twin = dw.sha256[:6] + dw.sha256[6:][::-1]
    other = replace(dw, sha256=twin, id=f"dw-2021-05-14-{twin[:12]}", claims=())
    index = Index(Corpus((*seeds.articles, other)))
    linked = {"source": [f"dw-2021-05-14-{twin[:6]}"], "claim": [f"{twin[:6]}-1"]}
    assert current_parameters(linked, index) == linked
    assert current_parameters({"read": [dw.id]}, index) == {"read": [dw.id]}


@pytest.mark.parametrize("value", ["", "0519f7", "ffffff-1", "x-ffffff", "'; --", "0519f7-"])
def test_what_names_nothing_stays_as_it_is(index, value):
    assert current_parameters({"source": [value], "read": [value]}, index) == {
        "source": [value],
        "read": [value],
    }
