"""The files that the command writes, opened by other programs."""

from __future__ import annotations

import csv
import json
import re
import shlex
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import replace

import geopandas
import pyogrio
import pytest
from lxml import html

from geodata import gazetteer
from loaders import Corpus
from loaders.__main__ import main
from loaders.export.captions import day_label
from loaders.export.export_columns import Provenance, columns
from loaders.export.rows import claim_rows, corpus_rows, make_row
from loaders.export.writers import MIME, to_bytes
from loaders.model.records import Span
from loaders.model.version import data_version
from tests.conftest import ROOT, words

TOLD = Provenance(
    "Schematic.", "Everything that was read.", "0123456789ab", "http://localhost:8501/?claim=x"
)
KML = "{http://www.opengis.net/kml/2.2}"
SLD = "{http://www.opengis.net/sld}"


@pytest.fixture(scope="module")
def rows(seeds):
    return list(corpus_rows(seeds, gazetteer.load()))


def read(path, layer):
    return geopandas.read_file(path, layer=layer)


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_the_command_writes_layers_that_geopandas_reads(tmp_path, ending):
    path = tmp_path / f"places.{ending}"
    assert main([str(ROOT / "seeds"), "--out", str(path)]) == 0
    frame = read(path, "places" if ending == "gpkg" else None)
    goris = frame[frame["place_id"] == "goris"].iloc[0]
    assert goris.geometry.y == pytest.approx(39.51, abs=0.01) and goris["surface"] == "Goris"


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_nothing_is_lost_on_a_round_trip_through_geopandas(tmp_path, rows, ending):
    path, again = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    path.write_bytes(to_bytes(rows, TOLD, f".{ending}"))
    for layer in ("places", "claims", "relations") if ending == "gpkg" else (None,):
        first = read(path, layer)
        pyogrio.write_dataframe(first, again, **({"layer": layer} if layer else {}))
        second = read(again, layer)
        assert list(first.columns) == list(second.columns) and len(first) == len(second)
        for name in first.columns:
            assert first[name].equals(second[name]), name
        own = [row for row in rows if layer in {None, row["properties"]["layer"]}]
        assert len(first) == len(own)
        for written, row in zip(first.to_dict("records"), own, strict=True):
            for name, value in row["properties"].items():
                assert (written[name] if value is not None else None) == value, name


def test_days_stay_text(tmp_path, rows):
    for ending, layer in (("geojson", None), ("gpkg", "claims")):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(to_bytes(rows, TOLD, f".{ending}"))
        frame = read(path, layer)
        assert "2021-05-14" in set(frame["published"]) and set(frame["event_date"].dropna()) >= {
            "",
            "2021-05-12",
        }


