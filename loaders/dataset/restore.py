"""Articles made again of their rows in a dataset, with every record.

Their spans are those of the stored text, so ``extracted`` is set: what is exported has the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders.claims.advances import find_advances
from loaders.claims.shares import find_shares
from loaders.model.details import Detail
from loaders.model.records import Article, Claim, DateMention, Distance, Excluded, Mention, Span

Row = Mapping[str, Any]
NEEDED = ("articles", "places", "claims", "distances", "dates")
"""The tables that an article is made of."""


def restore(rows: Mapping[str, Iterable[Row]], gazetteer: Gazetteer) -> list[Article]:
    """Return articles made of their rows, in the order of the articles' rows.

    Parameters
    ----------
    rows
        By table (``NEEDED``), the rows of some articles, each by column.
    gazetteer
        The places that they may name: it finds again what an advance and a share is about.
    """
    of: dict[str, dict[str, list[Row]]] = {}
    for table in NEEDED[1:]:
        of[table] = defaultdict(list)
        for row in rows.get(table, ()):
            of[table][row["article"]].append(row)
    return [
        _article(row, {t: sorted(of[t][row["id"]], key=_number) for t in of}, gazetteer)
        for row in rows["articles"]
    ]


def _number(row: Row) -> int:
    number: int = row["number"]
    return number


def _article(row: Row, of: Mapping[str, Sequence[Row]], gazetteer: Gazetteer) -> Article:
    article = Article(
        **_same(row, "id file sha256 text title publisher url archive_url language"),
        title_span=_span(row["title_span"]),
        subtitle_span=_span(row["subtitle_span"]),
        published=_day(row["published"]),
        agencies=tuple(row["agencies"]),
        body_spans=tuple(Span(*span) for span in row["body_spans"]),
        sentences=tuple(Span(*span) for span in row["sentences"]),
        excluded=tuple(Excluded(e["start"], e["end"], e["reason"]) for e in row["excluded"]),
        details=tuple(Detail(**detail) for detail in row["details"]),
        given_places=msgspec.json.decode(row["given_places"] or b"[]", type=tuple[Place, ...]),
        places=tuple(_mention(place) for place in of["places"]),
        dates=tuple(_date(found) for found in of["dates"]),
        distances=tuple(_distance(stated) for stated in of["distances"]),
        claims=tuple(_claim(said) for said in of["claims"]),
        extracted=True,
    )
    gazetteer = gazetteer.with_places(article.given_places)
    article = replace(article, advances=tuple(find_advances(article, gazetteer)))
    return replace(article, shares=tuple(find_shares(article, gazetteer)))


def _same(row: Row, names: str) -> dict[str, Any]:
    """Return the columns whose values are those of the record."""
    return {name: row[name] for name in names.split()}


def _mention(row: Row) -> Mention:
    same = "start end surface place_id name kind lat lon precision_m why sure"
    ground = None if row["ground_id"] == row["place_id"] else row["ground_id"] or ""
    return Mention(**_same(row, same), role=row["cls"], ground=ground)


def _date(row: Row) -> DateMention:
    return DateMention(
        **_same(row, "start end surface value basis"),
        edtf=row["edtf"] or "",
        first=_day(row["from"]) or "",
        last=_day(row["to"]) or "",
    )


def _distance(row: Row) -> Distance:
    same = "id start end value low unit metres qualifier role converts"
    datum, kind = (row["line"], row["datum"]) if row["line"] else (row["datum"], "")
    return Distance(**_same(row, same), datum=datum, line_kind=kind)


def _claim(row: Row) -> Claim:
    same = (
        "id start end speaker speaker_start speaker_end speaker_sure speaker_why party party_sure"
        " party_why topic stance status event_basis event_sure"
    )
    named = ("event_date", "event_from", "event_to", "statement_date")
    days: dict[str, Any] = {name: _day(row[name]) for name in named}
    return Claim(
        **_same(row, same),
        **days,
        relay=tuple(row["relay"]),
        place_ids=tuple(row["place_ids"]),
        distance_ids=tuple(row["distance_ids"]),
        status_span=_span(row["status_span"]),
        event_span=_span(row["event_span"]),
    )


def _day(value: object) -> str | None:
    """Return a day as ISO, whether it is a ``date`` or text."""
    return str(value) if value is not None else None


def _span(value: Sequence[int] | None) -> Span | None:
    return Span(*value) if value is not None else None
