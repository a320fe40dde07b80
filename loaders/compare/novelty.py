"""What a further article adds to a corpus: what it repeats, contradicts and adds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from loaders.compare.compared import one_story
from loaders.compare.relations import find_relations
from loaders.model.records import Article, Claim, Corpus, Mention, Relation

_REPEATS = frozenset({"same statement", "rounded figure"})
"""Relations of a claim that repeats another."""
_NO_CONFLICT = frozenset({"silent on"})
"""Relations that are neither a repetition nor a contradiction."""


@dataclass(frozen=True, slots=True)
class Related:
    """A claim of the new article, with its relations to claims of the others."""

    claim: Claim
    relations: tuple[tuple[Relation, Article, Claim], ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What an article adds; a claim may both repeat one and contradict another.

    Attributes
    ----------
    repeats
        Claims that another article has in the same or other words, or with a figure that may be the
        same one rounded.
    contradicts
        Claims that deny another, or give another figure, day, starting point or share. Nothing says
        who is right.
    adds
        The other claims.
    new_places
        The first literal mention of each place that no other article names.
    """

    repeats: tuple[Related, ...]
    contradicts: tuple[Related, ...]
    adds: tuple[Claim, ...]
    new_places: tuple[Mention, ...]


def what_it_adds(article: Article, corpus: Corpus, gazetteer: Gazetteer) -> Addition:
    """Return what an article adds to a corpus that does not hold it.

    Only articles that may be about the same incident (published within two weeks) are compared.
    """
    near = [
        other
        for other in corpus.articles
        if other.id != article.id and one_story(article.published, other.published)
    ]
    both = Corpus((*near, article))
    own = {claim.id: claim for claim in article.claims}
    related: dict[str, list[tuple[Relation, Article, Claim]]] = defaultdict(list)
    for relation in find_relations(both, gazetteer):
        if (relation.a in own) == (relation.b in own):
            continue
        mine, other = (relation.a, relation.b) if relation.a in own else (relation.b, relation.a)
        related[mine].append((relation, *both.claims[other]))
    repeats, contradicts, adds = [], [], []
    for claim in article.claims:
        own_related = related[claim.id]
        same = tuple(r for r in own_related if r[0].relation in _REPEATS)
        against = tuple(r for r in own_related if r[0].relation not in _REPEATS | _NO_CONFLICT)
        if same:
            repeats.append(Related(claim, same))
        if against:
            contradicts.append(Related(claim, against))
        if not (same or against):
            adds.append(claim)
    known = {
        m.place_id
        for other in corpus.articles
        if other.id != article.id
        for m in other.places
        if m.role == "literal"
    }
    places: dict[str, Mention] = {}
    for mention in article.places:
        if mention.role == "literal" and mention.place_id and mention.place_id not in known:
            places.setdefault(mention.place_id, mention)
    return Addition(tuple(repeats), tuple(contradicts), tuple(adds), tuple(places.values()))
