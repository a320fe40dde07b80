"""The version of the rules that read articles, and the name of what they read.

A change in a table changes both names by itself. A change in a rule that reads another record from
some article raises ``RULES``; a test holds that number to what the shipped and annotated articles
give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geodata
from geodata import world
from loaders.model.records import Article

RULES = 1
"""The number of the rules in force: to be raised with every change of a rule that changes records."""
_DIGITS = 12
_TABLES = frozenset({".csv", ".geojson"})


@cache
def _in_force() -> bytes:
    """Return the digest of the rules' number and of every table that articles are read with."""
    digest = hashlib.sha256(f"rules {RULES}\n".encode())
    for folder in (Path(__file__).parent.parent / "data", Path(geodata.__file__).parent):
        for path in sorted(p for p in folder.iterdir() if p.suffix in _TABLES):
            digest.update(f"{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def rules_version() -> str:
    """Return twelve hexadecimal digits that name the rules and tables in force.

    The list of the world's towns is one of them.
    """
    return hashlib.sha256(_in_force() + world.file().name.encode()).hexdigest()[:_DIGITS]


def data_version(articles: Iterable[Article]) -> str:
    """Return twelve hexadecimal digits that name articles, their metadata, and the rules and tables.

    The same digits mean that the same records were read from the same texts.
    """
    digest = hashlib.sha256(_in_force())
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
        digest.update(f"{stated}\0{placed}\n".encode())
    return digest.hexdigest()[:_DIGITS]
