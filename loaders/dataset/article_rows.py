"""The rows of one article in each table of a dataset; plain values, without pyarrow.

A row is a list in the order of the table's columns. ``restore`` makes the article of them again.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec

from geodata.gazetteer import Gazetteer
from loaders.model.day_parts import timex_of
from loaders.model.ids import outlet_of
from loaders.model.records import Article, Claim, Mention, Problem, Relation, Span
from loaders.text.segment import fold_space

Rows = dict[str, list[list[Any]]]
"""Rows by table."""
_POINT, _MULTIPOINT = 1, 4
"""Kinds of a geometry in well-known binary."""


def article_rows(article: Article, gazetteer: Gazetteer) -> Rows:
    """Return the rows of an article in each table that has some.

    Parameters
    ----------
    article
        An article with all its records.
    gazetteer
        The places that it may name.
    """
    gazetteer = gazetteer.with_places(article.given_places)
    made: dict[str, Callable[[], Iterator[list[Any]]]] = {
        "articles": lambda: iter([_article(article)]),
        "places": lambda: _places(article, gazetteer),
        "claims": lambda: _claims(article, gazetteer),
        "sightings": lambda: _sightings(article),
        "distances": lambda: _distances(article),
        "dates": lambda: _dates(article),
        "advances": lambda: _advances(article),
        "shares": lambda: _shares(article),
    }
    return {table: rows for table, make in made.items() if (rows := list(make()))}


def problem_row(problem: Problem, article: str | None) -> list[Any]:
    """Return the row of a problem; ``article`` is the article's id if one was read."""
    words = (clean(text) for text in (problem.file, problem.problem, problem.fix))
    file, what, fix = words
    return [file, article, what, fix, problem.skipped]


def relation_row(relation: Relation) -> list[Any]:
    """Return the row of a relation."""
    spans = [{"article": a, "start": start, "end": end} for a, start, end in relation.spans]
    about = relation.about
    return [relation.a, relation.b, relation.relation, about, spans, relation.reason]


