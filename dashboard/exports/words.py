"""Words for files: what a view shows, as the sentence that each of them carries, and articles’ words in Markdown."""

from __future__ import annotations

from dashboard.shown import BOTH, Shown
from dashboard.style import CLOCK_WORDS, TOPICS, day_label, party_label


def filter_words(shown: Shown) -> str:
    """Return what of the articles a view shows, in a few sentences such as “Topics: Border”."""
    view = shown.view
    parts = [f"{len(shown.entries):,} of {shown.total:,} claims, from {len(shown.articles):,} of {len(shown.corpus.articles):,} articles"]
    if view.source:
        parts.append(f"Sources: {', '.join(view.source)}")
    if view.party:
        parts.append(f"Who speaks: {', '.join(party_label(party) for party in view.party)}")
    if view.voice:
        parts.append("Only what both sides say" if view.voice == BOTH else f"Only the claims of {view.voice}")
    if view.topic:
        parts.append(f"Topics: {', '.join(TOPICS[topic] for topic in view.topic)}")
    if view.q:
        parts.append(f"Words: {view.q}")
    if view.date_from or view.date_to:
        first, last = (day_label(day) if day else "" for day in (view.date_from, view.date_to))
        span = f"{first} to {last}" if first and last else f"from {first}" if first else f"up to {last}"
        parts.append(f"Days: {span}, by {CLOCK_WORDS[view.clock]}")
    if view.undated == "hide":
        parts.append(f"Claims that do not state {CLOCK_WORDS[view.clock]} are left out")
    if view.known:
        parts.append(f"Only what was {'published' if view.known_by else 'said'} by {day_label(view.known)}")
    if view.reading:
        parts.append("One statement of the advance")
    return ". ".join(parts) + "."


def plain_markdown(words: str) -> str:
    """Return words with what Markdown would read as markup escaped."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else char for char in words)
