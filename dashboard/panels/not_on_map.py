"""“Not on the map”.

Every place-like mention that was not drawn, with the reason and its sentence; then the claims
without a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.html.component import act, attributes, clickable
from dashboard.html.html_tables import plain
from dashboard.html.wording import clip
from dashboard.panels.paging import page_of
from dashboard.panels.reader import mention_stop
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from geodata.layers import areas
from loaders import Article, Claim, Span
from loaders.export.captions import counted
from loaders.text.segment import fold_space

_REASONS = {
    "metonym": "Stands for a government or a body",
    "modifier": "Only qualifies another word (a ministry, troops, a spokesman)",
    "adjectival": "People or an adjective, not the ground",
    "not_a_place": "No place here",
    "unfound": "Not found: nobody can say where it lies",
    "vague": "Too vague, or too large, to be more than a name on the map",
    "country": "Only a country: named on the map, never pinned",
    "fallen": "Named only in claims that were debunked or retracted",
}
_NOTICES = 40
_ARTICLES = 60
"""Articles that are looked through at once: the parts left out are searched only now, some
hundredths of a second each."""
_MOST = 40
"""Sentences of one name that are listed; the rest are counted."""
_MOST_UNFOUND = 5
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Absent(Span):
    """A name that is not drawn.

    The article, the gazetteer's name, why in short and in full, and where the reader finds it.
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
    fallen = [entry for entry in shown.entries if entry.fallen]
    if fallen:
        st.toggle(
            f"Draw what was debunked or retracted ({counted(len(fallen), 'claim')}), hollow and"
            " struck through",
            key="w_debunked",
            disabled=not any(entry.claim.place_ids for entry in fallen),
            help=(
                "An article’s own voice says that these claims fell, or their speaker withdrew"
                " them. A denial by somebody else never hides a claim."
            ),
        )
    if fallen and not any(entry.claim.place_ids for entry in fallen):
        st.caption("There is nothing to draw of them: they name no place. They are listed here.")
    articles = page_of(shown.articles, _ARTICLES, "tray")
    if len(articles) < len(shown.articles):
        st.caption(
            f"Of {len(articles)} of {len(shown.articles):,} articles; choose others above, or"
            " filter."
        )
    absent = find_absent(articles, shown)
    ids = {article.id for article in articles}
    entries = [entry for entry in shown.entries if entry.article.id in ids]
    fallen = [entry for entry in entries if entry.fallen]
    placeless = [entry for entry in entries if not entry.claim.place_ids]
    for notice in _unfound(absent):
        plain(notice)
    st.caption(
        f"{counted(len(absent), 'name')} not drawn, by reason. {len(placeless):,} of"
        f" {counted(len(entries), 'claim')} shown name no place on the ground."
    )
    parts = [_group(reason, list(group)) for reason, group in _by_reason(absent)]
    if fallen:
        rows = "".join(
            _claim_row(
                e.article,
                e.claim,
                f"{e.claim.status}: {_said(e.article, e.claim.status_span)}",
                struck=True,
            )
            for e in fallen
        )
        parts.insert(
            0,
            "<details open><summary><strong>Debunked or retracted claims</strong>"
            f" ({len(fallen)})</summary><ul>{rows}</ul></details>",
        )
    if placeless:
        rows = "".join(_claim_row(e.article, e.claim, e.claim.speaker) for e in placeless[:_MOST])
        more = (
            f'<li class="quiet">and {len(placeless) - _MOST:,} more, in the table of claims</li>'
            if len(placeless) > _MOST
            else ""
        )
        parts.append(
            "<details><summary><strong>Claims that name no place on the ground</strong>"
            f" ({len(placeless)})</summary><ul>{rows}{more}</ul></details>"
        )
    if not parts:
        st.caption("Every place named is on the map.")
        return
    clickable("".join(parts), "tray", "Names and claims that are not on the map")


def _unfound(absent: Iterable[Absent]) -> list[str]:
    """Return a line for each name nobody can locate: a row of the gazetteer would mend it."""
    names = list(
        dict.fromkeys(
            f"{item.name}: {item.why}" for item in absent if item.reason == _REASONS["unfound"]
        )
    )
    return names[:_MOST_UNFOUND]


