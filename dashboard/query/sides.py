"""The two sides of a border line: their parties, and what both say or one denies the other."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.borders import BorderLine
from loaders import Corpus, Relation
from loaders.lexicon.tables import parties


def sides(line: BorderLine) -> dict[str, str]:
    """Return the party on each side of a border line: {"left": …, "right": …}.

    A side whose country is no party is left out.
    """
    countries = {"left": line.left, "right": line.right}
    named = {
        side: next((name for name, party in parties().items() if code in party.countries), "")
        for side, code in countries.items()
    }
    return {side: party for side, party in named.items() if party}


def claims_of_both_sides(
    corpus: Corpus, relations: Sequence[Relation], line: BorderLine
) -> frozenset[str]:
    """Return the ids of the claims that both sides of a border line make.

    They are those with a relation “same statement” between the two parties.
    """
    by_id = {claim_id: claim.party for claim_id, (_, claim) in corpus.claims.items()}
    both = set(sides(line).values())
    return frozenset(
        i
        for r in relations
        if r.relation == "same statement" and {by_id[r.a], by_id[r.b]} == both
        for i in (r.a, r.b)
    )


def disputed_claims(
    corpus: Corpus, relations: Sequence[Relation], line: BorderLine
) -> frozenset[str]:
    """Return the ids of the claims of one side that the other denies or contradicts."""
    side = {i: side_of_party(claim.party, line) for i, (_, claim) in corpus.claims.items()}
    return frozenset(
        i
        for r in relations
        if r.relation in {"denies", "contradicts"} and {side[r.a], side[r.b]} == {"left", "right"}
        for i in (r.a, r.b)
    )


def side_of_party(party: str, line: BorderLine) -> str | None:
    """Return on which side of a border line a party's country lies: left, right, or None."""
    countries = parties()[party].countries if party in parties() else ()
    return "left" if line.left in countries else "right" if line.right in countries else None
