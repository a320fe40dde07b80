"""What the two articles do not agree on, found from their records."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations

import pytest

from benchmarks.made import made
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
    "Armenia said on 12 May 2021 that a round of talks on demarcation between Armenia "
    "and Azerbaijan was held in Moscow.\n\nAzerbaijan said on 12 May 2021 "
    "that talks on demarcation between Armenia and Azerbaijan were held in Moscow in one round.\n\n"
    "Armenia said that Azerbaijani forces crossed the border "
    "of Armenia near Sev Lake and stayed there.\n\nAzerbaijan said "
    "that Armenian forces crossed the border of Azerbaijan near Sev Lake and stayed there."
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


def related(read, *said, published=("2021-05-14",)):
    """The relations of made-up statements: type and what it is about."""
    days = [*published, *published[-1:] * len(said)]
    corpus = Corpus(tuple(read(text, day) for text, day in zip(said, days, strict=False)))
    return {(r.relation, r.about) for r in find_relations(corpus, gazetteer.load())}


def figures(read, first, second):
    one = f"Iran said that Turkish troops advanced {first} into Iran."
    other = f"Russia said that Turkish troops advanced {second} into Iran."
    found = related(read, f"{one}\n\n{other}")
    return {relation for relation, about in found if about == "distance"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("3 km", "3.5 km"), ("more than two km", "2.4 km"), ("4 km", "3.7 km")],
)
def test_whole_kilometres_may_be_a_figure_rounded(read, first, second):
    assert figures(read, first, second) == {"rounded figure"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("4 km", "3.5 km"),
        ("1 km", "1.5 km"),
        ("less than three km", "3.4 km"),
        ("more than four km", "3.8 km"),
        ("500 metres", "1 km"),
    ],
)
def test_what_is_no_rounding_is_another_figure(read, first, second):
    assert figures(read, first, second) == {"different figure"}


ON_OWN_LAND = "Turkey said that its soldiers were in its own territory."


@pytest.mark.parametrize(
    "said",
    [
        "Iran said that Turkish troops had crossed the border near Maku.",
        "Iran said that Turkish troops had failed to withdraw from its territory.",
        "Iran said that Turkish troops took positions inside Iran.",
    ],
)
def test_troops_across_the_border_are_not_on_their_own_land(read, said):
    assert ("contradicts", "side") in related(read, f"{said}\n\n{ON_OWN_LAND}")


@pytest.mark.parametrize(
    "said",
    [
        "Iran said that Turkish troops had withdrawn from its territory.",
        "Iran demanded that Turkish troops that crossed the border withdraw.",
        "Iran said that Turkish troops had not crossed the border.",
        "Iran said that Turkish troops opened fire near Maku.",
    ],
)
def test_a_withdrawal_and_a_demand_are_no_crossing(read, said):
    assert ("contradicts", "side") not in related(read, f"{said}\n\n{ON_OWN_LAND}")


def test_two_days_of_an_advance_may_be_two_events_but_the_day_of_a_withdrawal_is_another(read):
    came = "Iran said that Turkish troops crossed the border on May 11."
    again = "Iran said that Turkish troops crossed the border on May 12."
    left = "Iran said that Turkish troops that had crossed the border withdrew on May 12."
    none = "Iran said that no Turkish troops crossed the border on May 12."
    assert ("possibly two events", "day") in related(read, came, again)
    assert ("possibly two events", "day") not in related(read, came, left)
    assert ("possibly two events", "day") not in related(read, came, none)


ACCUSED = "Iran said that Turkish soldiers had crossed the border near Maku."


@pytest.mark.parametrize(
    ("answer", "denied"),
    [
        ("Turkey denied that its soldiers had crossed the border.", True),
        ("Turkey said that not one of its soldiers had crossed the line.", True),
        ("Turkey said that its soldiers had crossed the line.", False),
        ("Turkey said that Iranian soldiers had not crossed the line.", False),
        ("Turkey said that its soldiers had not opened fire.", False),
    ],
)
def test_a_denial_may_be_a_plain_not(read, answer, denied):
    assert (("denies", "denial") in related(read, f"{ACCUSED}\n\n{answer}")) == denied


def test_two_sides_that_blame_each_other_contradict_one_another(read):
    one = "Iran said that Turkish troops fired first at Iranian herders."
    assert ("contradicts", "first") in related(
        read, f"{one}\n\nTurkey accused Iranian guards of shooting first at its soldiers."
    )
    assert ("contradicts", "first") not in related(
        read, f"{one}\n\nTurkey said that Turkish soldiers had fired first at Iranian guards."
    )


def test_two_sides_that_each_own_the_ground_contradict_one_another(read):
    one = "Iran said that the spring lies on the territory of Iran."
    assert ("contradicts", "land") in related(
        read, f"{one}\n\nTurkey said that the spring belongs to Turkey."
    )
    assert ("contradicts", "land") not in related(
        read, f"{one}\n\nTurkey said that the spring belongs to Iran."
    )
    assert ("contradicts", "land") not in related(read, f"{one}\n\n{ON_OWN_LAND}")


def test_pairs_cut_by_days_give_the_relations_of_every_two_articles(read):
    days = [*(f"2021-05-{day:02}" for day in (1, 3, 14, 15, 29, 30)), None]
    texts = [text for _, text in made(42)]
    articles = []
    for number, text in enumerate(texts):
        lines = text.split("\n\n")
        published = days[number % len(days)]
        body = "\n\n".join(lines[3:] if published is None else [*lines[:2], *lines[3:]])
        articles.append(read(f"{body}\n", published))
    table = gazetteer.load()
    alone = [r for a in articles for r in find_relations(Corpus((a,)), table)]
    among = [
        relation
        for a, b in combinations(articles, 2)
        for relation in find_relations(Corpus((a, b)), table)
        if {article for article, *_ in relation.spans} == {a.id, b.id}
    ]
    assert len(among) > 100
    found = find_relations(Corpus(tuple(articles)), table)
    assert Counter(found) == Counter([*alone, *among])
    published = {a.id: a.published for a in articles}
    for relation in found:
        one, other = (published[article] for article, *_ in relation.spans)
        assert relation.about == "lake" or not {one, other} >= {"2021-05-01", "2021-05-30"}
