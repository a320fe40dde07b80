"""An article's words in a piece of the page where they can be selected, character by character.

The browser sends from which character to which; ``dashboard.session.picking`` checks that against
the article before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.html.piece_styles import PARTS, styles
from dashboard.html.templates import render
from dashboard.session.picking import take_selection
from loaders import Article, Span

KEY = "selectable"
_CHANGED = {ord(char): " " for char in "\r\n\f\v\t\0\x1c\x1d\x1e\x1f\x85"}
"""What a browser's parser would change or drop becomes a space: so every character stays one."""
_mount = st.components.v2.component(
    "claimline_selectable",
    html=str(render("frame.html")),
    css=styles("selectable"),
    js=(PARTS / "selectable.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Named(Span):
    """Words that name a place: what they look like (``placed``, ``unplaced``), and a tip."""

    look: str
    tip: str


@dataclass(frozen=True, slots=True)
class _Piece(Span):
    words: str
    look: str = ""
    tip: str = ""


def selectable(
    article: Article,
    spans: Sequence[Span],
    names: Sequence[Named],
    picked: Span | None,
    *,
    scrolls: str,
    cut: bool = False,
) -> None:
    """Draw an article's words; what is selected in them goes to ``dashboard.session.picking``.

    Parameters
    ----------
    article
        The article.
    spans
        What is shown of it, in order.
    names
        The words that name a place already.
    picked
        The words that are selected, or None.
    scrolls
        A CSS height; it scrolls by itself.
    cut
        Whether something of the article is not shown.
    """
    over = [picked] if picked else []
    marks = [
        *(Named(each.start, each.end, "picked", "") for each in over),
        *(name for name in names if not any(name.overlaps(each) for each in over)),
    ]
    html = render(
        "selectable.html",
        blocks=[
            {
                "kind": _kind(article, span),
                "start": span.start,
                "pieces": _pieces(article.text, span, marks),
            }
            for span in spans
        ],
        cut=cut,
    )
    dark = " dark" if st.context.theme.type == "dark" else ""
    on_act: Callable[[], None] = lambda: take_selection(KEY)  # noqa: E731  (a callback takes no argument)
    _mount(
        key=KEY,
        data={
            "html": str(html),
            "look": f"selectable{dark}",
            "label": f"{article.title}: the words of the article, to select",
            "scrolls": scrolls,
            "what": article.sha256,
            "go": picked.start if picked else -1,
        },
        on_act_change=on_act,
    )


def _kind(article: Article, span: Span) -> str:
    if span == article.title_span:
        return "title"
    return "heading" if article.is_heading(span) else "plain"


def _pieces(text: str, span: Span, marks: Sequence[Named]) -> list[_Piece]:
    """Return a span in pieces that together are all of its characters, the marked ones apart."""
    pieces: list[_Piece] = []
    position = span.start
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.start < position or not span.contains(mark):
            continue
        pieces.append(_piece(text, position, mark.start))
        pieces.append(_piece(text, mark.start, mark.end, mark.look, mark.tip))
        position = mark.end
    return [*pieces, _piece(text, position, span.end)]


def _piece(text: str, start: int, end: int, look: str = "", tip: str = "") -> _Piece:
    return _Piece(start, end, text[start:end].translate(_CHANGED), look, tip)
