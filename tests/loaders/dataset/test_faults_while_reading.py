"""Whatever falls while a dataset is read, nothing is lost and nothing is there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.made import made
from loaders.dataset.frames import Limits
from loaders.dataset.guard import Guard
from loaders.dataset.shards import read_manifest
from loaders.dataset.sources.plan import Named, plan
from tests.conftest import ROOT
from tests.loaders.dataset.reading import KINDS, POISON, command, digests, read, rows

pytestmark = pytest.mark.long
TEXTS = [text for _, text in made(200)]
LIMITS = Limits(seconds=6, memory=500_000_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for number, text in enumerate(TEXTS):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder, tmp_path_factory):
    dataset = tmp_path_factory.mktemp("dataset")
    read(folder, "--out", dataset, "--on", "here", "--shard", 10)
    return digests(dataset)


@pytest.fixture
def poison(tmp_path, monkeypatch):
    """A folder of articles of which five make a reading process fall."""
    (tmp_path / "way").mkdir()
    (tmp_path / "way" / "sitecustomize.py").write_text(POISON)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'way'}:{ROOT}")
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(TEXTS[:40]):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    for number, kind in enumerate(KINDS):
        name = f"{7 * number:04}-{kind}.txt"
        (folder / name).write_text(f"{TEXTS[50 + number]}\n\nPOISON {kind}\n", encoding="utf-8")
    return folder


def test_an_article_that_makes_reading_fall_costs_itself_alone(poison):
    (part,), _ = plan(str(poison), Named(), 1000)
    guard, begun = Guard(LIMITS), time.monotonic()
    found = guard.read(part)
    took = time.monotonic() - begun
    again = guard.read(part)
    guard.close()
    assert found == again
    assert len(found["articles"]) == 40
    faults = {row[0].partition("-")[2][:-4]: row[2] for row in found["problems"] if row[4]}
    assert set(faults) == set(KINDS)
    assert "SIGSEGV" in faults["crash"] and "SIGABRT" in faults["abort"]
    assert faults["hang"] == "reading it took longer than 6 seconds"
    assert faults["bomb"] == "it needs more than 500 MB of memory"
    assert faults["error"] == "reading it failed (KeyError: 'poison')"
    # each costs its own limit and five seconds at most; reading the others takes one
    assert took < LIMITS.seconds + 5 * 5 + 5


def test_poison_is_named_in_the_dataset_and_the_rest_is_there(poison, tmp_path):
    dataset = tmp_path / "dataset"
    words = ("--on", "local:2", "--shard", 10, "--seconds", 6, "--megabytes", 500)
    way = os.environ["PYTHONPATH"]
    read(poison, "--out", dataset, *words, PYTHONPATH=way)
    assert len(rows(dataset, "articles")) == 40
    skipped = [row["file"] for row in rows(dataset, "problems") if row["skipped"]]
    assert len(skipped) == len(KINDS) and all("-" in name for name in skipped)


def half_read(dataset, words):
    """Start the command in a group of its own; return it when some shards are committed."""
    running = subprocess.Popen(
        **command(*words),
        start_new_session=True,
        # the tests may run behind a shell that has them ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    while running.poll() is None and len(read_manifest(dataset)) < 4:
        time.sleep(0.05)
    assert running.poll() is None, "it was too quick to be disturbed"
    return running


@pytest.mark.parametrize("on", ["here", "local:2"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_goes_on_to_the_same_dataset(folder, undisturbed, tmp_path, on, how):
    words = (folder, "--out", tmp_path, "--on", on, "--shard", 10)
    running = half_read(tmp_path, words)
    os.killpg(running.pid, how)
    _, told = running.communicate(timeout=60)
    assert how == signal.SIGKILL or "the same command goes on" in told
    there = len(read_manifest(tmp_path))
    told = read(*words)
    assert f"{there} of" in told
    # what was being written when the run was killed is removed after a day
    left = {name for name in digests(tmp_path) if name.startswith(".unfinished")}
    assert {k: v for k, v in digests(tmp_path).items() if k not in left} == undisturbed


def test_workers_that_are_killed_are_replaced(folder, undisturbed, tmp_path):
    words = (folder, "--out", tmp_path, "--on", "local:2", "--shard", 10)
    running = half_read(tmp_path, words)
    workers = [pid for pid in children(running.pid, deep=True) if b"spawn_main" in line(pid)]
    for pid in workers[:2]:
        os.kill(pid, signal.SIGKILL)
    running.communicate(timeout=300)
    assert running.returncode == 0
    left = {name for name in digests(tmp_path) if name.startswith(".unfinished")}
    assert {k: v for k, v in digests(tmp_path).items() if k not in left} == undisturbed


def test_two_runs_at_once_make_one_dataset(folder, undisturbed, tmp_path):
    words = (folder, "--out", tmp_path, "--on", "here", "--shard", 10)
    both = [subprocess.Popen(**command(*words)) for _ in range(2)]
    for running in both:
        _, told = running.communicate(timeout=300)
        assert running.returncode == 0, told
    assert digests(tmp_path) == undisturbed


def test_no_process_stays_when_a_run_is_killed(folder, tmp_path):
    words = (folder, "--out", tmp_path, "--on", "here", "--shard", 10)
    running = half_read(tmp_path, words)
    (child,) = children(running.pid)
    running.kill()
    running.communicate(timeout=60)
    until = time.monotonic() + 20
    while alive(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not alive(child)


def children(pid, *, deep=False):
    """Return the processes that a process started."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(word) for word in (task / "children").read_text().split()]
    return [*found, *(p for one in found for p in children(one, deep=True))] if deep else found


def line(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
