"""The differences between claims: the positions on one matter, side by side.

They are made from the relations between claims, and none is resolved. Each position holds the
statements that take it, each with its own characters of an article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.claims.event_dates import day_words
from loaders.compare.compared import one_story, stated_advances
from loaders.model.records import NARRATOR, About, Article, Claim, Corpus, Relation, Span
from loaders.text.segment import fold_space

Matter = About | Literal["status"]
"""What a difference is about; ``status`` if only the article itself disagrees with a claim."""
ORDER: tuple[About, ...] = (
    "day",
    "distance",
    "datum",
    "lake",
    "violence",
    "troops",
    "side",
    "land",
    "first",
    "denial",
    "wording",
)
"""The order of the differences."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The words that take a position.

    Attributes
    ----------
    article
        The article.
    claim
        The claim the words belong to, or are about (if the article calls it debunked or retracted).
    words
        The characters that carry the position: a distance, a day, or the whole claim.
    speaker, party
        Whose words they are.
    """

    article: Article
    claim: Claim
    words: Span
    speaker: str
    party: str


@dataclass(frozen=True, slots=True)
class Position:
    """A position, and the statements that take it.

    ``value`` is what it says: an ISO day (empty for none), a distance in words, a starting point,
    an article's words for a share, a party, or an outlet.
    """

    value: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Positions that differ, and the relations between their claims."""

    about: Matter
    positions: tuple[Position, ...]
    relations: tuple[Relation, ...]

    @property
    def id(self) -> str:
        """An id made of the denying claim's, or else of the first claim's."""
        first = self.positions[0].statements[0].claim.id
        if self.about == "denial" and self.relations:
            first = self.relations[0].a
        return f"{self.about}-{first}"

    def of(self, shown: Collection[str]) -> Difference | None:
        """Return the difference between some claims (ids) only.

        None if fewer than two positions are left.
        """
        positions = [
            Position(position.value, statements)
            for position in self.positions
            if (statements := tuple(s for s in position.statements if s.claim.id in shown))
        ]
        if len(positions) <= 1:  # one position alone differs from nothing
            return None
        relations = tuple(r for r in self.relations if r.a in shown and r.b in shown)
        return Difference(self.about, tuple(positions), relations)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The types and reasons of the relations, each once."""
        return list(dict.fromkeys((r.relation, r.reason) for r in self.relations))


Reader = Callable[[Article, Claim], Iterator[tuple[str, Span]]]
"""A function that yields the positions of a claim: the value, and the characters that carry it."""


def find_differences(corpus: Corpus, relations: Iterable[Relation]) -> list[Difference]:
    """Return the differences between the claims of a corpus.

    They are sorted by what they are about, then in the articles' order.

    Parameters
    ----------
    corpus
        The articles; relations to claims outside it are ignored.
    relations
        As ``loaders.compare.relations.find_relations`` gives them.
    """
    claims = corpus.claims
    rank = {claim_id: number for number, claim_id in enumerate(claims)}
    by_about: dict[About, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.a in claims and relation.b in claims:
            by_about[relation.about].append(relation)
    differences: list[Difference] = []
    for about in ORDER:
        groups = _groups(by_about[about], about, claims)
        for group in sorted(groups, key=lambda g: min(rank[r.a] for r in g)):
            members = sorted({i for r in group for i in (r.a, r.b)}, key=rank.__getitem__)
            compared = [claims[i] for i in members]
            positions = _positions(compared, _reader(about, group))
            if about == "violence":
                positions += _by_status(compared)
            if about == "day":
                positions.sort(key=lambda position: (not position.value, position.value))
            if len(positions) > 1:
                differences.append(Difference(about, tuple(positions), tuple(group)))
    return [*differences, *_only_of_status(claims.values(), differences)]


def _groups(
    relations: Sequence[Relation], about: About, claims: Mapping[str, tuple[Article, Claim]]
) -> list[list[Relation]]:
    """Return the relations in groups: those of one story that share claims.

    Denials of two parties are never in one group.
    """
    if about == "denial":
        denials: dict[str, list[Relation]] = defaultdict(list)
        for relation in relations:
            denials[claims[relation.a][1].voice].append(relation)
        return [group for own in denials.values() for group in _connected(own)]
    return [group for story in _stories(relations, claims) for group in _connected(story)]


def _stories(
    relations: Iterable[Relation], claims: Mapping[str, tuple[Article, Claim]]
) -> list[list[Relation]]:
    """Return the relations by story.

    A story begins with its earliest article and ends two weeks later. Relations between claims of
    articles without a day are a story of their own, so that they join no two others.
    """
    days = {
        r: sorted(day for i in (r.a, r.b) if (day := claims[i][0].published)) for r in relations
    }
    stories: dict[str, list[Relation]] = {}
    for relation in sorted(days, key=days.__getitem__):
        published = days[relation]
        start = next(
            (s for s in stories if s and published and all(one_story(s, d) for d in published)),
            published[0] if published else "",
        )
        stories.setdefault(start, []).append(relation)
    return list(stories.values())


def _connected(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Return the relations in groups that share claims, directly or through others (union-find)."""
    leader: dict[str, str] = {}

    def find(claim_id: str) -> str:
        while leader.setdefault(claim_id, claim_id) != claim_id:
            leader[claim_id] = claim_id = leader[leader[claim_id]]
        return claim_id

    for relation in relations:
        leader[find(relation.a)] = find(relation.b)
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        groups[find(relation.a)].append(relation)
    return list(groups.values())


