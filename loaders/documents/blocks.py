"""A page as blocks: lines that belong together, each with what it is (prose, heading, caption …).

The limits in this module and in ``lines``, ``body`` and ``titles`` were chosen by hand on saved
copies of news pages; none of them is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from loaders.dates.full_dates import full_date
from loaders.documents.lines import TERMINAL, Line, find_items, find_lines, find_paragraphs
from loaders.documents.parts.date_line import line_date
from loaders.lexicon.tables import outlets, read_table
from loaders.model.records import Excluded, Span
from loaders.text.segment import fold_space

URL = re.compile(r"https?://[^\s<>\"“”]+")
_CREDIT_LABEL = re.compile(
    r"(?:image|photo|picture|photograph|foto|credit)s?(?: by| credit)?\s*:\s*\S.{0,80}$"
    r"|[—–-]\s*(?:file )?(?:picture|photo|image)s?(?: by| courtesy of| from| via)\s+\S.{0,60}$",
    re.IGNORECASE,
)
_PHOTO_IN_BRACKETS = re.compile(
    r"\((?P<of>[^()]{0,40}?)\s*\b(?:photo|picture|image|footage)\b[^()]{0,60}\)\W*$",
    re.IGNORECASE,
)
_KINDS_OF_PHOTO = frozenset({"", "file", "archive", "illustrative"})
_BYLINE = re.compile(r"^(?:by\s+[A-Z]|(?:written|reported|edited)\s+by\s)", re.IGNORECASE)
_INITIALS = re.compile(r"^[a-z]{1,4}(?:[,/ ]+[a-z]{1,4})*\s*\(([^()]{2,80})\)$")
_HEADLINE_END = re.compile(
    r"\?$|^(?:\S+ ){0,5}\S*(?:…|\.\.\.)$"
)  # or a headline without room for all of it
_SCORED = {"strong": 2, "weak": 1}
"""What a promotion's pattern counts for; ``is_promotion`` adds them up."""
_FURNITURE_CHARACTERS = 320
"""A line of this many characters or more is no page furniture but prose that may begin alike."""
_NEXT = frozenset({"next", "tail", "after"})
"""Kinds of labels under which a list is one of links."""
_SIGNED = frozenset({"byline", "credit", "navigation"})
HEADER = "page header or footer"
"""The kind of a line that a print or a page repeats."""
_EDGE_LINES = 2
"""Lines at either end of a printed page that may be its header or footer; more may be prose."""
_HEADER_WORDS = 20
_PROMOTION_WORDS = 70
"""A paragraph of more words is not taken for a promotion, whatever words are in it."""
SHORT = 14
"""A block of at most this many words without a full stop is a heading, not a paragraph."""


@dataclass(frozen=True, slots=True)
class Block(Span):
    """Lines that belong together.

    Attributes
    ----------
    kind
        ``prose``, ``heading``, ``label``, ``date`` or ``links``; ``next``, ``after`` or ``tail``
        for a label that says what follows it; else the reason why it is left out.
    reason
        Why what follows such a label is left out.
    item
        Whether it is an item of a list, which may end without a full stop.
    """

    kind: str
    reason: str = ""
    item: bool = False


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a page in order, each classified by its own form only."""
    lines = find_lines(text)
    repeated = _repeated_lines(lines) | _page_edges(text)
    items = find_items(lines)
    listed = {lines[index].start + length for index, length in items.items()}
    blocks: list[Block] = []
    for span in find_paragraphs(lines, lambda line: _stands_alone(line, repeated), items):
        block = block_of(text, span, repeated)
        if block.kind == "caption" and blocks and _captioned(text, blocks, block):
            block = Block(blocks.pop().start, block.end, "caption")
        blocks.append(block)
    return with_items(text, blocks, listed) if listed else blocks


def with_items(text: str, blocks: Sequence[Block], listed: Collection[int]) -> list[Block]:
    """Return blocks in which the items of the article's lists are prose, full stop or none.

    A list is the article's where it reads like sentences: some end in a full stop, or most are long
    and prose follows or a colon or the title leads in. Others are menus and lists of links.
    """
    read = list(blocks)
    spoken = frozenset({"prose", "heading", "label"})
    first = 0
    while first < len(read):
        last = first
        while last < len(read) and read[last].start in listed and read[last].kind in spoken:
            last += 1
        words = [text[block.start : block.end] for block in read[first:last]]
        if words and _reads_like_text(words):
            before = next((b for b in reversed(read[:first]) if b.kind != "links"), None)
            colon = before is not None and text[before.end - 1] == ":"
            led_in = before is None or colon or before.kind not in _NEXT
            followed = any(b.kind == "prose" and not b.item for b in blocks[last:])
            headed = not any(b.kind == "prose" for b in read[:first])
            ends = any(TERMINAL.search(body) for body in words)
            if led_in and (ends or followed or headed or colon):
                read[first:last] = [
                    Block(b.start, b.end, "prose", item=True) for b in read[first:last]
                ]
        first = max(last, first + 1)
    return read


def _reads_like_text(items: Sequence[str]) -> bool:
    """Whether at least half of a list's items are as long as sentences, or end like them."""
    # seven words are more than a menu's items have. Chosen by hand
    long = sum(len(body.split()) >= 7 or bool(TERMINAL.search(body)) for body in items)
    return 2 * long >= len(items)


