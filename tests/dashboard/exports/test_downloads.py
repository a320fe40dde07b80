"""Every file that can be downloaded: it opens in other programs, and its bytes are reproducible."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import PurePath

import pyogrio
import pytest
from PIL import Image
from pybtex.database import parse_string

from dashboard.exports.downloads import MEDIA, PACK
from tests.conftest import ROOT
from tests.dashboard.exports.exported import rows_of


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
            table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
            head, *cells = table
            assert all(len(row) == len(head) for row in cells)
            return len(head) + len(cells)
        case ".gpkg":
            (tmp_path / "x.gpkg").write_bytes(data)
            return len(pyogrio.list_layers(tmp_path / "x.gpkg"))
        case ".html":
            return data.decode().count("<p")
        case ".json" | ".jsonld":
            return 3 + len(json.loads(data))
        case ".bib":
            return 3 + len(parse_string(data.decode(), "bibtex").entries)
        case ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
                return len(archive.namelist())
    raise AssertionError(name)


@pytest.mark.parametrize("name", MEDIA)
@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_every_file_opens(made, tmp_path, case, name):
    # of nothing there is still the border line that is measured from
    assert opened(name, made(case, name), tmp_path) >= (1 if case == "nothing" else 3)


@pytest.mark.parametrize("name", [name for name in MEDIA if name != PACK])
def test_the_same_view_gives_the_same_bytes(cases, made, name):
    assert replace(cases["hostile"]).make(name) == made("hostile", name)


PROGRAM = """
import sys
from pathlib import Path
from loaders import read_paths
from dashboard.exports.downloads import PACK
from tests.dashboard.exports.exported import files_of
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
