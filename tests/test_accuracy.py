"""No accuracy is lost: every measure of the loaders stays at or above its floor.

The floors are in benchmarks/floors.csv.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.loaders import CORPORA, below_floor, floors

FOLDER = os.environ.get("CLAIMLINE_CORPORA", "")


def test_our_own_annotated_articles_are_read_as_well_as_before():
    measures = CORPORA["ours"](Path())
    assert {m.name for m in measures.measures} == {
        name for corpus, name in floors() if corpus == "ours"
    }
    assert below_floor(list(measures.measures)) == [], measures.examples


@pytest.mark.skipif(
    not FOLDER,
    reason="set CLAIMLINE_CORPORA to a folder of the public corpora to measure on them too",
)
@pytest.mark.parametrize("name", sorted(set(CORPORA) - {"ours"}))
def test_public_corpora_are_read_as_well_as_before(name):
    try:
        measures = CORPORA[name](Path(FOLDER))
    except FileNotFoundError as error:
        pytest.skip(f"absent: {error}")
    assert below_floor(list(measures.measures)) == []
