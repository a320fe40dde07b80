"""Write what was read to a file, the format chosen by its ending."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.records import Article, Corpus
from loaders.text import fold_space

FORMATS = (".jsonl", ".geojson", ".csv", ".gpkg", ".kml")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FormatError(ValueError):
    """The file's ending names no format this command writes."""


def write(corpus: Corpus, path: Path) -> None:
    """Write a corpus to a file.

    ``.jsonl`` holds everything, one article a line. The others hold the located literal mentions, one row each, WGS84.

    Raises
    ------
    FormatError
        The ending is not one of ``FORMATS``.
    OSError
        The file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise FormatError(f"{path.name}: unknown ending {ending or '(none)'!r}; use one of {', '.join(FORMATS)}")
    if ending == ".jsonl":
        lines = (json.dumps(article.to_json(), ensure_ascii=False) for article in corpus.articles)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return
    rows = [row for article in corpus.articles for row in mention_rows(article)]
    if ending == ".geojson":
        path.write_text(json.dumps(_collection(rows), ensure_ascii=False), encoding="utf-8")
    elif ending == ".csv":
        _write_csv(rows, path)
    else:
        _write_shapes(rows, path)


def mention_rows(article: Article) -> Iterator[dict[str, Any]]:
    """Yield a flat row for every located literal mention: place, position, sentence's claim and article."""
    for mention in article.places:
        if mention.role != "literal" or mention.lat is None or mention.lon is None:
            continue
        claim = next((c for c in article.claims if c.contains(mention)), None)
        yield {
            "article": article.id,
            "publisher": article.publisher,
            "published": article.published or "",
            "url": article.url or "",
            "start": article.file_span(mention)[0],
            "end": article.file_span(mention)[1],
            "surface": mention.surface,
            "place_id": mention.place_id or "",
            "name": mention.name,
            "kind": mention.kind,
            "precision_m": mention.precision_m,
            "claim": claim.id if claim else "",
            "speaker": claim.speaker if claim else "",
            "party": claim.party if claim else "",
            "quote": fold_space(article.text[claim.start : claim.end]) if claim else "",
            "lat": mention.lat,
            "lon": mention.lon,
        }


def _collection(rows: list[dict[str, Any]]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {key: value for key, value in row.items() if key not in {"lat", "lon"}},
        }
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _write_csv(rows: list[dict[str, Any]], path: Path) -> None:
    """Write a table that a spreadsheet opens without running any of it as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        columns = list(rows[0]) if rows else ["article"]
        writer.writerow(columns)
        for row in rows:
            writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row.values()])


def _write_shapes(rows: list[dict[str, Any]], path: Path) -> None:
    # geopandas costs half a second and 100 MB: only where its formats are asked for
    import geopandas

    frame = geopandas.GeoDataFrame.from_features(_collection(rows)["features"], crs="EPSG:4326")
    if path.suffix.lower() == ".kml":
        frame = frame.rename(columns={"name": "Name", "quote": "Description"})
    frame.to_file(path, driver="KML" if path.suffix.lower() == ".kml" else "GPKG", layer="mentions")
