"""Relays: the outlets and agencies through which a sentence says it has its words."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicon.tables import outlets
from loaders.text.segment import fold_space

_TRIGGER = re.compile(
    r"\b(?:told|tells|telling|interview|speaking|quote[ds]|quotes|cited|according|carried"
    r"|reported|reports|via)\b",
    re.IGNORECASE,
)
"""Without one of these words there is no relay: a quick test that spares the rest."""
_GIVEN = re.compile(
    r"\b(?:told|tells|telling|interview with|speaking to|quoted by|cited by|according to"
    r"|carried by|reported by|via)\b",
    re.IGNORECASE,
)
"""Words before an outlet that make it a relay."""
_QUOTES = re.compile(r"\s*(?:news agency |agency )?(?:quoted|cited|reported|reports|quotes)\b")
"""Words after an outlet that make it a relay."""


def relays_in(words: str, publisher: str) -> tuple[str, ...]:
    """Return the outlets and agencies that words outside a claim name as its relay, in order.

    The publisher itself is left out.
    """
    if not _TRIGGER.search(words):
        return ()
    folded = fold_space(words)
    pattern, names = _aliases()
    found = (names[match.group()] for match in pattern.finditer(folded) if _relays(folded, match))
    return tuple(name for name in dict.fromkeys(found) if name != publisher)


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the names of outlets, and the outlet of each name."""
    names = {
        alias: outlet.name
        for outlet in reversed(outlets())
        if outlet.role != "document"
        for alias in outlet.aliases
    }
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), names


def _relays(words: str, match: re.Match[str]) -> bool:
    """Whether the words beside an outlet's name make it a relay.

    “told X”, “in an interview with X”, “X quoted”. Sixty characters before and forty after are
    read: further off, the words belong to another name. Chosen by hand.
    """
    before, after = (
        words[max(0, match.start() - 60) : match.start()],
        words[match.end() : match.end() + 40],
    )
    return bool(_GIVEN.search(before) or _QUOTES.match(after))
