"""The gazetteer: which places a name may mean. Reads the curated tables only; imports neither pandas nor geopandas.

Coordinates are WGS84 degrees; ``precision_m`` is how far the mark may be from the truth, in metres.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLES = (Path(__file__).parent / "places.csv", Path(__file__).parent / "countries.csv")
AREA_KINDS = frozenset({"country", "province", "district", "region"})
_TOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+")
_FOLDS = str.maketrans({"ə": "a", "Ə": "A", "ı": "i", "ł": "l", "ø": "o", "Ø": "O", "đ": "d", "’": "", "'": "", ".": ""})


class GazetteerError(ValueError):
    """A gazetteer table has a row that cannot be used; the message names the table and the row."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer. ``lat`` and ``lon`` are None when nobody can locate the place."""

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    precision_m: float
    contested_name: str
    contested_note: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    parent: str
    source: str
    source_url: str
    licence: str
    note: str
    from_border: str = ""
    """Id of the border line the position was inferred from: its side of any line then says nothing."""

    @property
    def is_area(self) -> bool:
        """Whether the place is an area, which no pin can stand for."""
        return self.kind in AREA_KINDS

    @property
    def position(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees, or None for a place nobody can locate."""
        return None if self.lat is None or self.lon is None else (self.lon, self.lat)

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries it lies in, or between."""
        return frozenset(self.country.split("/"))

    @property
    def label(self) -> str:
        """The name for the map: both sides' names where they differ, else the gazetteer's."""
        return self.contested_name or self.name


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word as names are compared: no case, accents or points."""
    plain = unicodedata.normalize("NFKD", word.translate(_FOLDS))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def name_key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold(token) for token in _TOKEN.findall(name))


class Gazetteer:
    """Places by id, and by the words of their names.

    Parameters
    ----------
    places
        The rows, in order of preference: of two places with one name and equal evidence, the first wins.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.id: place for place in places}
        self._names: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        self._adjectives: dict[str, Place] = {}
        for place in self.places.values():
            for name in place.names:
                same = self._names[name_key(name)]
                if place not in same:
                    same.append(place)
            for adjective in place.adjectives:
                self._adjectives.setdefault(fold(adjective), place)
        self._longest: dict[str, int] = defaultdict(int)
        for key in self._names:
            if key:
                self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def __getitem__(self, place_id: str) -> Place:
        return self.places[place_id]

    def get(self, place_id: str | None) -> Place | None:
        """Return a place by id, or None."""
        return self.places.get(place_id or "")

    def named(self, name: str) -> list[Place]:
        """Return the places a name may mean."""
        return list(self._names.get(name_key(name), ()))

    def longest_match(self, words: Sequence[str], start: int) -> tuple[int, list[Place]]:
        """Return how many of the folded words from ``start`` make the longest name, and the places of that name."""
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            places = self._names.get(tuple(words[start : start + length]))
            if places:
                return length, places
        return 0, []

    def adjective(self, word: str) -> Place | None:
        """Return the country an adjective or demonym belongs to, or None."""
        return self._adjectives.get(fold(word))


@cache
def load() -> Gazetteer:
    """Return the shipped gazetteer: the curated region first, then the world's countries and capitals.

    Raises
    ------
    GazetteerError
        A row lacks its id, names or source, or has half a coordinate.
    """
    return Gazetteer(place for table in TABLES if table.exists() for place in read_table(table))


def read_table(path: Path) -> list[Place]:
    """Return the places of one CSV table; see ``geodata/README.md`` for its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_place(path.name, number, row) for number, row in enumerate(csv.DictReader(file), start=2)]


def _place(table: str, line: int, row: dict[str, str]) -> Place:
    names = tuple(part.partition(":")[2] or part for part in row["names"].split("|") if part.strip())
    try:
        lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
        precision = float(row["precision_m"] or 0)
    except ValueError as error:
        raise GazetteerError(f"{table}, line {line} ({row.get('id')}): {error}") from error
    if not (row["id"] and names and (row["source"] or lat is None)) or (lat is None) != (lon is None):
        raise GazetteerError(f"{table}, line {line}: needs an id, names, a source for its coordinate, and both or neither of lat and lon")
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        lat=lat,
        lon=lon,
        precision_m=precision,
        contested_name=row["contested_name"],
        contested_note=row["contested_note"],
        names=names,
        adjectives=tuple(part for part in row["adjectives"].split("|") if part),
        parent=row["parent"],
        source=row["source"],
        source_url=row["source_url"],
        licence=row["licence"],
        note=row["note"],
        from_border=row.get("from_border", ""),
    )
