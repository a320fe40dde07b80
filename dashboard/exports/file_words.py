"""Words for files: what a view shows, as the sentence that each of them carries, and articles’ words in Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

from dashboard.html.wording import CLOCK_WORDS, TOPICS, party_label
from dashboard.query.selection import BOTH, Shown
from loaders.export.captions import day_label
from loaders.text.segment import fold_space

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&]|^[-+=]")
_NUMBERED = re.compile(r"^(\d+)([.)])")
"""What Markdown reads as markup, in a line and at its beginning."""
_NOT_ADDRESS = re.compile(r"[^\w.;/?:@!$&'()*+,=%#\[\]~-]")
"""What has no place in an address (RFC 3987): spaces, quotes, braces; each is markup in one format
or another."""


def filter_words(shown: Shown) -> str:
    """Return what of the articles a view shows, in a few sentences such as “Topics: Border”."""
    view = shown.view
    parts = [
        (
            f"{len(shown.entries):,} of {shown.total:,} claims, from {len(shown.articles):,} of"
            f" {len(shown.corpus.articles):,} articles"
        )
    ]
    if view.source:
        parts.append(f"Sources: {', '.join(view.source)}")
    if view.party:
        parts.append(f"Who speaks: {', '.join(party_label(party) for party in view.party)}")
    if view.voice:
        parts.append(
            "Only what both sides say" if view.voice == BOTH else f"Only the claims of {view.voice}"
        )
    if view.topic:
        parts.append(f"Topics: {', '.join(TOPICS[topic] for topic in view.topic)}")
    if view.q:
        parts.append(f"Words: {view.q}")
    if view.date_from or view.date_to:
        first, last = (day_label(day) if day else "" for day in (view.date_from, view.date_to))
        span = (
            f"{first} to {last}"
            if first and last
            else f"from {first}"
            if first
            else f"up to {last}"
        )
        parts.append(f"Days: {span}, by {CLOCK_WORDS[view.clock]}")
    if view.undated == "hide":
        parts.append(f"Claims that do not state {CLOCK_WORDS[view.clock]} are left out")
    if view.known:
        parts.append(
            f"Only what was {'published' if view.known_by else 'said'} by {day_label(view.known)}"
        )
    if view.reading:
        parts.append("One statement of the advance")
    return ". ".join(parts) + "."


def plain_markdown(words: str) -> str:
    """Return words as one line, with what Markdown would read as markup escaped."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", fold_space(words)))


def plain_address(address: str) -> str:
    """Return a web address with what may not stand in one percent-encoded."""
    return _NOT_ADDRESS.sub(lambda found: quote(found[0]), address)
