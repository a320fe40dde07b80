"""Views to export, and the files made of them once for all tests."""

from __future__ import annotations

import functools
import io
import zipfile

import pytest

from dashboard.exports.downloads import PACK
from dashboard.exports.evidence_pack import CONTENTS
from tests.dashboard.exports.exported import files_of, hostile_corpus


@pytest.fixture(scope="session")
def cases(seeds, tmp_path_factory):
    """Return the files of three views: of the seeds, of a hostile article, and of nothing."""
    hostile = hostile_corpus(tmp_path_factory.mktemp("hostile"))
    return {
        "seeds": files_of(seeds),
        "hostile": files_of(hostile),
        "nothing": files_of(seeds, q="no such words"),
    }


@pytest.fixture(scope="session")
def made(cases):
    """Return a function that makes a file of a view once; the pack holds most of them."""

    @functools.cache
    def make(case, name):
        if name == PACK or name not in CONTENTS:
            return cases[case].make(name)
        with zipfile.ZipFile(io.BytesIO(make(case, PACK))) as archive:
            return archive.read(name)

    return make


@pytest.fixture(scope="session")
def packed(made):
    """Return the files of the seeds’ pack."""
    with zipfile.ZipFile(io.BytesIO(made("seeds", PACK))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
