"""An article's bytes from its web address, asked for by a visitor.

Nothing inside our own network is ever reached.

Every host is looked up once, each address it has must be permitted, and the connection goes to one
of those. No proxy, no cookie, no script; a redirect is a new address, checked like the first.
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import h11

from loaders.documents.source import SUFFIXES
from loaders.model.errors import ArticleError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Permit = Callable[[IPAddress, int], bool]
"""Whether a connection may go to an address and port."""

_HEADERS = [
    ("User-Agent", "Claimline/1 (article reader)"),
    ("Accept", "text/html, */*;q=0.5"),
    ("Accept-Encoding", "identity"),
]
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_LONGEST = 2000
"""No address is longer, in characters."""
_HEAD_BYTES = 65_536
"""The status line and headers of an answer are no longer."""
_HOST = re.compile(r"[a-z0-9._:-]+")
_AS_IT_IS = "!$%&'()*+,/:;=?@[]~"
"""What stands in a path or query unescaped."""

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

_META = re.compile(
    # a page that says so in ASCII is not UTF-16
    rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*(?!utf-16)([\w.:-]+)",
    re.IGNORECASE,
)
_CHARSETS = re.compile(
    r"ascii|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|tis-620|gb\w+|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|utf-16\S*"
)
"""The codecs of pages, by Python's names; others (``idna``, ``unicode_escape``) are slow or no
charset."""

_SAVE = "Open it in a browser, save the page and add the file"
_NO_ADDRESS = (
    "this is not the address of a web page",
    "Write it in full, as the browser shows it, with https://",
)
_NOT_PUBLIC = (
    "no public website was found at this address",
    "Check its spelling; pages of a private network, or on an unusual port, are not read",
)
_DAMAGED = ("the site’s answer is damaged or incomplete", f"Try again later. {_SAVE}")
_STATUS = {
    401: "the site lets only its members read the page",
    402: "the site lets only its members read the page",
    403: "the site does not let programs read the page",
    404: "the site has no page at this address",
    410: "the site no longer has the page",
    429: "the site is asked too often",
    451: "the site may not show the page here",
}


class FetchError(ArticleError):
    """The article cannot be loaded from its address.

    Nothing in the message tells what is inside our network.
    """


@dataclass(frozen=True, slots=True)
class Fetched:
    """A loaded article.

    Attributes
    ----------
    name
        A file name for it, of its site and path; its ending is that of its kind.
    data
        Its bytes; text in the charset it was declared in is turned into UTF-8.
    url
        Where it was found in the end, without fragment.
    """

    name: str
    data: bytes
    url: str


def is_public(ip: IPAddress) -> bool:
    """Whether an address is one of the public internet, also where it stands for another inside it."""
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


def fetch(
    address: str,
    *,
    permit: Permit = is_public_site,
    limit_bytes: int = 5_000_000,
    seconds: float = 15.0,
) -> Fetched:
    """Return the article at a web address, redirects followed.

    Parameters
    ----------
    address
        As a browser shows it, with http or https.
    permit
        Asked of every address a host has, before any is connected to.
    limit_bytes
        The size it may have, also once unpacked.
    seconds
        The time all of it may take.

    Raises
    ------
    FetchError
        There is no page, text or PDF that can be read, or it is not permitted, too large or too
        slow.
    """
    deadline = time.monotonic() + seconds
    parts = _parts(address)
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            response, body = _ask(parts, permit, limit_bytes, deadline)
            location = _location(response)
            if not location:
                return _fetched(parts, response, _unpacked(response, body, limit_bytes))
            parts = _parts(quote(location, safe=_AS_IT_IS + "#"), parts.geturl())
    except TimeoutError as error:
        raise FetchError(
            f"the site took longer than {seconds:g} seconds", f"Try again later. {_SAVE}"
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            "the site cannot prove to be the one of this address (its certificate is not valid)",
            "Check the address",
        ) from error
    except OSError as error:
        raise FetchError(
            "the site does not answer", f"Check the address, or try again later. {_SAVE}"
        ) from error
    except (h11.RemoteProtocolError, zlib.error) as error:
        raise FetchError(*_DAMAGED) from error
    raise FetchError("the address leads on to others without end", _SAVE)


def _parts(address: str, base: str = "") -> SplitResult:
    """Return an address as it is sent.

    Host and path in ASCII, no fragment; ``base`` is where a relative one was found.
    """
    if len(address) > _LONGEST:
        raise FetchError(
            f"the address is longer than {_LONGEST} characters",
            "Use the article’s own address, without what follows a ?",
        )
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        # what a reader takes for the host may be a user's name
        credentials = "@" in parts.netloc
        host = (parts.hostname or "").encode("idna").decode().lower().removesuffix(".")
        port = "" if parts.port is None else f":{parts.port}"
        path, query = (quote(part, safe=_AS_IT_IS) for part in (parts.path or "/", parts.query))
    except ValueError as error:
        raise FetchError(*_NO_ADDRESS) from error
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        raise FetchError(*_NO_ADDRESS)
    if credentials:
        raise FetchError(
            "the address holds a user’s name or password", "Leave out what stands before the @"
        )
    return SplitResult(parts.scheme, (f"[{host}]" if ":" in host else host) + port, path, query, "")


def _left(deadline: float) -> float:
    """Return the seconds until a deadline."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _ask(
    parts: SplitResult, permit: Permit, limit_bytes: int, deadline: float
) -> tuple[h11.Response, bytes]:
    """Return the answer to one request: a redirect without its body, or a page with it."""
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = h11.Request(
        method="GET",
        target=target,
        headers=[("Host", parts.netloc), *_HEADERS, ("Connection", "close")],
    )
    body = bytearray()
    with _connected(parts, permit, deadline) as wire:
        for event in _events(wire, request, deadline):
            if isinstance(event, h11.Response):
                response = event
                if _location(response):
                    break
                _check(response)
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > limit_bytes:
                    raise _too_large(limit_bytes)
            elif isinstance(event, h11.EndOfMessage):
                break
    return response, bytes(body)


