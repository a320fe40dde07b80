"""The sidecar ``NAME.toml`` beside an article.

It states what the text lacks (title, publisher, published, url), and which names and claims were
misread.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from loaders.documents.corrections import LONGEST_NAME, Placing, Speaking, given_place
from loaders.documents.source import MAX_BYTES
from loaders.documents.urls import split_address
from loaders.model.errors import SidecarError

STORY = "story.toml"
"""The file that states what the articles of a folder are about: it belongs to no article."""
FIELDS = ("title", "publisher", "published", "url")
_MENTIONS, _CLAIMS = "mentions", "claims"
_MOST_CHARACTERS = 200_000
"""A longer sidecar, or a line with more dots, is refused: the time and memory of Python 3.11's
parser grow with the square of a dotted key. Chosen by hand, far above what a person writes."""
_MOST_DOTS = 100
"""Dots in a line of a sidecar, at most."""
_OF_MENTION = {"start", "words", "place", "name", "lat", "lon", "precision_m", "kind", "source"}
_OF_CLAIM = {"start", "words", "speaker", "party", "dismissed"}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person states about an article.

    ``published`` is an ISO day; ``placings`` correct single mentions, ``speakings`` single claims.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    placings: tuple[Placing, ...] = ()
    speakings: tuple[Speaking, ...] = ()


def read_sidecar(article: Path) -> Sidecar:
    """Return the sidecar of an article file, empty when there is none.

    Raises
    ------
    SidecarError
        The file is not TOML, has an unknown field, or a field's value makes no sense.
    """
    path = article.with_suffix(".toml")
    if path.name == STORY or not path.is_file():
        return Sidecar()
    try:
        return parse_sidecar(path.name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise SidecarError(
            f"{path.name} is not valid TOML ({error})", "Correct or remove it"
        ) from error
    except OSError as error:
        raise SidecarError(
            f"{path.name} cannot be read ({error.strerror})", "Check its permissions"
        ) from error


def parse_sidecar(name: str, toml: str) -> Sidecar:
    """Return the sidecar that a TOML text states; ``name`` is for messages.

    Raises
    ------
    SidecarError
        The text is not TOML, has an unknown field, or a field's value makes no sense.
    """
    fields = toml_fields(name, toml)
    known = (*FIELDS, _MENTIONS, _CLAIMS)
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise SidecarError(
            f"{name} has unknown fields: {', '.join(unknown)[:200]}", f"Use only {', '.join(known)}"
        )
    return Sidecar(
        title=text_field(name, fields, "title"),
        publisher=text_field(name, fields, "publisher"),
        published=_day(name, fields.get("published")),
        url=_url(name, text_field(name, fields, "url")),
        placings=tuple(_placing(name, row) for row in _rows(name, fields, _MENTIONS)),
        speakings=tuple(_speaking(name, row) for row in _rows(name, fields, _CLAIMS)),
    )


def toml_fields(name: str, toml: str) -> dict[str, object]:
    """Return the fields of a TOML text; ``name`` is for messages.

    Raises
    ------
    SidecarError
        The text is not TOML, or is too long to be read safely.
    """
    if len(toml) > _MOST_CHARACTERS or any(
        line.count(".") > _MOST_DOTS for line in toml.splitlines()
    ):
        raise SidecarError(
            f"{name} is longer than {_MOST_CHARACTERS:,} characters, "
            f"or a line has more than {_MOST_DOTS} dots",
            "State less in it",
        )
    try:
        return tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        # for a number of thousands of digits, or brackets nested as deep, the parser of Python 3.11
        # raises these and not its own error
        raise SidecarError(f"{name} is not valid TOML ({error})", "Correct or remove it") from error


def write_sidecar(sidecar: Sidecar) -> str:
    """Return a sidecar as TOML, from which ``parse_sidecar`` reads the same."""
    lines = [
        f"{field} = {_quoted(value)}" for field in FIELDS if (value := getattr(sidecar, field))
    ]
    for placing in sidecar.placings:
        lines += [
            "",
            f"[[{_MENTIONS}]]",
            f"start = {placing.start}",
            f"words = {_quoted(placing.words)}",
        ]
        if placing.given is not None:
            place = placing.given
            lines += [
                f"name = {_quoted(place.name)}",
                f"lat = {float(place.lat or 0)!r}",
                f"lon = {float(place.lon or 0)!r}",
            ]
            lines += [
                f"precision_m = {float(place.precision_m)!r}",
                f"kind = {_quoted(place.kind)}",
                f"source = {_quoted(place.source)}",
            ]
        else:
            lines.append(
                f"place = {_quoted(placing.place)}" + ("" if placing.place else "  # no place")
            )
    for speaking in sidecar.speakings:
        lines += ["", *_claim_lines(speaking)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _claim_lines(speaking: Speaking) -> list[str]:
    lines = [f"[[{_CLAIMS}]]", f"start = {speaking.start}", f"words = {_quoted(speaking.words)}"]
    if speaking.speaker is not None:
        note = "" if speaking.speaker else "  # not clear"
        lines.append(f"speaker = {_quoted(speaking.speaker)}{note}")
    if speaking.party is not None:
        lines.append(f"party = {_quoted(speaking.party)}")
    if speaking.dismissed:
        lines.append(f"dismissed = {_quoted(speaking.dismissed)}")
    return lines


def _quoted(words: str) -> str:
    """Return words as a TOML string, with every character escaped that TOML reserves."""
    quoted = json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
    # a line of more dots would be refused
    return quoted.replace(".", "\\u002e") if quoted.count(".") > _MOST_DOTS else quoted


def _rows(name: str, fields: dict[str, object], of: str) -> list[dict[str, object]]:
    given = fields.get(of, [])
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise SidecarError(f"{name}: {of} is not a list of tables", f"Write [[{of}]] before each")
    return given


def _check_fields(name: str, of: str, row: dict[str, object], known: set[str]) -> None:
    """Raise an error if a claim's or mention's row has a field that means nothing."""
    unknown = sorted(set(row) - known)
    if unknown:
        raise SidecarError(
            f"{name}: a {of} has unknown fields: {', '.join(unknown)[:200]}",
            f"Use only {', '.join(sorted(known))}",
        )


def _speaking(name: str, row: dict[str, object]) -> Speaking:
    _check_fields(name, "claim", row, _OF_CLAIM)
    start, words = row.get("start"), row.get("words")
    if not isinstance(start, int) or not 0 <= start <= MAX_BYTES or not isinstance(words, str):
        raise SidecarError(
            f"{name}: a claim lacks start or words", 'Write start = 120 and words = "…"'
        )
    speaker, party, dismissed = (row.get(field) for field in ("speaker", "party", "dismissed"))
    stated = [value for value in (speaker, party, dismissed) if value is not None]
    if not stated or not all(
        isinstance(value, str) and len(value) <= LONGEST_NAME for value in stated
    ):
        raise SidecarError(
            f"{name}: of the claim “{words[:60]}” nothing is corrected",
            f"State speaker and party, or why it is dismissed, in {LONGEST_NAME} characters each",
        )
    if any(isinstance(value, str) and not value.strip() for value in (party, dismissed)):
        raise SidecarError(
            f"{name}: the party of the claim “{words[:60]}” is empty",
            'Write party = "unattributed" where it is not clear',
        )
    return Speaking(start, words, _name(speaker), _name(party), _name(dismissed) or "")


def _name(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _placing(name: str, row: dict[str, object]) -> Placing:
    _check_fields(name, "mention", row, _OF_MENTION)
    start, words, place = row.get("start"), row.get("words"), row.get("place", "")
    if (
        not isinstance(start, int)
        or not 0 <= start <= MAX_BYTES
        or not isinstance(words, str)
        or not isinstance(place, str)
    ):
        raise SidecarError(
            f"{name}: a mention lacks start or words", 'Write start = 120 and words = "…"'
        )
    if "name" not in row:
        return Placing(start, words, place)
    numbers = [
        row.get(field, 1000.0 if field == "precision_m" else None)
        for field in ("lat", "lon", "precision_m")
    ]
    try:
        lat, lon, precision = (
            float(number) for number in numbers if isinstance(number, int | float)
        )
        given = given_place(
            str(row["name"]),
            lat,
            lon,
            precision,
            str(row.get("source", "")),
            kind=str(row.get("kind", "poi")),
        )
    except (ValueError, OverflowError) as error:
        raise SidecarError(
            f"{name}: the place of “{words[:60]}” makes no sense",
            "State name, lat and lon in degrees, precision_m",
        ) from error
    return Placing(start, words, given.id, given)


def text_field(file: str, fields: dict[str, object], name: str) -> str | None:
    """Return a field's text, or None where it is not given.

    Raises
    ------
    SidecarError
        It is no text, or has no letter.
    """
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise SidecarError(f"{file}: {name} is not a text", f'Write {name} = "…"')
    return value.strip()


def _day(name: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    written = ""
    try:
        written = str(value).strip()  # raises ValueError for a number of thousands of digits
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        msg = f"{name}: published {written[:60]!r} is not a day"
        raise SidecarError(msg, 'Write it as published = "2021-05-14"') from error


def _url(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    parts = split_address(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SidecarError(f"{name}: url is not a web address", "Write it in full, with https://")
    return value
