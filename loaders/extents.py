"""How much of a place an article says lies in one country: “most of the lake is in …”, “divided between the two”.

The phrases are rows of ``loaders/data/extents.csv``; a share in percent is read from its number, as rounded to the ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geodata.gazetteer import Gazetteer, Place
from geodata.shares import ShareRange
from loaders.records import Article, Claim, Mention, Span
from loaders.tables import read_table, words_of

_WHOLE = frozenset({"lake", "reservoir"})
"""Kinds of place a share is told of."""
_ROUNDED = 5.0
"""A number of percent is read as ± this many points."""
_PERCENT = r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)\s+of"
_GAP = 40
"""How far the place's name may stand after the phrase, in characters: “most of the disputed Sev Lake”."""
_ADJECTIVES = 3
"""How many words may stand between the phrase and the name."""


@dataclass(frozen=True, slots=True)
class Extent(Span):
    """A stated share of a place; the span is the phrase.

    Attributes
    ----------
    country
        ISO code of the country whose share it is; None where the words say that both have some.
    low, high
        The share in percent, at least and at most.
    """

    article_id: str
    claim: Claim
    place_id: str
    country: str | None
    low: float
    high: float

    def compatible(self, shares: Mapping[str, ShareRange]) -> bool:
        """Whether the words and the shares by a line (by country) have values in common."""
        if self.country is None:
            return all(share.divides for share in shares.values())
        share = shares.get(self.country)
        return share is not None and share.meets(self.low, self.high)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    rows = {row["phrase"]: row for row in read_table("extents")}
    longest = sorted(rows, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?:\b(?P<phrase>{words})\b|{_PERCENT}\b)", re.IGNORECASE), rows


def find_extents(article: Article, gazetteer: Gazetteer) -> list[Extent]:
    """Return the shares of a lake that an article's claims state, in text order."""
    return [extent for claim in article.claims for extent in _in_claim(article, claim, gazetteer)]


def _in_claim(article: Article, claim: Claim, gazetteer: Gazetteer) -> Iterator[Extent]:
    lakes = [place for i in claim.place_ids if (place := gazetteer.get(i)) and place.kind in _WHOLE]
    if len(lakes) != 1:
        return
    pattern, rows = _phrases()
    for match in pattern.finditer(article.text, claim.start, claim.end):
        phrase = re.sub(r"\s+", " ", match["phrase"] or "").lower()
        row = rows.get(phrase)
        span = Span(match.start(), match.end())
        if row and row["whose"] == "both":
            yield Extent(*_ends(span), article.id, claim, lakes[0].id, None, float(row["low"]), float(row["high"]))
            continue
        country = _country_after(article, claim, match.end(), gazetteer)
        if country is None or not _of_the_lake(article, lakes[0], match.end()):
            continue
        number = float(match["number"]) if match["number"] else 0.0
        low, high = (float(row["low"]), float(row["high"])) if row else (max(0.0, number - _ROUNDED), min(100.0, number + _ROUNDED))
        yield Extent(*_ends(span), article.id, claim, lakes[0].id, country, low, high)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _of_the_lake(article: Article, lake: Place, end: int) -> bool:
    """Whether what follows a phrase is the lake: by name, or as “the lake”, “its water”."""
    following = article.text[end : end + _GAP]
    if re.match(r"\s*(?:(?:the|its|this|that)\s+)?(?:lake|reservoir|water|surface|it)\b", following, re.IGNORECASE):
        return True
    name = next((m for m in article.places if m.place_id == lake.id and end <= m.start <= end + _GAP), None)
    if name is None:
        return False
    # “most of its soldiers stood near the lake” is a share of the soldiers
    between = re.findall(r"\w+", article.text[end : name.start].lower())
    return len(between) <= _ADJECTIVES and not set(between) & (words_of("static_preposition") | {"of", "to", "and", "from"})


def _country_after(article: Article, claim: Claim, end: int, gazetteer: Gazetteer) -> str | None:
    """Return the code of the first country named after the phrase, in the claim: “in Armenian territory”."""
    named = [m for m in article.places if end <= m.start < claim.end and _is_country(m, gazetteer)]
    place = gazetteer.get(named[0].place_id) if named else None
    return place.country if place else None


def _is_country(mention: Mention, gazetteer: Gazetteer) -> bool:
    place = gazetteer.get(mention.place_id)
    return place is not None and place.kind == "country"
