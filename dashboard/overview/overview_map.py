"""The map of the overview: places by how many claims name them; nothing of a side or a front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked
from dashboard.dataset.questions import CELL, Mark, Marks, iso, marks
from dashboard.html.js_literal import js_literal
from dashboard.html.wording import party_label
from dashboard.map.offline_map import OfflineMap, Show, Start, in_frame, mount_map
from dashboard.map.scene import BASE_ATTRIBUTION
from dashboard.overview import asking
from geodata.place import AREA_KINDS
from loaders.export.captions import counted, day_label

HEIGHT = 490
"""Height of the map with what stands below it, in pixels: the style sheet of the map has it too."""
_SCRIPT = "claimline.overview"
_KEY = "overview_map"
_WORLD = ((-45.0, -130.0), (65.0, 150.0))
"""Where the map opens without a place: the lands that are lived in."""
_MOST_OF_CLAIMS = 0.9
"""The map opens at the places that have this share of the claims: all would always be the world."""
_MARGIN = 1.0
"""Degrees round these places."""
_MOST_NAMED = 8
"""Places offered above the list: the map by keyboard."""


def overview_map(archive: Archive, asked: Asked) -> None:
    """Draw the map; a press on a place selects it, on a ring shows its part of the map alone."""
    drawn = OfflineMap(
        location=[20, 20],
        zoom_start=3,
        zoom_snap=0.5,
        zoom_delta=0.5,
        min_zoom=2,
        max_zoom=14,
    )
    Start({"base": in_frame("base.geojson"), "borders": "", "home": _WORLD}, _SCRIPT).add_to(drawn)
    shared = drawn_places(archive, asked).script
    theme = "dark" if st.context.theme.type == "dark" else "light"
    own = {"theme": theme, "selected": asked.place}
    group = folium.FeatureGroup(name="places")
    Show(f"{shared[:-1]},{js_literal(own)[1:]}", _SCRIPT).add_to(group)
    mount_map(drawn, group, _KEY, HEIGHT, _clicked)


def _clicked() -> None:
    """Act on a press; a place that the dataset does not have has no claims."""
    event = st.session_state.get(_KEY)
    if not isinstance(event, dict) or event.get("at") == st.session_state.get("last_click"):
        return
    st.session_state["last_click"] = event.get("at")
    if event.get("clear") is True:
        asking.change(place="")
    else:
        asking.choose({name: event[name] for name in ("place", "within") if name in event})


@dataclass(frozen=True, slots=True)
class DrawnPlaces:
    """What the map's script is given of a view, and the places that are named most."""

    script: str
    most_named: tuple[Mark, ...]


def drawn_places(archive: Archive, asked: Asked) -> DrawnPlaces:
    """Return the map of a view, the same for every visitor; cached."""

    def draw() -> DrawnPlaces:
        found = marks(archive, asked)
        return DrawnPlaces(_payload(archive, asked, found), found.marks[:_MOST_NAMED])

    return archive.cached(("map", asked.of_map), draw)


def _payload(archive: Archive, asked: Asked, found: Marks) -> str:
    payload: dict[str, Any] = {
        "marks": [
            [
                *(m.id, round(m.lat, 4), round(m.lon, 4), m.name, int(m.kind in AREA_KINDS)),
                *(m.claims, [list(each) for each in m.parties]),
            ]
            for m in found.marks
        ],
        "cells": [
            [
                *(c.lat, c.lon, c.places, c.claims),
                f"{c.south},{c.west},{min(c.south + CELL, 90)},{min(c.west + CELL, 180)}",
            ]
            for c in found.cells
        ],
        "parties": [party_label(name) for name, _ in archive.parties],
        "foot": foot(archive, found),
        "fit": {"key": f"{asked.within} {asked.country}", "bounds": bounds(found)},
    }
    return js_literal(payload)


def foot(archive: Archive, found: Marks) -> list[str]:
    """Return what stands on the map's lower edge: caption, legend, credits."""
    when = (
        f" published {day_label(iso(archive.first))} to {day_label(iso(archive.last))}"
        if archive.first
        else ""
    )
    legend = "Disc: a place, larger where more claims name it. Letters alone: a region or country."
    if found.cells:
        legend += f" Dotted ring: more places, beyond the {len(found.marks):,} most named."
    if found.left_out:
        legend += f" {counted(found.left_out, 'place')} more are not drawn."
    return [
        (
            f"Schematic. Built from {counted(archive.articles, 'article')}{when}."
            " Borders are not authoritative."
        ),
        legend,
        ". ".join(BASE_ATTRIBUTION),
    ]


def bounds(found: Marks) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the corners round the places that have most of the claims.

    The marks come in the order of their claims.
    """
    whole, seen = sum(m.claims for m in found.marks), 0
    held: list[tuple[float, float]] = []
    for mark in found.marks:
        if held and seen >= _MOST_OF_CLAIMS * whole:
            break
        held.append((mark.lat, mark.lon))
        seen += mark.claims
    if not held:
        return _WORLD
    lats, lons = zip(*held, strict=True)
    return (
        (max(min(lats) - _MARGIN, -85), max(min(lons) - _MARGIN, -180)),
        (min(max(lats) + _MARGIN, 85), min(max(lons) + _MARGIN, 180)),
    )
