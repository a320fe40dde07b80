"""``story.toml`` of a folder: what its articles are about.

It may state a title, the pair of countries, the view the map opens with, places that no gazetteer
has, and statements published elsewhere.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import cast

from geodata import gazetteer
from geodata.place import Place
from geodata.published import PublishedStatement
from loaders.documents.corrections import given_place
from loaders.documents.sidecar import STORY, text_field, toml_fields
from loaders.documents.urls import is_web
from loaders.model.errors import SidecarError
from loaders.model.records import Problem, Story

FIELDS = ("title", "pair", "home", "places", "statements")
LONGEST_TITLE = 160
"""Characters of a title at most: two lines of the headline."""
_HOME = {"lat": (-90, 90), "lon": (-180, 180), "zoom": (0, 20)}
"""What a view of the map has, each with the least and the most."""
_PLACE = ("name", "lat", "lon", "precision_m", "kind", "source")
_NUMBERS = ("low", "high")
_NEEDED = ("words", "speaker", "outlet")
_TOPICS = ("lake_share", "border", "height", "history")
_TEXTS = tuple(name for name in PublishedStatement.__dataclass_fields__ if name not in _NUMBERS)


def read_story(folder: Path) -> tuple[Story, list[Problem]]:
    """Return what the ``story.toml`` of a folder states, and the problem with it if it has one.

    A folder without the file, and a path that is no folder, state nothing.
    """
    path = folder / STORY
    try:
        if not path.is_file():
            return Story(), []
        return parse_story(path.read_text(encoding="utf-8")), []
    except UnicodeDecodeError:
        problem, fix = f"{STORY} is not valid TOML (it is not UTF-8)", "Save it as UTF-8"
    except OSError as error:
        problem, fix = f"{STORY} cannot be read ({error.strerror})", "Check its permissions"
    except SidecarError as error:
        problem, fix = error.problem, f"{error.fix}; the articles are shown without it"
    return Story(), [Problem(STORY, problem, fix, skipped=True)]


def parse_story(toml: str) -> Story:
    """Return what the text of a ``story.toml`` states.

    Raises
    ------
    SidecarError
        The text is not TOML, has an unknown field, or a field's value makes no sense.
    """
    fields = toml_fields(STORY, toml)
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise SidecarError(
            f"{STORY} has unknown fields: {', '.join(unknown)[:200]}",
            f"Use only {', '.join(FIELDS)}; it states what the whole folder is about, so give an"
            " article of the same name another name",
        )
    title = " ".join((text_field(STORY, fields, "title") or "").split())
    if len(title) > LONGEST_TITLE:
        raise SidecarError(
            f"{STORY}: title is longer than {LONGEST_TITLE} characters", "Write a shorter one"
        )
    return Story(
        title,
        _pair(text_field(STORY, fields, "pair")),
        _home(fields.get("home")),
        tuple(_place(row) for row in _rows(fields, "places")),
        tuple(
            _statement(row, number)
            for number, row in enumerate(_rows(fields, "statements"), start=1)
        ),
    )


def _pair(written: str | None) -> tuple[str, ...]:
    if written is None:
        return ()
    codes = tuple(written.split("-"))
    known = re.fullmatch(r"[A-Z]{2}-[A-Z]{2}", written) and all(
        gazetteer.load().get(f"country_{code.lower()}") for code in codes
    )
    if not known or codes[0] == codes[1]:
        raise SidecarError(
            f"{STORY}: pair {written[:60]!r} is not two countries",
            'Write their ISO codes, as in pair = "AM-AZ"',
        )
    return codes


def _home(given: object) -> tuple[float, float, float] | None:
    if given is None:
        return None
    row = cast("dict[str, object]", given) if isinstance(given, dict) else {}
    numbers = [
        number
        for name, (least, most) in _HOME.items()
        if (number := _number(row.get(name))) is not None and least <= number <= most
    ]
    if set(row) != set(_HOME) or len(numbers) != len(_HOME):
        raise SidecarError(
            f"{STORY}: home is not a view of the map",
            "Write [home] and below it lat, lon (degrees) and zoom (0 to 20)",
        )
    lat, lon, zoom = numbers
    return lat, lon, zoom


def _rows(fields: dict[str, object], name: str) -> list[dict[str, object]]:
    given = fields.get(name, [])
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise SidecarError(
            f"{STORY}: {name} is not a list of tables", f"Write [[{name}]] before each"
        )
    return given


def _place(row: dict[str, object]) -> Place:
    numbers = [_number(row.get(name)) for name in ("lat", "lon")]
    precision = _number(row.get("precision_m", 1000))
    name = row.get("name")
    try:
        lat, lon = (number for number in numbers if number is not None)
        if set(row) - set(_PLACE) or precision is None or not isinstance(name, str):
            raise ValueError
        return given_place(
            name,
            lat,
            lon,
            precision,
            str(row.get("source", "")),
            kind=str(row.get("kind", "poi")),
        )
    except ValueError as error:
        raise SidecarError(
            f"{STORY}: the place {str(name)[:60]!r} makes no sense",
            f"State only {', '.join(_PLACE)}: lat and lon in degrees, precision_m in metres",
        ) from error


def _statement(row: dict[str, object], number: int) -> PublishedStatement:
    texts = {name: row.get(name, "") for name in _TEXTS}
    texts["id"] = texts["id"] or f"story_{number}"
    texts["topic"] = texts["topic"] or "border"
    low, high = (_number(row[name]) if name in row else None for name in _NUMBERS)
    address = texts["address"]
    if (
        set(row) - {*_TEXTS, *_NUMBERS}
        or not all(isinstance(text, str) for text in texts.values())
        or not all(texts[name] for name in _NEEDED)
        or texts["topic"] not in _TOPICS
        or any(name in row and _number(row[name]) is None for name in _NUMBERS)
        or (address and not is_web(str(address)))
    ):
        raise SidecarError(
            f"{STORY}: statement {number} makes no sense",
            f"State its {', '.join(_NEEDED)} as texts; a topic is one of {', '.join(_TOPICS)}, an"
            " address begins with https://, and low and high are numbers",
        )
    return PublishedStatement(
        low=low, high=high, **{name: str(text).strip() for name, text in texts.items()}
    )


def _number(value: object) -> float | None:
    """Return a finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
