"""A mention that means a place: its name, kind and position are the place's."""

from __future__ import annotations

from dataclasses import replace

from geodata.place import Place
from loaders.model.records import Mention, Role, Sure


def placed(
    mention: Mention, place: Place, why: str, sure: Sure, role: Role | None = None
) -> Mention:
    """Return a mention as one of a place, in the role it had or in another; ``why`` in words."""
    return replace(
        mention,
        role=role or mention.role,
        place_id=place.id,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        precision_m=place.precision_m if place.lat is not None else None,
        why=why,
        sure=sure,
    )
