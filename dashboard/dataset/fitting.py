"""Which rows of claims, and of the places they name, fit what is asked: as conditions of SQL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked
from dashboard.dataset.searches import Select, Table, words_of
from dashboard.view.view import Clock

COLUMN: dict[Clock, str] = {"publication": "day", "event": "event", "statement": "said"}
"""The column of each kind of day; 0 stands for none."""

_COUNTED: dict[Table, str] = {"claims": "days", "sightings": "named"}
"""The table in which each is counted beforehand."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of claims, or of sightings, are asked for.

    Attributes
    ----------
    source
        The table, with what is read beside it.
    condition
        On its rows.
    values
        What is bound to the condition's question marks.
    """

    source: str
    condition: str
    values: list[object]


def tally_of(archive: Archive, asked: Asked, table: Table) -> tuple[Rows, str]:
    """Return rows to count what fits by, and how: from counts made beforehand where these know."""
    beforehand = not (asked.source or asked.q or asked.article)
    if table == "claims":
        beforehand &= asked.clock == "publication" and not _places(asked)[0]
    else:
        beforehand &= not (asked.date_from or asked.date_to)
    if not beforehand:
        return rows_of(archive, asked, table), "count(*)"
    return rows_of(archive, asked, table, _COUNTED[table]), "sum(n)"


def rows_of(archive: Archive, asked: Asked, table: Table, source: str = "") -> Rows:
    """Return the rows that fit what is asked; of another source that has the columns asked of."""
    parts, values = _columns(archive, asked)
    selects = [_holding(archive, word) for word in _words(archive, asked.q)] if asked.q else []
    where, named = _places(asked)
    if where:
        inside = f"place IN (SELECT no FROM places WHERE {where})"  # noqa: S608
        if table == "claims":
            selects.append((f"SELECT claim FROM sightings WHERE {inside}", tuple(named)))  # noqa: S608
        else:
            parts.append(inside)
            values += named
    if asked.article:
        of_article = "article IN (SELECT no FROM articles WHERE id = ?)"
        of_claims = f"claim IN (SELECT no FROM claims WHERE {of_article})"  # noqa: S608
        parts.append(of_article if table == "claims" else of_claims)
        values.append(asked.article)
    if not selects:
        return Rows(source or table, " AND ".join(parts) or "true", values)
    search = archive.search(table, selects)
    parts.append(search.condition("no" if table == "claims" else "claim"))
    return Rows(search.beside(table), " AND ".join(parts), values)


def _columns(archive: Archive, asked: Asked) -> tuple[list[str], list[object]]:
    """Return the conditions on columns that claims and sightings share."""
    parts, values = [], list[object]()
    if asked.date_from or asked.date_to:
        column = COLUMN[asked.clock]
        between = f"{column} BETWEEN ? AND ?"
        parts.append(between if asked.hides_undated else f"({between} OR {column} = 0)")
        first, last = asked.date_from or "0000-01-01", asked.date_to or "9999-12-31"
        values += [max(1, number_of(first)), number_of(last)]
    chosen = {
        "party": [n for n, (name, _) in enumerate(archive.parties) if name in asked.party],
        "topic": [n for n, (name, _) in enumerate(archive.topics) if name in asked.topic],
        "outlet": [n for n, (slug, _, _) in enumerate(archive.outlets) if slug in asked.source],
    }
    given = {"party": asked.party, "topic": asked.topic, "outlet": asked.source}
    for column, numbers in chosen.items():
        if given[column]:
            parts.append(f"{column} IN ({', '.join(map(str, numbers)) or '-1'})")
    return parts, values


def _places(asked: Asked) -> tuple[str, list[object]]:
    """Return the condition on the places named; "" where every one will do."""
    parts, values = [], list[object]()
    if asked.country:
        parts.append("list_has_any(string_split(country, '/'), ?)")
        values.append(list(asked.country))
    if asked.box:
        parts.append("lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?")
        values += [asked.box.south, asked.box.north, asked.box.west, asked.box.east]
    if asked.place:
        parts.append("id = ?")
        values.append(asked.place)
    return " AND ".join(parts), values


def _words(archive: Archive, query: str) -> list[str]:
    """Return the words of a query as the index has them; none in a query of signs alone."""
    ((words,),) = archive.cached(
        ("tokens", query), lambda: archive.ask(f"SELECT {words_of('?::VARCHAR')}", [query])
    )
    return sorted({word for word in words if word}) or [""]


def _holding(archive: Archive, word: str) -> Select:
    """Return the statement of the claims that hold a word, also within another."""
    rows = archive.cached(
        ("word", word),
        lambda: archive.ask("SELECT no FROM words WHERE contains(word, ?) AND ? <> ''", [word] * 2),
    )
    listed = ", ".join(str(no) for (no,) in rows) or "-1"
    return f"SELECT claim FROM postings WHERE word IN ({listed})", ()  # noqa: S608


def number_of(day: str) -> int:
    """Return an ISO day as the index has it."""
    return int(day.replace("-", ""))
