"""The claims and mentions of a corpus as columns, made once and filtered for every visitor.

At ten thousand articles, filtering objects one by one takes seconds; filtering columns takes
milliseconds (``python -m benchmarks.scale``). Imports no Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.view.view import Clock
from geodata.place import fold
from loaders import Advance, Article, Claim, Corpus, Mention
from loaders.model.ids import outlet_of
from loaders.model.version import data_version
from loaders.text.segment import fold_space, sentence_of

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NO_DAY = -1
"""The value of a day column where no day is stated."""
_CACHED_SLUGS = 30_000
"""Ids whose outlet is cached: those of a corpus of ten thousand articles, and more."""


@dataclass(frozen=True)
class Entry:
    """A claim with its article."""

    article: Article
    claim: Claim

    def day(self, date_kind: Clock) -> str | None:
        """Return the ISO day of the event, statement or publication; None when it is not stated."""
        if date_kind == "event":
            return self.claim.event_date
        return self.claim.statement_date if date_kind == "statement" else self.article.published

    def known(self, by: str) -> str | None:
        """Return the ISO day from which the claim was known.

        The date of publication if ``by`` is ``publication``; else the date of the statement, and
        only where none is stated that of publication.
        """
        if by == "publication":
            return self.article.published
        return self.claim.statement_date or self.article.published

    @property
    def struck(self) -> bool:
        """Whether the claim is debunked or retracted, by the words of its own article."""
        return self.claim.status != "asserted"

    @property
    def quote(self) -> str:
        """The claim's words, with white space folded."""
        return fold_space(self.article.text[self.claim.start : self.claim.end])


