"""Whose maps the border lines come from: publisher, edition, scale, stated accuracy, licence.

``precision_m`` is our estimate for OpenStreetMap, the accuracy that the publisher states for the
Digital Chart, and half a millimetre at the nominal scale for the others, in metres.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from geodata.build import gshhg, writing


@dataclass(frozen=True)
class Maker:
    """One map: the source of its records, and the properties they share."""

    source: writing.Source
    properties: dict[str, Any]


def openstreetmap() -> Maker:
    """Describe OpenStreetMap's lines, as time zones share them."""
    return Maker(
        writing.osm_source(),
        {
            "precision_m": 100,
            "publisher": "OpenStreetMap contributors",
            "edition": writing.osm_edition(),
            "scale": "no stated scale; digitised by contributors from several sources",
            "scale_denominator": None,
            "accuracy": "none stated",
            "accuracy_m": None,
            "accuracy_source": "",
            "label": f"OpenStreetMap {writing.osm_edition()[:4]}, no stated scale",
        },
    )


def digital_chart(version: str) -> Maker:
    """Describe the Digital Chart of the World, in a release of the package DCW-GMT."""
    return Maker(
        writing.Source(
            f"Digital Chart of the World through DCW-GMT {version}",
            "https://github.com/GenericMappingTools/dcw-gmt",
            "LGPL 3.0 or later (DCW-GMT); the chart itself is in the public domain",
            f"DCW-GMT {version} (Debian gmt-dcw)",
        ),
        {
            "precision_m": 2042,
            "publisher": "United States Defense Mapping Agency, packaged by the GMT Team",
            "edition": f"DCW-GMT {version}, from charts as of 1989",
            "scale": "1:1,000,000 (Operational Navigation Charts)",
            "scale_denominator": 1_000_000,
            "accuracy": (
                "2,042 m (6,700 feet) in 90 of 100 cases, "
                "stated by the publisher for the whole library"
            ),
            "accuracy_m": 2042,
            "accuracy_source": (
                "MIL-D-89009, table 9, "
                "https://geospatialintelligencetechnology.emilspec.com/MIL-D-89009/page21.html"
            ),
            "label": "Digital Chart of the World 1989, 1:1,000,000",
        },
    )


def world_data_bank() -> Maker:
    """Describe World Data Bank II."""
    return Maker(
        writing.Source(
            f"World Data Bank II through GSHHG {gshhg.version()}",
            "https://www.soest.hawaii.edu/pwessel/gshhg/",
            "LGPL 3.0 or later (GSHHG); World Data Bank II is in the public domain",
            f"GSHHG {gshhg.version()} (Debian gmt-gshhg-full)",
        ),
        {
            "precision_m": 1500,
            "publisher": "United States Central Intelligence Agency, packaged by Wessel and Smith",
            "edition": f"digitised 1972–1977; GSHHG {gshhg.version()}",
            "scale": "1:3,000,000 (nominal)",
            "scale_denominator": 3_000_000,
            "accuracy": "none stated",
            "accuracy_m": None,
            "accuracy_source": "scale: http://www.grid.unep.ch/data/summary.php?dataid=GNV24",
            "label": "World Data Bank II 1977, 1:3,000,000",
        },
    )


def natural_earth() -> Maker:
    """Describe Natural Earth 1:10m."""
    folder = writing.WORLD_ATLAS.parent
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    return Maker(
        writing.Source(
            "Natural Earth 1:10m admin-0 countries, 4.1.0, through the npm package world-atlas",
            "https://www.naturalearthdata.com/",
            "Public domain (Natural Earth); ISC (world-atlas)",
            f"world-atlas {version}",
        ),
        {
            "precision_m": 5000,
            "publisher": "Natural Earth",
            "edition": f"4.1.0 (world-atlas {version})",
            "scale": "1:10,000,000",
            "scale_denominator": 10_000_000,
            "accuracy": "none stated",
            "accuracy_m": None,
            "accuracy_source": "",
            "label": "Natural Earth 4.1, 1:10,000,000",
        },
    )
