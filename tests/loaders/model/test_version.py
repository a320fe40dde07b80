"""The names of the rules and of the data change when what is read changes, and only then."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

from loaders import Corpus, read_article, read_paths
from loaders.model import version
from loaders.model.as_json import article_json
from tests.conftest import ROOT

NUMBERS = Path(__file__).with_name("rules.csv")
ARTICLES = (
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted((ROOT / "benchmarks/gold").glob("*.txt")),
)


def digest() -> str:
    """Return the digest of every record read from the shipped and the annotated articles."""
    read = hashlib.sha256()
    for path in ARTICLES:
        article, _ = read_article(path.name, path.read_bytes())
        read.update(json.dumps(article_json(article), sort_keys=True).encode())
    return read.hexdigest()[:16]


def test_other_records_have_another_rules_number():
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        rows = {int(row["rules"]): row["records"] for row in csv.DictReader(file)}
    found = digest()
    assert max(rows) == version.RULES and rows[version.RULES] == found, (
        "the articles are read otherwise than before: raise RULES in loaders/model/version.py and"
        f" add the row {version.RULES + 1},{found} to tests/loaders/model/rules.csv (a change of a"
        " table or of the form of the records alone: put the new digest into the last row)"
    )


def test_the_data_has_another_name_when_what_is_stated_changes(seeds: Corpus, tmp_path):
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    same = read_paths([folder])
    assert version.data_version(same.articles) == version.data_version(seeds.articles)
    sidecar = next(folder.glob("*.toml"))
    sidecar.write_text('title = "Another title"\n', encoding="utf-8")
    other = read_paths([folder])
    assert version.data_version(other.articles) != version.data_version(seeds.articles)
