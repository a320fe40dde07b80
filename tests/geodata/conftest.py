"""A geocoding service on this machine, and a geocoder that asks it."""

from __future__ import annotations

import pytest

from geodata.online.geocoder import OnlineGeocoder
from tests.geodata.nominatim import AGENT, Service


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running = Service()
    yield running
    running.close()


@pytest.fixture
def geocoder(service, tmp_path):
    return OnlineGeocoder(service.address, AGENT, tmp_path, seconds_between=0, timeout=10)
