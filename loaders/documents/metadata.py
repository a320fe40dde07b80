"""From a file to an article that holds no records yet.

Its title, outlet, publication day, address, agencies and body, and what is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice

from loaders.dates.full_dates import full_date, month_comes_first
from loaders.documents.blocks import (
    URL,
    credited_agencies,
    is_address_label,
    line_date,
    link_reasons,
    url_date,
)
from loaders.documents.body import Page, read_page
from loaders.documents.dateline import (
    dateline_agency,
    dateline_day,
    find_dateline,
    several_articles,
    weekday_line_day,
)
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import Facts, Source, first_heading, front_matter
from loaders.documents.titles import without_outlet
from loaders.documents.urls import split_address
from loaders.lexicon.tables import Outlet, outlets, words_of
from loaders.model.errors import ArticleError
from loaders.model.offsets import Origin
from loaders.model.records import UNKNOWN_OUTLET, Article, Problem, Span
from loaders.text.segment import fold_space

_DATE_KEYS = ("published", "date", "pubdate", "datepublished")
_URL_KEYS = ("source", "url", "link", "canonical")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?P<scheme>https?):/+")
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*"
    r"(?P<name>[A-Z][\w’'&. -]{2,40}?)\s*(?:[,|.]|\d{4}|all rights|$)",
    re.IGNORECASE | re.MULTILINE,
)
_MASTHEAD = re.compile(r"(?:[A-Z][\w’'.-]+ ){1,4}[A-Z][\w’'.-]+$")
_MOST_HEADS = 20
"""Lines above the article that are looked at for the publisher's name. It bounds the time on a
page with a long menu."""
_NUMBERED = re.compile(r"(?<!\d)(?!(?:19|20)\d\d/?$)\d{4,}/?$")
"""An article's number at the end of an address; four figures that are a year are none."""
_SCRIPTS = {"ARMENIAN": "hy", "CYRILLIC": "ru", "GEORGIAN": "ka", "ARABIC": "ar"}


def parse(file: str, source: Source, sidecar: Sidecar) -> tuple[Article, list[Problem]]:
    """Return the article that a file holds, and a problem for each thing that is missing.

    Places, dates and claims are read from it later.

    Parameters
    ----------
    file
        The file's name, for messages and links.
    source
        Its text, as ``read_source`` returns it.
    sidecar
        What a person states about it; this outranks what the text says.

    Raises
    ------
    ArticleError
        Nothing in the file can be shown as an article.
    """
    text, origin, page, facts, whole = _page(source)
    if not any(char.isalpha() for block in page.body for char in text[block.start : block.end]):
        raise ArticleError(
            "no paragraph of an article was found",
            "Check that the file holds the article's own text",
        )
    title = sidecar.title or (
        fold_space(text[page.title.start : page.title.end])
        if page.title
        else without_outlet(facts.title)
    )
    url = sidecar.url or _original(facts.url) or _own_address(text, page, title)
    outlet = _outlet(
        text, page, None if sidecar.publisher else url, sidecar.publisher or facts.site
    )
    published = sidecar.published or facts.published or _published(text, page, url, facts.guessed)
    publisher = sidecar.publisher or (
        outlet.name if outlet else facts.site or _owner(text, page, url)
    )
    links = [e for block in page.links for e in link_reasons(text, block, url, published)]
    slug = _slug(outlet.slug if outlet else publisher) or "unknown"
    article = Article(
        id=f"{slug}-{published or 'undated'}-{source.sha256[:6]}",
        file=file,
        sha256=source.sha256,
        text=text,
        title=title or _first_words(text, page.body[0]),
        title_span=page.title,
        subtitle_span=page.subtitle,
        publisher=publisher or UNKNOWN_OUTLET,
        published=published,
        url=url,
        agencies=tuple(_agencies(text, page)),
        language=_language(" ".join(text[block.start : block.end] for block in page.body)),
        body_spans=tuple(Span(block.start, block.end) for block in page.body),
        excluded=tuple(sorted((*page.excluded, *links), key=lambda e: e.start)),
        origin=origin,
        extracted=source.kind == "pdf",
    )
    return article, _missing_metadata(file, article, whole=whole)


def _first_words(text: str, first: Span) -> str:
    """Return the first words of an article without a title, its dateline aside."""
    dateline = find_dateline(text, first)
    start = first.start + (dateline.end() if dateline else 0)
    return fold_space(text[start : first.end])[:80]


