"""The gazetteer: which places a name may mean.

It has two layers: the curated tables, and below them the world's towns and provinces. It imports
neither pandas nor geopandas.

Coordinates are WGS84 degrees; ``precision_m`` is how far the mark may be from the truth, in metres.
"""

from __future__ import annotations

import copy
import csv
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geodata.place import Place, fold, name_key

if TYPE_CHECKING:
    from geodata.world import World

REGION = Path(__file__).parent / "places.csv"
COUNTRIES = Path(__file__).parent / "countries.csv"
TERRITORIES = Path(__file__).parent / "territories.csv"
DEMONYMS = Path(__file__).parent / "demonyms.csv"
AMBIGUOUS = Path(__file__).parent / "ambiguous_names.csv"
_POSSESSIVE = re.compile(r"['’]s(?=\s)")
_SAME_PLACE_M = 30_000.0
"""Two points of one name in one country that are no further apart, in metres, are one place:
GeoNames and other sources differ by that much."""


class GazetteerError(ValueError):
    """A gazetteer table has a row that cannot be used; the message names the table and the row."""


class Gazetteer:
    """Places by id, and by the words of their names.

    Parameters
    ----------
    places
        The rows of the tables, in order of preference: of two places with one name and equal
        evidence, the first wins.
    elsewhere
        Rows of the tables outside the curated region: the world's countries and capitals.
    world
        The world layer, or None.
    notice
        Why there is no world layer, in words for people; empty where there is one.
    """

    def __init__(
        self,
        places: Iterable[Place],
        elsewhere: Iterable[Place] = (),
        world: World | None = None,
        notice: str = "",
    ) -> None:
        curated = {place.id: place for place in places}
        self.places = curated | {place.id: place for place in elsewhere}
        self._curated = frozenset(curated)
        self._stated: frozenset[str] = frozenset()
        self._towns = {
            f"gn{place.geonames_id}": place for place in self.places.values() if place.geonames_id
        }
        self.notice = notice
        self._world = world
        self._names: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        self._adjectives: dict[str, Place] = {}
        for place in self.places.values():
            for key in _keys(place):
                same = self._names[key]
                if place not in same:
                    same.append(place)
            for adjective in place.adjectives:
                self._adjectives.setdefault(fold(adjective), place)
        for place_id, adjectives in _demonyms() if world else ():
            area = self.get(place_id)
            for adjective in adjectives if area else ():
                self._adjectives.setdefault(fold(adjective), cast("Place", area))
        self._longest: dict[str, int] = defaultdict(int)
        for key in self._names:
            if key:
                self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def __getitem__(self, place_id: str) -> Place:
        place = self.get(place_id)
        if place is None:
            raise KeyError(place_id)
        return place

    def __contains__(self, place_id: str) -> bool:
        return self.get(place_id) is not None

    def get(self, place_id: str | None) -> Place | None:
        """Return a place of either layer by id, or None."""
        if not place_id:
            return None
        world = self._world
        if place_id in self.places or not world:
            return self.places.get(place_id)
        try:
            return world.get(place_id)
        except OSError as error:
            self._give_up(error)
            return None

    def with_places(self, places: Iterable[Place]) -> Gazetteer:
        """Return this gazetteer with further places, which are found by their id only."""
        further = {place.id: place for place in places}
        if not further:
            return self
        wider = copy.copy(self)
        wider.places = self.places | further
        return wider

    def stating(self, places: Iterable[Place]) -> Gazetteer:
        """Return this gazetteer with further places, which are found by their names too.

        Of several places of one name, one of these is the one that is meant.
        """
        further = {place.id: place for place in places}
        if not further:
            return self
        wider = self.with_places(further.values())
        wider._learn(further)  # noqa: SLF001  (another of this class)
        return wider

    def _learn(self, further: dict[str, Place]) -> None:
        """Find further places by their names; the tables shared with other copies stay."""
        self._stated = self._stated | set(further)
        self._names = defaultdict(list, {key: list(rows) for key, rows in self._names.items()})
        self._longest = defaultdict(int, self._longest)
        for place in further.values():
            for key in _keys(place):
                self._names[key].insert(0, place)
                self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def named(self, name: str) -> list[Place]:
        """Return the curated places a name may mean."""
        return list(self._names.get(name_key(name), ()))

    def is_curated(self, place: Place) -> bool:
        """Whether a person checked a place: it is a row of the region's table, or was stated."""
        return place.id in self._curated or place.id in self._stated

    def is_stated(self, place: Place) -> bool:
        """Whether a place is one that ``story.toml`` states."""
        return place.id in self._stated

    def candidates(
        self, keys: Collection[tuple[str, ...]]
    ) -> dict[tuple[str, ...], tuple[Place, ...]]:
        """Return the places of both layers that each name may mean, the curated ones first.

        Names are given, and returned, as their folded words. A town of the world layer that is also
        curated is returned once, and under the names of its curated row only: bare “Movses” is a
        given name, and the row says “Movses village”.
        """
        found = {key: tuple(self._names[key]) for key in keys if key in self._names}
        for name, places in self._in_world(keys).items():
            key = tuple(name.split(" "))
            first = found.get(key, ())
            towns = [self._towns.get(place.id, place) for place in places]
            others = [
                place
                for place in towns
                if place.id not in self._curated
                and not any(_same_place(place, other) for other in first)
            ]
            if others:
                found[key] = (*first, *others)
        return found

    def _in_world(self, keys: Iterable[tuple[str, ...]]) -> dict[str, tuple[Place, ...]]:
        world = self._world
        try:
            return world.named(" ".join(key) for key in keys) if world else {}
        except OSError as error:
            self._give_up(error)
            return {}

    def _give_up(self, error: OSError) -> None:
        """Go on without a world layer that turned out to be damaged; the notice says so."""
        self._world, self.notice = None, str(error)

    def longest_match(self, words: Sequence[str], start: int) -> tuple[int, list[Place]]:
        """Return how many folded words from ``start`` make the longest name, and its places."""
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            places = self._names.get(tuple(words[start : start + length]))
            if places:
                return length, places
        return 0, []

    def adjective(self, word: str) -> Place | None:
        """Return the country of an adjective or demonym (“Armenian”, “Sri Lankan”), or None."""
        return self._adjectives.get(fold(word))


