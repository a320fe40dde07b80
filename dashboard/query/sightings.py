"""The literal mentions and the claims of a view, as mappings.

An object is made only when it is asked for: a view may show ten thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.query.index import Behind, Columns, Entry, Index, Ints, Mask
from loaders import Article, Claim, Mention


@dataclass(frozen=True)
class Sighting:
    """A literal mention of a place, with the shown claims it stands in."""

    article: Article
    mention: Mention
    claims: tuple[Claim, ...]

    @property
    def struck(self) -> bool:
        """Whether all claims that the mention stands in are debunked or retracted."""
        return bool(self.claims) and all(claim.status != "asserted" for claim in self.claims)


class Sightings(Mapping[str, tuple[Sighting, ...]]):
    """The mentions of a view by place id, in the order of each place's first mention."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._made: dict[str, tuple[Sighting, ...]] = {}

    def __getitem__(self, place: str) -> tuple[Sighting, ...]:
        if place not in self._made:
            self._made[place] = _sightings_of(self.columns, self.columns.of(place))
        return self._made[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.places)

    def __len__(self) -> int:
        return len(self.columns.places)

    def __contains__(self, place: object) -> bool:
        return place in self.columns.spans

    def behind(self, place: str, most: int | None = None, include: str | None = None) -> Behind:
        """Return what is behind a place's mark; the parameters are those of ``Columns.behind``."""
        return self.columns.behind(place, most, include)

    def within(self, article: Article) -> list[Mention]:
        """Return the mentions of one article, in text order."""
        index, shown = self.columns.index, self.columns.mentions
        number = index.article_number[article.id]
        first, last = np.searchsorted(index.mention_article[shown], [number, number + 1])
        return [index.mentions[n][1] for n in shown[first:last].tolist()]


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


def _sightings_of(columns: Columns, mentions: Ints) -> tuple[Sighting, ...]:
    """Return the mentions of some numbers, each with the shown claims it stands in."""
    index, sightings = columns.index, []
    for number in mentions.tolist():
        article, mention = index.mentions[number]
        claims, _ = columns.claims_of(np.array([number]))
        shown = tuple(index.entries[n].claim for n in claims.tolist())
        sightings.append(Sighting(article, mention, shown))
    return tuple(sightings)
