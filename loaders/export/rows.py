"""Records as flat rows with a geometry, for programs that know nothing of articles.

A row is a GeoJSON feature with plain values. Every column is described in
``loaders/data/export_columns.csv``. A text that nobody stated is "", a number None; days are text.

A region is never a point: its geometry is its outline where there is one, else none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from shapely import make_valid, orient_polygons
from shapely.geometry import MultiPoint, Point, mapping
from shapely.geometry import shape as read_shape
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import Gazetteer
from geodata.layers import areas, place_name, roads
from geodata.place import Place
from loaders.claims.event_dates import day_words, event_time
from loaders.compare.relations import find_relations
from loaders.documents.urls import source_link
from loaders.export.export_columns import Row
from loaders.model.ids import stem_of
from loaders.model.records import Article, Claim, Corpus, Mention, Relation
from loaders.text.segment import fold_space

_AREA_NOTE = "a generalised outline, not a border"


def make_row(layer: str, geometry: BaseGeometry | dict[str, Any] | None, **columns: object) -> Row:
    """Return a row of a layer.

    Coordinates are WGS84 degrees, longitude first. Areas are made valid, and their outer rings run
    counterclockwise (RFC 7946, 3.1.6).

    Parameters
    ----------
    layer
        One of ``loaders.export.writers.LAYERS``.
    geometry
        A shape, a GeoJSON geometry, or None.
    columns
        The values of its columns.
    """
    shape = read_shape(geometry) if isinstance(geometry, dict) else geometry
    if shape is not None:
        # rounded coordinates may make an outline touch itself
        shape = orient_polygons(
            shape if shape.is_valid else make_valid(shape, method="structure", keep_collapsed=False)
        )
    return {
        "type": "Feature",
        "geometry": mapping(shape) if shape else None,
        "properties": {"layer": layer, **columns},
    }


def corpus_rows(corpus: Corpus, gazetteer: Gazetteer) -> Iterator[Row]:
    """Yield the rows of a corpus.

    These are every place on the ground that was located, every claim, and every relation.
    """
    yield from place_rows(
        (
            (article, m, None)
            for article in corpus.articles
            for m in article.places
            if m.role == "literal"
        ),
        gazetteer,
    )
    yield from claim_rows(corpus.claims.values(), gazetteer)
    yield from relation_rows(find_relations(corpus, gazetteer))


def claim_rows(
    claims: Iterable[tuple[Article, Claim]],
    gazetteer: Gazetteer,
    notes: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """Yield a row for every claim, with the points it names as its geometry.

    A claim that names no point has no geometry.

    Parameters
    ----------
    claims
        The claims with their articles.
    gazetteer
        The places they name.
    notes
        A reader's own notes, by the claim's id.
    """
    for article, claim in claims:
        places = [place for place_id in claim.place_ids if (place := gazetteer.get(place_id))]
        points = [place.position for place in places if place.position and not place.is_area]
        distances = [article.distance_by_id[i] for i in claim.distance_ids]
        # a height is no way that anybody went, and “3 kilometers (2 miles)” says one distance
        stated = [d for d in distances if d.role != "elevation" and d.converts is None]
        note = (
            "the points it names, not where it happened"
            if points
            else "none: it names no point on the ground"
        )
        yield make_row(
            "claims",
            MultiPoint(points) if points else None,
            id=claim.id,
            **_source(article, claim),
            quote=fold_space(article.text[claim.start : claim.end]),
            speaker=claim.who,
            speaker_sure=claim.speaker_sure,
            speaker_why=claim.speaker_why,
            party=claim.voice,
            party_sure=claim.party_sure,
            party_why=claim.party_why,
            relay="; ".join(claim.relay),
            topic=claim.topic,
            stance=claim.stance,
            status=claim.status,
            **_days(article, claim),
            place_ids=" ".join(claim.place_ids),
            places="; ".join(place_name(place_id, gazetteer) for place_id in claim.place_ids),
            positions="; ".join(_position(gazetteer.get(i)) for i in claim.place_ids),
            distances="; ".join(d.label for d in stated),
            datums="; ".join(d.datum for d in stated),
            metres=max((d.metres for d in stated if d.metres is not None), default=None),
            geometry_note=note,
            note=fold_space((notes or {}).get(claim.id, "")),
        )


def _days(article: Article, claim: Claim) -> dict[str, object]:
    """Return the days of a claim, each with the article's words for it and how they were read."""
    event, said = event_time(article, claim), claim.statement_date
    words = day_words(article, claim, said)
    return {
        "event_date": claim.event_date or "",
        "event_from": claim.event_from or (event.first if event and not claim.event_to else ""),
        "event_to": claim.event_to or (event.last if event and not claim.event_from else ""),
        "event_words": fold_space(event.words.surface) if event else "",
        "event_basis": "; ".join(
            filter(None, (claim.event_basis, event.words.basis if event else ""))
        ),
        "event_sure": claim.event_sure or "",
        "statement_date": said or "",
        "statement_words": fold_space(words.surface) if words else "",
        "statement_basis": words.basis if words else "",
    }


