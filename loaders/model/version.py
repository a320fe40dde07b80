"""The version of the rules that read articles, and the version of the data they read.

A change in a table changes both versions by itself. A change in a rule that changes a record of
some article must raise ``RULES``; a test compares that number with the records of the shipped and
annotated articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geodata
from geodata import world
from loaders.model.records import Article

RULES = 4
"""The number of the rules: raise it with every change of a rule that changes records."""
_DIGITS = 12
"""Hexadecimal digits of a version: 48 bits, so that no two are the same by chance."""
_TABLES = frozenset({".csv", ".geojson"})


@cache
def _rules_digest() -> bytes:
    """Return the digest of the rules' number and of every table that articles are read with."""
    digest = hashlib.sha256(f"rules {RULES}\n".encode())
    for folder in (Path(__file__).parent.parent / "data", Path(geodata.__file__).parent):
        for path in sorted(p for p in folder.iterdir() if p.suffix in _TABLES):
            digest.update(f"{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def rules_version() -> str:
    """Return the version of the rules and tables, which include the list of the world's towns."""
    return hashlib.sha256(_rules_digest() + world.file().name.encode()).hexdigest()[:_DIGITS]


def data_version(articles: Iterable[Article]) -> str:
    """Return the version of articles, their metadata, and the rules and tables.

    The same version means that the same records were read from the same texts.
    """
    digest = hashlib.sha256(_rules_digest())
    for article in sorted(articles, key=lambda a: a.id):
        stated = "\0".join(
            [
                article.sha256,
                article.title,
                article.publisher,
                article.published or "",
                article.url or "",
            ]
        )
        placed = "\0".join(f"{m.start} {m.role} {m.place_id}" for m in article.places)
        # a person may have corrected or dismissed a claim
        spoken = "\0".join(
            f"{c.id} {c.speaker} {c.speaker_sure} {c.party} {c.party_sure}" for c in article.claims
        )
        digest.update(f"{stated}\0{placed}\0{spoken}\n".encode())
    return digest.hexdigest()[:_DIGITS]
