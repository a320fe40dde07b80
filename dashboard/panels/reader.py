"""“Read”: an article in full, with what the loaders understood marked in it.

Each mark leads to the map, and the map to each mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from dashboard.html.component import clickable
from dashboard.html.highlight import Element, Layer, Pieces, highlight
from dashboard.html.templates import render
from dashboard.html.wording import no_markup
from dashboard.panels.article_marks import Mark, find_marks
from dashboard.query.selection import Shown
from dashboard.session.mine import outlet_words
from dashboard.view.settings import read_settings
from dashboard.view.view import MARKS
from loaders import Article, Span
from loaders.documents.urls import is_web, source_link
from loaders.export.captions import counted, day_label
from loaders.text.segment import fold_space

HEIGHT = "calc(var(--map-height, 566px) - 92px)"
"""As high as the map, whose frame states its height, less the tabs and the choice of an article."""
_MOST_ARTICLES = 300
"""A longer list of articles would be slow to send and to search."""
_KINDS = {
    "claim": "Claims",
    "place": "Places",
    "date": "Times",
    "far": "Distances",
    "name": "Names not mapped",
}


def reader(shown: Shown) -> None:
    """Draw the panel: which article, then the article."""
    if not shown.articles:
        st.caption("No article passes these filters.")
        return
    article = _chosen(shown)
    marks = find_marks(article, shown)
    html = render(
        "reader.html",
        lit=[kind for kind in MARKS if kind not in shown.view.unmarked],
        kinds=_KINDS,
        claims=sum(mark.kind == "claim" for mark in marks),
        chosen=next((c.id for c in article.claims if c.id == shown.view.claim), ""),
        of_claims=counted(len(article.claims), "claim"),
        places=counted(sum(mark.kind == "place" for mark in marks), "place name"),
        article=article_html(article, marks, full_text=read_settings().full_text),
    )
    clickable(
        html,
        "reader",
        f"{article.title}: the article, with its claims and places marked",
        scrolls=HEIGHT,
        go=st.session_state.get("go", {"n": 0, "to": None}),
        what=article.id,
    )


def _chosen(shown: Shown) -> Article:
    """Draw the choice of the article; return the one chosen."""
    articles = {article.id: article for article in shown.articles}
    session = st.session_state
    if session["w_read"] not in articles:
        if session["w_read"] in shown.corpus.by_id:
            st.caption(
                f"“{no_markup(shown.corpus.by_id[session['w_read']].title)}” is hidden by the"
                " filters; another article stands here."
            )
        selected = shown.by_claim.get(shown.view.claim or "")
        holding = [s.article.id for s in shown.sightings.get(shown.view.place or "", ())]
        session["w_read"] = (
            selected.article.id if selected else next(iter(holding), next(iter(articles)))
        )
    offered = list(articles)
    if len(offered) > _MOST_ARTICLES:
        offered = list(dict.fromkeys([session["w_read"], *offered[:_MOST_ARTICLES]]))
        st.caption(
            f"The first {_MOST_ARTICLES} of {len(articles):,} articles can be chosen here; filters"
            " bring others to the front."
        )
    st.selectbox(
        "Article",
        offered,
        key="w_read",
        format_func=lambda i: (
            f"{outlet_words(articles[i])}, {day_label(articles[i].published)}: {articles[i].title}"
        ),
        label_visibility="collapsed",
    )
    return articles[session["w_read"]]


def article_html(article: Article, marks: Sequence[Mark], *, full_text: bool) -> Markup:
    """Return an article as safe HTML.

    Its title, subtitle and paragraphs in order, marked; what was left out folded, with its reason.

    Parameters
    ----------
    article
        The article.
    marks
        What to mark.
    full_text
        Whether all of it; else only sentences that a claim or place rests on.
    """
    first = article.title_span or (article.body_spans[0] if article.body_spans else None)
    texts = [s for s in (article.title_span, article.subtitle_span, *article.body_spans) if s]
    every = sorted([*texts, *_unsorted(article, texts), *article.excluded], key=lambda s: s.start)
    layers = _layers(marks)
    blocks: list[dict[str, object]] = []
    for left_out, group in groupby(every, key=lambda s: s not in texts):
        if not left_out:
            blocks += [_block(article, span, marks, layers, full_text=full_text) for span in group]
        elif full_text:
            blocks.append(_left_out(article, list(group)))
    agencies = f", with {', '.join(article.agencies)}" if article.agencies else ""
    return render(
        "article.html",
        id=article.id,
        about=f"{article.publisher}, {day_label(article.published)}{agencies}",
        original=source_link(article, first) if first and article.body_spans else None,
        archived=article.archive_url if is_web(article.archive_url or "") else None,
        full_text=full_text,
        blocks=blocks,
    )


def _unsorted(article: Article, texts: Sequence[Span]) -> Iterator[Span]:
    """Yield what is neither text nor left out, so that nothing of the file is lost."""
    covered = sorted([*texts, *article.excluded], key=lambda s: s.start)
    position = 0
    for span in [*covered, Span(len(article.text), len(article.text))]:
        if article.text[position : span.start].strip():
            yield Span(position, span.start)
        position = max(position, span.end)


def _left_out(article: Article, parts: Sequence[Span]) -> dict[str, object]:
    reasons = [getattr(part, "reason", "not read") for part in parts]
    words = [
        f"{reason} ({reasons.count(reason)})" if reasons.count(reason) > 1 else reason
        for reason in dict.fromkeys(reasons)
    ]
    return {
        "kind": "left out",
        "reasons": "; ".join(words),
        "parts": [fold_space(article.text[part.start : part.end]) for part in parts],
    }


def _block(
    article: Article,
    span: Span,
    marks: Sequence[Mark],
    layers: Sequence[Layer[Mark]],
    *,
    full_text: bool,
) -> dict[str, object]:
    """Return a title, heading or paragraph: whole, or the sentences that something rests on."""
    whole = full_text or span == article.title_span
    inside = [mark for mark in marks if span.overlaps(mark)]
    based = [] if whole else [mark for mark in inside if mark.kind in {"claim", "place"}]
    spans = [span] if whole else _sentences(article, based)
    kind = "heading" if article.is_heading(span) else "paragraph"
    if span == article.title_span:
        kind = "title"
    elif span == article.subtitle_span:
        kind = "subtitle"
    return {
        "kind": kind,
        "parts": [_marked(article.text, each, layers) for each in spans],
        "cut": not whole,
    }


def _sentences(article: Article, marks: Iterable[Mark]) -> list[Span]:
    """Return the sentences that marks stand in, in order, joined where they overlap."""
    found: list[Span] = []
    for span in sorted((article.sentence_at(mark) for mark in marks), key=lambda s: s.start):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _marked(text: str, span: Span, layers: Sequence[Layer[Mark]]) -> Pieces:
    inside = (
        Layer([mark for mark in layer.marks if span.overlaps(mark)], layer.element)
        for layer in layers
    )
    return highlight(text, span, *inside)


def _layers(marks: Sequence[Mark]) -> list[Layer[Mark]]:
    """Return an article’s marks: claims outside; names, times and distances inside.

    Where several overlap, the element is that of the shortest.
    """
    halted: set[str] = set()
    """The stops that have an element: the walk halts at a mark once, though it may be in parts."""

    def claim(over: Sequence[Mark]) -> Element:
        inner = _shortest(over)
        new = [mark.stop for mark in over if mark.stop not in halted]
        halted.update(new)
        # no button: it holds the places' own
        return Element(
            "mark",
            {
                **_attributes(inner, f"claim {inner.look}".strip()),
                "data-c": " ".join(mark.stop.removeprefix("c:") for mark in over),
                "data-stop": " ".join(new) or None,
                "data-who": inner.who or None if inner.stop in new else None,
            },
        )

    def small(over: Sequence[Mark]) -> Element:
        inner = _shortest(over)
        stop = None if inner.stop in halted else inner.stop
        halted.add(inner.stop)
        return Element(
            "span",
            {
                **_attributes(inner, inner.kind),
                "role": "button" if inner.sends else None,
                "data-p": inner.place,
                "data-stop": stop,
            },
        )

    claims = [mark for mark in marks if mark.kind == "claim"]
    return [
        Layer(claims, claim),
        Layer([mark for mark in marks if mark.kind != "claim"], small),
    ]


def _shortest(marks: Sequence[Mark]) -> Mark:
    return min(marks, key=lambda mark: mark.end - mark.start)


def _attributes(mark: Mark, look: str) -> dict[str, str | None]:
    return {
        "class": f"m {look}",
        "tabindex": "-1",
        "data-tip": mark.tip,
        "data-act": json.dumps(mark.sends) if mark.sends else None,
    }
