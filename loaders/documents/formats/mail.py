"""The article in a saved mail (``.eml``) and in a page saved as one file (``.mhtml``).

Both are MIME messages; nothing in them is run or fetched, and attachments are not opened.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import MIMEPart
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias

from loaders.documents.formats.unpacked import Unpacked
from loaders.model.errors import ArticleError
from loaders.text.segment import fold_space

_Part: TypeAlias = "MIMEPart[Any, Any]"
_MOST_PARTS = 300
"""Parts that are looked at: a page saved as one file has one for each picture."""
_DEEPEST = 20
"""Messages and groups of parts inside each other that are opened, at most."""
_MOST_BOUNDARIES = 2_000
"""Lines that look like a boundary between parts, at most: the standard library reads each group
again for every group around it."""
_HEADERS = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){2,}"
)
_IS_MAIL = re.compile(
    rb"^(?:mime-version|received|return-path|message-id)\s*:", re.IGNORECASE | re.MULTILINE
)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


def is_mail(suffix: str, data: bytes) -> bool:
    """Whether a file is a MIME message, by its name or its first lines."""
    if suffix in {".eml", ".mht", ".mhtml"}:
        return True
    front = data[:3000]
    return bool(_HEADERS.match(front) and _IS_MAIL.search(front))


def read_mail(data: bytes) -> Unpacked:
    """Return the text or the page of a mail.

    Raises
    ------
    ArticleError
        It holds no text, or is damaged or nested far deeper than a mail.
    """
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise ArticleError(
            "the mail has far more parts than a mail", "Save the article's text alone"
        )
    try:
        message = message_from_bytes(data, policy=policy.default)
        plain, page = _bodies(message)
        subject = fold_space(str(message.get("Subject", "")))
        part, kind = (
            (page, "html") if page and (not plain or _is_page(message)) else (plain, "text")
        )
        text = _decoded(part) if part else ""
        place = (part.get("Content-Location") if part else None) or message.get(
            "Snapshot-Content-Location"
        )
        address = str(place or "")
        day = _day(str(message.get("Date", "")))
    except (
        MessageError,
        ValueError,
        LookupError,
        RecursionError,
        TypeError,
        AttributeError,
        AssertionError,
        KeyError,
    ) as error:
        # the standard library of Python 3.11 raises these for damaged headers
        raise ArticleError(
            f"the mail cannot be read ({type(error).__name__})", "Save the article's text alone"
        ) from error
    if not text.strip():
        raise ArticleError("the mail holds no text", "Save the article's text alone")
    return Unpacked(
        text,
        kind,
        title=_REPLY.sub("", subject),
        url=address if re.match(r"https?://", address) else "",
        day="" if _REPLY.match(subject) else day,
    )


def _is_page(message: _Part) -> bool:
    """Whether a message is a page that a browser saved."""
    return bool(message.get("Snapshot-Content-Location")) or (
        message.get_content_type() == "multipart/related" and "Received" not in message
    )


def _bodies(message: _Part) -> tuple[_Part | None, _Part | None]:
    """Return the first plain text and the first page among a message's parts."""
    plain: _Part | None = None
    page: _Part | None = None
    waiting: list[tuple[_Part, int]] = [(message, 0)]
    looked = 0
    while waiting and looked < _MOST_PARTS and not (plain and page):
        part, depth = waiting.pop(0)
        looked += 1
        if part.is_multipart():
            # a mail within a mail is one part
            inner: Any = part.get_payload() if depth < _DEEPEST else ()
            waiting = [*((p, depth + 1) for p in inner if isinstance(p, MIMEPart)), *waiting]
        elif part.get_content_disposition() == "attachment":
            continue
        elif part.get_content_type() == "text/plain":
            plain = plain or part
        elif part.get_content_type() == "text/html":
            page = page or part
    return plain, page


def _decoded(part: _Part) -> str:
    """Return a part's text by the charset it declares; what it cannot hold is replaced."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw.decode(charset, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _day(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat() if written else ""
    except (ValueError, TypeError, OverflowError):
        return ""
