"""What the operator of the app sets, by environment variable.

README and docs/settings.md list every one; a test compares them.
"""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from geodata.shipped import SEEDS
from loaders.documents.urls import is_web

_PREFIX = "CLAIMLINE_"
_LONGEST_TITLE = 80
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's categories of control characters, line breaks, and bytes that are no UTF-8."""
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)


class SettingError(ValueError):
    """A setting has a value that means nothing; the message says which, and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Each is set by the variable that is ``CLAIMLINE_`` and its name in capitals.

    Attributes
    ----------
    title
        The page's name, at most 80 characters.
    seeds
        The folder of articles.
    full_text
        Whether an article that is read is shown whole; else only the sentences that claims and
        places rest on.
    contact
        Where readers report an error: an address of the web or of a mailbox, or "".
    basemaps
        Whether online base maps are offered.
    embed
        The origins that may show the page in theirs, as a content security policy writes them:
        ``*`` is any, none is nobody.
    uploads
        Whether visitors may bring articles.
    addresses
        Whether visitors may load articles by web address.
    geocoder
        The service that is asked where a place lies: "nominatim", a web address, or "" for none.
    """

    title: str = "Claimline"
    seeds: Path = SEEDS
    full_text: bool = True
    contact: str = ""
    basemaps: bool = True
    embed: tuple[str, ...] = ("*",)
    uploads: bool = True
    addresses: bool = False
    geocoder: str = ""


VARIABLES = {field.name: _PREFIX + field.name.upper() for field in fields(Settings)}
"""The variable of each setting."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives, with defaults for the rest.

    Raises
    ------
    SettingError
        A variable has a value that means nothing.
    """
    given = os.environ if environment is None else environment
    read: dict[str, Any] = {}
    for name, variable in VARIABLES.items():
        value = given.get(variable, "").strip()
        if not value:
            continue
        try:
            if any(unicodedata.category(character) in _NOT_TEXT for character in value):
                raise ValueError("write it as one line without control characters")
            read[name] = _READERS[name](value)
        except ValueError as error:
            raise SettingError(f"{variable} is {value!r}; {error}") from error
    settings = Settings(**read)
    if settings.geocoder and not settings.contact:
        asks = (
            f"{VARIABLES['geocoder']} is {settings.geocoder!r}, a service whose terms ask for an"
            " address to write to"
        )
        raise SettingError(f"{asks}; set {VARIABLES['contact']} too")
    if settings.geocoder and not settings.contact.isascii():
        raise SettingError(
            f"{VARIABLES['contact']} is {settings.contact!r}; the geocoder is told it, and takes"
            " plain ASCII only"
        )
    return settings


def settings_to_start(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings as ``read_settings`` does, once nothing in them would be missed only later.

    Raises
    ------
    SettingError
        A variable has a value that means nothing, there is no such setting, or the folder of
        articles cannot be read.
    """
    given = os.environ if environment is None else environment
    for variable in sorted(given):
        if variable.upper().startswith(_PREFIX) and variable not in VARIABLES.values():
            nearest = difflib.get_close_matches(
                variable.upper(), VARIABLES.values(), n=1, cutoff=0
            )[0]
            raise SettingError(
                f"{variable} is {given[variable]!r}, but there is no such setting; name it"
                f" {nearest}, or remove it"
            )
    settings = read_settings(given)
    if not (settings.seeds.is_dir() and os.access(settings.seeds, os.R_OK | os.X_OK)):
        raise SettingError(
            f"{VARIABLES['seeds']} is {str(settings.seeds)!r}; name a folder that exists and can be"
            " read"
        )
    return settings


def _title(value: str) -> str:
    if len(value) > _LONGEST_TITLE:
        raise ValueError(f"use at most {_LONGEST_TITLE} characters")
    return value


def _yes_no(value: str) -> bool:
    if value.lower() not in _YES_NO:
        raise ValueError("set it to true or false")
    return _YES_NO[value.lower()]


def _embed(value: str) -> tuple[str, ...]:
    named = {"any": ("*",), "none": ()}
    origins = tuple(value.split())
    if value.lower() in named:
        return named[value.lower()]
    if not all(_ORIGIN.fullmatch(origin) for origin in origins):
        raise ValueError(
            "set it to any, none, or origins with spaces between them, each as https://example.org"
            " with nothing behind it"
        )
    return origins


def _geocoder(value: str) -> str:
    if value.lower() == "nominatim":
        return "nominatim"
    if not is_web(value) or len(value.split()) > 1:
        raise ValueError("set it to nominatim, or to a service’s address in full, with https://")
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "title": _title,
    "seeds": Path,
    "full_text": _yes_no,
    "contact": str,
    "basemaps": _yes_no,
    "embed": _embed,
    "uploads": _yes_no,
    "addresses": _yes_no,
    "geocoder": _geocoder,
}
"""What makes a setting's value of its words; a ``ValueError`` says what would do."""
