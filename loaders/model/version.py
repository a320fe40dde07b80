"""Which data a result was made from.

One short name that changes whenever an article, a table or a rule does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geodata
from geodata import world
from loaders.model.records import Article

_DIGITS = 12


@cache
def _rules() -> bytes:
    """Return the digest of everything that reads an article.

    The modules and tables of this package and of the geodata.
    """
    digest = hashlib.sha256()
    for folder in (Path(__file__).parent, Path(geodata.__file__).parent):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".csv", ".geojson"}):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def rules_version() -> str:
    """Return twelve hexadecimal digits that name the rules and tables in force, the list of the world's towns among them."""
    return hashlib.sha256(_rules() + world.file().name.encode()).hexdigest()[:_DIGITS]


def data_version(articles: Iterable[Article]) -> str:
    """Return twelve hexadecimal digits that name these articles, what is stated about them, and the rules and tables in force.

    The same digits mean that the same program reads the same records from the same texts.
    """
    digest = hashlib.sha256(_rules())
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
