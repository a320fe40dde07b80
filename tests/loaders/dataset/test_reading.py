"""Reading many articles into a dataset: from any source, on two workers, and on again."""

from __future__ import annotations

import json
import resource
import subprocess

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.made import made
from loaders import read_paths
from loaders.dataset.shards import read_manifest
from loaders.dataset.sources.contents import contents
from loaders.dataset.sources.plan import Named, plan
from tests.loaders.dataset.reading import command, digests, read, rows

ARTICLES = [text for _, text in made(60)]
LINES = [
    {"text": text, "title": f"Title {n}", "url": f"https://example.org/{n}", "day": "2021-05-12"}
    for n, text in enumerate(ARTICLES)
]


def write(folder, texts):
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def test_two_workers_read_a_folder_and_then_only_what_changed(tmp_path):
    folder, dataset = tmp_path / "articles", tmp_path / "dataset"
    write(folder, ARTICLES)
    (folder / "more.jsonl").write_text(
        "\n".join(json.dumps({"text": f"{text}\n\nMore."}) for text in ARTICLES[:20])
        + "\n{broken\n"
    )
    (folder / "photo.jpg").write_bytes(b"x")
    told = read(folder, "--out", dataset, "--on", "local:2", "--shard", 10)
    assert told.count("dashboard: http://") == 1 and "81 articles in" in told and "a second" in told
    found = {row["sha256"]: row for row in rows(dataset, "articles")}
    corpus = read_paths([folder])
    assert set(found) >= {a.sha256 for a in corpus.articles} and len(found) == 80
    claims = {row["id"] for row in rows(dataset, "claims")}
    assert claims >= {claim.id for a in corpus.articles for claim in a.claims}
    problems = {row["file"]: row["problem"] for row in rows(dataset, "problems") if row["skipped"]}
    assert problems.pop("photo.jpg") == "files of the kind .jpg are not read"
    assert problems == {"more.jsonl#21": "the line is not JSON"}
    relations = rows(dataset, "relations")
    assert {row["about"] for row in relations} == {"denial", "wording"}
    before = digests(dataset)
    (folder / "0007.txt").write_text(f"{ARTICLES[7]}\n\nArmenia said so.", encoding="utf-8")
    with (folder / "more.jsonl").open("a") as file:
        file.write(json.dumps({"text": f"{ARTICLES[21]}\n\nMore."}))
    told = read(folder, "--out", dataset, "--on", "here", "--shard", 10)
    total = len(read_manifest(dataset)) - 2
    assert f"{total - 2} of {total} parts are there already" in told
    after = digests(dataset)
    assert len(rows(dataset, "articles")) == 81
    assert len([name for name in before if after.get(name) == before[name]]) > len(before) / 2
    assert not list((dataset / ".unfinished").iterdir())


def test_lines_rows_archives_and_addresses_are_read_alike(tmp_path):
    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(map(json.dumps, LINES)))
    pq.write_table(pa.Table.from_pylist(LINES), tmp_path / "b.parquet", row_group_size=45)
    with fsspec.open("memory://folder/c.jsonl", "wb") as file:
        file.write(lines.read_bytes())
    for source in (lines, tmp_path / "b.parquet", tmp_path / "?.parquet", "memory://folder"):
        parts, problems = plan(str(source), Named(), 20)
        found = [c for part in parts for c in contents(part)]
        assert not problems and len(parts) >= 3
        assert [c.data.decode() for c in found] == ARTICLES
        assert [c.sidecar.title for c in found] == [row["title"] for row in LINES]
        assert {c.sidecar.published for c in found} == {"2021-05-12"}
        assert found[17].sidecar.url == "https://example.org/17"
        assert found[17].file.partition("#")[2] == "18.txt"
        assert sum(part.count for part in parts) == 60


def test_pages_of_a_web_archive_are_read(tmp_path):
    page = "<html><head><title>A</title></head><body><p>{}</p></body></html>"
    archive = tmp_path / "news.warc.gz"
    archive.write_bytes(b"".join(warc(n, page.format(n).encode()) for n in range(25)))
    parts, problems = plan(str(archive), Named(), 10)
    assert not problems and [part.count for part in parts] == [10, 10, 5]
    found = [c for part in parts for c in contents(part)]
    assert found[3] is None  # no page
    pages = [c for c in found if c]
    assert [f"<p>{n}</p>" in c.data.decode() for n, c in enumerate(found) if c] == [True] * 24
    assert (
        pages[0].sidecar.url == "https://example.org/0" and pages[0].file == "news.warc.gz#1.html"
    )


def warc(number, body):
    """Return a response as a member of a packed WARC file; every fourth of 25 is a picture."""
    import gzip

    kind = "image/png" if number == 3 else "text/html; charset=utf-8"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    block = http.encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        "WARC-Date: 2021-05-14T00:00:00Z\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def test_what_cannot_be_written_leaves_a_dataset_that_goes_on(tmp_path):
    folder, dataset = tmp_path / "articles", tmp_path / "dataset"
    write(folder, ARTICLES[:30])
    words = (folder, "--out", dataset, "--on", "here")
    full = subprocess.run(
        **command(*words),
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)),
    )
    assert full.returncode == 2 and "the same command goes on" in full.stderr
    assert read_manifest(dataset) == [] and not list(dataset.rglob("*.parquet"))
    read(*words)
    assert len(rows(dataset, "articles")) == 30


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["x", "--out", "d", "--on", "moon"], "--on moon: write local"),
        (["x", "--on", "local:2"], "give one --out"),
        (["x", "--out", "d.csv", "--on", "here"], "a name without an ending"),
        (["x", "--out", "d", "--json"], "no form"),
        (["x", "--out", "d", "--shard", "0"], "above 0"),
    ],
)
def test_options_that_make_no_sense_are_named(words, fault, tmp_path, monkeypatch, capsys):
    from loaders.__main__ import main

    monkeypatch.chdir(tmp_path)
    assert main(words) == 2 and fault in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_is_not_there_makes_a_dataset_of_one_problem(tmp_path):
    told = read(tmp_path / "nowhere", "--out", tmp_path / "dataset", "--on", "here", code=1)
    assert "there is no such file or folder" in told
    assert [row["problem"] for row in rows(tmp_path / "dataset", "problems")] == [
        "there is no such file or folder"
    ]
