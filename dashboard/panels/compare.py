"""“Compare”: what the sources do not agree on, each in its own words, side by side.

Questions down, outlets, parties or speakers across; what nobody says; who takes which position.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.html.component import clickable
from dashboard.html.highlight import CUT, Pieces, highlight, layer, shortened
from dashboard.html.links import Said, ways
from dashboard.html.standing import standing
from dashboard.html.templates import render
from dashboard.html.wording import (
    ABOUT,
    ASKED,
    QUESTIONS,
    UNANSWERED,
    clip,
    days_in_words,
    how_sure,
    number_word,
    party_label,
    position_label,
    relation_label,
    relay_chain,
    side_if_unsure,
    speaker_label,
)
from dashboard.panels.paging import page_of, too_many
from dashboard.panels.position_matrix import matrix_html
from dashboard.query import comparison
from dashboard.query.border import Border
from dashboard.query.comparison import Answer, By, Cell, Column, Question, Row, Unanswered
from dashboard.query.counts import speaker_counts
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.query.sides import claims_of_both_sides, side_of_party
from dashboard.session.mine import corrected_by
from loaders import Article, Claim, Relation, Span
from loaders.compare.differences import Difference, Position, Statement, find_differences
from loaders.compare.open_questions import OpenQuestion, find_open_questions
from loaders.export.captions import counted, day_label, sentence
from loaders.text.segment import fold_space

PAGE = 10
"""Questions on one page: of two outlets, about three screens."""
BY = {"": "By outlet", "party": "By party", "speaker": "By speaker"}
"""What the columns can be, by the value in the address."""
_NOUNS = {"": ("outlet", "outlets"), "party": ("party", "parties"), "speaker": ("speaker", "")}
_MOST_QUOTED = 12
"""Quotations of a position that are listed."""
_LONGEST = 280
"""A longer quotation is cut; it stands in full in the article."""
_PARAGRAPH = 350
"""Characters shown before and after the words that answer, of a quotation of many sentences."""
_REACH, _CORE = 24, 90
"""Characters beside the words that answer, where the sentence stands in full above; and of them."""

_ARROWS, _NUMBER = 140, 50
"""Pixels that the choice of columns takes: its arrows, and each number."""
_FEW = 5
"""A column whose sentences are shorter than one in so many parts of the fullest one’s is narrow."""


def compare(shown: Shown, relations: Sequence[Relation], heading: DeltaGenerator) -> None:
    """Draw the panel. Nothing is resolved: relations are named, and no claim is called true.

    Parameters
    ----------
    shown
        What the view shows.
    relations
        The relations between its claims.
    heading
        Where the heading goes, which counts questions and columns.
    """
    if too_many(shown, "their differences, each side’s positions and what nobody states stand"):
        return
    by = cast("By", shown.view.by)
    every = find_differences(shown.corpus, relations)
    found = [part for difference in every if (part := difference.of(shown.by_claim))]
    asked = comparison.questions(found)
    columns = comparison.columns(shown.entries, asked, by, shown.border)
    with heading, st.container(horizontal=True, vertical_alignment="center"):
        _head(asked, columns, by)
        _choice()
    across = _columns_of(columns, by)
    rows = comparison.table(page_of(asked, PAGE, "compare"), across, by)
    html = render(
        "compare.html",
        columns=[
            {**_heading(column, by), "few": few}
            for column, few in zip(across, _few(rows, len(across)), strict=True)
        ],
        rows=[_row(row, across, asked, shown) for row in rows],
        hidden=len(every) - len(found),
        open_questions=_open_questions(shown),
        matrix=matrix_html(
            shown.entries, claims_of_both_sides(shown.corpus, relations, shown.border), shown.border
        ),
    )
    clickable(
        html, "compare", "Differences between the sources", go=st.session_state.get("compare-go")
    )


def _head(asked: Sequence[Question], columns: Sequence[Column], by: By) -> None:
    """Draw the heading, which counts."""
    questions = number_word(len(asked), "question") if asked else "no differences found"
    many = number_word(len(columns), *_NOUNS[by])
    title = f"{questions}, {many}" if columns else questions
    st.html(render("compare_head.html", title=sentence(title)))


def _choice() -> None:
    """Draw the choice of what the columns are."""
    st.segmented_control(
        "What the columns are",
        list(BY),
        key="w_by",
        format_func=BY.__getitem__,
        required=True,
        label_visibility="collapsed",
    )


def _columns_of(columns: Sequence[Column], by: By) -> Sequence[Column]:
    """Return the columns side by side; where there are more, draw the choice of which."""
    most = comparison.COLUMNS
    if len(columns) <= most:
        return columns
    starts = list(range(0, len(columns), most))
    key = f"compare-columns-{by}-{len(columns)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        # in a row of its own width, Streamlit 1.67.0 would show the chosen page’s number only
        width = _ARROWS + _NUMBER * min(len(starts), 7)
        chosen = st.pagination(len(starts), key=key, width=width)
        first = starts[min(chosen, len(starts)) - 1]
        last = min(first + most, len(columns))
        st.markdown(
            f"{BY[by]}: {first + 1} to {last} of {len(columns):,}, those with most statements first"
        )
    return columns[first:last]


def _few(rows: Sequence[Row], columns: int) -> list[bool]:
    """Return which columns hold so few words beside the fullest that they can be narrow."""
    lengths = [0] * columns
    for row in rows:
        for number, cell in enumerate(row.cells):
            whole = [answer.sentence for answer in cell.answers if answer.full]
            lengths[number] += sum(sentence.end - sentence.start for sentence in whole)
    return [length * _FEW < max(lengths) for length in lengths]


def _heading(column: Column, by: By) -> dict[str, str]:
    if by == "":
        days = column.published
        label, detail = column.label, ""
        if days:
            detail = day_label(days[0])
            detail += "" if days[0] == days[-1] else f" to {day_label(days[-1])}"
    else:
        label = party_label(column.label) if by == "party" else column.label
        party = party_label(column.key[0])
        detail = party if by == "speaker" and party != label else ""
    claims = counted(column.claims, "claim")
    return {
        "label": label,
        "side": column.side,
        "detail": f"{detail}, {claims}" if detail else claims,
    }


def _row(
    row: Row, columns: Sequence[Column], asked: Sequence[Question], shown: Shown
) -> dict[str, object]:
    question, border = row.question, shown.border
    alike = [q for q in asked if QUESTIONS[q.about] == QUESTIONS[question.about]]
    days = question.published
    when = f"published {day_label(days[0])}" if len(alike) > 1 and days else ""
    if when and days[0] != days[-1]:
        when += f" to {day_label(days[-1])}"
    silent = [c.label for c, cell in zip(columns, row.cells, strict=True) if cell == Cell()]
    count = len({s.claim.id for _, _, s in question.statements})
    by = cast("By", shown.view.by)
    return {
        "id": question.id,
        "about": question.about,
        "question": QUESTIONS[question.about],
        "when": when,
        "absent": UNANSWERED.get(question.about, "no words answer"),
        "cells": [_cell(cell, by, shown) for cell in row.cells],
        "standing": standing(question, border),
        "silent": silent if not by and len(columns) > 1 else [],
        "count": count,
        "differences": [_difference(d, border) for d in question.differences],
    }


def _cell(cell: Cell, by: By, shown: Shown) -> dict[str, object]:
    return {
        "answers": [_answer(answer, by, shown) for answer in cell.answers],
        "unanswered": [_unanswered(absent, by, shown) for absent in cell.unanswered],
        "more": cell.more,
    }


def _answer(answer: Answer, by: By, shown: Shown) -> dict[str, object]:
    """Return a statement: its whole sentence, or its words where the sentence stands above."""
    article, claim = answer.article, answer.claim
    struck = claim.status != "asserted"
    notes = [_who(article, claim, by), *_unsure(article, claim)]
    if answer.about == "day":
        notes.append(day_label(answer.value))
    if struck:
        notes.append(f"{claim.status}, says the article")
    if not answer.full:
        notes.append("in full above")
    return {
        "said": Said(
            _whole(answer, struck=struck) if answer.full else _part(answer),
            " · ".join(notes),
            ways(article, claim, advance=_advance(article, claim)),
            side=side_of_party(claim.voice, shown.border) or "",
            struck=struck and not answer.full,
        ),
        "full": answer.full,
        "hollow": struck,
        "muted": shown.is_muted(claim.id),
    }


def _who(article: Article, claim: Claim, by: By) -> str:
    """Return whose words they are, and by which way; what the column’s heading says is left out."""
    reporter = claim.voice == "narrator"
    names = ["the reporter" if reporter else speaker_label(claim)] if by != "speaker" else []
    way = [*names, *(f"quoted by {name}" for name in claim.relay[::-1] if name != claim.who)]
    return " · ".join([part for part in (", ".join(way), article.publisher if by else "") if part])


def _unsure(article: Article, claim: Claim) -> list[str]:
    """Return that a side is not plain or was corrected; the claim's card says why."""
    by_hand = [
        note for note in how_sure(claim, corrected_by(article, claim)) if "corrected" in note
    ]
    side = side_if_unsure(claim).partition(":")[0]
    return [note for note in (side, *by_hand) if note]


