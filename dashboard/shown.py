"""What the filters leave: the claims and place mentions shown, and what each place's evidence is. Pure; knows no widget."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.view import Clock, View
from geodata.borders import BorderLine
from geodata.gazetteer import fold
from loaders import Article, Claim, Corpus, Mention, Relation, Span
from loaders.tables import parties
from loaders.text import find_quotes, find_sentences, fold_space

BOTH = "both"
"""The voice of claims both sides make."""


@dataclass(frozen=True)
class Entry:
    """A claim with its article."""

    article: Article
    claim: Claim

    def day(self, clock: Clock) -> str | None:
        """Return the claim's ISO day on a clock, or None when no day is stated."""
        if clock == "event":
            return self.claim.event_date
        return self.claim.statement_date if clock == "statement" else self.article.published

    def known(self, by: str) -> str | None:
        """Return the ISO day the claim was known: that of its statement, where the text gives one, else (or always) of its publication."""
        return self.article.published if by == "publication" else self.claim.statement_date or self.article.published

    @property
    def fallen(self) -> bool:
        """Whether the claim's own article calls it debunked, or its speaker withdrew it."""
        return self.claim.status != "asserted"

    @property
    def quote(self) -> str:
        """The claim's words as shown to people."""
        return fold_space(self.article.text[self.claim.start : self.claim.end])


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


@dataclass(frozen=True)
class Shown:
    """What a view shows of a corpus.

    Attributes
    ----------
    entries
        The claims that pass every filter, in the articles' order.
    sightings
        The literal mentions shown, by place id.
    unplaced
        Literal mentions no one can locate, and names that are no place.
    undated
        How many shown claims state no day on the view's clock.
    hidden_undated
        How many are hidden only because they state none.
    """

    corpus: Corpus
    view: View
    entries: tuple[Entry, ...]
    sightings: dict[str, tuple[Sighting, ...]]
    unplaced: tuple[Sighting, ...]
    undated: int
    hidden_undated: int
    total: int
    articles: tuple[Article, ...] = field(default=())

    @cached_property
    def drawn(self) -> dict[str, Entry]:
        """The claims shown that may be drawn, by id: what was debunked or retracted only where it was asked for."""
        return {entry.claim.id: entry for entry in self.entries if self.view.debunked or not entry.fallen}

    @cached_property
    def drawn_sightings(self) -> dict[str, tuple[Sighting, ...]]:
        """The mentions that may be drawn, by place id, with the claims that may."""
        found: dict[str, tuple[Sighting, ...]] = {}
        for place_id, group in self.sightings.items():
            kept = tuple(
                Sighting(s.article, s.mention, tuple(c for c in s.claims if c.id in self.drawn))
                for s in group
                if not s.claims or any(c.id in self.drawn for c in s.claims)
            )
            if kept:
                found[place_id] = kept
        return found

    @cached_property
    def by_claim(self) -> dict[str, Entry]:
        """The shown claims, by id."""
        return {entry.claim.id: entry for entry in self.entries}


def slug(article: Article) -> str:
    """Return the outlet's slug: the article's id without day and hash."""
    return re.sub(r"-(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{6}$", "", article.id)


def same_article(wanted: str, article: Article) -> bool:
    """Whether a source value names an article: by outlet, or by the hex part of its id, so a corrected title breaks no link."""
    tail = re.search(r"-([0-9a-f]{6})$", wanted)
    return wanted == slug(article) or bool(tail and article.id.endswith(tail[1]))


def sides(line: BorderLine) -> dict[str, str]:
    """Return the party on each hand of a border line: {"left": …, "right": …}."""
    hands = {"left": line.left, "right": line.right}
    found = {hand: next((name for name, party in parties().items() if code in party.countries), "") for hand, code in hands.items()}
    return {hand: party for hand, party in found.items() if party}


def agreed(corpus: Corpus, relations: Sequence[Relation], line: BorderLine) -> frozenset[str]:
    """Return the ids of the claims that one side of a line makes and the other makes too: “same statement” across the two."""
    by_id = {claim_id: claim.party for claim_id, (_, claim) in corpus.claims.items()}
    both = set(sides(line).values())
    return frozenset(i for r in relations if r.relation == "same statement" and {by_id[r.a], by_id[r.b]} == both for i in (r.a, r.b))


