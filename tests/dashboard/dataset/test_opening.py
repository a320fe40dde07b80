"""A dataset that cannot be asked says what is wrong; articles opened in full are those read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dashboard.dataset import fault, open_dataset
from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked, as_text
from dashboard.dataset.build_index import build_index
from dashboard.dataset.fault import INDEX, DatasetError
from dashboard.dataset.open_dataset import archive_of, read_opened
from dashboard.dataset.questions import counts, newest
from dashboard.view.settings import SettingError, Settings, settings_to_start
from geodata import gazetteer
from loaders.dataset import shards
from tests.conftest import ROOT


def test_articles_opened_in_full_are_those_that_were_read(articles, archive):
    found = read_opened(archive, as_text(Asked(q="Goris")), gazetteer.load())
    by_id = articles.by_id
    assert found
    assert found == [replace(by_id[article.id], extracted=True) for article in found]
    one = found[0]
    assert read_opened(archive, as_text(Asked(article=one.id)), gazetteer.load()) == [one]


def test_too_many_are_not_opened_and_the_bound_is_said(archive, monkeypatch):
    monkeypatch.setattr(open_dataset, "MOST_OPENED", 5)
    with pytest.raises(DatasetError, match=r"too many to open.*at most 5 articles"):
        read_opened(archive, "party=Armenia", gazetteer.load())
    with pytest.raises(DatasetError, match="no article"):
        read_opened(archive, "q=nosuchword", gazetteer.load())


def test_a_dataset_that_cannot_be_asked_says_how_to_fix_it(folder, tmp_path):
    with pytest.raises(DatasetError, match="no dataset"):
        archive_of(tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for wrong in (b"", b"no index at all " * 1000):
        (copy / INDEX).write_bytes(wrong)
        with pytest.raises(DatasetError, match="claimline index"):
            Archive(copy)
    (copy / INDEX).unlink()
    with pytest.raises(DatasetError, match="has no index yet"):
        archive_of(copy)
    build_index(copy)
    assert Archive(copy).claims


def test_an_index_that_is_built_again_is_opened_again(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    before = archive_of(copy)
    assert archive_of(copy) is before
    build_index(copy)
    after = archive_of(copy)
    assert after is not before
    assert after.claims == before.claims
    with pytest.raises(DatasetError, match="Reload"):
        before.ask("SELECT 1")


def test_a_missing_shard_is_named(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    archive = Archive(copy)
    shutil.rmtree(copy / "articles")
    with pytest.raises(DatasetError, match="changed since its index"):
        read_opened(archive, "q=goris", gazetteer.load())
    archive.close()


def test_a_failed_build_leaves_the_old_index_and_nothing_else(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    before = (copy / INDEX).read_bytes()
    next((copy / "claims").glob("*.parquet")).write_bytes(b"damaged")
    names = sorted(path.name for path in copy.iterdir())
    with pytest.raises(DatasetError, match="was not built"):
        build_index(copy)
    assert (copy / INDEX).read_bytes() == before
    assert sorted(path.name for path in copy.iterdir()) == names


def test_a_dataset_is_what_the_writer_calls_one():
    assert fault.MANIFEST == shards.MANIFEST


def test_a_dataset_is_named_by_its_setting_or_in_the_place_of_the_folder(folder, tmp_path):
    assert Settings().dataset_shown is None
    assert Settings(dataset=folder).dataset_shown == folder
    assert Settings(seeds=folder).dataset_shown == folder
    assert settings_to_start({"CLAIMLINE_DATASET": str(folder)}).folder == folder
    with pytest.raises(SettingError, match=r"CLAIMLINE_DATASET.*name a dataset"):
        settings_to_start({"CLAIMLINE_DATASET": str(tmp_path / "none")})


def test_nothing_that_a_page_needs_loads_pandas(folder):
    code = (
        "import sys; from pathlib import Path; from dashboard.pages import map_page, overview;"
        " from dashboard.dataset.open_dataset import archive_of, read_opened;"
        " from geodata import gazetteer; from geodata.lines import store;"
        " from streamlit.components.v1 import custom_component;"
        " assert not custom_component.is_dataframe_like([{'a': 1}]);"
        " store.rows('AM-AZ'); archive = archive_of(Path(sys.argv[1]));"
        " assert read_opened(archive, 'place=goris', gazetteer.load());"
        " sys.exit('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_newest_days_that_are_few_enough_are_opened(articles, archive):
    every = Asked(topic=("violence",))
    claims, whole = counts(archive, every)
    days = newest(archive, every, whole, claims)
    assert days is not None
    assert counts(archive, replace(every, date_from=days.first, date_to=days.last))[1] == (
        days.articles
    )
    last = max(a.published for a in articles.articles if a.published)
    assert days.last <= last
    span = date.fromisoformat(days.last) - date.fromisoformat(days.first)
    assert span.days < 14
    few = newest(archive, every, 1, 10)
    assert few is not None and (few.articles, few.last) == (1, days.last) and few.first > days.first
    assert newest(archive, every, 0, 0) is None
