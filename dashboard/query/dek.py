"""The words below a headline and a map: the days, the articles, what the sources differ in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.query.border import story_of
from dashboard.query.headline import APART, Headline
from dashboard.query.selection import Shown
from loaders import Article, Claim, Corpus
from loaders.compare.differences import Difference, Matter
from loaders.export.captions import caption, counted, day_label, sentence

_OUTLETS = 3
"""Outlets that are named at most."""
_DAYS = 4
"""Days that are named one by one at most."""
_DIFFER: dict[Matter, str] = {
    "day": "the day",
    "distance": "the distance",
    "datum": "its starting point",
    "lake": "the lake’s shares",
    "violence": "violence",
    "troops": "whose ground it was",
    "side": "whose ground it was",
    "land": "whose land it is",
    "first": "who fired first",
}
"""What sources differ in, in words; two wordings of one statement, a denial and a status are no
difference in substance."""


@dataclass(frozen=True, slots=True)
class DekPart:
    """Some words of the dek.

    Attributes
    ----------
    words
        The words.
    strong
        Whether they stand out.
    about
        The difference they name, which leads to the comparison, or ``all``; else "".
    fine
        Whether they are left out where there is little room.
    """

    words: str
    strong: bool = False
    about: str = ""
    fine: bool = False


Piece = tuple[DekPart, ...]
"""The words between two points of the dek."""


def dek(
    corpus: Corpus, head: Headline, differences: Sequence[Difference], concerned: str = ""
) -> list[Piece]:
    """Return the dek of a headline, in pieces.

    Parameters
    ----------
    corpus
        The articles of the story.
    head
        Their headline; if it is neutral, the dek says why.
    differences
        The differences between their claims.
    concerned
        How many of all articles are about the border, in words; "" where all of them are.
    """
    pieces: list[Piece] = []
    if concerned:
        pieces.append((DekPart(concerned, strong=True),))
    if head.reason:
        pieces.append((DekPart(head.reason),))
    days = advance_days(corpus)
    if head.reason == APART:
        days = []  # days of two events are no alternatives
    elif days:
        pieces.append((DekPart("Reported for "), DekPart(days_in(days), strong=True)))
    elif any(claim.topic == "advance" for _, claim in corpus.claims.values()):
        pieces.append((DekPart("Reported with no day stated"),))
    if head.place:
        pieces.append((DekPart(f"place named: {head.place}"),))
    if corpus.articles:
        pieces.append((DekPart(_articles(corpus.articles, days)),))
    differ = _differing(differences)
    return [*pieces, differ] if differ else pieces


def dates(corpus: Corpus) -> str:
    """Return the days that a story’s advance is reported for: “12 or 13 May 2021”, or ""."""
    return days_in(advance_days(corpus))


def view_caption(shown: Shown) -> str:
    """Return the caption of a view, which its map and every file of it carry.

    First the place and the days of the advance that the claims shown tell of, as far as they say
    and as their articles are about the border shown:
    “Qaragöl / Sev Lake, 12 or 13 May 2021. Schematic. …”
    """
    own = story_of(shown.index, shown.border.pair).by_id
    advances = (a for a in shown.drawn_advances if a.article_id in own)
    places = {a.place.label for a in advances if a.form == "zone" and a.place}
    days = days_in(_advance_days(e.claim for e in shown.entries if e.article.id in own))
    about = ", ".join([*(places if len(places) == 1 else ()), *([days] if days else ())])
    words = caption(shown.articles)
    return f"{sentence(about)}. {words}" if about else words


def advance_days(corpus: Corpus) -> list[str]:
    """Return the ISO days of the advances that the articles tell of and call neither false."""
    return _advance_days(claim for _, claim in corpus.claims.values())


def _advance_days(claims: Iterable[Claim]) -> list[str]:
    return sorted(
        {
            claim.event_date
            for claim in claims
            if claim.topic == "advance" and claim.status == "asserted" and claim.event_date
        }
    )


def days_in(days: Sequence[str]) -> str:
    """Return sorted ISO days in words, month and year once: “12 or 13 May 2021”."""
    if len(days) > _DAYS:
        return f"{len(days)} days from {_short(days[0], days[-1])} to {day_label(days[-1])}"
    if not days:
        return ""
    words = [_short(day, later) for day, later in pairwise(days)]
    last = day_label(days[-1])
    return f"{', '.join(words)} or {last}" if words else last


def _short(day: str, later: str) -> str:
    """Return a day without the month and year that it shares with a later one named after it."""
    number, month, year = day_label(day).split(" ")
    if day[:7] == later[:7]:
        return number
    return f"{number} {month}" if day[:4] == later[:4] else f"{number} {month} {year}"


def _articles(articles: Sequence[Article], days: Sequence[str]) -> str:
    """Return how many articles there are, of which days, by whom."""
    outlets = list(dict.fromkeys(a.publisher for a in articles if a.publisher))
    named = ", ".join(outlets[:_OUTLETS])
    if len(outlets) > _OUTLETS:
        named += f" and {len(outlets) - _OUTLETS:,} more"
    by = f" ({named})" if named else ""
    return f"{counted(len(articles), 'article')}{_published(articles, days)}{by}"


def _published(articles: Sequence[Article], days: Sequence[str]) -> str:
    """Return when articles were published, without a year that the days before it end with."""
    stated = [a.published for a in articles if a.published]
    if not stated:
        return ", no day of publication stated"
    first, last = min(stated), max(stated)
    when = day_label(last)
    if days and days[-1][:4] == first[:4] == last[:4]:
        when = when.rsplit(" ", 1)[0]
    without = len(articles) - len(stated)
    rest = f", {without:,} without a day" if without else ""
    if first != last:
        return f", {_short(first, last)} to {when}{rest}"
    many = {1: "", 2: ", both"}.get(len(articles), ", all") if not without else ","
    return f"{many} of {when}{rest}"


def _differing(differences: Sequence[Difference]) -> Piece:
    """Return what the sources differ in, each part naming its difference; empty for nothing."""
    found: dict[str, str] = {}
    for difference in differences:
        if difference.about in _DIFFER:
            found.setdefault(_DIFFER[difference.about], difference.about)
    if not found:
        return ()
    parts = [DekPart("sources differ", strong=True, about="all"), DekPart(" on ", fine=True)]
    for number, (words, about) in enumerate(found.items()):
        if number:
            parts.append(DekPart(" and " if number == len(found) - 1 else ", ", fine=True))
        alone = words == _DIFFER["datum"] and _DIFFER["distance"] not in found
        parts.append(DekPart("the starting point" if alone else words, about=about, fine=True))
    return tuple(parts)
