"""A dataset holds every record with its words, and says what each column is."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace

import geopandas
import pyarrow.parquet as pq
import pytest

from benchmarks.made import made
from geodata import gazetteer
from loaders import Corpus, read_article, read_paths
from loaders.compare.relations import find_relations
from loaders.dataset.from_corpus import write_corpus
from loaders.dataset.restore import NEEDED, restore
from loaders.dataset.schema import schema, tables
from loaders.dataset.shards import files_of, find_repeated, read_manifest
from loaders.dataset.wordings import blocks, compare_block
from loaders.documents.sidecar import Sidecar
from loaders.model.as_json import article_json
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def corpus():
    return read_paths([ROOT / "seeds", ROOT / "benchmarks" / "gold"])


@pytest.fixture(scope="module")
def dataset(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dataset")
    write_corpus(folder, corpus, gazetteer.load().with_places(corpus.given_places))
    return folder


def rows(dataset, table):
    files = files_of(dataset, read_manifest(dataset), table)
    return [row for file in files for row in pq.read_table(file).to_pylist()]


def test_every_column_is_in_the_dictionary_and_named_as_the_record_is(dataset, corpus):
    for table, columns in tables().items():
        assert all(re.fullmatch("[a-z0-9_]+", c.name) and c.meaning for c in columns), table
        for file in files_of(dataset, read_manifest(dataset), table):
            stored = pq.read_schema(file)
            assert stored.equals(schema(table)), table
            assert [f.metadata[b"meaning"].decode() for f in stored] == [c.meaning for c in columns]
    records = article_json(corpus.articles[0])
    records["articles"] = [{k: v for k, v in records.items() if not isinstance(v, list)}]
    renamed = {"claims": {"places", "distances"}}
    for table in ("articles", "places", "claims", "distances", "dates", "advances", "shares"):
        names = {name for record in records[table] for name in record}
        assert names - {c.name for c in tables()[table]} - renamed.get(table, set()) == set()


def test_the_articles_made_of_their_rows_are_those_that_were_read(dataset, corpus):
    given = {table: rows(dataset, table) for table in NEEDED}
    made = restore(given, gazetteer.load().with_places(corpus.given_places))
    for was, now in zip(corpus.articles, made, strict=True):
        same = dataclasses.replace(was, extracted=True, given_places=())
        assert now == same, was.file


def test_every_quote_is_its_characters_of_the_text(dataset):
    texts = {row["id"]: row["text"] for row in rows(dataset, "articles")}
    claims, places = rows(dataset, "claims"), rows(dataset, "places")
    assert len(claims) > 90
    for claim in claims:
        words = texts[claim["article"]][claim["start"] : claim["end"]]
        assert " ".join(words.split()) == claim["quote"]
    for place in places:
        words = texts[place["article"]][place["start"] : place["end"]]
        assert " ".join(words.split()) == " ".join(place["surface"].split())


def test_the_flags_of_the_sightings_count_names_claims_and_articles(dataset):
    sightings = rows(dataset, "sightings")
    for place in {row["place_id"] for row in sightings}:
        here = [row for row in sightings if row["place_id"] == place]
        counted = {
            "first_of_name": {(row["article"], row["start"]) for row in here},
            "first_of_claim": {row["claim_id"] for row in here} - {None},
            "first_of_article": {row["article"] for row in here},
        }
        for flag, different in counted.items():
            assert sum(row[flag] for row in here) == len(different), (place, flag)


def test_other_programs_open_the_files(dataset):
    (file, *_) = files_of(dataset, read_manifest(dataset), "places")
    frame = geopandas.read_parquet(file)
    assert frame.crs is not None and frame.crs.to_epsg() in {4326, None}
    assert frame.geometry.dropna().x.tolist() == frame["lon"].dropna().tolist()


def test_wordings_of_one_speaker_are_those_of_the_corpus_in_any_number_of_blocks(tmp_path):
    articles = [
        read_article(name, text.encode(), Sidecar(published=f"2021-05-{1 + n:02}"))[0]
        for n, (name, text) in enumerate(made(30))
    ]
    corpus, table = Corpus(tuple(articles)), gazetteer.load()
    wanted = {
        (r.a, r.b, r.reason, r.spans)
        for r in find_relations(corpus, table)
        if r.about == "wording" and r.reason.startswith("both give")
    }
    assert len(wanted) > 20
    write_corpus(tmp_path, corpus, table)
    (whole,) = blocks(tmp_path, read_manifest(tmp_path), "rules")
    parts = [replace(whole, number=n, of=3, content=f"{n} of 3") for n in range(3)]
    for jobs in ([whole], parts):
        entries = [compare_block(job) for job in jobs]
        found = [
            row
            for file in files_of(tmp_path, entries, "relations")
            for row in pq.read_table(file).to_pylist()
        ]
        assert len(found) == len(wanted)
        assert {
            (r["a"], r["b"], r["reason"], tuple(tuple(s.values()) for s in r["spans"]))
            for r in found
        } == wanted


def test_an_article_of_two_shards_is_left_out_of_the_second(dataset, corpus, tmp_path):
    table = gazetteer.load().with_places(corpus.given_places)
    write_corpus(tmp_path, corpus, table)
    again = dataclasses.replace(corpus, articles=corpus.articles[:1])
    write_corpus(tmp_path, again, table)
    entries = read_manifest(tmp_path)
    assert len(entries) == 2
    assert find_repeated(tmp_path, entries) == {entries[1].shard: [corpus.articles[0].id]}
