"""What the filters leave.

The claims and place mentions shown, and what each place's evidence is. Pure; knows no widget.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.query.counts import count_words
from dashboard.query.index import NO_DAY, Columns, Entry, Index, Ints, Mask, holds, slug
from dashboard.query.sides import side_of_party
from dashboard.query.sightings import ShownClaims, Sightings
from dashboard.view.view import View
from geodata.borders import BorderLine
from geodata.gazetteer import Gazetteer
from loaders import Advance, Article, Corpus

BOTH = "both"
"""The choice of the claims that both sides make."""
_SIDE_TOPICS = frozenset({"border", "position", "advance"})


@dataclass(frozen=True)
class Shown:
    """What a view shows of a corpus: all that a panel, the map or an export draws from.

    Attributes
    ----------
    entries
        The claims that pass every filter, in the articles' order.
    sightings
        The literal mentions shown, by place id.
    undated
        How many shown claims state no day on the view's clock.
    hidden_undated
        How many are hidden only because they state none.
    articles
        Those of which anything is shown.
    """

    view: View
    entries: tuple[Entry, ...]
    sightings: Sightings
    undated: int
    hidden_undated: int
    total: int
    articles: tuple[Article, ...]
    index: Index
    mask: Mask
    """Which claims are shown, by their place in the index."""
    places: Gazetteer
    """The places its articles may name."""
    line: BorderLine
    """The border line that sides and distances are measured from."""

    @property
    def corpus(self) -> Corpus:
        """All articles, shown or not."""
        return self.index.corpus

    @cached_property
    def drawn_mask(self) -> Mask:
        """Which claims may be drawn: what was debunked or retracted only where it was asked for."""
        return self.mask if self.view.debunked else self.mask & ~self.index.fallen

    @cached_property
    def drawn(self) -> ShownClaims:
        """The claims shown that may be drawn, by id."""
        return ShownClaims(self.index, self.drawn_mask)

    @cached_property
    def drawn_sightings(self) -> Sightings:
        """The mentions that may be drawn, by place id, with the claims that may."""
        if self.view.debunked or not bool((self.mask & self.index.fallen).any()):
            return self.sightings
        index, pairs = self.index, self.sightings.columns.pairs
        within = np.zeros(len(index.mentions), dtype=bool)
        within[pairs[self.drawn_mask[pairs[:, 1]], 0]] = True
        in_claim = np.zeros(len(index.mentions), dtype=bool)
        in_claim[pairs[:, 0]] = True
        kept = np.zeros(len(index.mentions), dtype=bool)
        kept[self.sightings.columns.kept] = True
        return Sightings(Columns(index, self.drawn_mask, kept & (within | ~in_claim)))

    @cached_property
    def by_claim(self) -> ShownClaims:
        """The shown claims, by id."""
        return ShownClaims(self.index, self.mask)

    @cached_property
    def counts(self) -> str:
        """In words, how many articles, speakers and parties the claims shown have."""
        kept = np.flatnonzero(self.mask)
        return count_words(
            *(
                len(np.unique(column[kept]))
                for column in (self.index.article, self.index.speaker, self.index.party)
            )
        )

    @cached_property
    def advances(self) -> list[Advance]:
        """The advances that the claims shown state, in text order."""
        return [advance for number, advance in self.index.advances if self.mask[number]]

    @cached_property
    def drawn_advances(self) -> list[Advance]:
        """Those of them that may be drawn: nothing is drawn of an advance that is denied."""
        drawn = self.drawn_mask
        return [a for number, a in self.index.advances if drawn[number] and not a.withheld]

    @cached_property
    def side_claims(self) -> dict[tuple[str, str], list[int]]:
        """What the two sides say of the border, by side and place id, as places in the index.

        Claims of border, positions or advance that name a place.
        """
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        index = self.index
        by_party = {p: side for p in index.parties if (side := side_of_party(p, self.line))}
        wanted = self.drawn_mask & index.coded(index.party, index.parties, by_party)
        wanted &= index.coded(index.topic, index.topics, _SIDE_TOPICS)
        for number in np.flatnonzero(wanted).tolist():
            claim = index.entries[number].claim
            for place_id in claim.place_ids:
                found[by_party[claim.party], place_id].append(number)
        return found

    @property
    def side_entries(self) -> dict[tuple[str, str], list[Entry]]:
        """The same as claims with their articles."""
        entries = self.index.entries
        return {key: [entries[n] for n in found] for key, found in self.side_claims.items()}


def same_article(wanted: str, article: Article) -> bool:
    """Whether a source value names an article.

    By outlet, or by the hex part of its id, so a corrected title breaks no link.
    """
    tail = re.search(r"-([0-9a-f]{6})$", wanted)
    return wanted == slug(article) or bool(tail and article.id.endswith(tail[1]))


def select(
    index: Index, view: View, places: Gazetteer, line: BorderLine, shared: Collection[str] = ()
) -> Shown:
    """Return what a view shows.

    A claim with no day on the chosen date stays until the view hides undated claims.

    Parameters
    ----------
    index
        The articles, in columns.
    places
        The places they may name.
    line
        The border line that sides and distances are measured from.
    shared
        Ids of the claims that both sides make, for the choice ``both``.
    """
    corpus = index.corpus
    sources = _sources(index, view)
    matching = _matching(index, view, shared, sources)
    days = index.days[view.clock]
    dated = days != NO_DAY
    if view.undated == "hide":
        hidden, mask = int((matching & ~dated).sum()), matching & dated & _within(days, view)
    else:
        hidden, mask = 0, matching & (~dated | _within(days, view))
    mentions = _mentions(index, view, mask, sources)
    placed = Columns(index, mask, mentions)
    shown = np.zeros(len(corpus.articles), dtype=bool)
    shown[index.article[mask]] = True
    shown[index.mention_article[placed.kept]] = True
    return Shown(
        view=view,
        entries=(
            index.entries
            if mask.all()
            else tuple(index.entries[n] for n in np.flatnonzero(mask).tolist())
        ),
        sightings=Sightings(placed),
        undated=int((mask & ~dated).sum()),
        hidden_undated=hidden,
        total=len(index.entries),
        articles=tuple(corpus.articles[n] for n in np.flatnonzero(shown).tolist()),
        index=index,
        mask=mask,
        places=places,
        line=line,
    )


def _sources(index: Index, view: View) -> Mask:
    """Return which articles are of the view's sources."""
    articles = index.corpus.articles
    return np.array(
        [not view.source or any(same_article(s, a) for s in view.source) for a in articles],
        dtype=bool,
    )


