"""Coordinates as people write them: decimal degrees, degrees with minutes and seconds, MGRS.

All are read as WGS84. How far a point may be from the truth is half the last figure written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_DEGREE_M = 111_320
"""Metres in a degree of latitude, to turn the last figure written into metres."""
_PART = (
    r"(\d{1,3}(?:\.\d+)?)\s?[°º]\s?(?:(\d{1,2}(?:\.\d+)?)\s?[′'’]\s?)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s?(?:[″”\"]|''|’’)\s?)?"
)
_WITH_LETTERS = re.compile(rf"{_PART}([NS])[\s,;/]{{0,3}}(?:and\s)?{_PART}([EW])\b", re.IGNORECASE)
_PLAIN_LETTERS = re.compile(
    r"(?<![\w.])(\d{1,2}\.\d{2,})\s?([NS]),?\s?(\d{1,3}\.\d{2,})\s?([EW])\b"
)
_SIGNED = re.compile(r"(?<![\w.])([-−]?\d{1,2}\.\d{4,})\s?°?,\s?([-−]?\d{1,3}\.\d{4,})(?![\w.]*\d)")
"""Figures without letters have four decimals at least: fewer may be any two numbers."""
_GRID = re.compile(
    r"(?<![\w/-])(\d{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?"
    r"(\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3}|\d{2}\s\d{2}|(?:\d\d){2,5})(?![\w-])"
)
_MAY_HOLD = re.compile(r"[°º]|\d\.\d\d|\d\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?\d")
"""What every way of writing coordinates has a part of: most texts are done with one look."""
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_POLE, _ZONES = 90, 60
_NORTH = _BANDS.index("N")


@dataclass(frozen=True, slots=True)
class Point:
    """A point written in a text: characters ``[start, end)``, WGS84 degrees, error in metres."""

    start: int
    end: int
    lat: float
    lon: float
    precision_m: float


def find_points(text: str) -> Iterator[Point]:
    """Yield the coordinates that a text writes."""
    if not _MAY_HOLD.search(text):
        return
    if "°" in text or "º" in text:
        for match in _WITH_LETTERS.finditer(text):
            yield from _degrees(match)
    for match in _PLAIN_LETTERS.finditer(text):
        lat, lon = _signed(match[1], match[2]), _signed(match[3], match[4])
        yield from _point(match, lat, lon, _last(match[1]))
    for match in _SIGNED.finditer(text):
        lat, lon = (float(part.replace("−", "-")) for part in match.groups())
        yield from _point(match, lat, lon, _last(match[1]))
    for match in _GRID.finditer(text):
        yield from _grid(match)


def _point(match: re.Match[str], lat: float, lon: float, last: float) -> Iterator[Point]:
    if abs(lat) <= _POLE and abs(lon) <= 2 * _POLE:
        yield Point(match.start(), match.end(), lat, lon, max(1.0, last * _DEGREE_M / 2))


def _degrees(match: re.Match[str]) -> Iterator[Point]:
    parts = match.groups()
    values = []
    for degrees, minutes, seconds, letter in (parts[:4], parts[4:]):
        whole = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        values.append(-whole if letter.upper() in "SW" else whole)
    figure, unit = next((p, u) for p, u in ((parts[2], 3600), (parts[1], 60), (parts[0], 1)) if p)
    yield from _point(match, values[0], values[1], _last(figure) / unit)


def _signed(figure: str, letter: str) -> float:
    return -float(figure) if letter in "SW" else float(figure)


def _last(figure: str) -> float:
    """Return the size of the last figure written: 0.01 of “39.60”."""
    return 10.0 ** -len(figure.partition(".")[2])


def _grid(match: re.Match[str]) -> Iterator[Point]:
    """Yield the middle of an MGRS square."""
    from pyproj import Transformer  # few articles need it, and it takes as long as some hundred

    zone, digits = int(match[1]), match[5].replace(" ", "")
    column = _COLUMNS[(zone - 1) % 3].find(match[3])
    if not 1 <= zone <= _ZONES or column < 0:
        return
    half = len(digits) // 2
    side = 10.0 ** (5 - half)
    east = (column + 1) * 1e5 + int(digits[:half]) * side + side / 2
    row = (_ROWS.index(match[4]) - (0 if zone % 2 else 5)) % 20
    north = row * 1e5 + int(digits[half:]) * side + side / 2
    band = _BANDS.index(match[2])
    low = band * 8 - 80
    plane = Transformer.from_crs(
        f"EPSG:{(32600 if band >= _NORTH else 32700) + zone}", "EPSG:4326", always_xy=True
    )
    # the letters of rows come again every 2,000 km: the band tells which is meant
    for turn in range(5):
        lon, lat = plane.transform(east, north + turn * 2e6)
        if low - 0.5 <= lat <= low + (12 if band == len(_BANDS) - 1 else 8) + 0.5:
            yield Point(match.start(), match.end(), lat, lon, side * math.sqrt(0.5))
            return
