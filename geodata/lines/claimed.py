"""Lines that one party claims: drawn as its claim, and never measured from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shapely.geometry import MultiLineString

from geodata.lines import store


@dataclass(frozen=True, eq=False)
class ClaimLine:
    """A line that one party claims. It has no sides.

    Attributes
    ----------
    properties
        As of a border line.
    geometry
        The line in degrees.
    claimed_by
        ISO code of the party whose claim it is.
    """

    properties: dict[str, Any]
    geometry: MultiLineString
    claimed_by: str

    @property
    def id(self) -> str:
        """The line's stable id."""
        return str(self.properties["id"])


def claim_lines(pair: str) -> dict[str, ClaimLine]:
    """Return the lines that a party of a pair claims, by id: ``claim_cn``."""
    return {
        row.line: ClaimLine(row.properties, row.geometry, row.properties["claimed_by"])
        for row in store.rows(store.normal(pair))
        if row.kind == "claim" and row.geometry is not None
    }
