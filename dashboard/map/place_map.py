"""The small map on which a visitor shows where a place is: one press gives its position.

It has the built-in base map and the border lines, and asks no host but ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import folium
import streamlit as st
from streamlit_folium import st_folium

from dashboard.html.js_literal import js_literal
from dashboard.map.offline_map import OfflineMap, Show, Start, in_frame, lines_in_frame
from dashboard.session import shown_border
from loaders import Mention

HEIGHT = 340
_SCRIPT = "claimline.picker"
_MARGIN = 0.15
"""Degrees round the places that the article names when the map opens: some ten kilometres."""
_WHOLE = ((-55.0, -170.0), (70.0, 170.0))
"""Where the map opens for an article that names no place that is known."""


def place_map(
    key: str, near: Sequence[Mention], point: tuple[float, float] | None, precision: float | None
) -> tuple[float, float] | None:
    """Draw the map; return where it was pressed last, in degrees of latitude and longitude.

    Parameters
    ----------
    key
        Another key is another map, which nobody has pressed yet.
    near
        Mentions that have a position: they help to find the way, and the map opens at them.
    point, precision
        What to show as pressed already, and how far off it may be in metres.
    """
    known = {
        m.place_id: (m.name, m.lat, m.lon)
        for m in near
        if m.role == "literal" and m.lat is not None and m.lon is not None and m.kind != "country"
    }
    home, border = (
        _bounds([(lat, lon) for _, lat, lon in known.values()]),
        shown_border.border_now(),
    )
    (south, west), (north, east) = home
    drawn = OfflineMap(
        location=[0, 0],
        zoom_start=2,
        min_zoom=2,
        max_zoom=16,
    )
    Start(
        {
            "base": in_frame("base.geojson"),
            "borders": lines_in_frame(border, (west + east) / 2, (south + north) / 2),
            "home": home,
        },
        _SCRIPT,
    ).add_to(drawn)
    payload = {
        "theme": "dark" if st.context.theme.type == "dark" else "light",
        "lines": [line.id for line in border.lines],
        "near": [{"name": name, "lat": lat, "lon": lon} for name, lat, lon in known.values()],
        "point": {"lat": point[0], "lon": point[1], "precision": precision} if point else None,
    }
    group = folium.FeatureGroup(name="point")
    # for these options see dashboard.map.offline_map; here a press does run the page
    Show(js_literal(payload), _SCRIPT).add_to(group)
    answer = st_folium(
        drawn,
        key=key,
        height=HEIGHT,
        width=None,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=group,
    )
    return pressed(answer)


def pressed(answer: object) -> tuple[float, float] | None:
    """Return the position in what the browser sent, or None: anybody may have written it."""
    clicked = answer.get("last_clicked") if isinstance(answer, dict) else None
    if not isinstance(clicked, dict):
        return None
    lat, lon = clicked.get("lat"), clicked.get("lng")
    if not (isinstance(lat, int | float) and isinstance(lon, int | float) and math.isfinite(lon)):
        return None
    # beyond the date line Leaflet counts on: 190 degrees east are 170 degrees west
    lon = (lon + 180) % 360 - 180
    return (round(lat, 5), round(lon, 5)) if -90 <= lat <= 90 else None


def _bounds(points: Sequence[tuple[float, float]]) -> Sequence[Sequence[float]]:
    """Return the corners round some points, with a margin."""
    if not points:
        return _WHOLE
    lats, lons = zip(*points, strict=True)
    return (
        (max(min(lats) - _MARGIN, -85), max(min(lons) - _MARGIN, -180)),
        (min(max(lats) + _MARGIN, 85), min(max(lons) + _MARGIN, 180)),
    )
