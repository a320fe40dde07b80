"""The two sides of a border line: which parties they are, and what both say."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.borders import BorderLine
from loaders import Corpus, Relation
from loaders.lexicon.tables import parties


def sides(line: BorderLine) -> dict[str, str]:
    """Return the party on each hand of a border line: {"left": …, "right": …}."""
    hands = {"left": line.left, "right": line.right}
    found = {
        hand: next((name for name, party in parties().items() if code in party.countries), "")
        for hand, code in hands.items()
    }
    return {hand: party for hand, party in found.items() if party}


def agreed(corpus: Corpus, relations: Sequence[Relation], line: BorderLine) -> frozenset[str]:
    """Return the ids of the claims that one side of a line makes and the other makes too.

    “same statement” across the two.
    """
    by_id = {claim_id: claim.party for claim_id, (_, claim) in corpus.claims.items()}
    both = set(sides(line).values())
    return frozenset(
        i
        for r in relations
        if r.relation == "same statement" and {by_id[r.a], by_id[r.b]} == both
        for i in (r.a, r.b)
    )


def side_of_party(party: str, line: BorderLine) -> str | None:
    """Return which hand of a border line a party's country lies on, or None for everybody else."""
    countries = parties()[party].countries if party in parties() else ()
    return "left" if line.left in countries else "right" if line.right in countries else None