def test_a_region_is_no_point_and_says_what_it_is(rows):
    shapes = {r["properties"]["place_id"]: r for r in rows if r["properties"]["layer"] == "places"}
    assert shapes["syunik"]["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    assert "not a border" in shapes["syunik"]["properties"]["geometry_note"]
    assert shapes["goris"]["geometry"]["type"] == "Point"
    areas = [
        r
        for r in shapes.values()
        if r["properties"]["kind"] in {"province", "district", "region", "country"}
    ]
    assert all(r["geometry"] is None or r["geometry"]["type"] != "Point" for r in areas)


def test_every_claim_is_there_with_the_characters_of_its_file(rows, seeds):
    written = {
        r["properties"]["id"]: r["properties"] for r in rows if r["properties"]["layer"] == "claims"
    }
    assert set(written) == set(seeds.claims)
    for article, claim in seeds.claims.values():
        row = written[claim.id]
        text = (ROOT / "seeds" / article.file).read_bytes().decode("utf-8")
        # a word that a line's end broke is read as one
        assert "".join(row["quote"].split()) == "".join(text[row["start"] : row["end"]].split())


def test_the_geojson_follows_rfc_7946(rows):
    document = json.loads(to_bytes(rows, TOLD, ".geojson"))
    assert document["type"] == "FeatureCollection" and "crs" not in document
    assert (
        document["claimline"]["filters"] == "Everything that was read."
        and document["claimline"]["data_version"] == "0123456789ab"
    )
    for feature in document["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        assert all(
            value is None or isinstance(value, str | int | float)
            for value in feature["properties"].values()
        )
        if feature["geometry"] and feature["geometry"]["type"] == "Point":
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180 and -90 <= lat <= 90


def test_the_geopackage_says_what_it_is_and_what_its_columns_mean(tmp_path, rows):
    path = tmp_path / "a.gpkg"
    path.write_bytes(to_bytes(rows, TOLD, ".gpkg"))
    assert {name for name, _ in pyogrio.list_layers(path)} == {
        "places",
        "claims",
        "relations",
        "about",
        "columns",
        "layer_styles",
    }
    with sqlite3.connect(path) as base:
        about = dict(base.execute("select about, words from about"))
        named = {name for (name,) in base.execute("select name from columns")}
    base.close()
    assert (
        about["caption"] == "Schematic."
        and about["data_version"] == "0123456789ab"
        and "ODbL" in about["licences"]
    )
    assert "geometry_note" in named


def test_a_geopackage_holds_the_style_of_every_layer_with_shapes(tmp_path, rows):
    path = tmp_path / "a.gpkg"
    path.write_bytes(to_bytes(rows, TOLD, ".gpkg"))
    # as QGIS asks: an empty schema, the layer, its column of shapes
    with sqlite3.connect(path) as base:
        (drawn,) = zip(*base.execute("select table_name from gpkg_geometry_columns"), strict=True)
        styles = {
            layer: base.execute(
                "select styleQML, styleSLD, useAsDefault from layer_styles where"
                " f_table_schema = '' and f_table_name = ? and f_geometry_column = 'geom'",
                [layer],
            ).fetchall()
            for layer in drawn
        }
    base.close()
    assert set(styles) == {"places", "claims"}
    for layer, ((qml, sld, default),) in styles.items():
        assert default == 1
        root, described = ET.fromstring(qml), ET.fromstring(sld)  # noqa: S314  (our own file)
        names = [symbol.get("name") for symbol in root.findall("renderer-v2/symbols/symbol")]
        rules = root.findall("renderer-v2/rules/rule")
        assert names and [rule.get("symbol") for rule in rules] == names
        shapes = {rule.get("filter").partition(" AND ")[0] for rule in rules}
        expected = {"places": {"Point", "Line", "Polygon"}, "claims": {"Point"}}[layer]
        assert shapes <= {f"geometry_type($geometry) = '{shape}'" for shape in expected}
        assert len(described.findall(f".//{SLD}Rule")) == len(rules)
        colour = root.find(".//Option[@name='outline_color']").get("value")
        assert re.fullmatch(r"\d+,\d+,\d+,\d+", colour)


def test_a_balloon_of_the_kml_has_the_quote_its_speaker_outlet_days_and_link(rows, seeds):
    root = ET.fromstring(to_bytes(rows, TOLD, ".kml"))  # noqa: S314  (our own file)
    drawn = {r["properties"]["id"] for r in rows if r["geometry"]}
    article, claim = next(
        (a, c) for a, c in seeds.claims.values() if c.event_date and a.url and c.id in drawn
    )
    mark = next(
        m
        for m in root.iter(f"{KML}Placemark")
        if any(d.text == claim.id for d in m.findall(f"{KML}ExtendedData/*[@name='id']/*"))
    )
    balloon = html.fromstring(mark.findtext(f"{KML}description"))
    assert balloon.findtext("blockquote") == words(article, claim)
    told = balloon.text_content()
    assert claim.speaker in told and article.publisher in told
    assert f"Event: {day_label(claim.event_date)}" in told
    assert f"Published: {day_label(article.published)}" in told
    (link,) = balloon.iter("a")
    assert link.get("href").startswith(f"{article.url}#:~:text=")
    # no balloon is empty: a mention of a place has its words and the way to them
    assert all(
        len(html.fromstring(d.text)) for d in root.iter(f"{KML}description") if "<div" in d.text
    )
    # its place is drawn in one of the styles that the file holds
    assert mark.findtext(f"{KML}styleUrl")[1:] in {s.get("id") for s in root.iter(f"{KML}Style")}


def test_hostile_words_are_words_in_a_balloon():
    quote = "</blockquote><script>alert(1)</script> ]]> & <b>"
    row = make_row("claims", None, id="1", quote=quote, link="javascript:alert(1)", speaker="<i>")
    root = ET.fromstring(to_bytes([row], TOLD, ".kml"))  # noqa: S314  (our own file)
    balloon = html.fromstring(root.findtext(f".//{KML}Placemark/{KML}description"))
    assert balloon.findtext("blockquote") == quote
    assert {node.tag for node in balloon.iter()} <= {"div", "blockquote", "p"}


def test_a_claims_row_has_its_days_with_the_words_and_a_readers_note(seeds):
    article, claim = next((a, c) for a, c in seeds.claims.values() if c.event_date)
    (row,) = claim_rows([(article, claim)], gazetteer.load(), {claim.id: "Ask the desk"})
    told = row["properties"]
    assert told["event_from"] == told["event_to"] == claim.event_date
    assert told["event_words"] in words(article, Span(0, len(article.text)))
    assert told["event_words"] and told["event_basis"] and told["note"] == "Ask the desk"
    goris = next(
        row["properties"]
        for row in claim_rows(seeds.claims.values(), gazetteer.load())
        if "goris" in row["properties"]["place_ids"].split()
    )
    places = goris["place_ids"].split()
    assert len(goris["positions"].split("; ")) == len(places)
    assert goris["positions"].split("; ")[places.index("goris")].startswith("39.5")


def test_the_kml_is_read_by_gdal_and_keeps_every_column(tmp_path, rows):
    path = tmp_path / "a.kml"
    path.write_bytes(to_bytes(rows, TOLD, ".kml"))
    assert {"places", "claims"} <= {name for name, _ in pyogrio.list_layers(path)}
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (our own file)
    assert "0123456789ab" in (root.find(f"{KML}Document/{KML}description").text or "")
    marks = root.findall(f".//{KML}Placemark")
    assert len(marks) == len(rows)
    goris = next(m for m in marks if any(d.text == "goris" for d in m.iter(f"{KML}value")))
    assert goris.find(f"{KML}Point") is not None


@pytest.mark.parametrize("ending", sorted(MIME))
def test_the_same_rows_give_the_same_bytes(rows, ending):
    assert to_bytes(rows, TOLD, ending) == to_bytes(list(rows), TOLD, ending)


@pytest.mark.parametrize("ending", sorted(MIME))
def test_nothing_to_write_is_still_a_file(ending):
    assert to_bytes([], TOLD, ending)


def test_every_column_of_every_row_is_in_the_dictionary(rows):
    known = {(layer, c.name) for c in columns() for layer in c.layers}
    assert {(r["properties"]["layer"], name) for r in rows for name in r["properties"]} <= known
    assert all(c.meaning and c.type in {"text", "number", "whole"} for c in columns())


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-1", "@x", "\t=1", " =1", "\n=1"])
def test_a_spreadsheet_runs_no_formula(cell):
    row = make_row("claims", None, id="1", quote=cell, start=0, end=1)
    cells = next(
        iter(
            list(
                csv.DictReader(
                    to_bytes([row], TOLD, ".csv").decode("utf-8-sig").splitlines(keepends=True)
                )
            )
        )
    )
    assert cells["quote"].startswith("'") and cells["caption"] == "Schematic."


def test_markup_and_control_characters_stay_words(tmp_path):
    row = make_row("claims", None, id="1", quote="</description><script>\x07 & “x”", start=0, end=1)
    kml = to_bytes([row], TOLD, ".kml").decode()
    assert "<script>" not in kml and "&lt;script&gt;" in kml and ET.fromstring(kml) is not None  # noqa: S314


def test_an_unknown_ending_is_refused(tmp_path, capsys):
    assert main([str(ROOT / "seeds"), "--out", str(tmp_path / "x.docx")]) == 2
    assert ".geojson" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(tmp_path, capsys):
    assert main([str(ROOT / "seeds"), "--out", str(tmp_path / "none" / "x.csv")]) == 2
    assert "x.csv" in capsys.readouterr().err


def test_the_version_names_the_articles_and_what_is_stated_of_them(seeds):
    version = data_version(seeds.articles)
    assert version == data_version(reversed(seeds.articles)) and len(version) == 12
    assert version != data_version(seeds.articles[:1])
    assert version != data_version(
        [replace(seeds.articles[0], publisher="Another"), *seeds.articles[1:]]
    )


def test_the_examples_of_the_help_run(tmp_path, monkeypatch, capsys):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["--help"])
    lines = [
        line.strip()
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("  python -m loaders ")
    ]
    assert len(lines) >= 6
    for line in lines:
        command, _, target = line.partition("  ")[0].partition(">")
        words = shlex.split(command)[3:]
        assert main(words) == 0, line
        printed = capsys.readouterr().out
        if target:
            (tmp_path / target.strip()).write_text(printed, encoding="utf-8")
        else:
            assert printed or "--out" in words or "--diff" in words
    assert {"run.jsonl", "claims.gpkg", "a.geojson", "a.csv", "a.kml", "a.jsonl"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_a_pattern_is_expanded(capsys):
    assert main([str(ROOT / "seeds" / "*.txt"), "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_difference_of_two_runs(tmp_path, capsys, seeds: Corpus):
    main([str(ROOT / "seeds"), "--json"])
    old = tmp_path / "old.jsonl"
    old.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["--diff", str(old), str(ROOT / "seeds")]) == 0
    assert capsys.readouterr().out == ""
    articles = [json.loads(line) for line in old.read_text(encoding="utf-8").splitlines()]
    articles[0]["claims"][0]["party"] = "Russia"
    gone = articles[0]["claims"].pop(1)
    articles[1]["publisher"] = "Another"
    new = tmp_path / "new.jsonl"
    new.write_text("".join(f"{json.dumps(article)}\n" for article in articles), encoding="utf-8")
    assert main(["--diff", str(old), str(new), "--json"]) == 0
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(c["change"], c["what"]) for c in written} == {
        ("changed", "claim’s party"),
        ("removed", "claim"),
        ("changed", "publisher"),
    }
    assert next(c for c in written if c["change"] == "removed")["start"] == gone["start"]
    new.write_text(json.dumps(articles[0]) + "\n", encoding="utf-8")
    main(["--diff", str(old), str(new)])
    assert f"- {articles[1]['id']}" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["[]\n", "{broken\n", '{"id": 1}\n'])
def test_a_file_that_is_no_run_is_named(tmp_path, capsys, content):
    (tmp_path / "x.jsonl").write_text(content, encoding="utf-8")
    assert main(["--diff", str(tmp_path / "x.jsonl"), str(ROOT / "seeds")]) == 2
    assert "x.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["seeds", "--diff", "a", "b"]])
def test_a_wrong_command_line_is_refused(words, capsys):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2 and "--diff" in capsys.readouterr().err
