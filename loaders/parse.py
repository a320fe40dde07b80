"""A file becomes an article without records: title, outlet, day, address, agencies, body, and what was left out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from loaders.blocks import URL, Block, credited_agencies, find_blocks, line_date, link_reasons, url_date
from loaders.errors import ArticleError
from loaders.full_dates import full_date
from loaders.records import Article, Excluded, Problem, Span
from loaders.sidecar import Sidecar
from loaders.tables import Outlet, outlets
from loaders.text import fold_space, trim

_DATELINE = re.compile(r"^\W*(?P<city>[A-Z][\w’'. ]{2,30})[/,]\s*(?P<date>[\w., ]{6,20}?)\s*[./]\s*/?\s*(?P<agency>[A-Z][\w-]+)/?")
_SCRIPTS = {"ARMENIAN": "hy", "CYRILLIC": "ru", "GEORGIAN": "ka", "ARABIC": "ar"}


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page: which blocks are title, subtitle and body, and which are left out."""

    title: Span | None
    subtitle: Span | None
    body: tuple[Block, ...]
    excluded: tuple[Excluded, ...]
    links: tuple[Block, ...]
    dates: tuple[Block, ...]


def decode(data: bytes) -> str:
    """Return a file's text with its newlines kept.

    Raises
    ------
    ArticleError
        The file is empty, binary, or not UTF-8.
    """
    if not data.strip():
        raise ArticleError("the file is empty", "Put the article's text in it, or remove it")
    if b"\0" in data[:4096]:
        raise ArticleError("the file is not text (it holds NUL bytes)", "Save the article as plain UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 text (byte {error.start} cannot be read)"
        raise ArticleError(problem, "Save it again with the encoding UTF-8") from error


def parse(file: str, data: bytes, sidecar: Sidecar) -> tuple[Article, list[Problem]]:
    """Return the article a file holds, before any place, date or claim is read from it.

    Parameters
    ----------
    file
        The file's name, for messages and links.
    data
        Its bytes.
    sidecar
        What a person states about it; it outranks what the text says.

    Raises
    ------
    ArticleError
        Nothing in the file can be shown as an article.
    """
    text = decode(data)
    page = read_page(text)
    if not page.body:
        raise ArticleError("no paragraph of an article was found", "Check that the file holds the article's own text")
    title = sidecar.title or (fold_space(text[page.title.start : page.title.end]) if page.title else "")
    url = sidecar.url or _own_address(text, page, title)
    outlet = _outlet(text, page, url, sidecar.publisher)
    published = sidecar.published or _published(text, page, url)
    sha = hashlib.sha256(data).hexdigest()
    publisher = sidecar.publisher or (outlet.name if outlet else "")
    links = [e for block in page.links for e in link_reasons(text, block, url, published)]
    article = Article(
        id=f"{_slug(outlet.slug if outlet else publisher) or 'unknown'}-{published or 'undated'}-{sha[:6]}",
        file=file,
        sha256=sha,
        text=text,
        title=title or fold_space(text[page.body[0].start : page.body[0].end])[:80],
        title_span=page.title,
        subtitle_span=page.subtitle,
        publisher=publisher or "unknown outlet",
        published=published,
        url=url,
        agencies=tuple(_agencies(text, page)),
        language=_language(text),
        body_spans=tuple(Span(block.start, block.end) for block in page.body),
        excluded=tuple(sorted((*page.excluded, *links), key=lambda e: e.start)),
    )
    return article, _gaps(file, article)


def _gaps(file: str, article: Article) -> list[Problem]:
    """Return a notice for each thing a reader would miss."""
    problems = []
    stem = file.rsplit(".", 1)[0]
    if article.published is None:
        fix = f'State it in {stem}.toml: published = "YYYY-MM-DD"'
        problems.append(Problem(file, "no publication date was found, so relative days cannot be resolved", fix, skipped=False))
    if article.publisher == "unknown outlet":
        fix = f'State it in {stem}.toml: publisher = "…"'
        problems.append(Problem(file, "the outlet was not recognised", fix, skipped=False))
    return problems


def read_page(text: str) -> Page:
    """Return the parts of a page from the form and order of its blocks."""
    blocks = find_blocks(text)
    first_prose = next((i for i, b in enumerate(blocks) if b.kind == "prose"), len(blocks))
    head, rest = blocks[:first_prose], blocks[first_prose:]
    title: Span | None = None
    excluded: list[Excluded] = []
    for block in head:
        if block.kind == "heading" and title is None:
            title = Span(block.start, block.end)
        elif block.kind in {"heading", "label"}:
            excluded.append(Excluded(block.start, block.end, "section label"))
    subtitle, rest, title = _split_head(text, rest, title)
    body = tuple(b for b in rest if b.kind in {"prose", "heading"})
    for block in (*head, *rest):
        if block.kind == "label" and block in rest:
            excluded.append(Excluded(block.start, block.end, "section label"))
        elif block.kind not in {"prose", "heading", "label", "links"}:
            reason = "publication date" if block.kind == "date" else block.kind
            excluded.append(Excluded(block.start, block.end, reason))
    return Page(
        title,
        subtitle,
        body,
        tuple(excluded),
        tuple(b for b in blocks if b.kind == "links"),
        tuple(b for b in blocks if b.kind == "date"),
    )


def _split_head(text: str, rest: list[Block], title: Span | None) -> tuple[Span | None, list[Block], Span | None]:
    """Take the title and subtitle off the front of the prose.

    A block that opens the page may run title and subtitle together over hard-wrapped lines. A first paragraph that is
    followed by a caption, byline or date is the subtitle.
    """
    if not rest:
        return None, rest, title
    first = rest[0]
    if title is None:
        end = _title_end(text, first)
        if end is None:
            return None, rest, None
        title = trim(text, first.start, end)
        remainder = trim(text, end, first.end)
        if remainder.start >= remainder.end:
            return None, rest[1:], title
        rest = [Block(remainder.start, remainder.end, "prose"), *rest[1:]]
    following = rest[1].kind if len(rest) > 1 else ""
    if following in {"caption", "byline", "date"}:
        return Span(rest[0].start, rest[0].end), rest[1:], title
    return None, rest, title


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


def _published(text: str, page: Page, url: str | None) -> str | None:
    """Return the day of publication from a line of its own, the address, or a dateline; no date beats a wrong one."""
    for block in page.dates:
        if block.start < page.body[0].end:
            return line_date(fold_space(text[block.start : block.end]))
    dated = url_date(url) if url else None
    if dated:
        return dated
    match = _DATELINE.match(text[page.body[0].start : page.body[0].start + 120])
    return full_date(match["date"]) if match else None


def _own_address(text: str, page: Page, title: str) -> str | None:
    """Return the article's own address: the one labelled so, or the one whose last part repeats the title's words."""
    for excluded in page.excluded:
        if excluded.reason == "own address label":
            match = URL.search(text, excluded.end)
            if match and not text[excluded.end : match.start()].strip():
                return match.group()
    words = set(re.findall(r"[a-z]{4,}", title.lower()))
    for block in page.links:
        for match in URL.finditer(text, block.start, block.end):
            slug = set(re.findall(r"[a-z]{4,}", urlsplit(match.group()).path.rsplit("/", 1)[-1].lower()))
            if words and len(words & slug) >= max(3, 0.6 * len(words)):
                return match.group()
    return None


def _outlet(text: str, page: Page, url: str | None, publisher: str | None) -> Outlet | None:
    """Return the outlet by stated name, by the address's host, or by name in the page's furniture."""
    if publisher:
        return next((o for o in outlets() if publisher.lower() in (a.lower() for a in o.aliases)), None)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    for outlet in outlets():
        if host and any(host == h or host.endswith("." + h) for h in outlet.hosts):
            return outlet
    furniture = " ".join(text[e.start : e.end] for e in page.excluded if e.reason not in {"caption", "byline", "related link"})
    opening = text[page.body[0].start : page.body[0].start + 120]
    match = _DATELINE.match(opening)
    counts = [(len(re.findall(rf"(?<!\w){re.escape(o.name)}(?!\w)", furniture)), o) for o in outlets()]
    count, best = max(counts, key=lambda pair: pair[0])
    if count:
        return best
    if match:
        return next((o for o in outlets() if match["agency"].lower() in (a.lower() for a in o.aliases)), None)
    return None


def _agencies(text: str, page: Page) -> list[str]:
    """Return the agencies that captions and bylines credit, in the order first named."""
    credited = [e for e in page.excluded if e.reason in {"caption", "byline"}]
    return list(dict.fromkeys(name for e in credited for name in credited_agencies(text[e.start : e.end])))


def _language(text: str) -> str:
    """Return the ISO 639-1 code of the text's script and commonest words: enough to warn of a text the rules cannot read."""
    letters = [unicodedata.name(char, "").split()[0] for char in text[:2000] if char.isalpha()]
    commonest = max(set(letters), key=letters.count) if letters else "LATIN"
    if commonest != "LATIN":
        return _SCRIPTS.get(commonest, "und")
    words = re.findall(r"[a-z]+", text[:4000].lower())
    english = sum(word in {"the", "of", "and", "to", "in", "that", "said", "is", "was"} for word in words)
    return "en" if english * 12 >= len(words) else "und"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
