"""Pages of WARC files, as web archives and Common Crawl News keep them.

They are read by FastWARC, else by warcio, which takes several times as long.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Types of what may be an article."""
_OK = 200


class NoWarcReaderError(ValueError):
    """No package that reads WARC files is installed."""

    def __init__(self) -> None:
        super().__init__("it needs FastWARC: pip install 'claimline[scale]'")


def offsets(file: IO[bytes]) -> Iterator[int]:
    """Yield where each response of a WARC file begins, in bytes of the file."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield from (at for at, _ in _slowly(file))
        return
    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
        yield record.stream_pos


def pages(file: IO[bytes], first: int, last: int) -> Iterator[tuple[str, str, bytes] | None]:
    """Yield the address, type and bytes of each response in a part of a WARC file.

    None stands for a response that is no page.

    Parameters
    ----------
    file
        The file.
    first, last
        Where the first response begins, and where the part ends (0: with the file).
    """
    file.seek(first)
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        for at, record in _slowly(file, first):
            if last and at >= last:
                return
            yield _page_slowly(record)
        return
    for record in ArchiveIterator(
        file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
    ):
        if last and record.stream_pos >= last:
            return
        kind = (record.http_content_type or "").lower()
        status = record.http_headers.status_code if record.http_headers else None
        if status != _OK or not kind.startswith(_PAGES):
            yield None
        else:
            yield record.headers["WARC-Target-URI"] or "", kind, record.reader.read()


def _slowly(file: IO[bytes], first: int = 0) -> Iterator[tuple[int, Any]]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise NoWarcReaderError from None
    records = ArchiveIterator(file)
    for record in records:
        if record.rec_type == "response":
            yield first + records.get_record_offset(), record


def _page_slowly(record: Any) -> tuple[str, str, bytes] | None:
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    if record.http_headers.get_statuscode() != str(_OK) or not kind.startswith(_PAGES):
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    return address, kind, io.BytesIO(record.content_stream().read()).getvalue()
