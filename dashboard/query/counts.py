"""How many voices stand behind something.

Articles, speakers, parties, from the speakers the texts give.
"""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.query.index import Entry


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 article”, “3 parties”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def voices(entries: Iterable[Entry]) -> str:
    """Return in words how many articles, speakers and parties make claims.

    “2 articles, 3 speakers, 1 party”.
    """
    group = list(entries)
    articles = len({entry.article.id for entry in group})
    speakers = len({(entry.claim.party, entry.claim.speaker) for entry in group})
    parties = len({entry.claim.party for entry in group})
    return voice_words(articles, speakers, parties)


def voice_words(articles: int, speakers: int, parties: int) -> str:
    """Return numbers of articles, speakers and parties in words."""
    return (
        f"{counted(articles, 'article')}, {counted(speakers, 'speaker')},"
        f" {counted(parties, 'party', 'parties')}"
    )