def _captioned(text: str, blocks: Sequence[Block], credit: Span) -> bool:
    """Whether the line above a credit is its caption.

    On a page that puts blank lines between its paragraphs, there is none between these two.
    """
    above = blocks[-1]
    parted = sum(
        "\n\n" in text[a.end : b.start].replace("\r", "")
        for a, b in pairwise(blocks)
        if b.kind == "prose"
    )
    prose = sum(block.kind == "prose" for block in blocks)
    return (
        above.kind == "prose"
        and bool(TERMINAL.search(text[above.start : above.end]))
        and 2 * parted >= prose
        and text[above.end : credit.start].strip("\r ") == "\n"
    )


def block_of(text: str, span: Span, repeated: frozenset[str] = frozenset()) -> Block:
    """Return a paragraph with its kind."""
    if text[span.start : span.end] in repeated:
        return Block(span.start, span.end, HEADER)
    kind, reason = _classify(text, span)
    return Block(span.start, span.end, kind, reason)


def link_reasons(text: str, block: Span, own: str | None, published: str | None) -> list[Excluded]:
    """Return one exclusion for each address of a link block.

    The reason is “own address”, “later link” (dated after publication) or “link”.

    Parameters
    ----------
    text
        The page's text.
    block
        The block of links.
    own
        The article's own address, if known.
    published
        ISO day of publication, if known.
    """
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
    """Return every spelling of a news agency in lower case, with its name."""
    return {
        alias.lower(): outlet.name
        for outlet in outlets()
        if outlet.role == "agency"
        for alias in outlet.aliases
    }


def credited_agencies(text: str) -> list[str]:
    """Return the agencies that a photo credit or byline names, in order."""
    last = fold_space(text).split(". ")[-1]
    names = (
        agency_names().get(part.strip().lower())
        for part in re.split(r"[/,()|:©]|\bvia\b|\bImage\b", last)
    )
    return list(dict.fromkeys(name for name in names if name))


def _stands_alone(line: str, repeated: frozenset[str]) -> bool:
    return (
        line in repeated
        or _only_links(line)
        or _furniture(line) is not None
        or line_date(line) is not None
        or _is_byline(line)
    )


def _only_links(line: str) -> bool:
    return not URL.sub("", line).strip()


def _repeated_lines(lines: Sequence[Line]) -> frozenset[str]:
    """Return the lines that stand more than once, numbers aside: a print's headers and footers."""
    counts: dict[str, list[str]] = {}
    for line in lines:
        if (
            3 <= len(line.text.split()) <= _HEADER_WORDS
            and not TERMINAL.search(line.text)
            and not line_date(line.text)
        ):
            counts.setdefault(re.sub(r"\d+", "#", line.text), []).append(line.text)
    return frozenset(
        body for same in counts.values() if len(same) > 1 and _of_a_print(same) for body in same
    )


def _page_edges(text: str) -> frozenset[str]:
    """Return the first and last lines that pages, parted by form feeds, share, numbers aside."""
    pages = [find_lines(page) for page in text.split("\f")]
    alike: dict[str, list[str]] = {}
    for page in pages if len(pages) > 1 else ():
        for line in dict.fromkeys([*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]):
            alike.setdefault(re.sub(r"\d+", "#", line.text), []).append(line.text)
    # the day may stand above and below an article; a print's header has it on every page
    return frozenset(
        line
        for lines in alike.values()
        if len(lines) > 1 and (len(lines) > 2 or not line_date(lines[0]))
        for line in lines
    )


