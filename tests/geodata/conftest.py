"""A geocoding service on this machine, a geocoder that asks it, and the list of the world."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from geodata import gazetteer
from geodata.gazetteer import Gazetteer, read_table
from geodata.online.geocoder import OnlineGeocoder
from geodata.world import World
from tests.geodata.nominatim import AGENT, Service
from tests.geodata.world_towns import files, report, start, towns_package


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running = Service()
    yield running
    running.close()


@pytest.fixture
def geocoder(service, tmp_path):
    return OnlineGeocoder(service.address, AGENT, tmp_path, seconds_between=0, timeout=10)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The layer of the installed packages, built by the command into a cache folder of its own."""
    cache = tmp_path_factory.mktemp("cache")
    if "PYTEST_XDIST_WORKER" in os.environ:  # one for all workers of a run
        cache = tmp_path_factory.getbasetemp().parent / "world"
    process = start(cache, command=("-m", "geodata.world", "--if-missing"))
    told, problems = process.communicate(timeout=180)
    assert process.returncode == 0, problems
    (name,) = files(cache)
    assert name in told
    return cache / "claimline" / name


@pytest.fixture(scope="session")
def layer(built):
    with closing(World(built)) as world_layer:
        yield world_layer


@pytest.fixture(scope="session")
def both(layer):
    return Gazetteer(read_table(gazetteer.REGION), read_table(gazetteer.COUNTRIES), layer)


@pytest.fixture
def small(tmp_path):
    return towns_package(tmp_path)


@pytest.fixture(scope="session")
def three_towns(tmp_path_factory):
    """The layer of that package, built once by a fresh Python."""
    folder = tmp_path_factory.mktemp("three")
    assert report(folder, towns_package(folder)) == [3, True, ""]
    (path,) = (folder / "claimline").iterdir()
    return path


@pytest.fixture
def ready(tmp_path, three_towns):
    """A cache folder that holds that layer."""
    (tmp_path / "claimline").mkdir()
    return Path(shutil.copy(three_towns, tmp_path / "claimline"))