def _within(days: Ints, view: View) -> Mask:
    """Return which days (``YYYYMMDD``) lie in the view's."""
    first, last = _number(view.date_from) or 0, _number(view.date_to) or 99_999_999
    return (first <= days) & (days <= last)


def _number(day: str | None) -> int | None:
    return int(day.replace("-", "")) if day else None


def _matching(index: Index, view: View, shared: Collection[str], sources: Mask) -> Mask:
    """Return which claims pass every filter but that of days."""
    mask = sources[index.article] if len(index.entries) else np.zeros(0, dtype=bool)
    if view.voice == BOTH:
        wanted = np.zeros(len(mask), dtype=bool)
        wanted[[index.claim_number[i] for i in shared if i in index.claim_number]] = True
        mask &= wanted
    elif view.voice:
        mask &= index.coded(index.party, index.parties, {view.voice})
    if view.party:
        mask &= index.coded(index.party, index.parties, view.party)
    if view.topic:
        mask &= index.coded(index.topic, index.topics, view.topic)
    if view.known:
        published, said = index.days["publication"], index.days["statement"]
        known = (
            published
            if view.known_by == "publication"
            else np.where(said != NO_DAY, said, published)
        )
        mask &= (known == NO_DAY) | (known <= (_number(view.known) or 0))
    if view.q:
        mask &= np.array(
            [
                kept and holds(view.q, words)
                for kept, words in zip(mask.tolist(), index.words, strict=True)
            ],
            dtype=bool,
        )
    return mask


def _mentions(index: Index, view: View, mask: Mask, sources: Mask) -> Mask:
    """Return which mentions are shown.

    Those in a shown claim, and those in no claim at all unless the filter is about claims.
    """
    shown = np.zeros(len(index.mentions), dtype=bool)
    if len(index.pairs):
        shown[index.pairs[mask[index.pairs[:, 1]], 0]] = True
    if (
        not len(shown)
        or view.party
        or view.topic
        or view.voice
        or (view.undated == "hide" and view.clock != "publication")
    ):
        return shown
    # a mention in no claim has no party, no topic and no day of its own
    free = index.free & sources[index.mention_article]
    published = index.published[index.mention_article]
    if view.known:
        free &= (published == NO_DAY) | (published <= (_number(view.known) or 0))
    if view.clock == "publication":
        free &= (published == NO_DAY) | _within(published, view)
    if view.q:
        for number in np.flatnonzero(free).tolist():
            free[number] = holds(view.q, index.free_words[number])
    return shown | free
