"""The claims that hold some words or name some places, as tables that DuckDB reads beside its own.

A list of claims to look in would hold tens of bytes for each: millions that hold a common word are
more than DuckDB may hold. Where they are many, a column of yes and no stands beside the claims, or
beside the names of places, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import duckdb

Mask = NDArray[np.bool_]
Table = Literal["claims", "sightings"]
Select = tuple[str, tuple[object, ...]]
_AT_A_TIME = 2_000_000
"""Claims, or names of places, that are taken from DuckDB at a time."""
_TABLE = 300_000
"""Bytes that DuckDB 2.0.1 takes for any table, also of one row: a block. A column of yes and no
takes 1.55 for each row."""
_FEW = 100_000
"""Claims up to which a list of them is faster than a column."""


def folded(expression: str) -> str:
    """Return the SQL of a text in the form in which words are compared.

    Without case, accents, points and apostrophes, as ``geodata.place.fold`` compares names.
    """
    plain = f"regexp_replace({expression}, '[''’.]', '', 'g')"
    return f"lower(strip_accents(translate({plain}, 'əƏıłøØđĐ', 'aAilooDD')))"


def words_of(expression: str) -> str:
    """Return the SQL of the list of the words of a text, folded."""
    return f"string_split_regex({folded(expression)}, '[^\\pL\\pN]+')"


@dataclass(frozen=True, slots=True)
class Search:
    """A search whose claims questions can ask for.

    Attributes
    ----------
    name
        Of the table that knows them.
    few
        Whether the table lists them; else it has a row for every one of the table read.
    size
        How many bytes it holds.
    """

    name: str
    few: bool
    size: int

    def beside(self, table: str) -> str:
        """Return what is read together with the table that it was made for."""
        return table if self.few else f"{table} POSITIONAL JOIN temp.{self.name}"

    def condition(self, claim: str) -> str:
        """Return the condition that a claim was found, by the column of its number."""
        return f"{claim} IN (SELECT claim FROM temp.{self.name})" if self.few else "hit"  # noqa: S608


class Searches:
    """Finds the claims of searches, and caches the latest ones.

    Parameters
    ----------
    connection
        The index. All of this is done in the one thread that asks.
    claims
        How many claims there are.
    room
        Bytes that the cached searches may hold.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, claims: int, room: int) -> None:
        self._connection, self._claims, self._room = connection, claims, room
        self._cached: dict[tuple[str, str], Search] = {}
        self._made = 0

    def find(self, table: Table, selects: Sequence[Select]) -> Search:
        """Return a search.

        Parameters
        ----------
        table
            What is read beside it.
        selects
            Statements that give the numbers of claims, with the values bound to them. The search
            finds the claims that all of them give.
        """
        key = (table, repr(selects))
        search = self._cached.pop(key, None)
        if search is None:
            # what goes leaves its room to what comes
            while self._cached and sum(s.size for s in self._cached.values()) > self._room:
                oldest = self._cached.pop(next(iter(self._cached)))
                self._connection.execute(f"DROP TABLE temp.{oldest.name}")
            search = self._make(table, selects)
        self._cached[key] = search  # it is the latest now
        return search

    def _make(self, table: Table, selects: Sequence[Select]) -> Search:
        found = self._given(selects[0])
        for select in selects[1:]:
            found &= self._given(select)
        self._made += 1
        name, count = f"found_{self._made}", int(np.count_nonzero(found))
        if count <= _FEW:
            self._table(name, "claim", np.flatnonzero(found).astype(np.int32))
            return Search(name, few=True, size=_TABLE + 8 * count)
        hits = found if table == "claims" else self._of_sightings(found)
        self._table(name, "hit", hits)
        return Search(name, few=False, size=_TABLE + len(hits) * 8 // 5)

    def _given(self, select: Select) -> Mask:
        """Return which claims a statement gives; some claims at a time, so that few are held."""
        found = np.zeros(self._claims, dtype=bool)
        statement, values = select
        for first in range(0, self._claims, _AT_A_TIME):
            some = self._connection.execute(
                f"{statement} AND claim BETWEEN ? AND ?", [*values, first, first + _AT_A_TIME - 1]
            )
            found[some.fetchnumpy()["claim"]] = True
        return found

    def _of_sightings(self, found: Mask) -> Mask:
        """Return for each row of ``sightings``, in order, whether its claim was found."""
        ((count,),) = self._connection.execute("SELECT count(*) FROM sightings").fetchall()
        hits = np.empty(count, dtype=bool)
        for first in range(0, count, _AT_A_TIME):
            some = self._connection.execute(
                "SELECT claim FROM sightings WHERE rowid BETWEEN ? AND ?",
                [first, first + _AT_A_TIME - 1],
            )
            hits[first : first + _AT_A_TIME] = found[some.fetchnumpy()["claim"]]
        return hits

    def _table(self, name: str, column: str, values: NDArray[np.generic]) -> None:
        # without Arrow, whose part for this takes 60 MB once it is loaded
        self._connection.register("values_found", {column: values})
        self._connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM values_found")  # noqa: S608
        self._connection.unregister("values_found")
