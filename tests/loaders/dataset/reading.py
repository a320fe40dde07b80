"""What the tests of reading into a dataset share: the command, and what a dataset holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pyarrow.parquet as pq

from loaders.dataset.shards import files_of, read_manifest, repeated
from tests.conftest import ROOT

POISON = """
import sys
if "loaders.dataset.child" in sys.orig_argv:
    import ctypes, os, re
    from loaders import pipeline
    read = pipeline.read_article
    def poisoned(file, data, *rest):
        if b"POISON crash" in data:
            ctypes.string_at(0)
        if b"POISON abort" in data:
            os.abort()
        if b"POISON hang" in data:
            re.match("(a*)*b", "a" * 60)
        if b"POISON bomb" in data:
            bytearray(50_000_000_000)
        if b"POISON error" in data:
            raise KeyError("poison")
        return read(file, data, *rest)
    pipeline.read_article = poisoned
"""
"""Put in the way of the reading process as ``sitecustomize``: faults that no text has yet."""
KINDS = ("crash", "abort", "hang", "bomb", "error")


def command(*words, **environment):
    """Return the words and the surroundings of a reading command."""
    return {
        "args": [sys.executable, "-m", "loaders", *map(str, words)],
        "cwd": ROOT,
        "env": {**os.environ, "PYTHONPATH": str(ROOT), **environment},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


def read(*words, code=0, **environment):
    """Run the command to its end; return what it says."""
    done = subprocess.run(**command(*words, **environment), check=False, timeout=300)
    assert done.returncode == code, done.stderr
    return done.stderr


def rows(dataset, table):
    """Return the rows of a table that a reader sees."""
    left_out, found = repeated(dataset), []
    for file in files_of(dataset, read_manifest(dataset), table):
        ids = set(left_out.get(file.stem, ()))
        shard = pq.read_table(file).to_pylist()
        found += [row for row in shard if not {row.get("article"), row.get("id")} & ids]
    return found


def digests(dataset):
    """Return the hash of each file but the manifest's, which say when they were written."""
    return {
        str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(dataset.rglob("*"))
        if path.is_file() and path.parent.name != "manifest"
    }
