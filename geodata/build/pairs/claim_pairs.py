"""Lines that one party claims, from the layer ``disputed_borders`` that QGIS ships.

The layer says in words whose claim a line is, and in which country it lies. Lines inside the
claimant's own country, and those of no claim, name no second party: they are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString

from geodata.build import writing
from geodata.build.pairs.mending import mended
from geodata.build.pairs.oriented import names, ordered, pair_of
from geodata.build.pairs.parquet import Row

CLAIMANTS = {
    "Bolivian": "BO",
    "Chinese": "CN",
    "Guatemalan": "GT",
    "Indian": "IN",
    "Japanese": "JP",
    "Kenyan": "KE",
    "Lebanese": "LB",
    "Pakistani": "PK",
    "Portuguese": "PT",
    "South Sudanese": "SS",
    "Sudanese": "SD",
    "Suriname": "SR",
    "Syrian": "SY",
    "Venezuelan": "VE",
    "Western Saharan": "EH",
}
"""The first words of the layer's names, and the ISO code of the party."""
HOLDERS = {
    "BLZ": "BZ",
    "BTN": "BT",
    "CHL": "CL",
    "CHN": "CN",
    "ESP": "ES",
    "FRA": "GF",
    "GUY": "GY",
    "IND": "IN",
    "ISR": "IL",
    "KEN": "KE",
    "MAR": "MA",
    "PAK": "PK",
    "RUS": "RU",
    "SDN": "SD",
    "SDS": "SS",
}
"""In whose country the layer draws them. France's line is French Guiana's."""
SUCCESSORS = {("KE", "SD"): ("KE", "SS")}
"""Sudan's claim on the Ilemi Triangle lies where South Sudan is now."""
PRECISION_M = 4500
"""That of the layer's outlines, measured beside OpenStreetMap's line of one pair."""


def rows() -> Iterator[Row]:
    """Yield one row for each pair and claimant."""
    import pyogrio

    frame = pyogrio.read_dataframe(writing.NATURAL_EARTH, layer="disputed_borders")
    found: dict[tuple[str, str], list[LineString]] = defaultdict(list)
    words: dict[tuple[str, str], str] = {}
    for name, code, shape in zip(frame.name, frame.adm0_a3_l, frame.geometry, strict=True):
        claimant = CLAIMANTS.get(str(name).removesuffix(" claim"))
        holder = HOLDERS.get(code)
        if claimant and holder and claimant != holder:
            found[claimant, holder] += list(shapely.get_parts(shape))
            words[claimant, holder] = str(name)
    for (claimant, holder), parts in sorted(found.items()):
        yield _row(claimant, holder, words[claimant, holder], parts)


def _row(claimant: str, holder: str, words: str, parts: list[LineString]) -> Row:
    pair = pair_of(claimant, holder)
    pair = SUCCESSORS.get(pair, pair)
    merged = shapely.line_merge(MultiLineString(parts))
    lines = ordered(
        LineString(np.asarray(p.coords)[:, :2]) for p in shapely.get_parts(merged) if p.length > 0
    )
    source = writing.natural_earth_source("disputed_borders")
    record = writing.record(
        source,
        id=f"claim_{claimant.lower()}",
        name=f"{words} in {names()[holder]}, in Natural Earth 1:10m",
        kind="claim",
        precision_m=PRECISION_M,
        note=(
            f"One party’s claim ({names()[claimant]}), as Natural Earth draws it; generalised. "
            "It has no sides, and nothing is measured from it."
        ),
        claimed_by=claimant,
        publisher="Natural Earth",
        edition=f"QGIS world_map.gpkg, layer of {source.retrieved[:10]}",
        scale="1:10,000,000",
        scale_denominator=10_000_000,
        accuracy="none stated",
        accuracy_m=None,
        accuracy_source="",
        label=f"{words} (Natural Earth)",
        derived_by="build/pairs/claim_pairs.py: rows",
    )
    return Row(pair, f"claim_{claimant.lower()}", record, MultiLineString(mended_or_as_is(lines)))


def mended_or_as_is(lines: list[LineString]) -> list[LineString]:
    """Return lines mended where they cross themselves, or as they are: they need no sides."""
    try:
        return mended(lines)
    except ValueError:
        return lines
