"""The articles of a view as a bibliography: BibTeX, and CSL-JSON for reference managers."""

from __future__ import annotations

import json
from typing import Any

from dashboard.exports.citation import escape_bibtex
from dashboard.exports.file_words import plain_address
from dashboard.query.selection import Shown
from loaders import Article
from loaders.documents.urls import is_web
from loaders.export.captions import counted
from loaders.export.export_columns import Provenance
from loaders.text.segment import fold_space


def bibtex(shown: Shown, about: Provenance) -> bytes:
    """Return the articles shown as BibTeX, in which the outlet is the author.

    Parameters
    ----------
    shown
        What the view shows.
    about
        What the file says of itself.
    """
    # a text outside an entry is a comment, in which "@" alone would begin one
    told = " ".join([about.caption, about.filters, f"Data version {about.data_version}."])
    head = f"{told} {plain_address(about.address)}".strip().replace("@", "(at)")
    entries = [_entry(article, shown) for article in shown.articles]
    return "\n\n".join([head, *entries, ""]).encode()


def _entry(article: Article, shown: Shown) -> str:
    fields = {
        "title": f"{{{escape_bibtex(fold_space(article.title))}}}",
        "author": f"{{{escape_bibtex(fold_space(article.publisher))}}}",
        "date": article.published or "",
        "year": (article.published or "")[:4],
        "url": _web(article),
        "note": escape_bibtex(_note(article, shown)),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{article.id},\n{body}}}"


def csl_json(shown: Shown) -> bytes:
    """Return the articles shown as CSL-JSON."""
    items = [_item(article, shown) for article in shown.articles]
    return f"{json.dumps(items, ensure_ascii=False, indent=1)}\n".encode()


def _item(article: Article, shown: Shown) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": fold_space(article.title),
        "container-title": fold_space(article.publisher),
        "note": _note(article, shown),
    }
    if article.language:
        item["language"] = article.language
    if article.published:
        parts = [int(part) for part in article.published.split("-")]
        item["issued"] = {"date-parts": [parts]}
    if address := _web(article):
        item["URL"] = address
    return item


def _web(article: Article) -> str:
    """Return the article's address, percent-encoded, or ""."""
    return plain_address(article.url) if article.url and is_web(article.url) else ""


def _note(article: Article, shown: Shown) -> str:
    count = counted(sum(e.article is article for e in shown.entries), "claim")
    agencies = f"Agencies: {', '.join(article.agencies)}. " if article.agencies else ""
    return fold_space(f"{agencies}{count} in this view. sha256 {article.sha256}")
