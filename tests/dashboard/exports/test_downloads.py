"""Every file that can be taken away.

It opens in other programs, says what it is, and holds what is shown and no more.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import PurePath
from urllib.parse import unquote

import pyogrio
import pytest
from jsonschema import Draft202012Validator
from PIL import Image
from pybtex.database import parse_string
from shapely.geometry import LineString, Polygon, shape

from dashboard.exports.citation import cite
from dashboard.exports.downloads import MEDIA, PACK, Files
from dashboard.exports.file_words import filter_words
from dashboard.exports.picture import picture
from dashboard.map.marks import make_feature
from dashboard.map.scene import ATTRIBUTION
from dashboard.session import state
from dashboard.view.view import View
from geodata import gazetteer
from loaders import read_paths
from loaders.compare.relations import find_relations
from loaders.export.writers import LICENCES
from loaders.text.segment import fold_space
from tests.conftest import ROOT, showing

PLACES = gazetteer.load()
ADDRESS = "http://localhost:8501/?topic=border&q=a+b"
TITLE = "Claims <b>$x^2$</b> {{ 7 }}"
KML = "{http://www.opengis.net/kml/2.2}"
SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = f"""=cmd()|'/C calc'!A0 on the border

Armenia <script>document.title='owned'</script> said on May 12 that Azerbaijani forces crossed the border of Armenia near Sev Lake and \
advanced up to 3.5 kilometers from the border </script><img src=x onerror="document.title='owned'"> {{{{ 7*7 }}}} $x^2$ and $5 }} {{ \\ near Goris.

- Pashinyan said that =1+1 was near Kapan, and Հայաստան, საქართველო, Azərbaycan İşğalı, Россия, \u202eturned\u202c \x07\x1b \ufffe \
&lt;b&gt; * _x_ [a](http://b) `c` | {"Очень" * 60} near Goris.

12. Azerbaijan denied the claim of Armenia near Goris, saying there were no shots near Goris on May 12.
"""
SIDECAR = r"""title = "=cmd() {x} } $x^2$ \\ % & # _ ~ ^ <script>document.title='owned'</script> {{ 7*7 }} \u202e\u0007 Հայաստան Россия ](x) \n\n# head"
publisher = "@SUM(1+1) <b>{</b> $ \u202e\u0007 Հայաստան ]("
url = "https://example.org/a}b{c>d<e\" f?x=%20&y=_#frag"
published = "2021-05-14"
"""


def hostile_corpus(folder):
    """Return an article with whatever breaks a format everywhere.

    In its words, title, publisher, address and name of its file.
    """
    (folder / "=cmd() x.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "=cmd() x.toml").write_text(SIDECAR, encoding="utf-8")
    return read_paths([folder])


def files_of(corpus, **view):
    """Return the files of a view of a corpus."""
    shown = showing(corpus, View(**view))
    return Files(
        shown,
        state.drawn(shown.view),
        find_relations(corpus, PLACES),
        ADDRESS,
        TITLE,
    )


@pytest.fixture(scope="module")
def cases(seeds, tmp_path_factory):
    """What may be shown: the seeds, a hostile article, nothing."""
    hostile = hostile_corpus(tmp_path_factory.mktemp("hostile"))
    return {
        "seeds": files_of(seeds),
        "hostile": files_of(hostile),
        "nothing": files_of(seeds, q="no such words"),
    }


@pytest.fixture(scope="module")
def made(cases):
    """Make a file of a case, once: the pack holds all the others."""

    @functools.cache
    def make(case, name):
        if name == PACK:
            return cases[case].make(PACK)
        with zipfile.ZipFile(io.BytesIO(make(case, PACK))) as archive:
            return archive.read(name)

    return make


@pytest.fixture(scope="module")
def packed(made):
    """Return the files of the seeds’ pack."""
    with zipfile.ZipFile(io.BytesIO(made("seeds", PACK))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(data):
    return json.loads(data)["features"]


def layer_of(data, layer):
    return [row["properties"] for row in rows_of(data) if row["properties"]["layer"] == layer]


def words_of(data):
    """Return the words of an SVG, each with where it stands: across and down, points."""
    found = []
    for text in ET.fromstring(data).iter(f"{SVG}text"):  # noqa: S314  (our own file)
        across, down = re.findall(r"-?[\d.]+", text.get("transform", ""))[-2:]
        found.append(("".join(text.itertext()), float(across), float(down)))
    return found


# ---- every file
# ------------------------------------------------------------------------------------------------------------


def opened(name, data, tmp_path):
    """Return how much another program finds in a file."""
    match PurePath(name).suffix:
        case ".png":
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                return image.width
        case ".svg" | ".kml":
            return len(list(ET.fromstring(data).iter()))  # noqa: S314
        case ".geojson":
            return len(rows_of(data))
        case ".csv":
            return len(
                list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            )
        case ".gpkg":
            (tmp_path / "x.gpkg").write_bytes(data)
            return len(pyogrio.list_layers(tmp_path / "x.gpkg"))
        case ".html":
            return data.decode().count("<section")
        case ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
                return len(archive.namelist())
    raise AssertionError(name)


@pytest.mark.parametrize("name", MEDIA)
@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_every_file_opens(made, tmp_path, case, name):
    assert opened(name, made(case, name), tmp_path) > 2


@pytest.mark.parametrize("name", [name for name in MEDIA if name != PACK])
def test_the_same_view_gives_the_same_bytes(cases, made, name):
    assert replace(cases["hostile"]).make(name) == made("hostile", name)


PROGRAM = """
import sys
from pathlib import Path
from loaders import read_paths
from tests.dashboard.exports.test_downloads import PACK, files_of
sys.stdout.buffer.write(files_of(read_paths([Path("seeds")])).make(PACK))
"""


def test_another_process_gives_the_same_bytes(made):
    # sets and dictionaries of another process have another order
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    theirs = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    with zipfile.ZipFile(io.BytesIO(theirs)) as archive:
        assert [
            name for name in archive.namelist() if archive.read(name) != made("seeds", name)
        ] == []
    assert theirs == made("seeds", PACK)


# ---- pictures
# ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
@pytest.mark.parametrize("name", ["map-incident.png", "map-all.png"])
def test_a_picture_is_a_page_to_print_and_not_blank(made, case, name):
    with Image.open(io.BytesIO(made(case, name))) as image:
        assert image.size == (1872, 1328)  # A4 at 160 dots an inch
        assert image.info["Title"] == TITLE and image.info["Description"].startswith("Schematic.")
        assert len(image.crop((50, 90, 1250, 1100)).convert("RGB").getcolors(1 << 20)) > 50
        # the legend and the caption are written
        for part in ((1290, 90, 1800, 1100), (30, 1130, 1200, 1280)):
            assert sum(image.crop(part).convert("L").histogram()[:80]) > 1000


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
@pytest.mark.parametrize("name", ["map-incident.svg", "map-all.svg"])
def test_the_words_of_an_svg_are_words(cases, made, case, name):
    files, told = cases[case], words_of(made(case, name))
    words = fold_space(" ".join(word for word, _, _ in told))
    for expected in (
        TITLE,
        files.scene.caption,
        files.provenance.filters,
        files.provenance.data_version,
        ADDRESS,
        " · ".join(ATTRIBUTION),
    ):
        assert expected in words, expected
    assert "not agreed by the parties" in words and ("not a front line" in words) is (
        case != "nothing"
    )
    assert all(0 < across < 842 and 0 < down < 598 for _, across, down in told)


def test_hostile_words_stay_words_in_an_svg(made):
    words = " ".join(word for word, _, _ in words_of(made("hostile", "map-incident.svg")))
    assert (
        "claimed by Armenia <script>document.title='owned'</script" in words
        and "<b>{</b> $" in words
        and "Հայաստան" in words
    )
    assert all(word.isprintable() for word, _, _ in words_of(made("hostile", "map-incident.svg")))


@pytest.mark.parametrize("many", [3, 40])
def test_the_legend_stays_on_the_page_however_many_distances_are_reported(cases, many):
    drawn = cases["nothing"].scene
    (south, west), (north, east) = drawn.bounds["incident"]
    up = [south + (north - south) * (n + 1) / (many + 1) for n in range(many)]
    limits = [
        make_feature(
            LineString([(west, lat), (east, lat)]),
            id=f"a{n}",
            kind="advance",
            name="",
            part="isoline",
            opacity=1,
            label=f"{n} km, claimed by A; not a front line",
        )
        for n, lat in enumerate(up)
    ]
    told = words_of(picture(replace(drawn, features=limits), drawn.bounds["incident"], [], "svg"))
    words = [word for word, _, _ in told]
    numbers = sorted(int(word) for word in words if word.isdigit())
    # each number stands on the map and beside its words
    assert numbers == sorted([*range(1, len(numbers) // 2 + 1)] * 2)
    left_out = re.search(r"and (\d+) more", " ".join(words))
    assert len(numbers) // 2 + int(left_out[1] if left_out else 0) == many and bool(left_out) is (
        many == 40
    )
    legend = next(down for word, _, down in told if word == "Legend")
    caption = next(down for word, _, down in told if word.startswith("Schematic."))
    symbols = [down for _, across, down in told if across > 600 and down > legend]
    assert len(symbols) >= len(cases["nothing"].scene.legend) and max(symbols) < caption


def test_lines_too_long_for_the_page_say_that_they_go_on(cases):
    drawn = cases["nothing"].scene
    told = words_of(picture(drawn, drawn.bounds["incident"], ["word " * 400], "svg"))
    lines = [word for word, _, _ in told if "word" in word]
    assert len(lines) == 3 and lines[-1].endswith("…") and not lines[0].endswith("…")


# ---- the pack
# ------------------------------------------------------------------------------------------------------------------


def test_the_pack_holds_the_files_it_names_and_no_other(made, packed):
    with zipfile.ZipFile(io.BytesIO(made("seeds", PACK))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(packed) == {
        "README.txt",
        "map-incident.png",
        "map-incident.svg",
        "map-all.png",
        "map-all.svg",
        "page.html",
        "claims.geojson",
        "claims.gpkg",
        "claims.csv",
        "claims.kml",
        "columns.csv",
        "ledger.md",
        "articles.csv",
        "excerpts.md",
        "method.md",
    }
    readme = packed["README.txt"].decode()
    assert set(re.findall(r"^(\S+\.\w+)  ", readme, re.MULTILINE)) == set(packed)
    for name in set(packed) & set(MEDIA):
        assert packed[name] == made("seeds", name), name


def test_the_readme_says_what_the_pack_is(cases, packed):
    told, readme = cases["seeds"].provenance, packed["README.txt"].decode()
    assert told.data_version.isalnum() and TITLE in readme
    for words in (
        "Schematic. Built from 2 articles",
        "70 of 70 claims, from 2 of 2 articles.",
        told.data_version,
        LICENCES,
        ADDRESS,
    ):
        assert words in readme, words


def test_the_hashes_are_those_of_the_files(packed):
    rows = list(csv.DictReader(packed["articles.csv"].decode("utf-8-sig").splitlines()))
    assert len(rows) == 2
    for row in rows:
        assert (
            row["sha256"] == hashlib.sha256((ROOT / "seeds" / row["file"]).read_bytes()).hexdigest()
        )
        assert row["url"].startswith("https://") and row["published"] == "2021-05-14"


def letters(words):
    """Return the letters of words alone: what no format escapes."""
    return "".join(char for char in words if char.isalpha())


def letters_in(name, data, tmp_path):
    if not name.endswith(".gpkg"):
        return letters(unescape(data.decode()))
    (tmp_path / name).write_bytes(data)
    base = sqlite3.connect(tmp_path / name)
    tables = [layer for layer, _ in pyogrio.list_layers(tmp_path / name)]
    cells = [
        str(cell)
        for table in tables
        for row in base.execute(f"select * from {table}")  # noqa: S608
        for cell in row
    ]
    base.close()
    return letters(" ".join(cells))


def test_what_is_in_no_claims_sentence_is_nowhere_in_the_pack(seeds, packed, tmp_path):
    everything = "\n".join(
        letters_in(name, data, tmp_path)
        for name, data in packed.items()
        if not name.endswith(".png")
    )
    quoted = {
        letters(words)
        for words in re.findall(r"^> (.*)$", packed["excerpts.md"].decode(), re.MULTILINE)
    }
    for article in seeds.articles:
        between = [letters(article.text)]
        for sentence in sorted(quoted, key=len, reverse=True):
            between = [part for whole in between for part in whole.split(sentence)]
        long = [words for words in between if len(words) > 100]
        assert len(long) > 3
        assert [
            words
            for words in long
            if any(words[i : i + 80] in everything for i in range(0, len(words) - 79, 10))
        ] == []


def test_hostile_words_are_no_markup_in_the_packs_texts(made):
    with zipfile.ZipFile(io.BytesIO(made("hostile", PACK))) as archive:
        texts = {name: archive.read(name).decode() for name in ("excerpts.md", "ledger.md")}
        articles = archive.read("articles.csv").decode("utf-8-sig")
        page = archive.read("page.html").decode()
    for text in texts.values():
        assert not re.search(
            r"(?<!\\)<(?!https://)|(?<!\\)`|^(?:# head|> [-=+]|> \d+[.)])", text, re.MULTILINE
        )
        assert re.search(r"^> (?:\\-|12\\\.) ", texts["excerpts.md"], re.MULTILINE)
    assert all(
        re.fullmatch(r"[^\s<>{}\"]+", address)
        for address in re.findall(r"^<(.*)>$", texts["excerpts.md"], re.MULTILINE)
    )
    assert not re.search(r'(?:^|,)"?[=@+-]', articles, re.MULTILINE)
    assert (
        page.count("<script>") == page.count("</script>") == 3
        and "<img" not in page
        and "{{ 7*7 }}" in page
    )


# ---- filters
# ----------------------------------------------------------------------------------------------------------------------

FILTERS = {
    "topic": {"topic": ("border", "talks")},
    "source": {"source": ("dw",)},
    "party": {"party": ("Azerbaijan",)},
    "days": {"date_from": "2021-05-13", "date_to": "2021-05-13", "undated": "hide"},
    "q": {"q": "border"},
    "voice": {"voice": "Armenia"},
    "known": {"known": "2021-05-13"},
}


def passes(name, claim):
    """Whether a row of a claim passes a filter, told from the row alone."""
    return {
        "topic": claim["topic"] in {"border", "talks"},
        "source": claim["publisher"] == "DW",
        "party": claim["party"] == "Azerbaijan",
        "days": claim["event_date"] == "2021-05-13",
        "q": "border" in (claim["quote"] + claim["speaker"] + claim["relay"]).lower(),
        "voice": claim["party"] == "Armenia",
        "known": (claim["statement_date"] or claim["published"]) <= "2021-05-13",
    }[name]


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_the_rows_that_the_page_shows(seeds, made, name):
    data = files_of(seeds, **FILTERS[name]).make("claims.geojson")
    every = layer_of(made("seeds", "claims.geojson"), "claims")
    ids = [row["id"] for row in layer_of(data, "claims")]
    assert ids == [entry.claim.id for entry in showing(seeds, View(**FILTERS[name])).entries]
    assert ids == [claim["id"] for claim in every if passes(name, claim)] and 0 < len(ids) < len(
        every
    )
    assert {row["claim"] for row in layer_of(data, "places")} <= {"", *ids}
    between = [
        row
        for row in layer_of(made("seeds", "claims.geojson"), "relations")
        if row["a"] in ids and row["b"] in ids
    ]
    assert [(row["a"], row["b"], row["relation"]) for row in layer_of(data, "relations")] == [
        (r["a"], r["b"], r["relation"]) for r in between
    ]
    assert set(" ".join(row["claims"] for row in layer_of(data, "marks")).split()) <= set(ids)
    assert json.loads(data)["claimline"]["filters"].startswith(f"{len(ids)} of 70 claims")


def test_a_view_that_shows_nothing_holds_no_claim(made):
    data = made("nothing", "claims.geojson")
    assert {row["properties"]["layer"] for row in rows_of(data)} == {"border_lines"}
    assert "No article is shown" in json.loads(data)["claimline"]["caption"]
    assert "The rules found no difference" in made("nothing", "page.html").decode()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(), "70 of 70 claims, from 2 of 2 articles."),
        (View(source=("dw",)), "Sources: dw"),
        (View(party=("Azerbaijan", "analyst")), "Who speaks: Azerbaijan, "),
        (View(topic=("border",)), "Topics: Border"),
        (View(q="Sev Lake"), "Words: Sev Lake"),
        (
            View(date_from="2021-05-12", date_to="2021-05-13"),
            "Days: 12 May 2021 to 13 May 2021, by ",
        ),
        (View(date_from="2021-05-12"), "Days: from 12 May 2021"),
        (View(date_to="2021-05-12"), "Days: up to 12 May 2021"),
        (View(undated="hide", clock="statement"), "are left out"),
        (View(known="2021-05-13"), "Only what was said by 13 May 2021"),
        (
            View(known="2021-05-14", known_by="publication"),
            "Only what was published by 14 May 2021",
        ),
        (View(voice="Armenia"), "Only the claims of Armenia"),
        (View(voice="both"), "Only what both sides say"),
        (View(reading="x"), "One statement of the advance"),
    ],
)
def test_every_filter_is_named(seeds, view, words):
    assert words in filter_words(showing(seeds, view))
    # what a filter is called is said only where it is set
    assert (words in filter_words(showing(seeds, View()))) is (view == View())


# ---- citations
# -----------------------------------------------------------------------------------------------------------------------

LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def from_latex(words):
    return re.sub(r"\\text\w+\{\}|\\(.)", lambda found: LATEX.get(found[0], found[1]), words)


def test_a_citation_holds_the_quote_its_source_and_the_ways_back(seeds, moscow_times):
    shown = showing(seeds, View())
    entry = next(e for e in shown.entries if "previous positions" in e.quote)
    told = cite(entry, "http://localhost:8501/?claim=" + entry.claim.id, "0123456789ab")
    assert entry.article is moscow_times
    start, end = moscow_times.file_span(entry.claim)
    entries = parse_string(told.bibtex, "bibtex").entries
    assert list(entries) == [entry.claim.id]
    fields = entries[entry.claim.id].fields
    for form in (told.plain, re.sub(r"\\(.)", r"\1", told.markdown), from_latex(fields["note"])):
        for words in (
            entry.quote.strip("“”"),
            entry.claim.speaker,
            f"characters {start}–{end}",
            moscow_times.sha256[:12],
        ):
            assert words in form, words
        assert f"claim={entry.claim.id}" in form and "0123456789ab" in form
    for form in (told.plain, told.markdown):
        assert (
            "The Moscow Times" in form
            and "14 May 2021" in form
            and fold_space(moscow_times.title) in form
        )
    assert (
        fields["title"] == f"{{{fold_space(moscow_times.title)}}}"
        and fields["date"] == "2021-05-14"
        and fields["year"] == "2021"
    )
    assert [str(person) for person in entries[entry.claim.id].persons["author"]] == [
        "{The Moscow Times}"
    ]
    # the address jumps to the sentence: its fragment is the quote, or its first and last words
    jump = fields["url"]
    assert (
        jump.startswith(f"{moscow_times.url}#:~:text=")
        and jump in told.plain
        and f"(<{jump}>)" in told.markdown
    )
    first, _, last = jump.split("#:~:text=")[1].partition(",")
    quote = fold_space(moscow_times.text[entry.claim.start : entry.claim.end])
    assert quote.startswith(unquote(first)) and quote.endswith(unquote(last))


def test_a_citation_of_hostile_words_is_balanced_and_says_the_same(cases):
    files = cases["hostile"]
    assert len(files.shown.entries) > 2
    for entry in files.shown.entries:
        told = cite(entry, "http://localhost:8501/a_b/?claim=x&q=%7B", "0123456789ab", TITLE)
        depth = 0
        # BibTeX counts every brace, also one that stands behind a backslash
        for char in told.bibtex:
            depth += {"{": 1, "}": -1}.get(char, 0)
            assert depth >= 0
        assert depth == 0
        (found,) = parse_string(told.bibtex, "bibtex").entries.values()
        assert from_latex(found.fields["title"][1:-1]) == fold_space(entry.article.title)
        assert from_latex(str(found.persons["author"][0])[1:-1]) == fold_space(
            entry.article.publisher
        )
        note = from_latex(found.fields["note"])
        assert entry.quote.strip('“”" ') in note and note.endswith(
            "http://localhost:8501/a_b/?claim=x&q=%7B"
        )
        assert found.fields["url"].startswith(
            "https://example.org/a%7Db%7Bc%3Ed%3Ce%22%20f?x=%20&y=_#:~:text="
        )
        # of the Markdown nothing is markup but the quotation, and the two links
        bare = re.sub(r"\\.", "", told.markdown)
        assert (
            bare.count("[") == bare.count("](<") == 2
            and bare.count("<") == 2
            and "`" not in bare
            and "{" not in bare
        )
        assert told.markdown.count("\n") == 2 and told.plain.count("\n") == 0


# ---- GeoJSON and KML against their standards
# -------------------------------------------------------------------------------------------


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
    told = {"type": {"const": kind}, "coordinates": coordinates(depth, least)}
    return {
        "type": "object",
        "required": list(told),
        "properties": told,
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
        told, drawn = row["geometry"], row["geometry"] and shape(row["geometry"])
        if not told:
            continue
        assert drawn.is_valid and not drawn.is_empty, row["properties"]["id"]
        for part in {"Polygon": [told["coordinates"]], "MultiPolygon": told["coordinates"]}.get(
            told["type"], []
        ):
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


def test_gdal_reads_every_placemark_where_it_should_be(made, tmp_path):
    (tmp_path / "a.kml").write_bytes(made("seeds", "claims.kml"))
    rows = rows_of(made("seeds", "claims.geojson"))
    for layer, _ in pyogrio.list_layers(tmp_path / "a.kml"):
        frame = pyogrio.read_dataframe(tmp_path / "a.kml", layer=layer)
        told = [row for row in rows if row["properties"]["layer"] == layer.replace(" ", "_")]
        assert list(frame["id"]) == [row["properties"]["id"] for row in told]
        for here, row in zip(frame.geometry, told, strict=True):
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
