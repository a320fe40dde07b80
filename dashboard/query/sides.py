"""The two sides of a border line: their parties, and what both say or one denies the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
    return _between_sides(corpus, relations, line, {"same statement"})


def disputed_claims(
    corpus: Corpus, relations: Sequence[Relation], line: BorderLine
) -> frozenset[str]:
    """Return the ids of the claims of one side that the other denies or contradicts."""
    return _between_sides(corpus, relations, line, {"denies", "contradicts"})


def _between_sides(
    corpus: Corpus, relations: Sequence[Relation], line: BorderLine, names: Collection[str]
) -> frozenset[str]:
    """Return the ids of the claims of some relations between the two sides of a line."""

    def side(claim_id: str) -> str | None:
        return side_of_party(corpus.claims[claim_id][1].voice, line)

    return frozenset(
        i
        for r in relations
        if r.relation in names and {side(r.a), side(r.b)} == {"left", "right"}
        for i in (r.a, r.b)
    )


def side_of_party(party: str, line: BorderLine) -> str | None:
    """Return on which side of a border line a party's country lies: left, right, or None."""
    countries = parties()[party].countries if party in parties() else ()
    return "left" if line.left in countries else "right" if line.right in countries else None