class Index:
    """The columns of a corpus.

    Attributes
    ----------
    entries
        The claims with their articles, in the articles' order. Every column of claims has one value
        for each entry.
    article
        The number of each claim's article in the corpus.
    party, topic, speaker
        Codes; ``parties``, ``topics`` and ``speakers`` (pairs of party and speaker) have the words.
    struck
        Whether the claim is debunked or retracted.
    inferred
        Whether the day of the event is inferred: the claim’s own words do not state it.
    days
        By kind of date (event, statement, publication): the day as the number ``YYYYMMDD``, or
        ``NO_DAY`` where none is stated.
    mentions
        The mentions that may be shown, with their articles.
    mention_article
        The number of each mention's article in the corpus.
    pairs
        The numbers of every mention and claim where the mention stands in the claim.
    free
        Which mentions stand in no claim.
    place, placed
        The code of each mention's place (``place_ids`` has the ids), and whether it has a position.
    unsure
        Whether another place of the name may be meant.
    lat, lon
        Where each mention's place is, in degrees; NaN where that is not known.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.entries = tuple(
            Entry(article, claim) for article in corpus.articles for claim in article.claims
        )
        entries = self.entries
        claims = [entry.claim for entry in entries]
        where = {id(article): number for number, article in enumerate(corpus.articles)}
        self.article: Ints = np.array(
            [where[id(entry.article)] for entry in entries], dtype=np.int64
        )
        self.party, self.parties = _codes([claim.voice for claim in claims])
        self.topic, self.topics = _codes([claim.topic for claim in claims])
        self.speaker, self.speakers = _codes([(claim.voice, claim.who) for claim in claims])
        self.struck: Mask = np.array([claim.status != "asserted" for claim in claims], dtype=bool)
        self.inferred: Mask = np.array([c.event_sure == "likely" for c in claims], dtype=bool)
        published = _days([article.published for article in corpus.articles])
        self.published = published
        self.days: dict[str, Ints] = {
            "event": _days([claim.event_date for claim in claims]),
            "statement": _days([claim.statement_date for claim in claims]),
            "publication": published[self.article] if claims else np.zeros(0, dtype=np.int64),
        }
        self._mentions(where)

    def _mentions(self, where: Mapping[int, int]) -> None:
        """Make the columns of the mentions that may be shown, and of the claims they stand in."""
        first = 0
        self.mentions: list[tuple[Article, Mention]] = []
        pairs: list[tuple[int, int]] = []
        for article in self.corpus.articles:
            spans = [(claim.start, claim.end) for claim in article.claims]
            for mention in article.places:
                if mention.role in {"literal", "not_a_place"}:
                    number = len(self.mentions)
                    self.mentions.append((article, mention))
                    pairs += [
                        (number, first + i)
                        for i, (start, end) in enumerate(spans)
                        if start <= mention.start and mention.end <= end
                    ]
            first += len(article.claims)
        count = len(self.mentions)
        self.mention_article: Ints = np.array(
            [where[id(article)] for article, _ in self.mentions], dtype=np.int64
        )
        self.pairs: Ints = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self.free: Mask = np.bincount(self.pairs[:, 0], minlength=count) == 0
        located = [
            m.ground_id if m.ground_id and m.lat is not None else "" for _, m in self.mentions
        ]
        self.place, self.place_ids = _codes(located)
        self.placed: Mask = np.array([bool(place) for place in located], dtype=bool)
        self.lat, self.lon = (
            np.array([getattr(m, name) for _, m in self.mentions], dtype=np.float64)
            for name in ("lat", "lon")
        )
        self.unsure: Mask = np.array([m.sure == "unsure" for _, m in self.mentions], dtype=bool)

    @cached_property
    def article_number(self) -> dict[str, int]:
        """The number of each article in the corpus, by its id."""
        return {article.id: number for number, article in enumerate(self.corpus.articles)}

    @cached_property
    def claim_number(self) -> dict[str, int]:
        """The number of each claim in the columns, by its id."""
        return {entry.claim.id: number for number, entry in enumerate(self.entries)}

    def stated_days(self, clock: Clock) -> list[str]:
        """Return the ISO days that the claims and, if asked for, the articles have, in order."""
        days = self.published if clock == "publication" else self.days[clock]
        return iso_days(days)

    @cached_property
    def outlets(self) -> dict[str, tuple[str, int]]:
        """The outlets by slug: the name, and how many articles there are."""
        counts = Counter(slug(article) for article in self.corpus.articles)
        return {
            slug(article): (article.publisher, counts[slug(article)])
            for article in self.corpus.articles
        }

    @cached_property
    def version(self) -> str:
        """The version of the data: of these articles, as the rules read them."""
        return data_version(self.corpus.articles)

    @cached_property
    def party_counts(self) -> Counter[str]:
        """How many claims each party makes."""
        return Counter(entry.claim.voice for entry in self.entries)

    @cached_property
    def topic_counts(self) -> Counter[str]:
        """How many claims are about each topic."""
        return Counter(entry.claim.topic for entry in self.entries)

    @cached_property
    def words(self) -> list[str]:
        """The text of each claim that a search looks in, folded: words, speaker and relays."""
        return [_folded(" ".join((e.quote, e.claim.who, *e.claim.relay))) for e in self.entries]

    @cached_property
    def free_words(self) -> dict[int, str]:
        """The text of each mention in no claim that a search looks in, folded, by number.

        It is the mention's sentence and the place's name.
        """
        texts = {}
        for number in np.flatnonzero(self.free).tolist():
            article, mention = self.mentions[number]
            texts[number] = _folded(f"{sentence_of(article, mention)} {mention.name}")
        return texts

    @cached_property
    def advances(self) -> list[tuple[int, Advance]]:
        """Every stated advance, with the number of its claim."""
        number = self.claim_number
        return [
            (number[advance.claim.id], advance)
            for article in self.corpus.articles
            for advance in article.advances
        ]

    def coded(self, codes: Ints, words: Sequence[Any], wanted: Collection[Any]) -> Mask:
        """Return which codes stand for one of the wanted words."""
        numbers = [number for number, word in enumerate(words) if word in wanted]
        return np.isin(codes, numbers)


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a mark: how many mentions, articles, claims, speakers and parties.

    Attributes
    ----------
    count
        How many mentions.
    articles, claims
        Ids, in order; not all where a limit was given.
    article_count
        How many articles have a mention.
    claim_articles
        How many articles have a claim; a mention in no claim has an article too.
    struck
        Whether every claim is debunked or retracted, and no mention stands outside one.
    doubtful
        Whether of every mention another place of the name may be meant.
    why
        Why the first mention was read as this place.
    """

    count: int
    articles: list[str]
    article_count: int
    claims: list[str]
    claim_articles: int
    speakers: int
    parties: int
    struck: bool
    doubtful: bool
    why: str


