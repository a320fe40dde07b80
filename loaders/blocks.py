"""An article file as a page: its lines gathered into blocks, each with what it is (prose, heading, caption, links …)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.full_dates import full_date
from loaders.records import Excluded, Span
from loaders.tables import outlets, read_table
from loaders.text import fold_space, trim

URL = re.compile(r"https?://[^\s<>\"“”]+")
_TERMINAL = re.compile(r"[.!?…:;][”’\"')\]]*$")
_CREDIT_LABEL = re.compile(r"(?:image|photo|picture|photograph|foto|credit)s?(?: by| credit)?\s*:\s*\S.{0,80}$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by\s+[A-Z]|(?:written|reported|edited)\s+by\s)", re.IGNORECASE)
_INITIALS = re.compile(r"^[a-z]{1,4}(?:[,/ ]+[a-z]{1,4})*\s*\(([^()]{2,80})\)$")
_DATE_PREFIX = re.compile(
    r"^(?:published|updated|posted|last (?:updated|modified)|date)\s*(?:on|at)?\s*:?\s*|\s*[|•·,–-]?\s*\d{1,2}[:.]\d{2}.*$", re.IGNORECASE
)
SHORT = 14
"""A block of at most this many words without a full stop is a heading, not a paragraph."""


@dataclass(frozen=True, slots=True)
class Block(Span):
    """Lines that belong together. ``kind``: prose, heading, label, date, or the reason it is left out."""

    kind: str


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a page in order, each classified by its own form only."""
    blocks: list[Block] = []
    prose_seen = 0
    for start, end in _runs(text):
        for piece in _pieces(text, start, end):
            kind = _classify(text, piece)
            if kind == "tail" and prose_seen:
                blocks.append(Block(piece.start, trim(text, piece.start, len(text)).end, "more stories"))
                return blocks
            prose_seen += kind == "prose"
            blocks.append(Block(piece.start, piece.end, "navigation" if kind == "tail" else kind))
    return blocks


def link_reasons(text: str, block: Span, own: str | None, published: str | None) -> list[Excluded]:
    """Return one exclusion an address of a link block: own address, later link (dated after publication), or link."""
    found = []
    for match in URL.finditer(text, block.start, block.end):
        dated = url_date(match.group())
        if own and match.group().rstrip("/") == own.rstrip("/"):
            reason = "own address"
        elif published and dated and dated > published:
            reason = f"later link, dated {dated}, after publication"
        else:
            reason = "link"
        found.append(Excluded(match.start(), match.end(), reason))
    return found


def url_date(url: str) -> str | None:
    """Return the ISO day in an address's path (``/2021/05/14/`` or ``2021-05-14``), or None."""
    match = re.search(r"[/_-](20\d\d|19\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)", url)
    return full_date("-".join(match.groups())) if match else None


@cache
def agency_names() -> dict[str, str]:
    """Return every spelling of a news agency, lower-case, with its name."""
    return {alias.lower(): outlet.name for outlet in outlets() if outlet.role == "agency" for alias in outlet.aliases}


def credited_agencies(text: str) -> list[str]:
    """Return the agencies a photo credit or byline names, in order."""
    last = fold_space(text).split(". ")[-1]
    names = (agency_names().get(part.strip().lower()) for part in re.split(r"[/,()|:©]|\bvia\b|\bImage\b", last))
    return list(dict.fromkeys(name for name in names if name))


def _runs(text: str) -> list[tuple[int, int]]:
    """Return runs of lines without a blank line between them."""
    runs: list[tuple[int, int]] = []
    position, start = 0, -1
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start < 0 else start
        elif start >= 0:
            runs.append((start, position))
            start = -1
        position += len(line)
    if start >= 0:
        runs.append((start, len(text)))
    return runs


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Split a run where a line is page furniture, or is indented after a sentence has ended."""
    pieces: list[Span] = []
    opened = position = start
    previous = ""
    for line in text[start:end].splitlines(keepends=True):
        alone = _furniture(line.strip()) is not None or bool(URL.fullmatch(line.strip())) != bool(URL.fullmatch(previous))
        indented = line[:1] in " \t\f" and bool(_TERMINAL.search(previous))
        if previous and (alone or indented or _furniture(previous)):
            pieces.append(trim(text, opened, position))
            opened = position
        position += len(line)
        previous = line.strip()
    pieces.append(trim(text, opened, end))
    return [piece for piece in pieces if piece.start < piece.end]


@cache
def _furniture_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = read_table("boilerplate")
    return tuple((row["reason"], row["scope"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


def _furniture(line: str) -> str | None:
    """Return what kind of page furniture a line is, or None for the article's own words."""
    for reason, scope, pattern in _furniture_patterns():
        if pattern.match(line) and len(line) < 200:
            return "tail" if scope == "tail" else reason
    return None


def _classify(text: str, piece: Span) -> str:
    body = fold_space(text[piece.start : piece.end])
    if not URL.sub("", body).strip(" \u200b"):
        return "links"
    furniture = _furniture(body)
    if furniture:
        return furniture
    if line_date(body):
        return "date"
    if (_BYLINE.match(body) and len(body.split()) <= SHORT) or (_INITIALS.match(body) and credited_agencies(body)):
        return "byline"
    if _is_caption(body):
        return "caption"
    if len(body.split()) > SHORT or (_TERMINAL.search(body) and not body.endswith("?")):
        return "prose"
    return "label" if len(body.split()) <= 2 else "heading"


def line_date(line: str) -> str | None:
    """Return the ISO day of a line that states a date and nothing else, or None."""
    return full_date(_DATE_PREFIX.sub("", line).strip(" .,|")) if len(line) < 60 else None


def _is_caption(body: str) -> bool:
    """A caption ends in a photo credit: a label and a name, or names and agencies parted by slashes."""
    if _CREDIT_LABEL.search(body) and len(body) < 600:
        return True
    last = body.rsplit(". ", maxsplit=1)[-1]
    return "/" in last and len(last.split()) <= 12 and bool(credited_agencies(body))
