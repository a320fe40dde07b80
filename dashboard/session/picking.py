"""The words of an article that a visitor selects, to say where they are.

What the browser sends is only believed where the article says the same at these characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from dashboard.session import corpus as corpora
from dashboard.session import navigation
from loaders import Article, Span
from loaders.documents.corrections import LONGEST_NAME
from loaders.text.segment import fold_space

CHOSEN = "correct-article"
"""Where the session holds the hash of the article that is being corrected."""

CHOSEN_CLAIM = "correct-claim"
"""Where the session holds the id of the claim that is being corrected."""


@dataclass(frozen=True, slots=True)
class Picked(Span):
    """Words that were selected, in the article with this hash."""

    sha256: str


def correct_claim(claim_id: str) -> None:
    """Open the page where a claim's speaker can be corrected, with the claim chosen."""
    article, claim = corpora.load().claims.get(claim_id, (None, None))
    if article is None or claim is None:
        return
    session = st.session_state
    session[CHOSEN], session[CHOSEN_CLAIM] = article.sha256, claim.id
    session["show-claim"] = session["show-claim-now"] = session.get("show-claim", 0) + 1
    navigation.go("yours")


def correctable() -> dict[str, Article]:
    """Return the articles that can be corrected by their hash, the visitor's own first."""
    own = corpora.user_articles()
    mine = [own.article(sha)[0] for sha in (*own.staged, *own.joined)]
    return {article.sha256: article for article in (*mine, *corpora.load().articles)}


def picked_in(article: Article) -> Picked | None:
    """Return the words that are selected in an article, or None."""
    picked = cast("Picked | None", st.session_state.get("picked"))
    return picked if picked and picked.sha256 == article.sha256 else None


def pick(article: Article, span: Span | None) -> None:
    """Select words of an article, or none."""
    session = st.session_state
    session["picked"] = Picked(span.start, span.end, article.sha256) if span else None
    session["pick-problem"] = ""
    session["pick-turn"] = session.get("pick-turn", 0) + 1


def take_selection(key: str) -> None:
    """Act on the message of the component with this key."""
    message = st.session_state[key].get("act")
    selected: Any = message.get("select") if isinstance(message, dict) else None
    article = correctable().get(str(st.session_state.get(CHOSEN)))
    if article is None or not isinstance(selected, dict):
        return
    found = words_at(article, selected.get("from"), selected.get("to"), selected.get("words"))
    if isinstance(found, Span):
        pick(article, found)
    else:
        st.session_state["pick-problem"] = found


def words_at(article: Article, start: object, end: object, words: object) -> Span | str:
    """Return whole words of an article for what was selected, or why they cannot be used.

    Parameters
    ----------
    article
        The article.
    start, end
        Characters of its text.
    words
        What stands there, as the browser has it.
    """
    text = article.text
    if not (
        type(start) is int
        and type(end) is int
        and isinstance(words, str)
        and 0 <= start < end <= len(text)
        and fold_space(text[start:end]).strip() == fold_space(words).strip()
    ):
        return "The article does not have these words there. Select them again."
    span = whole_words(text, start, end)
    if span is None:
        return "There is no word in what you selected."
    if span.end - span.start > LONGEST_NAME:
        return f"Select the name only: at most {LONGEST_NAME} characters."
    read = (article.title_span, article.subtitle_span, *article.body_spans)
    if not any(part is not None and part.contains(span) for part in read):
        return "Select words of one paragraph."
    return span


def whole_words(text: str, start: int, end: int) -> Span | None:
    """Return the words that a selection touches, without what stands round them."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return None
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)
