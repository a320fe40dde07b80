"""An unchanged file is not read again; whatever happens to the cache, articles are read."""

from __future__ import annotations

import pickle
import sqlite3
from dataclasses import replace

import pytest

from geodata import gazetteer
from loaders import cache as article_cache
from loaders import read_article, read_paths
from loaders.documents.sidecar import Sidecar, read_sidecar
from loaders.model.as_json import article_json
from tests.conftest import ROOT

TEXT = "Armenia said on 13 May 2021 that troops stood near Goris.\n"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache folder of our own that has the list of the world's towns."""
    gazetteer.load()
    from geodata import world

    folder = tmp_path / "cache" / "claimline"
    folder.mkdir(parents=True)
    (folder / world.file().name).symlink_to(world.file())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def seed(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "x.txt").write_text(TEXT, encoding="utf-8")
    return folder


def stored(cache):
    return next(iter(cache.glob("articles-*.sqlite")))


def test_an_unchanged_file_is_not_read_again(cache, seed):
    first = read_paths([seed])
    name = article_cache.key("x.txt", TEXT.encode(), Sidecar())
    ((article, problems),) = article_cache.load([name]).values()
    article_cache.store({name: (replace(article, title="Cached"), problems)})
    again = read_paths([seed])
    assert again.articles[0].title == "Cached" and again.problems == first.problems
    assert (
        again.articles[0].claims == first.articles[0].claims
        and article_json(again.articles[0])["claims"] == article_json(first.articles[0])["claims"]
    )


@pytest.mark.parametrize("change", ["text", "sidecar", "name"])
def test_a_changed_file_is_read_again(cache, seed, change):
    read_paths([seed])
    if change == "text":
        (seed / "x.txt").write_text(TEXT.replace("Goris", "Kapan"), encoding="utf-8")
    elif change == "sidecar":
        (seed / "x.toml").write_text('title = "Another"', encoding="utf-8")
    else:
        (seed / "x.txt").rename(seed / "y.txt")
    article = read_paths([seed]).articles[0]
    assert {
        "text": article.places[-1].surface == "Kapan",
        "sidecar": article.title == "Another",
        "name": article.file == "y.txt",
    }[change]


def test_every_record_of_every_kind_of_file_comes_back_the_same(cache):
    for path in (ROOT / "seeds").glob("*.txt"):
        data, sidecar = path.read_bytes(), read_sidecar(path)
        read = read_article(path.name, data, sidecar)
        article_cache.store({"k": read})
        article, problems = article_cache.load(["k"])["k"]
        assert (article, problems) == read and article_json(article) == article_json(read[0])
    html = (
        b"<html><body><h1>Troops &amp; towns</h1><p>Armenia said that troops stood near Goris"
        b" &quot;again&quot;.</p></body></html>"
    )
    read = read_article("x.html", html)
    article_cache.store({"k": read})
    assert article_json(article_cache.load(["k"])["k"][0]) == article_json(read[0])


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"no database at all, but long enough to look like a file" * 100,
        "cut",
        "foreign",
        "older",
    ],
)
def test_a_damaged_file_costs_a_reading_and_nothing_else(cache, seed, damage):
    read_paths([seed])
    path = stored(cache)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif damage in {"foreign", "older"}:
        with sqlite3.connect(path) as base:
            if damage == "foreign":
                base.execute("UPDATE articles SET record = ?", (pickle.dumps(print),))
            else:
                base.execute("DROP TABLE articles")
                base.execute("CREATE TABLE articles (other TEXT)")
        base.close()
    else:
        path.write_bytes(damage)
    for _ in range(2):
        assert read_paths([seed]).articles[0].claims


def test_a_planted_file_runs_nothing(cache, seed, tmp_path):
    class Planted:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    read_paths([seed])
    with sqlite3.connect(stored(cache)) as base:
        base.execute("UPDATE articles SET record = ?", (pickle.dumps(Planted()),))
    base.close()
    assert read_paths([seed]).articles and not (tmp_path / "ran").exists()


def test_without_a_folder_to_write_to_articles_are_read(seed, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert read_paths([seed]).articles[0].claims


def test_what_other_rules_read_is_removed(cache, seed):
    (cache / "articles-000000000000.sqlite").write_bytes(b"old")
    read_paths([seed])
    assert [path.name for path in cache.glob("articles-*")] == [stored(cache).name] and stored(
        cache
    ).name != "articles-000000000000.sqlite"
