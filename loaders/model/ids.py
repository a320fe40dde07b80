"""How articles and their claims are named: by hex digits of the hash of the article's bytes.

Twelve digits: with six, as until version 0.2.0, two of 20,000 articles now and then had the same.
"""

from __future__ import annotations

import re

ID_DIGITS = 12
"""Hex digits of the hash in an id: 48 bits. Of a million articles, two have the same once in some
six hundred corpora."""
EARLIER_DIGITS = 6
"""Hex digits in the links of version 0.2.0 and before."""
_DAY = r"(?:\d{4}-\d\d-\d\d|undated)"
_HEX = rf"[0-9a-f]{{{EARLIER_DIGITS}}}(?:[0-9a-f]{{{ID_DIGITS - EARLIER_DIGITS}}})?"
_OF_ARTICLE = re.compile(rf"-({_HEX})$")
_OF_CLAIM = re.compile(rf"({_HEX})(?=-)")
_AFTER_OUTLET = re.compile(rf"-{_DAY}-{_HEX}$")


def stem_of(sha256: str) -> str:
    """Return the digits of a hash that stand in ids."""
    return sha256[:ID_DIGITS]


def digits_in(article_id: str) -> str:
    """Return the digits that an article's id ends with, "" if it is no id; older ones have six."""
    match = _OF_ARTICLE.search(article_id)
    return match[1] if match else ""


def digits_before(claim_id: str) -> str:
    """Return the digits that a claim's id begins with, "" if it is no id; older ones have six."""
    match = _OF_CLAIM.match(claim_id)
    return match[1] if match else ""


def outlet_of(article_id: str) -> str:
    """Return the outlet's slug: the article's id without its day and digits."""
    return _AFTER_OUTLET.sub("", article_id)
