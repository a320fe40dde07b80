"""Styles as a GeoPackage holds them: QML, which QGIS reads, and SLD, which servers read."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from loaders.export.layer_looks import Look

_QML_VERSION = "3.28.0"
"""The version of QGIS whose form of styles is written; later ones read it too."""
_SYMBOLS = {"Point": "marker", "Line": "line", "Polygon": "fill"}
_CLASSES = {"Point": "SimpleMarker", "Line": "SimpleLine", "Polygon": "SimpleFill"}
_SLD, _OGC = "http://www.opengis.net/sld", "http://www.opengis.net/ogc"


def qml(looks: Sequence[Look]) -> str:
    """Return looks as a QGIS style: rules for the rows of a layer, each with a symbol."""
    root = ET.Element("qgis", version=_QML_VERSION, styleCategories="Symbology")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0"
    )
    rules = ET.SubElement(renderer, "rules", key="{claimline}")
    symbols = ET.SubElement(renderer, "symbols")
    for number, look in enumerate(looks):
        ET.SubElement(
            rules,
            "rule",
            key=f"{{claimline-{number}}}",
            symbol=str(number),
            filter=_expression(look),
            label=look.label,
        )
        _qml_symbol(symbols, look, str(number))
    return ET.tostring(root, encoding="unicode")


def _expression(look: Look) -> str:
    """Return which rows a look is for, as a QGIS expression."""
    named = [f"\"{name}\" = '{_quoted(value)}'" for name, value in look.where]
    return " AND ".join([f"geometry_type($geometry) = '{look.shape}'", *named])


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _qml_symbol(parent: ET.Element, look: Look, name: str) -> None:
    symbol = ET.SubElement(
        parent, "symbol", type=_SYMBOLS[look.shape], name=name, alpha="1", clip_to_extent="1"
    )
    if look.hatch and look.shape == "Polygon":
        hatch = _qml_layer(
            symbol,
            "LinePatternFill",
            {"angle": "45", "distance": f"{look.hatch:g}", "distance_unit": "Pixel"},
        )
        inner = ET.SubElement(hatch, "symbol", type="line", name=f"@{name}@0", alpha="0.4")
        _qml_layer(inner, "SimpleLine", _stroke(look, "line_"))
        return
    _qml_layer(symbol, _CLASSES[look.shape], _options(look))


def _options(look: Look) -> dict[str, str]:
    """Return the options of a symbol's layer, by its shape."""
    if look.shape == "Line":
        return _stroke(look, "line_")
    face = {"color": _rgba(look.fill, look.fill_opacity)}
    if look.shape == "Point":
        size = {"name": "circle", "size": f"{2 * look.radius:g}", "size_unit": "Pixel"}
        return {**face, **size, **_stroke(look, "outline_")}
    solid = {"style": "solid" if look.fill and look.fill_opacity else "no"}
    return {**face, **solid, **_stroke(look, "outline_")}


def _stroke(look: Look, prefix: str) -> dict[str, str]:
    """Return the options of a line or an outline."""
    plain = prefix == "outline_"
    options = {
        f"{prefix}color": _rgba(look.stroke, look.stroke_opacity),
        f"{prefix}width": f"{look.width:g}",
        f"{prefix}width_unit": "Pixel",
        f"{prefix}style": _pen(look) if plain else "solid",
    }
    if plain or not look.dash:
        return options
    lengths = ";".join(f"{length:g}" for length in look.dash)
    dashed = {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "Pixel"}
    return {**options, **dashed}


def _pen(look: Look) -> str:
    """Return the style of an outline, which QGIS knows no dashes of one's own for."""
    if not look.stroke or not look.width:
        return "no"
    return "dash" if look.dash else "solid"


def _qml_layer(symbol: ET.Element, kind: str, options: dict[str, str]) -> ET.Element:
    """Add a symbol's layer; its options stand twice, as QGIS before 3.18 and since reads them."""
    layer = ET.SubElement(
        symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    )
    held = ET.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ET.SubElement(held, "Option", name=name, value=value, type="QString")
    for name, value in options.items():
        ET.SubElement(layer, "prop", k=name, v=value)
    return layer


def _rgba(colour: str, opacity: float) -> str:
    if not colour:
        return "0,0,0,0"
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def sld(layer: str, looks: Sequence[Look]) -> str:
    """Return looks as a Styled Layer Descriptor 1.0."""
    root = ET.Element("StyledLayerDescriptor", {"xmlns": _SLD, "version": "1.0.0"})
    root.set("xmlns:ogc", _OGC)
    named = ET.SubElement(root, "NamedLayer")
    ET.SubElement(named, "Name").text = layer
    style = ET.SubElement(ET.SubElement(named, "UserStyle"), "FeatureTypeStyle")
    for look in looks:
        rule = ET.SubElement(style, "Rule")
        ET.SubElement(rule, "Name").text = look.label
        _filter(rule, look)
        _symbolizer(rule, look)
    return ET.tostring(root, encoding="unicode")


def _filter(rule: ET.Element, look: Look) -> None:
    if not look.where:
        return
    held = ET.SubElement(rule, "ogc:Filter")
    if len(look.where) > 1:
        held = ET.SubElement(held, "ogc:And")
    for name, value in look.where:
        equal = ET.SubElement(held, "ogc:PropertyIsEqualTo")
        ET.SubElement(equal, "ogc:PropertyName").text = name
        ET.SubElement(equal, "ogc:Literal").text = value


def _symbolizer(rule: ET.Element, look: Look) -> None:
    symbolizer = ET.SubElement(rule, f"{look.shape}Symbolizer")
    if look.shape == "Point":
        graphic = ET.SubElement(symbolizer, "Graphic")
        mark = ET.SubElement(graphic, "Mark")
        ET.SubElement(mark, "WellKnownName").text = "circle"
        _sld_fill(mark, look)
        _sld_stroke(mark, look)
        ET.SubElement(graphic, "Size").text = f"{2 * look.radius:g}"
        return
    if look.shape == "Polygon":
        _sld_fill(symbolizer, look)
    _sld_stroke(symbolizer, look)


def _sld_fill(parent: ET.Element, look: Look) -> None:
    if look.hatch:
        graphic = ET.SubElement(
            ET.SubElement(ET.SubElement(parent, "Fill"), "GraphicFill"), "Graphic"
        )
        mark = ET.SubElement(graphic, "Mark")
        # a name that SLD has no list of, but QGIS, GeoServer and MapServer all know
        ET.SubElement(mark, "WellKnownName").text = "shape://slash"
        _parameters(ET.SubElement(mark, "Stroke"), {"stroke": look.stroke, "stroke-opacity": "0.4"})
        ET.SubElement(graphic, "Size").text = f"{look.hatch:g}"
    elif look.fill and look.fill_opacity:
        opacity = f"{look.fill_opacity:g}"
        _parameters(ET.SubElement(parent, "Fill"), {"fill": look.fill, "fill-opacity": opacity})


def _sld_stroke(parent: ET.Element, look: Look) -> None:
    if not look.stroke or not look.width or (look.hatch and look.shape == "Polygon"):
        return
    values = {
        "stroke": look.stroke,
        "stroke-width": f"{look.width:g}",
        "stroke-opacity": f"{look.stroke_opacity:g}",
    }
    if look.dash:
        values["stroke-dasharray"] = " ".join(f"{length:g}" for length in look.dash)
    _parameters(ET.SubElement(parent, "Stroke"), values)


def _parameters(parent: ET.Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        ET.SubElement(parent, "CssParameter", name=name).text = value
