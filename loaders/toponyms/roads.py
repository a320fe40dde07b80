"""Roads that an article describes by the places they join.

“the road from X to Y and onward to Z”, “the X–Y highway”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.place import fold
from geodata.waypoints import Waypoint, road_waypoints
from loaders.lexicon.tables import words_of
from loaders.model.records import Mention, Span
from loaders.text.segment import fold_space, locate

_LINK = re.compile(
    r"^\s*(?:[-–/,]"
    r"|(?:,\s*)?(?:and\s+)?(?:onwards?\s+)?(?:to|through|via|and)\s+"
    r"(?:on\s+to\s+)?(?:the\s+)?)\s*$",
    re.IGNORECASE,
)
"""What joins two towns of a road."""
_TOWN_GAP = 60
"""Characters between two towns of one road, at most: “X and onward through the pass to Y” fits.
Further off, the towns are not of one road. Chosen by hand."""


def find_roads(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """Return a mention of every road that the text names by two or more settlements on it."""
    chains: list[list[Mention]] = []
    towns = [m for m in mentions if m.role == "literal" and m.kind in {"settlement", "capital"}]
    for town in towns:
        last = chains[-1][-1] if chains else None
        near = last is not None and town.start - last.end < _TOWN_GAP
        if (
            near
            and last
            and _LINK.match(text[last.end : town.start])
            and locate(sentences, last.start) == locate(sentences, town.start)
        ):
            chains[-1].append(town)
        else:
            chains.append([town])
    return [road for chain in chains if len(chain) > 1 and (road := _road(text, chain))]


def _road(text: str, chain: list[Mention]) -> Mention | None:
    """Return the road that a chain of towns runs along, or None.

    A word for a road must stand beside the chain.
    """
    word = "|".join(words_of("type_road"))
    # fifty characters hold “the road that was built from”, twenty hold the word itself
    before = re.search(
        rf"\b(?:{word})\s+(?:\w+\s+){{0,2}}"
        r"(?:from|between|linking|connecting|joining)\s+(?:the\s+)?$",
        text[max(0, chain[0].start - 50) : chain[0].start],
        re.IGNORECASE,
    )
    after = re.match(rf"\s+(?:{word})\b", text[chain[-1].end : chain[-1].end + 20], re.IGNORECASE)
    if not (before or after):
        return None
    for road_id, points in road_waypoints().items():
        names = [fold(point.name) for point in points]
        if all(fold(town.name) in names for town in chain):
            start = max(0, chain[0].start - 50) + before.start() if before else chain[0].start
            return _mention(
                text, road_id, points, Span(start, chain[-1].end + (after.end() if after else 0))
            )
    return None


def _mention(text: str, road_id: str, points: Sequence[Waypoint], span: Span) -> Mention:
    middle = points[len(points) // 2]
    name = f"Road {points[0].name} – {points[-1].name}"
    why = "the settlements named lie on this road; drawn as straight lines between settlements"
    surface = fold_space(text[span.start : span.end])
    return Mention(
        span.start,
        span.end,
        surface,
        "literal",
        road_id,
        name,
        "road",
        middle.lat,
        middle.lon,
        middle.precision_m,
        why,
    )
