"""How surely an article's title, outlet, day and address were read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """How one of an article's details was read.

    Attributes
    ----------
    field
        ``title``, ``publisher``, ``published`` or ``url``.
    sure
        ``given`` by a person, ``certain``, ``likely``, or ``unsure``: then it is not the article's.
    why
        Where it was read, in words; or that nothing was found.
    guess
        Of what is unsure, what it may be, to ask for; else "".
    """

    field: str
    sure: str
    why: str
    guess: str = ""
