"""Whether the words round a stated distance tell of an advance that was made.

Not one that is denied, planned, or of no forces.
"""

from __future__ import annotations

import re

from loaders.lexicon.tables import negation, pattern_of
from loaders.model.records import Article, Claim, Distance

_NO_MORE = re.compile(
    r"\b(?:no|not)\s+(?:more|less)\s+than\b|\bnot\s+only\b|\bhow\s+could\b", re.IGNORECASE
)
"""Words that negate nothing: “no more than”, and the question that takes a thing as done, “how
could they”."""
_NO_THING = re.compile(r"\bno\s+\w+(?:\s+\w+)?", re.IGNORECASE)
_CLAUSE = re.compile(r";|[.!?]\s|\bbut\b|\band\s+that\b", re.IGNORECASE)
"""Where another clause begins, which a “not” before it does not reach."""
_NEGATED = 60
"""How far before a distance, in characters, a “not” speaks of it."""


def why_withheld(article: Article, claim: Claim, distance: Distance) -> str:
    """Return why a distance is no reported advance of forces, or ""."""
    words = article.text[claim.start : claim.end]
    before = _NO_MORE.sub("", article.text[claim.start : distance.start])
    # “met no resistance and advanced” negates the resistance
    before = _NO_THING.sub(
        lambda match: match[0] if pattern_of("armed_body").search(match[0]) else "", before
    )
    if (
        claim.stance == "denies"
        or negation().search(_CLAUSE.split(before)[-1][-_NEGATED:])
        or pattern_of("falsehood").search(words)
    ):
        return "denied"
    if claim.stance == "demands" or pattern_of("not_done").search(before):
        return "not told as done"
    return "not told of forces" if pattern_of("not_forces").search(before) else ""
