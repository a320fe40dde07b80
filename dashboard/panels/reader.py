"""“Read”: an article in full, with what the loaders understood marked in it.

Each mark leads to the map, and the map to each mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

import streamlit as st

from dashboard.html.component import act, attributes, clickable
from dashboard.html.wording import (
    STANCES,
    TOPICS,
    link_html,
    no_markup,
    party_label,
    relay_chain,
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
    does
        The attribute that makes choosing it do something, or "".
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
    does: str = ""
    place: str | None = None
    look: str = ""
    who: str = ""


def reader(shown: Shown) -> None:
    """Draw the panel: which article, then the article."""
    articles = {article.id: article for article in shown.articles}
    if not articles:
        st.caption("No article passes these filters.")
        return
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
    article = articles[session["w_read"]]
    marks = find_marks(article, shown)
    html = _head(article, marks, shown) + article_html(
        article, marks, full_text=read_settings().full_text
    )
    lit = " ".join(f"lit-{kind}" for kind in MARKS if kind not in shown.view.unmarked)
    clickable(
        f'<div class="{lit}">{html}</div>',
        "reader",
        f"{article.title}: the article, with its claims and places marked",
        scrolls=HEIGHT,
        go=session.get("go", {"n": 0, "to": None}),
        what=article.id,
    )


def _head(article: Article, marks: Sequence[Mark], shown: Shown) -> str:
    """Return the bar that stays in view.

    The walk, the switches, and how much of the article is marked.
    """
    out = shown.view.unmarked
    switches = "".join(
        '<button type="button" class="push"'
        f' aria-pressed="{str(kind not in out).lower()}"{act(mark=kind)}><span class="m key'
        f' {kind}">{name}</span></button>'
        for kind, name in _KINDS.items()
    )
    claims = sum(mark.kind == "claim" for mark in marks)
    places = sum(mark.kind == "place" for mark in marks)
    return (
        '<div class="top"><div class="bar"><button type="button" class="push" title="Previous mark'
        f' (p)"{act(walk=-1)}>‹ Previous</button><button type="button" class="push" title="Next'
        f' mark (n)"{act(walk=1)}>Next ›</button><span class="quiet">{claims} of'
        f" {counted(len(article.claims), 'claim')} and {counted(places, 'place name')}"
        ' marked</span></div><div class="bar" role="group" aria-label="What is'
        f' marked">{switches}</div></div>'
    )


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
        f"About: {day_label(claim.event_date)}"
        + (f" (“{about.surface}”: {about.basis})" if about else ""),
        f"Said: {day_label(claim.statement_date)}. Published: {day_label(article.published)}",
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
        act(claim=claim.id),
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
        act(place=mention.place_id),
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
        f"Measured from, as read: {distance.datum}",
    ]
    if distance.role != "advance":
        lines[1] = f"Read as: {distance.role}"
    return Mark(distance.start, distance.end, "far", f"m:{distance.start}", "\n".join(lines))


def article_html(article: Article, marks: Sequence[Mark], *, full_text: bool) -> str:
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
    link = (
        source_link(article, article.title_span or article.body_spans[0])
        if article.body_spans
        else None
    )
    agencies = f", with {', '.join(article.agencies)}" if article.agencies else ""
    about = escape(f"{article.publisher}, {day_label(article.published)}{agencies}")
    parts = [
        f'<p class="quiet">{about}{" · " + link_html("the original", link) if link else ""}</p>'
    ]
    if not full_text:
        parts.append(
            '<p class="quiet">Excerpts only: this site may not publish whole articles.</p>'
        )
    texts = [s for s in (article.title_span, article.subtitle_span, *article.body_spans) if s]
    blocks = sorted([*texts, *_unsorted(article, texts), *article.excluded], key=lambda s: s.start)
    for left_out, group in groupby(blocks, key=lambda s: s not in texts):
        if left_out:
            parts.append(_left_out(article, list(group)) if full_text else "")
        else:
            parts += [_block(article, span, marks, full_text=full_text) for span in group]
    return f'<div class="text">{"".join(parts)}</div>'


def _unsorted(article: Article, texts: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands neither in the text nor in a part left out, so that nothing of the file is lost."""
    covered = sorted([*texts, *article.excluded], key=lambda s: s.start)
    position = 0
    for span in [*covered, Span(len(article.text), len(article.text))]:
        if article.text[position : span.start].strip():
            yield Span(position, span.start)
        position = max(position, span.end)


