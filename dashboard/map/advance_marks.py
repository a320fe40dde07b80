"""The reported advances as GeoJSON features, drawn no further than the words of each allow.

A zone is bands of light hatch that fade outward. Its limit is dotted, and so is every isoline. A
distance whose starting point is not stated is a bar of its length and nothing else. No area is ever
computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from shapely import line_merge
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from dashboard.map.marks import Feature, make_feature
from dashboard.query.selection import Shown
from geodata.borders import BorderLine, can_show, error_m
from geodata.geodesy import GeometryError, bar, disc, shift
from geodata.layers import areas
from geodata.place import Place
from geodata.zones import LONGEST_M, isoline, zone
from loaders import Advance
from loaders.compare.geometry import may_be_at

BANDS = 5
"""Bands of a zone: with this many the eye sees one fading hatch."""
_RIM = ((0.6, 1.0), (0.8, 0.65), (1.01, 0.35))
"""How a zone fades with the distance from its place: share of the limit, and opacity. The last
share is above 1, so that rounding cuts nothing off at the limit."""
FADE_STEPS = (0.25, 0.45, 0.7)
"""Opacities of the pieces at either end of an isoline."""
_FADE_STEP = 0.04
"""Length of each of those pieces, as a share of the line's."""
_SHORTEST = 1 / 50
"""Parts of an isoline shorter than this share of the longest are left over from making it."""
_SECTION_REACH_M = 90_000
"""Reaches every corner of the largest province from its middle."""
_CACHED_SHAPES = 256
"""Shapes that are cached: ten times what one view draws (``MOST_DRAWN``)."""
MOST_DRAWN = 24
"""Statements of an advance that are drawn at most; more would cover the map and take seconds to
draw. The others are listed."""
MOST_BARS = 4
"""Lengths that are drawn beside one place at most; more would cover the map. The others are
listed."""
_BAR_OFFSET_M = (-4500.0, 10_000.0)
"""Where bars begin, in metres east and north of the place: clear of its zone and its names."""
_BAR_SPACING_M = 1500.0
"""Metres from one bar to the next: room for its label at the zoom the map opens with."""


def withheld(shown: Shown) -> list[str]:
    """Return a notice for every shown distance that, by its own sentence, is no advance made."""
    return [
        f"{length_label(a)}, {a.withheld} by {a.claim.speaker}: listed, and nothing is drawn of it."
        for a in shown.advances
        if a.withheld
    ]


def advance_label(advance: Advance, outlet: str = "") -> str:
    """Return the label of an advance: its distance, whose it is, and what is not stated.

    The outlet is named where it is given, since two advances may have one speaker.
    """
    speaker = f"{advance.claim.speaker} ({outlet})" if outlet else advance.claim.speaker
    status = "" if advance.claim.status == "asserted" else f"{advance.claim.status}: "
    return (
        f"{status}{length_label(advance)}, claimed by {speaker};"
        f" {'; '.join(advance.missing)}; not a front line"
    )


def length_label(advance: Advance) -> str:
    """Return an advance's distance with its qualifier; a range in the article's own words."""
    if advance.distance.qualifier == "range":
        return advance.words
    return advance.distance.label


