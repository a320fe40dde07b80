"""``NAME.toml`` beside an article: what its text lacks (title, publisher, published, url)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from loaders.address import split_address
from loaders.errors import SidecarError

FIELDS = ("title", "publisher", "published", "url")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person states about an article. ``published`` is an ISO day."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def read_sidecar(article: Path) -> Sidecar:
    """Return the sidecar of an article file, empty when there is none.

    Raises
    ------
    SidecarError
        The file is not TOML, has an unknown field, or a field's value makes no sense.
    """
    path = article.with_suffix(".toml")
    if not path.is_file():
        return Sidecar()
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SidecarError(f"{path.name} is not valid TOML ({error})", "Correct or remove it") from error
    except OSError as error:
        raise SidecarError(f"{path.name} cannot be read ({error.strerror})", "Check its permissions") from error
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise SidecarError(f"{path.name} has unknown fields: {', '.join(unknown)}", f"Use only {', '.join(FIELDS)}")
    return Sidecar(
        title=_text(path, fields, "title"),
        publisher=_text(path, fields, "publisher"),
        published=_day(path, fields.get("published")),
        url=_url(path, _text(path, fields, "url")),
    )


def _text(path: Path, fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise SidecarError(f"{path.name}: {name} is not a text", f'Write {name} = "…"')
    return value.strip()


def _day(path: Path, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError as error:
        msg = f"{path.name}: published {str(value)!r} is not a day"
        raise SidecarError(msg, 'Write it as published = "2021-05-14"') from error


def _url(path: Path, value: str | None) -> str | None:
    if value is None:
        return None
    parts = split_address(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SidecarError(f"{path.name}: url is not a web address", "Write it in full, with https://")
    return value
