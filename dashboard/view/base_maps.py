"""The online base maps that a visitor may switch on.

They are off by default, so that the browser asks no host but ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basemap:
    """A tile service: its address, whom to credit (words and link), and how far it zooms."""

    id: str
    name: str
    url: str
    credits: tuple[tuple[str, str], ...]
    max_zoom: int

    def payload(self) -> dict[str, object]:
        """Return the base map as the map script takes it."""
        return {
            "id": self.id,
            "name": self.name,
            "url": self.url,
            "credits": self.credits,
            "maxZoom": self.max_zoom,
        }


_OSM = ("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")
BASEMAPS = {
    basemap.id: basemap
    for basemap in (
        Basemap(
            "osm", "OpenStreetMap", "https://tile.openstreetmap.org/{z}/{x}/{y}.png", (_OSM,), 19
        ),
        Basemap(
            "topo",
            "OpenTopoMap",
            "https://tile.opentopomap.org/{z}/{x}/{y}.png",
            (_OSM, ("SRTM; style © OpenTopoMap (CC BY-SA)", "https://opentopomap.org")),
            17,
        ),
    )
}
