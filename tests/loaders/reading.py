"""Small pages about an invented border incident, read as the command reads a file.

Offsets are into the file itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders import read_article
from loaders.documents.source import decode
from loaders.model.as_json import article_json

ARTICLE = (
    (
        "Armenian officials said on Wednesday that a patrol from the neighbouring army had crossed "
        "the state border near Sev Lake."
    ),
    (
        "The patrol stayed on the slope until dusk, said Aram Petrosyants, the mayor of Goris, who "
        "watched it through field glasses."
    ),
    (
        "Officials in Baku rejected the account and said that their guards had never left their "
        "own side of the frontier."
    ),
    (
        "Talks between the two commands will go on in Kapan, where an earlier round ended without "
        "a signed paper."
    ),
)
PROSE = "\n\n".join(ARTICLE)


@dataclass(frozen=True)
class ReadPage:
    """An article as JSON, with the file's own characters."""

    json: dict[str, Any]
    raw: str

    @property
    def body(self) -> str:
        """The file's characters in the body, white space folded."""
        return " ".join(
            " ".join(self.raw[start:end].split()) for start, end in self.json["body_spans"]
        )

    def reasons(self, words: str) -> set[str]:
        """Return why the places of the file where these words stand are left out."""
        assert words in self.raw
        found = [e for e in self.json["excluded"] if words in self.raw[e["start"] : e["end"]]]
        return {e["reason"] for e in found}

    def names(self, name: str) -> list[str]:
        """Return the file's own characters of every mention of a place."""
        return [self.raw[p["start"] : p["end"]] for p in self.json["places"] if p["name"] == name]


def read_page(page: str | bytes, file: str = "page.txt") -> ReadPage:
    """Return a page as it is read."""
    data = page.encode() if isinstance(page, str) else page
    found = article_json(read_article(file, data)[0])
    return ReadPage(found, found["text"] if "text" in found else decode(data))
