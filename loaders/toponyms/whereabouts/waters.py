"""Rivers and sites by the words beside them: “the Oskil”, “the bank of the Oskil”, “X temple”.

Many rivers share their name with a village or a province. A bare name is the river's only where the
words beside it say so, and then it is never the village's: a river is known without a point.
"""

from __future__ import annotations

from geodata.gazetteer import ambiguous_names
from geodata.place import Place
from loaders.lexicon.tables import words_of
from loaders.toponyms.name_records import HYPHENS, WIDE_KINDS, Name, Sentence

RIVER = frozenset({"river"})
_BEFORE = frozenset({"river", "rivers"})
_OF_WATER = frozenset(
    {"bank", "banks", "mouth", "tributary", "tributaries", "headwaters", "estuary", "confluence"}
)
"""Nouns that only a river or a stream has, before “of the”."""
_MOST_CAPITALS = 3
"""Words of the name of a river that the gazetteer does not have, at most."""


def is_river(place: Place) -> bool:
    """Whether a place is one of the world's rivers, which have no point."""
    return place.kind == "river" and place.lat is None


def settle_by_words(name: Name) -> bool:
    """Decide whether a name means a river or a site, by the words beside it.

    Where it does, no town, and where it does not, no river is left among its options. The result
    is whether any place is left.
    """
    sites = [place for place in name.options if place.kind == "site"]
    if sites and len(sites) < len(name.options) and _said(name, words_of("type_site")):
        name.options, name.kinds, name.typed = sites, frozenset({"site"}), "site"
        return True
    rivers = [place for place in name.options if is_river(place)]
    said = _said_river(name)
    if said and (rivers or all(place.kind == "settlement" for place in name.options)):
        name.options, name.kinds, name.typed = rivers, RIVER, "river"
        return True
    if not rivers:
        return True
    if len(rivers) == len(name.options) and name.key[-1] in words_of("type_tail"):
        return True
    others = [place for place in name.options if not is_river(place)]
    wide = any(place.kind in WIDE_KINDS for place in others)
    name.options = rivers if _after_the(name) and not wide else others
    return bool(name.options)


def unlisted_river(sentence: Sentence, index: int) -> Name | None:
    """Return a name after “river” that may not be in the gazetteer, or None: “the river Vovcha”."""
    before = index - 1
    if not sentence.beside(before) or sentence.words[before].text not in _BEFORE:
        return None
    last = index + 1
    while (
        last - index < _MOST_CAPITALS
        and sentence.beside(last - 1)
        and sentence.words[last].capital
        and not sentence.words[last - 1].possessive
    ):
        last += 1
    return Name(sentence, index, last, (), RIVER, "river")


def _said(name: Name, nouns: frozenset[str]) -> bool:
    """Whether a noun stands beside a name: “X temple”, “the temple of X”."""
    sentence, first, last = name.sentence, name.first, name.last
    if sentence.beside(last - 1) and sentence.folded[last] in nouns:
        return True
    before = sentence.folded[max(0, first - 2) : first]
    return before[1:] == ["of"] and before[0] in nouns


def _said_river(name: Name) -> bool:
    """Whether the words before or after a name make it a river's."""
    sentence, first, last = name.sentence, name.first, name.last
    if sentence.beside(last - 1) and sentence.words[last].text in _BEFORE:
        return not sentence.words[last - 1].possessive
    before = [word.text for word in sentence.words[max(0, first - 3) : first]]
    if before and sentence.beside(first - 1) and before[-1] in _BEFORE:
        return True
    return before[-2:] == ["of", "the"] and before[0] in _OF_WATER


def _after_the(name: Name) -> bool:
    """Whether a name stands after “the” and before no noun: “crossed the Cuyuni in boats”."""
    sentence, first, last = name.sentence, name.first, name.last
    if not first or sentence.folded[first - 1] != "the" or not sentence.beside(first - 1):
        return False
    if name.key[0] in ambiguous_names() or sentence.gap(last - 1) in HYPHENS:
        return False  # “the Republican”, “the Columbia-based firm”
    if not sentence.beside(last - 1):
        return not sentence.words[last - 1].possessive
    after = sentence.words[last]
    return (
        not after.capital
        and not sentence.words[last - 1].possessive
        and (
            after.lower in words_of("function_word")
            or after.lower in words_of("static_preposition")
            or after.lower in words_of("auxiliary")
        )
    )
