"""The ground of the map as features: the band where maps disagree, the two sides' tints and names.

All of it orients only: none of it comes from an article.
"""

from __future__ import annotations

from functools import lru_cache

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dashboard.map.map_features import Feature, make_feature
from dashboard.query.border import lines_between, pair_name
from geodata.borders import BorderLine, beside_line, offset
from geodata.gazetteer import Gazetteer
from geodata.ground.disagreement import Ground, ground
from geodata.ground.neighbours import pair_id
from geodata.ground.shores import shores_near
from geodata.ground.third_lines import base_id, finer_lines
from geodata.lines.plane import Side

_NAME_OFFSETS_M = (5500.0, 9000.0, 14_000.0, 20_000.0)
"""Metres from the border line to a country's name, the best first: clear of an advance and its
label, and further off where a map draws the border there."""
_MIDDLE_DIGITS = 1
"""Digits of the degrees of a story's middle: a tenth is some 10 km, so that stories of one stretch
share a drawing."""


def ground_of(line: BorderLine, lon: float, lat: float) -> Ground:
    """Return the ground beside a line's border, drawn finely round a point; its own sides."""
    lines = lines_between(line.left, line.right)
    found = ground(lines, round(lon, _MIDDLE_DIGITS), round(lat, _MIDDLE_DIGITS))
    if lines[0].left == line.left:
        return found
    return Ground(found.band, found.right, found.left)


@lru_cache(maxsize=32)
def ground_features(line: BorderLine, lon: float, lat: float) -> tuple[Feature, ...]:
    """Return the tints and the band beside a line's border, round the middle of the story.

    A part that cannot be told is left out. The two countries' lines with third ones come with
    them, where the base layer has them too coarsely for a map of the story.
    """
    found = ground_of(line, lon, lat)
    tints = [
        make_feature(
            _rounded(shape, 4),
            id=f"tint-{side}",
            kind="base",
            name=country,
            part="tint",
            decimals=4,
            side=side,
        )
        for side, shape, country in (
            ("left", found.left, line.left),
            ("right", found.right, line.right),
        )
        if not shape.is_empty
    ]
    pair = pair_id(line.left, line.right)
    middle = (round(lon, _MIDDLE_DIGITS), round(lat, _MIDDLE_DIGITS))
    thirds = [
        make_feature(
            shape, id=base_id(other), kind="base", name=pair_name(other), part="third", decimals=3
        )
        for other, shape in finer_lines(pair, *middle).items()
    ]
    tints = [*_shores(*middle), *tints, *thirds]
    if found.band.is_empty:
        return tuple(tints)
    name = "Maps draw the border differently here"
    band = make_feature(
        _rounded(found.band, 4), id="band", kind="base", name=name, part="band", decimals=4
    )
    return (*tints, band)


def _shores(lon: float, lat: float) -> list[Feature]:
    """Return the ground near the story where it is known finely: sea, land on it, lakes in that."""
    found = shores_near(lon, lat)
    return [
        make_feature(_rounded(shape, 3), id=part, kind="base", name="", part=part, decimals=3)
        for part, shape in (
            ("near-sea", found.known),
            ("near-land", found.land),
            ("near-lake", found.lakes),
        )
        if not shape.is_empty
    ]


def _rounded(shape: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return areas with so many decimals of a degree that are valid still: a picture cuts them."""
    return shapely.set_precision(shape, 10.0**-decimals)


@lru_cache(maxsize=64)
def side_names(
    line: BorderLine, lon: float, lat: float, middle: tuple[float, float], gazetteer: Gazetteer
) -> tuple[Feature, ...]:
    """Return the two countries' names, each on its own side of the line and in its own tint.

    A name for which there is no such point near the place is left out.

    Parameters
    ----------
    line
        The border line that is measured from.
    lon, lat
        The place near which they stand, degrees.
    middle
        The middle of the story, as for ``ground_of``.
    gazetteer
        Where the countries' names come from.
    """
    found = ground_of(line, *middle)
    features = []
    both: tuple[tuple[Side, str, BaseGeometry], ...] = (
        ("left", line.left, found.left),
        ("right", line.right, found.right),
    )
    for side, country, shape in both:
        ways = (beside_line(line, lon, lat, away, left=side == "left") for away in _NAME_OFFSETS_M)
        at = next((way for way in ways if _stands(line, side, shape, way)), None)
        place = gazetteer.get(f"country_{country.lower()}")
        if at is None or place is None:
            continue
        features.append(
            make_feature(
                Point(*at),
                id=f"side-{country.lower()}",
                kind="base",
                name=f"{place.name}, by this line",
                part="side",
                side=side,
                label=place.name,
                note=f"The side of {place.name}, by the line drawn here",
            )
        )
    return tuple(features)


def _stands(line: BorderLine, side: Side, shape: BaseGeometry, at: tuple[float, float]) -> bool:
    """Whether a point lies on a side of the line, and in its tint where there is one."""
    tinted = shape.is_empty or shape.contains(Point(*at))
    return bool(tinted) and offset(line, *at).side == side
