"""The word classes the roles of names are decided by, read from ``loaders/data/role_words.csv`` with their inflected forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from loaders.tables import read_table, split_list

_VOWELS = "aeiou"
_ENDING_ES = ("s", "x", "z", "ch", "sh")


@cache
def role_words(*word_classes: str) -> frozenset[str]:
    """Return the lower-case forms of the words listed under any of the classes."""
    return frozenset().union(*(_classes()[word_class] for word_class in word_classes))


@cache
def _classes() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for row in read_table("role_words"):
        forms[row["class"]].update(form for word in split_list(row["words"]) for form in _forms(word, row["form"]))
    return {word_class: frozenset(words) for word_class, words in forms.items()}


def _forms(word: str, form: str) -> Iterator[str]:
    """Yield a word and its regular inflections; a class lists irregular forms as plain words."""
    yield word
    if form == "word":
        return
    stem = word[:-1] if word.endswith("y") and word[-2:-1] not in _VOWELS else ""
    yield stem + "ies" if stem else word + ("es" if word.endswith(_ENDING_ES) else "s")
    if form == "verb":
        short = word.removesuffix("e")
        yield stem + "ied" if stem else short + "ed"
        yield (word if word.endswith("ee") else short) + "ing"
        if len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            # “commit”, “committed”; the form a verb does not have (“visitted”) harms nobody
            yield word + word[-1] + "ed"
            yield word + word[-1] + "ing"
