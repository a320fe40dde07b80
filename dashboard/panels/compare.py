"""“Compare”: what the sources do not agree on, each side’s words side by side.

Who takes which position; what nobody states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.html.component import clickable
from dashboard.html.highlight import Pieces, shortened
from dashboard.html.links import Said, ways
from dashboard.html.templates import render
from dashboard.html.wording import (
    ABOUT,
    TOPICS,
    clip,
    days_in_words,
    party_label,
    position_label,
    relation_label,
    relay_chain,
)
from dashboard.panels.paging import page_of, too_many
from dashboard.query.counts import speaker_counts
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.query.sides import claims_of_both_sides, side_of_party
from geodata.borders import BorderLine
from loaders import Article, Claim, Relation, Span
from loaders.claims.topics import says_not
from loaders.compare.differences import Difference, Position, Statement, find_differences
from loaders.compare.open_questions import OpenQuestion, find_open_questions
from loaders.export.captions import counted
from loaders.text.segment import fold_space

PAGE = 12
_POSITIONS = {
    "asserts": "asserts",
    "reports": "asserts",
    "opines": "asserts",
    "accuses": "accuses",
    "denies": "denies",
    "demands": "demands",
}
"""The position that a stance is, in the matrix."""
_SIGNS = {
    "asserts": "●",
    "says not": "○",
    "accuses": "▲",
    "denies": "✕",
    "demands": "!",
    "concedes": "◐",
    "retracted": "⊘",
    "debunked": "⊘",
}
"""The positions in the order in which a cell of the matrix lists them, each with its sign."""
_MOST_REASONS, _MOST_QUOTED, _MOST_QUOTES = 4, 12, 25
"""Reasons that stand open, quotations of a position, quotations behind a cell of the matrix."""
_LONGEST = 280
"""A longer quotation is cut; it stands in full in the article."""


def compare(shown: Shown, relations: Sequence[Relation]) -> None:
    """Draw the panel: the differences, the matrix, the open questions. Nothing is resolved."""
    if too_many(shown, "their differences, each side’s positions and what nobody states stand"):
        return
    line = shown.line
    every = find_differences(shown.corpus, relations)
    found = [part for difference in every if (part := difference.of(shown.by_claim))]
    st.caption(
        f"{len(found):,} of {counted(len(every), 'difference')} between the claims shown. Each"
        " side’s words stand as its article has them; nothing here says who is right."
    )
    asked = find_open_questions([(e.article, e.claim) for e in shown.entries])
    html = render(
        "compare.html",
        differences=[_difference(d, line) for d in page_of(found, PAGE, "compare")],
        matrix=matrix_html(
            shown.entries, claims_of_both_sides(shown.corpus, relations, line), line
        ),
        questions=[_question(question) for question in asked],
    )
    clickable(html, "compare", "Differences between the sources")


def _difference(difference: Difference, line: BorderLine) -> dict[str, object]:
    reasons = [
        (relation_label(relation), days_in_words(reason)) for relation, reason in difference.reasons
    ]
    group = [Entry(s.article, s.claim) for p in difference.positions for s in p.statements]
    return {
        "id": difference.id,
        "about": ABOUT[difference.about],
        "counts": speaker_counts(group),
        "positions": [_position(difference, position, line) for position in difference.positions],
        "reasons": reasons[:_MOST_REASONS],
        "more_reasons": reasons[_MOST_REASONS:],
    }


def _position(difference: Difference, position: Position, line: BorderLine) -> dict[str, object]:
    return {
        "label": position_label(difference.about, position.value),
        "statements": [_statement(s, line) for s in position.statements[:_MOST_QUOTED]],
        "more": max(0, len(position.statements) - _MOST_QUOTED),
    }


def _statement(statement: Statement, line: BorderLine) -> Said:
    """Return one side’s statement, with what carries its position marked."""
    article, claim = statement.article, statement.claim
    own_words = statement.speaker == claim.speaker
    if claim.contains(statement.words) and statement.words != Span(claim.start, claim.end):
        words = _with_mark(article, claim, statement.words)
        own_words = True
    else:
        words = _clipped(article, statement.words)
    own = article.advances_of(claim) if claim.status == "asserted" else []
    advance = next((a.id for a in own if not a.withheld), "")
    return Said(
        words,
        relay_chain(article, claim) if own_words else statement.speaker,
        ways(article, claim, advance=advance),
        side=side_of_party(statement.party, line) or "",
        struck=claim.status != "asserted" and statement.speaker == claim.speaker,
    )


def _with_mark(article: Article, claim: Span, words: Span) -> Pieces:
    """Return a claim’s words, shortened round those that carry a position, and these in bold."""
    return shortened(article.text, claim, words, _LONGEST // 2, "strong")


def _clipped(article: Article, span: Span) -> Pieces:
    return [clip(fold_space(article.text[span.start : span.end]), _LONGEST)]


def matrix_html(entries: Sequence[Entry], conceded: frozenset[str], line: BorderLine) -> Markup:
    """Return who takes which position on which topic, as a table.

    Every cell opens its quotes; an empty one says “silent”.
    """
    cells: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        cells.setdefault((entry.claim.topic, entry.claim.party), []).append(entry)
    # the parties that speak of most topics first
    parties = sorted(
        dict.fromkeys(e.claim.party for e in entries), key=lambda p: -sum(k[1] == p for k in cells)
    )
    topics = [topic for topic in TOPICS if any(key[0] == topic for key in cells)]
    return render(
        "matrix.html",
        signs=_SIGNS,
        parties=[(party_label(party), side_of_party(party, line)) for party in parties],
        rows=[
            {
                "topic": TOPICS[topic],
                "counts": speaker_counts([e for e in entries if e.claim.topic == topic]),
                "cells": [
                    _cell(topic, party, cells.get((topic, party), []), conceded)
                    for party in parties
                ],
            }
            for topic in topics
        ],
    )


def _cell(
    topic: str, party: str, entries: Sequence[Entry], conceded: frozenset[str]
) -> dict[str, object] | None:
    """Return a cell of the matrix, or None for silence."""
    if not entries:
        return None
    positions: dict[str, list[Entry]] = {}
    for entry in entries:
        position = "concedes" if entry.claim.id in conceded else _position_of(entry)
        positions.setdefault(position, []).append(entry)
    found = [(name, positions[name]) for name in _SIGNS if name in positions]
    return {
        "id": "-".join(["cell", topic, *re.findall(r"\w+", party)]),
        "title": f"{party_label(party)} on: {TOPICS[topic]}",
        "counts": speaker_counts(entries),
        "positions": [(name, len(group)) for name, group in found],
        "quotes": [_quote(name, e) for name, group in found for e in group[:_MOST_QUOTES]],
    }


def _position_of(entry: Entry) -> str:
    """Return the position that a claim takes.

    A claim does not assert what its words negate, and nobody holds what was debunked or retracted.
    """
    if entry.struck:
        return entry.claim.status
    position = _POSITIONS.get(entry.claim.stance, "asserts")
    negated = position == "asserts" and says_not(entry.quote, entry.claim.topic)
    return "says not" if negated else position


def _quote(position: str, entry: Entry) -> Said:
    article, claim = entry.article, entry.claim
    return Said(
        [clip(entry.quote, _LONGEST)],
        relay_chain(article, claim),
        ways(article, claim),
        struck=entry.struck,
        tag=position,
    )


def _question(question: OpenQuestion) -> dict[str, object]:
    return {
        "question": question.question,
        "field": question.field,
        "count": counted(len(question.asked_of), "claim"),
        "raised": [
            _raised(article, claim, span)
            for article, claim, span in question.asked_of[:_MOST_QUOTED]
        ],
    }


def _raised(article: Article, claim: Claim, span: Span) -> Said:
    """Return words that leave a question open; they may stand outside the claim they are about."""
    inside = claim.contains(span)
    beside = "" if inside else fold_space(article.text[span.start : span.end])
    return Said(
        _with_mark(article, claim, span) if inside else _clipped(article, claim),
        f"{article.publisher}: {beside}" if beside else article.publisher,
        ways(article, claim),
    )
