"""Names of places in the parts of a page that are not the article.

Captions, navigation, links. They are listed, never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from geodata.place import fold
from loaders.model.records import Article, Excluded, Span
from loaders.text.segment import fold_space
from loaders.toponyms.mentions import find_places

_ADDRESS = re.compile(r"https?://[^\s/]+(\S*)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LeftOutName(Span):
    """A name in a part that is left out.

    Attributes
    ----------
    surface
        The characters, with white space folded.
    name
        The gazetteer's name for the place they may mean.
    part
        The part left out, with the reason.
    """

    surface: str
    name: str
    part: Excluded


def left_out_names(article: Article, gazetteer: Gazetteer) -> list[LeftOutName]:
    """Return the names of places in an article's excluded parts, in text order.

    In a web address they are the names that its words spell.
    """
    found: list[LeftOutName] = []
    for part in article.excluded:
        addresses = [
            Span(*match.span(1)) for match in _ADDRESS.finditer(article.text, part.start, part.end)
        ]
        found += [
            LeftOutName(mention.start, mention.end, mention.surface, mention.name, part)
            for mention in find_places(article.text, [Span(part.start, part.end)], gazetteer)
            if mention.name
            and mention.role != "not_a_place"
            and not any(address.overlaps(mention) for address in addresses)
        ]
        for address in addresses:
            found += _spelt(article, address, part, gazetteer)
    return sorted(found, key=lambda name: name.start)


def _spelt(
    article: Article, address: Span, part: Excluded, gazetteer: Gazetteer
) -> Iterator[LeftOutName]:
    """Yield the curated places and countries whose names the words of an address spell.

    “…/joint-military-center-in-azerbaijan”.
    """
    words = list(_WORD.finditer(article.text, address.start, address.end))
    folded = [fold(word[0]) for word in words]
    index = 0
    while index < len(words):
        length, places = gazetteer.longest_match(folded, index)
        if length:
            start, end = words[index].start(), words[index + length - 1].end()
            yield LeftOutName(start, end, fold_space(article.text[start:end]), places[0].name, part)
        index += length or 1
