"""Where, exactly: ground that the words measure, and coordinates they write.

“8 km north-east of X” is a sector round X and no point of X, “between X and Y” is the ground
between them, “39°36′N 46°14′E” a point of its own. A name beside such words lies there, whether a
list of places has it or not: “Y, 8 km north-east of X”.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geodata.place import Offset, Place
from loaders.model.placed import placed
from loaders.model.records import Distance, Mention, Span
from loaders.text.segment import fold_space, locate
from loaders.toponyms.whereabouts.coordinates import find_points

KIND = "offset"
"""The kind of a place that words measure from another."""
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_WIND = r"(?:north|south)(?:[-\s]?(?:east|west))?|east|west"
_SETTLEMENT = r"(?:city|town|village|settlement|centre|center|border town|capital)"
_TO_ANCHOR = re.compile(
    rf"\s*(?:\([^()]{{0,40}}\)|[^()]{{0,20}}\))?\s*(?:(?:away|further|to\s+the|due|straight|just)\s+)*"
    rf"(?P<wind>{_WIND})?(?:ern|wards?)?\s*(?:of|from|outside|beyond|off)\s+"
    rf"(?:(?:the|central|downtown)\s+)*(?:{_SETTLEMENT}\s+of\s+|{_SETTLEMENT}\s+)?$",
    re.IGNORECASE,
)
"""What stands between a length and the place it is measured from."""
_TO_LENGTH = re.compile(
    rf"\s*[,(]?\s*(?:an?\s+(?:\w+\s+){{0,3}}{_SETTLEMENT}\s*,?\s*)?"
    r"(?:(?:that|which|is|lies|located|situated|lying|some|about|around|just|only|nearly|almost|"
    r"roughly|approximately|at|over|under|more\s+than|less\s+than|up\s+to|within|a\s+mere|"
    r"an?\s+estimated)\s+)*$",
    re.IGNORECASE,
)
"""What stands between a name and the length that says where it lies."""
_TO_POINT = re.compile(r"\s*[,(]?\s*(?:at|coordinates?:?|grid|located|\s)*\(?\s*$", re.IGNORECASE)
_POINT_KINDS = frozenset({"settlement", "capital", "mountain", "pass", "lake", "airport", "poi"})
_REACH = 90
"""Characters between a length and the place it is measured from, at most."""
_SPREAD = 30.0
"""Degrees to either side that “north-east” allows: half of one eighth of the circle, and a third of
that more, because people round a direction to the nearest of eight."""
_ERROR = 0.15
"""Share of a length that a writer's rounding may be off; the unit of its last figure counts too."""
_ABOUT = 0.25
_SLACK = 1.5
"""A listed place of the name is the one meant within so many times the greatest distance."""
_BETWEEN_M = 80_000
"""Metres between two places of which “between X and Y” still says where."""
_ROAD_NAME = re.compile(
    r"[-–/][A-Z]\w+(?:[-–/][A-Z]\w+)*\s+(?:road|highway|motorway|railway|line)\b"
)
"""What follows a town's name that is the first of a road's."""
_NEAR = re.compile(
    r"\b(?:near|outside|around|close\s+to|not\s+far\s+from)\s+(?:the\s+\w+\s+of\s+)?$"
)
_NEAR_M = 5_000.0
"""How far “near” a town may be, in metres, beyond the town itself. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Words that measure a place: the anchor's mention, the length and the ground."""

    anchor: Mention
    length: Distance
    offset: Offset


def find_ground(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    distances: Sequence[Distance],
) -> tuple[list[Mention], list[Place]]:
    """Return the mentions with the ground that words measure, and the places of that ground.

    Parameters
    ----------
    text
        The article's text.
    sentences
        Its sentences.
    mentions
        The mentions found, in order.
    distances
        The lengths it states.
    """
    found = list(mentions)
    measures = list(_measured(text, sentences, found, distances))
    places = [_apply_measure(text, found, measured) for measured in measures]
    places += _between(text, found)
    places += _points(text, sentences, found)
    found = [_near(text, mention) for mention in found]
    return found, places


