"""What two sides each say of the same: that ground is its own, or that the other fired first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.claims.topics import is_negated
from loaders.compare.compared import Compared, country_words
from loaders.lexicon.tables import pattern_of
from loaders.text.segment import fold_space

_OWNED = re.compile(
    r"\b(?:belong(?:s|ed)? to(?: the)?|part of(?: the)?|(?:on|in|inside|within) the"
    r" (?:territory|land|soil|waters) of(?: the)?)$",
    re.IGNORECASE,
)
"""What stands before the owner: “the spring belongs to”, “lies on the territory of”."""
_IS_LAND = re.compile(
    r"\b(?:is|are|lies?|stands?|sits?|was|were|remains?)(?: \w+)?(?: (?:on|in|inside|within))?$",
    re.IGNORECASE,
)
_LAND = re.compile(
    r"(?:[’']s)?(?: own| sovereign)? (?:territory|land|soil|waters)\b", re.IGNORECASE
)
"""What stands around the owner in “the spring is (on) Ruritanian land”."""
_OWN = r"\b(?:its|our|their)\b"
_FIRST = re.compile(
    r"\b(?:fir(?:e|ed|ing)|shoot(?:ing)?|shot|attack(?:ed|ing)|open(?:ed|ing) fire|shell(?:ed|ing))"
    r"(?: \w+){0,2} first\b|\bfirst (?:to (?:fire|shoot|attack|open fire)|opened fire|fired)\b|"
    r"\b(?:start|began|begin)(?:ed|ing)? the (?:shooting|firing|fighting|clash\w*|shelling)\b",
    re.IGNORECASE,
)
"""Words that say who was the first to fire."""
_NEAR = 600
"""Characters between two claims of one article at most that may be about one piece of ground that
neither names: a paragraph or two."""


def says_own(claim: Compared) -> bool:
    """Whether a side says that some ground, not its troops', is its own."""
    if not claim.is_side or claim.claim.topic != "border" or claim.claim.stance == "demands":
        return False
    words = fold_space(claim.words)
    names = country_words(claim.claim.voice, claim.gazetteer)
    owner = "|".join([_OWN, *(rf"\b{re.escape(name)}\b" for name in names if name in words)])
    for match in re.finditer(owner, words):
        before = words[: match.start()].rstrip(' “"')
        owned = _OWNED.search(before) or (
            _IS_LAND.search(before) and _LAND.match(words, match.end())
        )
        if owned and not is_negated(before) and not pattern_of("armed_body").search(before):
            return claim.claim.stance != "denies"
    return False


def of_one_ground(a: Compared, b: Compared) -> bool:
    """Whether two claims may be about one piece of ground, by its name or by where they stand."""
    if a.ground and b.ground:
        return bool(a.ground & b.ground)
    near = max(a.claim.start, b.claim.start) - min(a.claim.end, b.claim.end)
    return a.article is b.article and near <= _NEAR


def blames(claim: Compared, others: Sequence[str]) -> Iterator[str]:
    """Yield the sides that a side says were the first to fire: those named last before it."""
    if not claim.is_side or claim.claim.stance in {"demands", "denies"}:
        return
    words = fold_space(claim.words)
    for act in _FIRST.finditer(words):
        before = words[: act.start()]
        if is_negated(before):
            continue
        last = {
            party: max(
                (before.rfind(name) for name in country_words(party, claim.gazetteer)), default=-1
            )
            for party in {*others, claim.claim.voice}
        }
        named = max(last, key=lambda party: last[party])
        if last[named] >= 0 and named != claim.claim.voice:
            yield named
