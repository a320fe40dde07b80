"""What a further article adds to some articles.

Which of its claims they hold already, which they go against, which places are new.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from loaders.compare.compared import one_story
from loaders.compare.relations import find_relations
from loaders.model.records import Article, Claim, Corpus, Mention, Relation

_REPEATS = frozenset({"same statement", "rounded figure"})
_NO_CONFLICT = frozenset({"silent on"})


@dataclass(frozen=True, slots=True)
class Related:
    """A claim of the new article, and how claims of the others stand to it."""

    claim: Claim
    relations: tuple[tuple[Relation, Article, Claim], ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What an article adds. A claim that repeats one and goes against another is in both lists.

    Attributes
    ----------
    repeats
        Claims that another article has in these or other words, or with a figure that may be the
        same one rounded.
    contradicts
        Claims that deny another, or give another figure, day, starting point or share. Never who is
        right.
    adds
        The others.
    new_places
        The first mention of each place on the ground that no other article names.
    """

    repeats: tuple[Related, ...]
    contradicts: tuple[Related, ...]
    adds: tuple[Claim, ...]
    new_places: tuple[Mention, ...]


def what_it_adds(article: Article, corpus: Corpus, gazetteer: Gazetteer) -> Addition:
    """Return what an article adds to a corpus that does not hold it.

    Only articles that may tell of one incident with it (published within two weeks) are compared.
    """
    near = [
        other
        for other in corpus.articles
        if other.id != article.id and one_story(article.published, other.published)
    ]
    both = Corpus((*near, article))
    own = {claim.id: claim for claim in article.claims}
    found: dict[str, list[tuple[Relation, Article, Claim]]] = defaultdict(list)
    for relation in find_relations(both, gazetteer):
        if (relation.a in own) == (relation.b in own):
            continue
        mine, other = (relation.a, relation.b) if relation.a in own else (relation.b, relation.a)
        found[mine].append((relation, *both.claims[other]))
    repeats, contradicts, adds = [], [], []
    for claim in article.claims:
        same = tuple(r for r in found[claim.id] if r[0].relation in _REPEATS)
        against = tuple(r for r in found[claim.id] if r[0].relation not in _REPEATS | _NO_CONFLICT)
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
