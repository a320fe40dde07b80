"""From a file to an article that holds no records yet.

Its title, outlet, publication day, address, agencies and body, and what is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from loaders.dates.full_dates import full_date
from loaders.documents.blocks import (
    credited_agencies,
    link_reasons,
)
from loaders.documents.body import Page, read_page
from loaders.documents.dateline import find_dateline
from loaders.documents.parts.date_line import line_date
from loaders.documents.publisher.found_details import find_address, find_day, find_title_of
from loaders.documents.publisher.notices import notices
from loaders.documents.publisher.outlet import find_outlet
from loaders.documents.publisher.signs import slug_of
from loaders.documents.publisher.tab_title import alike, stated_title
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import Facts, Source, first_heading, front_matter
from loaders.documents.titles import (
    MIN_TITLE_WORDS,
    as_words,
    find_title,
)
from loaders.documents.urls import split_address
from loaders.lexicon.tables import words_of
from loaders.model.details import Detail
from loaders.model.errors import ArticleError
from loaders.model.ids import stem_of
from loaders.model.offsets import Origin
from loaders.model.records import UNKNOWN_OUTLET, Article, Problem, Span
from loaders.text.segment import fold_space

_DATE_KEYS = ("published", "date", "pubdate", "datepublished")
_URL_KEYS = ("source", "url", "link", "canonical")
_FIRST_CHARACTERS = 80
"""Characters of an article's beginning that stand for its title, at most."""
_FEWEST_WORDS, _SURE_OF_LANGUAGE = 12, 0.99
"""Words of a text whose language is named, at least, and how sure py3langid must be."""
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
    title, of_title = find_title_of(text, page, facts.title, sidecar.title)
    own, archive_url, of_address = find_address(text, page, title, facts.url, sidecar.url)
    url = own or None
    found = find_outlet(text, page, url, sidecar.publisher or "", facts.site, facts.tab)
    outlet, publisher = found.outlet, found.name
    published, of_day = find_day(text, page, url, facts, sidecar.published)
    links = [e for block in page.links for e in link_reasons(text, block, url, published)]
    slug = slug_of(outlet.slug if outlet else publisher) or "unknown"
    article = Article(
        id=f"{slug}-{published or 'undated'}-{stem_of(source.sha256)}",
        file=file,
        sha256=source.sha256,
        text=text,
        title=title or _first_words(text, page.body[0]),
        archive_url=archive_url or None,
        details=(
            of_title,
            Detail("publisher", found.sure, found.why, found.guess),
            of_day,
            of_address,
        ),
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
        extracted=source.extracted,
    )
    return article, notices(file, article, source, whole=whole)


def _first_words(text: str, first: Span) -> str:
    """Return the first words of an article without a title, its dateline aside."""
    dateline = find_dateline(text, first)
    start = first.start + (dateline.end() if dateline else 0)
    words = fold_space(text[start : first.end])
    if len(words) <= _FIRST_CHARACTERS:
        return words
    cut = words.rfind(" ", 0, _FIRST_CHARACTERS)
    return words[: cut if cut > 0 else _FIRST_CHARACTERS]


def _page(source: Source) -> tuple[str, Origin, Page, Facts, bool]:
    """Return a source's text, the way back, its parts, what it states, and whether it is whole."""
    if source.kind == "html":
        from loaders.documents.html import page_blocks, read_markup

        markup = read_markup(source.raw)
        blocks, facts = page_blocks(markup, source.raw)
        if source.stated:
            facts = replace(
                facts,
                title=facts.title or source.stated.title,
                url=source.stated.url or facts.url,
                guessed=facts.guessed or source.stated.guessed,
            )
        return (
            markup.text,
            source.origin,
            read_page(markup.text, blocks, facts.title),
            facts,
            markup.whole,
        )
    if source.stated:
        known = source.stated.title
        on_page = known and find_title(source.text, known, 0, len(source.text))
        page = read_page(source.text, known_title=known if on_page else "")
        title = known if page.title is None else ""
        facts = replace(source.stated, title=title)
        return source.text, source.origin, page, facts, source.whole
    if source.titles:
        title, site = stated_title(source.titles, source.text)
        page = _print_page(source, title)
        facts = Facts(title=title, site=site, tab=source.titles[0])
        return source.text, source.origin, page, facts, source.whole
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


def _print_page(source: Source, title: str) -> Page:
    """Return the parts of a print whose title is known, or is worded differently on the page."""
    if len(source.titles) == 1 and title:
        page = read_page(source.text)
        own = source.text[page.title.start : page.title.end] if page.title else ""
        if len(own.split()) >= MIN_TITLE_WORDS and alike(
            as_words(own).split(), as_words(title).split()
        ):
            return page
    return read_page(source.text, known_title=title)


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
    return "en" if english * 12 >= len(words) else _latin_language(text[:4000])


def _latin_language(text: str) -> str:
    """Return the ISO 639-1 code of a text in Latin letters that is not English prose, or “und”.

    It is named only where py3langid is sure, and the text is no mere list of names.
    """
    if len(text.split()) < _FEWEST_WORDS:
        return "und"
    try:
        code, sure = _identifier().classify(text)
    except ImportError:
        return "und"
    return str(code) if code != "en" and sure >= _SURE_OF_LANGUAGE else "und"


@cache
def _identifier() -> Any:
    module = import_module("py3langid.langid")
    model = Path(module.__file__ or "").parent / module.MODEL_FILE
    return module.LanguageIdentifier.from_modelpath(model, norm_probs=True)