def _position(place: Place | None) -> str:
    """Return where a place is: a point as “39.51 46.34”, or why it has none."""
    if place is None or place.is_area:
        return "no point"
    if not place.position:
        return "not known"
    lon, lat = place.position
    return f"{lat:g} {lon:g}"


def place_rows(
    mentions: Iterable[tuple[Article, Mention, Collection[str] | None]], gazetteer: Gazetteer
) -> Iterator[Row]:
    """Yield a row for every located mention, with the claim it stands in.

    Parameters
    ----------
    mentions
        Each with its article, and the ids of the claims that may be named beside it (None: all).
    gazetteer
        The places they name.
    """
    for article, mention, allowed in mentions:
        if mention.place_id is None or mention.lat is None or mention.lon is None:
            continue
        claim = next(
            (
                c
                for c in article.claims
                if c.contains(mention) and (allowed is None or c.id in allowed)
            ),
            None,
        )
        place = gazetteer.get(mention.place_id)
        shape, note = _shape(mention, place, Point(mention.lon, mention.lat))
        yield make_row(
            "places",
            shape,
            id=f"{stem_of(article.sha256)}-m{mention.start}",
            name=place.label if place else mention.name,
            kind=mention.kind,
            **_source(article, mention),
            surface=fold_space(mention.surface),
            place_id=mention.place_id,
            precision_m=mention.precision_m,
            sure=mention.sure,
            why=mention.why,
            claim=claim.id if claim else "",
            speaker=claim.who if claim else "",
            party=claim.voice if claim else "",
            quote=fold_space(article.text[claim.start : claim.end]) if claim else "",
            source=place.source if place else "",
            licence=place.licence if place else "",
            geometry_note=note,
        )


def relation_rows(relations: Iterable[Relation]) -> Iterator[Row]:
    """Yield a row for every relation between two claims. None has a geometry."""
    for number, relation in enumerate(relations, start=1):
        yield make_row(
            "relations",
            None,
            id=f"{relation.a}~{relation.b}~{number}",
            a=relation.a,
            b=relation.b,
            relation=relation.relation,
            reason=relation.reason,
        )


def _source(article: Article, words: Claim | Mention) -> dict[str, object]:
    start, end = article.file_span(words)
    return {
        "article": article.id,
        "publisher": article.publisher,
        "title": article.title,
        "published": article.published or "",
        "url": article.url or "",
        "link": source_link(article, words) or "",
        "file": article.file,
        "sha256": article.sha256,
        "start": start,
        "end": end,
    }


def _shape(mention: Mention, place: Place | None, point: Point) -> tuple[BaseGeometry | None, str]:
    if mention.place_id in roads():
        return roads()[mention.place_id].geometry, "straight lines between settlements, schematic"
    if place and place.is_area:
        outline = areas().get(place.id)
        return (
            (outline.geometry, _AREA_NOTE)
            if outline
            else (None, "none: an area whose outline is not at hand")
        )
    return point, f"a point known to about {mention.precision_m or 0:,.0f} m"
