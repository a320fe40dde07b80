"""One hostile input, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

STORY = "Armenia said on 12 May 2021 that troops had crossed the border near Goris."
CANARY = "the-words-of-a-file-nobody-may-read"
"""What the canary file holds."""
FILE, WEB = "@FILE@", "@WEB@"
"""They stand for the canary file's path and the canary server's address."""
OWNED = "owned-by-an-input"
"""The id of every element that a hostile script would make."""


@dataclass(frozen=True)
class Input:
    """One input.

    Attributes
    ----------
    group, name
        What it tries, and how.
    file
        The file's name.
    make
        Makes its bytes.
    sidecar
        The TOML beside it.
    """

    group: str
    name: str
    file: str
    make: Callable[[], bytes]
    sidecar: str = ""

    @property
    def id(self) -> str:
        """The input's group and name."""
        return f"{self.group}: {self.name}"


def words(text: str) -> Callable[[], bytes]:
    """Return a function that makes a text's bytes."""
    return partial(text.encode, "utf-8", "surrogatepass")


def many(piece: str, size: int, front: str = f"{STORY}\n\n", end: str = "") -> Callable[[], bytes]:
    """Return a function that makes a text of one repeated piece, of about ``size`` bytes."""
    return lambda: front.encode() + piece.encode() * (size // len(piece.encode())) + end.encode()