def _measured(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], lengths: Sequence[Distance]
) -> Iterator[Measured]:
    """Yield each length with the place that the words after it measure from."""
    anchors = [m for m in mentions if _is_anchor(m) and not _names_road(text, mentions, m)]
    index = 0
    taken: set[int] = set()
    for length in lengths:
        while index < len(anchors) and anchors[index].start < length.end:
            index += 1
        if index == len(anchors) or length.metres is None or length.metres <= 0:
            continue
        anchor = anchors[index]
        between = text[length.end : anchor.start]
        match = _TO_ANCHOR.fullmatch(between) if len(between) <= _REACH else None
        if (
            match
            and anchor.start not in taken
            and locate(sentences, length.start) == locate(sentences, anchor.start)
        ):
            taken.add(anchor.start)
            yield Measured(anchor, length, _offset(anchor, length, match["wind"]))


def _is_anchor(mention: Mention) -> bool:
    return (
        mention.role == "literal"
        and mention.kind in _POINT_KINDS
        and mention.lat is not None
        and mention.lon is not None
    )


def _offset(anchor: Mention, length: Distance, wind: str | None) -> Offset:
    """Return the ground of a length from a place.

    Its error is the rounding of the length and the size of the town.
    """
    metres = length.metres or 0.0
    unit = metres / length.value if length.value else 1.0
    low = length.low * unit if length.low is not None else metres
    share = _ABOUT if length.qualifier == "about" else _ERROR
    town = min(anchor.precision_m or 0.0, metres / 2)
    error = max(metres * share, unit / 2 if length.value and length.value > 1 else 0.0)
    inner = max(0.0, low - error - town)
    outer = metres + error + town
    if length.qualifier in {"up_to", "less_than"} and length.low is None:
        inner = 0.0
    if length.qualifier == "more_than":
        outer += metres * _ABOUT
    bearing = _bearing(wind) if wind else None
    spread = 180.0 if bearing is None else _SPREAD
    return Offset(anchor.lat or 0.0, anchor.lon or 0.0, inner, outer, bearing, spread)


def _bearing(wind: str) -> float:
    plain = re.sub(r"[-\s]", "", wind.lower())
    return 45.0 * _WINDS.index(plain)


def _apply_measure(text: str, mentions: list[Mention], measured: Measured) -> Place:
    """Put the ground of a length into the mentions: of the name before it, else of the anchor."""
    anchor, length = measured.anchor, measured.length
    at = mentions.index(anchor)
    words = fold_space(text[length.start : anchor.end])
    named = next(
        (
            i
            for i in range(at - 1, max(-1, at - 4), -1)
            if mentions[i].end <= length.start
            and mentions[i].role == "literal"
            and _TO_LENGTH.fullmatch(text[mentions[i].end : length.start])
        ),
        None,
    )
    why = f"not at {anchor.name} itself: the article says “{words}”"
    if named is None:
        place = _place(words, measured.offset, f"measured from {anchor.name} ({anchor.place_id})")
        mentions[at] = replace(anchor, ground=place.id, why=f"{why}; {anchor.why}")
        return place
    mention = mentions[named]
    place = _place(mention.surface, measured.offset, f"{words}, by the article’s own words")
    mentions[at] = replace(anchor, ground="", why=f"{why}: {mention.surface} lies there")
    if not _fits(mention, measured.offset):
        known = (
            f"; the one the list has is elsewhere ({mention.why})"
            if mention.lat is not None
            else ""
        )
        mentions[named] = placed(mention, place, f"“{words}”{known}", "likely")
    return place


def _fits(mention: Mention, offset: Offset) -> bool:
    """Whether a listed place lies where the words say, give or take."""
    if mention.lat is None or mention.lon is None:
        return False
    metres = _metres(mention.lat, mention.lon, offset.lat, offset.lon)
    return metres <= offset.outer_m * _SLACK + (mention.precision_m or 0.0)


def _place(name: str, offset: Offset, source: str) -> Place:
    """Return the place of a measured ground; the same words always give the same id."""
    lon, lat = offset.middle
    half = (offset.outer_m - offset.inner_m) / 2
    across = offset.outer_m * math.sin(math.radians(min(90.0, offset.spread)))
    return _blank(name, lat, lon, max(half, across), source, offset, KIND)


