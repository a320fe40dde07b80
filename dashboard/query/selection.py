"""What the filters leave.

The claims and place mentions shown, and what each place's evidence is. Pure; knows no widget.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from dashboard.query.counts import voice_words
from dashboard.query.index import NO_DAY, Behind, Columns, Entry, Index, Ints, Mask, holds, slug
from dashboard.view.view import View
from geodata.gazetteer import Gazetteer
from loaders import Article, Claim, Corpus, Mention
from loaders.claims.advances import Reading

BOTH = "both"
"""The voice of claims both sides make."""


@dataclass(frozen=True)
class Sighting:
    """A literal mention of a place, with the shown claims it stands in."""

    article: Article
    mention: Mention
    claims: tuple[Claim, ...]

    @property
    def fallen(self) -> bool:
        """Whether it stands only in claims that their own article calls debunked or retracted."""
        return bool(self.claims) and all(claim.status != "asserted" for claim in self.claims)


class Sightings(Mapping[str, tuple[Sighting, ...]]):
    """The mentions of a view by place id, in the order of the first ones.

    Made into objects only where one is asked for.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._made: dict[str, tuple[Sighting, ...]] = {}

    def __getitem__(self, place: str) -> tuple[Sighting, ...]:
        if place not in self._made:
            self._made[place] = sightings_of(self.columns, self.columns.of(place))
        return self._made[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.places)

    def __len__(self) -> int:
        return len(self.columns.places)

    def __contains__(self, place: object) -> bool:
        return place in self.columns.spans

    def behind(self, place: str, most: int | None = None, keep: str | None = None) -> Behind:
        """Return what is behind a place's mark, counted; as ``Columns.behind``."""
        return self.columns.behind(place, most, keep)

    def within(self, article: Article) -> list[Mention]:
        """Return the mentions of one article, in text order."""
        index, kept = self.columns.index, self.columns.kept
        first, last = np.searchsorted(
            index.mention_article[kept],
            [index.article_number[article.id], index.article_number[article.id] + 1],
        )
        return [index.mentions[number][1] for number in kept[first:last].tolist()]


class ShownClaims(Mapping[str, Entry]):
    """The claims of a view, by id."""

    def __init__(self, index: Index, mask: Mask) -> None:
        self._index, self._mask = index, mask

    def __getitem__(self, claim: str) -> Entry:
        number = self._index.claim_number[claim]
        if not self._mask[number]:
            raise KeyError(claim)
        return self._index.entries[number]

    def __iter__(self) -> Iterator[str]:
        return (
            self._index.entries[number].claim.id for number in np.flatnonzero(self._mask).tolist()
        )

    def __len__(self) -> int:
        return int(self._mask.sum())


@dataclass(frozen=True)
class Shown:
    """What a view shows of a corpus.

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

    corpus: Corpus
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
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found once for this view."""

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
    def voices(self) -> str:
        """In words, how many articles, speakers and parties the claims shown have."""
        kept = np.flatnonzero(self.mask)
        return voice_words(
            *(
                len(np.unique(column[kept]))
                for column in (self.index.article, self.index.speaker, self.index.party)
            )
        )

    def readings(self, gazetteer: Gazetteer) -> list[Reading]:
        """Return the readings of an advance among the claims shown, in text order."""
        return [reading for number, reading in self.index.readings(gazetteer) if self.mask[number]]

    def drawn_readings(self, gazetteer: Gazetteer) -> list[Reading]:
        """Return those of them that may be drawn; found once, since every card of the page asks."""
        if "readings" not in self.kept:
            drawn = self.drawn_mask
            self.kept["readings"] = [
                r
                for number, r in self.index.readings(gazetteer)
                if drawn[number] and not r.withheld
            ]
        found: list[Reading] = self.kept["readings"]
        return found


def same_article(wanted: str, article: Article) -> bool:
    """Whether a source value names an article.

    By outlet, or by the hex part of its id, so a corrected title breaks no link.
    """
    tail = re.search(r"-([0-9a-f]{6})$", wanted)
    return wanted == slug(article) or bool(tail and article.id.endswith(tail[1]))


def sightings_of(columns: Columns, mentions: Ints) -> tuple[Sighting, ...]:
    """Return mentions, by their numbers, with the shown claims they stand in."""
    index, found = columns.index, []
    for number in mentions.tolist():
        article, mention = index.mentions[number]
        found.append(
            Sighting(
                article,
                mention,
                tuple(
                    index.entries[n].claim
                    for n in columns.claims_of(np.array([number]))[0].tolist()
                ),
            )
        )
    return tuple(found)


def index_of(corpus: Corpus) -> Index:
    """Return a corpus in columns, made once and kept with it."""
    if "index" not in corpus.kept:
        corpus.kept["index"] = Index(
            corpus,
            [Entry(article, claim) for article in corpus.articles for claim in article.claims],
        )
    found: Index = corpus.kept["index"]
    return found


def select(corpus: Corpus, view: View, shared: Collection[str] = ()) -> Shown:
    """Return what a view shows.

    A claim with no day on the chosen clock stays until the view hides undated claims.

    ``shared`` holds the ids of the claims both sides make, for the voice ``both``.
    """
    index = index_of(corpus)
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
        corpus=corpus,
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