def advance_features(
    advances: Sequence[Advance], line: BorderLine, wanted: str | None, outlets: Mapping[str, str]
) -> tuple[list[Feature], list[str]]:
    """Return the features of the advances, and a notice for each that cannot be placed.

    Parameters
    ----------
    advances
        The advances.
    line
        The border line that they are measured from.
    wanted
        Id of the only advance to draw; all when None.
    outlets
        The publisher's name by article id, for the labels.
    """
    features: list[Feature] = []
    notices: list[str] = []
    beside = next(
        (r.place for r in advances if r.form == "zone" and r.place and may_be_at(r, line)), None
    ) or next((r.place for r in advances if r.place and may_be_at(r, line)), None)
    measures: list[tuple[Advance, Place | None]] = []
    chosen = [advance for advance in advances if not wanted or advance.id == wanted]
    if len(chosen) > MOST_DRAWN:
        notices.append(
            f"{len(chosen) - MOST_DRAWN:,} of {len(chosen):,} statements of an advance are listed"
            " but not drawn: they would cover the map. Filter, or choose one above the map."
        )
    for advance in chosen[:MOST_DRAWN]:
        if not may_be_at(advance, line):
            notices.append(
                f"{advance_label(advance)}: no border line of that country is shipped,"
                " so only its length is shown."
            )
            measures.append((advance, advance.place))
            continue
        draw = _zone if advance.form == "zone" else _section
        drawn = list(draw(advance, line, outlets))
        features += drawn
        if not drawn:
            if advance.form == "zone":
                notices.append(
                    f"{advance_label(advance)}: this border line does not pass near"
                    f" {_name(advance)}, so only its length is shown."
                )
            elif advance.form == "isoline":
                notices.append(
                    f"{advance_label(advance)}: its section cannot be drawn by this line,"
                    " so only its length is shown."
                )
            measures.append((advance, advance.place or beside))
    notices += [
        f"{advance_label(advance)}: only a length, and its words name no place to draw it beside."
        for advance, place in measures
        if place is None
    ]
    notices += [
        f"{advance_label(advance)}: too long to be drawn beside a place."
        for advance, _ in measures
        if (advance.distance.metres or 0) > LONGEST_M
    ]
    for anchor, group in _by_place(measures).items():
        lengths = _by_length(group)
        features += [_bar(same, anchor, number) for number, same in enumerate(lengths[:MOST_BARS])]
        notices += [
            f"{advance_label(advance)}: only a length, listed and not drawn."
            for same in lengths[MOST_BARS:]
            for advance in same
        ]
    return features, notices


def _name(advance: Advance) -> str:
    return advance.place.name if advance.place else "the place"


def _by_place(
    advances: Sequence[tuple[Advance, Place | None]],
) -> dict[tuple[float, float], list[Advance]]:
    """Return the advances to draw as bars, by the point they are drawn beside."""
    groups: dict[tuple[float, float], list[Advance]] = {}
    for advance, place in advances:
        if place and place.position and (advance.distance.metres or 0) <= LONGEST_M:
            groups.setdefault(place.position, []).append(advance)
    return groups


def _by_length(advances: Sequence[Advance]) -> list[list[Advance]]:
    """Return the advances in groups that state the same length alike, in text order."""
    groups: dict[tuple[str, str, str], list[Advance]] = {}
    for advance in advances:
        key = (length_label(advance), advance.missing[0], advance.claim.status)
        groups.setdefault(key, []).append(advance)
    return list(groups.values())


def _piece(
    advance: Advance,
    line: BorderLine,
    geometry: BaseGeometry,
    part: str,
    number: int,
    opacity: float,
    outlets: Mapping[str, str],
    *,
    named: bool,
) -> Feature:
    """Return one piece of an advance's drawing; only a ``named`` one has the label."""
    words = advance_label(advance, outlets.get(advance.article_id, ""))
    if can_show(line, advance.distance.metres or 0.0) is False:
        words += f"; the line is coarser: ± {(error_m(line) or 0) / 1000:.0f} km"
    return make_feature(
        geometry,
        id=f"advance-{advance.id}" + (f"#{number}" if number else ""),
        kind="advance",
        name=advance_label(advance),
        part=part,
        articles=[advance.article_id],
        claims=[advance.claim.id],
        reading=advance.id,
        form=advance.form,
        label=words if named else "",
        metres=advance.distance.metres,
        opacity=opacity,
        struck=advance.claim.status != "asserted",
    )


def _zone(advance: Advance, line: BorderLine, outlets: Mapping[str, str]) -> Iterator[Feature]:
    place, limit = advance.place, advance.distance.metres
    assert (
        place is not None and place.lon is not None and place.lat is not None and limit is not None
    )
    try:
        pieces, edge = _zone_shapes(line, advance.country or "", place.lon, place.lat, limit)
    except GeometryError:
        return
    if not edge.is_empty:
        yield _piece(advance, line, edge, "isoline", 0, 1, outlets, named=True)
        if advance.claim.status != "asserted":
            return  # debunked or retracted: hollow, so the limit without the hatch
    # the label stands at the limit, or at the hatch where no limit lies within the claimed distance
    # of the place
    first = 0 if edge.is_empty else 1
    for number, (piece, opacity) in enumerate(pieces, start=first):
        yield _piece(advance, line, piece, "band", number, opacity, outlets, named=not number)


