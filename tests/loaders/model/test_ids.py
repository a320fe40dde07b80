"""An id names one article, however many there are."""

from __future__ import annotations

import hashlib

import pytest

from benchmarks.made import made
from loaders.model.ids import EARLIER_DIGITS, digits_before, digits_in, outlet_of, stem_of


def test_no_article_of_twenty_thousand_is_lost_by_its_id():
    hashes = [hashlib.sha256(text.encode()).hexdigest() for _, text in made(20_000)]
    assert len(set(hashes)) == 20_000
    assert len({stem_of(sha) for sha in hashes}) == 20_000
    # six digits, as in older links, lose some
    assert len({sha[:EARLIER_DIGITS] for sha in hashes}) < 20_000


@pytest.mark.parametrize("digits", ["0519f7", "0519f768641f"])
def test_an_id_of_either_length_is_taken_apart(digits):
    assert digits_in(f"moscow-times-2021-05-14-{digits}") == digits
    assert outlet_of(f"moscow-times-undated-{digits}") == "moscow-times"
    assert digits_before(f"{digits}-355") == digits


@pytest.mark.parametrize("words", ["dw", "a-0519f76", "a-0519F7", "0519f7"])
def test_an_outlet_is_no_article(words):
    assert digits_in(words) == "" and outlet_of(words) == words
