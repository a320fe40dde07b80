"""What a file holds once it is unpacked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The text of a file, or the page in it.

    Attributes
    ----------
    text
        The text, or the page's source.
    kind
        ``text`` or ``html``.
    title
        What the file states as its title, or "".
    url
        The address that the file states, or "".
    day
        The ISO day that the file states for itself, or "": that of a mail, not of its article.
    """

    text: str
    kind: str = "text"
    title: str = ""
    url: str = ""
    day: str = ""
