"""The evidence pack: it holds the files it names, and no text beyond the claims' sentences."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sqlite3
import zipfile
from html import unescape

import pyogrio

from dashboard.exports.downloads import MEDIA, PACK
from loaders.export.export_columns import LICENCES
from tests.conftest import ROOT
from tests.dashboard.exports.exported import ADDRESS, TITLE


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
        "share.html",
        "oembed.json",
        "claims.geojson",
        "claims.gpkg",
        "claims.csv",
        "all-rows.csv",
        "annotations.jsonld",
        "bibliography.bib",
        "bibliography.json",
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
    provenance, readme = cases["seeds"].provenance, packed["README.txt"].decode()
    assert provenance.data_version.isalnum() and TITLE in readme
    for words in (
        "Schematic. Built from 2 articles",
        "69 of 69 claims, from 2 of 2 articles.",
        provenance.data_version,
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
        # the marks of a list are no part of its items' sentences
        assert re.search(r"^> (?:\*\*)?Pashinyan", texts["excerpts.md"], re.MULTILINE)
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