def _keys(place: Place) -> list[tuple[str, ...]]:
    """Return the folded words of a place's names; a name with ’s also as texts are read, without.

    “People’s Republic of China” is read as people, republic, of, china.
    """
    names = [*place.names, *(_POSSESSIVE.sub("", name) for name in place.names)]
    return [key for key in dict.fromkeys(map(name_key, names)) if key]


def _same_place(place: Place, other: Place) -> bool:
    """Whether two rows of one name are one place.

    They are if they share a country and lie no further apart than their points may be wrong. The
    country of ``other`` may be contested, such as ``AM/AZ``.
    """
    if (
        place.country not in other.country.split("/")
        or place.lat is None
        or place.lon is None
        or other.lat is None
        or other.lon is None
    ):
        return False
    # metres of a degree of latitude: at 30 km a plane is exact enough
    metres = 111_320 * math.hypot(
        place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(place.lat))
    )
    return metres < _SAME_PLACE_M + (other.precision_m if other.is_area else 0.0)


@cache
def load() -> Gazetteer:
    """Return the shipped gazetteer.

    It has the curated region first, then the world's countries and capitals, then the world layer.
    Without the world layer, it holds the curated tables only and its ``notice`` says why.

    Raises
    ------
    GazetteerError
        A row lacks its id, names or source, or has half a coordinate.
    """
    from geodata import world

    try:
        layer, notice = world.load(), ""
    except world.WorldError as error:
        layer, notice = None, str(error)
    elsewhere = read_table(COUNTRIES) + read_table(TERRITORIES)
    return Gazetteer(read_table(REGION), elsewhere, layer, notice)


@cache
def _demonyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the adjectives and peoples of the world layer's areas, by the area's id."""
    with DEMONYMS.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["id"], tuple(row["adjectives"].split("|"))) for row in csv.DictReader(file)
        )


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """What else a place's name may be: a given name, a surname or a plain word.

    ``given`` and ``surname`` are ranks: 1 for the most frequent name, 0 for no such name.
    """

    given: int
    surname: int
    word: bool


@cache
def ambiguous_names() -> dict[str, Ambiguous]:
    """Return the rows of ``ambiguous_names.csv`` by folded name."""
    with AMBIGUOUS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["name"]: Ambiguous(
                int(row["given"] or 0), int(row["surname"] or 0), bool(row["word"])
            )
            for row in rows
        }


def read_table(path: Path) -> list[Place]:
    """Return the places of one CSV table; see ``geodata/README.md`` for its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _place(path.name, number, row)
            for number, row in enumerate(csv.DictReader(file), start=2)
        ]


def _place(table: str, line: int, row: dict[str, str]) -> Place:
    names = tuple(
        part.partition(":")[2] or part for part in row["names"].split("|") if part.strip()
    )
    try:
        lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
        precision = float(row["precision_m"] or 0)
    except ValueError as error:
        raise GazetteerError(f"{table}, line {line} ({row.get('id')}): {error}") from error
    if not (row["id"] and names and (row["source"] or lat is None)) or (lat is None) != (
        lon is None
    ):
        raise GazetteerError(
            f"{table}, line {line}: needs an id, names, a source for its coordinate, "
            "and both or neither of lat and lon"
        )
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
        geonames_id=row.get("geonames_id", ""),
    )
