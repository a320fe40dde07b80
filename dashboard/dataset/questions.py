"""The questions of the overview as SQL: marks, days, claims, and the articles behind them.

What a visitor chose is bound to the statements, or is a number that this module looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Literal

from dashboard.dataset.archive import Archive, Row
from dashboard.dataset.asked import Asked
from dashboard.dataset.fitting import COLUMN, number_of, rows_of, tally_of
from dashboard.view.view import Clock

MOST_MARKS, MOST_CELLS = 1_500, 700
"""Places that have a mark of their own, and cells that stand for the others."""
CELL = 4
"""Degrees of a cell's sides."""
_PARTIES = 4
"""Parties that a mark names; the others are counted together."""
PAGE = 25
"""Claims on a page."""
_MOST_DAYS = 14
"""Days that are opened in full together where more fits: relations lie within two weeks."""
MOST_COLUMNS = 40
"""Columns of the days at most."""
Unit = Literal["day", "month", "quarter", "year", "decade"]
_PARTS: dict[Unit, str] = {
    "day": "{0}",
    "month": "{0} // 100",
    "quarter": "({0} // 10000) * 10 + ({0} // 100 % 100 + 2) // 3",
    "year": "{0} // 10000",
    "decade": "{0} // 100000",
}
"""The number of a day's part, by the name of the column of days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with how many claims name it.

    ``parties`` are those with the most claims, as numbers, with how many each.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    claims: int
    parties: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of ``CELL`` degrees with the places that have no mark of their own.

    ``lat`` and ``lon`` are the middle of these places.
    """

    south: int
    west: int
    lat: float
    lon: float
    places: int
    claims: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What the map shows, and how many places it has no room for."""

    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Days:
    """How many claims each party has in each part of time; part 0 has no day."""

    unit: Unit
    counts: dict[tuple[int, int], int]

    @property
    def total(self) -> int:
        """How many claims fit."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of a list, with its article."""

    id: str
    quote: str
    who: str
    likely: bool
    party: int
    topic: int
    stance: str
    status: str
    event: int
    article: str
    title: str
    url: str | None
    outlet: int
    day: int


def marks(archive: Archive, asked: Asked) -> Marks:
    """Return the places that the claims name: the most named ones, and cells for the others.

    A selected place changes nothing: the others stay in sight.
    """
    wanted, amount = tally_of(archive, asked.of_map, "sightings")
    rows = archive.ask(
        f"""
        WITH per AS (
          SELECT place, party, {amount}::INTEGER AS n FROM {wanted.source}
          WHERE {wanted.condition} GROUP BY ALL),
        ranked AS (
          SELECT place, sum(n)::INTEGER AS n, max({{'n': n, 'p': party}}, {_PARTIES}) AS most,
            row_number() OVER (ORDER BY sum(n) DESC, place) AS rank
          FROM per GROUP BY place)
        SELECT 0 AS cell, r.place, p.id, p.name, p.kind, p.lat, p.lon, r.n, r.most,
          1 AS places, 0.0 AS middle_lat, 0.0 AS middle_lon
        FROM ranked r JOIN places p ON p.no = r.place WHERE rank <= {MOST_MARKS}
        UNION ALL
        SELECT 1, 0, '', '', '', floor(p.lat / {CELL}) * {CELL}, floor(p.lon / {CELL}) * {CELL},
          sum(r.n)::INTEGER, NULL, count(*), avg(p.lat), avg(p.lon)
        FROM ranked r JOIN places p ON p.no = r.place WHERE rank > {MOST_MARKS}
        GROUP BY ALL ORDER BY 1, 8 DESC, 2
        """,  # noqa: S608  (numbers, and a condition with bound values)
        wanted.values,
    )
    found = tuple(
        Mark(i, name, kind, lat, lon, n, tuple((m["p"], m["n"]) for m in most))
        for cell, _, i, name, kind, lat, lon, n, most, *_ in rows
        if not cell
    )
    cells = [
        Cell(int(r[5]), int(r[6]), round(r[10], 4), round(r[11], 4), r[9], r[7])
        for r in rows
        if r[0]
    ]
    left_out = sum(cell.places for cell in cells[MOST_CELLS:])
    return Marks(found, tuple(cells[:MOST_CELLS]), left_out)


def days(archive: Archive, asked: Asked) -> Days:
    """Return how many claims fit, by party and by the parts of the time asked for."""
    key = ("days", asked.of_map)
    return archive.cached(key, lambda: _days(archive, asked.of_map))


