"""A sentence's words and the names in it, as the steps of recognition hand them on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geodata.place import Place
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.segment import Word

_JOIN = re.compile(r"^(?:[\s\u00ad\[\]-]{0,4}|\.\s?)$")
_STOP = re.compile(r"^\.\s*$")
Key = tuple[str, ...]
Candidates = Mapping[Key, tuple[Place, ...]]
WIDE_KINDS = frozenset({"country", "territory", "capital", "province", "region", "sea"})
"""Kinds of places that readers know by name: their names are seldom anything else."""


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence's words, and each of them folded as names are compared."""

    text: str
    words: Sequence[Word]
    folded: Sequence[str]

    def joined(self, first: int, last: int) -> bool:
        """Whether the words ``first`` to ``last`` can be one name by what stands between them."""
        for index in range(first, last - 1):
            gap = self.text[self.words[index].end : self.words[index + 1].start]
            if not _JOIN.match(gap) or (
                _STOP.match(gap) and self.folded[index] not in words_of("name_abbreviation")
            ):
                return False
        return True

    def beside(self, index: int) -> bool:
        """Whether only white space stands between a word and the next."""
        return (
            0 <= index < len(self.words) - 1
            and not self.text[self.words[index].end : self.words[index + 1].start].strip()
        )

    def gap(self, index: int) -> str:
        """The characters between a word and the next; at the sentence's ends, a full stop."""
        if not 0 <= index < len(self.words) - 1:
            return "."
        return self.text[self.words[index].end : self.words[index + 1].start]


@dataclass(slots=True)
class Name:
    """A name in a sentence before it is resolved: words ``[first, last)``.

    Attributes
    ----------
    options
        The places that have the name.
    kinds
        The kinds of place that a type word beside it allows; empty without one.
    typed
        That type word, or "".
    not_a_place
        Why it is no place here, or "".
    sure
        How likely it is a place, 0 to 1.
    evidence
        The strongest evidence for that, in words.
    """

    sentence: Sentence
    first: int
    last: int
    options: Sequence[Place]
    kinds: frozenset[str] = frozenset()
    typed: str = ""
    not_a_place: str = ""
    sure: float = 1.0
    evidence: Sequence[str] = field(default_factory=tuple)

    @property
    def key(self) -> Key:
        """Its folded words."""
        return tuple(self.sentence.folded[self.first : self.last])
