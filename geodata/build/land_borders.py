"""Builds neighbours.csv: which countries share a land border, by GeoNames' records of countries."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from geodata.build import writing
from geodata.build.countries import country_words, first_name, geonames_countries

COLUMNS = [
    *("id", "name", "source", "source_url", "licence", "retrieved", "precision_m", "note"),
]


def write(path: Path) -> None:
    """Write one row for every two countries of which GeoNames names one as the other's neighbour.

    Only countries of the gazetteer are taken. The two codes of an id are in alphabetical order.
    """
    names = {code: first_name(row["names"]) for code, row in country_words().items()}
    pairs = {
        tuple(sorted((code, other)))
        for code, record in geonames_countries().items()
        for other in str(record["neighbours"]).split(",")
        if code in names and other in names
    }
    source = asdict(writing.geonames_source())
    rows = [
        {
            "id": f"{left}-{right}",
            "name": f"{names[left]}–{names[right]}",
            **source,
            "precision_m": "",
            "note": "",
        }
        for left, right in sorted(pairs)
    ]
    writing.write_csv(path, COLUMNS, rows)
