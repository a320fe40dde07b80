"""The form that corrects who says a claim, through Streamlit's own test harness."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.query.index import Index
from dashboard.session.picking import CHOSEN, CHOSEN_CLAIM
from loaders import Corpus, read_paths
from tests.conftest import ROOT


def your_articles() -> None:
    """Draw the page “Your articles” alone: the harness cannot turn pages."""
    from dashboard.pages import your_articles
    from dashboard.session import corpus, state

    state.keep_widget_values()
    corpus.begin_run()
    your_articles.page()


@pytest.fixture
def claim(seeds: Corpus):
    """A claim of an advance by one of the two sides."""
    return next(
        (article, claim)
        for article in seeds.articles
        for claim in article.claims
        if claim.party == "Armenia" and claim.distance_ids
    )


@pytest.fixture
def page(monkeypatch, claim):
    monkeypatch.setenv("CLAIMLINE_SEEDS", str(ROOT / "seeds"))
    page = AppTest.from_function(your_articles, default_timeout=60)
    page.session_state[CHOSEN] = claim[0].sha256
    page.session_state[CHOSEN_CLAIM] = claim[1].id
    page.run()
    assert not page.exception
    return page


def press(page, label):
    next(b for b in page.button if b.label == label).click()
    page.run()
    assert not page.exception


def field(page):
    return next(f for f in page.text_input if f.label.startswith("Speaker"))


def choice(page):
    return next(s for s in page.selectbox if s.label == "Speaks for")


def read(page, claim):
    """Return the claim as the visitor's view has it, or None."""
    shared = Index(read_paths([ROOT / "seeds"]))
    view = page.session_state["user_articles"].index(shared, ROOT / "seeds")
    found = view.corpus.claims.get(claim[1].id)
    return found[1] if found else None


def written(page):
    parts = (*page.markdown, *page.caption, *page.success, *page.info)
    return " ".join(str(part.value) for part in parts) + " ".join(
        str(h.proto.body) for h in page.get("html")
    )


def test_the_form_opens_with_what_was_read_and_offers_the_two_sides_first(page, claim):
    assert field(page).value == claim[1].speaker and choice(page).value == "Armenia"
    assert choice(page).options[:2] == ["Armenia", "Azerbaijan"]
    assert choice(page).options[-1] == "Not clear"
    assert {"Local reports", "Analysts and former officials"} <= set(choice(page).options)


def test_a_corrected_speaker_and_party_are_in_the_view_until_undone(page, claim):
    field(page).set_value("A new name")
    choice(page).set_value("Azerbaijan")
    press(page, "Correct")
    now = read(page, claim)
    assert (now.speaker, now.party, now.voice) == ("A new name", "Azerbaijan", "Azerbaijan")
    assert "Speaker and side corrected by you" in written(page)
    assert "Corrections made** (1)" in written(page)
    press(page, "Undo")
    assert read(page, claim) == claim[1] and "corrected by you" not in written(page)


@pytest.mark.parametrize("label", ["Not a claim", "Nobody named says it"])
def test_a_dismissed_claim_is_gone_until_undone(page, claim, label):
    press(page, label)
    assert read(page, claim) is None and "dismissed" in written(page)
    press(page, "Undo")
    assert read(page, claim) == claim[1]


def test_without_a_name_the_party_that_is_left_chosen_counts(page, claim):
    field(page).set_value("")
    press(page, "Correct")
    now = read(page, claim)
    assert (now.who, now.voice) == ("speaker not clear", "Armenia")
    choice(page).set_value("unattributed")
    press(page, "Correct")
    now = read(page, claim)
    assert (now.who, now.voice) == ("speaker not clear", "unattributed")


def test_a_form_that_changes_nothing_makes_no_correction(page):
    press(page, "Correct")
    assert "Nothing was changed" in written(page) and "Corrections made" not in written(page)