def _left_out(article: Article, parts: Sequence[Span]) -> str:
    reasons = [getattr(part, "reason", "not read") for part in parts]
    words = "; ".join(
        f"{reason} ({reasons.count(reason)})" if reasons.count(reason) > 1 else reason
        for reason in dict.fromkeys(reasons)
    )
    body = "".join(
        f"<div>{escape(fold_space(article.text[part.start : part.end]))}</div>" for part in parts
    )
    return f'<details class="out"><summary>Left out: {escape(words)}</summary>{body}</details>'


def _block(article: Article, span: Span, marks: Sequence[Mark], *, full_text: bool) -> str:
    inside = [mark for mark in marks if span.overlaps(mark)]
    if full_text or span == article.title_span:
        body = _marked(article.text, span, inside)
    else:
        sentences = _kept(article, [mark for mark in inside if mark.kind in {"claim", "place"}])
        gap = '<span class="gap">[…]</span>'
        body = " ".join(
            _marked(article.text, sentence, [m for m in inside if sentence.overlaps(m)])
            for sentence in sentences
        )
        body = f"{body} {gap}" if sentences else gap
    if span == article.title_span:
        return f"<h3>{body}</h3>"
    if span == article.subtitle_span:
        return f'<p class="sub">{body}</p>'
    return f"<h5>{body}</h5>" if article.is_heading(span) else f"<p>{body}</p>"


def _kept(article: Article, marks: Iterable[Mark]) -> list[Span]:
    """Return the sentences that marks stand in, in order, joined where they overlap."""
    kept: list[Span] = []
    for span in sorted((article.sentence_at(mark) for mark in marks), key=lambda s: s.start):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _marked(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Return a span's words with its marks as nested elements.

    Claims outside, names, times and distances inside.
    """
    edges = {span.start, span.end} | {
        edge for m in marks for edge in (m.start, m.end) if span.start < edge < span.end
    }
    pieces = [Span(*pair) for pair in pairwise(sorted(edges))]
    claims, small = [m for m in marks if m.kind == "claim"], [m for m in marks if m.kind != "claim"]
    told: set[str] = set()
    parts = []
    for over, group in groupby(
        pieces, key=lambda piece: tuple(m for m in claims if m.contains(piece))
    ):
        body = "".join(_small(text, piece, small, told) for piece in group)
        parts.append(_claim_html(body, over, told) if over else body)
    return "".join(parts)


def _claim_html(body: str, over: Sequence[Mark], told: set[str]) -> str:
    """Return words inside claims as one element.

    That of the shortest, which stands for all of them.
    """
    inner = min(over, key=lambda m: m.end - m.start)
    new = [m for m in over if m.stop not in told]
    told.update(m.stop for m in new)
    claims = " ".join(m.stop.removeprefix("c:") for m in over)
    who = attributes(who=inner.who) if inner in new else ""
    stops = attributes(stop=" ".join(m.stop for m in new))
    # no button: it holds the places' own
    return (
        f'<mark class="m claim {inner.look}"'
        f' tabindex="-1"{attributes(c=claims, tip=inner.tip)}{stops}{who}{inner.does}>{body}</mark>'
    )


def _small(text: str, piece: Span, marks: Sequence[Mark], told: set[str]) -> str:
    body = _words(text, piece)
    over = [m for m in marks if m.contains(piece)]
    if not over:
        return body
    inner = min(over, key=lambda m: m.end - m.start)
    stop = "" if inner.stop in told else attributes(stop=inner.stop)
    told.add(inner.stop)
    role = ' role="button"' if inner.does else ""
    return (
        f'<span class="m {inner.kind}"{role}'
        f' tabindex="-1"{attributes(tip=inner.tip, p=inner.place)}{stop}{inner.does}>{body}</span>'
    )


def _words(text: str, span: Span) -> str:
    """Return the characters of a span, escaped, with white space folded and kept at both ends."""
    raw = text[span.start : span.end]
    body = escape(fold_space(raw))
    return f"{' ' if raw[:1].isspace() else ''}{body}{' ' if body and raw[-1:].isspace() else ''}"