def _whole(answer: Answer, *, struck: bool) -> Pieces:
    """Return the sentence, cut off only where it is as long as a paragraph."""
    text, sentence = answer.article.text, answer.sentence
    if sentence.end - sentence.start > 2 * _PARAGRAPH and not struck:
        return shortened(text, sentence, answer.marks[0], _PARAGRAPH, "mark")
    return highlight(
        text,
        sentence,
        layer(list(answer.marks), "mark"),
        layer([Span(answer.claim.start, answer.claim.end)] if struck else [], "s"),
    )


def _part(answer: Answer) -> Pieces:
    """Return the words that answer, cut off so that they pass for no sentence."""
    text, sentence = answer.article.text, answer.sentence
    first, last = answer.marks[0], answer.marks[-1]
    core = Span(first.start, last.end) if last.end - first.start <= _CORE else first
    core = Span(max(core.start, sentence.start), min(core.end, sentence.end))
    if core.end - core.start > _CORE:
        cut = text[core.start : core.start + _CORE]
        core = Span(core.start, core.start + len(clip(cut + "x", _CORE).removesuffix(" …")))
        sentence = Span(sentence.start, core.end)
    words = shortened(text, sentence, core, _REACH, "mark")
    return [*words, CUT] if sentence != answer.sentence else words


