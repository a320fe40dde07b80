"""A connection to a website, and to nothing inside our own network.

A host is looked up once, each address it has must be permitted, and the connection goes to one of
those: a second look-up, which might find another, does not take place.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Permit = Callable[[IPAddress, int], bool]
"""Whether a connection may go to an address and port."""

_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NO_SITES = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own service, at a public address
        "192.0.0.0/24",  # protocols
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
]


class NotPermittedError(Exception):
    """A site may not be connected to, or its name is not known.

    The two are not told apart: what our network calls its machines is nobody's business either.
    """


def is_public(ip: IPAddress) -> bool:
    """Whether an address is of the public internet, also where it stands for another inside it."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _NAT64 else ip.ipv4_mapped
        if inner is not None:
            return is_public(inner)
        if ip not in _UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NO_SITES)


def is_public_site(ip: IPAddress, port: int) -> bool:
    """Whether a public website may be at an address: on port 80 or 443 of the public internet."""
    return port in {80, 443} and is_public(ip)


@contextmanager
def connected(site: SplitResult, permit: Permit, deadline: float) -> Iterator[HTTPConnection]:
    """Yield a connection to a site, at an address that was permitted.

    With https, to the one its certificate names. At the deadline (of ``time.monotonic``) it hangs
    up.

    Raises
    ------
    NotPermittedError
        One of its addresses may not be connected to, or its name is not known.
    TimeoutError
        The deadline passed.
    OSError, urllib3.exceptions.HTTPError, http.client.HTTPException
        It does not answer, or not as it should.
    """
    host = site.hostname or ""
    port = site.port if site.port is not None else {"http": 80, "https": 443}[site.scheme]
    try:
        addresses = _look_up(host, port, deadline)
    except socket.gaierror as error:
        raise NotPermittedError from error
    if not addresses or not all(permit(ip, port) for ip in addresses):
        raise NotPermittedError
    connection = _connect(site.scheme, host, addresses, port, deadline)
    with closing(connection), _until(deadline, connection):
        yield connection


def _look_up(host: str, port: int, deadline: float) -> list[IPAddress]:
    """Return the addresses of a host.

    The system's look-up cannot be stopped, so it is left to end by itself at the deadline.
    """
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        found = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(
            _left(deadline)
        )
    finally:
        pool.shutdown(wait=False)
    return list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


def _connect(
    scheme: str, host: str, addresses: list[IPAddress], port: int, deadline: float
) -> HTTPConnection:
    """Return a connection to the first address that takes one.

    None may use up the time of those after it. The connection knows the address, never the name:
    nothing is left to be looked up again.
    """
    failure: Exception = OSError()
    for tried, ip in enumerate(addresses):
        seconds = _left(deadline) / (len(addresses) - tried)
        connection = (
            HTTPConnection(str(ip), port, timeout=seconds)
            if scheme == "http"
            else HTTPSConnection(
                str(ip),
                port,
                timeout=seconds,
                server_hostname=host,
                ssl_context=ssl.create_default_context(),
            )
        )
        connection.response_class = _Response
        try:
            connection.connect()
        except Exception as error:
            connection.close()
            if not isinstance(error, ConnectTimeoutError | TimeoutError):
                raise
            failure = error
        else:
            connection.timeout = _left(deadline)
            return connection
    raise failure


@contextmanager
def _until(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """Hang up at the deadline, wherever the exchange stands.

    A timeout of the socket alone begins anew with every byte.
    """
    late = threading.Event()
    wire = connection.sock

    def hang_up() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(wire, socket.SHUT_RDWR)

    timer = threading.Timer(_left(deadline), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException, HTTPError) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if late.is_set():  # a page without a stated length ends wherever the connection does
        raise TimeoutError


class _Bounded(io.BufferedReader):
    """What a site sends, never read without a limit.

    urllib3 2.8 reads a chunk of a negative length up to the end of the connection.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            raise HTTPException("no length")
        return super().read(size)


class _Response(HTTPResponse):
    """An answer, after the hints (103) that a site may send first; http.client skips only 100."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fp = _Bounded(self.fp.detach())

    def begin(self) -> None:
        super().begin()
        while 100 <= self.status < 200:
            self.headers = self.msg = None  # type: ignore[assignment]  # else begun already
            super().begin()


def _left(deadline: float) -> float:
    """Return the seconds until a deadline."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
