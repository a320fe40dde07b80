"""Which two countries an article is about: who speaks, what it names, who went where.

Two countries are an article's pair where both weigh enough in it: by the claims of their parties
and the names of them, of their people and of places in them. Countries that share a land border
come before others; two that share none are still found, so that a reader can be told so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from geodata.gazetteer import Gazetteer
from geodata.ground.neighbours import pair_id, share_land
from loaders.lexicon.tables import parties
from loaders.model.records import Article, Corpus

_CLAIM = 2
"""What a claim of a country's party weighs, counted in names of the country. A choice: a side that
speaks is more of a party to what happened than a country that is named."""
_TOGETHER = 2
"""What a claim of ground weighs for two countries that it brings together, its speaker's among
them: who crossed whose border."""
_GROUND = frozenset({"advance", "border", "position", "withdrawal"})
"""Topics of claims of who is where."""
_LEAST = 2
"""What two countries weigh at least: one name in passing makes no pair."""
_LEAST_APART = 4
"""What each of two countries without a land border weighs at least. They both speak, too: else two
countries named in one article, which nothing joins, would be a pair."""
_LAND_FIRST = 0.5
"""A pair with a land border comes before one without, if it weighs this share of it at least."""
_MOST_COUNTRIES = 8
"""Countries of an article that are tried: the heaviest. The rest are named in passing."""


@dataclass(frozen=True, slots=True)
class PairFound:
    """Two countries that articles are about.

    Attributes
    ----------
    id
        Their ISO codes, as ``AM-AZ``.
    articles
        Ids of the articles that are about them before any other two.
    land
        Whether they share a land border.
    """

    id: str
    articles: tuple[str, ...]
    land: bool


def find_pairs(corpus: Corpus, places: Gazetteer) -> tuple[PairFound, ...]:
    """Return the pairs that the articles are about, that of the most articles first.

    Pairs of equally many articles come by what they weigh, and those without a land border last.
    """
    found: dict[str, list[str]] = {}
    weights: Counter[str] = Counter()
    country_of = _Countries(places)
    for article in corpus.articles:
        best = _pair_of(article, country_of)
        if best:
            pair, weight = best
            found.setdefault(pair, []).append(article.id)
            weights[pair] += weight
    pairs = [PairFound(p, tuple(ids), share_land(*p.split("-"))) for p, ids in found.items()]
    return tuple(sorted(pairs, key=lambda p: (not p.land, -len(p.articles), -weights[p.id], p.id)))


class _Countries(dict[str, str]):
    """The country of each place by its id, "" where there is none; each is looked up once."""

    def __init__(self, places: Gazetteer) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, place_id: str) -> str:
        place = self._places.get(place_id)
        # a contested place names neither of its countries
        country = place.country if place and "/" not in place.country else ""
        self[place_id] = country
        return country


def _pair_of(article: Article, country_of: _Countries) -> tuple[str, int] | None:
    """Return the pair that an article is about, with its weight, or None."""
    weights, together = _weights(article, country_of)
    heaviest = [code for code, _ in weights.most_common(_MOST_COUNTRIES)]
    speaking = {_country_of_party().get(claim.voice, "") for claim in article.claims}
    scored: dict[str, int] = {}
    for a, b in combinations(heaviest, 2):
        least = min(weights[a], weights[b])
        joined = share_land(a, b) or (least >= _LEAST_APART and {a, b} <= speaking)
        weight = least + together[pair_id(a, b)]
        if least and weight >= _LEAST and joined:
            scored[pair_id(a, b)] = weight
    if not scored:
        return None
    land = {pair: scored[pair] for pair in scored if share_land(*pair.split("-"))}
    best, first = max(scored.values()), max(land.values(), default=0)
    tried = land if first >= _LAND_FIRST * best else scored
    key = {
        pair: (weight, sum(weights[c] for c in pair.split("-"))) for pair, weight in tried.items()
    }
    heaviest_pairs = [pair for pair in tried if key[pair] == max(key.values())]
    # of two that weigh the same, neither is what the article is about
    return (heaviest_pairs[0], scored[heaviest_pairs[0]]) if len(heaviest_pairs) == 1 else None


def _weights(article: Article, country_of: _Countries) -> tuple[Counter[str], Counter[str]]:
    """Return what each country weighs in an article, and what brings two of them together."""
    weights: Counter[str] = Counter()
    together: Counter[str] = Counter()
    named: list[tuple[int, str]] = []
    for mention in article.places:
        if mention.place_id and mention.role != "not_a_place":
            country = country_of[mention.place_id]
            if country:
                weights[country] += 1
                named.append((mention.start, country))
    named.sort()
    for claim in article.claims:
        own = _country_of_party().get(claim.voice, "")
        if own:
            weights[own] += _CLAIM
        if claim.topic in _GROUND:
            first, last = (bisect_left(named, (at, "")) for at in (claim.start, claim.end))
            both = {own, *(country for _, country in named[first:last])} - {""}
            pairs = list(combinations(sorted(both), 2))
            if len(pairs) == 1:
                together[pair_id(*pairs[0])] += _TOGETHER
    return weights, together


@cache
def _country_of_party() -> dict[str, str]:
    """Return the country of each party that is one country, by its name."""
    return {name: p.countries[0] for name, p in parties().items() if len(p.countries) == 1}
