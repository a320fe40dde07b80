"""The words that name a section of a news site: those of the lexicon, countries, regions."""

from __future__ import annotations

from functools import cache

from geodata.gazetteer import COUNTRIES, REGION, read_table
from loaders.lexicon.tables import words_of

_KINDS = frozenset({"country", "region"})
"""Kinds of places that sites name sections after."""


@cache
def section_words() -> frozenset[str]:
    """Return the words in lower case, each a whole name."""
    places = [place for table in (COUNTRIES, REGION) for place in read_table(table)]
    names = {name.lower() for place in places if place.kind in _KINDS for name in place.names}
    return words_of("section_word") | {name for name in names if name.isalpha()}
