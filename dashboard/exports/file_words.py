"""Words for exported files: the filters of a view, and text and addresses safe in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from dashboard.html.wording import CLOCK_WORDS, TOPICS, area_words, party_label, relay_chain
from dashboard.query.border import story_of
from dashboard.query.headline import headline
from dashboard.query.index import Entry
from dashboard.query.selection import AGREED, DISPUTED, Shown
from dashboard.view.view import View
from loaders import Relation
from loaders.export.captions import day_label
from loaders.text.segment import fold_space

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&]|^[-+=]")
_NUMBERED = re.compile(r"^(\d+)([.)])")
"""What Markdown reads as markup: characters of a line, and a number that begins one."""
_MOST_LISTED = 40
"""Days, or outlets, that a line of a picture names at most."""
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
    if view.day_filter:
        fate = "left out" if view.hides_undated else "shown too"
        parts.append(f"Claims that do not state {CLOCK_WORDS[view.clock]} are {fate}")
    if view.known:
        parts.append(
            f"Only what was {'published' if view.known_by else 'said'} by {day_label(view.known)}"
        )
    if view.reading:
        parts.append("One statement of the advance")
    return ". ".join(parts) + "."


def view_title(shown: Shown, relations: Sequence[Relation]) -> str:
    """Return the headline of a view; a neutral one where the headline's claims are filtered out."""
    border, places = shown.border, shown.places
    story = story_of(shown.index, border.pair)
    found = headline(story, border, relations, places)
    if all(not one.claim or one.claim in shown.by_claim for one in found.lines):
        return found.plain
    return headline(replace(story, articles=shown.articles), border, None, places).plain


def days_and_outlets(shown: Shown) -> list[str]:
    """Return the event days that the claims shown report, and the outlets, in words."""
    counts = Counter(entry.claim.event_date for entry in shown.entries)
    without = counts.pop(None, 0)
    days = [f"{day_label(day)} ({counts[day]:,})" for day in sorted(filter(None, counts))]
    stated = _listed(days) if days else "none"
    lines = []
    if shown.entries:
        lines.append(f"Event days reported (claims): {stated}. With no day: {without:,}.")
    published = dict.fromkeys(
        f"{fold_space(article.publisher)},"
        f" {day_label(article.published) if article.published else 'no date'}"
        for article in shown.articles
    )
    if published:
        lines.append(f"Articles of: {_listed(list(published))}.")
    return lines


def _listed(words: Sequence[str]) -> str:
    """Return words in a row; of very many the first, and how many more there are."""
    more = len(words) - _MOST_LISTED
    return "; ".join(words[:_MOST_LISTED]) + (f"; and {more:,} more" if more > 0 else "")


def quote_words(shown: Shown) -> dict[str, tuple[str, str]]:
    """Return the claims' words, and who said them where and when, by the claim's id."""
    return {entry.claim.id: (entry.quote, _source(entry)) for entry in shown.entries}


def _source(entry: Entry) -> str:
    article = entry.article
    day = day_label(article.published) if article.published else "no date"
    struck = f"; {entry.claim.status} in the article’s own words" if entry.struck else ""
    return f"{relay_chain(article, entry.claim)}, {day}{struck}"


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
