"""Builds ambiguous_names.csv: given names, surnames and plain English words that may name places.

Given names and surnames have their rank in the United States census of 1990; plain words come from
Debian's word list. A given name or a frequent surname is listed even if no place has it, because it
shows that the word beside it is a person's name too.
"""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from geodata import world
from geodata.place import fold

COLUMNS = ["name", "given", "surname", "word"]
WORDS = Path("/usr/share/dict/american-english")
GIVEN = 1200
"""Given names up to this rank are listed. A choice: nearly all of the census's 1,219 for men."""
SURNAMES = 4000
"""Surnames up to this rank are listed, whether or not a place has the name. A choice."""
RARE_SURNAMES = 20_000
"""Rarer surnames are listed up to this rank where a place has the name. A choice."""


def _census(file: str) -> Iterator[tuple[str, int]]:
    """Yield the names of one census list with their ranks."""
    found = importlib.util.find_spec("names")
    folder = next(iter(found.submodule_search_locations or ())) if found else ""
    for line in (Path(folder) / file).read_text(encoding="ascii").splitlines():
        name, _, _, rank = line.split()
        yield fold(name), int(rank)


def _place_names() -> frozenset[str]:
    """Return the folded names of one word in the world layer."""
    with sqlite3.connect(f"{world.file().as_uri()}?mode=ro", uri=True) as db:
        return frozenset(
            key for (key,) in db.execute("SELECT DISTINCT key FROM names WHERE instr(key, ' ') = 0")
        )


def write(path: Path) -> None:
    """Write the table; the world layer must have been built."""
    places = _place_names()
    given: dict[str, int] = {}
    for file in ("dist.male.first", "dist.female.first"):
        for name, rank in _census(file):
            if rank <= GIVEN:
                given[name] = min(rank, given.get(name, rank))
    surnames = {
        name: rank
        for name, rank in _census("dist.all.last")
        if rank <= SURNAMES or (rank <= RARE_SURNAMES and name in places)
    }
    listed = WORDS.read_text(encoding="utf-8").split()
    words = {
        word for word in listed if word.isalpha() and word.isascii() and word.islower()
    } & places
    with path.open("w", encoding="utf-8", newline="") as file_:
        writer = csv.writer(file_, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name in sorted({*given, *surnames, *words}):
            writer.writerow(
                [name, given.get(name, ""), surnames.get(name, ""), "1" if name in words else ""]
            )
