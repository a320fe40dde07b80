"""The online base maps a visitor may switch on. Off by default: the map needs no host but its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Basemap:
    """A tile service: its address, whom to credit, and how far it zooms."""

    id: str
    name: str
    url: str
    attribution: str
    maxZoom: int  # noqa: N815  (Leaflet's own name for the option)

    def payload(self) -> dict[str, object]:
        """Return what the map script needs."""
        return asdict(self)


BASEMAPS = {
    basemap.id: basemap
    for basemap in (
        Basemap(
            "osm",
            "OpenStreetMap",
            "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
            '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors',
            19,
        ),
        Basemap(
            "topo",
            "OpenTopoMap",
            "https://tile.opentopomap.org/{z}/{x}/{y}.png",
            '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors, SRTM; style '
            '&copy; <a href="https://opentopomap.org" target="_blank" rel="noopener">OpenTopoMap</a> (CC BY-SA)',
            17,
        ),
    )
}
