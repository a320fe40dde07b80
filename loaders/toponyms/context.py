"""The words around a name in its sentence.

What governs it, what it governs, and the list of names it stands in.

The limits below were chosen by hand while the rules were written on two thirds of ReLocaR's
training set (``benchmarks/corpora/metonymy.py``). They also keep reading linear in the length of a
sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.lexicon.tables import role_words, words_of
from loaders.text.segment import Word

_DETERMINERS = frozenset(
    {"the", "a", "an", "both", "all", "whole", "entire", "today", "former", "modern"}
)
_LIST_WORDS = 20
"""Words of a list of names that are stepped over to find the word that governs it. Longer lists
are tables, not sentences."""
_WORDS_READ = 8
"""Words beside the name (or its list) that are read. Further words belong to other phrases."""
_ASIDE_WORDS = 14
"""Words that may stand between the commas or brackets of an aside. A longer one is a clause."""
_JOINERS = frozenset({"and", "or", "nor"})
_SAINTS = frozenset({"st", "mt", "ft"})
_ADJECTIVE_ENDINGS = ("ed", "ern", "ous", "torn", "rich", "stricken", "ridden", "hit")
_STOPS = frozenset(".!?;:")
_ASIDES = frozenset(",(–—")
_QUOTES = frozenset('"“')
_COMMAS = frozenset({",", "(", ", (", "/"})


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words of the sentence around a name.

    Attributes
    ----------
    text
        The article's text.
    words
        The sentence's words.
    first, last
        Indices of the name's first word and of the word after its last.
    names
        Indices of words that belong to some place name.
    """

    text: str
    words: Sequence[Word]
    first: int
    last: int
    names: frozenset[int]

    @property
    def possessive(self) -> bool:
        """Whether the name ends in ’s or s’."""
        word = self.words[self.last - 1]
        return word.possessive or (
            word.text[-1:] == "s" and self.gap_after(self.last - 1)[:1] in {"'", "’"}
        )

    def gap_after(self, index: int) -> str:
        """The characters between a word and the next."""
        if index + 1 >= len(self.words):
            return "."
        return self.text[self.words[index].end : self.words[index + 1].start]

    def following(self, most: int) -> Sequence[Word]:
        """The words right after the name, at most ``most``, parted only by spaces."""
        end = self.last
        while end < min(len(self.words), self.last + most) and not self.gap_after(end - 1).strip(
            " \n\u00a0’'"
        ):
            end += 1
        return self.words[self.last : end]

    def left(self) -> list[str]:
        """The words before the name or its list, nearest first, lower-case, commas among them.

        Determiners, compass words and joined names are left out. The end of a clause ends the list.
        """
        index = self.before_list()
        found: list[str] = []
        while index >= 0 and len(found) < _WORDS_READ:
            gap = self.gap_after(index)
            if not _STOPS.isdisjoint(gap):
                break
            if not _ASIDES.isdisjoint(gap) or " - " in gap:
                found.append(",")
            elif not _QUOTES.isdisjoint(gap):
                found.append("“")
            found.append(self.words[index].lower)
            index -= 1
        return found

    def before_list(self) -> int:
        """Return the index of the nearest word before the name that is not part of its list.

        Its determiner and words such as “eastern” are passed over too.
        """
        index = self.first - 1
        while index >= max(0, self.first - _LIST_WORDS):
            item = self._joined_by_and(index)
            if item >= 0:
                index = self._name_start(item) - 1
            elif self.gap_after(index).strip() in _COMMAS and self._is_name(index):
                lead, known = self._lead(index)
                if not self._one_phrase(lead, known=known):
                    break
                index = lead
            else:
                lead = self._before_description(index)
                if lead == index:
                    break
                index = lead
        return index

    def _before_description(self, index: int) -> int:
        """Return the index before a word that only describes the name, or the same index.

        “the”, “eastern”, “in war-torn X”, “across snow-covered X”.
        """
        word = self.words[index].lower
        if self.gap_after(index).strip(" -\n\u00a0"):
            return index
        if (
            word in _DETERMINERS
            or word in words_of("compass")
            or word in role_words("place_adjective")
        ):
            return index - 1
        if not word.endswith(_ADJECTIVE_ENDINGS):
            return index
        lead = index - 2 if index and self.gap_after(index - 1).strip() == "-" else index - 1
        governor = self._lower(lead)
        governs = (
            governor in words_of("static_preposition")
            or governor in role_words("object_ground_verb", "loose_preposition")
            or governor == "to"
        )
        return lead if governs else index

    def _joined_by_and(self, index: int) -> int:
        """Return the last word of the name that “and” at ``index`` joins to the next name, or -1.

        “as well as” counts as “and”.
        """
        word = self.words[index].lower
        if self.gap_after(index).strip():
            return -1
        if word == "as" and self._lower(index - 1) == "well" and self._lower(index - 2) == "as":
            index -= 3
        elif word in _JOINERS:
            index -= 1
        else:
            return -1
        return index if self._is_name(index) and self.gap_after(index).strip() in {"", ","} else -1

    def _lower(self, index: int) -> str:
        return self.words[index].lower if index >= 0 else ""

    def _is_name(self, index: int) -> bool:
        if index in self.names:
            return True
        return index >= 0 and self.words[index].capital and not _dated(self.words[index])

    def _lead(self, index: int) -> tuple[int, bool]:
        """Return the index of the word before the list of names that ends at ``index``.

        The second value says whether one of the list is a known name.
        """
        known = False
        while index >= max(0, self.first - _LIST_WORDS):
            known = known or index in self.names
            before = self._name_start(index) - 1
            while before >= 0 and self.words[before].lower in _DETERMINERS:
                before -= 1
            if (
                before < 0
                or self.gap_after(before).strip() not in _COMMAS
                or not self._is_name(before)
            ):
                return before, known
            index = before
        return index, known

    def _one_phrase(self, lead: int, *, known: bool) -> bool:
        """Whether a list of names after the word ``lead`` goes on with this name after its comma.

        Else a new clause begins. “met in Kapan, Armenia, on” and “in Georgia, Armenia and Iran” go
        on; “In Kapan, Armenia said” does not.
        """
        word = self._lower(lead)
        if (
            not known
            and word not in words_of("static_preposition")
            and word not in {"from", "of", "to"}
        ):
            return False
        opens = lead <= 0 or bool(self.gap_after(lead - 1).strip())
        return (
            not opens
            or bool(self.gap_after(self.last - 1).strip())
            or self._lower(self.last) in _JOINERS
        )

    def _name_start(self, index: int) -> int:
        """Return the first word of the name, known or capitalised, that ends at ``index``."""
        first = max(0, index - _LIST_WORDS)
        while index > first and (index - 1 in self.names or self.words[index - 1].capital):
            gap = self.gap_after(index - 1).strip()
            if gap and gap != "-" and not (gap == "." and self.words[index - 1].lower in _SAINTS):
                break
            index -= 1
        return index

    def predicate(self, *, aside: bool = True) -> list[str]:
        """The words from the verb of which the name is the subject, lower-case.

        ``aside`` says to look behind an aside that follows the name.
        """
        index = self._list_end()
        gap = self.gap_after(index - 1).strip()
        if aside and gap and gap[0] in _ASIDES:
            closing = frozenset(")") if gap[0] == "(" else _ASIDES
            ends = range(index, min(len(self.words), index + _ASIDE_WORDS))
            index = next(
                (i + 1 for i in ends if not closing.isdisjoint(self.gap_after(i))), len(self.words)
            )
        elif gap:
            return []
        found = []
        for i in range(index, min(len(self.words), index + _WORDS_READ)):
            found.append(self.words[i].lower)
            if self.gap_after(i).strip(" -\n\u00a0’'"):
                break
        return found

    def _list_end(self) -> int:
        """Return the index of the word after the names that commas and “and” join to this one."""
        index = self.last
        while index < min(len(self.words) - 1, self.last + _LIST_WORDS):
            joiner = self.words[index].lower in _JOINERS
            gap = self.gap_after(index - 1).strip()
            if index + joiner not in self.names or (gap if joiner else gap not in {",", "&"}):
                break
            index += joiner + 1
            while index in self.names and not self.gap_after(index - 1).strip("- \n\u00a0"):
                index += 1
        return index


def _dated(word: Word) -> bool:
    return word.lower in words_of("month") or word.lower in words_of("weekday")
