"""“Differences”: what the sources do not agree on, each side's words side by side.

Who takes which position; what nobody states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.html.component import act, attributes, clickable
from dashboard.html.links import ways
from dashboard.html.wording import (
    ABOUT,
    TOPICS,
    clip,
    days_in_words,
    party_label,
    position_label,
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
_MODES = {
    "asserts": "asserts",
    "reports": "asserts",
    "opines": "asserts",
    "accuses": "accuses",
    "denies": "denies",
    "demands": "demands",
}
"""The position that a stance is, in the matrix."""
_ORDER = ("asserts", "says not", "accuses", "denies", "demands", "concedes", "fallen")
_SIGNS = {
    "asserts": "●",
    "says not": "○",
    "accuses": "▲",
    "denies": "✕",
    "demands": "!",
    "concedes": "◐",
    "fallen": "⊘",
}
_MOST_REASONS, _MOST_QUOTED, _MOST_QUOTES = 4, 12, 25
_LONGEST = 280


def compare(shown: Shown, relations: Sequence[Relation]) -> None:
    """Draw the panel: the differences, the matrix, the open questions. Nothing is resolved."""
    if too_many(shown, "their differences, each side’s positions and what nobody states stand"):
        return
    line = shown.line
    every = find_differences(shown.corpus, relations)
    found = [kept for difference in every if (kept := difference.of(shown.by_claim))]
    st.caption(
        f"{len(found):,} of {counted(len(every), 'difference')} between the claims shown. Each"
        " side’s words stand as its article has them; nothing here says who is right."
    )
    if found:
        body = "".join(_difference(d, line) for d in page_of(found, PAGE, "ledger"))
    else:
        body = (
            '<p class="quiet">The rules found no difference between the claims shown. Wider filters'
            " may hold some.</p>"
        )
    matrix = matrix_html(shown.entries, claims_of_both_sides(shown.corpus, relations, line), line)
    asked = find_open_questions([(e.article, e.claim) for e in shown.entries])
    clickable(body + matrix + _questions(asked), "ledger", "Differences between the sources")


def _difference(difference: Difference, line: BorderLine) -> str:
    positions = "".join(_position(difference, position, line) for position in difference.positions)
    reasons = [
        f"<li><strong>{escape(relation)}</strong>: {escape(days_in_words(reason))}</li>"
        for relation, reason in difference.reasons
    ]
    why = "".join(reasons[:_MOST_REASONS])
    if len(reasons) > _MOST_REASONS:
        rest = "".join(reasons[_MOST_REASONS:])
        why += (
            f"<li><details><summary>and {len(reasons) - _MOST_REASONS}"
            f" more</summary><ul>{rest}</ul></details></li>"
        )
    if not reasons:
        why = "<li>No other claim speaks of it; the article’s own words stand beside it.</li>"
    group = [Entry(s.article, s.claim) for p in difference.positions for s in p.statements]
    return (
        f'<section id="{escape(difference.id)}"><h4>{ABOUT[difference.about]} <span'
        f' class="quiet">{speaker_counts(group)}</span></h4><div class="positions">{positions}</div><ul'
        f' class="why">{why}</ul></section>'
    )


def _position(difference: Difference, position: Position, line: BorderLine) -> str:
    label = position_label(difference.about, position.value)
    quotes = "".join(
        _statement(statement, line) for statement in position.statements[:_MOST_QUOTED]
    )
    more = len(position.statements) - _MOST_QUOTED
    return (
        f"<div><h5>{escape(label)}</h5>{quotes}"
        + (f'<p class="quiet">and {more:,} more</p>' if more > 0 else "")
        + "</div>"
    )


def _statement(statement: Statement, line: BorderLine) -> str:
    """Return one side’s statement.

    Its words with what carries the position marked, who says so where, and the ways to the map and
    the text.
    """
    article, claim = statement.article, statement.claim
    if claim.contains(statement.words) and statement.words != Span(claim.start, claim.end):
        words = _with_mark(article, claim, statement.words)
        who = relay_chain(article, claim)
    else:
        words = escape(
            clip(fold_space(article.text[statement.words.start : statement.words.end]), _LONGEST)
        )
        who = (
            relay_chain(article, claim) if statement.speaker == claim.speaker else statement.speaker
        )
    own = article.advances_of(claim) if claim.status == "asserted" else []
    advance = next((a for a in own if not a.withheld), None)
    side = side_of_party(statement.party, line) or ""
    struck = " struck" if claim.status != "asserted" and statement.speaker == claim.speaker else ""
    return (
        f'<blockquote{attributes(c=claim.id)}><button type="button"'
        f' class="said{struck}"{act(claim=claim.id)}>{words}</button>'
        '<div class="quiet"><span'
        f' class="{side}">{escape(who)}</span><br>{ways(article, claim, advance=advance.id if advance else "")}</div></blockquote>'
    )


def _with_mark(article: Article, claim: Span, words: Span) -> str:
    """Return a claim's words, shortened round the characters that carry a position, and these in bold."""
    start, end = (
        max(claim.start, words.start - _LONGEST // 2),
        min(claim.end, words.end + _LONGEST // 2),
    )
    before, core, after = (
        fold_space(article.text[a:b])
        for a, b in ((start, words.start), (words.start, words.end), (words.end, end))
    )
    if start > claim.start:
        before = "… " + before.split(" ", 1)[-1]
    if end < claim.end:
        after = after.rsplit(" ", 1)[0] + " …"
    first, last = (
        " " if article.text[at : at + 1].isspace() else "" for at in (words.start - 1, words.end)
    )
    return f"{escape(before)}{first}<strong>{escape(core)}</strong>{last}{escape(after)}".strip()


def matrix_html(entries: Sequence[Entry], conceded: frozenset[str], line: BorderLine) -> str:
    """Return who takes which position on which topic, as a table.

    Every cell opens its quotes, an empty one says that it is silence.
    """
    cells: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        cells.setdefault((entry.claim.topic, entry.claim.party), []).append(entry)
    parties = list(
        dict.fromkeys(
            sorted((e.claim.party for e in entries), key=lambda p: -sum(k[1] == p for k in cells))
        )
    )
    topics = [topic for topic in TOPICS if any(key[0] == topic for key in cells)]
    if not topics:
        return ""
    head = "".join(
        '<th scope="col"><span'
        f' class="{side_of_party(p, line) or ""}">{escape(party_label(p))}</span></th>'
        for p in parties
    )
    rows = ""
    for topic in topics:
        on_topic = [e for e in entries if e.claim.topic == topic]
        body = "".join(
            _cell(topic, party, cells.get((topic, party), []), conceded) for party in parties
        )
        rows += (
            f'<tr><th scope="row"><strong>{escape(TOPICS[topic])}</strong><div'
            f' class="quiet">{speaker_counts(on_topic)}</div></th>{body}</tr>'
        )
    signs = " · ".join(f"{_SIGNS[mode]} {mode}" for mode in _ORDER)
    return (
        '<section class="matrix"><h4>Who takes which position</h4><p class="quiet">By topic and'
        f" party, of the claims shown. {signs}. Says not: the words speak of the topic only after a"
        " “not”, “no” or “without”. Concedes: a statement that the other side makes too. Fallen:"
        " debunked or retracted. “silent”: no claim shown, which does not mean that nothing was"
        ' said.</p><div class="wide" role="region" aria-label="Positions, scrolls sideways"'
        ' tabindex="0"><table><thead><tr><th'
        f' scope="col">Topic</th>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _cell(topic: str, party: str, entries: Sequence[Entry], conceded: frozenset[str]) -> str:
    if not entries:
        return '<td class="silent">silent</td>'
    modes: dict[str, list[Entry]] = {}
    for entry in entries:
        mode = "concedes" if entry.claim.id in conceded else _mode(entry)
        modes.setdefault(mode, []).append(entry)
    words = "<br>".join(
        f"{_SIGNS[mode]} {mode} {len(modes[mode])}" for mode in _ORDER if mode in modes
    )
    target = "-".join(["cell", topic, *re.findall(r"\w+", party)])
    quotes = "".join(
        _quote(mode, entry) for mode in _ORDER for entry in modes.get(mode, ())[:_MOST_QUOTES]
    )
    title = f"{party_label(party)} on: {TOPICS[topic]}"
    return (
        f'<td><button type="button" popovertarget="{target}" aria-label="{escape(title)}: open the'
        f' quotes">{words}</button><div popover id="{target}" role="dialog"'
        f' aria-label="{escape(title)}" tabindex="-1"><strong>{escape(title)}</strong><div'
        f' class="quiet">{speaker_counts(entries)}</div>{quotes}</div></td>'
    )


def _mode(entry: Entry) -> str:
    """Return the position a claim is.

    What its words negate it does not assert, and what fell nobody holds.
    """
    if entry.fallen:
        return "fallen"
    mode = _MODES.get(entry.claim.stance, "asserts")
    return "says not" if mode == "asserts" and says_not(entry.quote, entry.claim.topic) else mode


def _quote(mode: str, entry: Entry) -> str:
    article, claim = entry.article, entry.claim
    struck = " struck" if entry.fallen else ""
    return (
        f'<blockquote{attributes(c=claim.id)}><span class="tag">{mode}</span> <button type="button"'
        f' class="said{struck}"{act(claim=claim.id)}>{escape(clip(entry.quote, _LONGEST))}</button><div'
        f' class="quiet">{escape(relay_chain(article, claim))}'
        f" {ways(article, claim)}</div></blockquote>"
    )


def _questions(asked: Sequence[OpenQuestion]) -> str:
    if not asked:
        return ""
    rows = "".join(
        f"<h5>{escape(question.question)}</h5>"
        f'<p class="quiet">Left open by {counted(len(question.asked_of), "claim")} (empty:'
        f" {escape(question.field)}).</p>"
        + "".join(
            _raised(article, claim, span)
            for article, claim, span in question.asked_of[:_MOST_QUOTED]
        )
        for question in asked
    )
    return f"<section><h4>What is not stated</h4>{rows}</section>"


def _raised(article: Article, claim: Claim, span: Span) -> str:
    outside = not claim.contains(span)
    words = (
        escape(clip(fold_space(article.text[claim.start : claim.end]), _LONGEST))
        if outside
        else _with_mark(article, claim, span)
    )
    who = fold_space(article.text[span.start : span.end]) if outside else ""
    told = f"{article.publisher}: {who}" if who else article.publisher
    return (
        f'<blockquote{attributes(c=claim.id)}><button type="button"'
        f' class="said"{act(claim=claim.id)}>{words}</button><div class="quiet">{escape(told)}'
        f" {ways(article, claim)}</div></blockquote>"
    )
