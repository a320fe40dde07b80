"""What a view shows: the claims and mentions that pass its filters. Pure; imports no Streamlit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from dashboard.query.border import Border
from dashboard.query.counts import count_words
from dashboard.query.index import NO_DAY, Columns, Entry, Index, Ints, Mask, holds, slug
from dashboard.query.sides import side_of_party
from dashboard.query.sightings import ShownClaims, Sightings
from dashboard.view.area import area_of
from dashboard.view.view import View
from geodata.gazetteer import Gazetteer
from loaders import Advance, Article, Corpus
from loaders.model.ids import digits_in

AGREED, DISPUTED = "both", "disputed"
"""The values of ``voice`` for the claims that both sides make, and for those that one side makes
and the other denies or contradicts."""
_SIDE_TOPICS = frozenset({"border", "position", "advance"})
"""Topics of what lies where: the map marks what each side says of them."""
_LAST_DAY = 99_999_999
"""A number above every day ``YYYYMMDD``."""


@dataclass(frozen=True)
class Shown:
    """What a view shows of a corpus: panels, map and exports draw from it alone.

    Attributes
    ----------
    view
        The view.
    entries
        The claims that pass every filter, in the articles' order.
    sightings
        The literal mentions shown, by place id.
    undated
        How many shown claims do not state the kind of date that the view filters by.
    hidden_undated
        How many claims are hidden only because they do not state it.
    total
        How many claims the corpus has.
    articles
        The articles of which a claim or mention is shown.
    index
        The corpus in columns.
    mask
        Which claims of the index are shown.
    matching
        Which claims pass every filter but that of days.
    places
        The places that the articles may name.
    border
        The border that the view is of: its two sides, its lines, and the one that is measured from.
    chosen
        Which claims of the index are of the view's voice; None for everybody's. The others are
        dimmed, and stay: what words answer must not go. For ``AGREED`` and ``DISPUTED`` whoever
        knows the relations says which they are (``bringing_out``).
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
    matching: Mask
    places: Gazetteer
    border: Border
    chosen: Mask | None = None

    def bringing_out(self, claims: Collection[str]) -> Shown:
        """Return the same with these claims, by id, as the view's voice."""
        numbers = [self.index.claim_number[i] for i in claims if i in self.index.claim_number]
        mask = np.zeros(len(self.index.entries), dtype=bool)
        mask[numbers] = True
        return replace(self, chosen=mask)

    def is_muted(self, claim_id: str) -> bool:
        """Whether a claim is not of the view's voice, and so is dimmed."""
        return self.chosen is not None and not self.chosen[self.index.claim_number[claim_id]]

    @property
    def corpus(self) -> Corpus:
        """All articles, shown or not."""
        return self.index.corpus

    @cached_property
    def drawn_mask(self) -> Mask:
        """Which claims are drawn: debunked and retracted ones only if the view asks for them."""
        return self.mask if self.view.debunked else self.mask & ~self.index.struck

    @cached_property
    def drawn(self) -> ShownClaims:
        """The shown claims that are drawn, by id."""
        return ShownClaims(self.index, self.drawn_mask)

    @cached_property
    def drawn_sightings(self) -> Sightings:
        """The mentions that are drawn, by place id, with the claims that are drawn."""
        if self.view.debunked or not bool((self.mask & self.index.struck).any()):
            return self.sightings
        index, pairs = self.index, self.sightings.columns.pairs
        in_drawn_claim = np.zeros(len(index.mentions), dtype=bool)
        in_drawn_claim[pairs[self.drawn_mask[pairs[:, 1]], 0]] = True
        in_claim = np.zeros(len(index.mentions), dtype=bool)
        in_claim[pairs[:, 0]] = True
        shown = np.zeros(len(index.mentions), dtype=bool)
        shown[self.sightings.columns.mentions] = True
        return Sightings(Columns(index, self.drawn_mask, shown & (in_drawn_claim | ~in_claim)))

    @cached_property
    def by_claim(self) -> ShownClaims:
        """The shown claims, by id."""
        return ShownClaims(self.index, self.mask)

    @cached_property
    def counts(self) -> str:
        """How many articles, speakers and parties the claims shown have, in words."""
        index = self.index
        columns = (index.article, index.speaker, index.party)
        return count_words(*(len(np.unique(column[self.mask])) for column in columns))

    @cached_property
    def advances(self) -> list[Advance]:
        """The advances that the claims shown state, in text order."""
        return [advance for number, advance in self.index.advances if self.mask[number]]

    @cached_property
    def drawn_advances(self) -> list[Advance]:
        """Those of ``advances`` that are drawn: of a denied advance nothing is drawn."""
        drawn = self.drawn_mask
        return [a for number, a in self.index.advances if drawn[number] and not a.withheld]

    @cached_property
    def advances_of_other_days(self) -> list[Advance]:
        """The advances that would be drawn, were it not for the day filter."""
        wanted = self.matching & ~self.mask
        if not self.view.debunked:
            wanted &= ~self.index.struck
        return [a for number, a in self.index.advances if wanted[number] and not a.withheld]

    @cached_property
    def side_claims(self) -> dict[tuple[str, str], list[int]]:
        """The numbers of the claims of each side about a place, by side and place id.

        Only claims about the border, positions or an advance that name a place.
        """
        claims: dict[tuple[str, str], list[int]] = defaultdict(list)
        index = self.index
        by_party = {p: side for p in index.parties if (side := side_of_party(p, self.border))}
        wanted = self.drawn_mask & index.coded(index.party, index.parties, by_party)
        wanted &= index.coded(index.topic, index.topics, _SIDE_TOPICS)
        for number in np.flatnonzero(wanted).tolist():
            claim = index.entries[number].claim
            for place_id in claim.place_ids:
                claims[by_party[claim.voice], place_id].append(number)
        return claims

    @property
    def side_entries(self) -> dict[tuple[str, str], list[Entry]]:
        """The claims of ``side_claims`` with their articles."""
        entries = self.index.entries
        return {key: [entries[n] for n in numbers] for key, numbers in self.side_claims.items()}


