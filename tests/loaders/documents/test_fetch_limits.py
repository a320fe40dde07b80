"""An article from its web address: how much is read, and for how long."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc

import pytest

from loaders.documents.fetch import fetch
from tests.loaders.documents.sites import (
    STORY,
    answer,
    here,
    redirect,
    refused,
)

# --- limits
# ----------------------------------------------------------------------


def test_a_page_may_be_as_large_as_the_limit(site):
    assert (
        len(
            fetch(
                site.url("/a", answer("a" * 1000, "text/plain")), permit=here, limit_bytes=1000
            ).data
        )
        == 1000
    )


@pytest.mark.parametrize(
    "page",
    [
        answer("a" * 1001),
        answer("a" * 1001, length=False),
        answer("3e9\r\n" + "a" * 1001 + "\r\n0\r\n\r\n", length=False, Transfer_Encoding="chunked"),
        answer(gzip.compress(b"a" * 1001), Content_Encoding="gzip"),
    ],
    ids=["stated", "not stated", "chunked", "unpacked"],
)
def test_a_larger_page_is_refused(site, page):
    assert "larger" in refused(site.url("/a", page), limit_bytes=1000).problem


def test_a_small_page_that_unpacks_into_a_huge_one_takes_no_memory(site):
    address = site.url("/a", answer(gzip.compress(bytes(50_000_000), 1), Content_Encoding="gzip"))
    tracemalloc.start()
    try:
        assert "larger" in refused(address, limit_bytes=1_000_000).problem
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_an_endless_header_takes_no_time(site):
    address = site.url("/a", answer(STORY, 'text/html; a="' + '\\"' * 20_000 + ";" * 20_000))
    begin = time.monotonic()
    assert fetch(address, permit=here).data == STORY.encode()
    assert time.monotonic() - begin < 2


def test_a_page_without_end_is_refused_at_the_limit(site):
    assert (
        "larger"
        in refused(
            site.url("/a", site.slowly(answer(length=False), b"a" * 50_000, every=0)),
            limit_bytes=200_000,
        ).problem
    )


def test_a_chunk_of_no_length_takes_no_memory(site):
    """Its length is negative: read as it says, it would never end."""
    first = answer("-1\r\n", length=False, Transfer_Encoding="chunked")
    address = site.url("/a", site.slowly(first, b"a" * 50_000, every=0))
    tracemalloc.start()
    try:
        assert "damaged" in refused(address, limit_bytes=1000).problem
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (answer(length=False), b"a"),
        (answer(length=False, Transfer_Encoding="chunked"), b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (answer(length=False), b""),
        (b"", b""),
    ],
    ids=["body", "chunks", "headers", "not yet", "stalled body", "silence"],
)
def test_a_slow_site_is_left_at_the_deadline(site, first, piece):
    begin = time.monotonic()
    assert "longer" in refused(site.url("/a", site.slowly(first, piece)), seconds=0.3).problem
    assert 0.3 <= time.monotonic() - begin < 2


def test_redirects_share_one_deadline(site):
    def late(out):
        site.over.wait(0.2)
        out.write(redirect("/a"))

    assert "longer" in refused(site.url("/a", late), seconds=0.5).problem
    assert len(site.requests) <= 3


def test_a_site_that_does_not_speak_tls_is_left_at_the_deadline():
    begin = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert (
            "longer"
            in refused(f"https://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3).problem
        )
    assert time.monotonic() - begin < 2


def test_a_slow_look_up_is_left_at_the_deadline(monkeypatch):
    over = threading.Event()

    def never(*args, **kwargs):
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    begin = time.monotonic()
    try:
        assert "longer" in refused("http://slow.example/", seconds=0.2).problem
        assert time.monotonic() - begin < 2
    finally:
        over.set()