def _of_a_print(lines: Sequence[str]) -> bool:
    """Whether lines that are alike are a print's headers or footers.

    They count pages, or stand on three pages or more.
    """
    return len(set(lines)) > 1 or len(lines) > 2


@cache
def _furniture_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = read_table("boilerplate")
    return tuple(
        (row["reason"], row["scope"], re.compile(row["pattern"], re.IGNORECASE))
        for row in rows
        if row["scope"] not in _SCORED
    )


@cache
def _promotion_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    rows = read_table("boilerplate")
    return tuple(
        (_SCORED[row["scope"]], re.compile(row["pattern"], re.IGNORECASE))
        for row in rows
        if row["scope"] in _SCORED
    )


@cache
def _any_furniture() -> re.Pattern[str]:
    """Return one pattern for all: most lines match none, and are done with one look."""
    return re.compile(
        "|".join(f"(?:{pattern.pattern})" for _, _, pattern in _furniture_patterns()), re.IGNORECASE
    )


@lru_cache(maxsize=2048)
def _furniture(line: str) -> tuple[str, str] | None:
    """Return what kind of page furniture a line is, and its scope; else None.

    The scope says what of the page the line speaks for, as in ``boilerplate.csv``.
    """
    if len(line) >= _FURNITURE_CHARACTERS or not _any_furniture().match(line):
        return None
    for reason, scope, pattern in _furniture_patterns():
        if pattern.match(line):
            return reason, scope
    return None


def is_address_label(line: str) -> bool:
    """Whether a line says that the article's own address follows."""
    found = _furniture(line)
    return found is not None and found[0] == "own address label"


def is_promotion(body: str) -> bool:
    """Whether a paragraph speaks of the site to its reader: newsletters, cookies, rights, apps."""
    words = len(body.split())
    if words > _PROMOTION_WORDS or body[:1] in '“"«':
        return False
    points = sum(
        min(2, len(pattern.findall(body))) * weight for weight, pattern in _promotion_patterns()
    )
    # a short line is a promotion on one strong phrase; an article's own paragraph may hold one, so
    # a longer one needs more. Chosen by hand
    return points >= (2 if words < 12 else 3)


def _classify(text: str, piece: Span) -> tuple[str, str]:
    """Return a paragraph's kind, and a reason where it is a label of what is not the article's."""
    body = fold_space(text[piece.start : piece.end])
    if _only_links(body):
        return "links", ""
    furniture = _furniture(body)
    if furniture:
        reason, scope = furniture
        if scope in _NEXT:
            return scope, reason
        # a byline with a label may have its day on the same line
        return ("date" if reason in _SIGNED and line_date(body) else reason), ""
    if line_date(body):
        return "date", ""
    if _is_byline(body):
        return "byline", ""
    if _is_caption(body):
        return "caption", ""
    if is_promotion(body):
        return "promotion", ""
    lines = [line.strip() for line in text[piece.start : piece.end].splitlines()]
    listed = len(lines) > 1 and all(
        len(line.split()) <= SHORT and not TERMINAL.search(line) for line in lines
    )
    if not listed and (
        len(body.split()) > SHORT or (TERMINAL.search(body) and not _HEADLINE_END.search(body))
    ):
        return "prose", ""
    return ("label" if len(body.split()) <= 2 else "heading"), ""


def _is_byline(line: str) -> bool:
    plain = line.strip("*_ ")
    return bool(
        (_BYLINE.match(plain) and len(plain.split()) <= SHORT)
        or (_INITIALS.match(plain) and credited_agencies(plain))
    )


def _is_caption(body: str) -> bool:
    """Whether a paragraph is a caption: it ends in a photo credit.

    A credit is a label and a name, or names and agencies with slashes between them. A longer
    paragraph is the article's, and more than twelve words are no list; both chosen by hand.
    """
    if (_CREDIT_LABEL.search(body) or _ends_in_photo(body)) and len(body) < 600:
        return True
    last = body.rsplit(". ", maxsplit=1)[-1]
    return "/" in last and len(last.split()) <= 12 and bool(credited_agencies(body))


def _ends_in_photo(body: str) -> bool:
    """Whether a paragraph ends in “(file photo)” or the photo of an agency in brackets."""
    photo = _PHOTO_IN_BRACKETS.search(body)
    if photo is None:
        return False
    kind = photo["of"].strip().lower()
    return kind in _KINDS_OF_PHOTO or kind in agency_names()
