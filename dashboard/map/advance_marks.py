"""The reported advances as GeoJSON features, one reading a stated distance, drawn no further than its words allow.

A zone is bands of light hatch that fade outward; its limit and every isoline are dotted; a distance
whose start nobody states is a bar of its true length and nothing else. No area is ever computed.
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
from geodata.gazetteer import Gazetteer
from geodata.geodesy import GeometryError, bar, disc, shift
from geodata.layers import areas
from geodata.place import Place
from geodata.zones import LONGEST_M, isoline, zone
from loaders.claims.advances import Reading

BANDS = 5
_RIM = ((0.6, 1.0), (0.8, 0.65), (1.01, 0.35))
"""How a zone fades with the distance from its place: share of the limit, and opacity."""
FADE_STEPS = (0.25, 0.45, 0.7)
MOST_READINGS = 24
"""More statements of an advance than this would cover the map, and take seconds to draw; the rest
are listed."""
MOST_BARS = 4
"""More lengths than this would cover the map; the rest are listed."""
_BAR_OFFSET_M = (-4500.0, 10_000.0)
_BAR_SPACING_M = 1500.0


def shown_readings(shown: Shown, gazetteer: Gazetteer) -> list[Reading]:
    """Return the readings whose claims may be drawn, in text order.

    Nothing is drawn of denied advances.
    """
    return shown.drawn_readings(gazetteer)


def withheld(shown: Shown, gazetteer: Gazetteer) -> list[str]:
    """Return a line of words for every distance shown that its own sentence tells of no advance."""
    found = [r for r in shown.readings(gazetteer) if r.withheld]
    return [
        f"{length_label(r)}, {r.withheld} by {r.claim.speaker}: listed, and nothing is drawn of it."
        for r in found
    ]


def reading_label(reading: Reading, outlet: str = "") -> str:
    """Return the words that stand at a reading.

    The distance, whose it is (and where, since two may have one speaker), what is not stated.
    """
    voice = f"{reading.claim.speaker} ({outlet})" if outlet else reading.claim.speaker
    fallen = "" if reading.claim.status == "asserted" else f"{reading.claim.status}: "
    return (
        f"{fallen}{length_label(reading)}, claimed by {voice}; {'; '.join(reading.missing)}; not a"
        " front line"
    )


def length_label(reading: Reading) -> str:
    """Return a reading's distance with the words that qualify it.

    A range in the article's own words.
    """
    if reading.distance.qualifier == "range":
        return reading.words
    return reading.distance.label


def advance_features(
    readings: Sequence[Reading], line: BorderLine, wanted: str | None, outlets: Mapping[str, str]
) -> tuple[list[Feature], list[str]]:
    """Return the features of the readings (of one, when ``wanted`` is its id), and a notice for each that cannot be placed.

    ``outlets`` gives the publisher's name by article id, for the labels.
    """
    features: list[Feature] = []
    notices: list[str] = []
    beside = next(
        (r.place for r in readings if r.form == "zone" and r.place and r.beside(line)), None
    ) or next((r.place for r in readings if r.place and r.beside(line)), None)
    measures: list[tuple[Reading, Place | None]] = []
    chosen = [reading for reading in readings if not wanted or reading.id == wanted]
    if len(chosen) > MOST_READINGS:
        notices.append(
            f"{len(chosen) - MOST_READINGS:,} of {len(chosen):,} statements of an advance are"
            " listed, and not drawn: they would cover the map. Filter, or choose one above the"
            " map."
        )
    for reading in chosen[:MOST_READINGS]:
        if not reading.beside(line):
            notices.append(
                f"{reading_label(reading)}: no border line of that country is shipped, so only its"
                " length is shown."
            )
            measures.append((reading, reading.place))
            continue
        drawn = list(
            _zone(reading, line, outlets)
            if reading.form == "zone"
            else _section(reading, line, outlets)
        )
        features += drawn
        if not drawn:
            if reading.form == "zone":
                notices.append(
                    f"{reading_label(reading)}: this border line does not pass near"
                    f" {_name(reading)}, so only its length is shown."
                )
            elif reading.form == "isoline":
                notices.append(
                    f"{reading_label(reading)}: its section cannot be drawn by this line, so only"
                    " its length is shown."
                )
            measures.append((reading, reading.place or beside))
    notices += [
        f"{reading_label(r)}: only a length, and its words name no place to draw it beside."
        for r, place in measures
        if place is None
    ]
    notices += [
        f"{reading_label(r)}: too long to be drawn beside a place."
        for r, _ in measures
        if (r.distance.metres or 0) > LONGEST_M
    ]
    for anchor, group in _by_place(measures).items():
        lengths = _by_length(group)
        features += [_bar(same, anchor, number) for number, same in enumerate(lengths[:MOST_BARS])]
        notices += [
            f"{reading_label(r)}: only a length, listed and not drawn."
            for same in lengths[MOST_BARS:]
            for r in same
        ]
    return features, notices


def _name(reading: Reading) -> str:
    return reading.place.name if reading.place else "the place"


def _by_place(
    readings: Sequence[tuple[Reading, Place | None]],
) -> dict[tuple[float, float], list[Reading]]:
    """Return the readings to draw as lengths, by the point they are set beside."""
    groups: dict[tuple[float, float], list[Reading]] = {}
    for reading, place in readings:
        if place and place.position and (reading.distance.metres or 0) <= LONGEST_M:
            groups.setdefault(place.position, []).append(reading)
    return groups


def _by_length(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Return the readings that state one and the same length in the same words together, in text order."""
    groups: dict[tuple[str, str, str], list[Reading]] = {}
    for reading in readings:
        groups.setdefault(
            (length_label(reading), reading.missing[0], reading.claim.status), []
        ).append(reading)
    return list(groups.values())


