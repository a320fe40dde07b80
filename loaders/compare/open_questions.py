"""Open questions: what claims do not state, by the fields of their records that are empty.

Each question names the claims that leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from loaders.claims.advances import BORDER
from loaders.claims.distances import NOT_STATED
from loaders.lexicon.tables import pattern_of, words_of
from loaders.model.records import Advance, Article, Claim, Span
from loaders.text.segment import fold_space

_YEAR_OR_SCALE = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)s?\b|\b1\s?:\s?\d")
_NAMED_MAP = 60
"""Characters before and after the word “map” in which its year, scale or maker stands."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something the claims leave open.

    Attributes
    ----------
    question
        The question.
    field
        The field of the records that is empty.
    asked_of
        The claims that leave it open, with the characters that raise the question.
    """

    question: str
    field: str
    asked_of: tuple[tuple[Article, Claim, Span], ...]


Raised = tuple[Article, Claim, Span]


def find_open_questions(shown: Iterable[tuple[Article, Claim]]) -> list[OpenQuestion]:
    """Return the questions that some claims leave open."""
    claims = list(shown)
    ids = {claim.id for _, claim in claims}
    articles = {article.id: article for article, _ in claims}
    advances = [
        (article, advance)
        for article in articles.values()
        for advance in article.advances
        if advance.claim.id in ids and not advance.withheld
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
            lambda: _advances(advances, lambda r: r.distance.datum not in {BORDER, NOT_STATED}),
        ),
        (
            "From where is this distance measured?",
            "datum",
            lambda: _advances(advances, lambda r: r.distance.datum == NOT_STATED),
        ),
        (
            "At which place of the border was it?",
            "place of an advance measured from the border",
            lambda: _advances(advances, lambda r: r.distance.datum == BORDER and r.place is None),
        ),
        ("Which map is meant?", "name, year or scale of a map", lambda: _maps(claims)),
        ("Who, by name, said so?", "name of the speaker", lambda: _unnamed(claims)),
    )
    asked = ((question, empty, tuple(ask())) for question, empty, ask in rules)
    return [OpenQuestion(question, empty, raised) for question, empty, raised in asked if raised]


def _advances(
    advances: Iterable[tuple[Article, Advance]], wanted: Callable[[Advance], bool]
) -> Iterator[Raised]:
    return ((article, r.claim, r.distance) for article, r in advances if wanted(r))


def _maps(claims: Iterable[tuple[Article, Claim]]) -> Iterator[Raised]:
    """Yield the claims that refer to a map without its year, scale or maker."""
    for article, claim in claims:
        for match in pattern_of("map_word").finditer(article.text, claim.start, claim.end):
            first = max(claim.start, match.start() - _NAMED_MAP)
            around = article.text[first : min(claim.end, match.end() + _NAMED_MAP)]
            if not pattern_of("map_maker").search(around) and not _YEAR_OR_SCALE.search(around):
                yield article, claim, Span(*match.span())
                break


def _unnamed(claims: Iterable[tuple[Article, Claim]]) -> Iterator[Raised]:
    """Yield the claims of speakers without a name, such as local reports or “many analysts”."""
    for article, claim in claims:
        if claim.speaker_start is None or claim.speaker_end is None:
            continue
        words = fold_space(article.text[claim.speaker_start : claim.speaker_end])
        indefinite = words.split()[0].lower() in words_of("indefinite")
        if indefinite or claim.voice in {"local report", "unattributed", "media"}:
            yield article, claim, Span(claim.speaker_start, claim.speaker_end)
