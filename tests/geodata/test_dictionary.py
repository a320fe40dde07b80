"""The data dictionary describes every file and column, and every row names its source."""

from __future__ import annotations

import csv
import json
import re

import pyarrow.parquet
import pytest

from geodata import gazetteer
from geodata.borders import border_lines
from geodata.published import published_statements
from tests.conftest import ROOT

FOLDER = gazetteer.REGION.parent
FILES = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {".csv", ".geojson", ".parquet"}
) + sorted((ROOT / "static").glob("*.geojson"))
COMMON = {"id", "name", "source", "source_url", "licence", "retrieved", "precision_m", "note"}
WORD_LISTS = {
    "country_words.csv",
    "capital_words.csv",
    "area_words.csv",
    "demonyms.csv",
    "ambiguous_names.csv",
}


def columns(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return set(csv.DictReader(file).fieldnames or ())
    if path.suffix == ".parquet":
        return set(pyarrow.parquet.read_schema(path).names) - {"geometry"}
    return {
        key
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        for key in feature["properties"]
    }


def sections():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    return {part.splitlines()[0]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_column_is_in_the_dictionary(path):
    described = sections()
    # a heading names several files that share their columns
    own = [part for heading, part in described.items() if path.name in heading]
    assert own, f"{path.name} has no section of its own"
    said = set(
        re.findall(r"`([^`\n]+)`", "".join(own) + described["Properties every feature and row has"])
    )
    assert not columns(path) - said


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.parent == FOLDER and p.name not in WORD_LISTS],
    ids=lambda path: path.name,
)
def test_every_file_says_where_each_row_comes_from(path):
    missing = COMMON - columns(path)
    assert missing <= ({"id", "retrieved"} if path.name == "road_waypoints.csv" else set())


def test_the_example_runs():
    example = re.findall(r"(?ms)^```python\n(.*?)^```", sections()["Using it alone"])
    names: dict[str, object] = {}
    exec(example[0], names)  # noqa: S102  (our own file)
    assert {"borders", "claimed", "line"} <= set(names)


def test_every_published_statement_has_a_speaker_an_outlet_and_an_address():
    for statement in published_statements():
        assert statement.speaker and statement.outlet and statement.words, statement.id
        assert statement.address.startswith("http"), statement.id
        assert statement.topic in {"lake_share", "border", "height", "history"}
        assert not statement.place_id or statement.place_id in gazetteer.load().places
    ids = [s.id for s in published_statements()]
    assert len(ids) == len(set(ids))


def test_the_build_makes_every_line_that_is_shipped():
    for pair in ("AM-AZ", "KG-TJ"):
        for line in border_lines(pair).values():
            module, function = str(line.properties["derived_by"]).split(": ")
            assert f"def {function}(" in (FOLDER / module).read_text(encoding="utf-8")