def _blank(
    name: str,
    lat: float,
    lon: float,
    precision: float,
    source: str,
    offset: Offset | None,
    kind: str,
) -> Place:
    digest = hashlib.sha256(f"{name}\0{lat:.5f}\0{lon:.5f}\0{precision:.0f}".encode()).hexdigest()
    return Place(
        id=f"said_{digest[:10]}",
        name=name,
        kind=kind,
        country="",
        lat=round(lat, 6),
        lon=round(lon, 6),
        precision_m=round(precision, 1),
        contested_name="",
        contested_note="",
        names=(name,),
        adjectives=(),
        parent="",
        source=source,
        source_url="",
        licence="",
        note=source[:1].upper() + source[1:],
        offset=offset,
    )


def _between(text: str, mentions: list[Mention]) -> Iterator[Place]:
    """Put the ground “between X and Y” into both mentions, where they are near each other."""
    for index in range(len(mentions) - 1):
        first, second = mentions[index], mentions[index + 1]
        if not (_is_anchor(first) and _is_anchor(second)):
            continue
        if text[first.end : second.start].strip() not in {"and", "and the"}:
            continue
        lead = text[max(0, first.start - 60) : first.start].lower()
        if not re.search(r"\bbetween\s+(?:the\s+\w+\s+of\s+|the\s+)?$", lead):
            continue
        if first.ground is not None or second.ground is not None or _on_road(mentions, first):
            continue
        apart = _metres(first.lat or 0, first.lon or 0, second.lat or 0, second.lon or 0)
        if not 0 < apart <= _BETWEEN_M:
            continue
        lat = ((first.lat or 0) + (second.lat or 0)) / 2
        lon = ((first.lon or 0) + (second.lon or 0)) / 2
        name = f"between {first.surface} and {second.surface}"
        place = _place(name, Offset(lat, lon, 0.0, apart / 2), f"the article says “{name}”")
        why = f"the article says “{name}”: the ground between the two, not either of them"
        mentions[index] = replace(first, ground=place.id, why=f"{why}; {first.why}")
        mentions[index + 1] = replace(second, ground=place.id, why=f"{why}; {second.why}")
        yield place


def _on_road(mentions: Sequence[Mention], town: Mention) -> bool:
    return any(m.kind == "road" and m.start <= town.start < m.end for m in mentions)


def _names_road(text: str, mentions: Sequence[Mention], town: Mention) -> bool:
    """Whether a town is but one end of a road: “300 m from the X–Y highway” is not near X."""
    return _on_road(mentions, town) or bool(_ROAD_NAME.match(text, town.end))


def _points(text: str, sentences: Sequence[Span], mentions: list[Mention]) -> Iterator[Place]:
    """Add the coordinates that the text writes; a name right before them lies there."""
    for sentence in sentences:
        for point in find_points(text[sentence.start : sentence.end]):
            start, end = sentence.start + point.start, sentence.start + point.end
            surface = fold_space(text[start:end])
            before = [m for m in mentions if m.end <= start and m.start >= sentence.start]
            named = max(before, key=lambda m: m.end, default=None)
            if (
                named
                and named.role == "literal"
                and named.lat is None
                and _TO_POINT.fullmatch(text[named.end : start])
            ):
                place = _blank(
                    named.surface, point.lat, point.lon, point.precision_m, surface, None, "point"
                )
                mentions[mentions.index(named)] = placed(
                    named, place, f"the article gives its coordinates, {surface}", "likely"
                )
                yield place
                continue
            place = _blank(
                surface, point.lat, point.lon, point.precision_m, "the article", None, "point"
            )
            why = "coordinates that the article writes, as precise as their last figure"
            blank = Mention(start, end, surface, "literal", None, "", "", None, None, None, "")
            mentions.append(placed(blank, place, why, "certain"))
            yield place


def _near(text: str, mention: Mention) -> Mention:
    """Return a mention that “near” makes less precise."""
    if not _is_anchor(mention) or mention.ground is not None or mention.place_id is None:
        return mention
    if not _NEAR.search(text[max(0, mention.start - 40) : mention.start].lower()):
        return mention
    return replace(
        mention,
        precision_m=(mention.precision_m or 0.0) + _NEAR_M,
        why=f"{mention.why}; only near it",
    )


def _metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return a rough distance in metres: good to 1 % within some hundred kilometres."""
    width = math.cos(math.radians((lat + other_lat) / 2))
    east = ((lon - other_lon + 180) % 360 - 180) * width
    return 111_320 * math.hypot(lat - other_lat, east)
