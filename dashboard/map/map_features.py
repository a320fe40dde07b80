"""GeoJSON features: how every mark of the map is written."""

from __future__ import annotations

from typing import Any

import numpy as np
from shapely import transform
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]


def make_feature(
    geometry: BaseGeometry,
    *,
    id: str,
    kind: str,
    name: str,
    decimals: int = 5,
    **properties: Any,
) -> Feature:
    """Return a GeoJSON feature; five decimals of a degree are about a metre."""
    shape = mapping(transform(geometry, lambda xy: np.round(xy, decimals)))
    return {
        "type": "Feature",
        "geometry": {"type": shape["type"], "coordinates": shape["coordinates"]},
        "properties": {"id": id, "kind": kind, "name": name, **properties},
    }
