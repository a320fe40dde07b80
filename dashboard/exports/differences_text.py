"""The differences as text.

Each side's words beside the other's, with whose they are and why they are set side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.exports.file_words import plain_markdown
from dashboard.html.wording import (
    ABOUT,
    days_in_words,
    position_label,
    relation_label,
    relay_chain,
)
from dashboard.query.selection import Shown
from loaders import Relation
from loaders.compare.differences import Statement, find_differences
from loaders.text.segment import fold_space


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's words in a difference.

    The words, whose they are by which way, and the claim's id.
    """

    words: str
    who: str
    claim: str


@dataclass(frozen=True, slots=True)
class DifferenceText:
    """One difference: what it is about, the positions with who takes them, and the reasons."""

    about: str
    positions: tuple[tuple[str, tuple[Words, ...]], ...]
    reasons: tuple[str, ...]


def differences_text(shown: Shown, relations: Iterable[Relation]) -> list[DifferenceText]:
    """Return the differences between the claims shown. Nothing is resolved."""
    found = []
    for difference in find_differences(shown.corpus, relations):
        kept = difference.of(shown.by_claim)
        if kept is None:
            continue
        positions = []
        for position in kept.positions:
            quoted = tuple(
                Words(
                    _words(v),
                    relay_chain(v.article, v.claim) if v.speaker == v.claim.speaker else v.speaker,
                    v.claim.id,
                )
                for v in position.statements
            )
            positions.append((position_label(kept.about, position.value), quoted))
        reasons = tuple(
            f"{relation_label(relation)}: {days_in_words(reason)}"
            for relation, reason in kept.reasons
        )
        found.append(DifferenceText(ABOUT[kept.about], tuple(positions), reasons))
    return found


def _words(statement: Statement) -> str:
    """Return the claim's words; where the position is carried by words outside it, those."""
    span = statement.claim if statement.claim.contains(statement.words) else statement.words
    return fold_space(statement.article.text[span.start : span.end])


def as_markdown(entries: Sequence[DifferenceText]) -> str:
    """Return differences as Markdown."""
    parts = [
        "# What the sources do not agree on",
        "Each side’s words stand as its article has them. Nothing here says who is right.",
    ]
    if not entries:
        parts.append("The rules found no difference between the claims shown.")
    for entry in entries:
        parts.append(f"## {entry.about}")
        for label, quoted in entry.positions:
            parts.append(f"### {plain_markdown(label)}")
            parts += [
                f"> {plain_markdown(words.words)}\n>\n> {plain_markdown(words.who)} (claim"
                f" {words.claim})"
                for words in quoted
            ]
        parts.append("\n".join(f"- {plain_markdown(reason)}" for reason in entry.reasons))
    return "\n\n".join(part for part in parts if part) + "\n"
