"""A dataset of articles that are in memory: a folder's, in one process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from geodata.gazetteer import Gazetteer
from loaders.dataset.article_rows import article_rows, problem_row
from loaders.dataset.schema import tables
from loaders.dataset.shards import Entry, shard_name, table_of, write_shard
from loaders.dataset.sources.plan import ARTICLES
from loaders.model.records import Article, Corpus
from loaders.model.version import rules_version


def write_corpus(folder: Path, corpus: Corpus, gazetteer: Gazetteer) -> list[Entry]:
    """Write a corpus as a dataset, without relations; return the manifest's entries.

    Parameters
    ----------
    folder
        Where the dataset is written.
    corpus
        The articles, and the problems that were met.
    gazetteer
        The places that they may name.
    """
    entries = []
    problems = [problem_row(problem, None) for problem in corpus.problems]
    for articles in _parts(corpus.articles):
        rows = rows_of(articles, gazetteer)
        rows["problems"] += problems
        problems = []
        content = " ".join(article.sha256 for article in articles)
        rules = rules_version()
        entry = Entry(shard_name("", content, rules), "", content, rules)
        made = {name: table_of(name, some) for name, some in rows.items()}
        entries.append(write_shard(folder, entry, made))
    return entries


def rows_of(articles: Iterable[Article], gazetteer: Gazetteer) -> dict[str, list[list[Any]]]:
    """Return the rows of some articles in every table of a dataset."""
    rows: dict[str, list[list[Any]]] = {name: [] for name in tables()}
    for article in articles:
        for name, some in article_rows(article, gazetteer).items():
            rows[name] += some
    return rows


def _parts(articles: Iterable[Article]) -> Iterable[Sequence[Article]]:
    waiting = iter(articles)
    while part := list(islice(waiting, ARTICLES)):
        yield part
