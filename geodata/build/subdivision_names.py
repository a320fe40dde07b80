"""English names of provinces in Unicode's CLDR: what the press calls those GeoNames spells apart.

“Sughd” is GeoNames' “Viloyati Sughd”, “Oddar Meanchey” its “Otar Meanchey”. A name is taken for
the province of the country whose name is most like it, if it is like enough.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from geodata.place import fold, name_key
from geodata.shipped import TOP

CLDR = TOP / "node_modules" / "cldr-subdivisions-full" / "subdivisions" / "en" / "en.json"
LEAST_LIKENESS = 0.8
"""Share of letters that two spellings of one name have in common, as difflib counts it. Below it
pairs of different provinces begin: “Nord” and “Nord-Ouest”."""
_TYPE = re.compile(
    r"^(?:viloyati(?: mukhtori)?|changwat|wilaya de|(?:al )?muha?fazat|mintaqat|baladiyat"
    r"|sha`?biyat|opstina|raionul|circonscription d['’](?:e|u)?|departamento del?"
    r"|provincia del?|region del?)\s+"
    r"|\s+(?:apskritis|rajons|novads|voivodeship|sheng|shi|zizhiqu|aimak|qalasy|rayonu?)$",
    re.IGNORECASE,
)
"""What GeoNames writes beside a province's name in the country's language."""
_DIRECTION = frozenset(
    {
        "barat",
        "east",
        "haute",
        "janub",
        "nord",
        "norte",
        "north",
        "northern",
        "selatan",
        "shamal",
        "south",
        "southern",
        "sud",
        "sul",
        "sur",
        "timur",
        "upper",
        "utara",
        "west",
        "western",
    }
)
"""Words that set one province apart from another, in the languages where that matters."""
_MISLEADING = frozenset({"Chechen", "Chuvash", "Udmurt", "Tainan"})
"""Names of CLDR's that are an adjective without “Republic”, or another place."""
_BARE = frozenset(
    {
        "capital",
        "central",
        "centre",
        "center",
        "coast",
        "coastal",
        "district",
        "eastern",
        "east",
        "federal",
        "highlands",
        "islands",
        "lakes",
        "littoral",
        "middle",
        "north",
        "northeast",
        "northern",
        "northwest",
        "plateau",
        "south",
        "southeast",
        "southern",
        "southwest",
        "state",
        "west",
        "western",
        "upper",
        "lower",
    }
)
"""Words that are no name of a province by themselves."""
_ENDING = re.compile(
    r"\s+(?:province|region|district|governorate|county|department|oblast|krai|division|state)$",
    re.IGNORECASE,
)


@cache
def _cldr() -> dict[str, tuple[str, ...]]:
    """Return the English names of the subdivisions of each country, by its ISO 3166 code."""
    table = json.loads(Path(CLDR).read_text(encoding="utf-8"))
    names: dict[str, list[str]] = defaultdict(list)
    for code, name in table["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
        # a code that ends in zzzz is the part of a country without a subdivision
        if not code.endswith("zzzz") and name not in _MISLEADING:
            names[code[:2].upper()].append(name.rstrip("²³"))
    return {country: tuple(found) for country, found in names.items()}


def bare(name: str) -> str:
    """Return a province's name without the word for a province in any language."""
    return _ENDING.sub("", _TYPE.sub("", name)).strip()


def _letters(name: str) -> str:
    # an Arabic article is written in many ways, or not at all
    return re.sub(r"^a[dlnrstz]h?[ -]|[^a-z]", "", fold(bare(name)))


def english_names(country: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the further names of a country's provinces, by the names GeoNames gives them."""
    given = list(names)
    own = {_letters(name) for name in given}
    found: dict[str, list[str]] = {name: [] for name in given}
    taken: set[str] = set()
    likeness = sorted(
        (
            (difflib.SequenceMatcher(None, _letters(theirs), _letters(name)).ratio(), theirs, name)
            for theirs in _cldr().get(country, ())
            for name in given
        ),
        reverse=True,
    )
    matched: set[str] = set()
    for share, theirs, name in likeness:
        apart = set(name_key(theirs)) ^ set(name_key(name))
        if (
            share < LEAST_LIKENESS
            or theirs in taken
            or name in matched
            or (apart & _DIRECTION and share < 0.95)
        ):
            continue
        taken.add(theirs)
        matched.add(name)
        # a name that another province of the country has as its own says nothing
        if _letters(theirs) not in own - {_letters(name)}:
            found[name] += [theirs, bare(theirs)]
    for name in given:
        found[name].append(bare(name))
    return {name: tuple(_new(name, further)) for name, further in found.items()}


def _new(name: str, further: Iterable[str]) -> Iterator[str]:
    """Yield the names that differ from a province's own by more than accents."""
    known = {name_key(name)}
    for other in further:
        key = name_key(other)
        adjective = fold(name).endswith("voivodeship") and key[-1:] and key[-1].endswith("an")
        if key and key not in known and fold(other) not in _BARE and not adjective:
            known.add(key)
            yield other