def _days(archive: Archive, asked: Asked) -> Days:
    unit = unit_of(archive, asked)
    wanted, amount = tally_of(archive, asked, "claims")
    day = COLUMN[asked.clock]
    part = _PARTS[unit].format(day)
    rows = archive.ask(
        f"SELECT CASE WHEN {day} = 0 THEN 0 ELSE {part} END AS part, party, {amount}::INTEGER"  # noqa: S608
        f" FROM {wanted.source} WHERE {wanted.condition} GROUP BY ALL",
        wanted.values,
    )
    return Days(unit, {(part, party): n for part, party, n in rows})


def unit_of(archive: Archive, asked: Asked) -> Unit:
    """Return the parts that the days are counted by: the finest of which there are few enough."""
    first, last = archive.ends[asked.clock]
    first = max(first, number_of(asked.date_from) if asked.date_from else 0)
    last = min(last, number_of(asked.date_to) if asked.date_to else 99_999_999)
    months = (last // 10000 - first // 10000) * 12 + last // 100 % 100 - first // 100 % 100 + 1
    days_between = (months - 1) * 31 + last % 100 - first % 100 + 1
    if days_between <= MOST_COLUMNS:
        return "day"
    if months <= MOST_COLUMNS:
        return "month"
    if months <= MOST_COLUMNS * 3:
        return "quarter"
    return "year" if months <= MOST_COLUMNS * 12 else "decade"


def counts(archive: Archive, asked: Asked) -> tuple[int, int]:
    """Return how many claims the list has, and of how many articles."""
    key = ("counts", asked.of_list)
    return archive.cached(key, lambda: _counts(archive, asked.of_list))


def hidden_undated(archive: Archive, asked: Asked) -> int:
    """Return how many claims a filter of days hides because they have no day of its kind."""
    if not asked.hides_undated:
        return 0
    key = ("undated", asked.of_list)
    return archive.cached(key, lambda: _hidden_undated(archive, asked.of_list))


def _hidden_undated(archive: Archive, asked: Asked) -> int:
    every = replace(asked, date_from=None, date_to=None)
    wanted, amount = tally_of(archive, every, "claims")
    ((count,),) = archive.ask(
        f"SELECT coalesce({amount}, 0)::INTEGER FROM {wanted.source}"  # noqa: S608
        f" WHERE {wanted.condition} AND {COLUMN[asked.clock]} = 0",
        wanted.values,
    )
    return int(count)


def _counts(archive: Archive, asked: Asked) -> tuple[int, int]:
    single = _single(archive, asked)
    if single is not None:
        return archive.totals.get(single, (0, 0))
    wanted = rows_of(archive, asked.of_list, "claims")
    of_claims = (asked.party, asked.topic, asked.country, asked.place, asked.within, asked.q)
    by_its_own_day = asked.clock != "publication" and (asked.date_from or asked.date_to)
    whole = not (any(of_claims) or by_its_own_day)
    if whole:  # whole articles fit: each is counted at its first claim
        ((claims, articles),) = archive.ask(
            f"SELECT count(*), count(*) FILTER (first) FROM claims WHERE {wanted.condition}",  # noqa: S608
            wanted.values,
        )
        return claims, articles
    # claims stand in the order of their articles: each that follows one of another article is the
    # first of its own. A table of the articles would be the most that DuckDB holds
    ((claims, articles),) = archive.ask(
        "SELECT count(*), count(*) FILTER (article IS DISTINCT FROM before) FROM (SELECT article,"  # noqa: S608
        f" lag(article) OVER () AS before FROM {wanted.source} WHERE {wanted.condition})",
        wanted.values,
    )
    return claims, articles


def _single(archive: Archive, asked: Asked) -> tuple[str, int] | None:
    """Return what alone is asked for, where it was counted beforehand: all, a party, a topic."""
    alone = replace(Asked(), clock=asked.clock, undated=asked.undated)
    if asked == alone:
        return "claims", 0
    if len(asked.party) == 1 and asked == replace(alone, party=asked.party):
        names = [name for name, _ in archive.parties]
        return "party", names.index(asked.party[0])
    if len(asked.topic) == 1 and asked == replace(alone, topic=asked.topic):
        names = [name for name, _ in archive.topics]
        return "topic", names.index(asked.topic[0])
    return None


def page_of_claims(archive: Archive, asked: Asked) -> list[Found]:
    """Return a page of the claims that fit, the newest first."""
    return archive.cached(("page", asked), lambda: _page(archive, asked))


def _page(archive: Archive, asked: Asked) -> list[Found]:
    wanted = rows_of(archive, asked, "claims")
    numbers = archive.ask(
        f"SELECT no FROM {wanted.source} WHERE {wanted.condition} ORDER BY no LIMIT {PAGE}"  # noqa: S608
        f" OFFSET {(asked.page - 1) * PAGE}",
        wanted.values,
    )
    return _claims(archive, [no for (no,) in numbers])


def _claims(archive: Archive, numbers: Sequence[int]) -> list[Found]:
    """Return the claims with some numbers, in their order.

    Only their rows of the wide columns are read; a join with the articles would hold all of these.
    """
    if not numbers:
        return []
    claims = archive.ask(
        "SELECT article, id, quote, who, likely, party, topic, stance, status, event FROM claims"  # noqa: S608
        f" WHERE {_numbered(numbers)} ORDER BY no"
    )
    articles = archive.ask(
        "SELECT no, id, title, url, outlet, day FROM articles"  # noqa: S608
        f" WHERE {_numbered(sorted({row[0] for row in claims}))}"
    )
    by_number = {no: about for no, *about in articles}
    return [Found(*said, *by_number[article]) for article, *said in claims]


def _numbered(numbers: Sequence[int]) -> str:
    """Return the condition of some numbers, in order; their ends let most of a table be skipped."""
    listed = ", ".join(map(str, numbers))
    return f"no BETWEEN {numbers[0]} AND {numbers[-1]} AND no IN ({listed})"


def stream_claims(archive: Archive, asked: Asked, most: int, part: int) -> Iterator[list[Found]]:
    """Yield the claims that fit, the newest first, some at a time and at most ``most``.

    Between two parts the questions of others are answered.
    """
    wanted = rows_of(archive, asked, "claims")
    last, given = -1, 0
    while given < most:
        numbers = archive.ask(
            f"SELECT no FROM {wanted.source} WHERE no > {last} AND {wanted.condition}"  # noqa: S608
            f" ORDER BY no LIMIT {min(part, most - given)}",
            wanted.values,
        )
        if not numbers:
            return
        last, given = numbers[-1][0], given + len(numbers)
        yield _claims(archive, [no for (no,) in numbers])
        wanted = rows_of(archive, asked, "claims")


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest days of what fits, few enough to be opened in full."""

    first: str
    last: str
    articles: int


def newest(archive: Archive, asked: Asked, articles: int, claims: int) -> Newest | None:
    """Return the newest days, two weeks at most, with at most so many articles and claims.

    None where the newest day alone has more, and where no claim that fits has a day.
    """
    key = ("newest", asked.of_list, articles, claims)
    return archive.cached(key, lambda: _newest(archive, asked.of_list, articles, claims))


def _newest(archive: Archive, asked: Asked, articles: int, claims: int) -> Newest | None:
    wanted, day = rows_of(archive, asked, "claims"), COLUMN[asked.clock]
    order = "no" if day == "day" else f"{day} DESC, no"
    rows = archive.ask(
        f"SELECT {day}, article FROM {wanted.source} WHERE {wanted.condition} AND {day} > 0"  # noqa: S608
        f" ORDER BY {order} LIMIT {claims + 1}",
        wanted.values,
    )
    held: set[int] = set()
    found, count = None, 0
    for number, group in groupby(rows, key=itemgetter(0)):
        of_day = [article for _, article in group]
        held |= set(of_day)
        count += len(of_day)
        first, last = iso(number), found.last if found else iso(number)
        apart = date.fromisoformat(last) - date.fromisoformat(first)
        if count > claims or len(held) > articles or apart.days >= _MOST_DAYS:
            break
        found = Newest(first, last, len(held))
    return found


def articles_of(archive: Archive, asked: Asked, most: int) -> list[tuple[str, str]]:
    """Return the ids of the articles whose claims fit, each with its shard, at most ``most``."""
    if asked == Asked(article=asked.article):  # it may have no claim
        one = archive.ask("SELECT id, shard FROM articles WHERE id = ?", [asked.article])
        return [(article, shard) for article, shard in one]
    wanted = rows_of(archive, asked.of_list, "claims")
    rows = archive.ask(
        "SELECT a.id, a.shard FROM articles a WHERE a.no IN"  # noqa: S608
        f" (SELECT article FROM {wanted.source} WHERE {wanted.condition})"
        f" ORDER BY a.no LIMIT {most}",
        wanted.values,
    )
    return [(article, shard) for article, shard in rows]


def all_days(archive: Archive, clock: Clock = "publication") -> list[str]:
    """Return the ISO days on which something was published, was said or is told to have been."""
    rows = archive.cached(
        ("all days", clock),
        lambda: archive.ask("SELECT day FROM calendar WHERE clock = ? ORDER BY day", [clock]),
    )
    return [iso(day) for (day,) in rows]


def iso(day: int) -> str:
    """Return a day of the index as ISO."""
    text = f"{day:08}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def place_named(archive: Archive, place: str) -> Row | None:
    """Return a place's name, kind and country by its id, or None."""
    rows = archive.cached(
        ("place", place),
        lambda: archive.ask(
            "SELECT name, kind, country, lat, lon FROM places WHERE id = ?", [place]
        ),
    )
    return rows[0] if rows else None
