"""The words of a statement that answer what a difference is about."""

from __future__ import annotations

import re

from loaders.claims.distances import NOT_STATED, datum_words, qualified
from loaders.claims.event_dates import day_words
from loaders.claims.topics import negated_start, topic_words
from loaders.compare.differences import Position, Statement
from loaders.lexicon.tables import pattern_of
from loaders.model.records import Article, Claim, Span
from loaders.text.segment import trim

_ON = 30
"""Characters after “into” in which the place stands that it leads to: “into southern Armenia”."""
_STOP = re.compile(r"[,;.]\s|[,;.]$")
_LAND = re.compile(r"\s+(?:\w+\s+){1,2}?(?:territory|land|soil|country)\b")
"""What may follow “into”: “into its territory”."""
_BRACKET = re.compile(r"\([^)]*\)\s*")
_QUOTATION = re.compile(r"[“\"]([^“”\"]+?)[.,]?[”\"]")
_SHORTEST, _LONGEST = 12, 90
"""Characters of a quotation that carries a position: less is a word under suspicion, more is a
statement of its own."""
_REACH = 70
"""Characters after a verb of crossing in which the ground that is crossed into is named."""
_GROUND_STOP = re.compile(r"[.;:!?] |[“”\"„«»]")
"""Where the words for a ground end: a clause, and a quotation."""


def answer_words(about: str, position: Position, statement: Statement) -> list[Span]:
    """Return the words that carry a statement’s position, none if no word near it does.

    Parameters
    ----------
    about
        What the difference is about.
    position
        The position that the statement takes.
    statement
        The statement.
    """
    claim = statement.claim
    whole = Span(claim.start, claim.end)
    if about == "day":
        return _day(statement, position.value)
    if about in {"distance", "datum"}:
        return _figure(about, statement)
    if about == "lake":
        return [_to_comma(statement.article.text, statement.words, claim.end)]
    if about == "violence":
        return _acts(statement.article, claim) or [whole]
    denies = about == "denial" and position.value.endswith(" denies")
    if about in {"troops", "side", "denial"} and not denies:
        return _ground(statement.article, claim) or _quoted(statement.article, claim) or [whole]
    return [whole]


def _day(statement: Statement, day: str) -> list[Span]:
    article, claim = statement.article, statement.claim
    if not day:
        return []
    found = day_words(article, claim, day)
    if found is None or not article.sentence_at(claim).contains(found):
        return []
    return [Span(found.start, found.end)]


def _figure(about: str, statement: Statement) -> list[Span]:
    """Return the words of a distance, or of its starting point."""
    article, claim = statement.article, statement.claim
    distance = next(
        (d for d in article.distances if d.start == statement.words.start and claim.contains(d)),
        None,
    )
    if distance is None:
        return [statement.words]
    if about == "distance":
        return [qualified(article.text, distance)]
    if distance.datum == NOT_STATED:
        return []
    found = datum_words(article.text, article.sentence_at(distance), distance)
    if found is None:
        return [Span(distance.start, distance.end)]
    bracket = _BRACKET.match(article.text, found.start)
    start = bracket.end() if bracket else found.start
    found = Span(start, found.end)
    if land := _LAND.match(article.text, found.end):
        return [Span(found.start, land.end())]
    named = next((m for m in article.places if found.end <= m.start <= found.end + _ON), None)
    leads = re.search(r"(?:into|inside|within)$", article.text[found.start : found.end])
    if named and leads and "." not in article.text[found.end : named.start]:
        return [Span(found.start, named.end)]
    return [found]


def _acts(article: Article, claim: Span) -> list[Span]:
    """Return the violent acts that a claim names, each with the “no” before it."""
    words = article.text[claim.start : claim.end]
    found = []
    for act in pattern_of("violent_act").finditer(words):
        start = negated_start(words[: act.start()])
        found.append(Span(claim.start + start, claim.start + act.end()))
    return found


def _to_comma(text: str, span: Span, end: int) -> Span:
    """Return a span with the words after it, to the next comma or full stop or the end."""
    stop = _STOP.search(text, span.end, end)
    return trim(text, span.start, stop.start() if stop else end)


def _ground(article: Article, claim: Claim) -> list[Span]:
    """Return the words of a claim that say whose land it was, or else that troops went forward.

    Of several words for going forward the longest says most: “crossed the border”, not “advanced”.
    """
    ground = own_ground(article, claim) or crossed_ground(article, claim)
    if ground:
        return [ground]
    words = article.text[claim.start : claim.end]
    longest = max(topic_words(words, "advance"), key=lambda m: m.end() - m.start(), default=None)
    if longest is None:
        return []
    return [trim(article.text, claim.start + longest.start(), claim.start + longest.end())]


def own_ground(article: Article, claim: Claim) -> Span | None:
    """Return the words in which a claim's speakers stand on their own land, or None.

    Where they stand in a short quotation, they are all of it.
    """
    own = pattern_of("own_land").search(article.text, claim.start, claim.end)
    if own is None:
        return None
    words = Span(own.start(), own.end())
    return next((q for q in _quoted(article, claim) if q.contains(words)), words)


def crossed_ground(article: Article, claim: Claim) -> Span | None:
    """Return the words in which troops went forward and onto whose ground, or None."""
    for crossing in pattern_of("crossing").finditer(article.text, claim.start, claim.end):
        end = _ground_end(article, claim, crossing.end())
        if end:
            return Span(crossing.start(), end)
    return None


def _ground_end(article: Article, claim: Claim, start: int) -> int:
    """Return where the ground ends that is named soon after a verb of crossing; 0 without any."""
    text, last = article.text, min(claim.end, start + _REACH)
    stop = _GROUND_STOP.search(text, start, last)
    last = stop.start() if stop else last
    ends = [m.end() for m in pattern_of("ground_word").finditer(text, start, last)]
    ends += [
        m.end
        for m in article.places
        if start <= m.start and m.end <= last and m.role in {"literal", "modifier", "adjectival"}
    ]
    return max(ends, default=0)


def _quoted(article: Article, claim: Span) -> list[Span]:
    """Return the short quotations within a claim that is not itself one, without their marks."""
    words = article.text[claim.start : claim.end]
    if _QUOTATION.fullmatch(words):
        return []
    return [
        Span(claim.start + m.start(1), claim.start + m.end(1))
        for m in _QUOTATION.finditer(words)
        if _SHORTEST <= len(m[1]) <= _LONGEST
    ]