class Columns:
    """The mentions that a view shows, by place, and the shown claims that each stands in.

    Parameters
    ----------
    index
        The corpus.
    shown
        Which claims are shown.
    mentions
        Which mentions are shown; only those with a position are taken.
    """

    def __init__(self, index: Index, shown: Mask, mentions: Mask) -> None:
        self.index, self.shown = index, shown
        self.mentions = np.flatnonzero(mentions & index.placed)
        pairs = index.pairs
        self.pairs = pairs[shown[pairs[:, 1]] & mentions[pairs[:, 0]]] if len(pairs) else pairs
        order = np.argsort(index.place[self.mentions], kind="stable")
        self._sorted = self.mentions[order]
        codes = index.place[self._sorted]
        starts = np.flatnonzero(np.diff(codes, prepend=-1))
        ends = [*starts[1:].tolist(), len(codes)]
        self.spans = {
            index.place_ids[codes[start]]: (start, end)
            for start, end in zip(starts.tolist(), ends, strict=False)
        }
        # places in the order of their first mention
        self.places = sorted(self.spans, key=lambda place: int(self._sorted[self.spans[place][0]]))

    def of(self, place: str) -> Ints:
        """Return the numbers of a place's mentions, in text order."""
        start, end = self.spans[place]
        return self._sorted[start:end]

    def claims_of(self, mentions: Ints) -> tuple[Ints, Mask]:
        """Return the numbers of the claims that some mentions stand in, and which stand in any.

        Each claim is given once, in text order.
        """
        low = np.searchsorted(self.pairs[:, 0], mentions)
        high = np.searchsorted(self.pairs[:, 0], mentions, side="right")
        counts = high - low
        # the rows from each low up to its high, laid end to end
        rows = np.arange(counts.sum()) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        return np.unique(self.pairs[rows, 1]), counts > 0

    def behind(self, place: str, most: int | None = None, include: str | None = None) -> Behind:
        """Return what is behind a place's mark.

        Parameters
        ----------
        place
            The place's id.
        most
            How many ids of articles and of claims are given at most; all when None.
        include
            Id of a claim that is given in any case, if it is behind the mark.
        """
        index, mentions = self.index, self.of(place)
        claims, inside = self.claims_of(mentions)
        articles = np.unique(index.mention_article[mentions])
        first = named_claims(index, claims, most, include)
        return Behind(
            count=len(mentions),
            articles=[index.corpus.articles[number].id for number in articles[:most].tolist()],
            article_count=len(articles),
            claims=[index.entries[number].claim.id for number in first.tolist()],
            claim_articles=len(np.unique(index.article[claims])),
            speakers=len(np.unique(index.speaker[claims])),
            parties=len(np.unique(index.party[claims])),
            struck=bool(inside.all() and index.struck[claims].all()),
            doubtful=bool(index.unsure[mentions].all()),
            why=index.mentions[int(mentions[0])][1].why,
        )


def iso_days(days: Ints) -> list[str]:
    """Return the different days of a column of days, as ISO days in order."""
    texts = (f"{day:08}" for day in np.unique(days[days != NO_DAY]).tolist())
    return [f"{text[:4]}-{text[4:6]}-{text[6:]}" for text in texts]


def slug(article: Article) -> str:
    """Return the outlet's slug: the article's id without its day and hash."""
    return _slug(article.id)


@lru_cache(maxsize=_CACHED_SLUGS)
def _slug(article_id: str) -> str:
    return outlet_of(article_id)


def named_claims(index: Index, claims: Ints, most: int | None, include: str | None) -> Ints:
    """Return the claims whose ids a mark names.

    Parameters
    ----------
    index
        The corpus.
    claims
        The numbers of all claims of the mark.
    most
        How many are named at most; all when None.
    include
        Id of a claim that is named in any case, if it is among them.
    """
    included = index.claim_number.get(include, -1) if include else -1
    if most is not None and included in claims[most:]:
        return np.append(included, claims[:most])
    return claims[:most]


def holds(query: str, words: str) -> bool:
    """Whether a folded text holds every word of a query."""
    return all(fold(word) in words for word in query.split())


def _folded(text: str) -> str:
    # without the cache of folded words: a sentence is folded once, and would only fill it
    return fold.__wrapped__(text)


def _codes(values: Sequence[Any]) -> tuple[Ints, list[Any]]:
    """Return values as numbers, and what each number stands for."""
    numbers: dict[Any, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(codes, dtype=np.int64), list(numbers)


def _days(values: Sequence[str | None]) -> Ints:
    return np.array(
        [int(value.replace("-", "")) if value else NO_DAY for value in values], dtype=np.int64
    )
