"""No accuracy is lost: every measure of the loaders stays within its bound in floors.csv."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from benchmarks.loaders import CORPORA, FLOORS, MEASURED, bounds, out_of_bounds
from benchmarks.measures import Measure

FOLDER = os.environ.get("CLAIMLINE_CORPORA", "")


def check(measures):
    """Whether a module's measures are within their bounds, and none that has one is left out."""
    assert out_of_bounds(list(measures)) == []
    corpora = {m.corpus for m in measures}
    named = {(corpus, name) for corpus, name in bounds() if corpus in corpora}
    assert named <= {(m.corpus, m.name) for m in measures}
    return corpora


def test_our_own_annotated_articles_are_read_as_well_as_before():
    assert check(CORPORA["ours"](Path()).measures) == {"ours"}


def test_every_bound_belongs_to_a_corpus_that_is_measured():
    assert set(MEASURED) == set(CORPORA)
    measured = {corpus for corpora in MEASURED.values() for corpus in corpora}
    assert {corpus for corpus, _ in bounds()} == measured


def test_where_less_is_better_a_rise_is_what_fails():
    def told(name, value):
        return out_of_bounds([Measure("news, judged", name, value)])

    mouth, right = "wrong mouth, of those found", "speaker right, of those found"
    assert told(mouth, 0.0) == told(right, 1.0) == []
    assert "at most" in told(mouth, 0.5)[0] and "at least" in told(right, 0.5)[0]


def test_a_bound_is_a_floor_or_a_ceiling():
    with FLOORS.open(encoding="utf-8", newline="") as file:
        assert all(bool(row["floor"]) != bool(row["ceiling"]) for row in csv.DictReader(file))


@pytest.mark.skipif(
    not FOLDER,
    reason="set CLAIMLINE_CORPORA to a folder of the public corpora to measure on them too",
)
@pytest.mark.parametrize("name", sorted(set(CORPORA) - {"ours"}))
def test_public_corpora_are_read_as_well_as_before(name):
    try:
        measures = CORPORA[name](Path(FOLDER)).measures
    except FileNotFoundError:
        pytest.skip(f"absent: {', '.join(MEASURED[name])}")
    absent = set(MEASURED[name]) - check(measures)
    if absent:
        pytest.skip(f"absent: {', '.join(sorted(absent))} (the others are as before)")
