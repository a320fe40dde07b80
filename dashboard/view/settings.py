"""The settings of the app, each an environment variable.

README and docs/settings.md list every one; a test compares them.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from geodata.ground.neighbours import known_pair
from geodata.shipped import SEEDS
from loaders.documents.urls import is_web

_PREFIX = "CLAIMLINE_"
_LONGEST_TITLE = 80
"""Characters of a title at most: it heads every picture and export on one line."""
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_OF_DATASET = ("manifest", "articles")
"""Folders that a dataset has, and hardly a folder of articles."""
_NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's categories of control characters, line breaks, and bytes that are not UTF-8."""
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
"""An origin as a content security policy writes it: scheme and host, no path."""


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message says which, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the app.

    The variable of each is ``CLAIMLINE_`` and the attribute's name in capitals.

    Attributes
    ----------
    title
        The page's name, at most 80 characters.
    seeds
        The folder of articles.
    dataset
        A dataset of many articles, shown in the place of the folder; None for none.
    full_text
        Whether the reading view shows an article's whole text; else only the sentences that hold a
        claim or a place.
    contact
        Where readers report an error: a web address, an e-mail address, or "".
    basemaps
        Whether online base maps are offered.
    embed
        The origins that may embed the page, as a content security policy writes them: ``*`` for
        any, an empty tuple for none.
    uploads
        Whether visitors may add articles.
    addresses
        Whether visitors may load articles by web address.
    geocoder
        The service that is asked where a place lies: "nominatim", a web address, or "" for none.
    pair
        The two countries whose border the page opens with, as ``AM-AZ``; "" for those of the story.
    """

    title: str = "Claimline"
    seeds: Path = SEEDS
    dataset: Path | None = None
    full_text: bool = True
    contact: str = ""
    basemaps: bool = True
    embed: tuple[str, ...] = ("*",)
    uploads: bool = True
    addresses: bool = False
    geocoder: str = ""
    pair: str = ""

    @property
    def dataset_shown(self) -> Path | None:
        """The dataset that is shown, also where it is named as the folder of articles, or None."""
        if self.dataset is not None:
            return self.dataset
        return self.seeds if all((self.seeds / name).is_dir() for name in _OF_DATASET) else None

    @property
    def folder(self) -> Path:
        """The folder that is shown: of a dataset, or of articles."""
        return self.dataset_shown or self.seeds


VARIABLES = {field.name: _PREFIX + field.name.upper() for field in fields(Settings)}
"""The variable of each setting."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives, with defaults for the rest.

    Parameters
    ----------
    environment
        The variables; those of the process by default.

    Raises
    ------
    SettingError
        A variable has a value that cannot be used.
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
        raise SettingError(
            f"{VARIABLES['geocoder']} is {settings.geocoder!r}, a service whose terms ask for an"
            f" address to write to; set {VARIABLES['contact']} too"
        )
    if settings.geocoder and not settings.contact.isascii():
        raise SettingError(
            f"{VARIABLES['contact']} is {settings.contact!r}; it is sent to the geocoder in a"
            " header, which holds plain ASCII only"
        )
    return settings


def settings_to_start(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings to start with, and check what would only show later.

    Parameters
    ----------
    environment
        The variables; those of the process by default.

    Raises
    ------
    SettingError
        A variable has a value that cannot be used, there is no such setting, or the folder of
        articles cannot be read.
    """
    given = os.environ if environment is None else environment
    for variable in sorted(given):
        if variable.upper().startswith(_PREFIX) and variable not in VARIABLES.values():
            nearest, *_ = difflib.get_close_matches(
                variable.upper(), VARIABLES.values(), n=1, cutoff=0
            )
            raise SettingError(
                f"{variable} is {given[variable]!r}, but there is no such setting;"
                f" name it {nearest}, or remove it"
            )
    settings = read_settings(given)
    if not (settings.seeds.is_dir() and os.access(settings.seeds, os.R_OK | os.X_OK)):
        raise SettingError(
            f"{VARIABLES['seeds']} is {str(settings.seeds)!r};"
            " name a folder that exists and can be read"
        )
    dataset = settings.dataset_shown
    if dataset is not None:
        _check_dataset(dataset)
    return settings


def _check_dataset(dataset: Path) -> None:
    """Check what would stop every visitor; what a later run can put right is told on the page.

    Raises
    ------
    SettingError
        There is no such folder, or DuckDB is not installed.
    """
    if not (dataset.is_dir() and os.access(dataset, os.R_OK | os.X_OK)):
        raise SettingError(
            f"{VARIABLES['dataset']} is {str(dataset)!r};"
            " name a dataset that exists and can be read"
        )
    if importlib.util.find_spec("duckdb") is None:
        raise SettingError(
            f"{dataset.name!r} is a dataset, which is shown with DuckDB;"
            ' install it: pip install "claimline[scale]"'
        )


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
            "set it to any, none, or origins with spaces between them,"
            " each as https://example.org with nothing behind it"
        )
    return origins


def _geocoder(value: str) -> str:
    if value.lower() == "nominatim":
        return "nominatim"
    if not is_web(value) or len(value.split()) > 1:
        raise ValueError("set it to nominatim, or to a service’s address in full, with https://")
    return value


def _pair(value: str) -> str:
    pair = known_pair(value)
    if pair is None:
        raise ValueError("set it to the ISO codes of two countries, as in AM-AZ")
    return pair


_READERS: dict[str, Callable[[str], Any]] = {
    "title": _title,
    "seeds": Path,
    "dataset": Path,
    "full_text": _yes_no,
    "contact": str,
    "basemaps": _yes_no,
    "embed": _embed,
    "uploads": _yes_no,
    "addresses": _yes_no,
    "geocoder": _geocoder,
    "pair": _pair,
}
"""The function that reads each setting's value; its ``ValueError`` says what is allowed."""
