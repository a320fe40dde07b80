"""An article's bytes from its web address, asked for by a visitor.

Nothing inside our own network is ever reached.

``connection`` sees to that. No proxy, no cookie, no script; a redirect is a new address, checked
like the first.
"""

from __future__ import annotations

import codecs
import re
import ssl
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from loaders.documents.connection import NotPermittedError, Permit, connected, is_public_site
from loaders.documents.source import SUFFIXES
from loaders.model.errors import ArticleError

_HEADERS = {
    "User-Agent": "Claimline/1 (article reader)",
    "Accept": "text/html, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
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
_HOST = re.compile(r"[a-z0-9._:-]+")
_AS_IT_IS = "!$%&'()*+,/:;=?@[]~"
"""What stands in a path or query unescaped."""

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
_SILENT = ("the site does not answer", f"Check the address, or try again later. {_SAVE}")
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
    except (OSError, HTTPException, HTTPError, zlib.error) as error:
        raise _failure(error, seconds) from error
    except NotPermittedError as error:
        raise FetchError(*_NOT_PUBLIC) from error
    raise FetchError("the address leads on to others without end", _SAVE)


def _failure(error: Exception, seconds: float) -> FetchError:
    """Return the words for a site that could not be read."""
    match error:
        case ssl.SSLCertVerificationError():
            return FetchError(
                "the site cannot prove to be the one of this address (its certificate is not"
                " valid)",
                "Check the address",
            )
        # one that hangs up without a word is an OSError too
        case HTTPException() | zlib.error():
            return FetchError(*_DAMAGED)
        case NewConnectionError():
            return FetchError(*_SILENT)
        case TimeoutError() | ConnectTimeoutError():
            return FetchError(
                f"the site took longer than {seconds:g} seconds", f"Try again later. {_SAVE}"
            )
        case OSError():
            return FetchError(*_SILENT)
        case _:
            return FetchError(*_DAMAGED)


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


def _ask(
    parts: SplitResult, permit: Permit, limit_bytes: int, deadline: float
) -> tuple[BaseHTTPResponse, bytes]:
    """Return the answer to one request: a redirect without its body, or a page with it."""
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = bytearray()
    with connected(parts, permit, deadline) as connection:
        connection.request(
            "GET",
            target,
            headers={"Host": parts.netloc, **_HEADERS},
            preload_content=False,
            decode_content=False,
        )
        with closing(connection.getresponse()) as response:
            if not _location(response):
                _check(response)
                for piece in response.stream(65_536, decode_content=False):
                    body += piece
                    if len(body) > limit_bytes:
                        raise _too_large(limit_bytes)
    return response, bytes(body)


def _location(response: BaseHTTPResponse) -> bytes:
    """Return where an answer leads on to, or nothing."""
    # headers are read as Latin-1, whatever their letters are
    found = response.headers.get("location", "") if response.status in _REDIRECTS else ""
    return found.encode("latin-1")


def _content_type(response: BaseHTTPResponse) -> tuple[str, str]:
    """Return the type and charset that an answer declares, or "" for each."""
    # an endless one would take the parser seconds
    value = response.headers.get("content-type", "")[:200].strip()
    message = Message()
    message["Content-Type"] = value
    return message.get_content_type() if value else "", message.get_content_charset() or ""


def _check(response: BaseHTTPResponse) -> None:
    """Refuse an answer that is no article, before it is read."""
    status = response.status
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


def _unpacked(response: BaseHTTPResponse, body: bytes, limit_bytes: int) -> bytes:
    """Return the bytes of a page that was packed though nobody asked for it.

    Never more than the limit.
    """
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in {"", "identity"}:
        return body
    if packing not in {"gzip", "x-gzip"}:
        raise FetchError(*_DAMAGED)
    gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    data = gzip.decompress(body, limit_bytes + 1)
    if len(data) > limit_bytes:
        raise _too_large(limit_bytes)
    if not gzip.eof:
        raise FetchError(*_DAMAGED)
    return data


def _fetched(parts: SplitResult, response: BaseHTTPResponse, data: bytes) -> Fetched:
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