def _reader(about: About, group: Sequence[Relation]) -> Reader:
    """Return the function that reads a claim's position on a matter."""
    if about == "day":
        return _day
    if about == "distance":
        return lambda article, claim: ((d.label, d) for d in stated_advances(article, claim))
    if about == "datum":
        return lambda article, claim: ((d.datum, d) for d in stated_advances(article, claim))
    if about == "lake":
        return _shares
    if about == "wording":
        return lambda article, claim: iter([(f"{claim.who}, {article.publisher}", claim)])
    denials = {relation.a for relation in group} if about == "denial" else set()
    return lambda _, claim: iter(
        [(f"{claim.voice} denies" if claim.id in denials else claim.voice, claim)]
    )


def _day(article: Article, claim: Claim) -> Iterator[tuple[str, Span]]:
    words = day_words(article, claim, claim.event_date)
    yield claim.event_date or "", words if words and words.overlaps(claim) else claim


def _shares(article: Article, claim: Claim) -> Iterator[tuple[str, Span]]:
    for share in article.shares:
        if share.claim.id == claim.id:
            yield fold_space(article.text[share.start : share.end]), share


def _positions(claims: Sequence[tuple[Article, Claim]], read: Reader) -> list[Position]:
    """Return the positions of the claims in text order, each with its statements."""
    statements: dict[str, list[Statement]] = {}
    for article, claim in claims:
        for value, words in read(article, claim):
            statements.setdefault(value, []).append(
                Statement(article, claim, Span(words.start, words.end), claim.who, claim.voice)
            )
    return [Position(value, tuple(group)) for value, group in statements.items()]


def _by_status(claims: Iterable[tuple[Article, Claim]]) -> list[Position]:
    """Return the positions of articles that call a claim debunked or retracted."""
    statements: dict[str, list[Statement]] = {}
    for article, claim in claims:
        if claim.status_span is not None:
            statement = Statement(article, claim, claim.status_span, article.publisher, NARRATOR)
            statements.setdefault(f"{claim.status}, in the article’s own words", []).append(
                statement
            )
    return [Position(value, tuple(group)) for value, group in statements.items()]


def _only_of_status(
    claims: Iterable[tuple[Article, Claim]], differences: Sequence[Difference]
) -> Iterator[Difference]:
    """Yield a difference for each debunked or retracted claim that is in none yet."""
    listed = {
        statement.claim.id
        for d in differences
        if d.about == "violence"
        for p in d.positions
        for statement in p.statements
    }
    for article, claim in claims:
        if claim.status_span is not None and claim.id not in listed:
            positions = [
                *_positions([(article, claim)], lambda _, c: iter([(c.voice, c)])),
                *_by_status([(article, claim)]),
            ]
            yield Difference("status", tuple(positions), ())
