"""The claims of a view as Web Annotations (W3C, JSON-LD), which other annotation tools read."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from dashboard.exports.file_words import plain_address
from dashboard.html.wording import (
    STANCES,
    TOPICS,
    event_label,
    how_sure,
    relay_chain,
    side_of_claim,
)
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from loaders import Article
from loaders.documents.urls import is_web
from loaders.export.captions import day_label
from loaders.export.export_columns import Provenance
from loaders.text.segment import fold_space

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after a quote at most, as in the standard's examples. They stay in the
claim's sentence: no more of an article is given away than its claims rest on."""


def web_annotations(
    shown: Shown, about: Provenance, notes: Mapping[str, str], title: str = "Claimline"
) -> bytes:
    """Return the claims shown as a collection of annotations.

    Parameters
    ----------
    shown
        What the view shows.
    about
        What the file says of itself.
    notes
        The reader's own notes, by the claim's id.
    title
        The name of the page that made it.
    """
    name = f"urn:claimline:{about.data_version}"
    items = [_annotation(entry, notes.get(entry.claim.id, "")) for entry in shown.entries]
    collection: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": about.address or name,
        "type": "AnnotationCollection",
        "label": f"{about.filters} {about.caption} Data version {about.data_version}.",
        "generator": {"id": "urn:claimline", "type": "Software", "name": title},
        "rights": about.licences,
        "total": len(items),
        "first": {
            "id": f"{name}:page:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return f"{json.dumps(collection, ensure_ascii=False, indent=1)}\n".encode()


def _annotation(entry: Entry, note: str) -> dict[str, Any]:
    claim = entry.claim
    bodies: list[dict[str, str]] = [_body("describing", _described(entry))]
    bodies += [_body("tagging", tag) for tag in (claim.topic, claim.stance, claim.status)]
    if note:
        bodies.append(_body("commenting", note))
    return {
        "id": f"urn:claimline:claim:{claim.id}",
        "type": "Annotation",
        "motivation": ["describing", "commenting"] if note else "describing",
        "body": bodies,
        "target": _targets(entry),
    }


def _body(purpose: str, words: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words}


def _described(entry: Entry) -> str:
    """Return whose words they are, of what kind, and of which days."""
    article, claim = entry.article, entry.claim
    days = [
        f"event: {event_label(claim)}",
        f"said: {day_label(claim.statement_date)}",
        f"published: {day_label(article.published)}",
    ]
    kind = f"{STANCES.get(claim.stance, claim.stance)}, {TOPICS.get(claim.topic, claim.topic)}"
    who = f"{relay_chain(article, claim)} (for: {side_of_claim(claim)})"
    status = f"; {claim.status} in the article’s own words" if entry.struck else ""
    return "; ".join([who, *how_sure(claim), f"{kind}{status}", *days])


def _targets(entry: Entry) -> list[dict[str, Any]]:
    """Return where the words stand: on the web page, and in the text that was read.

    Positions count the characters of the text: on the web page they would point elsewhere.
    """
    article = entry.article
    start, end = article.file_span(entry.claim)
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    text = {
        "source": _digest(article),
        "selector": [_quote(entry, folded=False), position],
    }
    if not (article.url and is_web(article.url)):
        return [text]
    page = {
        "source": plain_address(article.url),
        "selector": _quote(entry, folded=True),
    }
    return [page, text]


def _quote(entry: Entry, *, folded: bool) -> dict[str, str]:
    """Return the claim's words, and those around them in its sentence."""
    article, claim = entry.article, entry.claim
    sentence = article.sentence_at(claim)
    before = article.text[max(sentence.start, claim.start - _AROUND) : claim.start]
    after = article.text[claim.end : max(claim.end, min(sentence.end, claim.end + _AROUND))]
    exact = article.text[claim.start : claim.end]
    if folded:
        exact = fold_space(exact)
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after}


def _digest(article: Article) -> str:
    """Return the article's hash as an address (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