def same_article(wanted: str, article: Article) -> bool:
    """Whether a value of ``source`` names an article.

    It may be the outlet's slug or the article's id. Of the id only the hex part counts, so that
    links still work after the title or outlet was corrected.
    """
    digits = digits_in(wanted)
    return wanted == slug(article) or bool(
        digits and article.id.rpartition("-")[2].startswith(digits)
    )


def select(index: Index, view: View, places: Gazetteer, border: Border) -> Shown:
    """Return what a view shows.

    A day filter hides the claims that do not state the chosen kind of date, unless the view asks
    for them.

    Parameters
    ----------
    index
        The articles, in columns.
    view
        The view.
    places
        The places that the articles may name.
    border
        The border that the view is of.
    """
    corpus = index.corpus
    sources = _sources(index, view)
    matching = _matching(index, view, sources)
    days = index.days[view.clock]
    dated = days != NO_DAY
    if view.hides_undated:
        hidden, mask = int((matching & ~dated).sum()), matching & dated & _within(days, view)
    else:
        hidden, mask = 0, matching & (~dated | _within(days, view))
    mentions = _mentions(index, view, mask, sources)
    placed = Columns(index, mask, mentions)
    shown = np.zeros(len(corpus.articles), dtype=bool)
    shown[index.article[mask]] = True
    shown[index.mention_article[placed.mentions]] = True
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
        matching=matching,
        places=places,
        border=border,
        chosen=_of_party(index, view.voice),
    )


def _sources(index: Index, view: View) -> Mask:
    """Return which articles are of the view's sources."""
    articles = index.corpus.articles
    return np.array(
        [not view.source or any(same_article(s, a) for s in view.source) for a in articles],
        dtype=bool,
    )


def _within(days: Ints, view: View) -> Mask:
    """Return which days (``YYYYMMDD``) pass the view's day filter."""
    first, last = _number(view.date_from) or 0, _number(view.date_to) or _LAST_DAY
    return (first <= days) & (days <= last)


def _number(day: str | None) -> int | None:
    return int(day.replace("-", "")) if day else None


def _of_party(index: Index, voice: str) -> Mask | None:
    """Return which claims are of a party, or None for a voice that is no party's."""
    if voice in {"", AGREED, DISPUTED}:
        return None
    return index.coded(index.party, index.parties, {voice})


def _matching(index: Index, view: View, sources: Mask) -> Mask:
    """Return which claims pass every filter except that of days."""
    mask = sources[index.article] if len(index.entries) else np.zeros(0, dtype=bool)
    if view.party:
        mask &= index.coded(index.party, index.parties, view.party)
    if view.topic:
        mask &= index.coded(index.topic, index.topics, view.topic)
    if view.known:
        published, said = index.days["publication"], index.days["statement"]
        by_publication = view.known_by == "publication"
        known = published if by_publication else np.where(said != NO_DAY, said, published)
        mask &= (known == NO_DAY) | (known <= (_number(view.known) or 0))
    if view.within:
        inside = np.zeros(len(mask), dtype=bool)
        pairs = index.pairs
        inside[pairs[_inside(index, view)[pairs[:, 0]], 1]] = True
        mask &= inside
    if view.q:
        for number in np.flatnonzero(mask).tolist():
            mask[number] = holds(view.q, index.words[number])
    return mask


def _inside(index: Index, view: View) -> Mask:
    """Return which mentions are of a place within the view's area."""
    area = area_of(view.within)
    return area.holds(index.lat, index.lon) if area else np.ones(len(index.mentions), dtype=bool)


def _mentions(index: Index, view: View, mask: Mask, sources: Mask) -> Mask:
    """Return which mentions are shown.

    They are those in a shown claim, and those in no claim unless a filter asks for what only a
    claim has.
    """
    shown = np.zeros(len(index.mentions), dtype=bool)
    if len(index.pairs):
        shown[index.pairs[mask[index.pairs[:, 1]], 0]] = True
    if (
        not len(shown)
        or view.party
        or view.topic
        or (view.hides_undated and view.clock != "publication")
    ):
        return shown
    # a mention in no claim has no party, no topic and no day of its own
    free = index.free & sources[index.mention_article]
    published = index.published[index.mention_article]
    if view.known:
        free &= (published == NO_DAY) | (published <= (_number(view.known) or 0))
    if view.clock == "publication":
        undated = (published == NO_DAY) & (not view.hides_undated)
        free &= undated | ((published != NO_DAY) & _within(published, view))
    if view.within:
        free &= _inside(index, view)
    if view.q:
        for number in np.flatnonzero(free).tolist():
            free[number] = holds(view.q, index.free_words[number])
    return shown | free
