"""How the answers to a question stand to one another: the relation in words, with a short reason.

Every word is built from the relations between the claims and their positions. None is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dashboard.html.wording import (
    days_in_words,
    listed,
    party_label,
    position_label,
    relation_label,
)
from dashboard.query.border import Border
from dashboard.query.comparison import Question
from dashboard.query.sides import sides
from loaders import Claim, Relation
from loaders.claims.distances import NOT_STATED
from loaders.compare.differences import Difference
from loaders.export.captions import sentence

_MOST = 2
"""Reasons of one relation that stand open; all of them stand folded beneath the question."""


def standing(question: Question, border: Border) -> list[tuple[str, list[str]]]:
    """Return each relation between the answers, with its reasons.

    Parameters
    ----------
    question
        A question with the differences about it.
    border
        The border whose sides are the two parties.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for difference in question.differences:
        for relation, reason in _reasons(difference, border):
            label = sentence(relation_label(relation))
            if reason not in found[label]:
                found[label].append(reason)
    return [(label, _few(reasons)) for label, reasons in found.items()]


def _few(reasons: Sequence[str]) -> list[str]:
    more = len(reasons) - _MOST
    return [*reasons[:_MOST], f"and {more} more"] if more > 0 else list(reasons)


def _reasons(difference: Difference, border: Border) -> Iterator[tuple[str, str]]:
    if difference.about == "status":
        statement = difference.positions[-1].statements[0]
        yield statement.claim.status, f"says {statement.article.publisher} itself"
        return
    claims = {s.claim.id: s.claim for p in difference.positions for s in p.statements}
    by_relation: dict[str, list[Relation]] = defaultdict(list)
    for relation in difference.relations:
        by_relation[relation.relation].append(relation)
    for name, group in by_relation.items():
        for reason in _short(name, group, difference, claims):
            yield name, days_in_words(reason)
    if difference.about == "lake" and not _sides_speak(claims, border):
        yield next(iter(by_relation), "different figure"), "neither side is quoted on it"


def _short(
    name: str, group: Sequence[Relation], difference: Difference, claims: Mapping[str, Claim]
) -> Iterator[str]:
    """Yield the reasons of one relation, those of many pairs in one."""
    about = difference.about
    if about == "day" and name == "possibly two events":
        yield _days(difference)
    elif name == "silent on":
        yield f"no day from {listed(claims[r.a].who for r in group)}"
    elif about == "datum":
        yield _starting_points(difference)
    elif about == "side":
        yield from _across(group, claims)
    elif about == "denial":
        said = listed(claims[r.b].who for r in group)
        yield f"{claims[group[0].a].who}, what {said} says of it"
    else:
        yield from dict.fromkeys(r.reason for r in group)
        both = [claims[r.a].who for r in group if claims[r.a].who == claims[r.b].who]
        if both and about == "distance":
            yield f"reported with both: {listed(both)}"


def _days(difference: Difference) -> str:
    parts = [
        f"{position_label('day', position.value)} in"
        f" {listed(s.article.publisher for s in position.statements)}"
        for position in difference.positions
        if position.value
    ]
    return ", ".join(parts)


def _starting_points(difference: Difference) -> str:
    named = [p.value for p in difference.positions if p.value != NOT_STATED]
    silent = [
        s.speaker for p in difference.positions if p.value == NOT_STATED for s in p.statements
    ]
    words = listed(named)
    return f"{words}; none from {listed(silent)}" if silent else words


def _across(group: Sequence[Relation], claims: Mapping[str, Claim]) -> Iterator[str]:
    """Yield, for each party whose troops are meant, who puts them across the border and who not."""
    across: dict[str, list[str]] = defaultdict(list)
    for relation in group:
        one, other = claims[relation.a], claims[relation.b]
        if relation.reason.startswith(f"{other.who} says they are across"):
            one, other = other, one
        across[party_label(other.voice)].append(party_label(one.voice))
    for own, others in across.items():
        yield (
            f"{own}’s troops: across the border in the words of {listed(others)}; on their own side"
            f" in those of {own}"
        )


def _sides_speak(claims: Mapping[str, Claim], border: Border) -> bool:
    return any(claim.voice in sides(border).values() for claim in claims.values())