def find_absent(articles: Iterable[Article], shown: Shown) -> list[Absent]:
    """Return every place-like name of some articles that a view does not draw, in text order: in the text, then in what was left out."""
    found: list[Absent] = []
    for article in articles:
        for mention in article.places:
            reason: str = mention.role
            if mention.role == "literal":
                place = shown.places.get(mention.place_id)
                if mention.lat is None:
                    reason = "unfound"
                elif place and place.kind == "country":
                    reason = "country"
                elif place and place.is_area and place.id not in areas():
                    reason = "vague"
                elif (
                    mention.place_id in shown.sightings
                    and mention.place_id not in shown.drawn_sightings
                ):
                    reason = "fallen"
                else:
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


def _by_reason(absent: Iterable[Absent]) -> Iterator[tuple[str, list[Absent]]]:
    groups: dict[str, list[Absent]] = {}
    for item in absent:
        groups.setdefault(item.reason, []).append(item)
    # the few that a reader may miss first; governments and adjectives, which are many, after them
    last = [_REASONS[role] for role in ("metonym", "modifier", "adjectival")]
    yield from sorted(
        groups.items(), key=lambda pair: last.index(pair[0]) + 1 if pair[0] in last else 0
    )


def _group(reason: str, items: list[Absent]) -> str:
    names: dict[str, list[Absent]] = {}
    for item in items:
        names.setdefault(item.name, []).append(item)
    inner = "".join(
        f"<details><summary>{escape(name)}"
        f" ({len(group)})</summary><ul>{''.join(map(_row, group[:_MOST]))}"
        + (f'<li class="quiet">and {len(group) - _MOST:,} more</li>' if len(group) > _MOST else "")
        + "</ul></details>"
        for name, group in names.items()
    )
    return (
        f"<details><summary><strong>{escape(reason)}</strong>"
        f" ({len(items)})</summary>{inner}</details>"
    )


def _row(item: Absent) -> str:
    """Return a name's sentence with the name marked, the reason in full, and the way into the article."""
    article = item.article
    sentence = article.sentence_at(item) if item.stop else _around(article, item)
    before, name, after = (
        article.text[a:b]
        for a, b in ((sentence.start, item.start), (item.start, item.end), (item.end, sentence.end))
    )
    words = f"{escape(_end(before))}<mark>{escape(fold_space(name))}</mark>{escape(clip(_space(after), _LONGEST))}"
    why = f'<div class="quiet">{escape(item.why)}</div>' if item.why else ""
    way = act(read=article.id, stop=item.stop) if item.stop else ""
    button = f'<button type="button" class="push"{way}>Read</button> ' if way else ""
    return f'<li>{words}<div class="quiet">{button}{escape(article.publisher)}</div>{why}</li>'


def _around(article: Article, item: Absent) -> Span:
    """Return the line of a name in a part left out: there are no sentences there."""
    start, end = article.text.rfind("\n", 0, item.start) + 1, article.text.find("\n", item.end)
    return Span(start, end if end >= 0 else len(article.text))


def _space(words: str) -> str:
    return f"{' ' if words[:1].isspace() else ''}{fold_space(words)}"


def _end(words: str) -> str:
    """Return the end of the words before a name, cut at a space where they are long."""
    folded = fold_space(words)
    cut = folded if len(folded) <= _LONGEST else "… " + folded[-_LONGEST:].split(" ", 1)[-1]
    return f"{cut}{' ' if words[-1:].isspace() else ''}"


def _said(article: Article, span: Span | None) -> str:
    return (
        f"“{fold_space(article.text[span.start : span.end])}”, in the article’s own words"
        if span
        else ""
    )


def _claim_row(article: Article, claim: Claim, note: str, *, struck: bool = False) -> str:
    words = clip(fold_space(article.text[claim.start : claim.end]), _LONGEST)
    return (
        f'<li{attributes(c=claim.id)}><button type="button"'
        f' class="said{" struck" if struck else ""}"{act(read=article.id, stop=f"c:{claim.id}")}>{escape(words)}</button><div'
        f' class="quiet">{escape(article.publisher)} · {escape(note)}</div></li>'
    )