def select(corpus: Corpus, view: View, shared: Collection[str] = ()) -> Shown:
    """Return what a view shows. A claim with no day on the chosen clock stays until the view hides undated claims.

    ``shared`` holds the ids of the claims both sides make, for the voice ``both``.
    """
    articles = [a for a in corpus.articles if not view.source or any(same_article(s, a) for s in view.source)]
    total = sum(len(a.claims) for a in corpus.articles)
    entries, undated, hidden = [], 0, 0
    for article in articles:
        for claim in article.claims:
            entry = Entry(article, claim)
            if not _matches(entry, view, shared):
                continue
            day = entry.day(view.clock)
            if day is None and view.undated == "hide":
                hidden += 1
            elif day is None or _within(day, view):
                undated += day is None
                entries.append(entry)
    sightings, unplaced = _sightings(articles, entries, view)
    shown_articles = [
        a for a in articles if any(e.article is a for e in entries) or any(s.article is a for group in sightings.values() for s in group)
    ]
    return Shown(corpus, view, tuple(entries), sightings, unplaced, undated, hidden, total, tuple(shown_articles))


def _within(day: str, view: View) -> bool:
    return (view.date_from or "") <= day <= (view.date_to or "9999")


def _matches(entry: Entry, view: View, shared: Collection[str]) -> bool:
    if view.voice and not (entry.claim.id in shared if view.voice == BOTH else entry.claim.party == view.voice):
        return False
    if view.party and entry.claim.party not in view.party:
        return False
    if view.topic and entry.claim.topic not in view.topic:
        return False
    if view.known and (entry.known(view.known_by) or "") > view.known:
        return False
    return _found(view.q, (entry.quote, entry.claim.speaker, *entry.claim.relay))


def _found(query: str, texts: Iterable[str]) -> bool:
    words = [fold(word) for word in query.split()]
    haystack = fold(" ".join(texts))
    return all(word in haystack for word in words)


def _sightings(articles: list[Article], entries: list[Entry], view: View) -> tuple[dict[str, tuple[Sighting, ...]], tuple[Sighting, ...]]:
    """Return the mentions shown: those in a shown claim, and those in no claim at all unless the filter is about claims."""
    shown = defaultdict(list)
    for entry in entries:
        shown[entry.article.id].append(entry.claim)
    placed: dict[str, list[Sighting]] = defaultdict(list)
    unplaced = []
    for article in articles:
        for mention in article.places:
            if mention.role not in {"literal", "not_a_place"}:
                continue
            claims = tuple(claim for claim in shown[article.id] if claim.contains(mention))
            free = not any(claim.contains(mention) for claim in article.claims)
            if not claims and not (free and _free_mention(article, mention, view)):
                continue
            sighting = Sighting(article, mention, claims)
            if mention.place_id and mention.lat is not None:
                placed[mention.place_id].append(sighting)
            else:
                unplaced.append(sighting)
    return {place_id: tuple(group) for place_id, group in placed.items()}, tuple(unplaced)


def _free_mention(article: Article, mention: Mention, view: View) -> bool:
    """Whether a mention that stands in no claim is shown: it has no party, no topic and no day of its own."""
    if view.party or view.topic or view.voice or (view.undated == "hide" and view.clock != "publication"):
        return False
    if view.known and (article.published or "") > view.known:
        return False
    if view.clock == "publication" and article.published and not _within(article.published, view):
        return False
    return not view.q or _found(view.q, (sentence_of(article, mention), mention.name))


def sentence_span(article: Article, span: Span) -> Span:
    """Return the sentence an article's span stands in (its paragraph where it crosses sentences)."""
    parts = [s for s in (article.title_span, article.subtitle_span, *article.body_spans) if s is not None]
    paragraph = next((p for p in parts if p.contains(span)), None)
    if paragraph is None:
        return Span(span.start, span.end)
    quotes = find_quotes(article.text, paragraph)
    sentences = find_sentences(article.text, paragraph, quotes)
    return next((s for s in sentences if s.contains(span)), paragraph)


def sentence_of(article: Article, span: Span) -> str:
    """Return the words of the sentence a span stands in, as shown to people."""
    sentence = sentence_span(article, span)
    return fold_space(article.text[sentence.start : sentence.end])
