"""Rows as KML: drawn as on the map, with the quote and the way to its source in each balloon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree as ET

from loaders.documents.urls import is_web
from loaders.export.captions import day_label
from loaders.export.export_columns import LAYERS, Provenance, Row, columns
from loaders.export.layer_looks import Look, row_look

_KML = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_QUOTES = 5
"""Quotes in the balloon of a mark at most; its claims are all named in its columns."""
_HATCH = 0.12
"""How opaque a hatched area is, from 0 to 1: KML knows no hatch, and a full face would hide what
lies below and claim ground that nobody named."""
_DAYS = {"event_date": "Event", "statement_date": "Said", "published": "Published"}


def kml(rows: list[Row], provenance: Provenance) -> bytes:
    """Return a folder for each layer. Rows without a geometry are listed in it, not drawn."""
    root = ET.Element("kml", xmlns=_KML)
    document = ET.SubElement(root, "Document")
    _words(document, "name", "Claimline")
    about = [f"{name}: {words}" for name, words in asdict(provenance).items() if words]
    _words(document, "description", "\n".join(about))
    looks = [row_look(row["properties"]["layer"], row) for row in rows]
    styles = {look: f"s{number}" for number, look in enumerate(dict.fromkeys(filter(None, looks)))}
    for look, style in styles.items():
        _style(document, look, style)
    claims = {
        row["properties"]["id"]: row["properties"]
        for row in rows
        if row["properties"]["layer"] == "claims"
    }
    for layer in LAYERS:
        folder = None
        for row, row_style in zip(rows, looks, strict=True):
            if row["properties"]["layer"] != layer:
                continue
            if folder is None:
                folder = ET.SubElement(document, "Folder")
                _words(folder, "name", layer.replace("_", " "))
            _placemark(folder, row, styles.get(row_style) if row_style else None, claims)
    ET.indent(root, " ")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}'.encode()
    )


def _placemark(
    folder: ET.Element, row: Row, style: str | None, claims: Mapping[str, dict[str, Any]]
) -> None:
    values = row["properties"]
    mark = ET.SubElement(folder, "Placemark")
    names = (values.get(name) for name in ("name", "speaker", "relation", "id"))
    _words(mark, "name", str(next((name for name in names if name), "")))
    _words(mark, "description", _balloon(values, claims))
    if style:
        _words(mark, "styleUrl", f"#{style}")
    data = ET.SubElement(mark, "ExtendedData")
    for column in columns():
        value = values.get(column.name)
        if values["layer"] in column.layers and value not in ("", None):
            _words(ET.SubElement(data, "Data", name=column.name), "value", str(value))
    if row["geometry"]:
        mark.append(_shape(row["geometry"]))


def _balloon(values: Mapping[str, Any], claims: Mapping[str, dict[str, Any]]) -> str:
    """Return what a balloon says, as HTML: the quotes with speaker, outlet, days and link.

    Every word is escaped as HTML here, and the whole once more as XML.
    """
    body = ET.Element("div")
    for name in ("label", "reason"):
        if values.get(name):
            _paragraph(body, str(values[name]))
    if values.get("quote") or values.get("surface"):
        _quote(body, values)
    behind = [claims[i] for i in str(values.get("claims", "")).split() if i in claims]
    for claim in behind[:_MOST_QUOTES]:
        _quote(body, claim)
    if len(behind) > _MOST_QUOTES:
        _paragraph(body, f"and {len(behind) - _MOST_QUOTES:,} more claims, listed in the columns")
    if values.get("note") and values["layer"] != "claims":
        _paragraph(body, str(values["note"]))
    return ET.tostring(body, encoding="unicode", method="html")


def _quote(body: ET.Element, claim: Mapping[str, Any]) -> None:
    # of a mention of a place, the name as the article writes it
    ET.SubElement(body, "blockquote").text = str(claim.get("quote") or claim["surface"])
    by = [str(claim.get("speaker") or ""), f"({claim['status']})" if _struck(claim) else ""]
    outlet = f"{claim.get('publisher', '')}: “{claim.get('title', '')}”"
    _paragraph(body, " ".join(part for part in by if part))
    _paragraph(body, outlet)
    days = [f"{word}: {day_label(claim[n])}" for n, word in _DAYS.items() if claim.get(n)]
    _paragraph(body, " · ".join(days))
    link = str(claim.get("link") or claim.get("url") or "")
    if is_web(link):
        ET.SubElement(ET.SubElement(body, "p"), "a", href=link).text = "Read the article"
    if claim.get("note"):
        _paragraph(body, f"Reader’s note: {claim['note']}")


def _struck(claim: Mapping[str, Any]) -> bool:
    return str(claim.get("status") or "asserted") != "asserted"


def _paragraph(body: ET.Element, words: str) -> None:
    if words:
        ET.SubElement(body, "p").text = words


def _style(document: ET.Element, look: Look, name: str) -> None:
    style = ET.SubElement(document, "Style", id=name)
    line = ET.SubElement(style, "LineStyle")
    drawn = look.stroke and look.width and not (look.hatch and look.shape == "Polygon")
    _words(line, "color", _colour(look.stroke, look.stroke_opacity if drawn else 0))
    _words(line, "width", f"{look.width:g}")
    face = ET.SubElement(style, "PolyStyle")
    hatched = bool(look.hatch)
    _words(
        face,
        "color",
        _colour(look.stroke if hatched else look.fill, _HATCH if hatched else look.fill_opacity),
    )


def _colour(colour: str, opacity: float) -> str:
    """Return a colour as KML has it: opacity, blue, green, red."""
    if not colour:
        return "00000000"
    return f"{round(255 * opacity):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _words(parent: ET.Element, tag: str, words: str) -> None:
    """Add an element with some words, without the control characters that XML cannot hold."""
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", words)


def _shape(geometry: dict[str, Any]) -> ET.Element:
    """Return a GeoJSON geometry as KML."""
    kind, given = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        several = ET.Element("MultiGeometry")
        several.extend(
            _shape({"type": kind.removeprefix("Multi"), "coordinates": part}) for part in given
        )
        return several
    element = ET.Element(kind)
    if kind == "Polygon":
        for number, ring in enumerate(given):
            border = ET.SubElement(element, "innerBoundaryIs" if number else "outerBoundaryIs")
            _words(ET.SubElement(border, "LinearRing"), "coordinates", _pairs(ring))
    else:
        _words(element, "coordinates", _pairs([given] if kind == "Point" else given))
    return element


def _pairs(points: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{point[0]},{point[1]}" for point in points)
