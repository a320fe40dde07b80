"""How many articles, speakers and parties make some claims, in words."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.query.index import Entry
from loaders.export.captions import counted


def speaker_counts(entries: Iterable[Entry]) -> str:
    """Return how many articles, speakers and parties some claims have, in words.

    An example is “2 articles, 3 speakers, 1 party”.
    """
    group = list(entries)
    articles = len({entry.article.id for entry in group})
    speakers = len({(entry.claim.voice, entry.claim.who) for entry in group})
    parties = len({entry.claim.voice for entry in group})
    return count_words(articles, speakers, parties)


def count_words(articles: int, speakers: int, parties: int) -> str:
    """Return numbers of articles, speakers and parties in words."""
    return (
        f"{counted(articles, 'article')}, {counted(speakers, 'speaker')},"
        f" {counted(parties, 'party', 'parties')}"
    )
