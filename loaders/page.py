"""Which blocks of a page are title, subtitle and body, and which are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.blocks import Block, find_blocks
from loaders.records import Excluded, Span
from loaders.tables import outlets
from loaders.text import fold_space, trim

_MARKUP = re.compile(r"^(?:[#*_>\s]+|title\s*:\s*)+|[*_\s]+$", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'.-]+(?:\s+in\s+[A-Z]\w+)?$")
WHOLE_TITLE = 4
"""A heading of at least this many words is taken for the title before one of fewer."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page: title, subtitle and body, what is left out, its link blocks and its date lines."""

    title: Span | None
    subtitle: Span | None
    body: tuple[Block, ...]
    excluded: tuple[Excluded, ...]
    links: tuple[Block, ...]
    dates: tuple[Block, ...]


def read_page(text: str) -> Page:
    """Return the parts of a page from the form and order of its blocks."""
    blocks = find_blocks(text)
    first_prose = next((i for i, b in enumerate(blocks) if b.kind == "prose"), len(blocks))
    head, rest = blocks[:first_prose], blocks[first_prose:]
    lines = [line for block in head if block.kind in {"heading", "label"} for line in _titles(text, block)]
    title = _best_title(text, lines)
    subtitle: Span | None = None
    if title is None or len(text[title.start : title.end].split()) < WHOLE_TITLE:
        front, remainder = _run_in_title(text, rest)
        if front is not None:
            title, rest = front, remainder
    else:
        after = [line for line in lines if line.start > title.start]
        subtitle = after[0] if after and len(text[after[0].start : after[0].end].split()) > WHOLE_TITLE else None
    if subtitle is None:
        subtitle, rest = _first_paragraph_as_subtitle(text, rest)
    rest, bylines = _drop_bylines(text, rest)
    unused = [line for line in lines if line not in {title, subtitle}]
    excluded = [Excluded(line.start, line.end, "section label") for line in unused] + bylines
    excluded += [Excluded(b.start, b.end, "section label") for b in rest if b.kind == "label"]
    for block in (*head, *rest):
        if block.kind not in {"prose", "heading", "label", "links"}:
            excluded.append(Excluded(block.start, block.end, "publication date" if block.kind == "date" else block.kind))
    return Page(
        title,
        subtitle,
        tuple(b for b in rest if b.kind in {"prose", "heading"}),
        tuple(sorted(excluded, key=lambda e: e.start)),
        tuple(b for b in blocks if b.kind == "links"),
        tuple(b for b in blocks if b.kind == "date"),
    )


def _titles(text: str, block: Span) -> list[Span]:
    """Return the titles a block of short lines may hold: each line, with the lines that carry it on."""
    found: list[Span] = []
    position = block.start
    previous = ""
    for line in text[block.start : block.end].splitlines(keepends=True):
        body = line.strip()
        joins = bool(found) and (body[:1].islower() or (_title_case(previous) and _title_case(body) and len(previous) > 28))
        if joins:
            found[-1] = trim(text, found[-1].start, position + len(line))
        elif body:
            start = position + len(line) - len(line.lstrip())
            found.append(_without_markup(text, trim(text, start, position + len(line))))
        position += len(line)
        previous = body
    return [span for span in found if span.start < span.end]


def _without_markup(text: str, span: Span) -> Span:
    body = text[span.start : span.end]
    lead, tail = _MARKUP.match(body), re.search(r"[*_\s]+$", body)
    return Span(span.start + (lead.end() if lead and lead.end() < len(body) else 0), span.end - (len(tail.group()) if tail else 0))


def _best_title(text: str, lines: Sequence[Span]) -> Span | None:
    """Return the longest line that is no outlet's name, breadcrumb or byline; of equals the last."""
    names = {alias.lower() for outlet in outlets() for alias in outlet.aliases}
    best: Span | None = None
    most = 1
    for line in lines:
        body = fold_space(text[line.start : line.end])
        words = len(body.split())
        furniture = (
            "|" in body
            or body.lower() in names
            or any(body.lower().startswith(f"{n} -") for n in names)
            or (_NAME.match(body) and " in " in body)
        )
        sentences = re.search(r"[.!]\s+\S|[.]$", body) is not None
        if words >= most and not furniture and not sentences and words > 1:
            best, most = line, words
    return best


def _run_in_title(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take a title off the front of the first paragraph: a page may run the two together over hard-wrapped lines."""
    if not rest:
        return None, rest
    end = _title_end(text, rest[0])
    if end is None:
        return None, rest
    remainder = trim(text, end, rest[0].end)
    kept = [Block(remainder.start, remainder.end, "prose")] if remainder.start < remainder.end else []
    return _without_markup(text, trim(text, rest[0].start, end)), [*kept, *rest[1:]]


def _first_paragraph_as_subtitle(text: str, rest: list[Block]) -> tuple[Span | None, list[Block]]:
    """Take off a first paragraph that is followed by a caption, byline or date, or that ends without a full stop."""
    if len(rest) < 2:
        return None, rest
    first, following = rest[0], rest[1]
    unfinished = text[first.end - 1] not in ".!?”’\"':…)" and len(text[first.start : first.end].split()) < 45
    if first.kind == "prose" and (
        following.kind in {"caption", "byline", "date"} or (unfinished and any(b.kind == "prose" for b in rest[1:]))
    ):
        return Span(first.start, first.end), rest[1:]
    return None, rest


def _drop_bylines(text: str, rest: list[Block]) -> tuple[list[Block], list[Excluded]]:
    """Take names of authors off the front of the body, before its first paragraph."""
    kept = list(rest)
    dropped: list[Excluded] = []
    for block in rest:
        if block.kind == "prose":
            break
        if block.kind in {"heading", "label"} and _NAME.match(fold_space(text[block.start : block.end])):
            dropped.append(Excluded(block.start, block.end, "byline"))
            kept.remove(block)
    return kept, dropped


def _title_end(text: str, block: Span) -> int | None:
    """Return where the title at the front of a block ends, or None when it has none: a title ends without a full stop."""
    lines = text[block.start : block.end].splitlines(keepends=True)
    end = block.start
    titled = _title_case(lines[0])
    for number, line in enumerate(lines):
        body = line.strip()
        joins = number == 0 or (titled and _title_case(line)) or body[:1].islower()
        if not joins or body.endswith((".", ".”", '."')):
            break
        end += len(line)
    else:
        return None
    return end if end > block.start else None


def _title_case(line: str) -> bool:
    """Whether every word of four letters or more begins with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= 4]
    return bool(words) and all(word[0].isupper() for word in words) and not line.strip().endswith(".")
