"""The differences as text.

Each position has its words, its speakers and the reasons.
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
    """The words of a speaker in a difference.

    Attributes
    ----------
    words
        The words.
    who
        The speaker, with the relays the words came through.
    claim
        The claim's id.
    status
        "debunked" or "retracted" where the claim is so by its article's own words, else "".
    """

    words: str
    who: str
    claim: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceText:
    """One difference: what it is about, the positions with their words, and the reasons."""

    about: str
    positions: tuple[tuple[str, tuple[Words, ...]], ...]
    reasons: tuple[str, ...]


def differences_text(shown: Shown, relations: Iterable[Relation]) -> list[DifferenceText]:
    """Return the differences between the claims shown; none is resolved."""
    texts = []
    for whole in find_differences(shown.corpus, relations):
        difference = whole.of(shown.by_claim)
        if difference is None:
            continue
        positions = []
        for position in difference.positions:
            quoted = tuple(
                Words(
                    _words(v),
                    relay_chain(v.article, v.claim) if v.speaker == v.claim.who else v.speaker,
                    v.claim.id,
                    _status(v),
                )
                for v in position.statements
            )
            positions.append((position_label(difference.about, position.value), quoted))
        reasons = tuple(
            f"{relation_label(name)}: {days_in_words(why)}" for name, why in difference.reasons
        )
        texts.append(DifferenceText(ABOUT[difference.about], tuple(positions), reasons))
    return texts


def _status(statement: Statement) -> str:
    """Return how a claim's own article takes it back, "" if it does not.

    The article's words that do so are a statement of their own, and nobody takes those back.
    """
    own = statement.speaker == statement.claim.who
    return statement.claim.status if own and statement.claim.status != "asserted" else ""


def _words(statement: Statement) -> str:
    """Return the claim's words, or those outside it if they carry the position."""
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
                f"> {plain_markdown(words.words)}\n>\n"
                f"> {plain_markdown(words.who)} (claim {words.claim}"
                f"{f'; {words.status} in the article’s own words' if words.status else ''})"
                for words in quoted
            ]
        parts.append("\n".join(f"- {plain_markdown(reason)}" for reason in entry.reasons))
    return "\n\n".join(part for part in parts if part) + "\n"
