"""One row of the gazetteer, and how names are compared. It imports no other module of Claimline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

AREA_KINDS = frozenset({"country", "province", "district", "region"})
_TOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+")
_FOLDS = str.maketrans(
    {
        "ə": "a",
        "Ə": "A",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "’": "",
        "'": "",
        ".": "",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer, in WGS84 degrees.

    ``lat`` and ``lon`` are None where nobody can locate the place. ``precision_m`` is how far the
    point may be from the truth, in metres.
    """

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
    population: int = 0
    """Inhabitants, or zero where that is not known. It only ranks places of one name."""
    from_border: str = ""
    """Id of the border line the position was inferred from, or "". The side of any line on which
    such a place lies then says nothing."""
    geonames_id: str = ""

    @property
    def is_area(self) -> bool:
        """Whether the place is an area, which must not be drawn as a point."""
        return self.kind in AREA_KINDS

    @property
    def position(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees, or None for a place nobody can locate."""
        return None if self.lat is None or self.lon is None else (self.lon, self.lat)

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries it lies in; several where that is contested or shared."""
        return frozenset(self.country.split("/"))

    @property
    def label(self) -> str:
        """The name for the map: both sides' names where they differ, else the gazetteer's."""
        return self.contested_name or self.name


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in the form in which names are compared: without case, accents or points."""
    plain = unicodedata.normalize("NFKD", word.translate(_FOLDS))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def name_key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold(token) for token in _TOKEN.findall(name))