@lru_cache(maxsize=_CACHED_SHAPES)
def _zone_shapes(
    line: BorderLine, country: str, lon: float, lat: float, limit: float
) -> tuple[tuple[tuple[BaseGeometry, float], ...], BaseGeometry]:
    """Return the pieces of a zone with their opacity, and its limit.

    The opacity falls with the distance from the line, and from the place.
    """
    pieces: list[tuple[BaseGeometry, float]] = []
    for index, band in enumerate(zone(line, country, lon, lat, limit, BANDS)):
        opacity = 0.75 * (1 - index / BANDS) + 0.1
        inner: BaseGeometry | None = None
        for share, fade in _RIM:
            reach = band.intersection(disc(lon, lat, limit * share))
            piece = reach if inner is None else reach.difference(inner)
            inner = reach
            if not piece.is_empty:
                pieces.append((piece, round(opacity * fade, 2)))
    return tuple(pieces), isoline(line, country, lon, lat, limit)


def _section(advance: Advance, line: BorderLine, outlets: Mapping[str, str]) -> Iterator[Feature]:
    """Yield the isoline along the section a claim names, fading at both ends."""
    area_id = advance.section
    if area_id not in areas() or area_id is None or advance.distance.metres is None:
        return
    try:
        shape = _section_shape(line, advance.country or "", area_id, advance.distance.metres)
    except GeometryError:
        return
    for number, (piece, opacity) in enumerate(_faded(shape)):
        yield _piece(advance, line, piece, "isoline", number, opacity, outlets, named=opacity == 1)


@lru_cache(maxsize=_CACHED_SHAPES)
def _section_shape(line: BorderLine, country: str, area_id: str, limit: float) -> BaseGeometry:
    area = areas()[area_id].geometry
    centre = area.centroid
    return line_merge(
        isoline(line, country, centre.x, centre.y, limit, within=area, reach_m=_SECTION_REACH_M)
    )


def _faded(shape: BaseGeometry) -> Iterator[tuple[BaseGeometry, float]]:
    """Yield the pieces of each line with an opacity: 1 in the middle, less towards both ends."""
    parts = shape.geoms if isinstance(shape, MultiLineString) else [shape]
    lines = [part for part in parts if isinstance(part, LineString)]
    longest = max((line.length for line in lines), default=0)
    for line in sorted(lines, key=lambda line: -line.length):
        if line.length < longest * _SHORTEST:
            continue
        edge = _FADE_STEP * len(FADE_STEPS)
        yield substring(line, edge, 1 - edge, normalized=True), 1.0
        for index, opacity in enumerate(FADE_STEPS):
            outer, inner = index * _FADE_STEP, (index + 1) * _FADE_STEP
            yield substring(line, outer, inner, normalized=True), opacity
            yield substring(line, 1 - inner, 1 - outer, normalized=True), opacity


def _bar(group: Sequence[Advance], anchor: tuple[float, float], number: int) -> Feature:
    """Return a bar of a claimed length, north of the incident: a measure that lies nowhere."""
    lon, lat = shift(anchor[0], anchor[1], *_BAR_OFFSET_M)
    lon, lat = shift(lon, lat, 0, -number * _BAR_SPACING_M)
    first = group[0]
    metres = first.distance.metres
    assert metres is not None
    speakers = list(dict.fromkeys(advance.claim.speaker for advance in group))
    named = speakers[0] if len(speakers) == 1 else f"{speakers[0]} and {len(speakers) - 1} more"
    open_end = "start not stated" if "start not stated" in first.missing else "where not stated"
    return make_feature(
        bar(lon, lat, metres),
        id=f"measure-{first.id}",
        kind="sight",
        name=f"Measure only: {'; '.join(advance_label(advance) for advance in group)}",
        part="bar",
        articles=list(dict.fromkeys(advance.article_id for advance in group)),
        claims=[advance.claim.id for advance in group],
        reading=first.id,
        label=f"{length_label(first)} · {named} · length only, {open_end}",
        short=f"{length_label(first)} · {named}",
        metres=metres,
        struck=first.claim.status != "asserted",
    )