def _piece(
    reading: Reading,
    line: BorderLine,
    geometry: BaseGeometry,
    part: str,
    number: int,
    opacity: float,
    outlets: Mapping[str, str],
    *,
    named: bool,
) -> Feature:
    """Return one piece of a reading's drawing.

    Only a ``named`` one carries the words that stand on the map.
    """
    words = reading_label(reading, outlets.get(reading.article_id, ""))
    if can_show(line, reading.distance.metres or 0.0) is False:
        words += f"; the line is coarser: ± {(error_m(line) or 0) / 1000:.0f} km"
    return make_feature(
        geometry,
        id=f"advance-{reading.id}" + (f"#{number}" if number else ""),
        kind="advance",
        name=reading_label(reading),
        part=part,
        articles=[reading.article_id],
        claims=[reading.claim.id],
        reading=reading.id,
        form=reading.form,
        label=words if named else "",
        metres=reading.distance.metres,
        opacity=opacity,
        fallen=reading.claim.status != "asserted",
    )


def _zone(reading: Reading, line: BorderLine, outlets: Mapping[str, str]) -> Iterator[Feature]:
    place, limit = reading.place, reading.distance.metres
    assert (
        place is not None and place.lon is not None and place.lat is not None and limit is not None
    )
    try:
        pieces, edge = _zone_shapes(line, reading.country or "", place.lon, place.lat, limit)
    except GeometryError:
        return
    if not edge.is_empty:
        yield _piece(reading, line, edge, "isoline", 0, 1, outlets, named=True)
        if reading.claim.status != "asserted":
            return  # what fell is hollow: its limit, and no hatch
    # the words stand at the limit, or at the hatch where the limit lies further from the place than
    # the distance
    first = 0 if edge.is_empty else 1
    for number, (piece, opacity) in enumerate(pieces, start=first):
        yield _piece(reading, line, piece, "band", number, opacity, outlets, named=not number)


@lru_cache(maxsize=256)
def _zone_shapes(
    line: BorderLine, country: str, lon: float, lat: float, limit: float
) -> tuple[tuple[tuple[BaseGeometry, float], ...], BaseGeometry]:
    """Return the pieces of a zone with their opacity, and its limit.

    It fades from the line outward, and away from the place.
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


def _section(reading: Reading, line: BorderLine, outlets: Mapping[str, str]) -> Iterator[Feature]:
    """Yield the isoline along the section a claim names, fading at both ends.

    Nothing for a measure.
    """
    area_id = reading.section
    if area_id not in areas() or area_id is None or reading.distance.metres is None:
        return
    try:
        shape = _section_shape(line, reading.country or "", area_id, reading.distance.metres)
    except GeometryError:
        return
    for number, (piece, opacity) in enumerate(_faded(shape)):
        yield _piece(reading, line, piece, "isoline", number, opacity, outlets, named=opacity == 1)


@lru_cache(maxsize=256)
def _section_shape(line: BorderLine, country: str, area_id: str, limit: float) -> BaseGeometry:
    area = areas()[area_id].geometry
    centre = area.centroid
    # 90 km reaches every corner of the largest province from its middle
    return line_merge(
        isoline(line, country, centre.x, centre.y, limit, within=area, reach_m=90_000)
    )


def _faded(shape: BaseGeometry) -> Iterator[tuple[BaseGeometry, float]]:
    """Yield the pieces of each line with an opacity.

    Whole in the middle, fading over the last tenths at both ends.
    """
    lines = [
        g
        for g in (shape.geoms if isinstance(shape, MultiLineString) else [shape])
        if isinstance(g, LineString)
    ]
    longest = max((line.length for line in lines), default=0)
    for line in sorted(lines, key=lambda line: -line.length):
        if line.length < longest / 50:
            continue
        step = 0.04
        edge = step * len(FADE_STEPS)
        yield substring(line, edge, 1 - edge, normalized=True), 1.0
        for index, opacity in enumerate(FADE_STEPS):
            yield substring(line, index * step, (index + 1) * step, normalized=True), opacity
            yield (
                substring(line, 1 - (index + 1) * step, 1 - index * step, normalized=True),
                opacity,
            )


def _bar(group: Sequence[Reading], anchor: tuple[float, float], number: int) -> Feature:
    """Return a bar of a claimed length, set apart north of the incident.

    It measures, it does not lie there.
    """
    lon, lat = shift(anchor[0], anchor[1], *_BAR_OFFSET_M)
    lon, lat = shift(lon, lat, 0, -number * _BAR_SPACING_M)
    first = group[0]
    metres = first.distance.metres
    assert metres is not None
    voices = list(dict.fromkeys(reading.claim.speaker for reading in group))
    named = voices[0] if len(voices) == 1 else f"{voices[0]} and {len(voices) - 1} more"
    open_end = "start not stated" if "start not stated" in first.missing else "where not stated"
    return make_feature(
        bar(lon, lat, metres),
        id=f"measure-{first.id}",
        kind="sight",
        name=f"Measure only: {'; '.join(reading_label(reading) for reading in group)}",
        part="bar",
        articles=list(dict.fromkeys(reading.article_id for reading in group)),
        claims=[reading.claim.id for reading in group],
        reading=first.id,
        label=f"{length_label(first)} · {named} · length only, {open_end}",
        short=f"{length_label(first)} · {named}",
        metres=metres,
        fallen=first.claim.status != "asserted",
    )