def _unanswered(absent: Unanswered, by: By, shown: Shown) -> dict[str, object]:
    """Return a statement that does not answer: not at all, or with words elsewhere."""
    article, claim = absent.article, absent.claim
    words = f"{day_label(absent.value)}, by words elsewhere in the article"
    return {
        "said": Said(
            [_who(article, claim, by)],
            words if absent.value else "",
            ways(article, claim),
            side=side_of_party(claim.voice, shown.border) or "",
        ),
        "muted": shown.is_muted(claim.id),
    }


def _advance(article: Article, claim: Claim) -> str:
    """Return the id of the advance that a claim states and that can be drawn alone, or ""."""
    own = article.advances_of(claim) if claim.status == "asserted" else []
    return next((a.id for a in own if not a.withheld), "")


def _difference(difference: Difference, border: Border) -> dict[str, object]:
    """Return all statements and reasons of a difference, which stand folded."""
    group = [Entry(s.article, s.claim) for p in difference.positions for s in p.statements]
    return {
        "about": ABOUT[difference.about],
        "counts": speaker_counts(group),
        "positions": [_position(difference, position, border) for position in difference.positions],
        "reasons": [
            (relation_label(relation), days_in_words(reason))
            for relation, reason in difference.reasons
        ],
    }


def _position(difference: Difference, position: Position, border: Border) -> dict[str, object]:
    return {
        "label": position_label(difference.about, position.value),
        "statements": [_statement(s, border) for s in position.statements[:_MOST_QUOTED]],
        "more": max(0, len(position.statements) - _MOST_QUOTED),
    }


def _statement(statement: Statement, border: Border) -> Said:
    """Return one side’s statement, with what carries its position marked."""
    article, claim = statement.article, statement.claim
    own_words = statement.speaker == claim.who
    if claim.contains(statement.words) and statement.words != Span(claim.start, claim.end):
        words = _with_mark(article, claim, statement.words)
        own_words = True
    else:
        words = _clipped(article, statement.words)
    return Said(
        words,
        relay_chain(article, claim) if own_words else statement.speaker,
        ways(article, claim, advance=_advance(article, claim)),
        side=side_of_party(statement.party, border) or "",
        struck=claim.status != "asserted" and statement.speaker == claim.who,
    )


def _with_mark(article: Article, claim: Span, words: Span) -> Pieces:
    """Return a claim’s words, shortened round those that carry a position, and these in bold."""
    return shortened(article.text, claim, words, _LONGEST // 2, "strong")


def _clipped(article: Article, span: Span) -> Pieces:
    return [clip(fold_space(article.text[span.start : span.end]), _LONGEST)]


def _open_questions(shown: Shown) -> list[dict[str, object]]:
    found = find_open_questions([(e.article, e.claim) for e in shown.entries])
    return [_open_question(question) for question in found]


def _open_question(question: OpenQuestion) -> dict[str, object]:
    return {
        "short": ASKED.get(question.field, question.question),
        "number": len(question.asked_of),
        "question": question.question,
        "field": question.field,
        "count": counted(len(question.asked_of), "claim"),
        "raised": [
            _raised(article, claim, span)
            for article, claim, span in question.asked_of[:_MOST_QUOTED]
        ],
        "more": max(0, len(question.asked_of) - _MOST_QUOTED),
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