def _page(source: Source) -> tuple[str, Origin, Page, Facts, bool]:
    """Return a source's text, the way back, its parts, what it states, and whether it is whole."""
    if source.kind == "html":
        from loaders.documents.html import page_blocks, read_markup

        markup = read_markup(source.raw)
        blocks, facts = page_blocks(markup, source.raw)
        return (
            markup.text,
            markup.origin,
            read_page(markup.text, blocks, facts.title),
            facts,
            markup.whole,
        )
    front = front_matter(source.raw) if source.kind == "markdown" else {}
    facts = Facts(
        title=(
            (front.get("title") or first_heading(source.raw)) if source.kind == "markdown" else ""
        ),
        published=next(
            (
                day
                for key in _DATE_KEYS
                if (day := line_date(front.get(key, "")) or full_date(front.get(key, "")[:10]))
            ),
            "",
        ),
        url=next(
            (
                front[key]
                for key in _URL_KEYS
                if split_address(front.get(key, "")).scheme in {"http", "https"}
            ),
            "",
        ),
        site=front.get("publisher", front.get("site", "")),
    )
    return (
        source.text,
        source.origin,
        read_page(source.text, known_title=facts.title),
        facts,
        source.whole,
    )


def _missing_metadata(file: str, article: Article, *, whole: bool) -> list[Problem]:
    """Return a problem for each thing that a reader would miss."""
    problems = several_articles(file, article.text)
    if not whole:
        problem = (
            "it is longer than an article: only its beginning was read, "
            f"{len(article.text):,} characters"
        )
        problems.append(
            Problem(
                file, problem, "Save the parts that matter as files of their own", skipped=False
            )
        )
    stem = file.rsplit(".", 1)[0]
    if article.published is None:
        fix = f'State it in {stem}.toml: published = "YYYY-MM-DD"'
        problems.append(
            Problem(
                file,
                "no publication date was found, so relative days cannot be resolved",
                fix,
                skipped=False,
            )
        )
    if article.publisher == UNKNOWN_OUTLET:
        fix = f'State it in {stem}.toml: publisher = "…"'
        problems.append(Problem(file, "the outlet was not recognised", fix, skipped=False))
    return problems


def _published(text: str, page: Page, url: str | None, guessed: str) -> str | None:
    """Return the day of publication from a line of its own, the address, or a dateline; or None.

    No date is better than a wrong one.
    """
    month_first = month_comes_first(text)
    stated = (
        line_date(fold_space(text[block.start : block.end]), month_first=month_first)
        for block in page.dates
    )
    found_day = (
        next(stated, None)
        or (url_date(url) if url else None)
        or dateline_day(text, page.body[0])
        or weekday_line_day(text)
    )
    if found_day or not guessed:
        return found_day
    # a guess that equals the date of an excluded line was made from that line
    return (
        None
        if guessed in (line_date(fold_space(text[e.start : e.end])) for e in page.excluded)
        else guessed
    )


def _own_address(text: str, page: Page, title: str) -> str | None:
    """Return the article's own address, or None.

    It is the one labelled so, else the one whose last part repeats the title's words, else a lone
    address that ends in an article's number.
    """
    words = set(re.findall(r"[a-z]{4,}", title.lower()))
    outside = [*URL.finditer(text, 0, page.body[0].start), *URL.finditer(text, page.body[-1].end)]
    inside = [match for block in page.links for match in URL.finditer(text, block.start, block.end)]
    for match in (*inside, *outside):
        # a label (“Source:”, “Original article:”) stands on the address's line or the one above
        before = text[max(0, match.start() - 60) : match.start()].rstrip().rsplit("\n", 1)[-1]
        if is_address_label(before):
            return _original(match.group())
    for match in (*inside, *outside):
        address = _original(match.group()).rstrip(".,;:)>")
        parts = (
            set(re.findall(r"[a-z]{4,}", part.lower()))
            for part in split_address(address).path.split("/")
        )
        slug = max(parts, key=len)
        # three fifths of the title's words, or nearly all of the address's: outlets shorten titles,
        # and cut addresses. Chosen by hand
        if len(words & slug) >= max(3, 0.6 * len(words)) or (
            len(slug) > 3 and len(words & slug) >= 0.9 * len(slug)
        ):
            return address
    # a copied article seldom has any address on a line of its own but its own, which ends in its
    # number
    alone = {match.group() for match in inside}
    return (
        next((address for address in alone if _NUMBERED.search(address)), None)
        if len(alone) == 1
        else None
    )


