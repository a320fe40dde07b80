"""Who says a claim: named only where that is plain, in every piece of the page and every file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.exports.citation import cite
from dashboard.front.chosen_claim import chosen_claim
from dashboard.front.panel_words import how_far_words, whose_ground_words
from dashboard.html.wording import event_label, how_sure, relay_chain, side_of_claim, speaker_label
from dashboard.panels.article_marks import find_marks
from dashboard.panels.claims_table import sorted_entries
from dashboard.query.border import border_of
from dashboard.query.headline import UNSURE_SPEAKER, headline
from dashboard.query.sides import disputed_claims
from dashboard.view.view import View
from geodata import gazetteer
from loaders import Corpus
from loaders.compare.relations import find_relations
from loaders.model.records import BY_HAND
from tests.conftest import showing
from tests.dashboard.exports.exported import files_of

GUESS, WHY = "Guessed Person", "two persons are named before it"
BORDER = border_of("AM-AZ")
PLACES = gazetteer.load()


def changed(seeds: Corpus, party: str, **fields: object) -> Corpus:
    """Return the corpus with the claims of a party read otherwise, and what was made of them."""
    articles = []
    for article in seeds.articles:
        claims = {
            c.id: replace(c, **fields) if c.party == party else c  # type: ignore[arg-type]
            for c in article.claims
        }
        articles.append(
            replace(
                article,
                claims=tuple(claims.values()),
                advances=tuple(replace(a, claim=claims[a.claim.id]) for a in article.advances),
                shares=tuple(replace(s, claim=claims[s.claim.id]) for s in article.shares),
            )
        )
    return Corpus(tuple(articles), seeds.problems, seeds.story)


@pytest.fixture(scope="module")
def guessed(seeds: Corpus) -> Corpus:
    """The corpus with a speaker that is only guessed for every claim of one side."""
    unsure = {"speaker": GUESS, "speaker_sure": "unsure", "speaker_why": WHY}
    return changed(seeds, "Armenia", **unsure)


@pytest.fixture(scope="module")
def likely(seeds: Corpus) -> Corpus:
    return changed(seeds, "Armenia", party_sure="likely", party_why="the paper’s own country")


def test_what_is_unsure_is_said_with_its_reason(seeds):
    claim = next(c for _, c in seeds.claims.values() if c.party == "Armenia")
    assert (speaker_label(claim), side_of_claim(claim), how_sure(claim)) == (
        claim.speaker,
        "Armenia",
        [],
    )
    unsure = replace(claim, speaker_sure="unsure", speaker_why=WHY)
    assert (speaker_label(unsure), side_of_claim(unsure)) == (
        "speaker not clear",
        f"side not clear: {WHY}",
    )
    open_side = replace(claim, party="unattributed", party_sure="unsure", party_why="two sides")
    assert speaker_label(open_side) == claim.speaker
    assert side_of_claim(open_side) == "side not clear: two sides"
    one = replace(claim, party_sure="likely", party_why="its paper’s country")
    assert side_of_claim(one) == "Armenia (likely)"
    assert how_sure(one) == ["Side likely: its paper’s country"]
    by_hand = replace(claim, speaker_why=BY_HAND, party_why=BY_HAND)
    assert how_sure(by_hand) == ["Speaker and side corrected by hand"]


def test_a_guess_is_named_nowhere(guessed):
    shown, relations = showing(guessed), find_relations(guessed, PLACES)
    parts = [
        how_far_words(shown),
        whose_ground_words(shown, relations),
        [mark for article in guessed.articles for mark in find_marks(article, shown)],
        [relay_chain(e.article, e.claim) for e in sorted_entries(shown)],
        [chosen_claim(e, shown, relations) for e in shown.entries[:12]],
        [cite(e, "http://x.org/", "1") for e in shown.entries],
        relations,
        files_of(guessed).scene,
    ]
    assert GUESS not in repr(parts) and "speaker not clear" in repr(parts)
    files = files_of(guessed)
    for name in ("page.html", "claims.csv", "claims.kml", "annotations.jsonld"):
        data = files.make(name).decode()
        assert GUESS not in data and "speaker not clear" in data and WHY in data, name


def test_an_unsure_claim_is_neither_sides(guessed):
    shown, relations = showing(guessed), find_relations(guessed, PLACES)
    unsure = {c.id for _, c in guessed.claims.values() if c.speaker_sure == "unsure"}
    assert unsure and "Armenia" not in shown.index.party_counts
    assert not unsure & disputed_claims(guessed, relations, BORDER)
    answers = whose_ground_words(shown, relations)
    assert not unsure & {side["claim"] for side in answers["sides"]}
    # a side is chosen: what may be the other's is dimmed, and none of it is its own
    voiced = showing(guessed, View(voice="Armenia"))
    assert all(voiced.is_muted(claim) for claim in unsure)


def test_what_is_only_likely_makes_no_headline(seeds, guessed, likely):
    def of(corpus):
        return headline(corpus, BORDER, find_relations(corpus, PLACES), PLACES)

    assert of(seeds).reason == ""
    assert of(likely).reason == UNSURE_SPEAKER and len(of(likely).lines) == 1
    assert len(of(guessed).lines) == 1 and of(guessed).reason


def test_what_is_likely_still_answers_for_its_side_and_says_so(likely):
    shown, relations = showing(likely), find_relations(likely, PLACES)
    answers = whose_ground_words(shown, relations)
    assert any(side["claim"] for side in answers["sides"] if side["lead"].startswith("Armenia"))
    assert "Armenia (likely)" in repr(how_far_words(shown))


def test_the_time_of_an_event_says_what_it_rests_on(seeds):
    labels = {event_label(c) for a in seeds.articles for c in a.claims}
    assert {
        "no day stated",
        "12 May 2021",
        "12 May 2021 (likely: the day of the words it answers or goes on from)",
        "10 May 2021 to 16 May 2021 (stated in the claim (“this week”))",
        "not after 14 May 2021 (likely: told as past: not after it was said)",
    } <= labels
