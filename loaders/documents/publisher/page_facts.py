"""What a saved page states about itself: in its metadata, its JSON-LD, its heading and its tab.

trafilatura reads the metadata and htmldate the day. The JSON-LD is read here: trafilatura 2.3 takes
the first entry of a live blog for the whole, and needs seconds for a page whose JSON is broken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from loaders.dates.full_dates import full_date
from loaders.documents.publisher.signs import name_key
from loaders.documents.publisher.tab_title import PART
from loaders.documents.source import Facts
from loaders.documents.titles import MIN_TITLE_WORDS, as_words
from loaders.documents.urls import is_web
from loaders.text.segment import fold_space

_MOST_JSON = 500_000
"""Characters of a page's JSON that are read: that of an article has some 20,000."""
_LONGEST_TAB = 300
"""Characters of a tab's title that are read."""
_DEEPEST = 3
"""Lists and graphs in each other in which a page's JSON states the article."""
_ARTICLE = re.compile(r"(?:article|posting|report|webpage)$", re.IGNORECASE)
_PUBLISHER = re.compile(r"(?:organization|website)$", re.IGNORECASE)
_SHORT_FORM = 0.6
"""A title for sharing of at most this share of the heading's words, all of them the heading's own,
is a short form of it. Chosen by hand."""
_STATED = re.compile(
    r"(?:article:published_time|datePublished|date\.issued|DC\.date\.issued|parsely-pub-date"
    r"|pubdate|publish[-_]?date)[\"']?\s*"
    r"(?:content=|datetime=|:)?\s*(?:[\"']|\w+=[\"'])*(?P<day>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What trafilatura 2.3 and htmldate 1.11 raise for a page without a body or of one element, and for
metadata that makes no sense."""


def page_facts(tree: Any, raw: str) -> Facts:
    """Return what a page states about itself.

    Parameters
    ----------
    tree
        Its elements, as lxml has them.
    raw
        Its source.
    """
    try:
        title, url, site, guessed = _by_trafilatura(tree)
    except FAULTS:
        title = url = site = guessed = ""
    tab = _tab(tree)
    return Facts(
        title=_without_name(_of_heading(title, tree), tab),
        published=_stated(raw),
        guessed=guessed,
        url=url if is_web(url) else "",
        site=fold_space(site).lstrip("@"),
        tab=tab,
    )


def _tab(tree: Any) -> str:
    """Return the title of the browser's tab, or ""."""
    title = next(iter(tree.iter("title")), None)
    return fold_space(title.text or "")[:_LONGEST_TAB] if title is not None else ""


def _by_trafilatura(tree: Any) -> tuple[str, str, str, str]:
    """Return a page's title, address, site and a guess of its day, each "" where not found."""
    from htmldate import find_date
    from trafilatura.metadata import examine_meta, extract_sitename, extract_title, extract_url

    stated = examine_meta(tree)
    headline, site = _by_json(tree, stated.sitename or "")
    title = stated.title or headline or extract_title(tree) or ""
    url = stated.url or extract_url(tree) or ""
    site = site or extract_sitename(tree) or ""
    if site and "." not in site and not site.lstrip("@")[:1].isupper():
        site = site.title()
    day = find_date(
        tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d", url=url or None
    )
    return fold_space(title), url, site, day or ""


def _by_json(tree: Any, site: str) -> tuple[str, str]:
    """Return the headline that a page's JSON-LD states, and the site's name, known or stated."""
    headline = ""
    for thing in _things(tree):
        kinds = thing.get("@type") or ""
        kind = str(kinds[0] if isinstance(kinds, list) and kinds else kinds)
        publisher = thing.get("publisher")
        names = [publisher.get("name")] if isinstance(publisher, dict) else []
        names += [thing.get("name")] if _PUBLISHER.search(kind) else []
        for name in names:
            # of two names of one outlet the longer is the whole one; another is a company's
            if isinstance(name, str) and len(name) > len(site) and name_key(site) in name_key(name):
                site = name
        stated = thing.get("headline") if _ARTICLE.search(kind) else None
        headline = headline or (stated if isinstance(stated, str) else "")
    return headline, site


def _things(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield what a page's JSON-LD describes, but not the parts of it, such as a blog's entries."""
    for script in tree.iter("script"):
        written = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(written) > _MOST_JSON:
            continue
        try:
            read = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _inside(read, 0)


def _inside(read: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(read, list):
        for each in read:
            yield from _inside(each, depth + 1)
    elif isinstance(read, dict):
        yield read
        yield from _inside(read.get("@graph"), depth + 1)


def _of_heading(title: str, tree: Any) -> str:
    """Return a page's title; that of its heading, where the one for sharing is a part of it."""
    words = as_words(title).split()
    headings = [fold_space(heading.text_content()) for heading in tree.iter("h1")]
    for heading in headings if len(words) >= MIN_TITLE_WORDS else ():
        written = as_words(heading).split()
        if len(words) <= _SHORT_FORM * len(written) and set(words) <= set(written):
            return heading
    return title


def _without_name(title: str, tab: str) -> str:
    """Return a title; that of the tab, where the page's heading is the outlet's name in it."""
    parts = [part.strip() for part in PART.split(tab)]
    if len(parts) > 1 and name_key(title) in {name_key(parts[0]), name_key(parts[-1])}:
        longest = max(parts, key=lambda part: len(part.split()))
        if len(longest.split()) >= max(MIN_TITLE_WORDS, len(title.split()) + 1):
            return longest
    return title


def _stated(raw: str) -> str:
    """Return the ISO day that the page's own metadata gives as that of publication, or ""."""
    match = _STATED.search(raw)
    return (full_date(match["day"]) or "") if match else ""