def _original(address: str) -> str:
    """Return the address of which one in the Wayback Machine is a copy.

    Any other address is returned as it is.
    """
    copied = _ARCHIVED.match(address)
    return f"{copied['scheme']}://{address[copied.end() :]}" if copied else address


def _outlet(text: str, page: Page, url: str | None, publisher: str | None) -> Outlet | None:
    """Return the outlet, or None.

    It is found by its stated name, by the address's host, or by its name in the page's furniture,
    dateline or sign-off.
    """
    if publisher:
        stated = next(
            (o for o in outlets() if publisher.lower() in (a.lower() for a in o.aliases)), None
        )
        if stated:
            return stated
    host = _host(url)
    for outlet in outlets():
        if host and any(host == h or host.endswith("." + h) for h in outlet.hosts):
            return outlet
    if publisher:
        return None
    furniture = " | ".join(
        text[e.start : e.end]
        for e in page.excluded
        if e.reason not in {"caption", "credit", "related link"}
    )
    lower = furniture.lower()
    counts = [
        (
            sum(
                _named(alias, furniture)
                for alias in (*o.aliases, *o.hosts)
                if alias.lower() in lower
            ),
            o,
        )
        for o in outlets()
    ]
    count, best = max(counts, key=lambda pair: pair[0])
    if count:
        return best
    agency = dateline_agency(text, page.body[0])
    signed = re.search(
        r"[,.]\s+([A-Z][\w.]+(?: [A-Z][\w.]+)?) reports?\.\s",
        text[page.body[0].start : page.body[-1].end] + " ",
    )
    for name in (agency, signed and signed[1]):
        found = next(
            (o for o in outlets() if name and name.lower() in (a.lower() for a in o.aliases)), None
        )
        if found:
            return found
    return None


def _owner(text: str, page: Page, url: str | None) -> str:
    """Return who claims the page's rights in its footer, or "".

    Else it is the name that heads the page, else the address's host.
    """
    for match in _OWNER.finditer(text, page.body[-1].end):
        if match["name"][0].isupper():
            return match["name"].strip()
    heads = (
        fold_space(text[e.start : e.end])
        for e in page.excluded
        if e.end <= page.body[0].start and e.reason == "section label"
    )
    after = fold_space(
        " | ".join(text[e.start : e.end] for e in page.excluded if e.start >= page.body[-1].end)
    )
    for name in islice(heads, _MOST_HEADS):
        # the name in a masthead stands again below the article, where the page speaks of itself
        if _MASTHEAD.match(name) and re.search(
            rf"{re.escape(name)} (?:is|are|was|website|site|on|and)\b", after
        ):
            return name
    host = _host(url)
    return "" if host in words_of("carrier_host") else host


def _host(url: str | None) -> str:
    return (split_address(url).hostname or "").removeprefix("www.") if url else ""


def _named(alias: str, words: str) -> int:
    """Return how often a name stands in words.

    It counts as written and in capitals, and in any case where it is a host's name.
    """
    pattern = rf"(?<![\w./@]){re.escape(alias)}(?![\w])"
    if "." in alias:
        return len(re.findall(pattern, words, re.IGNORECASE))
    return len(re.findall(pattern, words)) + (
        alias.upper() != alias
        and len(re.findall(pattern.replace(re.escape(alias), re.escape(alias.upper())), words))
    )


def _agencies(text: str, page: Page) -> list[str]:
    """Return the agencies that captions and bylines credit, in the order of first mention."""
    credited = [e for e in page.excluded if e.reason in {"caption", "byline"}]
    return list(
        dict.fromkeys(name for e in credited for name in credited_agencies(text[e.start : e.end]))
    )


def _language(text: str) -> str:
    """Return the ISO 639-1 code of the text's script and commonest words, or “und”.

    That is enough to warn of a text that the rules cannot read.
    """
    sample = Counter(char for char in text[:2000] if char.isalpha())
    scripts: Counter[str] = Counter()
    for char, count in sample.items():
        scripts[unicodedata.name(char, "UNKNOWN").split()[0]] += count
    commonest = max(scripts, key=lambda script: scripts[script], default="LATIN")
    if commonest != "LATIN":
        return _SCRIPTS.get(commonest, "und")
    words = re.findall(r"[a-z]+", text[:4000].lower())
    english = sum(word in words_of("english_word") for word in words)
    # English prose has about one such word in five; lists and headlines have fewer. One in twelve
    # keeps those and leaves other languages in Latin letters out. Chosen by hand
    return "en" if english * 12 >= len(words) else "und"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
