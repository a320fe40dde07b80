"""What an accuracy benchmark returns: numbers, what they should reach, and the errors found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of one corpus.

    Attributes
    ----------
    corpus, name
        The corpus, and what was measured on it.
    value
        The number, from 0 to 1.
    reach
        What it should at least be, or None where it is only reported.
    published
        What published systems reach, in words; empty where none is known.
    """

    corpus: str
    name: str
    value: float
    reach: float | None = None
    published: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The measures of one corpus, and its errors by kind with a few examples of each."""

    measures: Sequence[Measure]
    errors: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)


def f1(right: int, found: int, gold: int) -> float:
    """Return the F1 of ``right`` correct answers among ``found`` answers and ``gold`` true ones."""
    return 2 * right / (found + gold) if found + gold else 0.0