def clean(text: str) -> str:
    """Return a text that can be stored as UTF-8: a file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _article(article: Article) -> list[Any]:
    return [
        article.id,
        clean(article.file),
        article.sha256,
        article.title,
        article.publisher,
        outlet_of(article.id),
        _day(article.published),
        article.url,
        article.archive_url,
        list(article.agencies),
        article.language,
        article.text,
        _span(article.title_span),
        _span(article.subtitle_span),
        _spans(article.body_spans),
        _spans(article.sentences),
        [{"start": e.start, "end": e.end, "reason": e.reason} for e in article.excluded],
        [asdict(detail) for detail in article.details],
        msgspec.json.encode(article.given_places).decode() if article.given_places else None,
        len(article.claims),
        len(article.places),
    ]


def _places(article: Article, gazetteer: Gazetteer) -> Iterator[list[Any]]:
    seen: set[str] = set()
    for number, m in enumerate(article.places):
        place = gazetteer.get(m.place_id)
        first = _is_first(m, seen)
        yield [
            article.id,
            number,
            m.start,
            m.end,
            m.surface,
            m.role,
            m.place_id,
            m.name,
            m.kind,
            place.country if place else None,
            m.lat,
            m.lon,
            m.precision_m,
            m.why,
            m.sure,
            [claim.id for claim in article.claims if claim.contains(m)],
            m.ground_id,
            first,
            None if m.lat is None or m.lon is None else point_bytes(m.lon, m.lat),
        ]


def _is_first(mention: Mention, seen: set[str]) -> bool:
    """Whether a mention is the first literal one of its place; it is then no longer."""
    first = bool(mention.role == "literal" and mention.place_id) and mention.place_id not in seen
    if first and mention.place_id:
        seen.add(mention.place_id)
    return first


def _claims(article: Article, gazetteer: Gazetteer) -> Iterator[list[Any]]:
    for number, c in enumerate(article.claims):
        places = [place for i in c.place_ids if (place := gazetteer.get(i))]
        points = [place.position for place in places if place.position and not place.is_area]
        lengths = [article.distance_by_id[i].metres for i in c.distance_ids]
        yield [
            c.id,
            article.id,
            number,
            c.start,
            c.end,
            fold_space(article.text[c.start : c.end]),
            c.speaker,
            c.speaker_start,
            c.speaker_end,
            c.speaker_sure,
            c.speaker_why,
            c.who,
            c.party,
            c.party_sure,
            c.party_why,
            c.voice,
            list(c.relay),
            c.topic,
            c.stance,
            c.status,
            _span(c.status_span),
            *(_day(day) for day in (c.event_date, c.event_from, c.event_to)),
            c.event_basis,
            c.event_sure,
            _span(c.event_span),
            _day(c.statement_date),
            _day(article.published),
            outlet_of(article.id),
            list(c.place_ids),
            list(c.distance_ids),
            max((length for length in lengths if length is not None), default=None),
            points_bytes(points) if points else None,
        ]


def _sightings(article: Article) -> Iterator[list[Any]]:
    """Yield each located name of the ground once for every claim it stands in, else once."""
    of_claims: set[tuple[str | None, str]] = set()
    of_article: set[str] = set()
    days, outlet = (_day(article.published), outlet_of(article.id))
    for m in article.places:
        if m.role != "literal" or m.place_id is None or m.lat is None or m.lon is None:
            continue
        if m.ground is not None:
            continue  # what is said lies at a distance from the place: it is no mark of the place
        inside: Sequence[Claim | None] = [c for c in article.claims if c.contains(m)] or [None]
        for number, c in enumerate(inside):
            key = (c.id if c else None, m.place_id)
            yield [
                *(m.place_id, m.lat, m.lon, m.kind, m.sure, article.id, m.start),
                *(_of_claim(c) if c else [None] * 8),
                *(days, outlet, number == 0),
                c is not None and key not in of_claims,
                m.place_id not in of_article,
            ]
            of_claims.add(key)
            of_article.add(m.place_id)


def _of_claim(c: Claim) -> list[Any]:
    days = (_day(c.event_date), _day(c.statement_date))
    return [c.id, c.voice, c.who, c.topic, c.stance, c.status, *days]


def _distances(article: Article) -> Iterator[list[Any]]:
    for number, d in enumerate(article.distances):
        yield [
            *(d.id, article.id, number, d.start, d.end, d.value, d.low, d.unit, d.metres),
            *(
                d.qualifier,
                d.role,
                d.line_kind or d.datum,
                d.datum if d.line_kind else None,
                d.converts,
            ),
        ]


def _dates(article: Article) -> Iterator[list[Any]]:
    for number, d in enumerate(article.dates):
        days = (_day(d.first), _day(d.last))
        edtf = d.edtf or None
        yield [
            article.id,
            number,
            d.start,
            d.end,
            d.surface,
            d.value,
            timex_of(d),
            edtf,
            *days,
            d.basis,
        ]


def _advances(article: Article) -> Iterator[list[Any]]:
    for a in article.advances:
        yield [
            *(a.id, article.id, a.start, a.end, a.claim.id, a.distance.id, a.form, a.country),
            a.place.id if a.place else None,
            *(a.section, list(a.missing), a.words, a.withheld),
        ]


def _shares(article: Article) -> Iterator[list[Any]]:
    for s in article.shares:
        yield [article.id, s.start, s.end, s.claim.id, s.place_id, s.country, s.low, s.high]


def _day(text: str | None) -> str | None:
    """Return an ISO day, None for what is no day of the calendar: it must not cost a shard."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def point_bytes(lon: float, lat: float) -> bytes:
    """Return a point as well-known binary, least byte first."""
    return struct.pack("<BIdd", 1, _POINT, lon, lat)


def points_bytes(points: Sequence[tuple[float, float]]) -> bytes:
    """Return points as one geometry of well-known binary."""
    head = struct.pack("<BII", 1, _MULTIPOINT, len(points))
    return head + b"".join(point_bytes(*point) for point in points)
