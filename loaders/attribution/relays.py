"""Through whom words came: the outlets and agencies that a sentence says it has them from."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicon.tables import outlets
from loaders.text.segment import fold_space

_TRIGGER = re.compile(
    r"\b(?:told|tells|telling|interview|speaking|quote[ds]|quotes|cited|according|carried|reported|reports|via)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:told|tells|telling|interview with|speaking to|quoted by|cited by|according to|carried"
    r" by|reported by|via)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"\s*(?:news agency |agency )?(?:quoted|cited|reported|reports|quotes)\b")


def relays_in(words: str, publisher: str) -> tuple[str, ...]:
    """Return the outlets and agencies that words outside a claim name as its relay, in order; the publisher is none."""
    if not _TRIGGER.search(words):
        return ()
    folded = fold_space(words)
    pattern, names = _aliases()
    found = (names[match.group()] for match in pattern.finditer(folded) if _relays(folded, match))
    return tuple(name for name in dict.fromkeys(found) if name != publisher)


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the names of outlets, and the outlet of each."""
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

    “told X”, “in an interview with X”, “X quoted”.
    """
    before, after = (
        words[max(0, match.start() - 60) : match.start()],
        words[match.end() : match.end() + 40],
    )
    return bool(_GIVEN.search(before) or _QUOTES.match(after))
