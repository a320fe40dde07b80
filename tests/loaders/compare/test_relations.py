"""What the two articles do not agree on, found from their records."""

from __future__ import annotations

import json

import pytest

from geodata import gazetteer
from loaders import Corpus
from loaders.__main__ import main
from loaders.compare.relations import find_relations
from tests.conftest import ROOT, words


@pytest.fixture(scope="module")
def told(seeds):
    """Every relation with both claims' words."""
    by_id = {c.id: words(a, c) for a in seeds.articles for c in a.claims}
    return [
        (r.relation, by_id[r.a], by_id[r.b], r) for r in find_relations(seeds, gazetteer.load())
    ]


@pytest.mark.parametrize(
    ("relation", "first", "second"),
    [
        ("possibly two events", "on May 12 advanced", "from the day before"),
        ("rounded figure", "more than three kilometers", "3.5 kilometers toward"),
        ("different datum", "from their previous positions", "into southern Armenia"),
        ("different figure", "most of Sev Lake", "divided between"),
        ("contradicts", "armed forces crossed the state border", "taking positions that belong"),
        ("same statement", "have crossed into Armenian territory", "invaded Armenian territory"),
        ("denies", "the new allegations", "sending troops across"),
        ("silent on", "into southern Armenia", "on May 12 advanced"),
    ],
)
def test_a_difference_is_found(told, relation, first, second):
    assert any(
        r == relation and ((first in a and second in b) or (first in b and second in a))
        for r, a, b, _ in told
    )


def test_every_relation_carries_both_spans_and_a_reason(told, seeds):
    for *_, relation in told:
        assert relation.reason and len(relation.spans) == 2
        for article_id, start, end in relation.spans:
            assert 0 <= start < end <= len(seeds.by_id[article_id].text)


def test_no_relation_speaks_of_truth(told):
    assert {r for r, *_ in told} <= {
        "same statement",
        "rounded figure",
        "different figure",
        "different datum",
        "possibly two events",
        "denies",
        "contradicts",
        "silent on",
    }


def test_the_command_prints_relations(capsys):
    assert main([str(ROOT / "seeds"), "--relations"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert set(first) == {"a", "b", "relation", "spans", "reason"}


BOTH = (
    "Armenia said on 12 May 2021 that a round of talks on demarcation between Armenia and"
    " Azerbaijan was held in Moscow.\n\nAzerbaijan said on 12 May 2021 that talks on demarcation"
    " between Armenia and Azerbaijan were held in Moscow in one round.\n\nArmenia said that"
    " Azerbaijani forces crossed the border of Armenia near Sev Lake and stayed"
    " there.\n\nAzerbaijan said that Armenian forces crossed the border of Azerbaijan near Sev Lake"
    " and stayed there."
)


@pytest.mark.parametrize(
    "pair",
    [
        (
            "Azerbaijan violated the ceasefire with Armenia near Goris",
            "Armenia violated the ceasefire with Azerbaijan near Goris",
        ),
        (
            "Azerbaijani troops opened fire on Armenian positions near Goris",
            "Armenian troops opened fire on Azerbaijani positions near Goris",
        ),
        (
            "its troops advanced 3 kilometers near Goris on Wednesday",
            "its troops did not advance 3 kilometers near Goris on Wednesday",
        ),
    ],
)
def test_opposite_claims_are_no_one_statement(read, pair):
    article = read(f"Armenia said that {pair[0]}.\n\nAzerbaijan said that {pair[1]}.")
    assert not [
        r
        for r in find_relations(Corpus((article,)), gazetteer.load())
        if r.relation == "same statement"
    ]


def test_what_both_sides_say_is_one_statement_and_what_they_say_of_each_other_is_none(read):
    article = read(BOTH)
    by_id = {c.id: words(article, c) for c in article.claims}
    same = [
        (by_id[r.a], by_id[r.b])
        for r in find_relations(Corpus((article,)), gazetteer.load())
        if r.relation == "same statement"
    ]
    assert len(same) == 1 and all("talks on demarcation" in claim for claim in same[0])
