"""Heights that an article names by their number: “Hill 2541”, “Point 5140”, “height 1062”.

No list of places has them. They are listed as not found, and a person can place them by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.lexicon.tables import words_of
from loaders.toponyms.name_records import Name, Sentence

_DIGITS = frozenset({3, 4})
"""Digits of a height in metres, or of the number a map gives a hill."""
_JOINERS = frozenset({"and", "or"})


def find_heights(sentences: Sequence[Sentence]) -> Iterator[Name]:
    """Yield the heights named by number; of “Heights 804 and 811” the second by that alone."""
    for sentence in sentences:
        for index in range(len(sentence.words) - 1):
            if not sentence.words[index + 1].text[0].isdigit():
                continue
            word = sentence.folded[index]
            if word not in words_of("height_word") or not sentence.beside(index):
                continue
            if not sentence.words[index].capital and word in words_of("height_word_in_capitals"):
                continue  # “at point 300 of the plan”
            if not _is_number(sentence, index + 1):
                continue
            yield _height(sentence, index, index + 2)
            further = index + 3
            if (
                word.endswith("s")
                and further < len(sentence.words)
                and sentence.folded[further - 1] in _JOINERS
                and _is_number(sentence, further)
            ):
                yield _height(sentence, further, further + 1)


def _is_number(sentence: Sentence, index: int) -> bool:
    """Whether a word is a height's number, and no length: “hill 300 metres high”."""
    digits = sentence.words[index].text
    if len(digits) not in _DIGITS or not digits.isdigit():
        return False
    following = sentence.folded[index + 1] if sentence.beside(index) else ""
    thousands = sentence.gap(index) in {",", "-"}
    return following not in words_of("length_unit") and not thousands


def _height(sentence: Sentence, first: int, last: int) -> Name:
    words = sentence.words
    if last < len(words) and sentence.gap(last - 1) == "." and words[last].text.isdigit():
        last += 1  # “height 2541.4”
    why = "a height that the article names by its number"
    return Name(sentence, first, last, (), typed="height", evidence=(why,))
