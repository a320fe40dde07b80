"""Which claims may be of one incident, by the days of their articles, before pairs are made.

Of a hundred thousand articles nearly every two are too far apart: listing all pairs first would
take days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from loaders.compare.compared import ONE_STORY_DAYS, Compared


class NearDays:
    """Claims by the day on which their article was published.

    Parameters
    ----------
    claims
        The claims, in the order in which they are to be found.
    """

    def __init__(self, claims: Sequence[Compared]) -> None:
        self._days = [_ordinal(claim.article.published) for claim in claims]
        dated = sorted((day, number) for number, day in enumerate(self._days) if day is not None)
        self._sorted_days = [day for day, _ in dated]
        self._numbers = [number for _, number in dated]
        self._undated = [number for number, day in enumerate(self._days) if day is None]

    def of(self, published: str | None) -> list[int]:
        """Return the numbers of the claims that may be of one incident with an ISO day, in order.

        A claim without a day may be of any.
        """
        return self._near(_ordinal(published))

    def _near(self, day: int | None) -> list[int]:
        if day is None:
            return list(range(len(self._days)))
        first = bisect_left(self._sorted_days, day - ONE_STORY_DAYS)
        last = bisect_right(self._sorted_days, day + ONE_STORY_DAYS)
        return sorted([*self._numbers[first:last], *self._undated])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of every two claims that may be of one incident, in order."""
        days = self._sorted_days
        if not days or days[-1] - days[0] <= ONE_STORY_DAYS:
            yield from combinations(range(len(self._days)), 2)
            return
        for number, day in enumerate(self._days):
            near = self._near(day)
            yield from ((number, other) for other in near[bisect_right(near, number) :])


def near_pairs(claims: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Yield every two claims that may be of one incident, in order."""
    for a, b in NearDays(claims).pairs():
        yield claims[a], claims[b]


def _ordinal(published: str | None) -> int | None:
    return date.fromisoformat(published).toordinal() if published else None
