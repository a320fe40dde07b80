"""“Read”: an article in full, with what the loaders understood marked in it.

Each mark leads to the map, and the map to each mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from dashboard.html.component import clickable
from dashboard.html.highlight import Element, Layer, Pieces, highlight
from dashboard.html.templates import render
from dashboard.html.wording import (
    CLOCK_LABELS,
    STANCES,
    TOPICS,
    no_markup,
    party_label,
    relay_chain,
    start_label,
    time_label,
)
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from dashboard.view.settings import read_settings
from dashboard.view.view import MARKS
from geodata.borders import BorderLine
from geodata.gazetteer import Gazetteer
from loaders import Article, Claim, DateMention, Distance, Mention, Span
from loaders.claims.event_dates import day_words
from loaders.documents.urls import source_link
from loaders.export.captions import counted, day_label
from loaders.text.segment import fold_space

HEIGHT = "560px"
_MOST_ARTICLES = 300
"""A longer list of articles would be slow to send and to search."""
_KINDS = {
    "claim": "Claims",
    "place": "Places",
    "date": "Times",
    "far": "Distances",
    "name": "Names not mapped",
}
_ROLES = {
    "metonym": "stands for a government or a body; not mapped",
    "modifier": "only qualifies another word; not mapped",
    "adjectival": "people or an adjective, not the ground; not mapped",
    "not_a_place": "is no place here; not mapped",
    "literal": "means the ground, but nobody can say where; not mapped",
}


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """Characters to mark.

    Attributes
    ----------
    kind
        One of ``MARKS``.
    stop
        Names it among the article's marks.
    tip
        What it says on hover and focus, a line each.
    sends
        What is sent when it is chosen; nothing happens where it is None.
    place
        The place it stands for.
    look
        Further classes of its element.
    who
        The speaker, of a claim.
    """

    kind: str
    stop: str
    tip: str
    sends: Mapping[str, str] | None = None
    place: str | None = None
    look: str = ""
    who: str = ""


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
            f"{articles[i].publisher}, {day_label(articles[i].published)}: {articles[i].title}"
        ),
        label_visibility="collapsed",
    )
    return articles[session["w_read"]]


def find_marks(article: Article, shown: Shown) -> list[Mark]:
    """Return what is marked in an article.

    The claims and places shown, every time and distance, and the names not on the map.
    """
    placed = {id(mention) for mention in shown.sightings.within(article)}
    marks = [
        _claim_mark(article, claim, shown.line)
        for claim in article.claims
        if claim.id in shown.by_claim
    ]
    for mention in article.places:
        if id(mention) in placed:
            marks.append(_place_mark(mention, shown.places))
        elif mention.lat is None or mention.role != "literal":
            marks.append(_name_mark(mention))
    marks += [_date_mark(date) for date in article.dates]
    marks += [_distance_mark(distance) for distance in article.distances]
    return marks


def mention_stop(mention: Mention) -> str:
    """Return the stop a mention is in its article.

    ``p:`` with its first character where it may be on the map, else ``x:``.
    """
    return (
        f"{'p' if mention.role == 'literal' and mention.lat is not None else 'x'}:{mention.start}"
    )


def _claim_mark(article: Article, claim: Claim, line: BorderLine) -> Mark:
    party = "" if claim.party == claim.speaker else f" ({party_label(claim.party)})"
    about = day_words(article, claim, claim.event_date)
    lines = [
        (
            f"{claim.speaker}{party}: {STANCES.get(claim.stance, claim.stance)},"
            f" {TOPICS.get(claim.topic, claim.topic).lower()}"
        ),
        relay_chain(article, claim),
        f"{CLOCK_LABELS['event']}: {day_label(claim.event_date)}"
        + (f" (“{about.surface}”: {about.basis})" if about else ""),
        f"{CLOCK_LABELS['statement']}: {day_label(claim.statement_date)}",
        f"{CLOCK_LABELS['publication']}: {day_label(article.published)}",
    ]
    if claim.status_span:
        said = fold_space(article.text[claim.status_span.start : claim.status_span.end])
        lines.append(f"{claim.status.capitalize()}, in the article’s own words: “{said}”")
    look = " ".join(
        filter(
            None, [side_of_party(claim.party, line), "" if claim.status == "asserted" else "fallen"]
        )
    )
    return Mark(
        claim.start,
        claim.end,
        "claim",
        f"c:{claim.id}",
        "\n".join(lines),
        {"claim": claim.id},
        look=look,
        who=claim.speaker,
    )


def _place_mark(mention: Mention, gazetteer: Gazetteer) -> Mark:
    place = gazetteer.get(mention.place_id)
    label = place.label if place else mention.name
    size = mention.precision_m or 0.0
    lines = [
        (
            f"“{mention.surface}” → {label}, ± {size / 1000:g} km"
            if size >= 1000
            else f"“{mention.surface}” → {label}, ± {size:.0f} m"
        )
    ]
    lines.append(f"{mention.sure.capitalize()}: {mention.why}")
    return Mark(
        mention.start,
        mention.end,
        "place",
        mention_stop(mention),
        "\n".join(lines),
        {"place": mention.place_id},
        mention.place_id,
    )


def _name_mark(mention: Mention) -> Mark:
    lines = [f"“{mention.surface}” {_ROLES[mention.role]}", mention.why]
    return Mark(mention.start, mention.end, "name", mention_stop(mention), "\n".join(lines))


def _date_mark(date: DateMention) -> Mark:
    lines = [
        f"“{date.surface}” → {time_label(date.first, date.last, date.value)}",
        f"Because: {date.basis}",
    ]
    return Mark(date.start, date.end, "date", f"d:{date.start}", "\n".join(lines))


def _distance_mark(distance: Distance) -> Mark:
    lines = [
        distance.label + ("" if distance.metres is None else f" = {distance.metres:,.0f} m"),
        start_label(distance.datum),
    ]
    if distance.role != "advance":
        lines[1] = f"Read as: {distance.role}"
    return Mark(distance.start, distance.end, "far", f"m:{distance.start}", "\n".join(lines))


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
        about=f"{article.publisher}, {day_label(article.published)}{agencies}",
        original=source_link(article, first) if first and article.body_spans else None,
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
