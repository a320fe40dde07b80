"""The party that was found for a speaker, how sure it is, and the words or reason behind it."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.model.records import UNATTRIBUTED, Sure

OPEN = UNATTRIBUTED
"""The party of a speaker for whom the text does not make it plain."""


@dataclass(frozen=True, slots=True)
class PartyFound:
    """A party with the reason for it.

    Attributes
    ----------
    party
        Its name; ``unattributed`` where it is left open.
    sure
        How sure it is.
    why
        The reason in plain words, with the words of the article that say so.
    by_home
        Whether only the article's home gives it: the words name no country.
    """

    party: str
    sure: Sure
    why: str
    by_home: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the party is left open."""
        return self.party == OPEN


def left_open(why: str) -> PartyFound:
    """Return a party that is left open, with the reason."""
    return PartyFound(OPEN, "unsure", why)
