"""“Not on the map”.

Every place-like mention that was not drawn, with the reason and its sentence; then the claims
without a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.html.component import clickable
from dashboard.html.highlight import shortened
from dashboard.html.html_tables import plain
from dashboard.html.templates import render
from dashboard.html.wording import clip
from dashboard.panels.article_marks import mention_stop
from dashboard.panels.paging import page_of
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from geodata.layers import areas
from loaders import Article, Mention, Span
from loaders.export.captions import counted
from loaders.text.segment import fold_space
from loaders.toponyms.unknown.unlisted import LISTED

_REASONS = {
    "metonym": "Stands for a government or a body",
    "modifier": "Only qualifies another word (a ministry, troops, a spokesman)",
    "adjectival": "People or an adjective, not the ground",
    "not_a_place": "No place here",
    "anchor": "Only where another place is measured from",
    "unlisted": "It may be a place: no list of places has it",
    "unfound": "Not found: nobody can say where it lies",
    "vague": "Shape not known: a region that is only a name on the map",
    "country": "Only a country: named on the map, never pinned",
    "debunked": "Named only in claims that were debunked or retracted",
}
_NOTICES = 40
"""Notices on a page."""
_ARTICLES = 60
"""Articles that are looked through at once: the parts left out are searched only now, some
hundredths of a second each."""
_MOST = 40
"""Sentences of one name that are listed; the rest are counted."""
_MOST_UNFOUND = 5
"""Names nobody can locate that are named above the list."""
_LONGEST = 320
"""Characters of a claim, or of a sentence on either side of a name, that are shown."""


@dataclass(frozen=True, slots=True)
class Absent(Span):
    """A name that is not drawn.

    Attributes
    ----------
    article, name
        Where it stands, and what the gazetteer calls it.
    reason, why
        Why it is not drawn, in short and in full.
    stop
        Where the reader has it marked, if it does.
    """

    article: Article
    name: str
    reason: str
    why: str
    stop: str | None


def not_on_map(shown: Shown, notices: Sequence[str]) -> None:
    """Draw the panel."""
    for notice in page_of(notices, _NOTICES, "notices"):
        plain(notice)
    _debunked_switch([entry for entry in shown.entries if entry.struck])
    articles = page_of(shown.articles, _ARTICLES, "unmapped")
    if len(articles) < len(shown.articles):
        st.caption(
            f"Of {len(articles)} of {len(shown.articles):,} articles; choose others above, or"
            " filter."
        )
    absent = find_absent(articles, shown)
    ids = {article.id for article in articles}
    entries = [entry for entry in shown.entries if entry.article.id in ids]
    placeless = [entry for entry in entries if not entry.claim.place_ids]
    for notice in _unfound(absent):
        plain(notice)
    st.caption(
        f"{counted(len(absent), 'name')} not drawn, by reason. {len(placeless):,} of"
        f" {counted(len(entries), 'claim')} shown name no place on the ground."
    )
    debunked = [
        _claim(e, f"{e.claim.status}: {_said(e.article, e.claim.status_span)}", struck=True)
        for e in entries
        if e.struck
    ]
    if not (absent or debunked or placeless):
        st.caption("Every place named is on the map.")
        return
    html = render(
        "not_on_map.html",
        debunked=debunked,
        groups=[_group(reason, list(group)) for reason, group in _by_reason(absent)],
        placeless=[_claim(e, e.claim.who) for e in placeless[:_MOST]],
        placeless_count=len(placeless),
    )
    clickable(html, "unmapped", "Names and claims that are not on the map")


def _debunked_switch(debunked: Sequence[Entry]) -> None:
    """Draw the switch that draws what was debunked or retracted, where there is any."""
    if not debunked:
        return
    mapped = any(entry.claim.place_ids for entry in debunked)
    st.toggle(
        f"Draw what was debunked or retracted ({counted(len(debunked), 'claim')}), hollow and"
        " struck through",
        key="w_debunked",
        disabled=not mapped,
        help=(
            "Their own article calls these claims debunked, or their speaker retracted them. A"
            " denial by somebody else never hides a claim."
        ),
    )
    if not mapped:
        st.caption("There is nothing to draw of them: they name no place. They are listed here.")


def _unfound(absent: Iterable[Absent]) -> list[str]:
    """Return a line for each name nobody can locate: a row of the gazetteer would add it."""
    names = dict.fromkeys(
        f"{item.name}: {item.why}" for item in absent if item.reason == _REASONS["unfound"]
    )
    return list(names)[:_MOST_UNFOUND]


def find_absent(articles: Iterable[Article], shown: Shown) -> list[Absent]:
    """Return every place-like name of some articles that a view does not draw.

    In text order: those in the text, then those in what was left out.
    """
    found: list[Absent] = []
    for article in articles:
        for mention in article.places:
            reason = _reason(mention, shown)
            if reason is None:
                continue
            found.append(
                Absent(
                    mention.start,
                    mention.end,
                    article,
                    mention.name or mention.surface,
                    _REASONS[reason],
                    mention.why,
                    mention_stop(mention),
                )
            )
        found += [
            Absent(
                name.start,
                name.end,
                article,
                name.name,
                f"In a part that is no text of the article: {name.part.reason}",
                "",
                None,
            )
            for name in corpora.left_out(article)
        ]
    return found


def _reason(mention: Mention, shown: Shown) -> str | None:
    """Return why a mention is not drawn, as a key of ``_REASONS``; None where it is."""
    if mention.role == "not_a_place" and mention.why.endswith(LISTED):
        return "unlisted"
    if mention.role != "literal":
        return mention.role
    if mention.ground == "":
        return "anchor"
    place = shown.places.get(mention.place_id)
    if mention.lat is None:
        return "unfound"
    if place and place.kind == "country":
        return "country"
    if place and place.is_area and place.id not in areas():
        return "vague"
    ground = mention.ground_id
    hidden = ground in shown.sightings and ground not in shown.drawn_sightings
    return "debunked" if hidden else None


def _by_reason(absent: Iterable[Absent]) -> Iterator[tuple[str, list[Absent]]]:
    groups: dict[str, list[Absent]] = {}
    for item in absent:
        groups.setdefault(item.reason, []).append(item)
    # the few that a reader may miss first; governments and adjectives, which are many, after them
    last = [_REASONS[role] for role in ("metonym", "modifier", "adjectival")]
    yield from sorted(
        groups.items(), key=lambda pair: last.index(pair[0]) + 1 if pair[0] in last else 0
    )


def _group(reason: str, items: list[Absent]) -> dict[str, object]:
    """Return what is not drawn for one reason, by name."""
    names: dict[str, list[Absent]] = {}
    for item in items:
        names.setdefault(item.name, []).append(item)
    return {
        "reason": reason,
        "count": len(items),
        "names": [
            {"name": name, "count": len(group), "rows": [_row(item) for item in group[:_MOST]]}
            for name, group in names.items()
        ],
    }


def _row(item: Absent) -> dict[str, object]:
    """Return a name’s sentence with the name marked, why it is not drawn, and where it is read."""
    article = item.article
    sentence = article.sentence_at(item) if item.stop else _around(article, item)
    return {
        "words": shortened(article.text, sentence, item, _LONGEST, "mark"),
        "article": article.id,
        "publisher": article.publisher,
        "stop": item.stop,
        "why": item.why,
    }


def _around(article: Article, item: Absent) -> Span:
    """Return the line of a name in a part left out: there are no sentences there."""
    start, end = article.text.rfind("\n", 0, item.start) + 1, article.text.find("\n", item.end)
    return Span(start, end if end >= 0 else len(article.text))


def _said(article: Article, span: Span | None) -> str:
    return (
        f"“{fold_space(article.text[span.start : span.end])}”, in the article’s own words"
        if span
        else ""
    )


def _claim(entry: Entry, note: str, *, struck: bool = False) -> dict[str, object]:
    return {
        "id": entry.claim.id,
        "article": entry.article.id,
        "words": clip(entry.quote, _LONGEST),
        "publisher": entry.article.publisher,
        "note": note,
        "struck": struck,
    }
