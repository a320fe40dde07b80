"""The two sides of a border: their parties, and what both say or one denies the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.query.border import Border
from loaders import Corpus, Relation
from loaders.lexicon.tables import parties


def sides(border: Border) -> dict[str, str]:
    """Return the party on each side of a border: {"left": …, "right": …}.

    A side whose country is no party is left out, and where there are no sides there is none.
    """
    countries = {"left": border.left, "right": border.right}
    named = {side: party_of(code) for side, code in countries.items()}
    return {side: party for side, party in named.items() if party}


def party_of(code: str) -> str:
    """Return the party that speaks for a country, by its ISO code, or ""."""
    return next((name for name, party in parties().items() if code in party.countries), "")


def claims_of_both_sides(
    corpus: Corpus, relations: Sequence[Relation], border: Border
) -> frozenset[str]:
    """Return the ids of the claims that both sides of a border make.

    They are those with a relation “same statement” between the two parties.
    """
    return _between_sides(corpus, relations, border, {"same statement"})


def disputed_claims(
    corpus: Corpus, relations: Sequence[Relation], border: Border
) -> frozenset[str]:
    """Return the ids of the claims of one side that the other denies or contradicts."""
    return _between_sides(corpus, relations, border, {"denies", "contradicts"})


def _between_sides(
    corpus: Corpus, relations: Sequence[Relation], border: Border, names: Collection[str]
) -> frozenset[str]:
    """Return the ids of the claims of some relations between the two sides of a border."""

    def side(claim_id: str) -> str | None:
        return side_of_party(corpus.claims[claim_id][1].voice, border)

    return frozenset(
        i
        for r in relations
        if r.relation in names and {side(r.a), side(r.b)} == {"left", "right"}
        for i in (r.a, r.b)
    )


def side_of_party(party: str, border: Border) -> str | None:
    """Return on which side of a border a party's country lies: left, right, or None."""
    countries = parties()[party].countries if party in parties() else ()
    return "left" if border.left in countries else "right" if border.right in countries else None
