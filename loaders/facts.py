"""What a file states about itself apart from the article's text: in a page's metadata or a Markdown file's front matter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, ISO day of publication, address and the site's name; empty where the file says nothing.

    ``guessed`` is a day that something in the page's source suggests; a date line beside the title outranks it.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    site: str = ""
    guessed: str = ""
