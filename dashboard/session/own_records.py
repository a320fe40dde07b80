"""What a visitor brings: an article’s bytes with what is said of it, and corrections."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.documents.corrections import Placing, Speaking
from loaders.documents.sidecar import Sidecar


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of an article: a field of its sidecar, where a name lies, or a claim.

    Attributes
    ----------
    sha256
        The article's hash.
    what
        What is corrected, in words.
    was, now
        What it said before and says now, in words; "" where the statement was taken back.
    field
        The field of the sidecar, or "".
    placing
        Where the name lies, or None.
    speaking
        Who says the claim, or that it is none; or None.
    """

    sha256: str
    what: str
    was: str
    now: str
    field: str = ""
    placing: Placing | None = None
    speaking: Speaking | None = None


@dataclass(frozen=True, slots=True)
class UserArticle:
    """The bytes of an article, with its sidecar."""

    file: str
    data: bytes
    sidecar: Sidecar
