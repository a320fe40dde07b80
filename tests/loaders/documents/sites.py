"""A web site on this machine that answers as it is told, and what is refused of an address."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from loaders.documents.connection import is_public
from loaders.documents.fetch import FetchError, fetch

STORY = (
    "<html><head><title>Troops crossed</title></head><body><p>Armenia said “troops” had crossed the"
    " border near Goris.</p></body></html>"
)
TEXT = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"


def here(ip, port):
    return ip.is_loopback


def public_on_any_port(ip, port):
    return is_public(ip)


def answer(body=b"", kind="text/html; charset=utf-8", status="200 OK", length=True, **headers):
    body = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": kind, "Content-Length": len(body) if length else None, **headers}
    head = "".join(
        f"{name.replace('_', '-')}: {value}\r\n"
        for name, value in lines.items()
        if value is not None
    )
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(location, status="302 Found", **headers):
    return answer(status=status, Location=location, **headers)


class Site(ThreadingHTTPServer):
    """A web server on this machine: its pages are whole answers, or functions that write one."""

    daemon_threads = False  # closing waits for every answer

    def __init__(self):
        self.pages, self.requests, self.over = {}, [], threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    def url(self, path, page=None):
        if page is not None:
            self.pages[path] = page
        return f"http://127.0.0.1:{self.server_port}{path}"

    def slowly(self, first, piece, every=0.05):
        """Return a page that goes on for ever, a piece at a time."""

        def write(out):
            out.write(first)
            out.flush()
            while not self.over.wait(every):
                out.write(piece)
                out.flush()

        return write


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append(self)
        page = self.server.pages.get(self.path, answer("none", status="404 Not Found"))
        with suppress(OSError):  # the reader may leave before the end
            page(self.wfile) if callable(page) else self.wfile.write(page)

    def log_message(self, *args):
        pass


@contextmanager
def serving(tls=None):
    with Site() as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def refused(address, permit=here, **options):
    with pytest.raises(FetchError) as error:
        fetch(address, permit=permit, **options)
    assert isinstance(error.value, ValueError) and error.value.problem and error.value.fix
    return error.value


def is_private(error):
    """Whether the message is, to the letter, the one for every address that is not permitted."""
    return (
        str(error)
        == "no public website was found at this address. Check its spelling; pages of a private"
        " network, or on an unusual port, are not read"
    )
