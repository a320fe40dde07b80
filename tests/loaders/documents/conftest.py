"""A web site on this machine, and names that lead where a test says."""

from __future__ import annotations

import socket

import pytest

from tests.loaders.documents.sites import serving


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture
def names(monkeypatch):
    """What made-up host names resolve to.

    A list of addresses, one for each look-up when it is a list of lists.
    """
    table, system = {}, socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if not str(host).endswith(".example"):
            return system(host, port, *args, **kwargs)
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        found = table[host].pop(0) if isinstance(table[host][0], list) else table[host]
        return [entry for ip in found for entry in system(ip, port, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table
