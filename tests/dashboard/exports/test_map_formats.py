"""GeoJSON and KML against their standards, and as GDAL reads them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pyogrio
import pytest
from jsonschema import Draft202012Validator
from shapely.geometry import Polygon, shape

from tests.dashboard.exports.exported import rows_of

KML = "{http://www.opengis.net/kml/2.2}"


def coordinates(depth, least=1):
    position = {
        "type": "array",
        "minItems": 2,
        "maxItems": 3,
        "prefixItems": [{"minimum": -180, "maximum": 180}, {"minimum": -90, "maximum": 90}],
        "items": {"type": "number"},
    }
    for level in range(depth):
        position = {"type": "array", "items": position, "minItems": least if level == 0 else 1}
    return position


def geometry(kind, depth, least=1):
    expected = {"type": {"const": kind}, "coordinates": coordinates(depth, least)}
    return {
        "type": "object",
        "required": list(expected),
        "properties": expected,
        "additionalProperties": False,
    }


RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            geometry("Point", 0),
                            geometry("MultiPoint", 1),
                            geometry("LineString", 1, 2),
                            geometry("MultiLineString", 2, 2),
                            geometry("Polygon", 2, 4),
                            geometry("MultiPolygon", 3, 4),
                        ]
                    },
                    "properties": {"type": ["object", "null"]},
                },
            },
        },
        # a collection gives no reference system, and none of the names that mean something
        # elsewhere (4; 7.1)
        "crs": False,
        "coordinates": False,
        "geometries": False,
        "geometry": False,
        "properties": False,
    },
}


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_the_geojson_keeps_to_its_standard(made, case):
    document = json.loads(
        made(case, "claims.geojson"), parse_constant=lambda name: pytest.fail(f"{name} is not JSON")
    )
    Draft202012Validator.check_schema(RFC_7946)
    assert [
        error.message[:200] for error in Draft202012Validator(RFC_7946).iter_errors(document)
    ] == []
    rings = 0
    for row in document["features"]:
        expected, drawn = row["geometry"], row["geometry"] and shape(row["geometry"])
        if not expected:
            continue
        assert drawn.is_valid and not drawn.is_empty, row["properties"]["id"]
        for part in {
            "Polygon": [expected["coordinates"]],
            "MultiPolygon": expected["coordinates"],
        }.get(expected["type"], []):
            for number, ring in enumerate(part):
                rings += 1
                # closed; outer rings counterclockwise, holes clockwise (3.1.6)
                assert ring[0] == ring[-1]
                assert Polygon(ring).exterior.is_ccw is (number == 0), row["properties"]["id"]
    assert rings > 0 or case == "nothing"


FEATURE = (
    "name",
    "visibility",
    "open",
    "author",
    "link",
    "address",
    "phoneNumber",
    "Snippet",
    "description",
    "LookAt",
    "TimeStamp",
    "styleUrl",
    "Style",
    "Region",
    "ExtendedData",
)
"""The order of a feature's elements (OGC 07-147r2, 9.1.1); what is in a container or placemark
comes after them."""
GEOMETRY = {"Point", "LineString", "Polygon", "MultiGeometry"}


def check_geometry(node):
    kind, inner = node.tag.removeprefix(KML), [child.tag.removeprefix(KML) for child in node]
    if kind == "MultiGeometry":
        assert inner and set(inner) <= GEOMETRY
    elif kind == "Polygon":
        assert inner == ["outerBoundaryIs", *["innerBoundaryIs"] * (len(inner) - 1)]
        for border in node:
            (ring,) = border
            pairs = ring.find(f"{KML}coordinates").text.split()
            assert ring.tag == f"{KML}LinearRing" and len(pairs) >= 4 and pairs[0] == pairs[-1]
    else:
        assert inner == ["coordinates"]
        pairs = [[float(number) for number in pair.split(",")] for pair in node[0].text.split()]
        assert len(pairs) == 1 if kind == "Point" else len(pairs) >= 2
        assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in pairs)
    for child in node:
        if child.tag.removeprefix(KML) in GEOMETRY:
            check_geometry(child)


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_the_kml_keeps_to_its_standard(made, case):
    root = ET.fromstring(made(case, "claims.kml"))  # noqa: S314
    assert root.tag == f"{KML}kml" and [child.tag for child in root] == [f"{KML}Document"]
    last = {"Document": {"Folder"}, "Folder": {"Placemark"}, "Placemark": GEOMETRY}
    for node in root.iter():
        kind = node.tag.removeprefix(KML)
        if kind in last:
            inner = [child.tag.removeprefix(KML) for child in node]
            # a document may hold several styles
            inner = [
                name for n, name in enumerate(inner) if name != "Style" or inner[n - 1] != name
            ]
            features = [name for name in inner if name in FEATURE]
            assert (
                features == sorted(set(features), key=FEATURE.index)
                and set(inner[len(features) :]) <= last[kind]
            )
            assert kind != "Placemark" or len(inner) - len(features) <= 1
        elif kind == "ExtendedData":
            assert all(
                data.tag == f"{KML}Data"
                and data.get("name")
                and [value.tag for value in data] == [f"{KML}value"]
                for data in node
            )
        elif kind in GEOMETRY:
            check_geometry(node)
    styles = {style.get("id") for style in root.iter(f"{KML}Style")}
    assert {url.text[1:] for url in root.iter(f"{KML}styleUrl")} == styles
    colours = [node.text for node in root.iter(f"{KML}color")]
    assert all(re.fullmatch("[0-9a-f]{8}", colour) for colour in colours)


def test_gdal_reads_every_placemark_where_it_should_be(made, tmp_path):
    (tmp_path / "a.kml").write_bytes(made("seeds", "claims.kml"))
    rows = rows_of(made("seeds", "claims.geojson"))
    for layer, _ in pyogrio.list_layers(tmp_path / "a.kml"):
        frame = pyogrio.read_dataframe(tmp_path / "a.kml", layer=layer)
        expected = [row for row in rows if row["properties"]["layer"] == layer.replace(" ", "_")]
        assert list(frame["id"]) == [row["properties"]["id"] for row in expected]
        for here, row in zip(frame.geometry, expected, strict=True):
            there = row["geometry"] and shape(row["geometry"])
            # LIBKML gives what is only listed an empty geometry
            assert (here is None or here.is_empty) is (there is None)
            assert (
                there is None
                or here.equals_exact(there, 1e-9)
                or here.symmetric_difference(there).length < 1e-9
            )
    places = pyogrio.read_dataframe(tmp_path / "a.kml", layer="places")
    goris = places[places["place_id"] == "goris"].geometry.iloc[0]
    assert (goris.y, goris.x) == pytest.approx((39.51, 46.34), abs=0.01)
