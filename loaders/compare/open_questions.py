"""What is not stated.

Questions built from the fields that stayed empty in the claims. Each names the claims that leave it
open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from loaders.claims.advances import BORDER
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import Advance, Article, Claim, Span
from loaders.text.segment import fold_space

_YEAR_OR_SCALE = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)s?\b|\b1\s?:\s?\d")
_NAMED_MAP = 60
"""How far from the word “map”, in characters, its year, scale or maker may stand."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something the claims leave open.

    Attributes
    ----------
    question
        What no claim states, in words.
    field
        The field of the records that stayed empty.
    asked_of
        The claims that leave it open, with the characters that raise the question.
    """

    question: str
    field: str
    asked_of: tuple[tuple[Article, Claim, Span], ...]


Raised = tuple[Article, Claim, Span]


def find_open_questions(told: Iterable[tuple[Article, Claim]]) -> list[OpenQuestion]:
    """Return the questions that the claims raise.

    Each of what the claims named with it leave empty.
    """
    claims = list(told)
    ids = {claim.id for _, claim in claims}
    articles = {article.id: article for article, _ in claims}
    advances = [
        (article, r)
        for article in articles.values()
        for r in article.advances
        if r.claim.id in ids and not r.withheld
    ]
    rules: tuple[tuple[str, str, Callable[[], Iterator[Raised]]], ...] = (
        (
            "How long was the stretch of border that was crossed?",
            "extent along the border",
            lambda: _advances(advances, lambda _: True),
        ),
        (
            "Where were the positions the distance is measured from?",
            "datum, other than the border",
            lambda: _advances(advances, lambda r: r.distance.datum not in {BORDER, "not stated"}),
        ),
        (
            "From where is this distance measured?",
            "datum",
            lambda: _advances(advances, lambda r: r.distance.datum == "not stated"),
        ),
        (
            "At which place of the border was it?",
            "place of an advance measured from the border",
            lambda: _advances(advances, lambda r: r.distance.datum == BORDER and r.place is None),
        ),
        ("Which map is meant?", "name, year or scale of a map", lambda: _maps(claims)),
        ("Who, by name, said so?", "name of the speaker", lambda: _unnamed(claims)),
    )
    found = []
    for question, empty, ask in rules:
        raised = tuple(ask())
        if raised:
            found.append(OpenQuestion(question, empty, raised))
    return found


def _advances(
    advances: Iterable[tuple[Article, Advance]], wanted: Callable[[Advance], bool]
) -> Iterator[Raised]:
    return ((article, r.claim, r.distance) for article, r in advances if wanted(r))


def _maps(claims: Iterable[tuple[Article, Claim]]) -> Iterator[Raised]:
    """Yield the claims that appeal to a map without a year, a scale or a maker beside the word."""
    for article, claim in claims:
        for match in pattern_of("map_word").finditer(article.text, claim.start, claim.end):
            around = article.text[
                max(claim.start, match.start() - _NAMED_MAP) : min(
                    claim.end, match.end() + _NAMED_MAP
                )
            ]
            if not pattern_of("map_maker").search(around) and not _YEAR_OR_SCALE.search(around):
                yield article, claim, Span(*match.span())
                break


def _unnamed(claims: Iterable[tuple[Article, Claim]]) -> Iterator[Raised]:
    """Yield the claims of speakers without a name: reports, officials, “many analysts”."""
    for article, claim in claims:
        if claim.speaker_start is None or claim.speaker_end is None:
            continue
        words = fold_space(article.text[claim.speaker_start : claim.speaker_end])
        if claim.party in {"local report", "unattributed", "media"} or words.split()[
            0
        ].lower() in words_of("indefinite"):
            yield article, claim, Span(claim.speaker_start, claim.speaker_end)
