"""The map's script and its styles, each put together from its files.

The browser asks once for each.
"""

from __future__ import annotations

from functools import cache

from dashboard.html.symbology import colour_variables, symbology_text
from geodata.shipped import STATIC

_NAMESPACE = "namespace.js"
SCRIPTS = (
    _NAMESPACE,
    "dom.js",
    "geometry.js",
    "page.js",
    "address.js",
    "symbols.js",
    "base.js",
    "tooltips.js",
    "quotes.js",
    "selection.js",
    "layers.js",
    "label-nodes.js",
    "label-sizes.js",
    "label-areas.js",
    "label-boxes.js",
    "label-spots.js",
    "band-name.js",
    "border-names.js",
    "base-names.js",
    "label-tags.js",
    "label-candidates.js",
    "labels.js",
    "legend.js",
    "caption.js",
    "inset.js",
    "coordinates.js",
    "geodesic.js",
    "travel.js",
    "tools.js",
    "controls.js",
    "beside.js",
    "start.js",
    "picker.js",
    "overview-words.js",
    "overview.js",
)
"""The files of ``static/map``, each after those whose functions it takes when it is loaded."""


@cache
def map_script() -> str:
    """Return the map's script: its files in order, and the symbology in ``claimline.symbology``."""
    texts = {name: (STATIC / "map" / name).read_text(encoding="utf-8") for name in SCRIPTS}
    texts[_NAMESPACE] += f"Object.assign(claimline.symbology, {symbology_text()});\n"
    return "".join(texts[name] for name in SCRIPTS)


@cache
def map_styles() -> str:
    """Return the map's styles: the symbology's colours as variables, then the style sheet."""
    sheet = (STATIC / "claimline-map.css").read_text(encoding="utf-8")
    return colour_variables("html", 'html[data-theme="dark"]') + sheet