@contextmanager
def _connected(parts: SplitResult, permit: Permit, deadline: float) -> Iterator[socket.socket]:
    """Yield a connection to a site, at an address that was permitted.

    With https, to the one its certificate names.
    """
    host = parts.hostname or ""
    port = parts.port if parts.port is not None else {"http": 80, "https": 443}[parts.scheme]
    try:
        addresses = _look_up(host, port, deadline)
    except socket.gaierror as error:
        raise FetchError(*_NOT_PUBLIC) from error
    # a name that is not known gets the same answer: what our network calls its machines is not told
    # either
    if not addresses or not all(permit(ip, port) for ip in addresses):
        raise FetchError(*_NOT_PUBLIC)
    with _connect(addresses, port, deadline) as wire:
        if parts.scheme == "http":
            yield wire
            return
        wire.settimeout(_left(deadline))
        with ssl.create_default_context().wrap_socket(wire, server_hostname=host) as secure:
            yield secure


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


def _connect(addresses: list[IPAddress], port: int, deadline: float) -> socket.socket:
    """Return a connection to the first address that takes one.

    None may use up the time of those after it.
    """
    failure = OSError()
    for tried, ip in enumerate(addresses):
        try:
            return socket.create_connection(
                (str(ip), port), _left(deadline) / (len(addresses) - tried)
            )
        except OSError as error:
            failure = error
    raise failure


def _events(wire: socket.socket, request: h11.Request, deadline: float) -> Iterator[h11.Event]:
    """Yield what a site answers, as it comes; each wait for more ends at the deadline."""
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD_BYTES)
    wire.settimeout(_left(deadline))
    wire.sendall((connection.send(request) or b"") + (connection.send(h11.EndOfMessage()) or b""))
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Event):
            yield event
        else:
            wire.settimeout(_left(deadline))
            connection.receive_data(wire.recv(65_536))


def _header(response: h11.Response, name: bytes) -> bytes:
    return next((value for key, value in response.headers if key == name), b"")


def _location(response: h11.Response) -> bytes:
    """Return where an answer leads on to, or nothing."""
    return _header(response, b"location") if response.status_code in _REDIRECTS else b""


def _content_type(response: h11.Response) -> tuple[str, str]:
    """Return the type and charset that an answer declares, or "" for each."""
    # an endless one would take the parser seconds
    value = _header(response, b"content-type")[:200].decode("latin-1").strip()
    message = Message()
    message["Content-Type"] = value
    return message.get_content_type() if value else "", message.get_content_charset() or ""


def _check(response: h11.Response) -> None:
    """Refuse an answer that is no article, before it is read."""
    status = response.status_code
    if status != 200:
        raise FetchError(
            _STATUS.get(status, f"the site answers with the error {status}"),
            f"Check the address. {_SAVE}",
        )
    kind, _ = _content_type(response)
    if kind and kind not in _ENDINGS:
        raise FetchError(
            "the address leads to something that is no page, text or PDF",
            "Use the address of the article itself",
        )


def _too_large(limit_bytes: int) -> FetchError:
    return FetchError(
        f"the page is larger than {limit_bytes / 1_000_000:g} MB",
        "Save the article alone, and add the file",
    )


def _unpacked(response: h11.Response, body: bytes, limit_bytes: int) -> bytes:
    """Return the bytes of a page that was packed though nobody asked for it.

    Never more than the limit.
    """
    packing = _header(response, b"content-encoding").strip().lower()
    if packing in {b"", b"identity"}:
        return body
    if packing not in {b"gzip", b"x-gzip"}:
        raise FetchError(*_DAMAGED)
    gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    data = gzip.decompress(body, limit_bytes + 1)
    if len(data) > limit_bytes:
        raise _too_large(limit_bytes)
    if not gzip.eof:
        raise FetchError(*_DAMAGED)
    return data


def _fetched(parts: SplitResult, response: h11.Response, data: bytes) -> Fetched:
    kind, charset = _content_type(response)
    ending = _ENDINGS[kind] if kind else _ending(data)
    if ending == ".html" and not charset:
        declared = _META.search(data, 0, 4096)
        charset = declared[1].decode("latin-1") if declared else ""
    return Fetched(
        _name(parts, ending), data if ending == ".pdf" else _as_utf8(data, charset), parts.geturl()
    )


def _ending(data: bytes) -> str:
    """Return the ending for bytes of no declared kind."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    return ".html" if b"<html" in data[:2000].lower() else ".txt"


def _as_utf8(data: bytes, charset: str) -> bytes:
    """Return text in UTF-8; as it is, where its charset is UTF-8 or none that pages have."""
    try:
        codec = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return data
    if not _CHARSETS.fullmatch(codec):
        return data
    # as every browser does: pages that declare Latin-1 have the quotation marks and dashes of
    # Windows
    return data.decode(
        "cp1252" if codec in {"ascii", "iso8859-1"} else codec, errors="replace"
    ).encode()


def _name(parts: SplitResult, ending: str) -> str:
    """Return a file name of letters, digits and hyphens."""
    last = PurePosixPath(unquote(parts.path))
    stem = last.stem if last.suffix.lower() in SUFFIXES else last.name
    return re.sub("[^a-z0-9]+", "-", f"{parts.hostname} {stem}".lower())[:80].strip("-") + ending
