"""Records as JSON values, as the loaders' command prints them; offsets are those of the file."""

from __future__ import annotations

from typing import Any

from loaders.model.day_parts import timex_of
from loaders.model.records import (
    Advance,
    Article,
    Claim,
    DateMention,
    Distance,
    Mention,
    Relation,
    Share,
    Span,
)


def article_json(article: Article) -> dict[str, Any]:
    """Return an article with every record read from it, as one JSON object."""

    def place(span: Span) -> dict[str, Any]:
        start, end = article.file_span(span)
        return {"start": start, "end": end}

    read = {
        "id": article.id,
        "file": article.file,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "archive_url": article.archive_url,
        "details": {d.field: {"sure": d.sure, "why": d.why} for d in article.details},
        "agencies": list(article.agencies),
        "language": article.language,
        "body_spans": [list(article.file_span(span)) for span in article.body_spans],
        "sentences": [list(article.file_span(span)) for span in article.sentences],
        "excluded": [place(e) | {"reason": e.reason} for e in article.excluded],
        "places": [place(mention) | _mention_json(mention) for mention in article.places],
        "distances": [{"id": d.id} | place(d) | _distance_json(d) for d in article.distances],
        "dates": [place(date) | _date_json(date) for date in article.dates],
        "claims": [{"id": c.id} | place(c) | _claim_json(article, c) for c in article.claims],
        "advances": [{"id": a.id} | place(a) | _advance_json(a) for a in article.advances],
        "shares": [place(share) | _share_json(share) for share in article.shares],
    }
    return read | {"text": article.text} if article.extracted else read


def relation_json(relation: Relation) -> dict[str, Any]:
    """Return a relation as one JSON object."""
    spans = [
        {"article": article, "start": start, "end": end} for article, start, end in relation.spans
    ]
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.relation,
        "spans": spans,
        "reason": relation.reason,
    }


def _claim_json(article: Article, claim: Claim) -> dict[str, Any]:
    start, end = claim.speaker_start, claim.speaker_end
    named = None if start is None or end is None else article.file_span(Span(start, end))[0]
    return {
        "speaker": claim.speaker,
        "speaker_start": named,
        "speaker_sure": claim.speaker_sure,
        "speaker_why": claim.speaker_why,
        "party": claim.party,
        "party_sure": claim.party_sure,
        "party_why": claim.party_why,
        "relay": list(claim.relay),
        "topic": claim.topic,
        "stance": claim.stance,
        "status": claim.status,
        "event_date": claim.event_date,
        "event_from": claim.event_from,
        "event_to": claim.event_to,
        "event_basis": claim.event_basis or None,
        "event_sure": claim.event_sure,
        "event_span": list(article.file_span(claim.event_span)) if claim.event_span else None,
        "statement_date": claim.statement_date,
        "place_ids": list(claim.place_ids),
        "distance_ids": list(claim.distance_ids),
    }


def _advance_json(advance: Advance) -> dict[str, Any]:
    return {
        "claim_id": advance.claim.id,
        "distance_id": advance.distance.id,
        "form": advance.form,
        "country": advance.country,
        "place_id": advance.place.id if advance.place else None,
        "section": advance.section,
        "missing": list(advance.missing),
        "withheld": advance.withheld,
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {
        "claim_id": share.claim.id,
        "place_id": share.place_id,
        "country": share.country,
        "low": share.low,
        "high": share.high,
    }


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "surface": mention.surface,
        "cls": mention.role,
        "place_id": mention.place_id,
        "name": mention.name,
        "kind": mention.kind,
        "lat": mention.lat,
        "lon": mention.lon,
        "precision_m": mention.precision_m,
        "why": mention.why,
        "sure": mention.sure,
        "ground_id": mention.ground_id,
    }


def _distance_json(distance: Distance) -> dict[str, Any]:
    return {
        "value": distance.value,
        "low": distance.low,
        "unit": distance.unit,
        "metres": distance.metres,
        "qualifier": distance.qualifier,
        "role": distance.role,
        "datum": distance.line_kind or distance.datum,
        "line": distance.datum if distance.line_kind else None,
    }


def _date_json(date: DateMention) -> dict[str, Any]:
    return {
        "surface": date.surface,
        "value": date.value,
        "timex": timex_of(date),
        "edtf": date.edtf or None,
        "from": date.first or None,
        "to": date.last or None,
        "basis": date.basis,
    }
