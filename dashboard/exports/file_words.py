"""Words for exported files: the filters of a view, and text and addresses safe in Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

from dashboard.html.wording import CLOCK_WORDS, TOPICS, area_words, party_label
from dashboard.query.selection import AGREED, DISPUTED, Shown
from dashboard.view.view import View
from loaders.export.captions import day_label
from loaders.text.segment import fold_space

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&]|^[-+=]")
_NUMBERED = re.compile(r"^(\d+)([.)])")
"""What Markdown reads as markup: characters of a line, and a number that begins one."""
_NOT_ADDRESS = re.compile(r"[^\w.;/?:@!$&'()*+,=%#\[\]~-]")
"""Characters that an address may not hold (RFC 3987), such as spaces, quotes and braces: each is
markup in one format or another."""


def filter_words(shown: Shown) -> str:
    """Return the filters of a view in short sentences such as “Topics: Border.”."""
    view = shown.view
    claims = f"{len(shown.entries):,} of {shown.total:,} claims"
    parts = [
        f"{claims}, from {len(shown.articles):,} of {len(shown.corpus.articles):,} articles",
    ]
    if view.source:
        parts.append(f"Sources: {', '.join(view.source)}")
    if view.party:
        parts.append(f"Who speaks: {', '.join(party_label(party) for party in view.party)}")
    if view.voice:
        voices = {AGREED: "what both sides say", DISPUTED: "what one side denies the other"}
        parts.append(f"Brought out: {voices.get(view.voice, f'the claims of {view.voice}')}")
    parts += _what_and_where(view)
    if view.undated == "hide":
        parts.append(f"Claims that do not state {CLOCK_WORDS[view.clock]} are left out")
    if view.known:
        parts.append(
            f"Only what was {'published' if view.known_by else 'said'} by {day_label(view.known)}"
        )
    if view.reading:
        parts.append("One statement of the advance")
    return ". ".join(parts) + "."


def _what_and_where(view: View) -> list[str]:
    """Return the filters by topic, words, place and day, in words."""
    parts: list[str] = []
    if view.topic:
        parts.append(f"Topics: {', '.join(TOPICS[topic] for topic in view.topic)}")
    if view.q:
        parts.append(f"Words: {view.q}")
    if view.within:
        parts.append(f"Only what names a place {area_words(view.within)}")
    if view.date_from or view.date_to:
        parts.append(f"Days: {_span(view)}, by {CLOCK_WORDS[view.clock]}")
    return parts


def _span(view: View) -> str:
    """Return the days of a view in words; one of them at least is given."""
    first, last = (day_label(day) if day else "" for day in (view.date_from, view.date_to))
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"up to {last}"


def plain_markdown(words: str) -> str:
    """Return words as one line of Markdown, with everything escaped that would be markup."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", fold_space(words)))


def plain_address(address: str) -> str:
    """Return a web address, percent-encoded where it holds what an address may not hold."""
    return _NOT_ADDRESS.sub(lambda match: quote(match[0]), address)
